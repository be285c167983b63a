//! The square that a portrait is cut from.

use picture::resample::Window;
use picture::{Picture, Plane};

use crate::Landmarks;
use crate::indices::{CHIN, FACE_OVAL, FOREHEAD_TOP};

/// Height of the face's outline as a share of the crop, where the picture has the room.
const FACE_SHARE: f32 = 0.45;
/// The same where a tighter crop avoids inventing what lies past the border.
const FACE_SHARE_MAX: f32 = 0.60;
/// Where the middle of the face stands in the crop, from the top.
const FACE_CENTRE_Y: f32 = 0.47;
/// How far, as a share of the side, a crop moves to stay inside the picture.
const NUDGE_MAX: f32 = 0.12;
/// No crop is smaller than this, in pixels: a degenerate face must not divide by zero.
const SIDE_MIN: f32 = 8.0;

/// An upright square of a picture, in pixels; it may reach past the picture's border, where
/// the picture is mirrored.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PortraitCrop {
    /// Middle of the square.
    pub centre: [f32; 2],
    /// Length of its side.
    pub side: f32,
    /// Width of the picture it was made for.
    pub width: usize,
    /// Height of the picture it was made for.
    pub height: usize,
}

impl PortraitCrop {
    /// A square around a head, hair and shoulders in view.
    pub fn around(landmarks: &Landmarks, width: usize, height: usize) -> Self {
        let oval = FACE_OVAL.map(|index| landmarks.pixel(index, width, height));
        let spread = |axis: usize| {
            let low = oval.iter().map(|p| p[axis]).fold(f32::INFINITY, f32::min);
            let high = oval.iter().map(|p| p[axis]).fold(f32::NEG_INFINITY, f32::max);
            ((low + high) / 2.0, high - low)
        };
        let ((centre_x, face_width), (centre_y, face_height)) = (spread(0), spread(1));
        // A nodding head is foreshortened and a tilted one is wide: the axis from forehead to
        // chin and the outline's width (0.81 of its height when upright) both have a say.
        let [top, chin] = [FOREHEAD_TOP, CHIN].map(|index| landmarks.pixel(index, width, height));
        let axis = (top[0] - chin[0]).hypot(top[1] - chin[1]);
        let face = axis.max(face_height * 0.9).max(face_width / 0.9);

        let room = width.min(height) as f32;
        let wanted = face / FACE_SHARE;
        let side = wanted.min(room.max(face / FACE_SHARE_MAX)).max(SIDE_MIN);
        let centre_y = centre_y + (0.5 - FACE_CENTRE_Y) * side;
        let nudge = NUDGE_MAX * side;
        let centre = [
            nudged_inside(centre_x, side, width as f32, nudge),
            nudged_inside(centre_y, side, height as f32, nudge),
        ];
        Self { centre, side, width, height }
    }

    /// The largest square in the middle of a picture.
    pub fn whole(width: usize, height: usize) -> Self {
        let centre = [width as f32 / 2.0, height as f32 / 2.0];
        Self { centre, side: width.min(height) as f32, width, height }
    }

    /// The square of the picture it was made for, `size` by `size` pixels.
    pub fn extract(&self, picture: &Picture, size: usize) -> Picture {
        let window = self.window(picture.width, picture.height);
        let cut = picture.window(&window, size, size).map(|pixel| pixel.map(|v| v.clamp(0.0, 1.0)));
        mirrored_outside(cut, &window, [picture.width, picture.height])
    }

    /// The same square of a mask of that picture, whatever the mask's own resolution.
    pub fn extract_plane(&self, plane: &Plane, size: usize) -> Plane {
        let window = self.window(plane.width, plane.height);
        plane.window(&window, size, size).map(|v| v.clamp(0.0, 1.0))
    }

    /// The landmarks' x and y as shares of the square.
    pub fn landmarks_in(&self, landmarks: &Landmarks) -> Vec<[f32; 2]> {
        let inside = |[x, y]: [f32; 2]| {
            [(x - self.centre[0]) / self.side + 0.5, (y - self.centre[1]) / self.side + 0.5]
        };
        landmarks.pixels(self.width, self.height).into_iter().map(inside).collect()
    }

    /// This square in pixels of a version of the picture with another resolution.
    fn window(&self, width: usize, height: usize) -> Window {
        let across = width as f32 / self.width as f32;
        let down = height as f32 / self.height as f32;
        Window {
            left: (self.centre[0] - self.side / 2.0) * across,
            top: (self.centre[1] - self.side / 2.0) * down,
            width: self.side * across,
            height: self.side * down,
        }
    }
}

