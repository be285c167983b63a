//! The teacher: classical picture filters that draw a portrait in one of four styles, slowly and
//! by known rules. The networks learn to do the same in one quick pass.
//!
//! Every operator is local (it looks at most about a hundred pixels around), so that a small
//! convolutional network can learn it, and none depends on the position in the frame.
//! Entry: [`draw`]; for all styles of one picture [`Study::of`] once, then [`Study::draw`].

pub mod clump;
pub mod face;
pub mod field;
pub mod flatten;
pub mod flow;
pub mod hair;
pub mod ink;
pub mod paint;
pub mod recipes;

use clump::Clumping;
use face::Face;
use field::{Field, mix};
use flow::Flow;
use hair::Hair;
use picture::{Picture, Plane};
pub use recipes::Recipe;
use std::cell::RefCell;
use std::rc::Rc;

/// Draws `picture` in a style. `guidance` is face oval, eyes with brows, lips, at any size, all
/// zero where there is no face.
pub fn draw(recipe: &Recipe, picture: &Picture, guidance: &[Plane; 3]) -> Picture {
    Study::of(picture, guidance).draw(recipe)
}

/// What all styles need to know of a picture.
pub struct Study {
    lab: Field,
    /// Without the sensor's noise.
    calm: Field,
    flow: Flow,
    /// The flow of larger forms: hair, folds.
    broad_flow: Flow,
    /// Fine lightness drawn out along the broad flow.
    bristles: Field,
    face: Face,
    hair: Hair,
    /// Clumps that were made for an earlier style: most styles ask for the same.
    clumps: RefCell<Option<(Clumping, Rc<Field>)>>,
}

impl Study {
    /// Studies a picture.
    pub fn of(picture: &Picture, guidance: &[Plane; 3]) -> Self {
        let lab = Field::from_picture(picture);
        // A little blur first: sensor noise has a direction of its own, which is not the picture's.
        let calm = lab.blurred(1.0);
        let flow = Flow::of(&calm, 2.2);
        let broad_flow = Flow::of(&lab.blurred(1.6), 5.0);
        let combed = hair::combed(&calm, &broad_flow);
        let face = Face::of(&calm, guidance, &combed);
        let hair = Hair::of(&calm, &combed, &face);
        let wide = lab.blurred(4.0);
        let fine = calm.map(|i, [l, ..]| {
            // Outlines are far stronger than grain, and would come back as pale halos.
            let mark = l - wide.texels[i][0];
            [mark / (1.0 + (mark / 0.06).powi(2)), 0.0, 0.0, 0.0]
        });
        let bristles = broad_flow.smooth_along(&fine, 6.0, |_| true);
        Self { lab, calm, flow, broad_flow, bristles, face, hair, clumps: RefCell::default() }
    }

    /// Draws the studied picture in a style.
    pub fn draw(&self, recipe: &Recipe) -> Picture {
        let flat = self.flat(recipe);
        let painted = paint::paint(&flat, self, recipe);
        let painted = self.bristled(&painted, recipe);
        let lines = ink::lines(self, &flat, &recipe.ink);
        ink::lay(&painted, &lines, &recipe.ink).to_picture()
    }

    fn clumps(&self, how: Clumping) -> Rc<Field> {
        if let Some((known, field)) = &*self.clumps.borrow()
            && *known == how
        {
            return field.clone();
        }
        let field = Rc::new(clump::clump(&self.calm, &self.broad_flow, how));
        *self.clumps.borrow_mut() = Some((how, field.clone()));
        field
    }

    /// Brush marks: what was finer than the flats, drawn out along the strokes, laid back over
    /// them. They follow hair, cloth and foliage, and stay away from skin.
    fn bristled(&self, painted: &Field, recipe: &Recipe) -> Field {
        painted.map(|i, [l, a, b, _]| {
            let [_, _, coherence, _] = self.broad_flow.0.texels[i];
            let skin = self.face.skinness.values[i].max(self.face.eyes.values[i]);
            let free = 1.0 - 0.85 * skin.max(self.face.lips.values[i]);
            let mark = self.bristles.texels[i][0] * recipe.bristle * free;
            let mark = mark * (0.4 + 0.6 * coherence);
            [l + 0.09 * (mark / 0.09).tanh(), a, b, 0.0]
        })
    }

