//! The one data model: what a rig is made of, by name, as it is written to a file.
//!
//! Canvas units: the bust is framed by 1024 × 1024, x to the right, y down. Rotation in degrees,
//! positive turns x towards y. Nothing here computes; [`crate::Rig`] is the compiled form.

use crate::animation::Animation;
use crate::attachment::Skin;
use crate::constraint::{Ik, Spring, Warp};
use crate::library::Library;
use crate::parameter::{Binding, Parameter};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A whole rig: bones, what they carry, how they move.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Skeleton {
    /// Parents before their children; the first one has no parent.
    pub bones: Vec<Bone>,
    /// In setup draw order, back to front.
    #[serde(default)]
    pub slots: Vec<Slot>,
    /// By name; the skin `default` is looked up when another one lacks an attachment.
    #[serde(default)]
    pub skins: BTreeMap<String, Skin>,
    /// Solved in this order within a pose.
    #[serde(default)]
    pub ik: Vec<Ik>,
    /// Hair, scarf, skirt.
    #[serde(default)]
    pub springs: Vec<Spring>,
    /// Turns of ellipsoids: the head, the body.
    #[serde(default)]
    pub warps: Vec<Warp>,
    /// What a face, a clip or a slider drives.
    #[serde(default)]
    pub parameters: Vec<Parameter>,
    /// What the parameters do.
    #[serde(default)]
    pub bindings: Vec<Binding>,
    /// The clips.
    #[serde(default)]
    pub animations: Vec<Animation>,
    /// Which attachment a category and a label stand for.
    #[serde(default)]
    pub library: Library,
}

impl Skeleton {
    /// The place of a bone.
    pub fn bone(&self, name: &str) -> Option<usize> {
        self.bones.iter().position(|bone| bone.name == name)
    }

    /// The place of a slot.
    pub fn slot(&self, name: &str) -> Option<usize> {
        self.slots.iter().position(|slot| slot.name == name)
    }
}

/// A joint and what hangs on it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bone {
    /// Unlike any other bone's.
    pub name: String,
    /// The bone that carries it; none for the first.
    #[serde(default)]
    pub parent: Option<String>,
    /// Where its joint is at rest, in its parent's frame.
    pub at: [f32; 2],
    /// Degrees at rest. Our figures rest with all rotations zero, every frame along the canvas.
    #[serde(default)]
    pub rotation: f32,
    /// Factors at rest.
    #[serde(default = "one_one")]
    pub scale: [f32; 2],
    /// Where it ends, in its own frame; solvers aim with this.
    #[serde(default)]
    pub tip: [f32; 2],
    /// What it takes over from its parent.
    #[serde(default)]
    pub inherit: Inherit,
}

impl Bone {
    /// A bone at rest along the canvas.
    pub fn new(name: &str, parent: Option<&str>, at: [f32; 2], tip: [f32; 2]) -> Self {
        Self {
            name: name.to_owned(),
            parent: parent.map(str::to_owned),
            at,
            rotation: 0.0,
            scale: [1.0, 1.0],
            tip,
            inherit: Inherit::Normal,
        }
    }

    /// The same bone with another inheritance.
    #[must_use]
    pub fn inheriting(mut self, inherit: Inherit) -> Self {
        self.inherit = inherit;
        self
    }
}

/// What a bone takes over from its parent; its joint is carried along in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Inherit {
    /// Rotation and scale.
    #[default]
    Normal,
    /// Rotation alone: a breathing chest must not swell the head.
    NoScale,
    /// Neither.
    Translation,
}

/// A place in the draw order, on a bone, that shows one attachment at a time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Slot {
    /// Unlike any other slot's.
    pub name: String,
    /// The bone that carries regions shown here.
    pub bone: String,
    /// What is shown at rest; nothing if there is none.
    #[serde(default)]
    pub attachment: Option<String>,
    /// Red, green, blue and alpha that multiply, 0 to 1, not premultiplied.
    #[serde(default = "white")]
    pub colour: [f32; 4],
    /// How it meets what is behind it.
    #[serde(default)]
    pub blend: Blend,
}

impl Slot {
    /// An opaque slot with this attachment at rest.
    pub fn new(name: &str, bone: &str, attachment: Option<&str>) -> Self {
        Self {
            name: name.to_owned(),
            bone: bone.to_owned(),
            attachment: attachment.map(str::to_owned),
            colour: white(),
            blend: Blend::Normal,
        }
    }
}

/// How a slot's pixels meet those behind them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Blend {
    /// Over.
    #[default]
    Normal,
    /// Darkens: shadows.
    Multiply,
    /// Lightens: glows.
    Screen,
    /// Sums.
    Additive,
}

fn one_one() -> [f32; 2] {
    [1.0, 1.0]
}

fn white() -> [f32; 4] {
    [1.0; 4]
}
