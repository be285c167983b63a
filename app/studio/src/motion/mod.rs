//! What the character does: the drawer of everything it can do, and play, pause, place and speed.

pub(crate) mod drawer;
mod pictogram;
pub(crate) mod playback;
pub(crate) mod repertoire;
pub(crate) mod transport;
