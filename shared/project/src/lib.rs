//! A character in the studio: what is kept, every way to change it, and the way back.
//!
//! - [`Project`] is all that a person decided: the look, how its colours were adjusted, and what it
//!   does on the stage. A picture depends on nothing else.
//! - [`Edit`] is one decision; [`Project::with`] gives the project after it.
//! - [`History`] remembers what was before, so that everything can be undone, and puts the many
//!   small steps of one drag together.
//! - [`mod@format`] is the file; a broken, foreign or newer one is refused with words, and what was
//!   open stays as it is.
//!
//! Pure: seeds are arguments, and nothing is read or written here.

mod adjustment;
mod edit;
pub mod format;
mod history;
mod scene;

pub use adjustment::Adjustment;
pub use edit::{Edit, Part};
pub use history::{Grip, History, STEPS_MAX};
pub use scene::{Expression, Framing, Scene};

use std::collections::BTreeMap;

use character::style::hex;
use character::{Colour, Look, Palette, Role, Style};
use serde::{Deserialize, Serialize};

/// All that a person decided about a character.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Project {
    /// The seed of the surprise that it began with, if it began with one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seed: Option<u64>,
    /// What the character looks like, in the colours that were chosen.
    pub look: Look,
    /// What was done to the colours afterwards; a role without an entry is as it was chosen.
    pub adjustments: BTreeMap<Role, Adjustment>,
    /// What it does on the stage.
    pub scene: Scene,
}

impl Project {
    /// The character of a seed; the same seed gives the same character.
    pub fn surprise(seed: u64, style: Style) -> Self {
        let look = Look::surprise(seed, style);
        Self { seed: Some(seed), look, ..Self::default() }.bounded()
    }

    /// A character made from a face.
    pub fn from_look(look: Look) -> Self {
        Self { look, ..Self::default() }.bounded()
    }

    /// The colours as they are drawn.
    pub fn palette(&self) -> Palette {
        let mut palette = self.look.palette.clone();
        for (role, adjustment) in &self.adjustments {
            palette.set(*role, adjustment.apply(palette.get(*role)));
        }
        palette
    }

    /// The look as it is drawn.
    pub fn drawn(&self) -> Look {
        Look { palette: self.palette(), ..self.look.clone() }
    }

    /// Every number within its bounds, and every colour one that a file can hold.
    pub fn bounded(mut self) -> Self {
        self.look = self.look.bounded();
        for role in Role::ALL {
            let colour = self.look.palette.get(role);
            self.look.palette.set(role, kept(colour));
        }
        self.scene = self.scene.bounded();
        self.adjustments = self
            .adjustments
            .into_iter()
            .map(|(role, adjustment)| (role, adjustment.bounded()))
            .filter(|(_, adjustment)| *adjustment != Adjustment::default())
            .collect();
        self
    }
}

/// The colour as a file keeps it: eight bits a part.
fn kept(colour: Colour) -> Colour {
    let [r, g, b, _] = colour.bytes();
    hex(u32::from_be_bytes([0, r, g, b]))
}
