//! Colour, the four styles, and the tones that a style makes of a palette.

mod colour;
mod manner;
mod palette;

pub use colour::{Colour, WHITE, hex};
pub use manner::{ByMaterial, Finish, Manner, Style};
pub use palette::{Palette, Role, Tones};
