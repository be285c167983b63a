//! The camera: marches rays into a head and lights what they meet.

use super::head::{Cut, Head, Material};
use super::random::Random;
use super::surface::{Looks, Surface};
use super::vector::{Turn, Vec3};
use picture::Plane;

/// A head before the camera.
pub struct Shot {
    /// Who.
    pub head: Head,
    /// In which colours.
    pub looks: Looks,
    /// How the head is turned.
    pub turn: Turn,
    lights: Lights,
    /// Position of the camera on its axis.
    distance: f32,
    /// Half of the picture's side in units of the head, at the head.
    half: f32,
    shift: [f32; 2],
}

struct Lights {
    key: Vec3,
    key_colour: [f32; 3],
    fill: Vec3,
    fill_colour: [f32; 3],
    rim: Vec3,
    rim_colour: [f32; 3],
    sky: [f32; 3],
    ground: [f32; 3],
    hardness: f32,
}

/// What the camera saw: linear colour, and masks of what is where.
pub struct Exposure {
    /// Linear colour where there is something.
    pub colour: Vec<[f32; 3]>,
    /// How much of a pixel is covered.
    pub cover: Plane,
    /// Skin.
    pub skin: Plane,
    /// Hair.
    pub hair: Plane,
}

impl Lights {
    fn random(r: &mut Random) -> Self {
        let side = if r.chance(0.5) { 1.0 } else { -1.0 };
        let warmth = r.range(-0.14, 0.22);
        let tint = |w: f32, k: f32| [k * (1.0 + w), k, k * (1.0 - w)];
        let angle = side * r.range(0.05, 1.25);
        let height = r.range(0.0, 0.95);
        let key = r.range(0.9, 1.9);
        let ambient = r.range(0.10, 0.55);
        let rim = if r.chance(0.45) { r.range(0.4, 1.8) } else { 0.0 };
        let cool = r.range(-0.25, 0.15);
        let mut rim_colour = tint(r.range(-0.3, 0.3), rim);
        if r.chance(0.15) {
            rim_colour = r.colour(0.9).map(|v| v * rim * 1.5);
        }
        Self {
            key: Vec3(angle.sin() * height.cos(), height.sin(), angle.cos() * height.cos()).unit(),
            key_colour: tint(warmth, key),
            fill: Vec3(-angle.sin(), r.range(-0.1, 0.4), 0.6).unit(),
            fill_colour: tint(cool, key * r.range(0.05, 0.45)),
            rim: Vec3(-side * r.range(0.3, 0.9), r.range(0.2, 0.7), -0.7).unit(),
            rim_colour,
            sky: tint(cool * 0.7, ambient),
            ground: tint(0.15, ambient * r.range(0.3, 0.8)),
            hardness: r.range(4.0, 18.0),
        }
    }
}

impl Shot {
    /// A random head in a random light and pose.
    pub fn random(r: &mut Random) -> Self {
        let head = Head::random(r);
        let looks = Looks::random(r);
        let turn = Turn::new(
            0.30 * r.normal().clamp(-2.0, 2.0),
            0.16 * r.normal().clamp(-2.0, 2.0),
            0.12 * r.normal().clamp(-2.0, 2.0),
        );
        let half = if r.chance(0.2) { r.range(1.0, 1.4) } else { r.range(1.45, 2.3) };
        Self {
            head,
            looks,
            turn,
            lights: Lights::random(r),
            distance: r.range(5.5, 10.0),
            half,
            shift: [r.range(-0.2, 0.2) * half, r.range(-0.22, 0.12) * half],
        }
    }

    /// Where a point of the head appears, as a share of the square.
    pub fn project(&self, p: Vec3) -> [f32; 2] {
        let v = self.turn.forth(p);
        let k = self.distance / (self.distance - v.2) / self.half;
        [
            0.5 + 0.5 * (v.0 * k - self.shift[0] / self.half),
            0.5 - 0.5 * (v.1 * k - self.shift[1] / self.half),
        ]
    }

