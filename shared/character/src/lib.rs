//! A character's look as layered vector art: parametric parts to filled paths, in four styles.
//!
//! It knows neither bones in motion nor cameras nor devices: a [`Look`] goes in, a [`Drawing`]
//! comes out, and [`svg()`] or (behind the feature `raster`) `raster::render` make it visible.
//! Canvas units: the bust is 1024 × 1024, x right, y down, the face's axis at [`AXIS`].
//! `_l` is left in the picture.

pub mod accessory;
pub mod background;
pub mod body;
pub mod brow;
pub mod drawing;
pub mod eye;
pub mod face;
pub mod geometry;
pub mod hair;
mod look;
pub mod mouth;
pub mod outfit;
mod pen;
#[cfg(feature = "raster")]
pub mod raster;
pub mod rigging;
pub mod style;
mod svg;

pub use drawing::{Blend, Category, Clip, Drawing, Layer, Paint, Shape, z};
pub use look::{FaceReading, Fringe, HairLength, Look, Mark};
pub use pen::Pen;
pub use style::{Colour, Palette, Role, Style};
pub use svg::{path_data, svg};

/// The vertical line about which the face is mirrored.
pub const AXIS: f32 = 512.0;
/// Where the head turns on the neck.
pub const NECK_Y: f32 = 640.0;
/// The height of the eyes.
pub const EYE_Y: f32 = 432.0;
/// The height of the mouth.
pub const MOUTH_Y: f32 = 546.0;

/// A side of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// x below the axis.
    Left,
    /// x above the axis.
    Right,
}

impl Side {
    /// Left, then right.
    pub const BOTH: [Self; 2] = [Self::Left, Self::Right];

    /// The letter in names.
    pub const fn letter(self) -> char {
        match self {
            Self::Left => 'l',
            Self::Right => 'r',
        }
    }

    /// -1 for left, 1 for right.
    pub const fn sign(self) -> f32 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }
}

/// The layers of a look, back to front; the labels that are not worn are hidden.
pub fn draw(look: &Look) -> Drawing {
    let pen = Pen::new(look.style, look.palette.clone());
    let mut layers = hair::layers(look, &pen);
    layers.extend(face::layers(look, &pen));
    layers.extend(eye::layers(look, &pen));
    layers.extend(mouth::layers(look, &pen));
    layers.extend(brow::layers(look, &pen));
    layers.extend(background::layers(look, &pen));
    layers.extend(outfit::layers(look, &pen));
    layers.extend(accessory::layers(look, &pen));
    layers.extend(body::tool::layers(&pen));
    Drawing::new(pen.style(), layers)
}
