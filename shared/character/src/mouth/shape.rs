//! What makes one mouth differ from another.

use serde::{Deserialize, Serialize};

/// The shape of the mouth.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum MouthShape {
    /// A shallow arc, corners a little heavier.
    #[default]
    Gentle,
    /// Small and close.
    Small,
    /// Wide, with raised corners.
    Wide,
    /// Two arcs, like a cat's.
    Cat,
    /// With lips in their own colour.
    Full,
    /// One corner up, with a small fang.
    Fang,
}

/// The traits of a shape.
pub(super) struct Traits {
    /// Width of every form of this mouth.
    pub(super) width: f32,
    /// How far the corners are raised when it is closed: left and right.
    pub(super) corners: [f32; 2],
    /// Whether the lips have a colour of their own.
    pub(super) lips: bool,
    /// Whether the closed mouth is two arcs.
    pub(super) cat: bool,
    /// Whether a fang shows.
    pub(super) fang: bool,
}

impl MouthShape {
    /// Every shape.
    pub const ALL: [Self; 6] =
        [Self::Gentle, Self::Small, Self::Wide, Self::Cat, Self::Full, Self::Fang];

    /// The label in files and libraries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Gentle => "gentle",
            Self::Small => "small",
            Self::Wide => "wide",
            Self::Cat => "cat",
            Self::Full => "full",
            Self::Fang => "fang",
        }
    }

    pub(super) const fn traits(self) -> Traits {
        let plain =
            Traits { width: 1.0, corners: [5.0, 7.0], lips: false, cat: false, fang: false };
        match self {
            Self::Gentle => plain,
            Self::Small => Traits { width: 0.78, corners: [2.5, 3.0], ..plain },
            Self::Wide => Traits { width: 1.18, corners: [8.0, 9.5], ..plain },
            Self::Cat => Traits { width: 0.95, cat: true, ..plain },
            Self::Full => Traits { width: 0.96, corners: [3.0, 4.0], lips: true, ..plain },
            Self::Fang => Traits { width: 1.05, corners: [1.0, 11.0], fang: true, ..plain },
        }
    }
}
