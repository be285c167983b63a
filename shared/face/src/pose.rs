//! Where the head turns: the canonical face laid over the landmarks in metric space.
//!
//! The formulation is that of MediaPipe's face geometry: a pinhole camera with a vertical field
//! of view of 63°, depths scaled like x, the scale estimated in rounds because it and the
//! perspective depend on each other, then a weighted Procrustes fit.

use serde::{Deserialize, Serialize};

use crate::Landmarks;
use crate::canonical::{VERTEX_COUNT, VERTICES};
use crate::similarity::{Pair, Similarity, fit};

/// Vertical field of view of the camera we assume.
const VERTICAL_FOV_DEGREES: f64 = 63.0;
/// Distance of the image plane.
const NEAR: f64 = 1.0;
/// Rounds of estimating the scale with perspective taken out.
const SCALE_ROUNDS: usize = 4;

/// The head's rotation in degrees, `roll · yaw · pitch` applied in the order pitch, yaw, roll.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Pose {
    /// Positive towards the right edge of the picture.
    pub yaw: f32,
    /// Positive downwards.
    pub pitch: f32,
    /// Positive counter-clockwise as seen in the picture.
    pub roll: f32,
}

/// Estimates the pose of a face in a picture of `width` by `height` pixels.
///
/// A degenerate face (all points in one place) is reported as facing the camera.
pub fn estimate(landmarks: &Landmarks, width: usize, height: usize) -> Pose {
    let screen = on_near_plane(landmarks, width, height);
    let depth = screen.iter().map(|p| p[2]).sum::<f64>() / VERTEX_COUNT as f64;
    let mut scale = lay_over(&screen, |[x, y, z]| [x, y, -z]).scale;
    for _ in 0..SCALE_ROUNDS {
        if scale <= 1e-9 || !scale.is_finite() {
            return Pose::default();
        }
        scale *= lay_over(&screen, |p| metric(p, depth, scale)).scale;
    }
    angles(&lay_over(&screen, |p| metric(p, depth, scale)).rotation)
}

/// Landmarks on the image plane, y up, z away from the camera and scaled like x.
fn on_near_plane(landmarks: &Landmarks, width: usize, height: usize) -> Vec<[f64; 3]> {
    let plane_height = 2.0 * NEAR * (VERTICAL_FOV_DEGREES.to_radians() / 2.0).tan();
    let plane_width = plane_height * width as f64 / height.max(1) as f64;
    let place = |p: &[f32; 3]| {
        let [x, y, z] = p.map(f64::from);
        [(x - 0.5) * plane_width, (0.5 - y) * plane_height, z * plane_width]
    };
    landmarks.points()[..VERTEX_COUNT].iter().map(place).collect()
}

/// Undoes the perspective: centimetres, z towards the camera.
fn metric([x, y, z]: [f64; 3], depth: f64, scale: f64) -> [f64; 3] {
    let away = (z - depth + NEAR) / scale;
    [x * away / NEAR, y * away / NEAR, -away]
}

fn lay_over(screen: &[[f64; 3]], place: impl Fn([f64; 3]) -> [f64; 3]) -> Similarity {
    let pairs: Vec<Pair> = VERTICES
        .iter()
        .zip(screen)
        .filter(|(vertex, _)| vertex.weight > 0.0)
        .map(|(vertex, &point)| Pair {
            source: vertex.position,
            target: place(point),
            weight: vertex.weight,
        })
        .collect();
    fit(&pairs)
}

