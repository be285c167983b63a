//! The lengths of a face that its expression moves, in a face turned back to the front.

use face::indices::{
    CHIN, LEFT_EYE_INNER, LEFT_EYE_OUTER, LEFT_IRIS, LOWER_LIP_INNER, MOUTH_LEFT, MOUTH_RIGHT,
    RIGHT_EYE_INNER, RIGHT_EYE_OUTER, RIGHT_IRIS, UPPER_LIP_INNER,
};
use face::{Landmarks, Pose};
use serde::{Deserialize, Serialize};

/// The base of the nose: what the lips move against, and the jaw.
const NOSE_BASE: usize = 2;
/// The corners of the inner mouth.
const INNER_MOUTH: [usize; 2] = [78, 308];

/// What is measured of one side; right and left are the subject's own, as in `face`.
struct Side {
    outer: usize,
    inner: usize,
    lids: [[usize; 2]; 3],
    iris: usize,
    brow_inner: [usize; 2],
    brow_outer: [usize; 3],
    mouth: usize,
}

const SIDES: [Side; 2] = [
    Side {
        outer: RIGHT_EYE_OUTER,
        inner: RIGHT_EYE_INNER,
        lids: [[160, 144], [159, 145], [158, 153]],
        iris: RIGHT_IRIS[0],
        brow_inner: [66, 107],
        brow_outer: [70, 63, 105],
        mouth: MOUTH_RIGHT,
    },
    Side {
        outer: LEFT_EYE_OUTER,
        inner: LEFT_EYE_INNER,
        lids: [[387, 373], [386, 374], [385, 380]],
        iris: LEFT_IRIS[0],
        brow_inner: [296, 336],
        brow_outer: [300, 293, 334],
        mouth: MOUTH_LEFT,
    },
];

/// Lengths over the distance between the outer eye corners, of a face that is turned back to the
/// front and stands level. Pairs are `[right, left]`, the subject's own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measures {
    /// Height over width of an eye.
    pub eye: [f32; 2],
    /// How far the iris is from the middle of its eye, over the eye's width: `[x, y]` to the
    /// right of the picture and up.
    pub gaze: [[f32; 2]; 2],
    /// How high the inner half of a brow is above its eye.
    pub brow_inner: [f32; 2],
    /// How high the outer half of a brow is above its eye.
    pub brow_outer: [f32; 2],
    /// From one corner of the mouth to the other.
    pub mouth_width: f32,
    /// The same, inside of the lips.
    pub mouth_inner: f32,
    /// Between the lips.
    pub gap: f32,
    /// How far a corner of the mouth is below the nose.
    pub corner: [f32; 2],
    /// How far the upper lip is below the nose.
    pub upper_lip: f32,
    /// How far the chin is below the nose.
    pub chin: f32,
}

/// How many numbers [`Measures`] are.
pub(crate) const MEASURES: usize = 17;

impl Measures {
    /// Measures a face in a picture of `width` by `height` pixels that looks where `pose` says.
    /// `None` if the points lie on one another.
    pub fn of(landmarks: &Landmarks, pose: Pose, width: usize, height: usize) -> Option<Self> {
        let frame = Frontal::of(landmarks, pose, width, height)?;
        let mean = |indices: &[usize]| {
            indices.iter().map(|&it| frame.y(it)).sum::<f32>() / indices.len() as f32
        };
        let nose = frame.y(NOSE_BASE);
        let each = |measure: &dyn Fn(&Side) -> f32| SIDES.each_ref().map(measure);
        let eye_line = |side: &Side| mean(&[side.outer, side.inner]);
        let eye_width = |side: &Side| (frame.x(side.outer) - frame.x(side.inner)).abs().max(0.05);
        let lids = |side: &Side| {
            let heights = side.lids.iter().map(|&[upper, lower]| frame.y(lower) - frame.y(upper));
            heights.sum::<f32>().max(0.0) / 3.0
        };
        let gaze = |side: &Side| {
            let middle = (frame.x(side.outer) + frame.x(side.inner)) / 2.0;
            let across = frame.x(side.iris) - middle;
            [across, eye_line(side) - frame.y(side.iris)].map(|it| it / eye_width(side))
        };
        Some(Self {
            eye: each(&|side| lids(side) / eye_width(side)),
            gaze: SIDES.each_ref().map(gaze),
            brow_inner: each(&|side| eye_line(side) - mean(&side.brow_inner)),
            brow_outer: each(&|side| eye_line(side) - mean(&side.brow_outer)),
            mouth_width: frame.x(MOUTH_LEFT) - frame.x(MOUTH_RIGHT),
            mouth_inner: frame.x(INNER_MOUTH[1]) - frame.x(INNER_MOUTH[0]),
            gap: (frame.y(LOWER_LIP_INNER) - frame.y(UPPER_LIP_INNER)).max(0.0),
            corner: each(&|side| frame.y(side.mouth) - nose),
            upper_lip: frame.y(UPPER_LIP_INNER) - nose,
            chin: frame.y(CHIN) - nose,
        })
    }

