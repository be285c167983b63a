//! The guided filter (He, Sun, Tang 2010): smooths a plane along the edges of a guide.
//!
//! Around every pixel the result is a straight-line function of the guide, so edges of the
//! guide come through and nothing rings. `epsilon` is the variance of the guide below which
//! a place counts as flat.

use crate::blur::box_blur;
use crate::{Picture, Plane};

/// The local straight lines `slope * guide + offset`; they may be resized and used with a
/// larger guide.
#[derive(Clone, Debug, PartialEq)]
pub struct Lines {
    /// Factor of the guide.
    pub slope: Plane,
    /// What is added.
    pub offset: Plane,
}

impl Lines {
    /// Fits `input` by `guide` (same size) over squares of `radius`.
    pub fn fit(guide: &Plane, input: &Plane, radius: usize, epsilon: f32) -> Self {
        let mean_guide = box_blur(guide, radius);
        let square = box_blur(&combined(guide, guide, |g, h| g * h), radius);
        // A plane that guides itself, as in smoothing, needs half of the means.
        if std::ptr::eq(guide, input) {
            return Self::from_means([&mean_guide, &mean_guide, &square, &square], radius, epsilon);
        }
        let mean_input = box_blur(input, radius);
        let product = box_blur(&combined(guide, input, |g, i| g * i), radius);
        Self::from_means([&mean_guide, &mean_input, &product, &square], radius, epsilon)
    }

    /// Means of the guide, the input, their product, and the guide's square.
    fn from_means(means: [&Plane; 4], radius: usize, epsilon: f32) -> Self {
        let [guide, mean_input, product, square] = means;
        let size = guide.values.len();
        let (mut slope, mut offset) = (Vec::with_capacity(size), Vec::with_capacity(size));
        for k in 0..size {
            let (g, i) = (guide.values[k], mean_input.values[k]);
            let variance = (square.values[k] - g * g).max(0.0);
            let a = (product.values[k] - g * i) / (variance + epsilon);
            slope.push(a);
            offset.push(i - a * g);
        }
        let plane = |values| Plane { width: guide.width, height: guide.height, values };
        Self { slope: box_blur(&plane(slope), radius), offset: box_blur(&plane(offset), radius) }
    }

    /// The lines at another size.
    pub fn resize(&self, width: usize, height: usize) -> Self {
        Self { slope: self.slope.resize(width, height), offset: self.offset.resize(width, height) }
    }

    /// The value of every line at its guide (same size).
    pub fn apply(&self, guide: &Plane) -> Plane {
        let lines = self.slope.values.iter().zip(&self.offset.values);
        let values = lines.zip(&guide.values).map(|((a, b), g)| a * g + b).collect();
        Plane { width: guide.width, height: guide.height, values }
    }
}

/// Smooths `input` along the edges of `guide`; both of one size.
pub fn guided_filter(guide: &Plane, input: &Plane, radius: usize, epsilon: f32) -> Plane {
    Lines::fit(guide, input, radius, epsilon).apply(guide)
}

/// The same with a colour guide, which also sees edges between colours of one lightness.
pub fn guided_filter_colour(guide: &Picture, input: &Plane, radius: usize, epsilon: f32) -> Plane {
    let channels = [0, 1, 2].map(|c| guide.channel(c));
    let mean = |plane: &Plane| box_blur(plane, radius);
    let means = [0, 1, 2].map(|c| mean(&channels[c]));
    let mean_input = mean(input);
    let with_input = [0, 1, 2].map(|c| mean(&combined(&channels[c], input, |g, i| g * i)));
    // Upper triangle of the covariance, row by row.
    let pairs = [(0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2)];
    let products = pairs.map(|(i, j)| mean(&combined(&channels[i], &channels[j], |a, b| a * b)));

    let blank = Plane::filled(guide.width, guide.height, 0.0);
    let mut slopes = [blank.clone(), blank.clone(), blank.clone()];
    let mut offset = blank;
    for k in 0..input.values.len() {
        let m = [0, 1, 2].map(|c| means[c].values[k]);
        let p = mean_input.values[k];
        let mut s = [0.0; 6];
        for (cell, ((i, j), product)) in s.iter_mut().zip(pairs.iter().zip(&products)) {
            *cell = product.values[k] - m[*i] * m[*j] + if i == j { epsilon } else { 0.0 };
        }
        let v = [0, 1, 2].map(|c| with_input[c].values[k] - m[c] * p);
        let a = solve_symmetric(s, v);
        for c in 0..3 {
            slopes[c].values[k] = a[c];
        }
        offset.values[k] = p - a[0] * m[0] - a[1] * m[1] - a[2] * m[2];
    }
    let slopes = slopes.map(|plane| mean(&plane));
    let mut result = mean(&offset);
    for (c, slope) in slopes.iter().enumerate() {
        for ((value, a), g) in result.values.iter_mut().zip(&slope.values).zip(&channels[c].values)
        {
            *value += a * g;
        }
    }
    result
}

