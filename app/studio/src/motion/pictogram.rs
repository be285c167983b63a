//! Small figures of strokes that show what a clip looks like: posed by the same evaluator as the
//! character on the stage. Pure.

use std::fmt::Write as _;

use rig::{Inputs, Layer, Pose, Rig};

/// The part of the canvas that a pictogram shows: left, top, width, height, in units.
pub(crate) const BOX: [f32; 4] = [-668.0, -190.0, 2360.0, 2360.0];
/// A chain of joints, and how it is drawn.
struct Limb {
    bones: &'static [&'static str],
    /// Whether the stroke goes on to the end of the last bone.
    to_tip: bool,
}

const LEGS: [Limb; 2] = [
    Limb { bones: &["thigh_l", "shin_l", "foot_l"], to_tip: true },
    Limb { bones: &["thigh_r", "shin_r", "foot_r"], to_tip: true },
];
const TRUNK: [Limb; 3] = [
    Limb { bones: &["thigh_l", "thigh_r"], to_tip: false },
    Limb { bones: &["hip", "spine", "chest", "neck"], to_tip: false },
    Limb { bones: &["arm_l", "chest", "arm_r"], to_tip: false },
];
const ARMS: [Limb; 2] = [
    Limb { bones: &["arm_l", "forearm_l", "hand_l"], to_tip: true },
    Limb { bones: &["arm_r", "forearm_r", "hand_r"], to_tip: true },
];

/// The strokes of a figure: SVG paths in canvas units.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pictogram {
    /// Behind, lighter.
    pub(crate) legs: String,
    pub(crate) trunk: String,
    /// In front.
    pub(crate) arms: String,
    /// The middle of the head, and how far it is tilted, in degrees.
    pub(crate) head: [f32; 2],
    pub(crate) tilt: f32,
}

/// Draws pictograms of the standard figure.
pub(crate) struct Sketcher {
    rig: Rig,
    pose: Pose,
}

impl Sketcher {
    /// None if the standard figure were broken.
    pub(crate) fn new() -> Option<Self> {
        let rig = Rig::new(&rig::figure::skeleton()).ok()?;
        let pose = Pose::new(&rig);
        Some(Self { rig, pose })
    }

    /// A clip at a moment.
    pub(crate) fn sketch(&mut self, clip: &str, seconds: f32) -> Option<Pictogram> {
        let id = self.rig.clip(clip)?;
        self.pose.evaluate(&self.rig, &mut [Layer::new(id, seconds)], Inputs::default());
        let (joint, tip) = (self.place("head", false)?, self.place("head", true)?);
        let up = [tip[0] - joint[0], tip[1] - joint[1]];
        Some(Pictogram {
            legs: self.strokes(&LEGS)?,
            trunk: self.strokes(&TRUNK)?,
            arms: self.strokes(&ARMS)?,
            head: [joint[0] + 0.5 * up[0], joint[1] + 0.5 * up[1]],
            tilt: up[0].atan2(-up[1]).to_degrees(),
        })
    }

    fn strokes(&self, limbs: &[Limb]) -> Option<String> {
        let mut path = String::new();
        for limb in limbs {
            let mut points = Vec::with_capacity(limb.bones.len() + 1);
            for bone in limb.bones {
                points.push(self.place(bone, false)?);
            }
            if let (true, Some(last)) = (limb.to_tip, limb.bones.last()) {
                points.push(self.place(last, true)?);
            }
            for (n, [x, y]) in points.into_iter().enumerate() {
                let command = if n == 0 { 'M' } else { 'L' };
                // Writing to a string does not fail.
                write!(path, "{command}{x:.0} {y:.0}").ok()?;
            }
        }
        Some(path)
    }

    /// Where a bone begins, or ends.
    fn place(&self, bone: &str, is_tip: bool) -> Option<[f32; 2]> {
        let bone = self.rig.bone(bone)?;
        let world = self.pose.world().get(bone)?;
        Some(if is_tip { world.apply(self.rig.tip(bone)) } else { world.origin() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::motion::repertoire::{KINDS, telling};

    #[test]
    fn every_turn_has_a_pictogram_of_its_own_inside_the_box() {
        let mut sketcher = Sketcher::new().expect("the standard figure");
        let mut all = Vec::new();
        for turn in KINDS.iter().flat_map(|kind| kind.turns) {
            let sketch = sketcher.sketch(turn.clip, telling(turn.clip)).expect("a clip");
            let [left, top, width, height] = BOX;
            let numbers = [&sketch.legs, &sketch.trunk, &sketch.arms];
            for path in numbers {
                for point in path.split(['M', 'L']).filter(|it| !it.is_empty()) {
                    let place: Vec<f32> =
                        point.split(' ').map(|it| it.parse().expect("a number")).collect();
                    let inside = place[0] > left - 60.0
                        && place[0] < left + width + 60.0
                        && place[1] > top - 200.0
                        && place[1] < top + height + 60.0;
                    assert!(inside, "{} {place:?}", turn.clip);
                }
            }
            assert!(!all.contains(&sketch), "{}", turn.clip);
            all.push(sketch);
        }
        assert_eq!(sketcher.sketch("unheard of", 0.0), None);
    }
}
