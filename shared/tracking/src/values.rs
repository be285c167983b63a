//! What a face does as parameters of a rig.

use face::Pose;

use crate::{Shape, Shapes, vowel};

/// The parameters that a camera drives, by the ids of the standard list (`rig::parameter`).
///
/// `L` is the left of the picture of the character and `R` its right, as everywhere in our rigs.
pub const IDS: [&str; 23] = [
    "AngleX",
    "AngleY",
    "AngleZ",
    "BodyAngleX",
    "BodyAngleY",
    "BodyAngleZ",
    "EyeLOpen",
    "EyeROpen",
    "EyeLSmile",
    "EyeRSmile",
    "EyeBallX",
    "EyeBallY",
    "BrowLY",
    "BrowRY",
    "BrowLAngle",
    "BrowRAngle",
    "MouthForm",
    "MouthOpenY",
    "A",
    "I",
    "U",
    "E",
    "O",
];

/// A value for each of [`IDS`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Values(pub(crate) [f32; IDS.len()]);

impl Values {
    /// All ids with their values, in the order of [`IDS`].
    pub fn pairs(&self) -> [(&'static str, f32); IDS.len()] {
        std::array::from_fn(|place| (IDS[place], self.0[place]))
    }

    /// The value of one; none if a camera does not drive it.
    pub fn get(&self, id: &str) -> Option<f32> {
        IDS.iter().position(|it| *it == id).map(|place| self.0[place])
    }
}

/// What the eyes do, after lids and irises were made sense of; `[right, left]` of the subject.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Gaze {
    pub(crate) open: [f32; 2],
    /// To the right of the camera's picture, and up.
    pub(crate) looks: [f32; 2],
}

/// The parameters for a face in a camera's picture, without the body's. Mirrored, the character
/// does what a mirror would show: the subject's left is the left of its picture.
pub(crate) fn values(shapes: &Shapes, pose: Pose, gaze: Gaze, is_mirrored: bool) -> Values {
    // The camera sees the subject's right on the left of its picture.
    let sides = if is_mirrored { [1, 0] } else { [0, 1] };
    let across = if is_mirrored { -1.0 } else { 1.0 };
    let sided = |of: &dyn Fn(usize) -> f32| sides.map(of);
    let open = sided(&|side| wide_open(shapes, gaze.open[side], side));
    let happy = sided(&|side| happy(shapes, gaze.open[side], side));
    let brows = sided(&|side| brow_height(shapes, side));
    let turns = sided(&|side| brow_turn(shapes, side));
    let smile = shapes.both(Shape::MouthSmileRight, Shape::MouthSmileLeft)
        - shapes.both(Shape::MouthFrownRight, Shape::MouthFrownLeft);
    let opened = (shapes.get(Shape::JawOpen) - shapes.get(Shape::MouthClose)).max(0.0);
    let [a, i, u, e, o] = vowel::spoken(shapes);
    Values([
        across * pose.yaw,
        -pose.pitch,
        // The pose turns against the clock, the rig with it.
        -across * pose.roll,
        0.0,
        0.0,
        0.0,
        open[0],
        open[1],
        happy[0],
        happy[1],
        across * gaze.looks[0],
        gaze.looks[1],
        brows[0],
        brows[1],
        turns[0],
        turns[1],
        smile,
        opened,
        a,
        i,
        u,
        e,
        o,
    ])
}

/// An open eye may be half again as open.
fn wide_open(shapes: &Shapes, open: f32, side: usize) -> f32 {
    let wide = shapes.get([Shape::EyeWideRight, Shape::EyeWideLeft][side]);
    if open < 1.0 { open } else { 1.0 + 0.5 * wide }
}

/// Eyes that smile: a broad smile that pushes the lids together.
fn happy(shapes: &Shapes, open: f32, side: usize) -> f32 {
    let smile = shapes.get([Shape::MouthSmileRight, Shape::MouthSmileLeft][side]);
    let squint = shapes.get([Shape::EyeSquintRight, Shape::EyeSquintLeft][side]);
    let narrow = ((squint - 0.3) / 0.4).clamp(0.0, 1.0).max(1.0 - open.min(1.0));
    ((smile - 0.45) / 0.4).clamp(0.0, 1.0) * narrow
}

fn brow_height(shapes: &Shapes, side: usize) -> f32 {
    let up = shapes.get([Shape::BrowOuterUpRight, Shape::BrowOuterUpLeft][side]);
    up.max(0.4 * shapes.get(Shape::BrowInnerUp)) - shapes.get(down(side))
}

/// Positive: the inner end sinks, as in a frown. Negative: it alone rises, as in sorrow.
fn brow_turn(shapes: &Shapes, side: usize) -> f32 {
    let up = shapes.get([Shape::BrowOuterUpRight, Shape::BrowOuterUpLeft][side]);
    shapes.get(down(side)) - shapes.get(Shape::BrowInnerUp) * (1.0 - up)
}

const fn down(side: usize) -> Shape {
    if side == 0 { Shape::BrowDownRight } else { Shape::BrowDownLeft }
}
