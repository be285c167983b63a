//! What the network is asked to get right: colour everywhere, more so on lines and in the face,
//! and the same edges as the teacher.

use burn::tensor::module::avg_pool2d;
use burn::tensor::ops::AvgPoolOptions;
use stylize::Tensor;

const EPSILON: f32 = 1e-3;
/// The constants of SSIM.
const C1: f32 = 1e-4;
const C2: f32 = 9e-4;
/// Weight of the edge term.
pub const EDGE_WEIGHT: f32 = 0.6;
/// Weight of the structure term.
pub const STRUCTURE_WEIGHT: f32 = 0.15;
/// Side of the structure term's windows, and the distance between them.
const WINDOW: usize = 7;
const WINDOW_STEP: usize = 2;

/// Charbonnier distance of colours under `map`, plus that of horizontal and vertical steps,
/// plus one minus SSIM.
///
/// `drawn` and `target` are `[n, 3, h, w]`, `map` is `[n, 1, h, w]` with mean about one.
pub fn loss(drawn: Tensor<4>, target: Tensor<4>, map: Tensor<4>) -> Tensor<1> {
    let structure = structure(drawn.clone(), target.clone());
    let difference = drawn - target;
    let colour = charbonnier(difference.clone()) * map;
    let [n, c, h, w] = difference.dims();
    let right = difference.clone().slice([0..n, 0..c, 0..h, 1..w])
        - difference.clone().slice([0..n, 0..c, 0..h, 0..w - 1]);
    let below = difference.clone().slice([0..n, 0..c, 1..h, 0..w])
        - difference.slice([0..n, 0..c, 0..h - 1, 0..w]);
    let edges = charbonnier(right).mean() + charbonnier(below).mean();
    colour.mean() + edges * EDGE_WEIGHT + structure * STRUCTURE_WEIGHT
}

/// One minus SSIM of the channels' mean and of green, on windows of [`WINDOW`] pixels.
fn structure(drawn: Tensor<4>, target: Tensor<4>) -> Tensor<1> {
    let pool = |t: Tensor<4>| {
        avg_pool2d(t, AvgPoolOptions::new([WINDOW; 2]).with_stride([WINDOW_STEP; 2]))
    };
    let lanes = |t: Tensor<4>| {
        let [n, _, h, w] = t.dims();
        Tensor::cat(vec![t.clone().mean_dim(1), t.slice([0..n, 1..2, 0..h, 0..w])], 1)
    };
    let (a, b) = (lanes(drawn), lanes(target));
    let (mean_a, mean_b) = (pool(a.clone()), pool(b.clone()));
    let both = mean_a.clone() * mean_b.clone();
    let (square_a, square_b) = (mean_a.clone() * mean_a, mean_b.clone() * mean_b);
    let spread_a = pool(a.clone() * a.clone()) - square_a.clone();
    let spread_b = pool(b.clone() * b.clone()) - square_b.clone();
    let shared = pool(a * b) - both.clone();
    let top = (both * 2.0 + C1) * (shared * 2.0 + C2);
    let bottom = (square_a + square_b + C1) * (spread_a + spread_b + C2);
    (top / bottom).mean().neg() + 1.0
}

fn charbonnier(x: Tensor<4>) -> Tensor<4> {
    (x.clone() * x + EPSILON * EPSILON).sqrt()
}
