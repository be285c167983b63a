//! Soft masks that tell the network where the face, the eyes and the lips are.

use picture::Plane;
use picture::blur::gaussian;

use crate::indices::{FACE_OVAL, LEFT_BROW, LEFT_EYE, LIPS_OUTER, RIGHT_BROW, RIGHT_EYE};

/// How soft the edges are: the blur as a share of the mask's side.
const SOFTNESS: f32 = 0.006;
/// Eyes are drawn larger than their lids, so that lashes count as eyes.
const EYE_GROWTH: f32 = 1.35;
/// Lines of sight through one row of pixels.
const ROW_SAMPLES: usize = 4;

/// Masks for the network, `size` by `size`, `0.0..=1.0`: the face's outline, eyes with brows,
/// lips. `points` are the 478 landmarks as shares of the square, after the warp if there is one.
pub fn guidance(points: &[[f32; 2]], size: usize) -> [Plane; 3] {
    let pick = |outline: &[usize], growth: f32| -> Vec<[f32; 2]> {
        grown(outline.iter().map(|&index| points[index]).collect(), growth)
    };
    let face = filled(&[pick(&FACE_OVAL, 1.0)], size);
    let eyes = filled(
        &[
            pick(&RIGHT_EYE, EYE_GROWTH),
            pick(&LEFT_EYE, EYE_GROWTH),
            pick(&RIGHT_BROW, 1.0),
            pick(&LEFT_BROW, 1.0),
        ],
        size,
    );
    let lips = filled(&[pick(&LIPS_OUTER, 1.0)], size);
    [face, eyes, lips].map(|mask| gaussian(&mask, SOFTNESS * size as f32))
}

/// The masks of a picture without a face: nothing anywhere.
pub fn no_guidance(size: usize) -> [Plane; 3] {
    [0, 1, 2].map(|_| Plane::filled(size, size, 0.0))
}

/// Pushes the corners of an outline away from their middle.
fn grown(mut outline: Vec<[f32; 2]>, growth: f32) -> Vec<[f32; 2]> {
    let n = outline.len() as f32;
    let middle = [0, 1].map(|axis| outline.iter().map(|p| p[axis]).sum::<f32>() / n);
    for point in &mut outline {
        for axis in 0..2 {
            point[axis] = middle[axis] + (point[axis] - middle[axis]) * growth;
        }
    }
    outline
}

/// The share of every pixel that lies inside any of the outlines.
fn filled(outlines: &[Vec<[f32; 2]>], size: usize) -> Plane {
    let mut mask = Plane::filled(size, size, 0.0);
    let scale = size as f32;
    for outline in outlines {
        let mut cover = vec![0.0; size];
        for y in 0..size {
            cover.fill(0.0);
            for sample in 0..ROW_SAMPLES {
                let at = y as f32 + (sample as f32 + 0.5) / ROW_SAMPLES as f32;
                let crossings = crossings(outline, at / scale);
                for pair in crossings.chunks_exact(2) {
                    add_span(&mut cover, pair[0] * scale, pair[1] * scale);
                }
            }
            let row = &mut mask.values[y * size..(y + 1) * size];
            for (value, covered) in row.iter_mut().zip(&cover) {
                *value = value.max((covered / ROW_SAMPLES as f32).min(1.0));
            }
        }
    }
    mask
}

/// Where a closed outline crosses the height `y`, from left to right.
fn crossings(outline: &[[f32; 2]], y: f32) -> Vec<f32> {
    let next = outline.iter().cycle().skip(1);
    let mut found: Vec<f32> = outline
        .iter()
        .zip(next)
        .filter(|(a, b)| (a[1] <= y) != (b[1] <= y))
        .map(|(a, b)| a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]))
        .collect();
    found.sort_by(f32::total_cmp);
    found
}

/// Adds the exact cover of `from..to` to a row of pixels.
fn add_span(row: &mut [f32], from: f32, to: f32) {
    let end = row.len() as f32;
    let (from, to) = (from.clamp(0.0, end), to.clamp(0.0, end));
    let (first, last) = (from as usize, (to.ceil() as usize).min(row.len()));
    for (x, value) in row.iter_mut().enumerate().take(last).skip(first) {
        *value += (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PortraitCrop;
    use crate::landmarks::tests::canonical_pixels;

    #[test]
    fn a_square_covers_its_area() {
        let square = vec![[0.25, 0.25], [0.75, 0.25], [0.75, 0.75], [0.25, 0.75]];
        for size in [8, 10, 33, 256] {
            let sum: f32 = filled(std::slice::from_ref(&square), size).values.iter().sum();
            let area = sum / (size * size) as f32;
            assert!((area - 0.25).abs() < 0.01, "{size}: {area}");
        }
    }

    #[test]
    fn outlines_past_the_border_are_cut() {
        let wide = vec![[-3.0, 0.5], [0.5, -3.0], [4.0, 0.5], [0.5, 4.0]];
        assert!(filled(&[wide], 16).values.iter().all(|&v| v == 1.0));
        let away = vec![[2.0, 0.2], [3.0, 0.2], [2.5, 0.9]];
        assert!(filled(&[away], 16).values.iter().all(|&v| v == 0.0));
    }

    #[test]
    fn every_mask_is_where_it_belongs() {
        let face = canonical_pixels(600.0, |_, v| v);
        let points = PortraitCrop::around(&face, 600, 600).landmarks_in(&face);
        let size = 256;
        let masks = guidance(&points, size);
        let at =
            |mask: usize, [x, y]: [f32; 2]| masks[mask].sample(x * size as f32, y * size as f32);
        let middle = |a: usize, b: usize| [0, 1].map(|i| (points[a][i] + points[b][i]) / 2.0);
        assert!(at(0, points[4]) > 0.99, "the nose lies in the face");
        assert!(at(0, [0.02, 0.02]) < 0.01, "the corner is no face");
        for eye in [middle(159, 145), middle(386, 374)] {
            assert!(at(1, eye) > 0.9, "an eye must be marked");
            assert!(at(2, eye) < 0.01, "an eye is no lip");
        }
        assert!(at(1, middle(105, 52)) > 0.5, "a brow must be marked");
        assert!(at(1, points[4]) < 0.01, "the nose is no eye");
        assert!(at(2, middle(0, 17)) > 0.9, "the mouth must be marked");
        assert!(masks.iter().flat_map(|m| &m.values).all(|v| (0.0..=1.0001).contains(v)));
        // Soft: between nothing and all there are values.
        assert!(masks[1].values.iter().filter(|v| (0.2..0.8).contains(*v)).count() > 100);
    }

    #[test]
    fn without_a_face_there_is_nothing() {
        assert!(no_guidance(8).iter().flat_map(|m| &m.values).all(|&v| v == 0.0));
    }
}
