//! Dead leaves: shapes of all sizes occluding each other, with textures and depth of field – the
//! simplest pictures with the statistics of photographs – and simple places made of the same.

use super::random::{Random, clouds, noise2};
use picture::Picture;

/// How a pile of leaves looks.
#[derive(Clone, Copy, Debug)]
pub struct Pile {
    /// Number of shapes.
    pub count: usize,
    /// Smallest and largest radius, as shares of the side.
    pub radii: [f32; 2],
    /// How far the colours of one pile lie apart.
    pub spread: f32,
    /// Strength of the textures.
    pub texture: f32,
}

struct Leaf {
    centre: [f32; 2],
    radius: f32,
    angle: [f32; 2],
    aspect: f32,
    kind: usize,
    colours: [[f32; 3]; 2],
    texture: usize,
    scale: f32,
    gain: f32,
    light: [f32; 2],
    seed: u32,
}

/// A pile in linear light.
pub fn pile(size: usize, how: Pile, r: &mut Random) -> Picture {
    let base = r.colour(0.5);
    let other = r.colour(0.5);
    let ground_seed = r.bits() as u32;
    let mut picture = Picture::from_fn(size, size, |x, y| {
        let (u, v) = (x as f32 / size as f32, y as f32 / size as f32);
        let t = (0.5 + 0.6 * (v - 0.5) + 0.35 * clouds(u * 3.0, v * 3.0, 3, 0.5, ground_seed))
            .clamp(0.0, 1.0);
        [0, 1, 2].map(|i| base[i] + (other[i] - base[i]) * t)
    });
    let [small, large] = how.radii;
    let mut leaves: Vec<Leaf> = (0..how.count)
        .map(|_| {
            // Size law r^-3, the one natural occlusion follows; inverted from its distribution.
            let u = r.unit();
            let radius = 1.0 / (1.0 / (small * small) * (1.0 - u) + u / (large * large)).sqrt();
            Leaf::random(r, radius, (base, other), how)
        })
        .collect();
    if r.chance(0.6) {
        leaves.sort_by(|a, b| b.radius.total_cmp(&a.radius));
    }
    for leaf in &leaves {
        leaf.lay(&mut picture);
    }
    picture
}

impl Leaf {
    fn random(r: &mut Random, radius: f32, (base, other): ([f32; 3], [f32; 3]), how: Pile) -> Self {
        let near = if r.chance(0.5) { base } else { other };
        let vary = |r: &mut Random| {
            let wild = r.colour(0.7);
            let level = r.range(0.5, 1.6);
            let spread = how.spread;
            [0, 1, 2]
                .map(|i| ((near[i] * (1.0 - spread) + wild[i] * spread) * level).clamp(0.005, 1.2))
        };
        let angle = r.range(0.0, std::f32::consts::TAU).sin_cos();
        let glow = r.range(0.0, std::f32::consts::TAU).sin_cos();
        Self {
            centre: [r.range(-0.1, 1.1), r.range(-0.1, 1.1)],
            radius,
            angle: [angle.0, angle.1],
            aspect: r.range(0.25, 1.0),
            kind: r.below(5),
            colours: [vary(r), vary(r)],
            texture: r.below(5),
            scale: r.range(4.0, 60.0),
            gain: how.texture * r.range(0.0, 1.0),
            light: [glow.0 * 0.35, glow.1 * 0.35],
            seed: r.bits() as u32,
        }
    }

    /// Inside-ness in pixels (positive inside) at local coordinates in units of the radius.
    fn inside(&self, u: f32, v: f32) -> f32 {
        let v = v / self.aspect;
        match self.kind {
            0 => 1.0 - (u * u + v * v).sqrt(),
            1 => 1.0 - u.abs().max(v.abs()),
            2 => 1.0 - (u.abs() * 1.4 + v.abs() * (1.0 + 0.5 * u)),
            3 => 1.0 - (u * u + v * v).sqrt() - 0.3 * noise2(u * 2.5, v * 2.5, self.seed),
            _ => (1.0 - u * u) * 0.8 - v.abs(),
        }
    }

    fn lay(&self, picture: &mut Picture) {
        let size = picture.width as f32;
        let reach = self.radius * 1.5;
        let range = |c: f32| {
            let low = ((c - reach) * size).max(0.0) as usize;
            low..(((c + reach) * size).max(0.0) as usize + 1).min(picture.width)
        };
        let (rows, columns) = (range(self.centre[1]), range(self.centre[0]));
        let edge = self.radius * self.aspect * size;
        for y in rows {
            for x in columns.clone() {
                let dx = ((x as f32 + 0.5) / size - self.centre[0]) / self.radius;
                let dy = ((y as f32 + 0.5) / size - self.centre[1]) / self.radius;
                let u = dx * self.angle[1] + dy * self.angle[0];
                let v = dy * self.angle[1] - dx * self.angle[0];
                let cover = (self.inside(u, v) * edge + 0.5).clamp(0.0, 1.0);
                if cover <= 0.0 {
                    continue;
                }
                let colour = self.colour(u, v, dx, dy);
                let pixel = &mut picture.pixels[y * picture.width + x];
                *pixel = [0, 1, 2].map(|i| pixel[i] + (colour[i] - pixel[i]) * cover);
            }
        }
    }

    fn colour(&self, u: f32, v: f32, dx: f32, dy: f32) -> [f32; 3] {
        let s = self.scale * self.radius * 3.0;
        let pattern = match self.texture {
            0 => 0.0,
            1 => clouds(u * s, v * s, 4, 0.6, self.seed),
            2 => (u * s * 3.0 + 2.0 * noise2(u * 2.0, v * 2.0, self.seed)).sin(),
            3 => clouds(u * s * 0.4, v * s * 4.0, 3, 0.7, self.seed),
            _ => (u * s * 2.0).sin() * (v * s * 2.0).sin(),
        };
        let t = (0.5 + 0.5 * pattern * self.gain).clamp(0.0, 1.0);
        let light = 1.0 + self.light[0] * dx + self.light[1] * dy;
        [0, 1, 2].map(|i| {
            ((self.colours[0][i]
                + (self.colours[1][i] - self.colours[0][i]) * t * self.gain.min(1.0))
                * light)
                .max(0.0)
        })
    }
}
