//! Who is in front: turns a coarse person mask into a matte that follows hair and shoulders,
//! and lays people over colours.

use crate::blur::box_blur;
use crate::guided::{combined, guided_filter_colour};
use crate::{Picture, Plane};

/// The longest side at which a matte is worked out; larger photos get it enlarged.
const WORK_MAX: usize = 640;
/// The coarse mask's soft border is tightened to this range before it is refined.
const TIGHTEN: [f32; 2] = [0.2, 0.8];
/// Neighbourhood of the refinement over the longest side, and the variance of flat colours.
const RADIUS_SHARE: f32 = 0.016;
const EPSILON: f32 = 3e-4;
/// How far from the coarse border, over the longest side, hair may reach.
const BAND_SHARE: f32 = 0.028;
/// The refined matte is spread from this range to nothing and all.
const FINISH: [f32; 2] = [0.08, 0.92];
/// From this alpha on a pixel shows nothing but the person; below the other, nothing of it.
const SOLID: f32 = 0.97;
const CLEAR: f32 = 0.03;

/// A matte of the photo's size from a soft person mask of any size (1 is the person).
pub fn refine(matte: &Plane, photo: &Picture) -> Plane {
    let longest = photo.width.max(photo.height);
    let shrink = (WORK_MAX as f32 / longest as f32).min(1.0);
    let [w, h] = [photo.width, photo.height].map(|v| ((v as f32 * shrink).round() as usize).max(1));
    let small = photo.resize(w, h);
    let span = w.max(h) as f32;
    let coarse = matte.resize(w, h).map(|v| ramp(v, TIGHTEN));

    let radius = ((span * RADIUS_SHARE).round() as usize).max(2);
    let first = guided_filter_colour(&small, &coarse, radius, EPSILON);
    // Once more, finer: the first round finds the border, the second the strands.
    let first = first.map(|v| ramp(v, FINISH));
    let refined = guided_filter_colour(&small, &first, (radius / 2).max(1), EPSILON / 4.0);

    // Far from the coarse border the mask was sure, and a button or a lamp changes nothing.
    let band = ((span * BAND_SHARE).round() as usize).max(2);
    let near = box_blur(&coarse, band);
    let values = refined
        .values
        .iter()
        .zip(&near.values)
        .map(|(&alpha, &near)| {
            let alpha = ramp(alpha, FINISH);
            let solid = ramp(near, [0.90, 0.99]);
            let clear = ramp(near, [0.01, 0.08]);
            (alpha.max(solid)) * clear
        })
        .collect();
    let refined = Plane { width: w, height: h, values };
    refined.resize(photo.width, photo.height).map(|v| v.clamp(0.0, 1.0))
}

/// Takes the background's colour out of the border's pixels (`alpha` of the same size), so that
/// the person can stand before any colour.
pub fn decontaminate(picture: &Picture, alpha: &Plane) -> Picture {
    let span = picture.width.max(picture.height);
    let radii = [span / 128, span / 40].map(|r| r.max(2));
    let person = spread(picture, &alpha.map(|a| f32::from(a > SOLID)), radii);
    let behind = spread(picture, &alpha.map(|a| f32::from(a < CLEAR)), radii);
    let mut pixels = Vec::with_capacity(picture.pixels.len());
    for (index, &mixed) in picture.pixels.iter().enumerate() {
        let a = alpha.values[index];
        let (front, front_known) = person[index];
        let (back, back_known) = behind[index];
        if a > SOLID || !front_known {
            pixels.push(mixed);
            continue;
        }
        // mixed = a * own + (1 - a) * back; the fainter a pixel, the less its own can be told.
        let trust = if back_known { ramp(a, [0.25, 0.85]) } else { 0.0 };
        pixels.push([0, 1, 2].map(|c| {
            let own = (mixed[c] - (1.0 - a) * back[c]) / a.max(0.1);
            // Not `clamp`, which would panic where a broken picture is not a number.
            let own = own.max(front[c] - 0.2).min(front[c] + 0.2).clamp(0.0, 1.0);
            front[c] + (own - front[c]) * trust
        }));
    }
    Picture { width: picture.width, height: picture.height, pixels }
}

