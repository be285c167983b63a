//! Where a picture comes from, and what is wrong with it before anything is decoded.

pub(crate) mod decode;
pub(crate) mod inspect;
mod jpeg;
mod moving;

/// Largest file that is read, in bytes.
pub(crate) const FILE_BYTES_MAX: f64 = 20.0 * 1024.0 * 1024.0;
/// Largest picture that is decoded, in pixels.
pub(crate) const PIXELS_MAX: u64 = 50_000_000;
/// Longest side that is decoded, in pixels.
pub(crate) const SIDE_MAX: u32 = 12_000;
/// Longest side that is kept after decoding, in pixels.
pub(crate) const SIDE_KEPT_MAX: u32 = 2_048;

/// A picture on its way in.
#[derive(Clone, Debug)]
pub(crate) enum Source {
    /// The frame that the camera shows now.
    Camera,
    /// A file: chosen, dropped or pasted.
    File(web_sys::File),
    /// The portrait that comes with the page.
    Sample,
}

/// Why a file is not taken. Each has its own words in `portrait/trouble.rs`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FileTrouble {
    /// Zero bytes.
    Empty,
    /// More than [`FILE_BYTES_MAX`].
    TooHeavy { megabytes: u32 },
    /// The name ends like a picture's, the content is something else.
    NotAPicture { extension: String },
    /// A picture, in a format that browsers do not agree on.
    Format { name: &'static str },
    /// More pixels than are safe to unpack.
    TooLarge { width: u32, height: u32 },
    /// It moves.
    Moving { format: &'static str },
    /// The header is right, the rest is not.
    Damaged,
    /// The frame of the camera or the sample could not be had.
    Unreachable,
}
