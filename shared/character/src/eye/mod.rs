//! Eyes: open, closed and closed in a smile, for each side.

mod closed;
mod iris;
mod open;
mod shape;

pub use shape::{EyeShape, Eyes};

use crate::Side;
use crate::drawing::Layer;
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Colour, Role, Style, hex};

/// Labels of an eye.
pub const LABELS: [&str; 3] = ["open", "closed", "smile"];

/// All layers of both eyes; those of an open eye are shown.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let mut layers = Vec::new();
    for side in Side::BOTH {
        layers.extend(open::layers(look, pen, side));
        layers.extend(iris::layers(look, pen, side));
        layers.push(closed::blink(look, pen, side));
        layers.push(closed::smile(look, pen, side));
    }
    layers
}

/// Lashes are nearly black, with a breath of the hair's line.
fn lash_colour(pen: &Pen) -> Colour {
    let line = pen.tones.line(Role::Hair);
    match pen.style() {
        Style::Painterly => line.mix(hex(0x3A_3234), 0.68),
        _ => line.mix(hex(0x1A_1028), 0.72),
    }
}

/// Width of fine lashes in a style.
fn weight(pen: &Pen) -> f32 {
    0.6 + 0.4 * pen.manner().line_weight
}