fn angles(r: &[[f64; 3]; 3]) -> Pose {
    Pose {
        yaw: (-r[2][0].clamp(-1.0, 1.0)).asin().to_degrees() as f32,
        pitch: r[2][1].atan2(r[2][2]).to_degrees() as f32,
        roll: r[1][0].atan2(r[0][0]).to_degrees() as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landmarks::tests::canonical_pixels;

    /// Rotation of the canonical face: pitch about x, then yaw about y, then roll about z.
    fn rotation(pose: Pose) -> [[f64; 3]; 3] {
        let turn = |degrees: f32| f64::from(degrees).to_radians().sin_cos();
        let ((sy, cy), (sp, cp), (sr, cr)) = (turn(pose.yaw), turn(pose.pitch), turn(pose.roll));
        [
            [cr * cy, cr * sy * sp - sr * cp, cr * sy * cp + sr * sp],
            [sr * cy, sr * sy * sp + cr * cp, sr * sy * cp - cr * sp],
            [-sy, cy * sp, cy * cp],
        ]
    }

    /// The canonical face, turned and moved (centimetres, camera at the origin), seen through
    /// the pinhole camera, with the depths a detector would give: relative and scaled like x.
    fn seen(pose: Pose, place: [f64; 3], size: [usize; 2]) -> Landmarks {
        let r = rotation(pose);
        let mut points: Vec<[f64; 3]> = VERTICES
            .iter()
            .map(|v| {
                let p = v.position;
                [0, 1, 2].map(|i| r[i][0] * p[0] + r[i][1] * p[1] + r[i][2] * p[2] + place[i])
            })
            .collect();
        points.resize(crate::indices::LANDMARK_COUNT, place);
        let distance = -points[..VERTEX_COUNT].iter().map(|p| p[2]).sum::<f64>() / 468.0;
        let plane_height = 2.0 * (VERTICAL_FOV_DEGREES.to_radians() / 2.0).tan();
        let plane_width = plane_height * size[0] as f64 / size[1] as f64;
        let project = |[x, y, z]: [f64; 3]| {
            [
                (x / -z / plane_width + 0.5) as f32,
                (0.5 - y / -z / plane_height) as f32,
                ((-z - distance) / distance / plane_width) as f32,
            ]
        };
        Landmarks::new(points.into_iter().map(project).collect()).unwrap()
    }

    fn check(pose: Pose, found: Pose, tolerance: f32) {
        for (a, b) in [(pose.yaw, found.yaw), (pose.pitch, found.pitch), (pose.roll, found.roll)] {
            assert!((a - b).abs() < tolerance, "{found:?} is not {pose:?}");
        }
    }

    #[test]
    fn known_rotations_come_back_within_a_degree() {
        for yaw in (-45..=45).step_by(15) {
            for pitch in (-30..=30).step_by(10) {
                for roll in (-30..=30).step_by(15) {
                    let [yaw, pitch, roll] = [yaw, pitch, roll].map(|v| v as f32);
                    let pose = Pose { yaw, pitch, roll };
                    for (place, size) in [
                        ([0.0, 0.0, -45.0], [820, 1024]),
                        ([-8.0, 6.0, -60.0], [1280, 960]),
                        ([2.0, -3.0, -120.0], [640, 640]),
                    ] {
                        check(pose, estimate(&seen(pose, place, size), size[0], size[1]), 1.0);
                    }
                }
            }
        }
    }

    /// Without perspective the fit must still be right, and detectors are noisy.
    #[test]
    fn noise_of_a_pixel_moves_the_pose_little() {
        let pose = Pose { yaw: 20.0, pitch: -12.0, roll: 8.0 };
        let clean = seen(pose, [0.0, 0.0, -60.0], [960, 960]);
        let mut state = 7_u32;
        let mut noise = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32 - 0.5
        };
        let shaken = clean.points().iter().map(|p| p.map(|v| v + 2.0 * noise() / 960.0)).collect();
        check(pose, estimate(&Landmarks::new(shaken).unwrap(), 960, 960), 1.5);
    }

    /// The angles of the pose matrix that MediaPipe expects for its public test portrait
    /// (Apache-2.0), as printed beside it.
    #[test]
    fn golden_angles_of_the_portrait_matrix() {
        let matrix = [
            [0.999_529_2, -0.012_947_56, 0.038_823_195],
            [0.017_156_96, 0.993_769_2, -0.110_132_1],
            [-0.037_155_33, 0.110_705_88, 0.993_158_94],
        ];
        check(Pose { yaw: 2.13, pitch: 6.36, roll: 0.98 }, angles(&matrix), 0.01);
    }

    #[test]
    fn signs_are_as_documented() {
        // The tip of the nose goes right with yaw, down with pitch; the left eye up with roll.
        let nose = |pose| rotation(pose).map(|row| row[2]);
        assert!(nose(Pose { yaw: 10.0, ..Pose::default() })[0] > 0.0);
        assert!(nose(Pose { pitch: 10.0, ..Pose::default() })[1] < 0.0);
        assert!(rotation(Pose { roll: 10.0, ..Pose::default() })[1][0] > 0.0);
    }

    #[test]
    fn a_degenerate_face_faces_the_camera() {
        let point = Landmarks::new(vec![[0.5, 0.5, 0.0]; 478]).unwrap();
        assert_eq!(estimate(&point, 640, 480), Pose::default());
        let flat = canonical_pixels(500.0, |_, [x, y, _]| [x, y, 0.0]);
        let found = estimate(&flat, 500, 500);
        assert!(found.yaw.abs() < 1.0 && found.roll.abs() < 1.0, "{found:?}");
    }
}
