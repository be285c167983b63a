//! Hair in clumps: smoothed along its flow and sharpened across it, a few times over.
//!
//! Smoothing along the strands joins what runs together; the shock across them pulls every pixel
//! to the nearer of the light and the dark strand, so that soft texture becomes drawn locks.

use super::field::{Field, mix};
use super::flow::Flow;
use serde::Deserialize;

/// How hair is drawn together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clumping {
    /// Sigma along the strands, in pixels.
    pub length: f32,
    /// Distance across the strands at which light and dark are looked for, in pixels.
    pub width: f32,
    /// 0: smoothing alone, 1: every pixel goes to its nearer strand.
    pub sharpness: f32,
    /// Times over.
    pub rounds: usize,
}

/// Draws the picture together along `flow`.
pub fn clump(lab: &Field, flow: &Flow, how: Clumping) -> Field {
    let mut field = lab.clone();
    for _ in 0..how.rounds {
        let along = flow.smooth_along(&field, how.length, |_| true);
        field = shock(&along, flow, how);
    }
    field
}

/// Every pixel towards the lighter neighbour across the strand where the lightness bends down, to
/// the darker one where it bends up.
fn shock(field: &Field, flow: &Flow, how: Clumping) -> Field {
    let calm = field.blurred(how.width * 0.6);
    let w = field.width;
    field.map(|i, texel| {
        let (x, y) = ((i % w) as f32, (i / w) as f32);
        let [tx, ty, ..] = flow.0.texels[i];
        let (nx, ny) = (-ty * how.width, tx * how.width);
        let (one, other) = (calm.sample(x + nx, y + ny), calm.sample(x - nx, y - ny));
        let here = calm.texels[i][0];
        let bend = one[0] + other[0] - 2.0 * here;
        let lighter = if one[0] > other[0] { one } else { other };
        let darker = if one[0] > other[0] { other } else { one };
        let goal = if bend < 0.0 { lighter } else { darker };
        // Flat places have no strand to go to, and noise must not make one.
        let pull = how.sharpness * (bend.abs() / 0.012).tanh();
        // Never past the crest itself.
        let crest = if bend < 0.0 { goal[0] >= texel[0] } else { goal[0] <= texel[0] };
        let pull = if crest { pull } else { 0.0 };
        std::array::from_fn(|c| mix(texel[c], goal[c], pull))
    })
}
