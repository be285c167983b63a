//! Parts that several pages use.

pub(crate) mod before_after;
pub(crate) mod dialog;
pub(crate) mod footer;
pub(crate) mod header;
pub(crate) mod icon;
pub(crate) mod notices;
pub(crate) mod segment;
pub(crate) mod switch;
pub(crate) mod theme;
pub(crate) mod toast;
