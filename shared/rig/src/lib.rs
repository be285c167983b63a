//! Characters that move: one data model for bones, slots, skins, attachments, clips and
//! constraints, and one evaluator for the editor, the stage and every exporter.
//!
//! It knows nothing of drawings, colours by role, graphics cards or clocks: time, seeds and
//! seconds since the last frame are arguments.
//!
//! - [`Skeleton`] is what is written down, by name ([`mod@format`] saves and loads it).
//!   [`figure`] has the standard figure, [`clips`] everything that it can do.
//! - [`Rig::new`] checks it, or gives a [`Refusal`] with a stable code, and compiles it: indices
//!   instead of names, clips as cubic pieces on one grid.
//! - [`Pose`] is a rig at a moment. [`Pose::evaluate`] mixes [`Layer`]s of clips (weights of each
//!   bone sum to one), applies parameters, solves limbs, moves [`Springs`], and gives matrices
//!   ([`Pose::world`], [`Pose::palette`]), slots ([`Pose::slots`], [`Pose::draw_order`]) and
//!   vertices ([`Pose::vertices`]). It allocates nothing after it was made.
//! - [`Actor`] is a character that lives: a [`Player`] of states, [`Providers`] of parameters,
//!   [`Automatic`] blinks, breath and gaze, springs and pose, in their one order.
//! - [`Dress`] says what is worn: labels of the [`Library`], skins.
//!
//! ```
//! use rig::{Inputs, Layer, Pose, Rig, figure};
//!
//! let rig = Rig::new(&figure::skeleton())?;
//! let mut pose = Pose::new(&rig);
//! let dance = rig.clip("dance_1").expect("it is one of ours");
//! pose.evaluate(&rig, &mut [Layer::new(dance, 1.25)], Inputs::default());
//! let hand = rig.bone("hand_r").expect("a standard bone");
//! assert!(pose.world()[hand].origin()[0] > 512.0);
//! # Ok::<(), rig::Refusal>(())
//! ```
//!
//! Canvas units: 1024 × 1024 frame a bust, x to the right, y down; degrees turn x towards y.

mod actor;
mod affine;
mod angle;
mod animation;
mod attachment;
mod automatic;
mod binding;
mod check;
mod choice;
mod clip;
pub mod clips;
mod compose;
mod constraint;
mod curve;
mod dress;
pub mod figure;
pub mod format;
pub mod ik;
mod library;
mod limb;
pub mod machine;
mod mix;
pub mod parameter;
mod player;
mod pose;
mod providers;
mod refusal;
mod rig;
mod skeleton;
mod skin;
mod space;
mod strand;
mod warp;

pub use actor::Actor;
pub use affine::Affine;
pub use angle::cos_sin;
pub use animation::{Animation, Channel, Curve, EventKey, Key, Mode, Switch};
pub use attachment::{Attachment, DEFAULT_SKIN, Influence, Mesh, Region, Skin, Warped};
pub use automatic::{Automatic, BREATH_S, Signs};
pub use check::{BONES_MAX, DURATION_MAX, KEYS_MAX, NAMED_MAX, SLOTS_MAX, VERTICES_MAX};
pub use choice::Seed;
pub use constraint::{ITERATIONS, Ik, Solver, Spring, Warp};
pub use dress::Dress;
pub use library::{Category, Entry, FALLBACKS_MAX, Library, Variant};
pub use machine::{FADE_S, State};
pub use mix::{LAYERS_MAX, Layer, Priority};
pub use parameter::{Binding, Effect, Motion, Parameter};
pub use player::{Player, Told};
pub use pose::{ClipValue, Inputs, Pose, SlotState};
pub use providers::{HAND_OVER_S, LOST_S, Provider, Providers};
pub use refusal::Refusal;
pub use rig::{ClipId, Rig, SlotPlan};
pub use skeleton::{Blend, Bone, Inherit, Skeleton, Slot};
pub use skin::{Palette, Skinned, skin};
pub use strand::{PAUSE_MAX, STEP, Springs};
pub use warp::{AXIS_DEPTH, Look, TURN_MAX, Turn};
