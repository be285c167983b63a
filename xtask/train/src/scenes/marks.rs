//! Where the face is, as the landmarks of a detector would tell: outlines filled to soft masks.

use super::render::Shot;
use super::vector::Vec3;
use picture::Plane;
use picture::blur::gaussian;

/// Side of the guidance masks.
pub const SIZE: usize = 256;
/// Blur of the masks' edges, in pixels of 256: the same as for real landmarks.
const SOFTNESS: f32 = 1.5;

/// Face oval, eyes with brows, lips.
pub fn guidance(shot: &Shot) -> [Plane; 3] {
    let head = &shot.head;
    let project = |points: Vec<Vec3>| -> Vec<[f32; 2]> {
        points.into_iter().map(|p| shot.project(p)).collect()
    };
    let ring = |n: usize, f: &dyn Fn(f32) -> [f32; 2]| -> Vec<[f32; 2]> {
        let points = (0..n).map(|i| {
            let [x, y] = f(i as f32 / n as f32 * std::f32::consts::TAU);
            shot.face_point(x, y)
        });
        project(points.collect())
    };
    let [skull, jaw, chin, ..] = head.build;
    let oval = ring(36, &|a| {
        let (s, c) = a.sin_cos();
        let width = if c > 0.0 { 0.70 * skull } else { 0.62 * jaw + 0.06 * (1.0 + c) };
        [s * width, -0.10 + c * if c > 0.0 { 0.80 } else { 0.92 * chin }]
    });
    let mut eyes = Vec::new();
    for side in [-1.0, 1.0] {
        eyes.push(ring(16, &|a| {
            let (s, c) = a.sin_cos();
            [side * (head.eye_x + 0.205 * s), 0.06 + (0.05 + 0.085 * head.open) * c]
        }));
        eyes.push(ring(16, &|a| {
            let (s, c) = a.sin_cos();
            let u = 0.5 + 0.5 * s;
            let middle =
                0.265 + head.brow + 0.075 * (u * 2.2_f32).min(1.0) - 0.11 * (u - 0.55).max(0.0);
            [side * (0.10 + 0.44 * u), middle + 0.042 * c]
        }));
    }
    let lips = ring(24, &|a| {
        let (s, c) = a.sin_cos();
        let x = s * head.mouth_w;
        let full = head.lips;
        let line = head.mouth_line(x.abs());
        let reach = if c > 0.0 { 0.068 * full } else { 0.095 * full + 0.12 * head.mouth };
        [x, line + c * reach]
    });
    [filled(&[oval]), filled(&eyes), filled(&[lips])].map(|mask| gaussian(&mask, SOFTNESS))
}

/// The share of every pixel inside any outline.
fn filled(outlines: &[Vec<[f32; 2]>]) -> Plane {
    let mut mask = Plane::filled(SIZE, SIZE, 0.0);
    for outline in outlines {
        for y in 0..SIZE {
            let at = (y as f32 + 0.5) / SIZE as f32;
            let mut crossings: Vec<f32> = outline
                .iter()
                .zip(outline.iter().cycle().skip(1))
                .filter(|(a, b)| (a[1] <= at) != (b[1] <= at))
                .map(|(a, b)| (a[0] + (at - a[1]) / (b[1] - a[1]) * (b[0] - a[0])) * SIZE as f32)
                .collect();
            crossings.sort_by(f32::total_cmp);
            for pair in crossings.chunks_exact(2) {
                for x in 0..SIZE {
                    let cover =
                        (pair[1].min(x as f32 + 1.0) - pair[0].max(x as f32)).clamp(0.0, 1.0);
                    let value = &mut mask.values[y * SIZE + x];
                    *value = value.max(cover);
                }
            }
        }
    }
    mask
}