    /// All numbers in their one order.
    pub(crate) fn numbers(&self) -> [f32; MEASURES] {
        let ([er, el], [[grx, gry], [glx, gly]]) = (self.eye, self.gaze);
        let ([bir, bil], [bor, bol]) = (self.brow_inner, self.brow_outer);
        let (width, inner, gap) = (self.mouth_width, self.mouth_inner, self.gap);
        let ([cr, cl], upper, chin) = (self.corner, self.upper_lip, self.chin);
        [er, el, grx, gry, glx, gly, bir, bil, bor, bol, width, inner, gap, cr, cl, upper, chin]
    }

    /// The measures of these numbers.
    pub(crate) fn from_numbers(numbers: [f32; MEASURES]) -> Self {
        let [
            er,
            el,
            grx,
            gry,
            glx,
            gly,
            bir,
            bil,
            bor,
            bol,
            width,
            inner,
            gap,
            cr,
            cl,
            upper,
            chin,
        ] = numbers;
        Self {
            eye: [er, el],
            gaze: [[grx, gry], [glx, gly]],
            brow_inner: [bir, bil],
            brow_outer: [bor, bol],
            mouth_width: width,
            mouth_inner: inner,
            gap,
            corner: [cr, cl],
            upper_lip: upper,
            chin,
        }
    }
}

/// Landmarks turned back to the front, in distances between the outer eye corners.
struct Frontal<'a> {
    points: &'a [[f32; 3]],
    size: [f32; 2],
    across: [f32; 3],
    down: [f32; 3],
    unit: f32,
}

impl<'a> Frontal<'a> {
    fn of(landmarks: &'a Landmarks, pose: Pose, width: usize, height: usize) -> Option<Self> {
        let [across, down] = axes(pose);
        let size = [width as f32, height as f32];
        let mut frontal = Self { points: landmarks.points(), size, across, down, unit: 1.0 };
        frontal.unit = (frontal.x(LEFT_EYE_OUTER) - frontal.x(RIGHT_EYE_OUTER)).abs();
        (frontal.unit > 1e-3).then_some(frontal)
    }

    fn along(&self, axis: [f32; 3], index: usize) -> f32 {
        let [x, y, z] = self.points[index];
        // Depths are scaled like x.
        let point = [x * self.size[0], y * self.size[1], z * self.size[0]];
        (0..3).map(|it| axis[it] * point[it]).sum::<f32>() / self.unit
    }

    /// To the right of the picture.
    fn x(&self, index: usize) -> f32 {
        self.along(self.across, index)
    }

    /// Down.
    fn y(&self, index: usize) -> f32 {
        self.along(self.down, index)
    }
}

/// The head's own directions to its left and down, in the picture's space: x right, y down, z away.
fn axes(pose: Pose) -> [[f32; 3]; 2] {
    let turn = |degrees: f32| degrees.to_radians().sin_cos();
    let ((sy, cy), (sp, cp), (sr, cr)) = (turn(pose.yaw), turn(pose.pitch), turn(pose.roll));
    // Columns of `roll · yaw · pitch`, where y is up and z comes nearer.
    let left = [cr * cy, sr * cy, -sy];
    let up = [cr * sy * sp - sr * cp, sr * sy * sp + cr * cp, cy * sp];
    [[left[0], -left[1], -left[2]], [-up[0], up[1], up[2]]]
}
