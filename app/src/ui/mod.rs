//! Parts of this program's frame; those that the member's program uses as well are in `app/ui`.

pub(crate) mod before_after;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod notices;
pub(crate) mod theme;

pub(crate) use ::ui::{dialog, empty, icon, segment, switch, toast};
