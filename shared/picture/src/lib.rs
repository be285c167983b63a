//! Pictures as plain numbers: colour, resampling, filters, warps, mattes and PNG.
//!
//! Knows nothing of faces, networks, browsers or files: bytes and numbers come in, bytes and
//! numbers go out.
//! Entry types: [`Picture`] (colour) and [`Plane`] (one channel).

pub mod blur;
pub mod colour;
pub mod detail;
pub mod encode;
pub mod exposure;
pub mod grade;
pub mod guided;
pub mod matte;
pub mod resample;
pub mod upscale;

/// A colour picture: sRGB-encoded, `0.0..=1.0` a channel, rows from the top, no padding.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` pixels, red, green, blue.
    pub pixels: Vec<[f32; 3]>,
}

/// One channel of a picture: a mask, a matte, a lightness; the range is the maker's.
#[derive(Clone, Debug, PartialEq)]
pub struct Plane {
    /// Values in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` values, rows from the top.
    pub values: Vec<f32>,
}

impl Picture {
    /// A picture of one colour.
    pub fn filled(width: usize, height: usize, colour: [f32; 3]) -> Self {
        Self { width, height, pixels: vec![colour; width * height] }
    }

    /// A picture computed pixel by pixel from `(x, y)`.
    pub fn from_fn(
        width: usize,
        height: usize,
        mut f: impl FnMut(usize, usize) -> [f32; 3],
    ) -> Self {
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                pixels.push(f(x, y));
            }
        }
        Self { width, height, pixels }
    }

    /// Reads 8-bit RGBA, rows from the top; alpha is laid over white.
    ///
    /// Returns `None` when `bytes` is not exactly `width * height * 4` long.
    pub fn from_rgba8(width: usize, height: usize, bytes: &[u8]) -> Option<Self> {
        if bytes.len() != width.checked_mul(height)?.checked_mul(4)? {
            return None;
        }
        let pixels = bytes
            .chunks_exact(4)
            .map(|p| {
                let a = f32::from(p[3]) / 255.0;
                [p[0], p[1], p[2]].map(|c| f32::from(c) / 255.0 * a + 1.0 - a)
            })
            .collect();
        Some(Self { width, height, pixels })
    }

    /// 8-bit RGBA, rows from the top, with `alpha` (`0.0..=1.0`, same size) or opaque.
    pub fn to_rgba8(&self, alpha: Option<&Plane>) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.pixels.len() * 4);
        for (index, pixel) in self.pixels.iter().enumerate() {
            bytes.extend(pixel.map(to_byte));
            bytes.push(alpha.map_or(255, |plane| to_byte(plane.values[index])));
        }
        bytes
    }

    /// The pixel at `(x, y)`, clamped to the border.
    pub fn at(&self, x: isize, y: isize) -> [f32; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.pixels[y * self.width + x]
    }

    /// Every pixel through `f`.
    pub fn map(&self, mut f: impl FnMut([f32; 3]) -> [f32; 3]) -> Self {
        let pixels = self.pixels.iter().map(|&p| f(p)).collect();
        Self { width: self.width, height: self.height, pixels }
    }

    /// One channel (0 red, 1 green, 2 blue) as a plane.
    pub fn channel(&self, channel: usize) -> Plane {
        let values = self.pixels.iter().map(|p| p[channel]).collect();
        Plane { width: self.width, height: self.height, values }
    }

    /// Puts three planes of one size together.
    pub fn from_channels(channels: &[Plane; 3]) -> Self {
        let [r, g, b] = channels;
        let pixels = (0..r.values.len()).map(|i| [r.values[i], g.values[i], b.values[i]]).collect();
        Self { width: r.width, height: r.height, pixels }
    }
}

impl Plane {
    /// A plane of one value.
    pub fn filled(width: usize, height: usize, value: f32) -> Self {
        Self { width, height, values: vec![value; width * height] }
    }

    /// A plane computed value by value from `(x, y)`.
    pub fn from_fn(width: usize, height: usize, mut f: impl FnMut(usize, usize) -> f32) -> Self {
        let mut values = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                values.push(f(x, y));
            }
        }
        Self { width, height, values }
    }

    /// The value at `(x, y)`, clamped to the border.
    pub fn at(&self, x: isize, y: isize) -> f32 {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.values[y * self.width + x]
    }

    /// Every value through `f`.
    pub fn map(&self, mut f: impl FnMut(f32) -> f32) -> Self {
        let values = self.values.iter().map(|&v| f(v)).collect();
        Self { width: self.width, height: self.height, values }
    }
}

fn to_byte(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}
