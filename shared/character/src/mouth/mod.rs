//! Mouths: six shapes, each closed, smiling, speaking five vowels, and laughing.

mod closed;
mod opened;
mod shape;

pub use shape::MouthShape;

use crate::drawing::{Category, Layer};
use crate::geometry::{Affine, Point, pt};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Colour, Role};
use crate::{AXIS, MOUTH_Y};

/// Labels of the mouth, the first one shown.
pub const LABELS: [&str; 8] = ["neutral", "smile", "a", "i", "u", "e", "o", "laugh"];

/// All layers of the mouth.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let hand = Hand { look, pen };
    let mut layers = vec![closed::neutral(&hand)];
    for form in &opened::FORMS {
        layers.extend(opened::layers(&hand, form));
    }
    layers
}

/// What every mouth is drawn with.
struct Hand<'a> {
    look: &'a Look,
    pen: &'a Pen,
}

impl Hand<'_> {
    fn layer(&self, part: &str, label: &str, z: f32) -> Layer {
        let layer = Layer::new(Category::Mouth, label, &format!("{part}_{label}"), z)
            .depth(1.08)
            .bone("head", pt(AXIS, MOUTH_Y));
        if label == LABELS[0] { layer } else { layer.hidden() }
    }

    /// From local units to the canvas.
    fn place(&self) -> Affine {
        Affine::scale(self.look.mouth_width * self.look.mouth.traits().width, 1.0)
            .then(Affine::shift(AXIS, MOUTH_Y))
    }

    fn points(&self, points: &[(f32, f32)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| self.place().apply(pt(x, y))).collect()
    }

    /// The line of the lips: skin's line with some of the lip.
    fn line(&self) -> Colour {
        self.pen.tones.line(Role::Skin).mix(self.pen.tones.base(Role::Lip), 0.22)
    }
}
