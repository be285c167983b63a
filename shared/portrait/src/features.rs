//! Eyes, brows and mouth, drawn anew from the landmarks over what the network painted.
//!
//! Everything is measured once, on the prepared photo, and drawn as shapes and tapered strokes
//! at whatever size the picture has. Nothing is moved: lids, gaze, lips and brows lie where they
//! were measured. Entry type: [`Features`].

mod brow;
mod brush;
mod canvas;
mod cheek;
mod eye;
mod eye_drawn;
mod iris;
mod manner;
mod mouth;
mod plane;
#[cfg(test)]
mod tests;

use brow::Brow;
use canvas::Canvas;
use cheek::Cheek;
use eye::Eye;
use face::indices::{CHIN, NOSE_RIDGE};
use mouth::Mouth;
use picture::Picture;
use plane::{Point, minus};

/// Middle of each brow's lower edge, right and left.
const BROW_MIDDLES: [usize; 2] = [52, 282];

/// What is drawn of a face, as measured; "right" and "left" are the subject's own.
#[derive(Clone, Debug, PartialEq)]
pub struct Features {
    /// Right, then left.
    eyes: [Eye; 2],
    brows: [Brow; 2],
    cheeks: [Cheek; 2],
    mouth: Mouth,
    /// -1 where light comes from the picture's left, 1 from its right.
    light: f32,
}

/// Whether features are drawn for the first time, or once more on an enlarged drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coat {
    /// All of them.
    First,
    /// Only what has crisp edges: the rest is there already.
    Again,
}

impl Features {
    /// Measures the features of a face. `points` are the 478 landmarks as shares of `photo`,
    /// which is square and shows the same geometry; `None` for a face without extent.
    pub fn of(points: &[Point], photo: &Picture) -> Option<Self> {
        let up = minus(points[NOSE_RIDGE[0]], points[CHIN]);
        let eye = |marks: &eye::Marks, brow: usize| {
            Eye::of(points, photo, marks, up, points[BROW_MIDDLES[brow]])
        };
        let (mut right, mut left) = (eye(&eye::RIGHT, 0)?, eye(&eye::LEFT, 1)?);
        let widths = [right.frame.width, left.frame.width];
        right.beside(widths[1]);
        left.beside(widths[0]);
        let brow = |edges: &[[usize; 2]; 5]| Brow::of(points, photo, edges, up);
        let (mut right_brow, mut left_brow) = (brow(&brow::RIGHT)?, brow(&brow::LEFT)?);
        let weights = [right_brow.weight(), left_brow.weight()];
        right_brow.beside(weights[1]);
        left_brow.beside(weights[0]);
        let cheeks = cheek::both(points, photo);
        Some(Self {
            light: cheek::light(&cheeks),
            eyes: [right, left],
            brows: [right_brow, left_brow],
            cheeks,
            mouth: Mouth::of(points, photo, up)?,
        })
    }

    /// Draws the features in a style's manner; nothing for styles that are not ours.
    pub fn draw(&self, picture: &mut Picture, style: &str, coat: Coat) {
        let Some(manner) = manner::manner_of(style) else { return };
        let mut canvas = Canvas { picture, manner, again: coat == Coat::Again };
        for (cheek, eye) in self.cheeks.iter().zip(&self.eyes) {
            cheek.draw(&mut canvas, eye.presence);
        }
        self.mouth.draw(&mut canvas);
        for (brow, eye) in self.brows.iter().zip(&self.eyes) {
            brow.draw(&mut canvas, eye.presence);
        }
        for eye in &self.eyes {
            eye_drawn::draw(&mut canvas, eye, self.light);
        }
    }
}
