//! The 478 points of one face, as the detector gives them.

use serde::{Deserialize, Serialize};

use crate::indices::LANDMARK_COUNT;

/// The points of one face: x and y as shares of the picture's width and height, z scaled like x
/// and smaller nearer the camera. Always 478 finite points.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmarks(Vec<[f32; 3]>);

/// Why numbers are not the landmarks of a face.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not 478 points of three numbers.
    #[error("a face has 478 points of three numbers")]
    WrongCount,
    /// A coordinate is not finite, or absurdly far outside the picture.
    #[error("a coordinate is outside every picture")]
    NotAPlace,
}

impl Refusal {
    /// The stable code of this refusal.
    pub fn code(self) -> &'static str {
        match self {
            Self::WrongCount => "landmarks_wrong_count",
            Self::NotAPlace => "landmarks_not_a_place",
        }
    }
}

/// An upright box, as shares of the picture's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct BoundingBox {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// A face may lie partly outside the picture, but no coordinate is further away than this.
const COORDINATE_MAX: f32 = 16.0;

impl Landmarks {
    /// Takes `[x, y, z]` points; exactly 478 of them.
    pub fn new(points: Vec<[f32; 3]>) -> Result<Self, Refusal> {
        if points.len() != LANDMARK_COUNT {
            return Err(Refusal::WrongCount);
        }
        // NaN fails the comparison, too.
        if !points.iter().flatten().all(|v| v.abs() <= COORDINATE_MAX) {
            return Err(Refusal::NotAPlace);
        }
        Ok(Self(points))
    }

    /// Takes 478 * 3 numbers in the order x, y, z.
    pub fn from_flat(numbers: &[f32]) -> Result<Self, Refusal> {
        let (points, rest) = numbers.as_chunks::<3>();
        if rest.is_empty() { Self::new(points.to_vec()) } else { Err(Refusal::WrongCount) }
    }

    /// The 478 points.
    pub fn points(&self) -> &[[f32; 3]] {
        &self.0
    }

    /// One point in pixels of a picture of `width` by `height`.
    pub fn pixel(&self, index: usize, width: usize, height: usize) -> [f32; 2] {
        let [x, y, _] = self.0[index];
        [x * width as f32, y * height as f32]
    }

    /// All points in pixels of a picture of `width` by `height`.
    pub fn pixels(&self, width: usize, height: usize) -> Vec<[f32; 2]> {
        (0..LANDMARK_COUNT).map(|index| self.pixel(index, width, height)).collect()
    }

    /// The smallest upright box around all points; it may reach past the picture.
    pub fn bounding_box(&self) -> BoundingBox {
        let range = |axis: usize| {
            let values = self.0.iter().map(|p| p[axis]);
            let low = values.clone().fold(f32::INFINITY, f32::min);
            (low, values.fold(f32::NEG_INFINITY, f32::max) - low)
        };
        let ((x, width), (y, height)) = (range(0), range(1));
        BoundingBox { x, y, width, height }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::canonical::VERTICES;
    use crate::indices::{LEFT_IRIS, RIGHT_IRIS};

    /// The canonical face seen straight on and without perspective, in pixels of a picture of
    /// `size` by `size`; `edit` may move its points (centimetres) first.
    pub(crate) fn canonical_pixels(
        size: f32,
        edit: impl Fn(usize, [f64; 3]) -> [f64; 3],
    ) -> Landmarks {
        let mut vertices: Vec<[f64; 3]> = VERTICES.iter().map(|v| v.position).collect();
        for (ring, side) in [(RIGHT_IRIS, -1.0), (LEFT_IRIS, 1.0)] {
            for (step, _) in ring.iter().enumerate() {
                let angle = step as f64 * std::f64::consts::FRAC_PI_2;
                let radius = if step == 0 { 0.0 } else { 0.58 };
                let (x, y) = (side * 3.18 + radius * angle.cos(), 2.63 + radius * angle.sin());
                vertices.push([x, y, 3.9]);
            }
        }
        let scale = f64::from(size) / 40.0;
        let place = |(index, vertex)| {
            let [x, y, z] = edit(index, vertex);
            [x, -y, -z].map(|v| (v * scale) as f32 / size)
        };
        let centred = |[x, y, z]: [f32; 3]| [x + 0.5, y + 0.5, z];
        Landmarks::new(vertices.into_iter().enumerate().map(place).map(centred).collect()).unwrap()
    }

    #[test]
    fn only_478_finite_points_are_landmarks() {
        for (numbers, expected) in [
            (vec![], Err(Refusal::WrongCount)),
            (vec![0.5; 477 * 3], Err(Refusal::WrongCount)),
            (vec![0.5; 468 * 3], Err(Refusal::WrongCount)),
            (vec![0.5; 478 * 3 + 1], Err(Refusal::WrongCount)),
            (vec![f32::NAN; 478 * 3], Err(Refusal::NotAPlace)),
            (vec![f32::INFINITY; 478 * 3], Err(Refusal::NotAPlace)),
            (vec![1e9; 478 * 3], Err(Refusal::NotAPlace)),
            (vec![0.5; 478 * 3], Ok(478)),
        ] {
            assert_eq!(Landmarks::from_flat(&numbers).map(|l| l.points().len()), expected);
        }
    }

    #[test]
    fn the_box_holds_every_point() {
        let face = canonical_pixels(400.0, |_, v| v);
        let found = face.bounding_box();
        assert!((found.width - 15.48619 / 40.0).abs() < 1e-4, "{found:?}");
        assert!((found.height - 17.66516 / 40.0).abs() < 1e-4, "{found:?}");
        for [x, y, _] in face.points() {
            assert!(*x >= found.x && *x <= found.x + found.width + 1e-6);
            assert!(*y >= found.y && *y <= found.y + found.height + 1e-6);
        }
    }
}
