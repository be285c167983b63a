//! Smile, brows, eyes and mouth, from distances between landmarks.
//!
//! All distances are taken in pixels, in a frame that is level with the eyes, and relative to
//! the distance between the outer eye corners ("IOD") or to the part's own width, so that the
//! size of the face, where it stands and how it is tilted do not matter.

use serde::{Deserialize, Serialize};

use crate::Landmarks;
use crate::indices::{
    LEFT_EYE_INNER, LEFT_EYE_OUTER, LOWER_LIP_INNER, MOUTH_LEFT, MOUTH_RIGHT, RIGHT_EYE_INNER,
    RIGHT_EYE_OUTER, UPPER_LIP_INNER,
};

/// Upper and lower lid of the right eye, twice.
const RIGHT_LIDS: [[usize; 2]; 2] = [[160, 144], [158, 153]];
/// Upper and lower lid of the left eye, twice.
const LEFT_LIDS: [[usize; 2]; 2] = [[385, 380], [387, 373]];
/// Right eye and upper edge of the right brow, for the distance between them.
const RIGHT_EYE_MIDDLE: [usize; 4] = [33, 159, 133, 145];
const LEFT_EYE_MIDDLE: [usize; 4] = [263, 386, 362, 374];
const RIGHT_BROW_EDGE: [usize; 5] = [70, 63, 105, 66, 107];
const LEFT_BROW_EDGE: [usize; 5] = [300, 293, 334, 296, 336];
/// The corners of the inner mouth.
const INNER_MOUTH: [usize; 2] = [78, 308];

/// The eye's height over its width when closed, and how much more it is when wide open.
const EYE_CLOSED: f32 = 0.12;
const EYE_RANGE: f32 = 0.18;
/// Width of a mouth that does not smile over the IOD, and how much more a full smile has.
const SMILE_WIDTH_NEUTRAL: f32 = 0.58;
const SMILE_WIDTH_RANGE: f32 = 0.22;
/// How far a full smile lifts the corners of the mouth, over the IOD.
const SMILE_LIFT_RANGE: f32 = 0.09;
/// Distance of resting brows from the eyes over the IOD, and how much more raised ones have.
const BROW_NEUTRAL: f32 = 0.22;
const BROW_RANGE: f32 = 0.10;
/// Beyond this yaw (its cosine) the far half is hidden and correcting for it would be guessing.
const YAW_COSINE_MIN: f32 = 0.5;

/// What a face does, every number `0.0..=1.0`; left and right are the subject's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expression {
    /// From neutral to a broad smile.
    pub smile: f32,
    /// From resting to raised.
    pub brow_raise_left: f32,
    /// From resting to raised.
    pub brow_raise_right: f32,
    /// From closed to wide open.
    pub eye_openness_left: f32,
    /// From closed to wide open.
    pub eye_openness_right: f32,
    /// Height of the mouth's opening over its width.
    pub mouth_open: f32,
}

/// The measured ratios that an [`Expression`] is made of, before they are scaled and clamped.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ratios {
    /// Height over width of the right eye.
    pub eye_right: f32,
    /// Height over width of the left eye.
    pub eye_left: f32,
    /// Height over width of the mouth's opening.
    pub mouth_open: f32,
    /// Width of the mouth over the IOD.
    pub mouth_width: f32,
    /// How much higher the corners of the mouth are than its middle, over the IOD.
    pub mouth_lift: f32,
    /// How much higher the right brow is than the right eye, over the IOD.
    pub brow_right: f32,
    /// How much higher the left brow is than the left eye, over the IOD.
    pub brow_left: f32,
}

/// Measures the expression; `yaw` in degrees, because a turned face looks narrower.
pub fn measure(landmarks: &Landmarks, width: usize, height: usize, yaw: f32) -> Expression {
    Ratios::of(&landmarks.pixels(width, height)).facing(yaw).expression()
}

/// Distance between the outer corners of the eyes.
pub fn interocular_distance(points: &[[f32; 2]]) -> f32 {
    distance(points, RIGHT_EYE_OUTER, LEFT_EYE_OUTER)
}

impl Ratios {
    /// Ratios of 478 points in any unit that is the same across and down.
    pub fn of(points: &[[f32; 2]]) -> Self {
        let iod = interocular_distance(points);
        let eye = |lids: [[usize; 2]; 2], corners: [usize; 2]| {
            let height: f32 = lids.iter().map(|&[a, b]| distance(points, a, b)).sum();
            over(height, 2.0 * distance(points, corners[0], corners[1]))
        };
        let level = |indices: &[usize]| mean_level(points, indices);
        let mouth = [MOUTH_RIGHT, MOUTH_LEFT];
        Self {
            eye_right: eye(RIGHT_LIDS, [RIGHT_EYE_OUTER, RIGHT_EYE_INNER]),
            eye_left: eye(LEFT_LIDS, [LEFT_EYE_INNER, LEFT_EYE_OUTER]),
            mouth_open: over(
                distance(points, UPPER_LIP_INNER, LOWER_LIP_INNER),
                distance(points, INNER_MOUTH[0], INNER_MOUTH[1]),
            ),
            mouth_width: over(distance(points, mouth[0], mouth[1]), iod),
            mouth_lift: over(level(&[UPPER_LIP_INNER, LOWER_LIP_INNER]) - level(&mouth), iod),
            brow_right: over(level(&RIGHT_EYE_MIDDLE) - level(&RIGHT_BROW_EDGE), iod),
            brow_left: over(level(&LEFT_EYE_MIDDLE) - level(&LEFT_BROW_EDGE), iod),
        }
    }

