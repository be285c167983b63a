//! The landmark-driven warp: larger eyes and a finer jaw, before the network draws.
//!
//! A warp is a short chain of local, smooth, invertible moves. Each move is written down as
//! "where does this place of the warped picture come from", which is what painting needs;
//! the other direction is found by iteration. Sizes follow each eye's and each cheek's own
//! width, so a turned head stays natural.

mod local;
mod plan;

use picture::{Picture, Plane};

use local::Local;

/// How strong the warp is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WarpStrength {
    /// How many times larger the eyes get, `1.0..=1.35`; 1.12 to 1.30 looks natural.
    pub eyes: f32,
    /// How much finer the jaw gets, `0.0..=1.0`.
    pub jaw: f32,
}

impl Default for WarpStrength {
    fn default() -> Self {
        Self { eyes: 1.18, jaw: 0.5 }
    }
}

/// A smooth, invertible change of a square picture; places are shares of its side.
#[derive(Clone, Debug, PartialEq)]
pub struct Warp {
    moves: Vec<Local>,
}

impl Warp {
    /// The warp that changes nothing.
    pub fn identity() -> Self {
        Self { moves: Vec::new() }
    }

    /// The warp for a face at `points` (478, as shares of the square) that keeps the measured
    /// expression: smile, brows and mouth keep their ratios, eyes grow evenly.
    pub fn new(points: &[[f32; 2]], strength: WarpStrength) -> Self {
        Self { moves: plan::preserving(points, strength) }
    }

    /// The warp that also relaxes the face: eyes open to a neutral height, the corners of the
    /// mouth go towards neutral. For "preserve expression" switched off.
    pub fn relaxed(points: &[[f32; 2]], strength: WarpStrength) -> Self {
        Self { moves: plan::relaxing(points, strength) }
    }

    /// Where a place of the unwarped picture goes.
    pub fn forward(&self, point: [f32; 2]) -> [f32; 2] {
        self.moves.iter().fold(point, |p, local| local.forward(p))
    }

    /// Where a place of the warped picture comes from.
    pub fn inverse(&self, point: [f32; 2]) -> [f32; 2] {
        self.moves.iter().rev().fold(point, |p, local| local.inverse(p))
    }

    /// Every point forward.
    pub fn warp_points(&self, points: &[[f32; 2]]) -> Vec<[f32; 2]> {
        points.iter().map(|&p| self.forward(p)).collect()
    }

    /// The warped picture.
    pub fn apply(&self, picture: &Picture) -> Picture {
        let (w, h) = (picture.width, picture.height);
        Picture::from_fn(w, h, |x, y| match self.source_of(x, y, w, h) {
            Some([sx, sy]) => picture.sample_cubic(sx, sy),
            None => picture.pixels[y * w + x],
        })
    }

    /// The warped mask.
    pub fn apply_plane(&self, plane: &Plane) -> Plane {
        let (w, h) = (plane.width, plane.height);
        Plane::from_fn(w, h, |x, y| match self.source_of(x, y, w, h) {
            Some([sx, sy]) => plane.sample(sx, sy),
            None => plane.values[y * w + x],
        })
    }

