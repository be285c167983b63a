//! The face at rest, against which everything is measured.

use face::Pose;
use serde::{Deserialize, Serialize};

use crate::Measures;

/// A face at rest that looks straight ahead: of people in general, or of one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Neutral {
    /// Its lengths.
    pub measures: Measures,
    /// Where it looks, seen from the camera: cameras stand above screens, and people beside them.
    pub pose: Pose,
}

impl Default for Neutral {
    /// Of people in general. The canonical face of MediaPipe has its lips apart and high brows;
    /// these are nearer to faces as the mesh finds them.
    fn default() -> Self {
        Self {
            measures: Measures {
                eye: [0.28; 2],
                gaze: [[0.0, 0.06]; 2],
                brow_inner: [0.243; 2],
                brow_outer: [0.215; 2],
                mouth_width: 0.585,
                mouth_inner: 0.51,
                gap: 0.01,
                corner: [0.25; 2],
                upper_lip: 0.23,
                chin: 0.80,
            },
            pose: Pose::default(),
        }
    }
}

impl Neutral {
    /// Itself, if it can be a face: what was kept on a device may have been kept by anybody.
    pub fn checked(self) -> Option<Self> {
        let it = &self.measures;
        let within = |value: f32, least: f32, most: f32| (least..=most).contains(&value);
        let eyes = it.eye.iter().all(|&eye| within(eye, 0.12, 0.8));
        let mouth = within(it.mouth_width, 0.25, 1.2)
            && within(it.mouth_inner, 0.1, 1.2)
            && within(it.gap, 0.0, 0.3)
            && within(it.chin, 0.3, 1.6);
        let angles = [self.pose.yaw, self.pose.pitch, self.pose.roll];
        let straight = angles.iter().all(|&angle| within(angle, -45.0, 45.0));
        let finite = it.numbers().iter().all(|number| number.abs() < 10.0);
        (eyes && mouth && straight && finite).then_some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_neutral_face_survives_being_kept_and_nonsense_does_not() {
        let kept = serde_json::to_string(&Neutral::default()).expect("numbers");
        let back: Neutral = serde_json::from_str(&kept).expect("ours");
        assert_eq!(back.checked(), Some(Neutral::default()));
        let spoilt = [
            |it: &mut Neutral| it.measures.eye[1] = 0.0,
            |it: &mut Neutral| it.measures.mouth_width = f32::NAN,
            |it: &mut Neutral| it.measures.chin = 9.0,
            |it: &mut Neutral| it.pose.yaw = f32::INFINITY,
            |it: &mut Neutral| it.measures.upper_lip = f32::NAN,
        ];
        for spoil in spoilt {
            let mut it = Neutral::default();
            spoil(&mut it);
            assert_eq!(it.checked(), None, "{it:?}");
        }
    }
}
