//! Faces made of numbers: the canonical one, moved, turned and seen through a camera.

use face::canonical::VERTICES;
use face::{Landmarks, Pose};
use tracking::Measures;

pub(crate) const SIZE: [usize; 2] = [640, 480];
/// Half of the height that a camera of 63 degrees sees at a distance of one.
const HALF_HEIGHT: f64 = 0.612_8;

/// The canonical face (centimetres, y up, z to the camera) with its points moved by `edit`,
/// turned, half a metre away.
pub(crate) fn face(pose: Pose, edit: impl Fn(usize, [f64; 3]) -> [f64; 3]) -> Landmarks {
    let turn = |degrees: f32| f64::from(degrees).to_radians().sin_cos();
    let ((sy, cy), (sp, cp), (sr, cr)) = (turn(pose.yaw), turn(pose.pitch), turn(pose.roll));
    let rows = [
        [cr * cy, cr * sy * sp - sr * cp, cr * sy * cp + sr * sp],
        [sr * cy, sr * sy * sp + cr * cp, sr * sy * cp - cr * sp],
        [-sy, cy * sp, cy * cp],
    ];
    let mut points: Vec<[f64; 3]> = VERTICES.iter().map(|it| it.position).collect();
    for side in [-1.0, 1.0] {
        for (across, up) in [(0.0, 0.0), (0.58, 0.0), (0.0, 0.58), (-0.58, 0.0), (0.0, -0.58)] {
            points.push([side * 3.18 + across, 2.63 + up, 3.9]);
        }
    }
    let aspect = SIZE[0] as f64 / SIZE[1] as f64;
    let placed = points.into_iter().enumerate().map(|(index, point)| {
        let at = edit(index, point);
        let [x, y, z] = rows.map(|row| (0..3).map(|it| row[it] * at[it]).sum::<f64>());
        let away = 50.0 - z;
        let across = 2.0 * HALF_HEIGHT * aspect;
        [
            (x / away / across + 0.5) as f32,
            (0.5 - y / away / (2.0 * HALF_HEIGHT)) as f32,
            ((away - 50.0) / 50.0 / across) as f32,
        ]
    });
    Landmarks::new(placed.collect()).expect("478 points")
}

/// Its lengths, measured as a camera's frame is.
pub(crate) fn measured(landmarks: &Landmarks) -> (Measures, Pose) {
    let pose = face::pose::estimate(landmarks, SIZE[0], SIZE[1]);
    (Measures::of(landmarks, pose, SIZE[0], SIZE[1]).expect("a face"), pose)
}
