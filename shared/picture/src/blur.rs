//! Box and Gaussian blurs, borders clamped.

use crate::{Picture, Plane};

/// Mean over a `(2 * radius + 1)` square, in time independent of the radius.
pub fn box_blur(plane: &Plane, radius: usize) -> Plane {
    if radius == 0 || plane.values.is_empty() {
        return plane.clone();
    }
    let (w, h) = (plane.width, plane.height);
    let mut across = vec![0.0; w * h];
    for (row, out) in plane.values.chunks_exact(w).zip(across.chunks_exact_mut(w)) {
        mean_across(row, out, radius);
    }
    Plane { width: w, height: h, values: mean_down(&across, w, h, radius) }
}

/// The vertical pass, a whole row of sums at a time: columns one by one would miss the cache.
fn mean_down(values: &[f32], width: usize, height: usize, radius: usize) -> Vec<f32> {
    let row = |y: isize| {
        let y = y.clamp(0, height as isize - 1) as usize;
        &values[y * width..(y + 1) * width]
    };
    let r = radius as isize;
    let mut sums = vec![0.0_f64; width];
    for y in -r..=r {
        for (sum, value) in sums.iter_mut().zip(row(y)) {
            *sum += f64::from(*value);
        }
    }
    let scale = 1.0 / (2 * radius + 1) as f64;
    let mut means = Vec::with_capacity(values.len());
    for y in 0..height as isize {
        means.extend(sums.iter().map(|sum| (sum * scale) as f32));
        let (leaving, entering) = (row(y - r), row(y + r + 1));
        for ((sum, old), new) in sums.iter_mut().zip(leaving).zip(entering) {
            *sum += f64::from(*new) - f64::from(*old);
        }
    }
    means
}

fn mean_across(row: &[f32], out: &mut [f32], radius: usize) {
    let last = row.len() - 1;
    let clamped = |i: isize| f64::from(row[i.clamp(0, last as isize) as usize]);
    let r = radius as isize;
    // f64: a running sum in f32 drifts visibly over a 1024-pixel row.
    let mut sum: f64 = (-r..=r).map(clamped).sum();
    let scale = 1.0 / (2 * radius + 1) as f64;
    for (i, mean) in out.iter_mut().enumerate() {
        *mean = (sum * scale) as f32;
        let entering = row[(i + radius + 1).min(last)];
        sum += f64::from(entering) - f64::from(row[i.saturating_sub(radius)]);
    }
}

/// Gaussian blur; `sigma` in pixels; nothing happens below 0.1.
pub fn gaussian(plane: &Plane, sigma: f32) -> Plane {
    if sigma < 0.1 {
        return plane.clone();
    }
    let radius = (sigma * 3.0).ceil() as isize;
    let kernel: Vec<f32> = {
        let raw: Vec<f32> =
            (-radius..=radius).map(|i| (-(i * i) as f32 / (2.0 * sigma * sigma)).exp()).collect();
        let sum: f32 = raw.iter().sum();
        raw.iter().map(|v| v / sum).collect()
    };
    let (w, h) = (plane.width, plane.height);
    let across = Plane::from_fn(w, h, |x, y| {
        let row = &plane.values[y * w..(y + 1) * w];
        let tap = |(k, weight): (usize, &f32)| {
            let i = (x as isize + k as isize - radius).clamp(0, w as isize - 1) as usize;
            row[i] * weight
        };
        kernel.iter().enumerate().map(tap).sum()
    });
    let mut values = vec![0.0; w * h];
    for y in 0..h {
        let out = &mut values[y * w..(y + 1) * w];
        for (k, weight) in kernel.iter().enumerate() {
            let j = (y as isize + k as isize - radius).clamp(0, h as isize - 1) as usize;
            for (o, v) in out.iter_mut().zip(&across.values[j * w..(j + 1) * w]) {
                *o += v * weight;
            }
        }
    }
    Plane { width: w, height: h, values }
}

/// Gaussian blur of every channel.
pub fn gaussian_picture(picture: &Picture, sigma: f32) -> Picture {
    Picture::from_channels(&[0, 1, 2].map(|c| gaussian(&picture.channel(c), sigma)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flat_plane_stays_flat() {
        let flat = Plane::filled(17, 9, 0.3);
        for blurred in [box_blur(&flat, 3), gaussian(&flat, 2.0)] {
            assert!(blurred.values.iter().all(|v| (v - 0.3).abs() < 1e-5), "flat must stay flat");
        }
    }

    #[test]
    fn the_running_mean_is_the_mean() {
        let plane = Plane::from_fn(13, 7, |x, y| ((x * 29 + y * 53) % 17) as f32);
        for radius in [1, 3, 9, 30] {
            let r = radius as isize;
            let blurred = box_blur(&plane, radius);
            for (index, value) in blurred.values.iter().enumerate() {
                let (x, y) = ((index % 13) as isize, (index / 13) as isize);
                let around = (-r..=r).flat_map(|j| (-r..=r).map(move |i| (x + i, y + j)));
                let sum: f32 = around.map(|(i, j)| plane.at(i, j)).sum();
                let mean = sum / ((2 * r + 1) * (2 * r + 1)) as f32;
                assert!((value - mean).abs() < 1e-3, "radius {radius} at {x}, {y}");
            }
        }
    }

    #[test]
    fn a_point_spreads_and_keeps_its_sum() {
        let point = Plane::from_fn(31, 31, |x, y| f32::from(x == 15 && y == 15));
        for blurred in [box_blur(&point, 2), gaussian(&point, 2.0)] {
            let sum: f32 = blurred.values.iter().sum();
            assert!((sum - 1.0).abs() < 1e-3, "the sum became {sum}");
            assert!(blurred.values[15 * 31 + 15] < 0.2, "the point must spread");
        }
    }
}
