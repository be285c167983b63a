//! What a person chose, what a seed chooses, and what a face suggests.

mod dyes;
mod reading;
mod surprise;

pub use reading::{FaceReading, Fringe, HairLength};

use serde::{Deserialize, Serialize};

use crate::accessory::Worn;
use crate::background::Background;
use crate::brow::Brows;
use crate::eye::Eyes;
use crate::face::{FaceShape, NoseShape};
use crate::hair::Hair;
use crate::mouth::MouthShape;
use crate::outfit::Outfit;
use crate::style::{Palette, Style};

/// A character as a person chose it: everything that a drawing depends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// The style.
    pub style: Style,
    /// The colours by role.
    pub palette: Palette,
    /// The shape of the face.
    pub face: FaceShape,
    /// How wide the jaw is, -1 to 1.
    pub jaw: f32,
    /// The eyes.
    pub eyes: Eyes,
    /// The brows.
    pub brows: Brows,
    /// The shape of the nose.
    pub nose: NoseShape,
    /// The width of the nose, 0.7 to 1.4.
    pub nose_width: f32,
    /// The shape of the mouth.
    pub mouth: MouthShape,
    /// The width of the mouth, 0.8 to 1.25.
    pub mouth_width: f32,
    /// The hair.
    pub hair: Hair,
    /// What else is on the skin.
    pub mark: Mark,
    /// What is worn from the neck to the shoes.
    pub outfit: Outfit,
    /// Small things put on, back to front; at most [`Worn::COUNT_MAX`].
    pub accessories: Vec<Worn>,
    /// What stands behind the character.
    pub background: Background,
}

/// A mark on the skin.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// None.
    #[default]
    None,
    /// A mole under the eye.
    Mole,
    /// Freckles across the cheeks.
    Freckles,
}

impl Mark {
    /// Every mark.
    pub const ALL: [Self; 3] = [Self::None, Self::Mole, Self::Freckles];
}

impl Default for Look {
    fn default() -> Self {
        Self {
            style: Style::default(),
            palette: Palette::default(),
            face: FaceShape::default(),
            jaw: 0.0,
            eyes: Eyes::default(),
            brows: Brows::default(),
            nose: NoseShape::default(),
            nose_width: 1.0,
            mouth: MouthShape::default(),
            mouth_width: 1.0,
            hair: Hair::default(),
            mark: Mark::default(),
            outfit: Outfit::default(),
            accessories: Vec::new(),
            background: Background::default(),
        }
    }
}

impl Look {
    /// The look with every number inside its bounds; what is not a number takes the default.
    pub fn bounded(mut self) -> Self {
        let within = |value: &mut f32, low: f32, high: f32, default: f32| {
            *value = if value.is_finite() { value.clamp(low, high) } else { default };
        };
        within(&mut self.jaw, -1.0, 1.0, 0.0);
        within(&mut self.eyes.width, 0.88, 1.1, 1.0);
        within(&mut self.eyes.opening, 0.85, 1.1, 1.0);
        within(&mut self.eyes.tilt, -6.0, 6.0, 0.0);
        within(&mut self.eyes.spacing, 0.94, 1.08, 1.0);
        within(&mut self.brows.weight, 0.7, 1.5, 1.0);
        within(&mut self.brows.tilt, -8.0, 8.0, 0.0);
        within(&mut self.nose_width, 0.7, 1.4, 1.0);
        within(&mut self.mouth_width, 0.8, 1.25, 1.0);
        self.accessories.truncate(Worn::COUNT_MAX);
        self.accessories = self.accessories.into_iter().map(Worn::bounded).collect();
        self
    }
}
