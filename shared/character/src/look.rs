//! What a person chose.

use serde::{Deserialize, Serialize};

use crate::accessory::Worn;
use crate::background::Background;
use crate::outfit::Outfit;
use crate::style::{Palette, Style};

/// A character as a person chose it: everything that a drawing depends on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The style.
    pub style: Style,
    /// The colours by role.
    pub palette: Palette,
    /// What is worn from the neck to the shoes.
    #[serde(default)]
    pub outfit: Outfit,
    /// Small things put on, back to front; at most [`Worn::COUNT_MAX`].
    #[serde(default)]
    pub accessories: Vec<Worn>,
    /// What stands behind the character.
    #[serde(default)]
    pub background: Background,
}
