//! Edge-preserving flattening: every pixel takes the mean of its calmest neighbourhood (Kuwahara).

use super::field::Field;
use super::flow::Flow;
use serde::Deserialize;

/// How strongly to flatten.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Flattening {
    /// Sigma of one neighbourhood, in pixels.
    pub sigma: f32,
    /// Distance from the pixel to the neighbourhoods' centres, in pixels.
    pub reach: f32,
    /// Stretch of the reach along the stroke (1: none).
    pub stretch: f32,
}

/// Blurs into calm neighbourhoods and lets each pixel choose between eight of them and its own.
///
/// Texture smaller than `sigma` goes, whatever its contrast; edges come out sharper than before.
pub fn flatten(lab: &Field, flow: &Flow, how: Flattening) -> Field {
    let with_square = lab.map(|_, [l, a, b, _]| [l, a, b, l * l + 2.0 * (a * a + b * b)]);
    let calm = with_square.blurred(how.sigma);
    let (w, h) = (lab.width, lab.height);
    let mut texels = Vec::with_capacity(w * h);
    let across = how.reach / how.stretch.sqrt();
    let along = how.reach * how.stretch.sqrt();
    let d = std::f32::consts::FRAC_1_SQRT_2;
    let ring =
        [(1.0, 0.0), (d, d), (0.0, 1.0), (-d, d), (-1.0, 0.0), (-d, -d), (0.0, -1.0), (d, -d)];
    for y in 0..h {
        for x in 0..w {
            let [tx, ty, coherence, _] = flow.0.texels[y * w + x];
            let along = how.reach + (along - how.reach) * coherence;
            let across = how.reach + (across - how.reach) * coherence;
            let mut sum = [0.0; 4];
            let mut total = 0.0;
            let mut take = |value: [f32; 4], bias: f32| {
                let [l, a, b, square] = value;
                let variance = (square - l * l - 2.0 * (a * a + b * b)).max(0.0);
                let weight = bias / (variance + 2e-4);
                let weight = weight * weight;
                let weight = weight * weight;
                for i in 0..3 {
                    sum[i] += value[i] * weight;
                }
                total += weight;
            };
            take(calm.texels[y * w + x], 2e-4);
            for (u, v) in ring {
                let (u, v) = (u * along, v * across);
                let px = x as f32 + tx * u - ty * v;
                let py = y as f32 + ty * u + tx * v;
                take(calm.at((px + 0.5).floor() as isize, (py + 0.5).floor() as isize), 2e-4);
            }
            texels.push([sum[0] / total, sum[1] / total, sum[2] / total, 0.0]);
        }
    }
    Field { width: w, height: h, texels }
}
