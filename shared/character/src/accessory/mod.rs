//! Accessories: small things that are put on and can be dragged about.

use serde::{Deserialize, Serialize};

/// A small thing that is put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accessory {
    /// Round glasses.
    RoundGlasses,
    /// Square glasses.
    SquareGlasses,
    /// Dark glasses.
    Sunglasses,
    /// A cap with a peak.
    Cap,
    /// A knitted hat.
    Beanie,
    /// A wide straw hat.
    StrawHat,
    /// A long scarf.
    Scarf,
    /// A bow in the hair.
    HairBow,
    /// A flower of folded paper.
    Flower,
    /// Headphones.
    Headphones,
    /// Cat ears on a band.
    CatEars,
    /// Earrings.
    Earrings,
    /// A band around the neck.
    Choker,
    /// A star that holds the hair.
    StarClip,
    /// A mask over mouth and nose.
    Mask,
}

impl Accessory {
    /// Every accessory.
    pub const ALL: [Self; 15] = [
        Self::RoundGlasses,
        Self::SquareGlasses,
        Self::Sunglasses,
        Self::Cap,
        Self::Beanie,
        Self::StrawHat,
        Self::Scarf,
        Self::HairBow,
        Self::Flower,
        Self::Headphones,
        Self::CatEars,
        Self::Earrings,
        Self::Choker,
        Self::StarClip,
        Self::Mask,
    ];

    /// Its label in the library, as in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::RoundGlasses => "round_glasses",
            Self::SquareGlasses => "square_glasses",
            Self::Sunglasses => "sunglasses",
            Self::Cap => "cap",
            Self::Beanie => "beanie",
            Self::StrawHat => "straw_hat",
            Self::Scarf => "scarf",
            Self::HairBow => "hair_bow",
            Self::Flower => "flower",
            Self::Headphones => "headphones",
            Self::CatEars => "cat_ears",
            Self::Earrings => "earrings",
            Self::Choker => "choker",
            Self::StarClip => "star_clip",
            Self::Mask => "mask",
        }
    }
}

/// An accessory as it is worn: moved, turned and scaled about its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worn {
    /// Which.
    pub accessory: Accessory,
    /// Shift to the right, in canvas units; within ±[`Worn::SHIFT_MAX`].
    #[serde(default)]
    pub x: f32,
    /// Shift down, in canvas units; within ±[`Worn::SHIFT_MAX`].
    #[serde(default)]
    pub y: f32,
    /// Turn in degrees, clockwise.
    #[serde(default)]
    pub turn: f32,
    /// Size; within [`Worn::SCALE`].
    #[serde(default = "one")]
    pub scale: f32,
}

const fn one() -> f32 {
    1.0
}

impl Worn {
    /// The farthest an accessory can be dragged along an axis.
    pub const SHIFT_MAX: f32 = 600.0;
    /// The smallest and the largest size.
    pub const SCALE: (f32, f32) = (0.25, 3.0);
    /// The most accessories that are worn at once.
    pub const COUNT_MAX: usize = 8;

    /// An accessory where it belongs.
    pub const fn new(accessory: Accessory) -> Self {
        Self { accessory, x: 0.0, y: 0.0, turn: 0.0, scale: 1.0 }
    }

    /// The same with every number finite and within its bounds.
    pub fn bounded(self) -> Self {
        let finite = |value: f32, other: f32| if value.is_finite() { value } else { other };
        let shift = |value: f32| finite(value, 0.0).clamp(-Self::SHIFT_MAX, Self::SHIFT_MAX);
        Self {
            accessory: self.accessory,
            x: shift(self.x),
            y: shift(self.y),
            turn: finite(self.turn, 0.0).rem_euclid(360.0),
            scale: finite(self.scale, 1.0).clamp(Self::SCALE.0, Self::SCALE.1),
        }
    }
}
