//! A second of somebody looking straight ahead becomes their neutral face.

use face::Pose;

use crate::measure::MEASURES;
use crate::{Measures, Neutral};

/// Seconds of a neutral face that are looked at.
pub const CALIBRATION_S: f32 = 1.0;
/// The fewest frames that make a neutral face.
const FRAMES_MIN: usize = 8;
/// The most that are kept; a quick camera gives fewer in a second.
const FRAMES_MAX: usize = 400;
/// A pause counts as no longer than this.
const STEP_MAX_S: f32 = 0.25;

/// What was collected so far.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    seconds: f32,
    frames: Vec<(Measures, Pose)>,
}

impl Calibration {
    /// Takes a frame that came some seconds after the one before.
    pub fn add(&mut self, measures: Measures, pose: Pose, seconds: f32) {
        if self.frames.len() < FRAMES_MAX {
            self.seconds += seconds.clamp(0.0, STEP_MAX_S);
            self.frames.push((measures, pose));
        }
    }

    /// How much of it is done, 0 to 1.
    pub fn progress(&self) -> f32 {
        let frames = self.frames.len() as f32 / FRAMES_MIN as f32;
        (self.seconds / CALIBRATION_S).min(frames).min(1.0)
    }

    /// The neutral face, once the second is over: the median of each length, so that a blink in
    /// between does no harm. `None` before, and for faces that cannot be.
    pub fn neutral(&self) -> Option<Neutral> {
        if self.progress() < 1.0 {
            return None;
        }
        let middle = |of: &dyn Fn(&(Measures, Pose)) -> f32| {
            let mut all: Vec<f32> = self.frames.iter().map(of).collect();
            all.sort_by(f32::total_cmp);
            all[all.len() / 2]
        };
        let numbers: [f32; MEASURES] =
            std::array::from_fn(|place| middle(&|(measures, _)| measures.numbers()[place]));
        let pose = Pose {
            yaw: middle(&|(_, pose)| pose.yaw),
            pitch: middle(&|(_, pose)| pose.pitch),
            roll: middle(&|(_, pose)| pose.roll),
        };
        Neutral { measures: Measures::from_numbers(numbers), pose }.checked()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_of_a_face_with_a_blink_in_it_is_a_neutral_face() {
        let mut own = Neutral::default();
        own.measures.eye = [0.24, 0.26];
        own.measures.brow_inner = [0.3, 0.29];
        own.pose = Pose { yaw: 3.0, pitch: -8.0, roll: 1.0 };
        let mut calibration = Calibration::default();
        let mut seen = 0.0;
        for frame in 0..31 {
            assert!(calibration.neutral().is_none(), "not before the second is over");
            let mut measures = own.measures;
            if (10..14).contains(&frame) {
                measures.eye = [0.05; 2];
            }
            calibration.add(measures, own.pose, 1.0 / 30.0);
            assert!(calibration.progress() >= seen, "progress never goes back");
            seen = calibration.progress();
            if calibration.neutral().is_some() {
                break;
            }
        }
        assert_eq!(calibration.neutral(), Some(own));
    }

    #[test]
    fn few_frames_and_closed_eyes_are_no_neutral_face() {
        let mut calibration = Calibration::default();
        for _ in 0..4 {
            calibration.add(Neutral::default().measures, Pose::default(), 9.0);
        }
        assert_eq!(calibration.progress(), 0.5);
        let mut asleep = Neutral::default().measures;
        asleep.eye = [0.04; 2];
        let mut calibration = Calibration::default();
        for _ in 0..60 {
            calibration.add(asleep, Pose::default(), 0.1);
        }
        assert_eq!((calibration.progress(), calibration.neutral()), (1.0, None));
    }
}
