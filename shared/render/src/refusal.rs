//! Why something cannot be drawn.

use thiserror::Error;

/// Why something cannot be drawn. Nothing of it is taken then.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A picture is wider or higher than a layer of the atlas.
    #[error("The picture “{name}” is larger than {most} pixels.")]
    PictureTooLarge {
        /// The picture.
        name: String,
        /// The longest side.
        most: u32,
    },
    /// A picture's bytes are not four for each pixel, it has none, or it spans more than it has.
    #[error("The picture “{0}” is not of the size that it says.")]
    PictureTorn(String),
    /// Two pictures have one name.
    #[error("Two pictures are called “{0}”.")]
    PictureTwice(String),
    /// A rig shows a picture that the atlas lacks.
    #[error("The picture “{0}” is not there.")]
    PictureMissing(String),
    /// There are more of something than are taken.
    #[error("There are more than {most} {what}.")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// How many are taken.
        most: usize,
    },
    /// A row has another length than the kind of character asks for.
    #[error("{found} {what} were given where {wanted} are needed.")]
    WrongLength {
        /// `bones`, `slots` …
        what: &'static str,
        /// How many were given.
        found: usize,
        /// How many there have to be.
        wanted: usize,
    },
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::PictureTooLarge { .. } => "picture_too_large",
            Self::PictureTorn(_) => "picture_torn",
            Self::PictureTwice(_) => "picture_twice",
            Self::PictureMissing(_) => "picture_missing",
            Self::TooMany { .. } => "too_many",
            Self::WrongLength { .. } => "wrong_length",
        }
    }
}
