//! What the network is asked to get right: colour everywhere, more so on lines and in the face,
//! and the same edges as the teacher.

use stylize::Tensor;

const EPSILON: f32 = 1e-3;
/// Weight of the edge term.
const EDGE_WEIGHT: f32 = 0.6;

/// Charbonnier distance of colours under `map`, plus that of horizontal and vertical steps.
///
/// `drawn` and `target` are `[n, 3, h, w]`, `map` is `[n, 1, h, w]` with mean about one.
pub fn loss(drawn: Tensor<4>, target: Tensor<4>, map: Tensor<4>) -> Tensor<1> {
    let difference = drawn - target;
    let colour = charbonnier(difference.clone()) * map;
    let [n, c, h, w] = difference.dims();
    let right = difference.clone().slice([0..n, 0..c, 0..h, 1..w])
        - difference.clone().slice([0..n, 0..c, 0..h, 0..w - 1]);
    let below = difference.clone().slice([0..n, 0..c, 1..h, 0..w])
        - difference.slice([0..n, 0..c, 0..h - 1, 0..w]);
    let edges = charbonnier(right).mean() + charbonnier(below).mean();
    colour.mean() + edges * EDGE_WEIGHT
}

fn charbonnier(x: Tensor<4>) -> Tensor<4> {
    (x.clone() * x + EPSILON * EPSILON).sqrt()
}
