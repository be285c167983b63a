//! Does a drawing hold still? A style that flickers cannot be used on a camera.

use crate::scenes::random::Random;
use picture::{Picture, Plane};

/// Small motions that a picture is drawn under.
pub(super) const WARPS: usize = 16;
/// Noisy copies of a picture that are drawn.
pub(super) const COPIES: usize = 6;
/// Deviation of their noise: about five of 255 steps.
const NOISE: f32 = 0.02;
/// Pixels along the border that do not count: a warp brings in what was outside.
const BORDER: usize = 8;
/// Largest shift in pixels, turn in degrees, and zoom of a motion: at the rim each is a pixel.
const SHIFT_MAX: f32 = 1.0;
const TURN_MAX: f32 = 0.22;
const ZOOM_MAX: f32 = 0.004;

/// A motion of less than about two pixels: where each place comes from.
#[derive(Clone, Copy, Debug)]
struct Motion {
    shift: [f32; 2],
    turn: f32,
    zoom: f32,
}

impl Motion {
    /// The same sixteen for every picture and style.
    fn all() -> Vec<Self> {
        let mut random = Random::new(16);
        let mut next = |most: f32| random.range(-most, most);
        (0..WARPS)
            .map(|_| Self {
                shift: [next(SHIFT_MAX), next(SHIFT_MAX)],
                turn: next(TURN_MAX).to_radians(),
                zoom: 1.0 + next(ZOOM_MAX),
            })
            .collect()
    }

    /// Source of a place; both as shares of a square of `side` pixels of the full picture.
    fn source(self, [x, y]: [f32; 2], side: f32) -> [f32; 2] {
        let (sin, cos) = self.turn.sin_cos();
        let (dx, dy) = ((x - 0.5) * self.zoom, (y - 0.5) * self.zoom);
        [
            0.5 + cos * dx - sin * dy + self.shift[0] / side,
            0.5 + sin * dx + cos * dy + self.shift[1] / side,
        ]
    }

    fn of_picture(self, picture: &Picture) -> Picture {
        let (width, height) = (picture.width as f32, picture.height as f32);
        Picture::from_fn(picture.width, picture.height, |x, y| {
            let at = [(x as f32 + 0.5) / width, (y as f32 + 0.5) / height];
            let [u, v] = self.source(at, width);
            picture.sample_cubic(u * width, v * height).map(|c| c.clamp(0.0, 1.0))
        })
    }

    /// `side` is the width of the picture that the plane belongs to.
    fn of_plane(self, plane: &Plane, side: f32) -> Plane {
        let (width, height) = (plane.width as f32, plane.height as f32);
        Plane::from_fn(plane.width, plane.height, |x, y| {
            let at = [(x as f32 + 0.5) / width, (y as f32 + 0.5) / height];
            let [u, v] = self.source(at, side);
            plane.sample(u * width, v * height)
        })
    }
}

/// Mean of |S(W x) − W S(x)| over all channels and sixteen motions W, for the style `draw`.
///
/// # Errors
/// Those of `draw`.
pub(super) fn under_motion<E>(
    picture: &Picture,
    guidance: &[Plane; 3],
    mut draw: impl FnMut(&Picture, &[Plane; 3]) -> Result<Picture, E>,
) -> Result<f64, E> {
    let still = draw(picture, guidance)?;
    let mut sum = 0.0;
    for motion in Motion::all() {
        let moved_guidance = [0, 1, 2].map(|i| motion.of_plane(&guidance[i], picture.width as f32));
        let drawn_after = draw(&motion.of_picture(picture), &moved_guidance)?;
        sum += mean_difference(&drawn_after, &motion.of_picture(&still));
    }
    Ok(sum / WARPS as f64)
}

/// Deviation of the drawing over noisy copies of its picture, over the deviation of the noise.
///
/// # Errors
/// Those of `draw`.
pub(super) fn under_noise<E>(
    picture: &Picture,
    guidance: &[Plane; 3],
    mut draw: impl FnMut(&Picture, &[Plane; 3]) -> Result<Picture, E>,
) -> Result<f64, E> {
    let mut random = Random::new(8);
    let mut drawn = Vec::new();
    let mut input = Vec::new();
    for _ in 0..COPIES {
        let noisy = picture.map(|p| p.map(|v| (v + NOISE * random.normal()).clamp(0.0, 1.0)));
        drawn.push(draw(&noisy, guidance)?);
        input.push(noisy);
    }
    Ok(deviation(&drawn) / deviation(&input).max(1e-9))
}