/// Mirrors what lies past the picture's border: repeated border pixels would draw as streaks.
fn mirrored_outside(cut: Picture, window: &Window, [width, height]: [usize; 2]) -> Picture {
    let side = cut.width;
    // The first and last rows and columns that lie inside the picture.
    let inside = |start: f32, length: f32, whole: usize| {
        let scale = side as f32 / length;
        let first = (-start * scale).ceil().clamp(0.0, side as f32 - 1.0) as isize;
        let last = ((whole as f32 - start) * scale).floor().clamp(1.0, side as f32) as isize - 1;
        (first, last.max(first))
    };
    let (left, right) = inside(window.left, window.width, width);
    let (top, bottom) = inside(window.top, window.height, height);
    if left == 0 && top == 0 && right == side as isize - 1 && bottom == right {
        return cut;
    }
    let mirror = |at: usize, low: isize, high: isize| {
        let at = at as isize;
        let back = if at < low { 2 * low - at } else { 2 * high - at };
        if (low..=high).contains(&at) { at } else { back.clamp(low, high) }
    };
    Picture::from_fn(side, side, |x, y| cut.at(mirror(x, left, right), mirror(y, top, bottom)))
}

/// Moves a span of `side` around `centre` by at most `most` towards lying inside `0..length`.
fn nudged_inside(centre: f32, side: f32, length: f32, most: f32) -> f32 {
    let inside =
        if side >= length { length / 2.0 } else { centre.clamp(side / 2.0, length - side / 2.0) };
    centre + (inside - centre).clamp(-most, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::landmarks::tests::canonical_pixels;

    #[test]
    fn a_head_fills_its_crop_as_planned() {
        let face = canonical_pixels(1000.0, |_, v| v.map(|c| c * 0.6));
        let crop = PortraitCrop::around(&face, 1000, 1000);
        let points = crop.landmarks_in(&face);
        let height = points[CHIN][1] - points[FOREHEAD_TOP][1];
        assert!((0.42..0.48).contains(&height), "the face takes {height}");
        let middle = (points[CHIN][1] + points[FOREHEAD_TOP][1]) / 2.0;
        assert!((0.45..0.5).contains(&middle), "the face stands at {middle}");
        assert!((points[CHIN][0] - 0.5).abs() < 0.01);
    }

    /// Whatever the face, the crop holds all of it, and its numbers stay sane.
    #[test]
    fn every_face_lies_inside_its_crop() {
        for scale in [0.001, 0.05, 0.4, 1.0, 2.4] {
            for (dx, dy) in [(0.0, 0.0), (0.4, 0.3), (-0.45, -0.45), (0.0, -0.4)] {
                for roll in [0.0_f32, 0.6, 1.5] {
                    let (sin, cos) = roll.sin_cos();
                    let place = |[x, y, z]: [f32; 3]| {
                        let (x, y) = ((x - 0.5) * scale, (y - 0.5) * scale);
                        [x * cos - y * sin + 0.5 + dx, x * sin + y * cos + 0.5 + dy, z]
                    };
                    let face = canonical_pixels(600.0, |_, v| v);
                    let moved: Vec<_> = face.points().iter().copied().map(place).collect();
                    let moved = Landmarks::new(moved).unwrap();
                    let crop = PortraitCrop::around(&moved, 600, 600);
                    assert!(crop.side >= SIDE_MIN && crop.side.is_finite());
                    for [x, y] in crop.landmarks_in(&moved) {
                        assert!((0.0..=1.0).contains(&x) && (0.0..=1.0).contains(&y));
                    }
                }
            }
        }
    }

    #[test]
    fn the_crop_and_its_landmarks_agree() {
        // A dot painted at the nose must be found in the crop where the landmark says.
        let face = canonical_pixels(400.0, |_, [x, y, z]| [x + 4.0, y + 2.0, z]);
        let [nose_x, nose_y] = face.pixel(4, 400, 400);
        let dot = |x: usize, y: usize| {
            let near = (x as f32 + 0.5 - nose_x).hypot(y as f32 + 0.5 - nose_y) < 3.0;
            [f32::from(near); 3]
        };
        let picture = Picture::from_fn(400, 400, dot);
        let crop = PortraitCrop::around(&face, 400, 400);
        let cut = crop.extract(&picture, 256);
        let mask = crop.extract_plane(&picture.channel(0).resize(200, 200), 256);
        let [x, y] = crop.landmarks_in(&face)[4];
        assert!(cut.sample(x * 256.0, y * 256.0)[0] > 0.9, "the dot is not at the landmark");
        assert!(mask.sample(x * 256.0, y * 256.0) > 0.8, "the mask is not at the landmark");
        assert!(cut.pixels.iter().map(|p| p[0]).sum::<f32>() < 80.0, "the dot grew");
    }

    #[test]
    fn past_the_border_the_picture_is_mirrored() {
        let crop = PortraitCrop { centre: [0.0, 4.0], side: 8.0, width: 8, height: 8 };
        let picture = Picture::from_fn(8, 8, |x, _| [x as f32 / 10.0; 3]);
        let cut = crop.extract(&picture, 8);
        let row: Vec<f32> = (0..8).map(|x| (cut.pixels[x][0] * 10.0).round()).collect();
        assert_eq!(row, [3.0, 3.0, 2.0, 1.0, 0.0, 1.0, 2.0, 3.0]);
    }

    #[test]
    fn the_whole_is_the_centre_square() {
        let picture = Picture::from_fn(6, 4, |x, _| [x as f32 / 5.0; 3]);
        let cut = PortraitCrop::whole(6, 4).extract(&picture, 4);
        assert_eq!(cut, Picture::from_fn(4, 4, |x, _| [(x + 1) as f32 / 5.0; 3]));
    }
}
