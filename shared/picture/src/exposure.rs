//! Evens the light of a photo: dim, bright and tinted ones come to a standard mid-tone.
//!
//! A photo that is already fine is left nearly alone, and a dark or light skin stays one: only
//! what lies outside a comfortable range is brought to the range's nearer border.

use crate::colour::{oklab_to_srgb, srgb_to_oklab, to_linear, to_srgb};
use crate::{Picture, Plane};

/// OKLab lightness that the darkest and brightest hundredth should at least reach.
const BLACK_TARGET: f32 = 0.22;
const WHITE_TARGET: f32 = 0.88;
/// The most that levels stretch.
const STRETCH_MAX: f32 = 2.2;
/// The comfortable range of the (face's) median lightness.
const MEDIAN_RANGE: [f32; 2] = [0.50, 0.74];
/// The range of the exponent that brings the median there.
const GAMMA_RANGE: [f32; 2] = [0.55, 1.7];
/// How much of a histogram the face gets, when its place is known.
const REGION_SHARE: f32 = 0.75;
/// A tint up to this (natural logarithm of a channel's gain) is the light of a nice evening.
const TINT_IGNORED: f32 = 0.10;
/// The most that a channel is multiplied by, as a natural logarithm.
const TINT_MAX: f32 = 0.7;
/// Shades of grey: between the mean (1) and the maximum (infinite) of the picture.
const MINKOWSKI: i32 = 5;
/// Bins of a histogram of lightness.
const BINS: usize = 512;

/// Brings a photo to even light; `region` (same size, `0.0..=1.0`) says where the face is.
pub fn even_exposure(picture: &Picture, region: Option<&Plane>) -> Picture {
    let (light, balanced) = Light::measured(picture, region);
    light.applied(picture, balanced)
}

/// The light of a picture, and with it what evens it. For moving pictures, where the light of each
/// single frame trembles.
#[derive(Clone, Copy, Debug)]
pub struct Light {
    gains: [f32; 3],
    curve: Curve,
}

impl Light {
    /// Measures; `region` as in [`even_exposure`].
    pub fn of(picture: &Picture, region: Option<&Plane>) -> Self {
        Self::measured(picture, region).0
    }

    /// A light between this one (0) and another (1).
    pub fn towards(&self, other: &Self, share: f32) -> Self {
        let mix = |a: f32, b: f32| a + (b - a) * share;
        let (from, to) = (&self.curve, &other.curve);
        Self {
            gains: [0, 1, 2].map(|c| mix(self.gains[c], other.gains[c])),
            curve: Curve {
                black: mix(from.black, to.black),
                stretch: mix(from.stretch, to.stretch),
                offset: mix(from.offset, to.offset),
                gamma: mix(from.gamma, to.gamma),
            },
        }
    }

    /// Evens a picture that was taken in this light.
    pub fn even(&self, picture: &Picture) -> Picture {
        self.applied(picture, balanced(picture, self.gains))
    }

    fn measured(picture: &Picture, region: Option<&Plane>) -> (Self, Vec<[f32; 3]>) {
        let region = region.filter(|plane| plane.values.iter().any(|&v| v > 0.1));
        let gains = white_balance(picture, region);
        let balanced = balanced(picture, gains);
        let curve = Curve::of(&balanced, region);
        (Self { gains, curve }, balanced)
    }

    fn applied(&self, picture: &Picture, balanced: Vec<[f32; 3]>) -> Picture {
        if self.gains == [1.0; 3] && self.curve.is_identity() {
            return picture.clone();
        }
        let curve = self.curve;
        let pixels = balanced.into_iter().map(|lab| oklab_to_srgb(curve.applied(lab))).collect();
        Picture { width: picture.width, height: picture.height, pixels }
    }
}

/// The picture in OKLab, with each channel's gain in linear light.
fn balanced(picture: &Picture, gains: [f32; 3]) -> Vec<[f32; 3]> {
    let balance = |pixel: &[f32; 3]| {
        if gains == [1.0; 3] {
            srgb_to_oklab(*pixel)
        } else {
            srgb_to_oklab([0, 1, 2].map(|c| to_srgb(to_linear(pixel[c]) * gains[c])))
        }
    };
    picture.pixels.iter().map(balance).collect()
}

/// Levels and an exponent for lightness.
#[derive(Clone, Copy, Debug)]
struct Curve {
    black: f32,
    stretch: f32,
    offset: f32,
    gamma: f32,
}

