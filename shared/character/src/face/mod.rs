//! The face itself: outline, shades, ears, blush, nose, marks.

mod nose;
mod outline;
mod surface;

pub use nose::NoseShape;
pub(crate) use nose::layer as nose;
pub use outline::{FaceShape, half as face_half, outline as face_outline};
pub(crate) use surface::{blush, ears, face};
