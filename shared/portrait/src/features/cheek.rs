//! Cheeks: where the light comes from, and a blush.

use super::brush::{Ink, Shape, Window};
use super::canvas::Canvas;
use super::plane::{Point, length, minus, smooth};
use face::indices::{LEFT_EYE_OUTER, RIGHT_EYE_OUTER};
use picture::Picture;
use picture::colour::srgb_to_oklab;

/// Middle of each cheek, the subject's right and left.
const MIDDLES: [usize; 2] = [50, 280];
/// Reach of a blush over the distance of the eyes, across and down.
const REACH: [f32; 2] = [0.25, 0.16];
/// Colours this far from the cheek's own (sRGB) are hair, beard or a hand, not skin.
const ALIEN: [f32; 2] = [0.10, 0.28];
/// Cheeks that differ by less lightness than this are lit evenly.
const EVEN: f32 = 0.03;

/// A cheek as measured.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cheek {
    centre: Point,
    reach: [f32; 2],
    /// OKLab lightness in the photo.
    lightness: f32,
}

/// Both cheeks, right and left.
pub(super) fn both(points: &[Point], photo: &Picture) -> [Cheek; 2] {
    let apart = length(minus(points[LEFT_EYE_OUTER], points[RIGHT_EYE_OUTER]));
    MIDDLES.map(|index| {
        let centre = points[index];
        let reach = REACH.map(|share| share * apart);
        let mut seen: Vec<f32> = (0..25)
            .map(|n| [(n % 5) as f32 / 2.0 - 1.0, (n / 5) as f32 / 2.0 - 1.0])
            .map(|[u, v]| [centre[0] + u * reach[0] / 2.0, centre[1] + v * reach[1] / 2.0])
            .map(|p| p.map(|v| v * photo.width as f32))
            .map(|[x, y]| srgb_to_oklab(photo.sample(x, y))[0])
            .collect();
        seen.sort_by(f32::total_cmp);
        Cheek { centre, reach, lightness: seen[12] }
    })
}

/// -1 where the light comes from the picture's left or from ahead, 1 from its right.
pub(super) fn light([right, left]: &[Cheek; 2]) -> f32 {
    // The subject's right cheek is the picture's left one.
    if left.lightness > right.lightness + EVEN { 1.0 } else { -1.0 }
}

impl Cheek {
    /// Lays a blush on the cheek, where the style has one.
    pub(super) fn draw(&self, canvas: &mut Canvas<'_>, presence: f32) {
        let (colour, strength) = canvas.manner.blush;
        if canvas.again || strength * presence < 0.01 {
            return;
        }
        let side = canvas.side();
        let [cx, cy] = self.centre.map(|v| v * side);
        let [rx, ry] = self.reach.map(|v| v * side);
        let corners =
            [[cx - rx, cy - ry], [cx + rx, cy - ry], [cx + rx, cy + ry], [cx - rx, cy + ry]];
        let Some(window) = Window::around(&corners, 0.0, canvas.picture) else { return };
        let near = |k: usize| [cx + rx * 0.3 * (k % 3) as f32, cy + ry * 0.3 * (k / 3) as f32];
        let skin = canvas.typical((0..9).map(near));
        Shape::filled(window, &corners).paint(canvas.picture, |[x, y], pixel| {
            let far = ((x - cx) / rx).hypot((y - cy) / ry);
            let alien = (0..3).map(|c| (pixel[c] - skin[c]).abs()).fold(0.0, f32::max);
            let own = 1.0 - smooth(ALIEN[0], ALIEN[1], alien);
            let tinted = [0, 1, 2].map(|c| pixel[c] * (0.35 + 0.65 * colour[c]));
            let fade = 1.0 - smooth(0.0, 1.0, far);
            let alpha = strength * presence * own * fade * (0.5 + 0.5 * fade);
            Ink { colour: tinted, alpha }
        });
    }
}
