//! Where the picture is combed: hair, fur, pleats; and what its own mean is.

use super::face::Face;
use super::field::{Field, smoothstep};
use super::flow::Flow;
use picture::Plane;

/// Reach of the mean, in pixels of a 512 picture.
const REACH: f32 = 18.0;

/// Blur over which edges count as dense, in pixels.
const DENSITY_BLUR: f32 = 6.0;

/// Coherent texture that is not skin.
pub(super) struct Hair {
    /// How much a pixel belongs to it (`0.0..=1.0`).
    pub(super) mask: Plane,
    /// Its own mean colour around every pixel.
    pub(super) mean: Field,
}

/// How densely every pixel's surroundings are combed (`0.0..=1.0`): fine strands side by side that
/// run one way. A single outline is not dense, and a blurred edge has no strands.
pub(super) fn combed(calm: &Field, broad: &Flow) -> Plane {
    let around = calm.blurred(3.0);
    let strands = calm.map(|i, [l, ..]| {
        let coherence = broad.0.texels[i][2];
        let strand = (l - around.texels[i][0]).abs();
        [smoothstep(0.08, 0.32, coherence) * smoothstep(0.004, 0.014, strand), 0.0, 0.0, 0.0]
    });
    let dense =
        strands.blurred(DENSITY_BLUR).map(|_, [d, ..]| [smoothstep(0.26, 0.52, d), 0.0, 0.0, 0.0]);
    dense.lane(0)
}

impl Hair {
    /// What is densely combed and not the face.
    pub(super) fn of(calm: &Field, combed: &Plane, face: &Face) -> Self {
        let raw = calm.map(|i, _| {
            let feature = face.skinness.values[i].max(face.eyes.values[i]).max(face.lips.values[i]);
            [combed.values[i] * (1.0 - feature), 0.0, 0.0, 0.0]
        });
        let weighted = calm.map(|i, [l, a, b, _]| {
            let weight = raw.texels[i][0] * raw.texels[i][0];
            [l * weight, a * weight, b * weight, weight]
        });
        let mean = weighted.widely_blurred(REACH).map(|_, [l, a, b, weight]| {
            let k = 1.0 / (weight + 1e-4);
            [l * k, a * k, b * k, weight]
        });
        // At the outline of a head the wall behind it is close by, but it is not hair.
        let mask = raw.map(|i, [mask, ..]| {
            let ([l, a, b, _], [ml, ma, mb, _]) = (calm.texels[i], mean.texels[i]);
            let apart = (l - ml).abs() + 1.5 * (a - ma).hypot(b - mb);
            [mask * (1.0 - smoothstep(0.22, 0.36, apart)), 0.0, 0.0, 0.0]
        });
        Self { mask: mask.lane(0), mean }
    }
}
