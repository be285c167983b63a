//! A face over time.

use face::Pose;

use crate::eyes::Eyes;
use crate::follow::Body;
use crate::values::{Gaze, IDS, Values, values};
use crate::{Measures, Neutral, OneEuro, Shape, Shapes, Tuning, read};

/// Where a face was lost for longer than this, or frames stood still, everything begins anew.
const GAP_MAX_S: f64 = 0.6;

/// Angles in degrees; what goes from 0 to 1 or from -1 to 1; and mouths, which are quicker.
const ANGLE: Tuning = Tuning { calm_hz: 0.30, quick: 0.09 };
const SHARE: Tuning = Tuning { calm_hz: 0.22, quick: 0.9 };
const MOUTH: Tuning = Tuning { calm_hz: 0.22, quick: 2.4 };

/// What is seen of a face in one frame: what it does, and where the head turns from rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sight {
    /// What it does.
    pub shapes: Shapes,
    /// How the head is turned from where it rests, in degrees, as `face::pose` has it.
    pub pose: Pose,
}

impl Sight {
    /// A face with these measures that looks where `pose` says, against its neutral one.
    pub fn of(measures: &Measures, pose: Pose, neutral: &Neutral) -> Self {
        let rest = neutral.pose;
        let pose = Pose {
            yaw: pose.yaw - rest.yaw,
            pitch: pose.pitch - rest.pitch,
            roll: pose.roll - rest.roll,
        };
        Self { shapes: read::shapes(measures, neutral), pose }
    }
}

/// A face over time, smoothed: from what is seen to what a character does.
#[derive(Clone, Debug)]
pub struct Tracker {
    /// Whether the character does what a mirror would show, rather than what others see.
    pub is_mirrored: bool,
    filters: [OneEuro; IDS.len()],
    eyes: Eyes,
    body: Body,
    last_s: Option<f64>,
}

impl Default for Tracker {
    fn default() -> Self {
        Self::new(true)
    }
}

impl Tracker {
    /// A tracker that has seen nothing yet.
    pub fn new(is_mirrored: bool) -> Self {
        Self {
            is_mirrored,
            filters: std::array::from_fn(|place| OneEuro::new(tuning(IDS[place]))),
            eyes: Eyes::default(),
            body: Body::default(),
            last_s: None,
        }
    }

    /// Takes what a frame shows, taken at `at_s` seconds of any clock that only goes forward. Where
    /// no face is seen it says nothing, so that who listens eases back to idling.
    pub fn see(&mut self, sight: Option<&Sight>, at_s: f64) -> Option<Values> {
        let sight = sight?;
        let seconds = match self.last_s {
            Some(last) if (0.0..=GAP_MAX_S).contains(&(at_s - last)) => (at_s - last) as f32,
            _ => {
                self.forget();
                0.0
            }
        };
        self.last_s = Some(at_s);
        Some(self.go_on(sight, seconds))
    }

    /// Forgets what was: the next face is taken as it is.
    pub fn forget(&mut self) {
        *self = Self::new(self.is_mirrored);
    }

    fn go_on(&mut self, sight: &Sight, seconds: f32) -> Values {
        let shapes = &sight.shapes;
        let seen = [Shape::EyeBlinkRight, Shape::EyeBlinkLeft].map(|it| 1.0 - shapes.get(it));
        let open = self.eyes.lids(seen, sight.pose.yaw, seconds);
        let looks = self.eyes.gaze(looks(shapes), seen);
        let gaze = Gaze { open, looks };
        let mut all = values(shapes, sight.pose, gaze, self.is_mirrored);
        for ((value, filter), id) in all.0.iter_mut().zip(&mut self.filters).zip(IDS) {
            if !is_quick(id) {
                *value = filter.smooth(*value, seconds);
            }
        }
        let head = [all.0[0], all.0[1], all.0[2]];
        all.0[3..6].copy_from_slice(&self.body.follow(head, seconds));
        all
    }
}

/// Where each iris looks: to the right of the picture, and up.
fn looks(shapes: &Shapes) -> [[f32; 2]; 2] {
    use Shape::{
        EyeLookDownLeft, EyeLookDownRight, EyeLookInLeft, EyeLookInRight, EyeLookOutLeft,
        EyeLookOutRight, EyeLookUpLeft, EyeLookUpRight,
    };
    let between = |more: Shape, less: Shape| shapes.get(more) - shapes.get(less);
    [
        [between(EyeLookInRight, EyeLookOutRight), between(EyeLookUpRight, EyeLookDownRight)],
        [between(EyeLookOutLeft, EyeLookInLeft), between(EyeLookUpLeft, EyeLookDownLeft)],
    ]
}

/// Lids have their own way, and the body follows what is smooth already.
fn is_quick(id: &str) -> bool {
    matches!(id, "EyeLOpen" | "EyeROpen") || id.starts_with("Body")
}

fn tuning(id: &str) -> Tuning {
    match id {
        "AngleX" | "AngleY" | "AngleZ" => ANGLE,
        "A" | "I" | "U" | "E" | "O" | "MouthOpenY" | "MouthForm" => MOUTH,
        _ => SHARE,
    }
}
