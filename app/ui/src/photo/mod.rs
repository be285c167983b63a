//! A picture on its way in, and what is wrong with it before anything is decoded.

mod decode;
mod handed;
mod inspect;
mod jpeg;
mod moving;

pub use decode::{bounded, copy_of, from_blob, grab};
pub use handed::{Handed, hand_over, is_handed, pixels_of, taken_over};

use crate::words::Words;

/// What browsers offer in the file dialog. What really counts are the bytes.
pub const ACCEPT: &str = "image/jpeg,image/png,image/webp,image/gif,.jpg,.jpeg,.png,.webp";
/// Largest file that is read, in bytes.
pub const FILE_BYTES_MAX: f64 = 20.0 * 1024.0 * 1024.0;
/// Largest picture that is decoded, in pixels.
pub const PIXELS_MAX: u64 = 50_000_000;
/// Longest side that is decoded, in pixels.
pub const SIDE_MAX: u32 = 12_000;
/// Longest side that is kept after decoding, in pixels.
pub const SIDE_KEPT_MAX: u32 = 2_048;

/// Why a file is not taken. Each has its own [words](Self::words).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// Zero bytes.
    Empty,
    /// More than [`FILE_BYTES_MAX`].
    TooHeavy {
        /// Rounded up.
        megabytes: u32,
    },
    /// The name ends like a picture's, the content is something else.
    NotAPicture {
        /// What its name ends in, in small letters; empty without one.
        extension: String,
    },
    /// A picture, in a format that browsers do not agree on.
    Format {
        /// As people call it.
        name: &'static str,
    },
    /// More pixels than are safe to unpack.
    TooLarge {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It moves.
    Moving {
        /// As people call it.
        format: &'static str,
    },
    /// The header is right, the rest is not.
    Damaged,
    /// The frame of the camera or the sample could not be had.
    Unreachable,
}

impl FileTrouble {
    /// What happened and what to do.
    pub fn words(&self) -> Words {
        match self {
            Self::Empty => Words::new(
                "That file is empty",
                "It has a name but not a single byte. Try another one.",
            ),
            Self::TooHeavy { megabytes } => Words::new(
                "That file is too heavy",
                format!(
                    "It has {megabytes} MB; up to 20 MB work. Save it smaller, then come back."
                ),
            ),
            Self::NotAPicture { extension } if extension.is_empty() => Words::new(
                "That file isn’t a picture",
                "There is no image inside. Try another one.",
            ),
            Self::NotAPicture { extension } => Words::new(
                "That file isn’t a picture",
                format!("It ends in .{extension}, but there is no image inside. Try another one."),
            ),
            Self::Format { name } => Words::new(
                format!("{name} pictures don’t open everywhere"),
                "Save it as JPEG, PNG or WebP, then bring it again.",
            ),
            Self::TooLarge { width, height } => Words::new(
                "That picture is too large to unpack",
                format!(
                    "It has {width} × {height} pixels; up to 50 million work. Save it smaller, then come back."
                ),
            ),
            Self::Moving { format } => Words::new(
                "That picture moves",
                format!(
                    "It is an animated {format}, and a portrait holds still. Send a still from it."
                ),
            ),
            Self::Damaged => Words::new(
                "That picture is damaged",
                "It begins like a picture but cannot be read to the end. Try another copy of it.",
            ),
            Self::Unreachable => Words::new(
                "The picture did not arrive",
                "Nothing was lost. Try once more, or choose a file.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_file_is_called_by_its_ending() {
        let trouble = FileTrouble::NotAPicture { extension: "jpg".into() };
        assert_eq!(
            trouble.words().text,
            "It ends in .jpg, but there is no image inside. Try another one."
        );
    }
}
