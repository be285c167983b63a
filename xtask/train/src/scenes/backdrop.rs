//! What is behind a portrait: out-of-focus rooms, leaves and lights, or a plain wall.

use super::leaves::{Pile, pile};
use super::random::{Random, clouds};
use crate::teacher::field::Field;
use picture::Picture;

/// A background in linear light.
pub fn backdrop(size: usize, r: &mut Random) -> Picture {
    match r.below(6) {
        0 => wall(size, r),
        1 => lights(size, r),
        2 => {
            let how = Pile { count: 500, radii: [0.016, 0.16], spread: 0.15, texture: 0.6 };
            let sigma = r.range(0.5, 9.0);
            blurred(&pile(size, how, r), sigma)
        }
        3 => {
            let sigma = r.range(1.0, 14.0);
            blurred(&room(size, r), sigma)
        }
        4 => room(size, r),
        _ => {
            let how = Pile { count: 120, radii: [0.04, 0.5], spread: 0.5, texture: 0.8 };
            let sigma = r.range(0.5, 14.0);
            blurred(&pile(size, how, r), sigma)
        }
    }
}

/// Out of focus.
pub fn blurred(picture: &Picture, sigma: f32) -> Picture {
    let field = Field {
        width: picture.width,
        height: picture.height,
        texels: picture.pixels.iter().map(|p| [p[0], p[1], p[2], 0.0]).collect(),
    };
    let pixels = field.widely_blurred(sigma).texels.iter().map(|t| [t[0], t[1], t[2]]).collect();
    Picture { width: picture.width, height: picture.height, pixels }
}

fn wall(size: usize, r: &mut Random) -> Picture {
    let colour = r.colour(0.35);
    let (dx, dy) = (r.range(-0.6, 0.6), r.range(-0.6, 0.6));
    let (spots, seed) = (r.range(0.0, 0.25), r.bits() as u32);
    Picture::from_fn(size, size, |x, y| {
        let (u, v) = (x as f32 / size as f32 - 0.5, y as f32 / size as f32 - 0.5);
        let light =
            (1.0 + dx * u + dy * v + spots * clouds(u * 4.0, v * 4.0, 4, 0.55, seed)).max(0.05);
        colour.map(|c| c * light)
    })
}

/// Points of light far out of focus.
fn lights(size: usize, r: &mut Random) -> Picture {
    let dark = r.colour(0.3).map(|c| c * 0.25);
    let mut picture = Picture::filled(size, size, dark);
    for _ in 0..r.below(60) + 15 {
        let (cx, cy) = (r.unit() * size as f32, r.unit() * size as f32);
        let radius = r.range(5.0, 38.0);
        let colour = r.colour(0.8).map(|c| c * r.range(0.2, 1.3));
        let top = (cy - radius).max(0.0) as usize;
        for y in top..((cy + radius) as usize + 1).min(size) {
            for x in (cx - radius).max(0.0) as usize..((cx + radius) as usize + 1).min(size) {
                let d = ((x as f32 - cx).powi(2) + (y as f32 - cy).powi(2)).sqrt();
                let t = ((radius - d) / 2.5).clamp(0.0, 1.0) * (0.7 + 0.3 * d / radius);
                let pixel = &mut picture.pixels[y * size + x];
                *pixel = [0, 1, 2].map(|i| pixel[i] + colour[i] * t);
            }
        }
    }
    picture
}

/// Walls, windows, shelves: rectangles in perspective light.
pub fn room(size: usize, r: &mut Random) -> Picture {
    let mut picture = wall(size, r);
    let side = size as f32;
    for _ in 0..r.below(14) + 6 {
        let (w, h) = (r.range(0.03, 0.5) * side, r.range(0.03, 0.6) * side);
        let (x0, y0) = (r.range(-0.2, 1.0) * side, r.range(-0.2, 1.0) * side);
        let lean = 0.15 * r.normal();
        let first = r.colour(0.4).map(|c| c * r.range(0.3, 1.6));
        let (gx, gy) = (r.range(-0.5, 0.5), r.range(-0.5, 0.5));
        let (grain, seed) = (r.range(0.0, 0.4), r.bits() as u32);
        let stretch = r.range(0.2, 6.0);
        let (top, bottom) = (y0.max(0.0) as usize, ((y0 + h * 1.3).max(0.0) as usize).min(size));
        for y in top..bottom {
            for x in 0..size {
                let (u, v) =
                    (x as f32 - x0 - lean * y as f32, y as f32 - y0 - lean * x as f32 * 0.3);
                let inside = u.min(w - u).min(v).min(h - v);
                if inside < -0.5 {
                    continue;
                }
                let light = 1.0
                    + gx * (u / w - 0.5)
                    + gy * (v / h - 0.5)
                    + grain * clouds(u * 0.03 * stretch, v * 0.2 / stretch, 3, 0.6, seed);
                let cover = (inside + 0.5).clamp(0.0, 1.0);
                let pixel = &mut picture.pixels[y * size + x];
                *pixel =
                    [0, 1, 2].map(|i| pixel[i] + (first[i] * light.max(0.03) - pixel[i]) * cover);
            }
        }
    }
    picture
}
