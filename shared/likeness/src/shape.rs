//! Shapes: ratios and angles between landmarks, told as the illustrator's measures.
//!
//! The mesh is not an anthropologist's calliper: its outline ends below the hair and before the
//! ears. So a face is told by how far its measures are from those that the mesh gives for an
//! ordinary face, which reads as the human mean.

use character::FaceReading;
use face::expression::Ratios;
use face::indices::{
    CHIN, FOREHEAD_TOP, LEFT_EYE_INNER, LEFT_EYE_OUTER, LOWER_LIP_INNER, MOUTH_LEFT, MOUTH_RIGHT,
    RIGHT_EYE_INNER, RIGHT_EYE_OUTER, UPPER_LIP_INNER,
};
use face::{Face, Pose};

use crate::frame::{EDGES, cosine};

/// Pairs across the jaw, between ear and chin.
const JAW: [[usize; 2]; 3] = [[58, 288], [172, 397], [136, 365]];
/// The wings of the nose.
const NOSE: [usize; 2] = [129, 358];
/// Middles of the outer edges of the lips.
const UPPER_LIP: usize = 0;
const LOWER_LIP: usize = 17;
/// Upper and lower edge of the brows, in pairs.
const BROW_EDGES: [[usize; 2]; 6] =
    [[63, 53], [105, 52], [66, 65], [293, 283], [334, 282], [296, 295]];
/// Inner and outer end of the brows, each between its edges.
const BROW_ENDS: [[[usize; 2]; 2]; 2] = [[[107, 55], [70, 46]], [[336, 285], [300, 276]]];
/// Distance of the outer corners of the eyes over the width of the face.
const EYES_TO_FACE: f32 = 0.62;
/// A smile stretches mouth and nose, presses the eyes and thins the lips by these shares.
const SMILE_STRETCHES: f32 = 0.30;
const SMILE_WIDENS: f32 = 0.12;
const SMILE_PRESSES: f32 = 0.12;
const SMILE_THINS: f32 = 0.20;
/// How much of the gap between the lips the chin went down.
const CHIN_DROPS: f32 = 0.6;
/// An eye this much narrower than the mean is blinking: nothing is known of it.
const BLINK: f32 = 0.5;
/// The mesh exaggerates what is hidden or seen askew, so what is far from the mean is drawn in: a
/// ratio never leaves the mean by more than this share, an angle by more than these degrees.
const SHARE_MAX: f32 = 0.5;
const ANGLE_MAX: f32 = 14.0;

/// Measures on the points of a face, as they are.
#[derive(Clone, Copy, Debug)]
struct Measures {
    face: f32,
    jaw: f32,
    eye_opening: f32,
    eye_tilt: f32,
    eye_spacing: f32,
    brow_thickness: f32,
    brow_angle: f32,
    nose: f32,
    mouth: f32,
    lips: f32,
}

/// What the mesh gives for an ordinary face at rest: between the canonical face, which is narrow
/// about eyes, nose and mouth, and faces in photos.
const MEAN: Measures = Measures {
    face: 1.155,
    jaw: 0.79,
    eye_opening: 0.27,
    eye_tilt: 2.7,
    eye_spacing: 1.35,
    brow_thickness: 0.21,
    brow_angle: -5.0,
    nose: 0.265,
    mouth: 0.36,
    lips: 0.275,
};

