//! Puts the photo's fine detail back into a drawn picture: strands of hair, lashes, cloth.

use crate::blur::gaussian;
use crate::colour::{lightness, oklab_to_srgb, srgb_to_oklab};
use crate::guided::{combined, guided_filter};
use crate::{Picture, Plane};

/// Each scale: radius at 512 pixels, what counts as flat, and how much of it comes back.
const SCALES: [Scale; 3] = [
    Scale { radius: 2, epsilon: 0.001, amount: 1.1 },
    Scale { radius: 5, epsilon: 0.003, amount: 0.7 },
    Scale { radius: 12, epsilon: 0.006, amount: 0.3 },
];
/// Lightness differences below this are the camera's noise.
const NOISE: f32 = 0.006;
/// No detail changes the lightness by more than this.
const DETAIL_MAX: f32 = 0.16;
/// The unsharp mask: its blur at 512 pixels, its amount, and how far past its neighbours'
/// range a pixel may go.
const SHARPEN_SIGMA: f32 = 1.0;
const SHARPEN_AMOUNT: f32 = 0.35;
const OVERSHOOT_MAX: f32 = 0.015;

struct Scale {
    radius: usize,
    epsilon: f32,
    amount: f32,
}

/// The drawn picture with the photo's detail (same size and geometry); `strength` 0 changes
/// nothing, 1 is meant for use.
///
/// Colours stay the drawing's own, only lightness moves; edges that are strong in the photo are
/// not detail, so nothing gets a halo.
pub fn enhance(drawn: &Picture, photo: &Picture, strength: f32) -> Picture {
    let strength = strength.clamp(0.0, 2.0);
    if strength == 0.0 {
        return drawn.clone();
    }
    let detail = detail_of(&lightness(photo));
    let mut labs: Vec<[f32; 3]> = drawn.pixels.iter().map(|&p| srgb_to_oklab(p)).collect();
    let mut light = Plane {
        width: drawn.width,
        height: drawn.height,
        values: labs
            .iter()
            .zip(&detail.values)
            .map(|(lab, detail)| lab[0] + strength * detail)
            .collect(),
    };
    light = sharpened(&light, SHARPEN_AMOUNT * strength);
    for (lab, value) in labs.iter_mut().zip(&light.values) {
        lab[0] = value.clamp(0.0, 1.0);
    }
    let pixels = labs.into_iter().map(oklab_to_srgb).collect();
    Picture { width: drawn.width, height: drawn.height, pixels }
}

/// What the guided filter takes out at each scale, without noise and bounded.
fn detail_of(photo: &Plane) -> Plane {
    let zoom = (photo.width.max(photo.height) as f32 / 512.0).max(0.25);
    let mut detail = Plane::filled(photo.width, photo.height, 0.0);
    let mut finer = photo.clone();
    for scale in &SCALES {
        let radius = ((scale.radius as f32 * zoom).round() as usize).max(1);
        let coarser = guided_filter(&finer, &finer, radius, scale.epsilon);
        for ((sum, a), b) in detail.values.iter_mut().zip(&finer.values).zip(&coarser.values) {
            *sum += scale.amount * (a - b);
        }
        finer = coarser;
    }
    detail.map(|v| {
        let cored = v.signum() * (v.abs() - NOISE).max(0.0);
        DETAIL_MAX * (cored / DETAIL_MAX).tanh()
    })
}

/// An unsharp mask that does not leave the range of a pixel's neighbours.
fn sharpened(light: &Plane, amount: f32) -> Plane {
    let zoom = (light.width.max(light.height) as f32 / 512.0).max(0.5);
    let soft = gaussian(light, SHARPEN_SIGMA * zoom);
    let raised = combined(light, &soft, |v, s| v + amount * (v - s));
    let reach = zoom.round().max(1.0) as usize;
    let (low, high) = (extreme(light, reach, f32::min), extreme(light, reach, f32::max));
    let values = raised
        .values
        .iter()
        .zip(low.values.iter().zip(&high.values))
        .map(|(v, (low, high))| v.clamp(low - OVERSHOOT_MAX, high + OVERSHOOT_MAX))
        .collect();
    Plane { width: light.width, height: light.height, values }
}