impl Curve {
    fn of(pixels: &[[f32; 3]], region: Option<&Plane>) -> Self {
        let everywhere = Histogram::of(pixels, |_| 1.0);
        let (low, high) = (everywhere.quantile(0.01), everywhere.quantile(0.99));
        let (to_low, to_high) = (low.min(BLACK_TARGET), high.max(WHITE_TARGET));
        let stretch = ((to_high - to_low) / (high - low).max(1e-3)).clamp(1.0, STRETCH_MAX);
        // Where the stretch was limited, the middle stays in place.
        let offset = (to_low + to_high) / 2.0 - stretch * (high - low) / 2.0;

        let levelled = |lightness: f32| stretch * (lightness - low) + offset;
        let median = levelled(median(pixels, region)).clamp(0.02, 0.98);
        let [darkest, brightest] = MEDIAN_RANGE;
        let wanted = median.clamp(darkest, brightest);
        let [least, most] = GAMMA_RANGE;
        let gamma = (wanted.ln() / median.ln()).clamp(least, most);
        Self { black: low, stretch, offset, gamma }
    }

    fn is_identity(&self) -> bool {
        self.stretch == 1.0 && (self.offset - self.black).abs() < 1e-6 && self.gamma == 1.0
    }

    fn applied(&self, [lightness, a, b]: [f32; 3]) -> [f32; 3] {
        let levelled = self.stretch * (lightness - self.black) + self.offset;
        let bent = levelled.clamp(0.0, 1.0).powf(self.gamma);
        // Chroma follows lightness, or a brightened face would look washed out.
        let chroma = (bent / lightness.max(0.05)).clamp(0.6, 1.8);
        [bent, a * chroma, b * chroma]
    }
}

/// Median lightness, mostly of the face where its place is known.
fn median(pixels: &[[f32; 3]], region: Option<&Plane>) -> f32 {
    let everywhere = Histogram::of(pixels, |_| 1.0).quantile(0.5);
    let Some(region) = region else { return everywhere };
    let face = Histogram::of(pixels, |index| region.values[index]).quantile(0.5);
    REGION_SHARE * face + (1.0 - REGION_SHARE) * everywhere
}

struct Histogram {
    bins: Vec<f64>,
    total: f64,
}

impl Histogram {
    fn of(pixels: &[[f32; 3]], weight: impl Fn(usize) -> f32) -> Self {
        let mut bins = vec![0.0; BINS];
        for (index, [lightness, ..]) in pixels.iter().enumerate() {
            let bin = (lightness.clamp(0.0, 1.0) * (BINS - 1) as f32 + 0.5) as usize;
            bins[bin] += f64::from(weight(index).max(0.0));
        }
        let total = bins.iter().sum();
        Self { bins, total }
    }

    fn quantile(&self, share: f64) -> f32 {
        let mut sum = 0.0;
        for (bin, count) in self.bins.iter().enumerate() {
            sum += count;
            if sum >= share * self.total {
                return bin as f32 / (BINS - 1) as f32;
            }
        }
        1.0
    }
}

