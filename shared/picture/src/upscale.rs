//! Enlarges a drawn picture with the help of the larger photo it was drawn from.

use crate::colour::lightness;
use crate::guided::Lines;
use crate::{Picture, Plane};

/// Neighbourhood of the local straight lines, in pixels of the small picture.
const RADIUS: usize = 2;
/// Variance of the photo below which it says nothing about the drawing.
const EPSILON: f32 = 8e-4;
/// How steep a line may be: a drawing is crisper than its photo, but not noise made visible.
const SLOPE_MAX: f32 = 2.5;

/// The drawn picture at the photo's size; both show the same square in the same geometry.
///
/// Where the drawing follows the photo, its edges get the photo's sharpness; what the drawing
/// adds of its own is enlarged smoothly. No pixel leaves the range of its neighbours below, so
/// nothing rings.
pub fn guided_upscale(drawn: &Picture, photo: &Picture) -> Picture {
    let (w, h) = (photo.width, photo.height);
    if (drawn.width, drawn.height) == (w, h) {
        return drawn.clone();
    }
    let guide = lightness(photo);
    let small = guide.resize(drawn.width, drawn.height);
    let channels = [0, 1, 2].map(|c| {
        let plane = drawn.channel(c);
        let mut lines = Lines::fit(&small, &plane, RADIUS, EPSILON);
        lines.slope = lines.slope.map(|a| a.clamp(-SLOPE_MAX, SLOPE_MAX));
        let modelled = lines.apply(&small);
        // What the lines miss is the drawing's own work.
        let own = crate::guided::combined(&plane, &modelled, |p, m| p - m).resize(w, h);
        let large = lines.resize(w, h).apply(&guide);
        bounded(&crate::guided::combined(&large, &own, |l, o| l + o), &plane)
    });
    Picture::from_channels(&channels)
}

/// Keeps every value in the range of the three by three values of `small` around its place.
fn bounded(large: &Plane, small: &Plane) -> Plane {
    let ranges: Vec<(f32, f32)> = (0..small.values.len())
        .map(|index| {
            let (x, y) = ((index % small.width) as isize, (index / small.width) as isize);
            let around = (0..9).map(|k| small.at(x + k % 3 - 1, y + k / 3 - 1));
            around.fold((f32::INFINITY, f32::NEG_INFINITY), |(l, h), v| (l.min(v), h.max(v)))
        })
        .collect();
    Plane::from_fn(large.width, large.height, |x, y| {
        let below = (y * small.height / large.height) * small.width + x * small.width / large.width;
        let (low, high) = ranges[below];
        large.values[y * large.width + x].clamp(low.max(0.0), high.min(1.0).max(low.max(0.0)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn disc(size: usize, inside: [f32; 3], outside: [f32; 3]) -> Picture {
        let scale = size as f32 / 64.0;
        Picture::from_fn(size, size, |x, y| {
            let d = (x as f32 + 0.5 - 32.0 * scale).hypot(y as f32 + 0.5 - 30.0 * scale);
            let cover = (20.0 * scale + 0.5 - d).clamp(0.0, 1.0);
            [0, 1, 2].map(|c| outside[c] + (inside[c] - outside[c]) * cover)
        })
    }

    fn apart(a: &Picture, b: &Picture) -> f32 {
        let each = a.pixels.iter().zip(&b.pixels);
        each.map(|(a, b)| (0..3).map(|c| (a[c] - b[c]).abs()).sum::<f32>()).sum::<f32>()
            / a.pixels.len() as f32
    }

    #[test]
    fn edges_get_the_sharpness_of_the_photo() {
        let photo = disc(256, [0.7, 0.6, 0.5], [0.2, 0.2, 0.3]);
        let truth = disc(256, [0.95, 0.8, 0.7], [0.1, 0.2, 0.5]);
        let drawn = truth.resize(128, 128);
        let (guided, plain) = (
            apart(&guided_upscale(&drawn, &photo), &truth),
            apart(&drawn.resize(256, 256), &truth),
        );
        assert!(guided < 0.7 * plain, "guided {guided}, plain {plain}");
    }

    #[test]
    fn what_only_the_drawing_has_survives() {
        let photo = Picture::filled(256, 256, [0.5; 3]);
        let drawn = disc(128, [0.0; 3], [1.0; 3]);
        let out = guided_upscale(&drawn, &photo);
        assert!(out.at(128, 120)[0] < 0.01 && out.at(4, 4)[0] > 0.99);
        assert!(apart(&out, &drawn.resize(256, 256)) < 0.01);
    }

    #[test]
    fn nothing_leaves_the_range() {
        let noisy = |size: usize, seed: usize| {
            Picture::from_fn(size, size, |x, y| {
                [0, 1, 2].map(|c| ((x * 37 + y * 91 + c * 13 + seed) % 101) as f32 / 100.0)
            })
        };
        let out = guided_upscale(&noisy(32, 0), &noisy(64, 5));
        assert_eq!((out.width, out.height), (64, 64));
        assert!(out.pixels.iter().flatten().all(|v| (0.0..=1.0).contains(v)));
    }

    #[test]
    fn the_same_size_is_the_same_picture() {
        let drawn = disc(64, [0.3; 3], [0.8; 3]);
        assert_eq!(guided_upscale(&drawn, &drawn), drawn);
    }
}
