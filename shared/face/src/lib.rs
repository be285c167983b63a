//! What a face mesh says about a face: where it is, how it looks, where it turns, and how a
//! portrait is cut, guided and warped by it.
//!
//! Knows nothing of the detector, of styles or of browsers: 478 points come in, numbers and
//! masks go out.
//! Entry types: [`Landmarks`], [`Face`], [`PortraitCrop`] and [`Warp`].

pub mod canonical;
pub mod crop;
pub mod expression;
pub mod guidance;
pub mod indices;
pub mod landmarks;
pub mod pose;
mod similarity;
pub mod warp;

pub use crop::PortraitCrop;
pub use expression::Expression;
pub use landmarks::{BoundingBox, Landmarks, Refusal};
pub use pose::Pose;
pub use warp::{Warp, WarpStrength};

use serde::{Deserialize, Serialize};

/// Everything that is measured on one face.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Face {
    /// The smallest upright box around all points, `0.0..=1.0` of the picture.
    pub bounding_box: BoundingBox,
    /// Smile, brows, eyes and mouth.
    pub expression: Expression,
    /// Where the head turns.
    pub pose: Pose,
}

/// Measures a face found in a picture of `width` by `height` pixels.
pub fn measure(landmarks: &Landmarks, width: usize, height: usize) -> Face {
    let pose = pose::estimate(landmarks, width, height);
    Face {
        bounding_box: landmarks.bounding_box(),
        expression: expression::measure(landmarks, width, height, pose.yaw),
        pose,
    }
}
