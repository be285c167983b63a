//! What a character does on the stage.

use serde::{Deserialize, Serialize};

/// What is shown on the stage, and how.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Scene {
    /// What it does: a state of the rig's machine, or a clip, by name; it idles for a name that the
    /// rig does not know.
    pub clip: String,
    /// How fast, 0 to 3; 1 is as it was made.
    pub speed: f32,
    /// The face that is made.
    pub expression: Expression,
    /// How much of the figure is in the picture.
    pub framing: Framing,
}

/// A face that is made.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Expression {
    /// At rest.
    #[default]
    Neutral,
    /// A smile with open eyes.
    Smile,
    /// Laughing with closed eyes.
    Laugh,
    /// The left eye closed.
    Wink,
    /// The mouth open.
    Surprised,
}

impl Expression {
    /// Every expression.
    pub const ALL: [Self; 5] =
        [Self::Neutral, Self::Smile, Self::Laugh, Self::Wink, Self::Surprised];

    /// Its name.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Neutral => "neutral",
            Self::Smile => "smile",
            Self::Laugh => "laugh",
            Self::Wink => "wink",
            Self::Surprised => "surprised",
        }
    }
}

/// How much of the figure is in the picture.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Framing {
    /// Head and shoulders.
    #[default]
    Bust,
    /// From head to foot.
    Full,
}

impl Scene {
    /// The fastest that a clip plays.
    pub const SPEED_MAX: f32 = 3.0;
    /// Most bytes of a clip's name.
    pub const NAME_BYTES_MAX: usize = 64;

    /// Every number within its bounds.
    pub fn bounded(mut self) -> Self {
        self.speed =
            if self.speed.is_finite() { self.speed.clamp(0.0, Self::SPEED_MAX) } else { 1.0 };
        if self.clip.len() > Self::NAME_BYTES_MAX {
            self.clip = Self::default().clip;
        }
        self
    }
}

impl Default for Scene {
    fn default() -> Self {
        Self {
            clip: "idle".to_owned(),
            speed: 1.0,
            expression: Expression::default(),
            framing: Framing::default(),
        }
    }
}