    /// The place in pixels that the middle of a pixel comes from; `None` where nothing moves.
    fn source_of(&self, x: usize, y: usize, width: usize, height: usize) -> Option<[f32; 2]> {
        let (width, height) = (width as f32, height as f32);
        let at = [(x as f32 + 0.5) / width, (y as f32 + 0.5) / height];
        let from = self.inverse(at);
        (from != at).then_some([from[0] * width, from[1] * height])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::Ratios;
    use crate::indices::{CHIN, LEFT_EYE, RIGHT_EYE};
    use crate::landmarks::tests::canonical_pixels;
    use crate::{Landmarks, PortraitCrop};

    const STRENGTHS: [WarpStrength; 4] = [
        WarpStrength { eyes: 1.0, jaw: 0.0 },
        WarpStrength { eyes: 1.12, jaw: 0.3 },
        WarpStrength { eyes: 1.18, jaw: 0.5 },
        WarpStrength { eyes: 1.30, jaw: 1.0 },
    ];

    fn in_crop(face: &Landmarks) -> Vec<[f32; 2]> {
        PortraitCrop::around(face, 600, 600).landmarks_in(face)
    }

    /// Faces that smile, raise a brow, open the mouth, turn to both sides and tilt.
    fn faces() -> Vec<Vec<[f32; 2]>> {
        let mut all = Vec::new();
        for yaw in [-30.0_f64, -15.0, 0.0, 30.0] {
            for roll in [0.0_f64, 20.0] {
                for mood in 0..4 {
                    let ((sy, cy), (sr, cr)) =
                        (yaw.to_radians().sin_cos(), roll.to_radians().sin_cos());
                    all.push(in_crop(&canonical_pixels(600.0, |index, v| {
                        let [x, y, z] = moody(mood, index, v);
                        let (x, z) = (x * cy + z * sy, z * cy - x * sy);
                        [x * cr - y * sr, x * sr + y * cr, z]
                    })));
                }
            }
        }
        all
    }

    fn moody(mood: usize, index: usize, [x, y, z]: [f64; 3]) -> [f64; 3] {
        let mouth = y < -2.6 && y > -6.5 && x.abs() < 3.2 && z > 3.0;
        match mood {
            // A smile: the corners go out and up.
            1 if mouth => [x * 1.3, y + 0.1 * x * x, z],
            // Surprise: lower face drops, brows rise.
            2 if mouth && y < -4.35 => [x, y - 1.5, z],
            2 if y > 4.0 && y < 5.3 => [x, y + 0.6, z],
            // Narrowed eyes.
            3 if RIGHT_EYE.contains(&index) || LEFT_EYE.contains(&index) => {
                [x, 2.6 + (y - 2.6) * 0.55, z]
            }
            _ => [x, y, z],
        }
    }

    fn warps(points: &[[f32; 2]]) -> Vec<Warp> {
        let both = |s| [Warp::new(points, s), Warp::relaxed(points, s)];
        STRENGTHS.into_iter().flat_map(both).collect()
    }

    fn apart(a: [f32; 2], b: [f32; 2]) -> f32 {
        (a[0] - b[0]).hypot(a[1] - b[1])
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let mut state = 1_u32;
        let mut random = move || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as f32 / (1 << 24) as f32
        };
        for points in faces() {
            for warp in warps(&points) {
                for _ in 0..60 {
                    let p = [random(), random()];
                    let there = apart(warp.inverse(warp.forward(p)), p) * 512.0;
                    let back = apart(warp.forward(warp.inverse(p)), p) * 512.0;
                    assert!(there < 0.2 && back < 0.2, "{p:?} misses by {there} and {back} px");
                }
            }
        }
    }

    /// Nothing folds: neighbours in a row keep their order and are not torn apart.
    #[test]
    fn the_warp_never_folds_or_tears() {
        let step = 1.0 / 512.0;
        for points in faces() {
            for warp in warps(&points) {
                for row in 0..64 {
                    let mut last = warp.inverse([0.0, row as f32 / 64.0])[0];
                    for column in 1..512 {
                        let at = [column as f32 * step, row as f32 / 64.0];
                        let next = warp.inverse(at)[0];
                        let stretch = (next - last) / step;
                        assert!((0.02..3.0).contains(&stretch), "{stretch} at {at:?}");
                        last = next;
                    }
                }
            }
        }
    }

    #[test]
    fn the_expression_survives() {
        for points in faces() {
            for strength in STRENGTHS {
                let warped = Warp::new(&points, strength).warp_points(&points);
                let (before, after) = (Ratios::of(&points), Ratios::of(&warped));
                let (b, a) = (before.expression(), after.expression());
                for (name, b, a) in [
                    ("smile", b.smile, a.smile),
                    ("left brow", b.brow_raise_left, a.brow_raise_left),
                    ("right brow", b.brow_raise_right, a.brow_raise_right),
                    ("mouth", b.mouth_open, a.mouth_open),
                    ("left eye", b.eye_openness_left, a.eye_openness_left),
                    ("right eye", b.eye_openness_right, a.eye_openness_right),
                ] {
                    assert!((a - b).abs() < 0.05, "{strength:?}: {name} went from {b} to {a}");
                }
            }
        }
    }