/// Solves `s * x = v` for a symmetric positive matrix given by its upper triangle (Cramer).
fn solve_symmetric(s: [f32; 6], v: [f32; 3]) -> [f32; 3] {
    let [xx, xy, xz, yy, yz, zz] = s.map(f64::from);
    let [a, b, c] = v.map(f64::from);
    let (m00, m01, m02) = (yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy);
    let (m11, m12, m22) = (xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy);
    let determinant = xx * m00 + xy * m01 + xz * m02;
    if determinant.abs() < 1e-30 {
        return [0.0; 3];
    }
    [
        (m00 * a + m01 * b + m02 * c) / determinant,
        (m01 * a + m11 * b + m12 * c) / determinant,
        (m02 * a + m12 * b + m22 * c) / determinant,
    ]
    .map(|v| v as f32)
}

/// Two planes of one size, value by value.
pub(crate) fn combined(a: &Plane, b: &Plane, f: impl Fn(f32, f32) -> f32) -> Plane {
    let values = a.values.iter().zip(&b.values).map(|(&a, &b)| f(a, b)).collect();
    Plane { width: a.width, height: a.height, values }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noise(index: usize) -> f32 {
        let hash = (index as u32).wrapping_mul(2_654_435_761).rotate_left(13);
        hash.wrapping_mul(2_246_822_519) as f32 / u32::MAX as f32 - 0.5
    }

    #[test]
    fn noise_goes_and_the_edge_stays() {
        let (w, h) = (64, 48);
        let clean = Plane::from_fn(w, h, |x, _| if x < 32 { 0.2 } else { 0.8 });
        let noisy = Plane::from_fn(w, h, |x, y| clean.values[y * w + x] + 0.1 * noise(y * w + x));
        let smooth = guided_filter(&noisy, &noisy, 4, 0.01);
        let error = |p: &Plane| -> f32 {
            let sum: f32 = p.values.iter().zip(&clean.values).map(|(a, b)| (a - b).abs()).sum();
            sum / p.values.len() as f32
        };
        assert!(error(&smooth) < 0.4 * error(&noisy), "{} {}", error(&smooth), error(&noisy));
        let step = smooth.at(32, 20) - smooth.at(31, 20);
        assert!(step > 0.45, "the edge was blurred to {step}");
    }

    #[test]
    fn a_blurred_mask_snaps_to_the_guide() {
        let (w, h) = (64, 64);
        let inside = |x: usize| x >= 30;
        let mask = crate::blur::gaussian(&Plane::from_fn(w, h, |x, _| f32::from(inside(x))), 4.0);
        // One lightness on both sides: only colour tells them apart.
        let picture =
            Picture::from_fn(
                w,
                h,
                |x, _| {
                    if inside(x) { [0.7, 0.3, 0.4] } else { [0.3, 0.5, 0.6] }
                },
            );
        let snapped = guided_filter_colour(&picture, &mask, 8, 1e-4);
        let (before, after) =
            (mask.at(30, 9) - mask.at(29, 9), snapped.at(30, 9) - snapped.at(29, 9));
        assert!(after > 4.0 * before && after > 0.4, "the step is {after}, was {before}");
    }

    #[test]
    fn flat_input_stays_flat() {
        let guide = Plane::from_fn(40, 30, |x, y| noise(y * 40 + x));
        let flat = Plane::filled(40, 30, 0.6);
        let colour = Picture::from_channels(&[guide.clone(), flat.clone(), guide.clone()]);
        for out in
            [guided_filter(&guide, &flat, 5, 1e-4), guided_filter_colour(&colour, &flat, 5, 1e-4)]
        {
            assert!(out.values.iter().all(|v| (v - 0.6).abs() < 1e-3));
        }
    }

    #[test]
    fn small_systems_are_solved() {
        let x = solve_symmetric([4.0, 1.0, 0.5, 3.0, -0.2, 2.0], [7.5, 6.4, 6.1]);
        let back = [
            4.0 * x[0] + x[1] + 0.5 * x[2],
            x[0] + 3.0 * x[1] - 0.2 * x[2],
            0.5 * x[0] - 0.2 * x[1] + 2.0 * x[2],
        ];
        for (b, v) in back.into_iter().zip([7.5, 6.4, 6.1]) {
            assert!((b - v).abs() < 1e-5, "{back:?}");
        }
    }
}