/// The shapes of a face of level points in any unit; everything else is the mean.
pub(crate) fn read(points: &[[f32; 2]], face: &Face) -> FaceReading {
    let (found, mean, default) =
        (Measures::of(points, face.expression.smile, face.pose), MEAN, FaceReading::default());
    let ratio = |value: f32, mean: f32, told: f32| {
        let share = value / mean;
        // A degenerate face divides by nothing, and a squashed one is no face.
        if (0.4..2.5).contains(&share) {
            told * (1.0 + drawn_in(share - 1.0, SHARE_MAX))
        } else {
            told
        }
    };
    let angle = |value: f32, mean: f32, told: f32| {
        let off = value - mean;
        if off.abs() < 40.0 { told + drawn_in(off, ANGLE_MAX) } else { told }
    };
    let is_blinking = found.eye_opening < mean.eye_opening * BLINK;
    FaceReading {
        face_ratio: ratio(found.face, mean.face, default.face_ratio),
        jaw_ratio: ratio(found.jaw, mean.jaw, default.jaw_ratio),
        eye_opening: if is_blinking {
            default.eye_opening
        } else {
            ratio(found.eye_opening, mean.eye_opening, default.eye_opening)
        },
        eye_tilt: angle(found.eye_tilt, mean.eye_tilt, default.eye_tilt),
        eye_spacing: ratio(found.eye_spacing, mean.eye_spacing, default.eye_spacing),
        brow_thickness: ratio(found.brow_thickness, mean.brow_thickness, default.brow_thickness),
        brow_angle: angle(found.brow_angle, mean.brow_angle, default.brow_angle),
        nose_width: ratio(found.nose, mean.nose, default.nose_width),
        mouth_width: ratio(found.mouth, mean.mouth, default.mouth_width),
        lip_fullness: ratio(found.lips, mean.lips, default.lip_fullness),
        ..default
    }
}

impl Measures {
    /// Of points in any unit that is the same across and down.
    fn of(points: &[[f32; 2]], smile: f32, pose: Pose) -> Self {
        let span = |a: usize, b: usize| distance(points[a], points[b]);
        let (turned, bowed) = (cosine(pose.yaw), cosine(pose.pitch));
        // Hair hides the edges of a face; the corners of the eyes are surer.
        let eyes = span(RIGHT_EYE_OUTER, LEFT_EYE_OUTER) / EYES_TO_FACE;
        let width = f32::midpoint(span(EDGES[0], EDGES[1]), eyes) / turned;
        let mouth_gap = span(UPPER_LIP_INNER, LOWER_LIP_INNER);
        let height = (span(FOREHEAD_TOP, CHIN) - mouth_gap * CHIN_DROPS) / bowed;
        let jaw: f32 = JAW.iter().map(|&[a, b]| span(a, b) / turned).sum::<f32>() / 3.0;
        let ratios = Ratios::of(points).facing(pose.yaw);
        let eye_width = f32::midpoint(
            span(RIGHT_EYE_OUTER, RIGHT_EYE_INNER),
            span(LEFT_EYE_OUTER, LEFT_EYE_INNER),
        ) / turned;
        let mouth = span(MOUTH_RIGHT, MOUTH_LEFT) / turned / (1.0 + SMILE_STRETCHES * smile);
        let lips = (span(UPPER_LIP, UPPER_LIP_INNER) + span(LOWER_LIP_INNER, LOWER_LIP))
            * (1.0 + SMILE_THINS * smile);
        let brow: f32 = BROW_EDGES.iter().map(|&[a, b]| span(a, b)).sum::<f32>() / 6.0;
        let eyes = [[RIGHT_EYE_INNER, RIGHT_EYE_OUTER], [LEFT_EYE_INNER, LEFT_EYE_OUTER]];
        let between = |[a, b]: [usize; 2]| {
            [f32::midpoint(points[a][0], points[b][0]), f32::midpoint(points[a][1], points[b][1])]
        };
        Self {
            face: height / width,
            jaw: jaw / width,
            // The wider one: who winks has both.
            eye_opening: ratios.eye_left.max(ratios.eye_right) / (1.0 - SMILE_PRESSES * smile),
            eye_tilt: rise(eyes.map(|[inner, outer]| [points[inner], points[outer]]), turned),
            eye_spacing: span(RIGHT_EYE_INNER, LEFT_EYE_INNER) / turned / eye_width,
            brow_thickness: brow / eye_width,
            brow_angle: rise(BROW_ENDS.map(|ends| ends.map(between)), turned),
            nose: span(NOSE[0], NOSE[1]) / turned / width / (1.0 + SMILE_WIDENS * smile),
            mouth: mouth / width,
            lips: lips / mouth,
        }
    }
}

/// How much the outer ends are higher than the inner ones, in degrees, over both sides: what one
/// side loses to a tilted head, the other gains. Not a number where there is no side.
fn rise(sides: [[[f32; 2]; 2]; 2], turned: f32) -> f32 {
    let degrees = sides.map(|[inner, outer]| {
        let across = (outer[0] - inner[0]).abs() / turned;
        if across > 1e-6 { (inner[1] - outer[1]).atan2(across).to_degrees() } else { f32::NAN }
    });
    f32::midpoint(degrees[0], degrees[1])
}