    /// The ratios the face would have without its yaw (degrees): heights stay, widths shrink
    /// with the cosine. Ratios of two widths need nothing.
    pub fn facing(self, yaw: f32) -> Self {
        let cosine = yaw.to_radians().cos().max(YAW_COSINE_MIN);
        Self {
            eye_right: self.eye_right * cosine,
            eye_left: self.eye_left * cosine,
            mouth_open: self.mouth_open * cosine,
            mouth_width: self.mouth_width,
            mouth_lift: self.mouth_lift * cosine,
            brow_right: self.brow_right * cosine,
            brow_left: self.brow_left * cosine,
        }
    }

    /// The expression that these ratios stand for.
    pub fn expression(self) -> Expression {
        let unit = |value: f32| value.clamp(0.0, 1.0);
        let eye = |ratio: f32| unit((ratio - EYE_CLOSED) / EYE_RANGE);
        let brow = |ratio: f32| unit((ratio - BROW_NEUTRAL) / BROW_RANGE);
        let width = (self.mouth_width - SMILE_WIDTH_NEUTRAL) / SMILE_WIDTH_RANGE;
        Expression {
            smile: unit(0.5 * width + 0.5 * self.mouth_lift / SMILE_LIFT_RANGE),
            brow_raise_left: brow(self.brow_left),
            brow_raise_right: brow(self.brow_right),
            eye_openness_left: eye(self.eye_left),
            eye_openness_right: eye(self.eye_right),
            mouth_open: unit(self.mouth_open),
        }
    }
}

fn distance(points: &[[f32; 2]], a: usize, b: usize) -> f32 {
    (points[a][0] - points[b][0]).hypot(points[a][1] - points[b][1])
}

/// Mean height of some points, downwards, measured at right angles to the line of the eyes.
fn mean_level(points: &[[f32; 2]], indices: &[usize]) -> f32 {
    let [right, left] = [points[RIGHT_EYE_OUTER], points[LEFT_EYE_OUTER]];
    let (across, down) = (left[0] - right[0], left[1] - right[1]);
    let length = across.hypot(down);
    let height =
        |index: &usize| over(points[*index][1] * across - points[*index][0] * down, length);
    indices.iter().map(height).sum::<f32>() / indices.len() as f32
}