/// The smallest or largest value of a square of `radius` (small), across, then down.
fn extreme(plane: &Plane, radius: usize, pick: fn(f32, f32) -> f32) -> Plane {
    let (w, h) = (plane.width, plane.height);
    let mut across = plane.clone();
    for y in 0..h {
        let row = &plane.values[y * w..(y + 1) * w];
        for (x, out) in across.values[y * w..(y + 1) * w].iter_mut().enumerate() {
            let near = &row[x.saturating_sub(radius)..(x + radius + 1).min(w)];
            *out = near.iter().copied().fold(*out, pick);
        }
    }
    let mut both = across.clone();
    for y in 0..h {
        for near in y.saturating_sub(radius)..(y + radius + 1).min(h) {
            let row = &across.values[near * w..(near + 1) * w];
            for (out, value) in both.values[y * w..(y + 1) * w].iter_mut().zip(row) {
                *out = pick(*out, *value);
            }
        }
    }
    both
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Left half: fine strands of hair; right half: plain; a strong edge between.
    fn photo() -> Picture {
        Picture::from_fn(128, 96, |x, _| {
            if x < 64 { [0.25 + 0.10 * f32::from(x % 4 < 2); 3] } else { [0.8; 3] }
        })
    }

    fn flat() -> Picture {
        Picture::from_fn(128, 96, |x, _| if x < 64 { [0.4, 0.25, 0.2] } else { [0.9, 0.8, 0.7] })
    }

    fn spread(picture: &Picture, columns: std::ops::Range<usize>) -> f32 {
        let light = lightness(picture);
        let row: Vec<f32> = columns.map(|x| light.values[48 * 128 + x]).collect();
        let mean = row.iter().sum::<f32>() / row.len() as f32;
        (row.iter().map(|v| (v - mean).powi(2)).sum::<f32>() / row.len() as f32).sqrt()
    }

    #[test]
    fn strands_come_back_and_plain_stays_plain() {
        let out = enhance(&flat(), &photo(), 1.0);
        assert!(spread(&out, 16..48) > 0.02, "the strands are missing: {}", spread(&out, 16..48));
        assert!(spread(&out, 80..120) < 0.002, "the plain side got a pattern");
        let stronger = enhance(&flat(), &photo(), 1.6);
        assert!(spread(&stronger, 16..48) > 1.2 * spread(&out, 16..48));
    }

    #[test]
    fn nothing_happens_at_strength_zero() {
        assert_eq!(enhance(&flat(), &photo(), 0.0), flat());
    }

    #[test]
    fn a_strong_edge_gets_no_halo() {
        let edge = |low: f32, high: f32| {
            Picture::from_fn(128, 96, move |x, _| [if x < 64 { low } else { high }; 3])
        };
        let drawn = edge(0.3, 0.8);
        let light = lightness(&enhance(&drawn, &edge(0.2, 0.9), 1.0));
        let plain = lightness(&drawn);
        for x in 0..128 {
            let over = (light.at(x, 40) - plain.at(x, 40)).abs();
            assert!(over < 0.03, "a halo of {over} at {x}");
        }
    }

    #[test]
    fn noise_is_not_detail() {
        let noisy = Picture::from_fn(128, 96, |x, y| {
            [0.5 + 0.004 * (((x * 31 + y * 17) % 7) as f32 / 3.0 - 1.0); 3]
        });
        let drawn = Picture::filled(128, 96, [0.6; 3]);
        assert!(spread(&enhance(&drawn, &noisy, 1.0), 10..110) < 0.001);
    }

    #[test]
    fn extremes_of_a_square() {
        let point = Plane::from_fn(7, 5, |x, y| f32::from(x == 3 && y == 2));
        assert_eq!(extreme(&point, 1, f32::max).values.iter().sum::<f32>(), 9.0);
        assert_eq!(extreme(&point, 1, f32::min).values.iter().sum::<f32>(), 0.0);
    }
}
