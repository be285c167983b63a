//! Rigged characters on a graphics card: crowds of one kind in one draw, and a processor that
//! draws the same for comparison.
//!
//! It knows neither windows nor clocks nor drawings: device, queue, target, pictures and poses are
//! arguments. Colours are premultiplied and blended as they are stored, without gamma.
//!
//! - [`Atlas`] packs pictures; [`Archetype`] merges everything that a rig can show into one list
//!   of triangles in draw order. Neither ever changes.
//! - [`Crowd`] is what changes: bone matrices, what each slot shows, bent shapes, who stands where.
//!   Rows are written by [`Crowd::take`] from a [`rig::Pose`]; what is equal is not written.
//! - [`Scene`] is crowds, a [`View`], a ground, and the [`Halo`]s that surround the figures: they are
//!   drawn on a picture of their own then, and laid over the ground with what is around them. It
//!   needs no card.
//! - [`Stage`] draws a scene on a card. It uploads what changed since it last looked, and draws
//!   nothing if that is nothing; [`Counts`] says what it did. When the card is lost, a new stage
//!   on a new device draws the same scene.
//! - [`reference`](mod@reference) draws a scene on the processor: what the tests compare with.
//!
//! How a frame flows: the vertex stage reads its slot's entry (16 bytes: rectangle in the atlas,
//! layer, tint, which mesh is shown). If its mesh is not the one shown, the triangle collapses.
//! Otherwise it adds the shape's offset, blends up to four bones (32 bytes each), and places the
//! instance. A mesh that is cut by another slot (an iris) carries its position back to where that
//! slot's picture is, and the fragment stage multiplies by the alpha found there. All tables are
//! textures, so WebGPU and WebGL2 run the same shader.

mod archetype;
mod atlas;
mod crowd;
mod draws;
mod halo;
pub mod reference;
mod refusal;
mod scene;
mod shape;
mod stage;
mod texels;

pub use archetype::Archetype;
pub use atlas::{Atlas, GUTTER, LAYERS_MAX, Picture, Place, SIDE_MAX};
pub use crowd::{Crowd, INSTANCES_MAX, Instance, ORDERS_MAX, ROWS_MAX};
pub use halo::{HALOS_MAX, Halo};
pub use refusal::Refusal;
pub use scene::{Scene, View};
pub use stage::{Counts, Lost, Stage};
