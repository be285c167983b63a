//! `/live`: the camera drives the character. `state` is all that the page knows, `update` the only
//! way from one state to the next, `desk` the only place that does anything; what a face means
//! stands in `shared/tracking`, what it moves in `shared/rig`.

mod casting;
mod desk;
mod expression;
mod film;
mod overlay;
mod pace;
mod page;
mod panel;
mod state;
mod update;

pub(crate) use desk::Desk;
pub(crate) use overlay::{is_overlay, mark};
pub(crate) use page::Live;
pub(crate) use state::Message;
