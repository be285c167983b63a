//! Which landmark is which, by name.
//!
//! The numbering is that of the MediaPipe face mesh; "right" and "left" are the subject's own.

/// Points of a refined mesh: 468 on the skin, then 5 for each iris.
pub const LANDMARK_COUNT: usize = 478;

/// Outline of the face, clockwise in the picture, from the top of the forehead.
pub const FACE_OVAL: [usize; 36] = [
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109,
];

/// Outline of the right eye: outer corner, lower lid, inner corner, upper lid.
pub const RIGHT_EYE: [usize; 16] =
    [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];

/// Outline of the left eye: outer corner, lower lid, inner corner, upper lid.
pub const LEFT_EYE: [usize; 16] =
    [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466];

/// Outline of the right brow: upper edge from the temple inwards, then the lower edge back.
pub const RIGHT_BROW: [usize; 10] = [70, 63, 105, 66, 107, 55, 65, 52, 53, 46];

/// Outline of the left brow: upper edge from the temple inwards, then the lower edge back.
pub const LEFT_BROW: [usize; 10] = [300, 293, 334, 296, 336, 285, 295, 282, 283, 276];

/// Outer edge of the lips: from the right corner along the lower lip and back along the upper.
pub const LIPS_OUTER: [usize; 20] =
    [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185];

/// Inner edge of the lips, in the same order.
pub const LIPS_INNER: [usize; 20] =
    [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191];

/// The right iris: its centre, then its ring.
pub const RIGHT_IRIS: [usize; 5] = [468, 469, 470, 471, 472];

/// The left iris: its centre, then its ring.
pub const LEFT_IRIS: [usize; 5] = [473, 474, 475, 476, 477];

/// The ridge of the nose from between the eyes to its base.
pub const NOSE_RIDGE: [usize; 9] = [168, 6, 197, 195, 5, 4, 1, 19, 94];

/// The lower outline of the nose from the right wing to the left.
pub const NOSE_BASE: [usize; 11] = [48, 64, 98, 97, 2, 326, 327, 294, 278, 344, 440];

/// Top of the forehead and tip of the chin.
pub const FOREHEAD_TOP: usize = 10;
/// Tip of the chin.
pub const CHIN: usize = 152;
/// Outer corner of the right eye.
pub const RIGHT_EYE_OUTER: usize = 33;
/// Inner corner of the right eye.
pub const RIGHT_EYE_INNER: usize = 133;
/// Outer corner of the left eye.
pub const LEFT_EYE_OUTER: usize = 263;
/// Inner corner of the left eye.
pub const LEFT_EYE_INNER: usize = 362;
/// Right corner of the mouth, on the outer edge of the lips.
pub const MOUTH_RIGHT: usize = 61;
/// Left corner of the mouth, on the outer edge of the lips.
pub const MOUTH_LEFT: usize = 291;
/// Middle of the upper lip's inner edge.
pub const UPPER_LIP_INNER: usize = 13;
/// Middle of the lower lip's inner edge.
pub const LOWER_LIP_INNER: usize = 14;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::canonical::VERTICES;

    /// The two sides of a list must mirror each other on the canonical face.
    #[test]
    fn the_sides_mirror_each_other() {
        for (right, left) in [(&RIGHT_EYE[..], &LEFT_EYE[..]), (&RIGHT_BROW[..], &LEFT_BROW[..])] {
            for (&r, &l) in right.iter().zip(left) {
                let (r, l) = (VERTICES[r].position, VERTICES[l].position);
                assert!(r[0] < 0.0, "the subject's right is the picture's left");
                assert!((r[0] + l[0]).abs() < 1e-6 && (r[1] - l[1]).abs() < 1e-6, "{r:?} {l:?}");
            }
        }
    }

    #[test]
    fn outlines_are_closed_curves_without_repeats() {
        for outline in [&FACE_OVAL[..], &LIPS_OUTER[..], &LIPS_INNER[..], &RIGHT_EYE[..]] {
            let mut sorted = outline.to_vec();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), outline.len(), "an index stands twice");
            // Neighbours on an outline are close; a swapped pair would make a long jump.
            for i in 0..outline.len() {
                let a = VERTICES[outline[i]].position;
                let b = VERTICES[outline[(i + 1) % outline.len()]].position;
                assert!((a[0] - b[0]).hypot(a[1] - b[1]) < 2.5, "a jump after {}", outline[i]);
            }
        }
    }
}
