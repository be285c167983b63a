//! Noise that is the same everywhere: seeds and places in, numbers out.

use super::path::Path;
use super::point::{Point, pt};
use super::smooth::{closed, resample, smooth};

/// A stream of numbers from a seed (SplitMix64).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The stream that belongs to a seed.
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        scramble(self.0)
    }

    /// The next number in 0 (included) to 1 (excluded).
    pub fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1_u64 << 24) as f32
    }

    /// The next number between two others.
    pub fn between(&mut self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// The next index below `count`, which is not zero.
    pub fn index(&mut self, count: usize) -> usize {
        (self.bits() % count.max(1) as u64) as usize
    }

    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.index(list.len())]
    }

    /// Whether an event of this probability happens.
    pub fn chance(&mut self, probability: f32) -> bool {
        self.unit() < probability
    }
}

fn scramble(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number in -1 to 1 for a cell of the grid.
pub fn cell(x: i32, y: i32, seed: u32) -> f32 {
    let key = (x as u32 as u64) | ((y as u32 as u64) << 32);
    let bits = scramble(key.wrapping_add(u64::from(seed).wrapping_mul(0x9E37_79B9_7F4A_7C15)));
    (bits >> 40) as f32 / (1_u64 << 23) as f32 - 1.0
}

/// The integer at or below a number, without a call into a library: noise asks millions of times.
#[inline]
fn floor(x: f32) -> i32 {
    let cut = x as i32;
    cut - i32::from((cut as f32) > x)
}

/// Smooth noise in -1 to 1 over the plane, one bump to a unit.
pub fn value(x: f32, y: f32, seed: u32) -> f32 {
    let (i, j) = (floor(x), floor(y));
    let (x0, y0) = (i as f32, j as f32);
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (ease(x - x0), ease(y - y0));
    let row = |j: i32| {
        let (a, b) = (cell(i, j, seed), cell(i + 1, j, seed));
        a + (b - a) * u
    };
    let (a, b) = (row(j), row(j + 1));
    a + (b - a) * v
}

/// Three octaves of [`value`].
pub fn fractal(x: f32, y: f32, seed: u32) -> f32 {
    (value(x, y, seed)
        + 0.5 * value(x * 2.03, y * 2.03, seed + 1)
        + 0.25 * value(x * 4.1, y * 4.1, seed + 2))
        / 1.75
}

/// A shift of at most about `reach` units that changes smoothly over `wavelength` units.
pub fn drift(p: Point, reach: f32, wavelength: f32, seed: u32) -> Point {
    let (x, y) = (p.x / wavelength, p.y / wavelength);
    pt(fractal(x, y, seed), fractal(x, y, seed.wrapping_add(97))) * reach
}

/// A path whose edge wanders by [`drift`], resampled every `spacing` units.
pub fn wandering(path: &Path, reach: f32, wavelength: f32, spacing: f32, seed: u32) -> Path {
    let mut out = Path::default();
    for mut line in path.polylines(8) {
        let length: f32 = line.windows(2).map(|p| p[0].distance(p[1])).sum();
        let steps = ((length / spacing) as usize).clamp(8, 160);
        line = resample(&line, steps);
        line.pop();
        for p in &mut line {
            *p = *p + drift(*p, reach, wavelength, seed);
        }
        out.extend(closed(&smooth(&line)));
    }
    out
}
