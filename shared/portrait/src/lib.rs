//! From a photo to what the network draws, and from the drawing to the finished portrait
//! (DESIGN §5): cut, even, warp and mask before; detail, grade and background after.
//!
//! Knows nothing of networks, browsers or files. Entry types: [`Sitting`] (one photo, cut out),
//! [`Prepared`] (what goes into the network), [`finish`] and [`Print`] (what comes out); and for the
//! frames of a camera [`live::Live`].

mod features;
mod finish;
mod grades;
pub mod live;
mod sitting;

pub use features::{Coat, Features};
pub use finish::{Background, Cut, Format, Print, SIDES, finish, print};
pub use grades::grade_of;
pub use sitting::{DRAWN_SIDE, PHOTO_SIDE, Prepared, Sitting};
