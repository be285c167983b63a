//! Four-lane pictures for the filters: OKLab and one spare lane, which the compiler turns into one
//! vector register per pixel.

use picture::{Picture, Plane, colour};

/// A picture of four lanes: lightness, the two colour axes, and whatever the filter carries along.
#[derive(Clone, Debug)]
pub struct Field {
    /// Pixels in a row.
    pub width: usize,
    /// Rows.
    pub height: usize,
    /// `width * height` pixels, rows from the top.
    pub texels: Vec<[f32; 4]>,
}

impl Field {
    /// OKLab of a picture; the fourth lane is zero.
    pub fn from_picture(picture: &Picture) -> Self {
        let lab = |&p: &[f32; 3]| {
            let [l, a, b] = colour::srgb_to_oklab(p);
            [l, a, b, 0.0]
        };
        let texels = picture.pixels.iter().map(lab).collect();
        Self { width: picture.width, height: picture.height, texels }
    }

    /// Back to sRGB; the fourth lane is dropped.
    pub fn to_picture(&self) -> Picture {
        let pixels = self.texels.iter().map(|t| oklab_in_gamut([t[0], t[1], t[2]])).collect();
        Picture { width: self.width, height: self.height, pixels }
    }

    /// Every pixel through `f`, which is given the pixel's index too.
    pub fn map(&self, mut f: impl FnMut(usize, [f32; 4]) -> [f32; 4]) -> Self {
        let texels = self.texels.iter().enumerate().map(|(i, &t)| f(i, t)).collect();
        Self { width: self.width, height: self.height, texels }
    }

    /// One lane as a plane.
    pub fn lane(&self, lane: usize) -> Plane {
        let values = self.texels.iter().map(|t| t[lane]).collect();
        Plane { width: self.width, height: self.height, values }
    }

    /// The pixel at `(x, y)`, clamped to the border.
    pub fn at(&self, x: isize, y: isize) -> [f32; 4] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        self.texels[y * self.width + x]
    }

    /// Bilinear sample; `(0.0, 0.0)` is the centre of the first pixel; borders clamped.
    pub fn sample(&self, x: f32, y: f32) -> [f32; 4] {
        let x = x.clamp(0.0, (self.width - 1) as f32);
        let y = y.clamp(0.0, (self.height - 1) as f32);
        let (x0, y0) = (x as usize, y as usize);
        let (fx, fy) = (x - x0 as f32, y - y0 as f32);
        let x1 = (x0 + 1).min(self.width - 1);
        let y1 = (y0 + 1).min(self.height - 1);
        let (top, bottom) = (y0 * self.width, y1 * self.width);
        let (a, b) = (self.texels[top + x0], self.texels[top + x1]);
        let (c, d) = (self.texels[bottom + x0], self.texels[bottom + x1]);
        std::array::from_fn(|i| {
            let upper = a[i] + (b[i] - a[i]) * fx;
            let lower = c[i] + (d[i] - c[i]) * fx;
            upper + (lower - upper) * fy
        })
    }

    /// Gaussian blur of all lanes; `sigma` in pixels; nothing happens below 0.1.
    pub fn blurred(&self, sigma: f32) -> Self {
        if sigma < 0.1 {
            return self.clone();
        }
        let radius = (sigma * 2.6).ceil() as usize;
        let kernel = gaussian_kernel(sigma, radius);
        let (w, h) = (self.width, self.height);
        let mut across = vec![[0.0; 4]; w * h];
        let mut padded = vec![[0.0; 4]; w + 2 * radius];
        for y in 0..h {
            let row = &self.texels[y * w..(y + 1) * w];
            padded[..radius].fill(row[0]);
            padded[radius..radius + w].copy_from_slice(row);
            padded[radius + w..].fill(row[w - 1]);
            let out = &mut across[y * w..(y + 1) * w];
            for (k, &weight) in kernel.iter().enumerate() {
                accumulate(out, &padded[k..k + w], weight);
            }
        }
        let mut texels = vec![[0.0; 4]; w * h];
        for y in 0..h {
            let out = &mut texels[y * w..(y + 1) * w];
            for (k, &weight) in kernel.iter().enumerate() {
                let j = (y + k).saturating_sub(radius).min(h - 1);
                accumulate(out, &across[j * w..(j + 1) * w], weight);
            }
        }
        Self { width: w, height: h, texels }
    }

    /// A wide, approximate Gaussian blur: halves the picture until the blur is cheap.
    pub fn widely_blurred(&self, sigma: f32) -> Self {
        if sigma < 5.0 || self.width < 16 || self.height < 16 {
            return self.blurred(sigma);
        }
        // Halving and growing again blur by about half a pixel of the smaller picture each.
        let inner = (sigma * sigma / 4.0 - 0.4).max(0.01).sqrt();
        self.halved().widely_blurred(inner).grown(self.width, self.height)
    }

    fn halved(&self) -> Self {
        let (w, h) = (self.width.div_ceil(2), self.height.div_ceil(2));
        let mut texels = Vec::with_capacity(w * h);
        for y in 0..h as isize {
            for x in 0..w as isize {
                let (a, b) = (self.at(2 * x, 2 * y), self.at(2 * x + 1, 2 * y));
                let (c, d) = (self.at(2 * x, 2 * y + 1), self.at(2 * x + 1, 2 * y + 1));
                texels.push(std::array::from_fn(|i| 0.25 * (a[i] + b[i] + c[i] + d[i])));
            }
        }
        Self { width: w, height: h, texels }
    }

    fn grown(&self, width: usize, height: usize) -> Self {
        let mut texels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                texels.push(self.sample(x as f32 * 0.5 - 0.25, y as f32 * 0.5 - 0.25));
            }
        }
        Self { width, height, texels }
    }
}

/// A normalised Gaussian of `2 * radius + 1` taps.
pub fn gaussian_kernel(sigma: f32, radius: usize) -> Vec<f32> {
    let r = radius as isize;
    let raw: Vec<f32> = (-r..=r).map(|i| (-(i * i) as f32 / (2.0 * sigma * sigma)).exp()).collect();
    let sum: f32 = raw.iter().sum();
    raw.iter().map(|v| v / sum).collect()
}

fn accumulate(out: &mut [[f32; 4]], row: &[[f32; 4]], weight: f32) {
    for (o, v) in out.iter_mut().zip(row) {
        for i in 0..4 {
            o[i] += v[i] * weight;
        }
    }
}

/// OKLab to sRGB with chroma reduced, hue and lightness kept, until the colour exists.
fn oklab_in_gamut([l, a, b]: [f32; 3]) -> [f32; 3] {
    let l = l.clamp(0.0, 1.0);
    // Close to black and white the gamut closes: fading chroma there avoids hard clipping, which
    // turns skin highlights yellow.
    let room = (l * 6.0).min((1.0 - l) * 9.0).clamp(0.0, 1.0);
    let limit = 0.34 * room;
    let chroma = (a * a + b * b).sqrt();
    let scale =
        if chroma > 1e-6 { limit * (chroma / limit.max(1e-6)).tanh() / chroma } else { 1.0 };
    let scale = scale.min(1.0) * 0.5 + 0.5 * (limit / chroma.max(1e-6)).min(1.0);
    colour::oklab_to_srgb([l, a * scale, b * scale])
}

/// Hermite step from 0 at `low` to 1 at `high`.
pub fn smoothstep(low: f32, high: f32, value: f32) -> f32 {
    let t = ((value - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// Linear blend.
pub fn mix(a: f32, b: f32, t: f32) -> f32 {
    a + (b - a) * t
}