    /// The surface of the face below a point of its front: straight along z in head space.
    pub fn face_point(&self, x: f32, y: f32) -> Vec3 {
        let mut z = 1.3;
        for _ in 0..40 {
            let (d, _) = self.head.distance_of_face(Vec3(x, y, z));
            if d < 0.004 || z < 0.0 {
                break;
            }
            z -= d * 0.8;
        }
        Vec3(x, y, z.max(0.0))
    }

    fn ray(&self, u: f32, v: f32) -> (Vec3, Vec3) {
        let x = (2.0 * u - 1.0) * self.half + self.shift[0];
        let y = (1.0 - 2.0 * v) * self.half + self.shift[1];
        let eye = Vec3(0.0, 0.0, self.distance);
        let direction = (Vec3(x, y, 0.0) - eye).unit();
        (self.turn.back(eye), self.turn.back(direction))
    }

    fn march(
        &self,
        (origin, direction): (Vec3, Vec3),
        start: f32,
        width: f32,
    ) -> (f32, f32, Material) {
        let mut t = start;
        let mut nearest = (f32::MAX, Material::Skin);
        let end = self.distance + 2.2;
        for _ in 0..80 {
            let (d, material) = self.head.distance(origin + direction * t);
            if d < nearest.0 {
                nearest = (d, material);
            }
            if d < width || t > end {
                break;
            }
            t += d * 0.9;
        }
        (t, nearest.0, nearest.1)
    }

    /// Takes the picture at `size` by `size`.
    pub fn expose(&self, size: usize) -> Exposure {
        let pixel = 2.0 * self.half / size as f32;
        let coarse = self.starts(size);
        let mut out = Exposure {
            colour: vec![[0.0; 3]; size * size],
            cover: Plane::filled(size, size, 0.0),
            skin: Plane::filled(size, size, 0.0),
            hair: Plane::filled(size, size, 0.0),
        };
        for y in 0..size {
            for x in 0..size {
                let start = coarse[(y / TILE) * size.div_ceil(TILE) + x / TILE];
                if start > self.distance + 2.2 {
                    continue;
                }
                let ray = self.ray((x as f32 + 0.5) / size as f32, (y as f32 + 0.5) / size as f32);
                let (t, d, material) = self.march(ray, start, pixel * 0.35);
                let cover = (1.0 - (d - pixel * 0.35) / (pixel * 0.7)).clamp(0.0, 1.0);
                if cover <= 0.0 {
                    continue;
                }
                let i = y * size + x;
                out.colour[i] = self.shade(ray.0 + ray.1 * t, ray.1, material, pixel);
                out.cover.values[i] = cover;
                match material {
                    Material::Skin => out.skin.values[i] = cover,
                    Material::Hair => out.hair.values[i] = cover,
                    _ => {}
                }
            }
        }
        out
    }

    /// How far all rays of a tile can safely go: one thick ray for many thin ones.
    fn starts(&self, size: usize) -> Vec<f32> {
        let tiles = size.div_ceil(TILE);
        let reach = 2.0 * self.half / size as f32 * TILE as f32 * 0.75;
        let mut starts = Vec::with_capacity(tiles * tiles);
        for ty in 0..tiles {
            for tx in 0..tiles {
                let centre = |t: usize| (t as f32 + 0.5) * TILE as f32 / size as f32;
                let ray = self.ray(centre(tx), centre(ty));
                let (t, _, _) = self.march(ray, self.distance - 2.6, reach);
                starts.push((t - reach).max(0.1));
            }
        }
        starts
    }

    fn normal(&self, p: Vec3, step: f32) -> Vec3 {
        let d = |x, y, z| self.head.distance(p + Vec3(x, y, z) * step).0;
        let (a, b) = (d(1.0, -1.0, -1.0), d(-1.0, -1.0, 1.0));
        let (c, e) = (d(-1.0, 1.0, -1.0), d(1.0, 1.0, 1.0));
        Vec3(a - b - c + e, -a - b + c + e, -a + b - c + e).unit()
    }