/// The picture over one colour, by `alpha` of the same size.
pub fn over(picture: &Picture, alpha: &Plane, colour: [f32; 3]) -> Picture {
    let pixels = picture
        .pixels
        .iter()
        .zip(&alpha.values)
        .map(|(pixel, &a)| [0, 1, 2].map(|c| colour[c] + (pixel[c] - colour[c]) * a))
        .collect();
    Picture { width: picture.width, height: picture.height, pixels }
}

/// The alpha of a circle that fills a square, for round profile pictures.
pub fn circle(size: usize) -> Plane {
    let radius = size as f32 / 2.0;
    Plane::from_fn(size, size, |x, y| {
        let distance = (x as f32 + 0.5 - radius).hypot(y as f32 + 0.5 - radius);
        (radius - distance + 0.5).clamp(0.0, 1.0)
    })
}

/// The mean colour of the marked pixels near every pixel, the nearest radius that has any;
/// false where none is near.
fn spread(picture: &Picture, marked: &Plane, radii: [usize; 2]) -> Vec<([f32; 3], bool)> {
    let mut found = vec![([0.0; 3], false); picture.pixels.len()];
    let channels = [0, 1, 2].map(|c| combined(&picture.channel(c), marked, |v, m| v * m));
    for radius in radii {
        let weight = box_blur(marked, radius);
        let sums = [0, 1, 2].map(|c| box_blur(&channels[c], radius));
        for (index, (colour, known)) in found.iter_mut().enumerate() {
            let w = weight.values[index];
            if !*known && w > 0.01 {
                *colour = [0, 1, 2].map(|c| (sums[c].values[index] / w).clamp(0.0, 1.0));
                *known = true;
            }
        }
    }
    found
}

