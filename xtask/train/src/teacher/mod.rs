//! The teacher: classical picture filters that draw a portrait in one of four styles, slowly and
//! by known rules. The networks learn to do the same in one quick pass.
//!
//! Every operator is local (it looks at most about a hundred pixels around), so that a small
//! convolutional network can learn it, and none depends on the position in the frame.
//! Entry: [`draw`]; for all styles of one picture [`Study::of`] once, then [`Study::draw`].

pub mod field;
pub mod flatten;
pub mod flow;
mod ink;
mod paint;
pub mod recipes;

use field::{Field, smoothstep};
use flow::Flow;
use picture::{Picture, Plane};
pub use recipes::Recipe;

/// Draws `picture` in a style. `guidance` is face oval, eyes with brows, lips, at any size, all
/// zero where there is no face.
pub fn draw(recipe: &Recipe, picture: &Picture, guidance: &[Plane; 3]) -> Picture {
    Study::of(picture, guidance).draw(recipe)
}

/// What all styles need to know of a picture.
pub struct Study {
    lab: Field,
    flow: Flow,
    /// The flow of larger forms: hair, folds.
    broad_flow: Flow,
    face: Face,
}

/// Where the face is, from the guidance, at the picture's size.
struct Face {
    oval: Plane,
    eyes: Plane,
    lips: Plane,
    /// Skin inside the oval that must stay free of lines.
    clean: Plane,
    /// The skin's own mean colour, around every pixel of the face.
    skin: Field,
    /// How much a pixel is skin of the face (`0.0..=1.0`).
    skinness: Plane,
}

impl Study {
    /// Studies a picture.
    pub fn of(picture: &Picture, guidance: &[Plane; 3]) -> Self {
        let lab = Field::from_picture(picture);
        // A little blur first: sensor noise has a direction of its own, which is not the picture's.
        let calm = lab.blurred(1.0);
        let flow = Flow::of(&calm, 2.2);
        let broad_flow = Flow::of(&lab.blurred(1.6), 5.0);
        let face = Face::of(&calm, guidance);
        Self { lab, flow, broad_flow, face }
    }

    /// Draws the studied picture in a style.
    pub fn draw(&self, recipe: &Recipe) -> Picture {
        let flat = self.flat(recipe);
        let painted = paint::paint(&flat, &self.lab, &self.face, recipe);
        let lines = ink::lines(self, &flat, &recipe.ink);
        ink::lay(&painted, &lines, &recipe.ink).to_picture()
    }

    /// Flattened and drawn out along the strokes; the face less than its surroundings, the eyes
    /// hardly at all.
    fn flat(&self, recipe: &Recipe) -> Field {
        let near = flatten::flatten(&self.lab, &self.flow, recipe.face);
        let far = flatten::flatten(&near, &self.broad_flow, recipe.surroundings);
        let strands = self.broad_flow.smooth_along(&far, recipe.stroke * 1.5, |_| true);
        let in_face = |i: usize| self.face.oval.values[i].max(self.face.eyes.values[i]) > 0.0;
        let near = self.flow.smooth_along(&near, recipe.stroke * 0.5, in_face);
        strands.map(|i, far| {
            let face = self.face.oval.values[i];
            let crisp = self.face.eyes.values[i];
            let lips = self.face.lips.values[i];
            let near = near.texels[i];
            let sharp = self.lab.texels[i];
            let close = face.max(crisp).max(lips);
            std::array::from_fn(|c| {
                let v = far[c] + (near[c] - far[c]) * close;
                v + (sharp[c] - v) * (0.75 * crisp).max(0.25 * lips)
            })
        })
    }
}

impl Face {
    fn of(calm: &Field, guidance: &[Plane; 3]) -> Self {
        let (w, h) = (calm.width, calm.height);
        let masks = Field {
            width: w,
            height: h,
            texels: {
                let [oval, eyes, lips] = [0, 1, 2].map(|i| guidance[i].resize(w, h));
                (0..w * h)
                    .map(|i| [oval.values[i], eyes.values[i], lips.values[i], 0.0])
                    .collect()
            },
        };
        let soft = masks.blurred(3.0);
        let wide = masks.blurred(7.0);
        // Inside the oval by some ten pixels, away from everything that deserves a line.
        let clean = wide.map(|_, [oval, eyes, lips, _]| {
            let inside = smoothstep(0.86, 0.99, oval);
            let feature = smoothstep(0.04, 0.30, eyes.max(lips));
            [inside * (1.0 - feature), 0.0, 0.0, 0.0]
        });
        let weighted = Field {
            width: w,
            height: h,
            texels: (0..w * h)
                .map(|i| {
                    let [oval, eyes, lips, _] = masks.texels[i];
                    let [l, a, b, _] = calm.texels[i];
                    // Hair, glasses and shadows as dark as hair must not drag the mean down.
                    let weight = (oval - eyes.max(lips)).clamp(0.0, 1.0) * (l * l + 0.02);
                    [l * weight, a * weight, b * weight, weight]
                })
                .collect(),
        };
        let mean = weighted.widely_blurred(34.0);
        let skin = mean.map(|_, t| t.map(|v| v / (t[3] + 1e-4)));
        let skinness = Plane {
            width: w,
            height: h,
            values: (0..w * h)
                .map(|i| {
                    let [l, a, b, _] = calm.texels[i];
                    let [oval, eyes, lips, _] = soft.texels[i];
                    let [sl, sa, sb, _] = skin.texels[i];
                    // Lids are skin too, but what is a little darker near the eyes is not.
                    let near = 1.0 - 0.45 * eyes;
                    let apart = (l - sl).abs() + 1.5 * ((a - sa).powi(2) + (b - sb).powi(2)).sqrt();
                    let alike = 1.0 - smoothstep(0.20 * near, 0.38 * near, apart);
                    oval * alike * (1.0 - lips).clamp(0.0, 1.0)
                })
                .collect(),
        };
        Self {
            oval: soft.lane(0),
            eyes: soft.lane(1),
            lips: soft.lane(2),
            clean: clean.lane(0),
            skin,
            skinness,
        }
    }
}