    fn shadow(&self, p: Vec3, to_light: Vec3) -> f32 {
        let mut t = 0.05;
        let mut light: f32 = 1.0;
        for _ in 0..12 {
            let d = self.head.distance(p + to_light * t).0;
            light = light.min(self.lights.hardness * d / t);
            if light < 0.02 || t > 2.0 {
                break;
            }
            t += d.clamp(0.04, 0.35);
        }
        let light = light.clamp(0.0, 1.0);
        light * light * (3.0 - 2.0 * light)
    }

    fn shade(&self, p: Vec3, direction: Vec3, material: Material, pixel: f32) -> [f32; 3] {
        let n = self.normal(p, (pixel * 0.7).max(0.003));
        let surface = self.looks.at(&self.head, p, material);
        let key = self.turn.back(self.lights.key);
        let shadow = if n.dot(key) > -0.2 { self.shadow(p + n * 0.02, key) } else { 0.0 };
        let near = self.head.distance(p + n * 0.12).0 / 0.12;
        let occlusion = (0.25 + 0.75 * near).clamp(0.15, 1.0);
        let seen = View {
            n,
            p,
            direction,
            hair: material == Material::Hair && self.head.cut != Cut::Curly,
        };
        self.lit(&surface, &seen, shadow, occlusion)
    }

    fn lit(&self, s: &Surface, seen: &View, shadow: f32, occlusion: f32) -> [f32; 3] {
        let lights = &self.lights;
        let n_world = self.turn.forth(seen.n);
        let view = -self.turn.forth(seen.direction);
        let up = 0.5 + 0.5 * n_world.1;
        let fresnel = (1.0 - view.dot(n_world).clamp(0.0, 1.0)).powi(4);
        let mut out = [0.0; 3];
        let all = [
            (lights.key, lights.key_colour, shadow),
            (lights.fill, lights.fill_colour, occlusion),
            (lights.rim, lights.rim_colour, occlusion * (0.15 + fresnel).min(1.0)),
        ];
        for (c, out) in out.iter_mut().enumerate() {
            // Red light travels furthest through skin: its terminator is the softest.
            let wrap = s.soft * [0.42, 0.17, 0.11][c];
            let ambient = (lights.ground[c] + (lights.sky[c] - lights.ground[c]) * up) * occlusion;
            let mut diffuse = ambient;
            let mut gloss = 0.0;
            for (towards, colour, share) in all {
                let cosine = (n_world.dot(towards) + wrap) / (1.0 + wrap);
                let share_c = share + (1.0 - share) * s.soft * [0.10, 0.02, 0.01][c];
                diffuse += colour[c] * cosine.max(0.0) * share_c;
                gloss += colour[c] * share * self.highlight(s, seen, (towards, view, n_world));
            }
            *out = s.colour[c] * diffuse + s.gloss * gloss + s.soft * fresnel * ambient * 0.12;
        }
        out
    }

    fn highlight(&self, s: &Surface, seen: &View, (towards, view, n): (Vec3, Vec3, Vec3)) -> f32 {
        let half = (towards + view).unit();
        if seen.hair {
            // A strand shines where it is square to the light, whichever way it faces: a band.
            let crown = seen.p - Vec3(self.head.hairline[1] * 0.5, 1.3, -0.1);
            let tangent = self.turn.forth((crown - seen.n * crown.dot(seen.n)).unit());
            let t = tangent.dot(half);
            return (1.0 - t * t).max(0.0).powf(s.tight * 1.6)
                * n.dot(towards).max(0.0).sqrt()
                * 0.5;
        }
        n.dot(half).max(0.0).powf(s.tight) * (n.dot(towards) > 0.0) as u8 as f32
    }
}

const TILE: usize = 8;

struct View {
    n: Vec3,
    p: Vec3,
    direction: Vec3,
    hair: bool,
}
