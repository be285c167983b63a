//! What a person chose.

use serde::{Deserialize, Serialize};

use crate::style::{Palette, Style};

/// A character as a person chose it: everything that a drawing depends on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Look {
    /// The style.
    pub style: Style,
    /// The colours by role.
    pub palette: Palette,
}