    #[test]
    fn eyes_grow_by_as_much_as_was_asked_and_the_jaw_gets_finer() {
        for points in faces() {
            for strength in STRENGTHS {
                let warped = Warp::new(&points, strength).warp_points(&points);
                let size = |p: &[[f32; 2]], a: usize, b: usize| apart(p[a], p[b]);
                for (a, b) in [(33, 133), (362, 263), (159, 145), (386, 374)] {
                    let growth = size(&warped, a, b) / size(&points, a, b);
                    assert!((growth - strength.eyes).abs() < 0.02, "{growth}: {strength:?}");
                }
                let jaw = size(&warped, 136, 365) / size(&points, 136, 365);
                let finer = 1.0 - jaw;
                assert!(finer >= 0.04 * strength.jaw && finer < 0.25, "{finer}: {strength:?}");
            }
        }
    }

    #[test]
    fn what_is_not_the_face_stays() {
        for points in faces() {
            for warp in warps(&points) {
                for p in [[0.02, 0.02], [0.5, 0.02], [0.98, 0.5], [0.5, 0.98]] {
                    assert_eq!(warp.inverse(p), p);
                }
                assert!(apart(warp.forward(points[CHIN]), points[CHIN]) < 0.02, "the chin jumped");
                assert!(apart(warp.forward(points[4]), points[4]) < 0.01, "the nose jumped");
            }
        }
    }

    #[test]
    fn relaxing_opens_eyes_and_stops_the_smile() {
        let narrow = in_crop(&canonical_pixels(600.0, |i, v| moody(3, i, v)));
        let smiling = in_crop(&canonical_pixels(600.0, |i, v| moody(1, i, v)));
        let strength = WarpStrength::default();
        let look = |p: &[[f32; 2]]| Ratios::of(p).expression();
        let opened = look(&Warp::relaxed(&narrow, strength).warp_points(&narrow));
        let before = look(&narrow).eye_openness_left;
        assert!(opened.eye_openness_left > before + 0.2, "{before} only became {opened:?}");
        let calmed = look(&Warp::relaxed(&smiling, strength).warp_points(&smiling));
        assert!(calmed.smile < look(&smiling).smile - 0.3, "{calmed:?} still smiles");
    }

    #[test]
    fn a_picture_follows_its_points() {
        let points = in_crop(&canonical_pixels(600.0, |_, v| v));
        let size = 256.0;
        let dot = |x: usize, y: usize| {
            let [cx, cy] = points[33];
            let d = (x as f32 + 0.5 - cx * size).hypot(y as f32 + 0.5 - cy * size);
            [(3.0 - d).clamp(0.0, 1.0); 3]
        };
        let picture = Picture::from_fn(256, 256, dot);
        let warp = Warp::new(&points, WarpStrength { eyes: 1.3, jaw: 1.0 });
        let [x, y] = warp.forward(points[33]);
        assert!(apart([x, y], points[33]) * size > 2.0, "the corner of the eye must move");
        assert!(warp.apply(&picture).sample(x * size, y * size)[0] > 0.9);
        assert!(warp.apply_plane(&picture.channel(0)).sample(x * size, y * size) > 0.9);
        assert_eq!(Warp::identity().apply(&picture), picture);
    }

    #[test]
    fn a_degenerate_face_is_left_alone() {
        for warp in warps(&[[0.4; 2]; 478]) {
            let p = warp.forward([0.41, 0.4]);
            assert!(apart(p, [0.41, 0.4]) < 1e-3, "{p:?}");
        }
    }
}
