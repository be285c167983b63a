//! Clips as they are written: channels of keys.

use serde::{Deserialize, Serialize};

/// A clip.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Animation {
    /// Unlike any other clip's.
    pub name: String,
    /// Seconds, above zero.
    pub duration: f32,
    /// Whether it starts again at its end.
    pub looping: bool,
    /// How tangents are found.
    #[serde(default)]
    pub mode: Mode,
    /// What moves.
    pub channels: Vec<Channel>,
    /// What is told on the way, sorted by time.
    #[serde(default)]
    pub events: Vec<EventKey>,
}

/// How the tangents of [`Curve::CatmullRom`] are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Aware of the spacing of keys; a looping clip's neighbours wrap around its end, so that the
    /// loop has no seam.
    #[default]
    Seamless,
    /// As block games do it: keys count as evenly spaced, neighbours are clamped at the ends.
    Compatible,
}

/// One thing that moves, and its keys in order of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "channel", rename_all = "snake_case")]
pub enum Channel {
    /// Added to a bone's place at rest, in its parent's frame, in canvas units.
    Position {
        /// The bone.
        bone: String,
        /// x and y.
        keys: Vec<Key<[f32; 2]>>,
    },
    /// Added to a bone's rotation at rest, in degrees.
    Rotation {
        /// The bone.
        bone: String,
        /// Degrees.
        keys: Vec<Key<[f32; 1]>>,
    },
    /// Multiplies a bone's scale at rest.
    Scale {
        /// The bone.
        bone: String,
        /// Factors along the bone's x and y.
        keys: Vec<Key<[f32; 2]>>,
    },
    /// Replaces a slot's colour.
    Colour {
        /// The slot.
        slot: String,
        /// Red, green, blue, alpha.
        keys: Vec<Key<[f32; 4]>>,
    },
    /// How much of a mesh's named shape is taken.
    Deform {
        /// The slot.
        slot: String,
        /// The shape's name.
        deform: String,
        /// 0 is at rest, 1 the whole shape.
        keys: Vec<Key<[f32; 1]>>,
    },
    /// The value of a parameter.
    Parameter {
        /// Its id.
        parameter: String,
        /// In the parameter's own unit.
        keys: Vec<Key<[f32; 1]>>,
    },
    /// How much an IK constraint counts.
    IkWeight {
        /// The constraint.
        ik: String,
        /// 0 to 1.
        keys: Vec<Key<[f32; 1]>>,
    },
    /// What a slot shows.
    Attachment {
        /// The slot.
        slot: String,
        /// The attachment's name, or nothing.
        keys: Vec<Switch<Option<String>>>,
    },
    /// The order of drawing.
    DrawOrder {
        /// Slots that leave their place, each with how many places it moves to the front
        /// (negative: to the back); the others keep their order.
        keys: Vec<Switch<Vec<(String, i32)>>>,
    },
}

/// A value at a time, and how it is reached from the key before.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key<V> {
    /// Seconds from the start.
    pub time: f32,
    /// What holds then.
    pub value: V,
    /// How the way from the key before to this one goes.
    #[serde(default)]
    pub curve: Curve,
}

/// How a key is reached from the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Curve {
    /// At once, when its time has come.
    Step,
    /// Straight.
    #[default]
    Linear,
    /// Smooth through all keys.
    #[serde(rename = "CATMULLROM")]
    CatmullRom,
    /// By a curve of time (x) and progress (y): two handles x1, y1, x2, y2 with x in 0 to 1.
    Bezier([f32; 4]),
}

/// Something that changes at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Switch<V> {
    /// Seconds from the start.
    pub time: f32,
    /// What holds from then on.
    pub value: V,
}

/// Something that is told when the clip passes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventKey {
    /// Seconds from the start.
    pub time: f32,
    /// What is told: `step`, `swing`, `land` …
    pub name: String,
}

impl Animation {
    /// A clip without channels.
    pub fn new(name: &str, duration: f32, looping: bool) -> Self {
        Self {
            name: name.to_owned(),
            duration,
            looping,
            mode: Mode::Seamless,
            channels: Vec::new(),
            events: Vec::new(),
        }
    }

    /// The same clip for a figure of another size: what is a distance is multiplied.
    #[must_use]
    pub fn resized(mut self, factor: f32) -> Self {
        for channel in &mut self.channels {
            if let Channel::Position { keys, .. } = channel {
                for key in keys {
                    key.value = key.value.map(|it| it * factor);
                }
            }
        }
        self
    }
}