    /// Flattened and drawn out along the strokes; the face less than its surroundings, the eyes
    /// hardly at all.
    fn flat(&self, recipe: &Recipe) -> Field {
        let near = flatten::flatten(&self.lab, &self.flow, recipe.face);
        let far = flatten::flatten(&near, &self.broad_flow, recipe.surroundings);
        // Hair is coherent texture: it keeps its finer structure, drawn out into clumps.
        let clumps = self.clumps(recipe.clumps);
        let strands = far.map(|i, far| {
            let hair = self.hair.mask.values[i];
            std::array::from_fn(|c| mix(far[c], clumps.texels[i][c], hair))
        });
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
                v + (sharp[c] - v) * (0.75 * crisp).max(0.5 * lips)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use picture::colour;

    const SIDE: usize = 96;

    /// A noisy disc before a noisy ground.
    fn still_life() -> Picture {
        Picture::from_fn(SIDE, SIDE, |x, y| {
            let (dx, dy) = (x as f32 - 48.0, y as f32 - 48.0);
            let noise = ((x * 7919 + y * 104_729) % 97) as f32 / 97.0 * 0.06;
            let inside = (dx * dx + dy * dy).sqrt() < 28.0;
            let base = if inside { [0.80, 0.56, 0.42] } else { [0.30, 0.42, 0.55] };
            base.map(|c| c + noise + dx * 0.001)
        })
    }

    fn no_face() -> [Plane; 3] {
        [0, 1, 2].map(|_| Plane::filled(SIDE / 2, SIDE / 2, 0.0))
    }

    /// Share of pixels whose lightness changes by less than 0.01 to the right and downwards.
    fn flatness(picture: &Picture) -> f32 {
        let l = colour::lightness(picture);
        let mut flat = 0;
        for y in 0..SIDE as isize - 1 {
            for x in 0..SIDE as isize - 1 {
                let (dx, dy) = (l.at(x + 1, y) - l.at(x, y), l.at(x, y + 1) - l.at(x, y));
                flat += usize::from((dx * dx + dy * dy).sqrt() < 0.01);
            }
        }
        flat as f32 / ((SIDE - 1) * (SIDE - 1)) as f32
    }

    fn distance(a: &Picture, b: &Picture) -> f32 {
        let apart = |(a, b): (&[f32; 3], &[f32; 3])| {
            let (a, b) = (colour::srgb_to_oklab(*a), colour::srgb_to_oklab(*b));
            (0..3).map(|i| (a[i] - b[i]).powi(2)).sum::<f32>().sqrt()
        };
        a.pixels.iter().zip(&b.pixels).map(apart).sum::<f32>() / a.pixels.len() as f32
    }

    #[test]
    fn drawing_twice_gives_the_same_picture_in_range() {
        for recipe in recipes::ALL.iter() {
            let drawn = draw(recipe, &still_life(), &no_face());
            assert_eq!(drawn, draw(recipe, &still_life(), &no_face()), "{}", recipe.id);
            assert!(drawn.pixels.iter().flatten().all(|v| (0.0..=1.0).contains(v)));
        }
    }

    #[test]
    fn styles_are_told_apart() {
        let study = Study::of(&still_life(), &no_face());
        let drawn: Vec<Picture> = recipes::ALL.iter().map(|r| study.draw(r)).collect();
        for i in 0..4 {
            for j in 0..i {
                let apart = distance(&drawn[i], &drawn[j]);
                assert!(apart > 0.03, "{i} and {j} are only {apart} apart");
            }
        }
    }

    #[test]
    fn drawings_are_flat() {
        let before = flatness(&still_life());
        for recipe in recipes::ALL.iter() {
            let after = flatness(&draw(recipe, &still_life(), &no_face()));
            assert!(after > 2.0 * before, "{}: flat {after}, photo {before}", recipe.id);
        }
    }

    #[test]
    fn outlines_are_darker_than_both_sides() {
        for recipe in ["dark-cloud", "cel-shade"].map(|id| recipes::by_id(id).expect("shipped")) {
            let drawn = colour::lightness(&draw(recipe, &still_life(), &no_face()));
            let outline = (14..26).map(|x| drawn.at(x, 48)).fold(f32::MAX, f32::min);
            let (outside, inside) = (drawn.at(6, 48), drawn.at(48, 48));
            assert!(outline < outside.min(inside) - 0.1, "{}: {outline}", recipe.id);
        }
    }
}
