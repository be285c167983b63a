//! Where the face is, and what its skin is like.

use super::field::{Field, mix, smoothstep};
use picture::Plane;

/// Reach of the skin's mean, in pixels of a 512 picture.
const SKIN_REACH: f32 = 34.0;

/// Blur around eyes and lips inside which nothing is a fringe, in pixels of a 512 picture.
const FEATURE_REACH: f32 = 20.0;

/// Blur that leaves the skin's large forms, in pixels of a 512 picture.
const FORM_BLUR: f32 = 4.5;

/// Where the face is, from the guidance, at the picture's size.
pub(super) struct Face {
    pub(super) oval: Plane,
    pub(super) eyes: Plane,
    pub(super) lips: Plane,
    /// Skin inside the oval that must stay free of lines.
    pub(super) clean: Plane,
    /// The skin's own mean colour, around every pixel of the face.
    pub(super) skin: Field,
    /// How much a pixel is skin of the face (`0.0..=1.0`).
    pub(super) skinness: Plane,
    /// The skin's large forms alone: what light and shade are read from.
    pub(super) form: Field,
}

impl Face {
    /// Reads the guidance, and the skin's colour from the slightly blurred picture.
    pub(super) fn of(calm: &Field, guidance: &[Plane; 3], combed: &Plane) -> Self {
        let (w, h) = (calm.width, calm.height);
        let [oval, eyes, lips] = [0, 1, 2].map(|i| guidance[i].resize(w, h));
        let texels =
            (0..w * h).map(|i| [oval.values[i], eyes.values[i], lips.values[i], 0.0]).collect();
        let masks = Field { width: w, height: h, texels };
        let soft = masks.blurred(3.0);
        // Inside the oval by some ten pixels, away from everything that deserves a line.
        let clean = masks.blurred(7.0).map(|_, [oval, eyes, lips, _]| {
            let inside = smoothstep(0.86, 0.99, oval);
            let feature = smoothstep(0.04, 0.30, eyes.max(lips));
            [inside * (1.0 - feature), 0.0, 0.0, 0.0]
        });
        // Between and around eyes and lips the lines are the face's own.
        let near = masks
            .map(|_, [_, eyes, lips, _]| [eyes.max(lips), 0.0, 0.0, 0.0])
            .widely_blurred(FEATURE_REACH);
        let skin = mean_skin(calm, &masks);
        let skinness = calm.map(|i, lab| {
            // A fringe may have the skin's colour, but it is combed.
            let fringe = combed.values[i] * (1.0 - smoothstep(0.03, 0.14, near.texels[i][0]));
            [skinness(lab, soft.texels[i], skin.texels[i]) * (1.0 - 0.9 * fringe); 4]
        });
        let form = skin_form(calm, &skinness);
        Self {
            form,
            oval: soft.lane(0),
            eyes: soft.lane(1),
            lips: soft.lane(2),
            clean: clean.lane(0),
            skin,
            skinness: skinness.lane(0),
        }
    }
}

/// The skin's mean colour around every pixel; in the fourth lane how much skin there is.
fn mean_skin(calm: &Field, masks: &Field) -> Field {
    let weighted = calm.map(|i, [l, a, b, _]| {
        let [oval, eyes, lips, _] = masks.texels[i];
        // Hair, glasses and shadows as dark as hair must not drag the mean down.
        let weight = (oval - eyes.max(lips)).clamp(0.0, 1.0) * (l * l + 0.02);
        [l * weight, a * weight, b * weight, weight]
    });
    weighted.widely_blurred(SKIN_REACH).map(|_, [l, a, b, weight]| {
        let k = 1.0 / (weight + 1e-4);
        [l * k, a * k, b * k, weight]
    })
}

/// Skin blurred within itself: folds and pores go, the turn of the cheek stays.
fn skin_form(calm: &Field, skinness: &Field) -> Field {
    let weighted = calm.map(|i, [l, a, b, _]| {
        let weight = skinness.texels[i][0] + 1e-3;
        [l * weight, a * weight, b * weight, weight]
    });
    weighted.blurred(FORM_BLUR).map(|_, [l, a, b, weight]| {
        let k = 1.0 / weight;
        [l * k, a * k, b * k, 0.0]
    })
}

/// How much a pixel is skin of the face, by place and by likeness to the mean.
fn skinness([l, a, b, _]: [f32; 4], [oval, eyes, lips, _]: [f32; 4], skin: [f32; 4]) -> f32 {
    let hue = ((a - skin[1]).powi(2) + (b - skin[2]).powi(2)).sqrt();
    // Lids are skin too, but what is a little darker near the eyes is not.
    let strict = (1.0 - 0.45 * eyes) * mix(0.72, 1.0, oval);
    let apart = (l - skin[0]).abs() + 1.5 * hue;
    let alike = 1.0 - smoothstep(0.20 * strict, 0.38 * strict, apart);
    // Ears and neck are outside the oval, but of the same colour.
    let beside = smoothstep(0.006, 0.03, skin[3]) * (1.0 - smoothstep(0.018, 0.040, hue));
    oval.max(beside) * alike * (1.0 - lips).clamp(0.0, 1.0)
}
