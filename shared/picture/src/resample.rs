//! Resizing and sampling between pixels.

use crate::{Picture, Plane};

/// A rectangle in pixels that may lie between pixels and past the borders.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Left edge.
    pub left: f32,
    /// Top edge.
    pub top: f32,
    /// Width, above zero.
    pub width: f32,
    /// Height, above zero.
    pub height: f32,
}

impl Picture {
    /// Bilinear sample; `(0.5, 0.5)` is the centre of the first pixel; borders clamped.
    pub fn sample(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x - 0.5, y - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let (x0, y0) = (x0 as isize, y0 as isize);
        let (a, b) = (self.at(x0, y0), self.at(x0 + 1, y0));
        let (c, d) = (self.at(x0, y0 + 1), self.at(x0 + 1, y0 + 1));
        let mix = |i: usize| {
            let top = a[i] + (b[i] - a[i]) * fx;
            let bottom = c[i] + (d[i] - c[i]) * fx;
            top + (bottom - top) * fy
        };
        [mix(0), mix(1), mix(2)]
    }

    /// Catmull-Rom sample, sharper than [`Picture::sample`]; clamped to `0.0..=1.0`.
    pub fn sample_cubic(&self, x: f32, y: f32) -> [f32; 3] {
        let (x, y) = (x - 0.5, y - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let weights = |f: f32| [f + 1.0, f, 1.0 - f, 2.0 - f].map(catmull_rom);
        let (across, down) = (weights(x - x0), weights(y - y0));
        let mut sum = [0.0; 3];
        for (j, row_weight) in down.into_iter().enumerate() {
            for (i, weight) in across.into_iter().enumerate() {
                let pixel = self.at(x0 as isize + i as isize - 1, y0 as isize + j as isize - 1);
                for (total, value) in sum.iter_mut().zip(pixel) {
                    *total += value * weight * row_weight;
                }
            }
        }
        sum.map(|v| v.clamp(0.0, 1.0))
    }

    /// Resizes: area mean when shrinking, Catmull-Rom when growing.
    pub fn resize(&self, width: usize, height: usize) -> Picture {
        Picture::from_channels(&[0, 1, 2].map(|c| self.channel(c).resize(width, height)))
    }

    /// The part of the picture inside `window`, resampled; see [`Plane::window`].
    pub fn window(&self, window: &Window, width: usize, height: usize) -> Picture {
        Picture::from_channels(&[0, 1, 2].map(|c| self.channel(c).window(window, width, height)))
    }
}

impl Plane {
    /// Bilinear sample; `(0.5, 0.5)` is the centre of the first value; borders clamped.
    pub fn sample(&self, x: f32, y: f32) -> f32 {
        let (x, y) = (x - 0.5, y - 0.5);
        let (x0, y0) = (x.floor(), y.floor());
        let (fx, fy) = (x - x0, y - y0);
        let (x0, y0) = (x0 as isize, y0 as isize);
        let top = self.at(x0, y0) * (1.0 - fx) + self.at(x0 + 1, y0) * fx;
        let bottom = self.at(x0, y0 + 1) * (1.0 - fx) + self.at(x0 + 1, y0 + 1) * fx;
        top + (bottom - top) * fy
    }

    /// Resizes: area mean when shrinking, Catmull-Rom when growing.
    pub fn resize(&self, width: usize, height: usize) -> Plane {
        if (width, height) == (self.width, self.height) {
            return self.clone();
        }
        let whole =
            Window { left: 0.0, top: 0.0, width: self.width as f32, height: self.height as f32 };
        self.window(&whole, width, height)
    }

