//! A face in front of a camera moves a character: landmarks in, parameters of a rig out.
//!
//! - [`Measures`] are the lengths that matter, of a face turned back to the front.
//! - [`Neutral`] is the face at rest, of people in general or, after a [`Calibration`], of one.
//! - [`Shapes`] is what the face does, in the vocabulary of the field (the ARKit blendshapes).
//!   Whoever has such a set already begins here.
//! - [`vowels`](mod@vowel) says which of A I U E O a mouth speaks.
//! - [`Tracker`] strings it together over time: One-Euro smoothing by real time stamps, blinks by
//!   hysteresis, a body that follows the head, and [`Values`] by the ids of `rig`'s parameters.
//!
//! Time is an argument; no camera, detector or rig is known here.

mod calibration;
mod eyes;
mod follow;
mod measure;
mod neutral;
mod one_euro;
mod read;
mod shapes;
mod tracker;
mod values;
pub mod vowel;

pub use calibration::{CALIBRATION_S, Calibration};
pub use measure::Measures;
pub use neutral::Neutral;
pub use one_euro::{OneEuro, Tuning};
pub use shapes::{Shape, Shapes};
pub use tracker::{Sight, Tracker};
pub use values::{IDS, Values};