/// 0 below `from`, 1 above `to`, smooth between.
fn ramp(value: f32, [from, to]: [f32; 2]) -> f32 {
    let t = ((value - from) / (to - from)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blur::gaussian;

    const SIZE: usize = 256;
    const SKIN: [f32; 3] = [0.75, 0.55, 0.45];
    const WALL: [f32; 3] = [0.35, 0.5, 0.42];

    /// A head with spiky hair on shoulders.
    fn person(x: f32, y: f32) -> bool {
        let (dx, dy) = (x - 0.5, y - 0.4);
        let reach = 0.2 + 0.02 * (dy.atan2(dx) * 14.0).sin();
        dx.hypot(dy) < reach || (y > 0.6 && dx.abs() < 0.18 + (y - 0.6) * 0.8)
    }

    /// The true alpha, by sixteen samples a pixel.
    fn truth() -> Plane {
        Plane::from_fn(SIZE, SIZE, |x, y| {
            let hit = |k: usize| {
                let sx = (x as f32 + (k % 4) as f32 / 4.0 + 0.125) / SIZE as f32;
                let sy = (y as f32 + (k / 4) as f32 / 4.0 + 0.125) / SIZE as f32;
                f32::from(person(sx, sy))
            };
            (0..16).map(hit).sum::<f32>() / 16.0
        })
    }

    fn photo() -> Picture {
        let textured = |colour: [f32; 3]| {
            Picture::from_fn(SIZE, SIZE, |x, y| {
                colour.map(|v| v + 0.02 * (((x * 5 + y * 3) % 11) as f32 / 5.0 - 1.0))
            })
        };
        let (front, back) = (textured(SKIN), textured(WALL));
        let pixels = truth()
            .values
            .iter()
            .enumerate()
            .map(|(i, a)| [0, 1, 2].map(|c| a * front.pixels[i][c] + (1.0 - a) * back.pixels[i][c]))
            .collect();
        Picture { width: SIZE, height: SIZE, pixels }
    }

    /// What a small segmentation network gives: coarse, soft and blind to the spikes.
    fn coarse() -> Plane {
        gaussian(&truth().resize(64, 64), 1.6)
    }

    fn error(a: &Plane, b: &Plane) -> f32 {
        let sum: f32 = a.values.iter().zip(&b.values).map(|(a, b)| (a - b).abs()).sum();
        sum / a.values.len() as f32
    }

    #[test]
    fn the_refined_matte_follows_the_hair() {
        let (plain, refined) = (coarse().resize(SIZE, SIZE), refine(&coarse(), &photo()));
        let (before, after) = (error(&plain, &truth()), error(&refined, &truth()));
        assert!(after < 0.4 * before, "{before} only became {after}");
    }

    #[test]
    fn inside_is_solid_and_outside_is_clean() {
        let mut photo = photo();
        // A wall-coloured badge on the chest and a skin-coloured lamp on the wall.
        for (cx, cy, colour) in [(128, 215, WALL), (25, 40, SKIN)] {
            for y in cy - 8..cy + 8 {
                for x in cx - 8..cx + 8 {
                    photo.pixels[y * SIZE + x] = colour;
                }
            }
        }
        let refined = refine(&coarse(), &photo);
        assert!(refined.at(128, 215) > 0.99, "the badge became a hole");
        assert!(refined.at(25, 40) < 0.01, "the lamp became a person");
        assert!(refined.at(128, 100) > 0.99 && refined.at(4, 120) < 0.01);
        assert!(refined.values.iter().all(|v| (0.0..=1.0).contains(v)));
    }

    #[test]
    fn large_and_oblong_photos_work_too() {
        let photo = photo().resize(900, 700);
        let refined = refine(&coarse(), &photo);
        assert_eq!((refined.width, refined.height), (900, 700));
        assert!(error(&refined, &truth().resize(900, 700)) < 0.02);
    }

    #[test]
    fn the_wall_leaves_the_hair() {
        let (photo, alpha) = (photo(), truth());
        let clean = decontaminate(&photo, &alpha);
        let off = |p: &Picture| -> f32 {
            let border = alpha.values.iter().enumerate().filter(|(_, a)| (0.1..0.9).contains(*a));
            border.map(|(i, _)| (p.pixels[i][0] - SKIN[0]).abs()).sum()
        };
        assert!(off(&clean) < 0.25 * off(&photo), "{} of {}", off(&clean), off(&photo));
        for (i, a) in alpha.values.iter().enumerate() {
            assert!(*a < 1.0 || clean.pixels[i] == photo.pixels[i], "the inside must stay");
        }
    }

    #[test]
    fn nobody_and_nothing_but_somebody() {
        let photo = photo();
        for value in [0.0, 1.0] {
            let refined = refine(&Plane::filled(32, 32, value), &photo);
            assert!(refined.values.iter().all(|v| (v - value).abs() < 1e-3), "{value}");
            assert_eq!(decontaminate(&photo, &refined).pixels.len(), photo.pixels.len());
        }
    }

    #[test]
    fn laid_over_a_colour() {
        let picture = Picture::filled(3, 1, [1.0, 0.0, 0.5]);
        let alpha = Plane { width: 3, height: 1, values: vec![0.0, 0.5, 1.0] };
        let out = over(&picture, &alpha, [0.0, 1.0, 0.5]);
        assert_eq!(out.pixels, vec![[0.0, 1.0, 0.5], [0.5, 0.5, 0.5], [1.0, 0.0, 0.5]]);
    }

    #[test]
    fn a_circle_has_its_area() {
        for size in [128, 512] {
            let sum: f32 = circle(size).values.iter().sum();
            let wanted = std::f32::consts::PI * (size * size) as f32 / 4.0;
            assert!((sum / wanted - 1.0).abs() < 0.005);
        }
    }
}