/// Root of the mean variance of every channel over the copies.
fn deviation(copies: &[Picture]) -> f64 {
    let n = copies.len() as f64;
    let Some(first) = copies.first() else { return 0.0 };
    let mut sum = 0.0;
    for i in 0..first.pixels.len() {
        for c in 0..3 {
            let values = copies.iter().map(|copy| f64::from(copy.pixels[i][c]));
            let mean = values.clone().sum::<f64>() / n;
            sum += values.map(|v| (v - mean).powi(2)).sum::<f64>() / (n - 1.0).max(1.0);
        }
    }
    (sum / (first.pixels.len() * 3) as f64).sqrt()
}

fn mean_difference(a: &Picture, b: &Picture) -> f64 {
    let (width, height) = (a.width, a.height);
    let (mut sum, mut n) = (0.0, 0);
    for y in BORDER..height.saturating_sub(BORDER) {
        for x in BORDER..width.saturating_sub(BORDER) {
            let (p, q) = (a.pixels[y * width + x], b.pixels[y * width + x]);
            sum += (0..3).map(|c| f64::from((p[c] - q[c]).abs())).sum::<f64>();
            n += 3;
        }
    }
    sum / f64::from(n.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    type Drawn = Result<Picture, Infallible>;

    /// Soft waves: sampling between their pixels loses nothing.
    fn waves() -> (Picture, [Plane; 3]) {
        let picture = Picture::from_fn(64, 64, |x, y| {
            [0.5 + 0.3 * (x as f32 * 0.2).sin(), 0.5 + 0.3 * (y as f32 * 0.2).cos(), 0.4]
        });
        (picture, [0; 3].map(|_| Plane::filled(32, 32, 0.0)))
    }

    #[test]
    fn a_style_of_each_pixel_alone_holds_still() {
        let (picture, guidance) = waves();
        let invert = |p: &Picture, _: &[Plane; 3]| -> Drawn { Ok(p.map(|q| q.map(|v| 1.0 - v))) };
        let Ok(moved) = under_motion(&picture, &guidance, invert);
        assert!(moved < 1e-4, "{moved}");
        let Ok(noisy) = under_noise(&picture, &guidance, invert);
        assert!((noisy - 1.0).abs() < 1e-3, "{noisy}");
    }

    #[test]
    fn a_pattern_that_stands_on_the_screen_does_not() {
        let (picture, guidance) = waves();
        // Columns of the screen, dark and bright by turns: nothing moves with the picture.
        let screen = |p: &Picture, _: &[Plane; 3]| -> Drawn {
            Ok(Picture::from_fn(p.width, p.height, |x, _| [f32::from(x % 8 < 4); 3]))
        };
        let Ok(moved) = under_motion(&picture, &guidance, screen);
        assert!(moved > 0.05, "{moved}");
        let Ok(noisy) = under_noise(&picture, &guidance, screen);
        assert!(noisy < 1e-6, "it is deaf to noise: {noisy}");
    }

    #[test]
    fn contrast_doubles_noise() {
        let (picture, guidance) = waves();
        let steep = |p: &Picture, _: &[Plane; 3]| -> Drawn { Ok(p.map(|q| q.map(|v| v * 2.0))) };
        let Ok(noisy) = under_noise(&picture, &guidance, steep);
        assert!((noisy - 2.0).abs() < 1e-3, "{noisy}");
    }

    #[test]
    fn guidance_moves_with_its_picture() {
        let (picture, guidance) = waves();
        let mark = Plane::from_fn(32, 32, |x, y| {
            0.5 + 0.4 * (x as f32 * 0.3).sin() * (y as f32 * 0.3).cos()
        });
        let guidance = [mark.clone(), guidance[1].clone(), guidance[2].clone()];
        // Draws the guidance alone: it must move as the picture would.
        let shown = |p: &Picture, g: &[Plane; 3]| -> Drawn {
            let large = g[0].resize(p.width, p.height);
            Ok(Picture::from_channels(&[large.clone(), large.clone(), large]))
        };
        let Ok(moved) = under_motion(&picture, &guidance, shown);
        assert!(moved < 0.01, "{moved}");
    }
}
