//! What a slot can show: a region of a picture, a mesh, or nothing.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// One set of attachments: slot, then the attachment's name.
pub type Skin = BTreeMap<String, BTreeMap<String, Attachment>>;

/// The skin that is looked up last.
pub const DEFAULT_SKIN: &str = "default";

/// What a slot can show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Attachment {
    /// A rectangle of a picture, carried by the slot's bone.
    Region(Region),
    /// Triangles that bend with up to four bones a vertex.
    Mesh(Mesh),
    /// Nothing, but by name: "no hat".
    Empty,
}

/// A rectangle of a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Region {
    /// The picture's name, as the atlas knows it.
    pub picture: String,
    /// Its middle, in the frame of the slot's bone.
    pub at: [f32; 2],
    /// Degrees.
    #[serde(default)]
    pub rotation: f32,
    /// Width and height in canvas units.
    pub size: [f32; 2],
}

/// Triangles over a picture. Vertices are given in canvas coordinates at rest.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Mesh {
    /// The picture's name, as the atlas knows it.
    pub picture: String,
    /// x and y at rest, in canvas units.
    pub vertices: Vec<[f32; 2]>,
    /// Where in the picture each vertex is, 0 to 1, y down.
    pub uvs: Vec<[f32; 2]>,
    /// Three vertices each, all turning the same way.
    pub triangles: Vec<[u16; 3]>,
    /// One to four bones for each vertex, weights summing to one; none at all means that the
    /// slot's bone carries every vertex.
    #[serde(default)]
    pub weights: Vec<Vec<Influence>>,
    /// Named shapes: how far each vertex moves when the shape's weight is one.
    #[serde(default)]
    pub deforms: BTreeMap<String, Vec<[f32; 2]>>,
    /// The turn that bends it, and how deep it lies.
    #[serde(default)]
    pub warp: Option<Warped>,
    /// The slot whose picture cuts this one: an iris in its eye white.
    #[serde(default)]
    pub clip_to: Option<String>,
}

/// How much one bone carries one vertex.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Influence {
    /// The bone.
    pub bone: String,
    /// Above 0, at most 1.
    pub weight: f32,
}

/// How a mesh takes part in a turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warped {
    /// The name of the [`crate::Warp`].
    pub by: String,
    /// How deep the layer lies: 1 is the face's surface, 0.65 the axis of the turn, less is
    /// behind it and moves the other way.
    pub depth: f32,
    /// Added to `depth` vertex by vertex (a nose in a face); none or one for each.
    #[serde(default)]
    pub relief: Vec<f32>,
}
