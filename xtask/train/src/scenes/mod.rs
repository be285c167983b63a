//! Training pictures made from numbers alone: heads under every light, piles of leaves, rooms.
//!
//! No photograph and no one's face is in them, so nobody's consent is needed, and every scene
//! follows from its seed bit by bit. Entry: [`scene`].

pub mod backdrop;
pub mod fur;
pub mod head;
pub mod leaves;
pub mod marks;
pub mod random;
pub mod render;
pub mod surface;
pub mod vector;

use picture::{Picture, Plane, colour};
use random::Random;
use render::{Exposure, Shot};

/// Side of a scene.
pub const SIZE: usize = 512;
/// Side of its guidance masks.
pub const GUIDANCE_SIZE: usize = marks::SIZE;
/// Share of scenes that are portraits.
const PORTRAITS: f32 = 0.70;

/// A training picture and what is known of it.
#[derive(Clone, Debug)]
pub struct Scene {
    /// 512×512, sRGB.
    pub picture: Picture,
    /// Face oval, eyes with brows, lips, 256×256; all zero where there is no face.
    pub guidance: [Plane; 3],
    /// Skin, 512×512.
    pub skin: Plane,
    /// Hair of the head, 512×512.
    pub hair: Plane,
}

/// The scene of a seed.
pub fn scene(seed: u64) -> Scene {
    scene_at(seed, SIZE)
}

/// The same at another size: tests are quicker with small pictures.
fn scene_at(seed: u64, size: usize) -> Scene {
    let mut r = Random::new(seed);
    if r.chance(PORTRAITS) { portrait(&mut r, size) } else { place(&mut r, size) }
}

fn portrait(r: &mut Random, size: usize) -> Scene {
    let behind = backdrop::backdrop(size, r);
    let dim = r.range(0.25, 1.0);
    let shot = Shot::random(r);
    let Exposure { colour, cover, skin, hair } = shot.expose(size);
    // Rendered hair is smooth; most of it gets strands.
    let strands = r.chance(0.75).then(|| fur::strands(size, r));
    let pixels = (0..size * size)
        .map(|i| {
            let t = cover.values[i];
            let strand =
                strands.as_ref().map_or(1.0, |s| 1.0 + (s.values[i] - 1.0) * hair.values[i]);
            [0, 1, 2].map(|c| behind.pixels[i][c] * dim * (1.0 - t) + colour[i][c] * strand * t)
        })
        .collect();
    let guidance = if r.chance(0.94) { marks::guidance(&shot) } else { no_guidance() };
    let picture = develop(Picture { width: size, height: size, pixels }, r);
    Scene { picture, guidance, skin, hair }
}

fn place(r: &mut Random, size: usize) -> Scene {
    let light = match r.below(7) {
        0 => backdrop::room(size, r),
        5 | 6 => fur::coat(size, r),
        1 => {
            let far = backdrop::backdrop(size, r);
            let how = leaves::Pile { count: 40, radii: [0.04, 0.35], spread: 0.5, texture: 0.8 };
            let near = leaves::pile(size, how, r);
            let edge = r.range(0.3, 0.7);
            Picture::from_fn(size, SIZE, |x, y| {
                let i = y * size + x;
                if y as f32 / size as f32 > edge { near.pixels[i] } else { far.pixels[i] }
            })
        }
        _ => {
            let how = leaves::Pile {
                count: 80 + r.below(900),
                radii: [r.range(0.010, 0.09), r.range(0.25, 0.8)],
                spread: r.range(0.1, 0.7),
                texture: r.range(0.2, 1.0),
            };
            leaves::pile(size, how, r)
        }
    };
    let light = if r.chance(0.3) { backdrop::blurred(&light, r.range(0.5, 3.0)) } else { light };
    let nothing = Plane::filled(size, SIZE, 0.0);
    let picture = develop(light, r);
    Scene { picture, guidance: no_guidance(), skin: nothing.clone(), hair: nothing }
}

fn no_guidance() -> [Plane; 3] {
    [0, 1, 2].map(|_| Plane::filled(GUIDANCE_SIZE, GUIDANCE_SIZE, 0.0))
}

/// Linear light to a photograph: lens softness, exposure, white balance, film curve, noise.
fn develop(light: Picture, r: &mut Random) -> Picture {
    let soft = backdrop::blurred(&light, r.range(0.35, 0.9));
    let mut levels: Vec<f32> = soft.pixels.iter().step_by(37).map(|p| p[1]).collect();
    levels.sort_by(f32::total_cmp);
    let middle = levels[levels.len() / 2] * 0.5 + levels[levels.len() * 9 / 10] * 0.5;
    // Cameras expose for the middle, half-heartedly.
    let exposure = (0.34 / middle.max(0.02)).powf(0.75) * r.range(0.50, 1.55);
    let warm = r.range(0.93, 1.08);
    let balance = [exposure * warm, exposure, exposure / warm];
    let noise = r.range(0.0, 0.012);
    let knee = r.range(0.55, 0.85);
    soft.map(|p| {
        let grain = noise * r.normal();
        [0, 1, 2].map(|c| {
            let v = p[c] * balance[c];
            let v = if v > knee {
                knee + (1.0 - knee) * (1.0 - (-(v - knee) / (1.0 - knee)).exp())
            } else {
                v
            };
            (colour::to_srgb(v) + grain + 0.5 * noise * r.normal()).clamp(0.0, 1.0)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_one_scene_bit_by_bit() {
        for seed in 0..4 {
            let (a, b) = (scene_at(seed, 64), scene_at(seed, 64));
            assert_eq!(a.picture, b.picture);
            assert_eq!(a.guidance, b.guidance);
        }
        assert_ne!(scene_at(0, 64).picture, scene_at(1, 64).picture);
    }

    #[test]
    fn scenes_are_pictures() {
        for seed in 0..12 {
            let scene = scene_at(seed, 64);
            for value in scene.picture.pixels.iter().flatten() {
                assert!((0.0..=1.0).contains(value), "seed {seed} has a value of {value}");
            }
            let mean = scene.picture.pixels.iter().map(|p| p[1]).sum::<f32>() / 4096.0;
            assert!((0.04..0.95).contains(&mean), "seed {seed} is exposed to {mean}");
        }
    }

    #[test]
    fn guidance_lies_on_skin() {
        let mut portraits = 0;
        for seed in 0..24 {
            let scene = scene_at(seed, 64);
            let [oval, _, lips] = &scene.guidance;
            let lip_area: f32 = lips.values.iter().sum();
            if lip_area < 20.0 {
                continue;
            }
            portraits += 1;
            assert!(
                oval.values.iter().sum::<f32>() > 8.0 * lip_area,
                "seed {seed}: oval too small"
            );
            let skin = scene.skin.resize(GUIDANCE_SIZE, GUIDANCE_SIZE);
            let shared: f32 = lips.values.iter().zip(&skin.values).map(|(l, s)| l * s).sum();
            assert!(shared > 0.5 * lip_area, "seed {seed}: the lips are not on the skin");
        }
        assert!(portraits > 8, "only {portraits} portraits in 24 scenes");
    }
}