    /// The part of the plane inside `window`, resampled like [`Plane::resize`]; what lies past
    /// the border repeats the border.
    pub fn window(&self, window: &Window, width: usize, height: usize) -> Plane {
        let across = taps(self.width, window.left, window.width, width);
        let down = taps(self.height, window.top, window.height, height);
        let mut middle = vec![0.0; width * self.height];
        for y in 0..self.height {
            let row = &self.values[y * self.width..(y + 1) * self.width];
            for (x, taps) in across.iter().enumerate() {
                middle[y * width + x] = taps.iter().map(|&(i, weight)| row[i] * weight).sum();
            }
        }
        let mut values = vec![0.0; width * height];
        for (y, taps) in down.iter().enumerate() {
            let out = &mut values[y * width..(y + 1) * width];
            for &(j, weight) in taps {
                for (o, v) in out.iter_mut().zip(&middle[j * width..(j + 1) * width]) {
                    *o += v * weight;
                }
            }
        }
        Plane { width, height, values }
    }
}

/// For every output index the source indices and their weights, which add up to one, when
/// `length` source pixels from `start` on become `to` output pixels.
fn taps(from: usize, start: f32, length: f32, to: usize) -> Vec<Vec<(usize, f32)>> {
    let scale = length / to as f32;
    let clamp = |i: isize| i.clamp(0, from as isize - 1) as usize;
    (0..to)
        .map(|o| {
            if scale > 1.0 {
                let (begin, end) = (start + o as f32 * scale, start + (o + 1) as f32 * scale);
                let cover = |i: isize| (end.min(i as f32 + 1.0) - begin.max(i as f32)).max(0.0);
                (begin.floor() as isize..=end as isize)
                    .map(|i| (clamp(i), cover(i) / scale))
                    .collect()
            } else {
                let centre = start + (o as f32 + 0.5) * scale - 0.5;
                let base = centre.floor() as isize;
                (base - 1..=base + 2).map(|i| (clamp(i), catmull_rom(centre - i as f32))).collect()
            }
        })
        .collect()
}

fn catmull_rom(distance: f32) -> f32 {
    let d = distance.abs();
    if d < 1.0 {
        1.5 * d * d * d - 2.5 * d * d + 1.0
    } else if d < 2.0 {
        -0.5 * d * d * d + 2.5 * d * d - 4.0 * d + 2.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shrinking_takes_the_mean() {
        let plane = Plane::from_fn(4, 2, |x, _| x as f32);
        assert_eq!(plane.resize(2, 1).values, vec![0.5, 2.5]);
    }

    #[test]
    fn growing_keeps_a_ramp() {
        let ramp = Plane::from_fn(16, 1, |x, _| x as f32 + 0.5).resize(64, 1);
        for x in 12..52 {
            assert!((ramp.values[x] - (x as f32 + 0.5) / 4.0).abs() < 1e-4, "broken at {x}");
        }
    }

    #[test]
    fn a_window_may_lie_past_the_border() {
        let plane = Plane::from_fn(8, 8, |x, y| (x * 8 + y) as f32);
        let inner = plane.window(&Window { left: 2.0, top: 3.0, width: 4.0, height: 4.0 }, 4, 4);
        assert_eq!(inner, Plane::from_fn(4, 4, |x, y| ((x + 2) * 8 + y + 3) as f32));
        for size in [3, 12, 40] {
            let outer = plane.window(
                &Window { left: -6.0, top: -6.0, width: 20.0, height: 20.0 },
                size,
                size,
            );
            assert!((outer.values[0] - 0.0).abs() < 1e-4, "the corner must repeat");
            assert!((outer.values[size * size - 1] - 63.0).abs() < 1e-3, "the corner must repeat");
        }
    }

    #[test]
    fn sampling_a_centre_gives_the_pixel() {
        let plane = Plane::from_fn(3, 3, |x, y| (x + 3 * y) as f32);
        assert_eq!(plane.sample(1.5, 2.5), 7.0);
        assert_eq!(plane.sample(2.0, 2.5), 7.5);
        let picture = Picture::from_fn(9, 9, |x, y| [x as f32 / 9.0, y as f32 / 9.0, 0.5]);
        assert_eq!(picture.sample_cubic(3.5, 2.5), picture.pixels[2 * 9 + 3]);
        let [x, y, flat] = picture.sample_cubic(4.2, 5.0);
        for (got, expected) in [(x, 3.7 / 9.0), (y, 0.5), (flat, 0.5)] {
            assert!((got - expected).abs() < 1e-5, "{got} is not {expected}");
        }
    }
}