/// Small ones as they are, large ones nearer and nearer to `most`.
fn drawn_in(off: f32, most: f32) -> f32 {
    most * (off / most).tanh()
}

fn distance(a: [f32; 2], b: [f32; 2]) -> f32 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use face::canonical::VERTICES;

    fn canonical(edit: impl Fn(usize, [f32; 2]) -> [f32; 2]) -> Vec<[f32; 2]> {
        let place = |(index, vertex): (usize, &face::canonical::Vertex)| {
            edit(index, [vertex.position[0] as f32, -vertex.position[1] as f32])
        };
        let mut points: Vec<[f32; 2]> = VERTICES.iter().enumerate().map(place).collect();
        points.resize(face::indices::LANDMARK_COUNT, [0.0; 2]);
        points
    }

    fn reading(points: &[[f32; 2]]) -> FaceReading {
        let expression = Ratios::of(points).expression();
        let bounding_box = face::BoundingBox { x: 0.0, y: 0.0, width: 1.0, height: 1.0 };
        read(points, &Face { bounding_box, expression, pose: Pose::default() })
    }

    #[test]
    fn the_canonical_face_is_an_ordinary_one() {
        let (found, mean) = (reading(&canonical(|_, it| it)), FaceReading::default());
        for (found, mean, off) in [
            (found.face_ratio, mean.face_ratio, 0.05),
            (found.jaw_ratio, mean.jaw_ratio, 0.05),
            (found.eye_opening, mean.eye_opening, 0.05),
            (found.eye_tilt, mean.eye_tilt, 3.0),
            (found.eye_spacing, mean.eye_spacing, 0.1),
            (found.brow_angle, mean.brow_angle, 3.0),
            (found.nose_width, mean.nose_width, 0.04),
            (found.mouth_width, mean.mouth_width, 0.05),
            (found.lip_fullness, mean.lip_fullness, 0.05),
        ] {
            assert!((found - mean).abs() < off, "{found} is not {mean}");
        }
    }

    #[test]
    fn each_shape_is_seen_for_what_it_is() {
        let mean = reading(&canonical(|_, it| it));
        let long = reading(&canonical(|_, [x, y]| [x, y * 1.15]));
        assert!(long.face_ratio > mean.face_ratio * 1.1);
        let narrow_jaw = reading(&canonical(|index, [x, y]| {
            let is_jaw = JAW.iter().flatten().any(|&it| it == index);
            [if is_jaw { x * 0.85 } else { x }, y]
        }));
        assert!(narrow_jaw.jaw_ratio < mean.jaw_ratio * 0.9);
        assert!((narrow_jaw.face_ratio - mean.face_ratio).abs() < 1e-4);
        let outer = [RIGHT_EYE_OUTER, LEFT_EYE_OUTER];
        let raised = reading(&canonical(|index, [x, y]| {
            [x, if outer.contains(&index) { y - 0.4 } else { y }]
        }));
        assert!(raised.eye_tilt > mean.eye_tilt + 4.0, "{}", raised.eye_tilt);
        let wide_nose = reading(&canonical(|index, [x, y]| {
            [if NOSE.contains(&index) { x * 1.2 } else { x }, y]
        }));
        assert!(wide_nose.nose_width > mean.nose_width * 1.1);
    }

    #[test]
    fn whoever_blinks_has_ordinary_eyes() {
        // Lids that meet halfway; the corners stay.
        let lids = [(159, 145), (160, 144), (158, 153), (386, 374), (385, 380), (387, 373)];
        let points = canonical(|_, it| it);
        let mut shut = points.clone();
        for (upper, lower) in lids {
            let middle = f32::midpoint(points[upper][1], points[lower][1]);
            shut[upper][1] = middle;
            shut[lower][1] = middle + 0.02;
        }
        assert_eq!(reading(&shut).eye_opening, FaceReading::default().eye_opening);
    }

    #[test]
    fn a_point_for_a_face_is_the_mean() {
        assert_eq!(reading(&vec![[3.0, 3.0]; 478]), FaceReading::default());
    }
}
