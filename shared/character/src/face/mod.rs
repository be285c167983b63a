//! The face itself: outline, shades, ears, blush, nose, marks.

mod nose;
mod outline;
mod surface;

pub use nose::NoseShape;
pub use outline::{FaceShape, half as face_half, outline as face_outline};

use crate::drawing::Layer;
use crate::look::Look;
use crate::pen::Pen;

/// Ears, face, blush and nose.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let mut layers = surface::ears(look, pen);
    layers.push(surface::face(look, pen));
    layers.push(surface::blush(look, pen));
    layers.push(nose::layer(look, pen));
    layers
}
