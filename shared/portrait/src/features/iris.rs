//! The iris: its own colour in the photo, and the tones it is drawn with.

use super::eye::Eye;
use super::manner::Manner;
use super::plane::Point;
use picture::Picture;
use picture::colour::{oklab_to_srgb, srgb_to_oklab};

/// The part of the iris that tells its colour, in its radii: outside the pupil, inside the rim.
const RING: [f32; 2] = [0.38, 0.88];
/// Places looked at along the iris's width.
const GRID: usize = 17;
/// Fewer places than this tell nothing.
const PLACES_MIN: usize = 12;
/// Distance from the lids, in eye widths, where their shadow and lashes no longer tint the iris.
const CLEARANCE: f32 = 0.03;
/// Shares of the darkest and of the brightest places that are no iris: lashes, reflections.
const EXTREMES: [f32; 2] = [0.15, 0.30];
/// What is drawn when the photo does not tell: a plain brown (OKLab).
const UNKNOWN: [f32; 3] = [0.36, 0.025, 0.045];

/// The person's own iris colour (OKLab), from what of it the photo shows.
pub(super) fn measured(eye: &Eye, photo: &Picture) -> [f32; 3] {
    let side = photo.width as f32;
    let mut found = Vec::new();
    for step in 0..GRID * GRID {
        let unit = |n: usize| (n as f32 + 0.5) / GRID as f32 * 2.0 - 1.0;
        let (u, v) = (unit(step % GRID), unit(step / GRID));
        let [x, y] = eye.in_iris([u, v]);
        let clear = y < eye.upper.at(x) - CLEARANCE && y > eye.lower.at(x) + CLEARANCE;
        if clear && (RING[0]..RING[1]).contains(&u.hypot(v)) {
            let [px, py] = eye.frame.place([x, y]);
            found.push(srgb_to_oklab(photo.sample(px * side, py * side)));
        }
    }
    if found.len() < PLACES_MIN {
        return UNKNOWN;
    }
    found.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let count = found.len() as f32;
    let kept = (count * EXTREMES[0]) as usize..(count * (1.0 - EXTREMES[1])) as usize;
    median(found[kept].to_vec())
}

/// How much lightness differs within the opening, and how far the iris, or the white beside it,
/// is from the skin below the eye (OKLab distance).
pub(super) fn liveliness(eye: &Eye, photo: &Picture) -> (f32, f32) {
    let side = photo.width as f32;
    let look = |[x, y]: Point| {
        let [px, py] = eye.frame.place([x, y]);
        srgb_to_oklab(photo.sample(px * side, py * side))
    };
    let places = (0..81).map(|n| [0.1 + 0.1 * (n % 9) as f32, 0.1 + 0.1 * (n / 9) as f32]);
    let (mut iris, mut white) = (Vec::new(), Vec::new());
    for [x, share] in places {
        let y = eye.lower.at(x) + (eye.upper.at(x) - eye.lower.at(x)) * share;
        let [u, v] = eye.iris_at([x, y]);
        if u.hypot(v) < 0.9 { iris.push(look([x, y])) } else { white.push(look([x, y])) }
    }
    let skin = (0..14)
        .map(|n| (0.2 + 0.1 * (n % 7) as f32, 0.2 + 0.08 * (n / 7) as f32))
        .map(|(x, below)| look([x, eye.lower.at(x) - below]))
        .collect();
    let skin = median(skin);
    let apart = |found: Vec<[f32; 3]>| {
        let few = found.len() < 4;
        let own = median(found);
        let far = (0..3).map(|i| (own[i] - skin[i]).powi(2)).sum::<f32>().sqrt();
        if few { 0.0 } else { far }
    };
    let mut light: Vec<f32> = iris.iter().chain(&white).map(|lab| lab[0]).collect();
    light.sort_by(f32::total_cmp);
    let twentieth = light.len() / 20;
    let contrast = light[light.len() - 1 - twentieth] - light[twentieth];
    (contrast, apart(iris).max(apart(white)))
}

/// The middle value of each channel; [`UNKNOWN`] of nothing.
pub(super) fn median(colours: Vec<[f32; 3]>) -> [f32; 3] {
    if colours.is_empty() {
        return UNKNOWN;
    }
    [0, 1, 2].map(|channel| {
        let mut values: Vec<f32> = colours.iter().map(|colour| colour[channel]).collect();
        values.sort_by(f32::total_cmp);
        values[values.len() / 2]
    })
}

/// The tones of one iris (sRGB).
pub(super) struct Tones {
    rim: [f32; 3],
    dark: [f32; 3],
    middle: [f32; 3],
    light: [f32; 3],
    glow: [f32; 3],
    pupil: [f32; 3],
    count: u8,
    soft: f32,
}

impl Tones {
    /// Lightness of the middle tone stays within this range, so that every eye has a colour.
    const MIDDLE: [f32; 2] = [0.31, 0.60];

    pub(super) fn of([lightness, a, b]: [f32; 3], manner: &Manner) -> Self {
        let middle = (0.09 + lightness).clamp(Self::MIDDLE[0], Self::MIDDLE[1]);
        // Grey eyes stay grey; brown ones get the chroma that their darkness hid.
        let hidden = (middle / lightness.max(0.15)).clamp(1.0, 1.3);
        let tone = |lift: f32, more: f32| {
            let strength = manner.chroma * hidden * more;
            let chroma = a.hypot(b) * strength;
            let fitting = strength * (0.17 / chroma.max(0.17));
            oklab_to_srgb([middle + lift, a * fitting, b * fitting])
        };
        let inked = |colour: [f32; 3], share: f32| mix(colour, manner.ink, share);
        Self {
            rim: inked(tone(-0.26, 0.8), 0.45),
            dark: inked(tone(-0.17, 1.0), 0.25),
            middle: tone(0.0, 1.0),
            light: tone(0.13, 1.1),
            glow: tone(0.24, 0.95),
            pupil: inked(tone(-0.32, 0.5), 0.7),
            count: manner.tones,
            soft: manner.soft,
        }
    }

    /// The colour at a place in radii of the iris, v downwards; `pixel` is one pixel in radii.
    pub(super) fn at(&self, [u, v]: Point, pixel: f32) -> [f32; 3] {
        let step = |x: f32, soft: f32| (x / soft.max(pixel) + 0.5).clamp(0.0, 1.0);
        let far = u.hypot(v);
        let bend = 0.25 * u * u;
        let mut colour = mix(self.dark, self.middle, step(v + bend + 0.12, self.soft));
        if self.count >= 3 {
            colour = mix(colour, self.light, step(v - 0.34 + bend, self.soft));
        }
        if self.count >= 4 {
            let lens = (u / 0.62).hypot((v - 0.60) / 0.30);
            colour = mix(colour, self.glow, step((1.0 - lens) * 0.3, self.soft));
        }
        if self.count >= 5 {
            let ring = 0.05 - ((u.hypot(v * 0.92)) - 0.44).abs();
            colour = mix(colour, self.light, 0.45 * step(ring, self.soft * 0.6));
        }
        colour = mix(colour, self.pupil, step(0.36 - u.hypot(v * 0.92), self.soft * 0.5));
        mix(colour, self.rim, step(far - 0.84, self.soft * 0.8))
    }
}

pub(super) fn mix(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    [0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * t)
}
