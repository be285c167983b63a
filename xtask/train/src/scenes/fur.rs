//! Strands: hair and fur as thousands of thin curved strokes along a slowly turning direction.
//!
//! Rendered heads have smooth hair; photographs have strands, locks and stray ends at every
//! scale. What is learned on these is what keeps real hair from staying a photograph.

use super::random::{Random, clouds, noise2};
use picture::{Picture, Plane};
use std::f32::consts::{PI, TAU};

/// Light of strands over their mean, `0.1..=3.0`, as a picture of factors.
pub fn strands(size: usize, r: &mut Random) -> Plane {
    let field = Direction::random(size, r);
    let contrast = r.range(0.25, 0.8);
    let (length, width) = (r.range(20.0, 90.0), r.range(0.5, 1.5));
    let count = (size * size) as f32 * r.range(1.4, 3.0) / (length * width.max(0.8));
    let lock_seed = r.bits() as u32;
    let lock_scale = r.range(0.02, 0.06);
    let mut plane = Plane::filled(size, size, 1.0);
    for _ in 0..count as usize {
        let start = [r.unit() * size as f32, r.unit() * size as f32];
        // Strands of one lock are alike.
        let lock = clouds(start[0] * lock_scale, start[1] * lock_scale, 3, 0.6, lock_seed);
        let factor = (contrast * (0.9 * lock + 0.7 * r.normal())).exp().clamp(0.1, 3.0);
        let (reach, thick) = (length * r.range(0.5, 1.5), width * r.range(0.6, 1.5));
        stroke(&mut plane, &field, start, reach, thick, factor);
    }
    // Locks bend towards the light together.
    let (band, seed) = (r.range(0.0, 0.5), r.bits() as u32);
    let turn = r.range(0.006, 0.016);
    Plane::from_fn(size, size, |x, y| {
        let shine = noise2(x as f32 * turn, y as f32 * turn, seed);
        plane.values[y * size + x] * (band * shine).exp()
    })
}

/// A picture of fur in linear light: one coat, or two that meet.
pub fn coat(size: usize, r: &mut Random) -> Picture {
    let colours = [r.colour(0.5), r.colour(0.5), r.colour(0.3)];
    let light = strands(size, r);
    let (scale, seed) = (r.range(0.004, 0.015), r.bits() as u32);
    let (spots, spot_seed) = (r.range(0.0, 1.0), r.bits() as u32);
    Picture::from_fn(size, size, |x, y| {
        let (u, v) = (x as f32 * scale, y as f32 * scale);
        let t = (0.5 + 2.5 * clouds(u, v, 3, 0.5, seed)).clamp(0.0, 1.0);
        let s = (spots * 2.0 * clouds(u * 2.5, v * 2.5, 2, 0.5, spot_seed)).clamp(0.0, 1.0);
        let factor = light.values[y * size + x];
        [0, 1, 2].map(|c| {
            let base = colours[0][c] + (colours[1][c] - colours[0][c]) * t;
            ((base + (colours[2][c] - base) * s) * factor).max(0.002)
        })
    })
}

/// Which way the strands run.
struct Direction {
    angle: f32,
    turn: f32,
    scale: f32,
    seed: u32,
    /// Strands part around this point, by this much.
    parting: ([f32; 2], f32),
}

impl Direction {
    fn random(size: usize, r: &mut Random) -> Self {
        let side = size as f32;
        Self {
            angle: if r.chance(0.6) { PI / 2.0 + 0.4 * r.normal() } else { r.unit() * TAU },
            turn: r.range(0.2, 2.2),
            scale: r.range(0.002, 0.012),
            seed: r.bits() as u32,
            parting: ([r.unit() * side, r.range(-0.2, 0.5) * side], r.range(0.0, 1.0)),
        }
    }

    fn at(&self, [x, y]: [f32; 2]) -> [f32; 2] {
        let wave = self.turn * clouds(x * self.scale, y * self.scale, 3, 0.5, self.seed);
        let ([px, py], share) = self.parting;
        let around = (y - py).atan2(x - px);
        let (a, b) = (self.angle + wave, around + 0.6 * wave);
        let (dx, dy) =
            (a.cos() * (1.0 - share) + b.cos() * share, a.sin() * (1.0 - share) + b.sin() * share);
        let length = dx.hypot(dy).max(1e-3);
        [dx / length, dy / length]
    }
}

/// One tapered strand.
fn stroke(
    plane: &mut Plane,
    field: &Direction,
    start: [f32; 2],
    length: f32,
    width: f32,
    factor: f32,
) {
    const STEP: f32 = 1.5;
    let steps = (length / STEP) as usize;
    let mut at = start;
    let mut way = field.at(at);
    for step in 0..steps {
        if step % 4 == 0 {
            way = field.at(at);
        }
        at = [at[0] + way[0] * STEP, at[1] + way[1] * STEP];
        let taper = (PI * (step as f32 + 0.5) / steps as f32).sin().sqrt();
        dab(plane, at, width * taper, factor);
    }
}

/// A small round dab, half covering.
fn dab(plane: &mut Plane, [x, y]: [f32; 2], radius: f32, factor: f32) {
    let reach = radius.ceil() as isize;
    for j in y as isize - reach..=y as isize + reach {
        for i in x as isize - reach..=x as isize + reach {
            if i < 0 || j < 0 || i >= plane.width as isize || j >= plane.height as isize {
                continue;
            }
            let apart = (i as f32 + 0.5 - x).hypot(j as f32 + 0.5 - y);
            let cover = (radius + 0.5 - apart).clamp(0.0, 1.0) * 0.6;
            let value = &mut plane.values[j as usize * plane.width + i as usize];
            *value += (factor - *value) * cover;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strands_are_around_their_mean_and_finer_along_than_across() {
        let mut r = Random::new(3);
        let plane = strands(128, &mut r);
        assert!(plane.values.iter().all(|v| (0.02..=6.0).contains(v)));
        let mean = plane.values.iter().sum::<f32>() / plane.values.len() as f32;
        assert!((0.4..2.0).contains(&mean), "mean {mean}");
        assert_eq!(plane, strands(128, &mut Random::new(3)));
    }
}