/// Gains in linear light that take out most of a strong tint, and nothing of a slight one.
fn white_balance(picture: &Picture, region: Option<&Plane>) -> [f32; 3] {
    let mut sums = [0.0_f64; 3];
    let mut total = 0.0_f64;
    for (index, pixel) in picture.pixels.iter().enumerate() {
        let brightest = pixel.iter().fold(0.0_f32, |a, &b| a.max(b));
        if !(0.04..0.985).contains(&brightest) {
            // Burnt out or black: its colour says nothing about the light.
            continue;
        }
        // Skin is warm under any light.
        let weight = f64::from(1.0 - 0.85 * region.map_or(0.0, |plane| plane.values[index]));
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += weight * f64::from(to_linear(*value)).powi(MINKOWSKI);
        }
        total += weight;
    }
    if total < 1.0 || sums.iter().any(|&s| s <= 0.0) {
        return [1.0; 3];
    }
    let light = sums.map(|s| (s / total).powf(1.0 / f64::from(MINKOWSKI)).ln() as f32);
    let grey = 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2];
    let logs = light.map(|l| grey - l);
    let strongest = logs.iter().fold(0.0_f32, |a, b| a.max(b.abs()));
    if strongest <= TINT_IGNORED {
        return [1.0; 3];
    }
    let share = (strongest - TINT_IGNORED).min(TINT_MAX) / strongest;
    logs.map(|l| (l * share).exp())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::lightness;

    /// A fine photo: all tones, many hues that balance, a face-coloured disc in the middle.
    fn fine() -> Picture {
        Picture::from_fn(96, 96, |x, y| {
            let (dx, dy) = (x as f32 - 48.0, y as f32 - 48.0);
            if dx.hypot(dy) < 26.0 {
                return [0.80, 0.62, 0.53];
            }
            let tone = 0.06 + 0.9 * ((x * 7 + y * 13) % 97) as f32 / 97.0;
            let hue = (x / 8 + y / 8) as f32;
            [0, 1, 2].map(|c| (tone + 0.08 * (hue + c as f32 * 2.094).sin()).clamp(0.0, 1.0))
        })
    }

    fn face() -> Plane {
        Plane::from_fn(96, 96, |x, y| f32::from((x as f32 - 48.0).hypot(y as f32 - 48.0) < 26.0))
    }

    fn apart(a: &Picture, b: &Picture) -> f32 {
        let each = a.pixels.iter().zip(&b.pixels);
        let sum: f32 = each.map(|(a, b)| (0..3).map(|c| (a[c] - b[c]).abs()).sum::<f32>()).sum();
        sum / (3 * a.pixels.len()) as f32
    }

    fn lit(factor: [f32; 3]) -> Picture {
        fine().map(|p| [0, 1, 2].map(|c| to_srgb(to_linear(p[c]) * factor[c])))
    }

    #[test]
    fn a_fine_photo_hardly_changes() {
        for region in [None, Some(face())] {
            let change = apart(&even_exposure(&fine(), region.as_ref()), &fine());
            assert!(change < 0.02, "it changed by {change}");
        }
    }

    /// Mean distance of the colours alone, without their lightness.
    fn tint_apart(a: &Picture, b: &Picture) -> f32 {
        let each = a.pixels.iter().zip(&b.pixels).map(|(&a, &b)| {
            let ([_, a1, b1], [_, a2, b2]) = (srgb_to_oklab(a), srgb_to_oklab(b));
            (a1 - a2).hypot(b1 - b2)
        });
        each.sum::<f32>() / a.pixels.len() as f32
    }

    #[test]
    fn dim_photos_come_closer_to_the_fine_one() {
        for factor in [0.25, 0.12, 0.06] {
            let photo = lit([factor; 3]);
            let (before, after) =
                (apart(&photo, &fine()), apart(&even_exposure(&photo, Some(&face())), &fine()));
            assert!(after < 0.6 * before, "{factor}: {before} only became {after}");
        }
    }

    #[test]
    fn a_washed_out_photo_gets_its_tones_back() {
        let photo = fine().map(|p| p.map(|v| 0.55 + 0.4 * v));
        let (before, after) =
            (apart(&photo, &fine()), apart(&even_exposure(&photo, None), &fine()));
        assert!(after < 0.7 * before, "{before} only became {after}");
    }

    #[test]
    fn tinted_photos_come_closer_to_the_fine_one() {
        for factor in [[1.0, 0.75, 0.4], [0.5, 0.8, 1.0], [0.4, 0.3, 0.15]] {
            let photo = lit(factor);
            let before = tint_apart(&photo, &fine());
            let after = tint_apart(&even_exposure(&photo, Some(&face())), &fine());
            assert!(after < 0.5 * before, "{factor:?}: {before} only became {after}");
        }
    }

    #[test]
    fn a_second_time_changes_little() {
        for factor in [[0.25; 3], [1.0, 0.75, 0.4], [1.0; 3]] {
            let once = even_exposure(&lit(factor), Some(&face()));
            let change = apart(&even_exposure(&once, Some(&face())), &once);
            assert!(change < 0.025, "{factor:?} changed again by {change}");
        }
    }

    #[test]
    fn a_dark_skin_in_good_light_stays_dark() {
        let face = face();
        let mut photo = fine();
        for (pixel, inside) in photo.pixels.iter_mut().zip(&face.values) {
            if *inside > 0.5 {
                *pixel = [0.42, 0.29, 0.23];
            }
        }
        let centre = |p: &Picture| lightness(p).at(48, 48);
        let (before, after) = (centre(&photo), centre(&even_exposure(&photo, Some(&face))));
        assert!(after - before < 0.09, "from {before} to {after}");
    }

    #[test]
    fn flat_pictures_stay_finite() {
        for value in [0.0, 0.001, 0.5, 1.0] {
            let out = even_exposure(&Picture::filled(16, 16, [value; 3]), None);
            assert!(out.pixels.iter().flatten().all(|v| (0.0..=1.0).contains(v)), "{value}");
        }
    }
}
