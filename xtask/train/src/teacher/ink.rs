//! Lines: found where the flattened picture has valleys and dark sides of edges, drawn in a darker
//! tone of the colour beneath.

use super::Study;
use super::field::{Field, mix, smoothstep};
use super::recipes::Ink;
use picture::Plane;

/// How much ink every pixel gets (`0.0..=1.0`), before opacity.
pub(super) fn lines(study: &Study, flat: &Field, ink: &Ink) -> Plane {
    // The lines follow the flattened picture: what has been painted over is not outlined.
    let valleys = study.flow.valleys(flat, ink.width, ink.length, |_| true);
    // Eyes are small: their lines are thinner than the style's, or they would drown.
    let fine = study.flow.valleys(&study.lab.blurred(0.6), ink.width.min(1.1), 2.0, |i| {
        study.face.eyes.values[i] > 0.003
    });
    let values = (0..flat.texels.len())
        .map(|i| {
            let eye = study.face.eyes.values[i];
            let clean = study.face.clean.values[i];
            let near_skin = study.face.skinness.values[i];
            // Skin asks for a much deeper valley: nostrils and folds pass, shading does not.
            let raise = 1.0 + 2.2 * clean * near_skin + 0.8 * near_skin;
            let broad = smoothstep(ink.low * raise, ink.high * raise, valleys.texels[i][0]);
            let narrow = smoothstep(ink.low, ink.high, fine.texels[i][0]);
            mix(broad, narrow, eye)
        })
        .collect();
    Plane { width: flat.width, height: flat.height, values }
}

/// Lays the lines over the painted picture.
pub(super) fn lay(painted: &Field, lines: &Plane, ink: &Ink) -> Field {
    // The ink takes the colour of its neighbourhood, not of the dark pixel it covers.
    let near = painted.blurred(2.5);
    painted.map(|i, [l, a, b, _]| {
        let t = lines.values[i] * ink.opacity;
        let [nl, na, nb, _] = near.texels[i];
        let dark = (nl * ink.lightness).min(l);
        [
            mix(l, dark, t),
            mix(a, na * ink.chroma + ink.tint[0], t),
            mix(b, nb * ink.chroma + ink.tint[1], t),
            0.0,
        ]
    })
}
