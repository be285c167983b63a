//! The head's own frame: level with the eyes, the face one wide.

use face::Pose;
use face::indices::{LEFT_EYE_OUTER, RIGHT_EYE_OUTER};

/// The edges of the face in front of the ears.
pub(crate) const EDGES: [usize; 2] = [234, 454];
/// Beyond this yaw (its cosine) a correction would be a guess.
const COSINE_MIN: f32 = 0.6;

/// Places in units of the face's width: u to the right in the picture, v down, both level with the
/// eyes; between the outer corners of the eyes both are 0.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    origin: [f32; 2],
    /// One unit to the right, in pixels.
    right: [f32; 2],
    /// Pixels to a unit.
    pub(crate) unit: f32,
}

impl Frame {
    /// The frame of a face, from its points in pixels; none when they all lie in one place.
    pub(crate) fn of(points: &[[f32; 2]], pose: Pose) -> Option<Self> {
        let [left, right] = [points[RIGHT_EYE_OUTER], points[LEFT_EYE_OUTER]];
        let across = [right[0] - left[0], right[1] - left[1]];
        let length = across[0].hypot(across[1]);
        let edges = EDGES.map(|index| points[index]);
        let span = (edges[1][0] - edges[0][0]).hypot(edges[1][1] - edges[0][1]);
        // A face that is turned away looks narrower than it is.
        let unit = span / cosine(pose.yaw);
        if !(length > 1.0 && unit > 1.0) {
            return None;
        }
        Some(Self {
            origin: [f32::midpoint(left[0], right[0]), f32::midpoint(left[1], right[1])],
            right: [across[0] / length * unit, across[1] / length * unit],
            unit,
        })
    }

    /// Where a pixel is.
    pub(crate) fn of_pixel(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let [dx, dy] = [x - self.origin[0], y - self.origin[1]];
        let square = self.unit * self.unit;
        let [rx, ry] = self.right;
        [(dx * rx + dy * ry) / square, (dy * rx - dx * ry) / square]
    }

    /// The pixel of a place.
    pub(crate) fn to_pixel(self, [u, v]: [f32; 2]) -> [f32; 2] {
        let [rx, ry] = self.right;
        [self.origin[0] + u * rx - v * ry, self.origin[1] + u * ry + v * rx]
    }
}

/// The cosine of an angle in degrees, kept away from where it would exaggerate.
pub(crate) fn cosine(degrees: f32) -> f32 {
    degrees.to_radians().cos().max(COSINE_MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tilted_head_is_level_in_its_own_frame() {
        let mut points = vec![[0.0; 2]; face::indices::LANDMARK_COUNT];
        for (index, point) in [
            (RIGHT_EYE_OUTER, [100.0, 100.0]),
            (LEFT_EYE_OUTER, [160.0, 180.0]),
            (EDGES[0], [85.0, 80.0]),
            (EDGES[1], [175.0, 200.0]),
        ] {
            points[index] = point;
        }
        let frame = Frame::of(&points, Pose::default()).expect("a face");
        assert!((frame.unit - 150.0).abs() < 1e-3);
        let [u, v] = frame.of_pixel([160.0, 180.0]);
        assert!((u - 50.0 / 150.0).abs() < 1e-5 && v.abs() < 1e-5, "{u} {v}");
        let [x, y] = frame.to_pixel(frame.of_pixel([12.0, 345.0]));
        assert!((x - 12.0).abs() < 1e-3 && (y - 345.0).abs() < 1e-3);
        assert!(Frame::of(&vec![[3.0, 3.0]; 478], Pose::default()).is_none());
    }
}