/// A ratio, or zero where a degenerate face would divide by nothing.
fn over(value: f32, by: f32) -> f32 {
    if by.abs() < 1e-9 { 0.0 } else { value / by }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::indices::LANDMARK_COUNT;
    use crate::landmarks::tests::canonical_pixels;

    /// The landmarks that the formulas read, of MediaPipe's public test portrait (820 x 1024;
    /// from google-ai-edge/mediapipe, Apache-2.0).
    const PORTRAIT: &[(usize, [f32; 2])] = &[
        (13, [0.496_83, 0.255_97]),
        (14, [0.496_61, 0.276_27]),
        (33, [0.422_29, 0.173_25]),
        (61, [0.433_44, 0.257_85]),
        (63, [0.411_16, 0.152_48]),
        (66, [0.449_88, 0.147_50]),
        (70, [0.399_15, 0.159_10]),
        (78, [0.437_94, 0.258_43]),
        (105, [0.428_36, 0.147_77]),
        (107, [0.473_07, 0.148_62]),
        (133, [0.466_73, 0.174_25]),
        (144, [0.436_16, 0.175_47]),
        (145, [0.444_28, 0.175_54]),
        (153, [0.452_13, 0.175_07]),
        (158, [0.448_64, 0.168_01]),
        (159, [0.440_61, 0.167_91]),
        (160, [0.432_61, 0.169_18]),
        (263, [0.571_50, 0.172_31]),
        (291, [0.554_43, 0.254_15]),
        (293, [0.582_16, 0.150_90]),
        (296, [0.545_17, 0.146_33]),
        (300, [0.592_17, 0.157_61]),
        (308, [0.549_63, 0.255_04]),
        (334, [0.566_12, 0.146_49]),
        (336, [0.520_82, 0.147_50]),
        (362, [0.524_75, 0.173_31]),
        (373, [0.558_72, 0.173_95]),
        (374, [0.550_47, 0.174_06]),
        (380, [0.541_94, 0.173_82]),
        (385, [0.543_82, 0.166_64]),
        (386, [0.552_88, 0.166_39]),
        (387, [0.561_49, 0.167_70]),
    ];

    fn portrait(edit: impl Fn([f32; 2]) -> [f32; 2]) -> Vec<[f32; 2]> {
        let mut points = vec![[0.0; 2]; LANDMARK_COUNT];
        for &(index, [x, y]) in PORTRAIT {
            points[index] = edit([x * 820.0, y * 1024.0]);
        }
        points
    }

    fn check(name: &str, got: f32, expected: f32, tolerance: f32) {
        assert!((got - expected).abs() <= tolerance, "{name}: {got} is not {expected}");
    }

    #[test]
    fn golden_ratios_of_the_portrait() {
        let points = portrait(|p| p);
        check("IOD", interocular_distance(&points), 122.4, 0.05);
        let ratios = Ratios::of(&points);
        check("right eye", ratios.eye_right, 0.204, 0.0006);
        check("left eye", ratios.eye_left, 0.186, 0.0006);
        check("mouth open", ratios.mouth_open, 0.227, 0.0006);
        check("mouth width", ratios.mouth_width, 0.811, 0.0006);
        check("mouth lift", ratios.mouth_lift, 0.085, 0.001);
        // The published values are not levelled; this head is tilted by one degree.
        check("right brow", ratios.brow_right, 0.181, 0.003);
        check("left brow", ratios.brow_left, 0.182, 0.003);
    }

    #[test]
    fn the_portrait_smiles_with_narrowed_eyes_and_low_brows() {
        let found = Ratios::of(&portrait(|p| p)).facing(2.13).expression();
        assert!(found.smile > 0.9, "blendshapes say 0.92 of a smile: {found:?}");
        check("mouth open", found.mouth_open, 0.227, 0.001);
        for brow in [found.brow_raise_left, found.brow_raise_right] {
            assert_eq!(brow, 0.0, "blendshapes say the brows are down");
        }
        for eye in [found.eye_openness_left, found.eye_openness_right] {
            assert!((0.3..0.5).contains(&eye), "blendshapes say half closed: {eye}");
        }
    }

    #[test]
    fn size_place_and_tilt_do_not_matter() {
        let straight = Ratios::of(&portrait(|p| p));
        for (scale, angle) in [(0.01_f32, 0.0_f32), (1.0, 0.5), (3.0, -0.7), (0.5, 1.4)] {
            let (sin, cos) = angle.sin_cos();
            let turned = Ratios::of(&portrait(|[x, y]| {
                [(x * cos - y * sin) * scale + 9.0, (x * sin + y * cos) * scale - 4.0]
            }));
            check("eye", turned.eye_right, straight.eye_right, 1e-3);
            check("lift", turned.mouth_lift, straight.mouth_lift, 1e-3);
            check("width", turned.mouth_width, straight.mouth_width, 1e-3);
            check("brow", turned.brow_left, straight.brow_left, 1e-3);
        }
    }

    #[test]
    fn the_canonical_face_does_little_and_each_move_moves_its_number() {
        let look = |edit: &dyn Fn(usize, [f64; 3]) -> [f64; 3]| {
            measure(&canonical_pixels(800.0, edit), 800, 800, 0.0)
        };
        let calm = look(&|_, v| v);
        assert!(calm.smile < 0.1 && calm.brow_raise_left < 0.4, "{calm:?}");

        let corners = |i: usize| i == MOUTH_LEFT || i == MOUTH_RIGHT;
        let smiling =
            look(&|i, [x, y, z]| if corners(i) { [x * 1.35, y + 0.6, z] } else { [x, y, z] });
        assert!(smiling.smile > 0.6, "{smiling:?}");

        let left = |i: usize| LEFT_BROW_EDGE.contains(&i);
        let raised = look(&|i, [x, y, z]| if left(i) { [x, y + 0.8, z] } else { [x, y, z] });
        assert!(raised.brow_raise_left > calm.brow_raise_left + 0.5);
        assert_eq!(raised.brow_raise_right, calm.brow_raise_right);

        let lids = |i: usize| RIGHT_LIDS.as_flattened().contains(&i);
        let winking = look(&|i, [x, y, z]| if lids(i) { [x, 2.6, z] } else { [x, y, z] });
        assert_eq!(winking.eye_openness_right, 0.0);
        assert_eq!(winking.eye_openness_left, calm.eye_openness_left);
    }

    #[test]
    fn a_degenerate_face_gives_numbers() {
        let found = Ratios::of(&[[0.3; 2]; LANDMARK_COUNT]).expression();
        assert!(found.smile.is_finite() && found.mouth_open == 0.0, "{found:?}");
    }
}
