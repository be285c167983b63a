//! Backgrounds: each in the manner of the four styles, with the folded paper of the brand.

mod ground;
mod scenes;

use serde::{Deserialize, Serialize};

use crate::drawing::{Category, Layer, z};
use crate::{Look, Pen};
use ground::Ground;

/// What stands behind the character.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Background {
    /// Nothing: the picture stays transparent.
    None,
    /// The style's own ground.
    #[default]
    Studio,
    /// One large disc over a folded horizon.
    Disc,
    /// Paper kites and cranes in the sky.
    Sky,
    /// A town of folded roofs at night.
    Town,
    /// Leaves and a hill.
    Meadow,
    /// Speed lines and dots.
    Burst,
}

impl Background {
    /// Every background; the first is none.
    pub const ALL: [Self; 7] =
        [Self::None, Self::Studio, Self::Disc, Self::Sky, Self::Town, Self::Meadow, Self::Burst];

    /// Its label in the library, as in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Studio => "studio",
            Self::Disc => "disc",
            Self::Sky => "sky",
            Self::Town => "town",
            Self::Meadow => "meadow",
            Self::Burst => "burst",
        }
    }
}

/// The layer of a look's background; none where it stays transparent.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let label = look.background.label();
    let layer = Layer::new(Category::Background, label, "background", z::BACKGROUND);
    let mut ground = Ground { pen, layer: layer.bone("root", crate::body::joints::ROOT) };
    match look.background {
        Background::None => return Vec::new(),
        Background::Studio => scenes::studio(&mut ground),
        Background::Disc => scenes::disc(&mut ground),
        Background::Sky => scenes::sky(&mut ground),
        Background::Town => scenes::town(&mut ground),
        Background::Meadow => scenes::meadow(&mut ground),
        Background::Burst => scenes::burst(&mut ground),
    }
    vec![ground.layer]
}
