//! Colours and textures of a head: skin with redness, freckles, brows and lips; hair; clothes.

use super::head::{Cut, Head, Material};
use super::random::{Random, noise2, noise3};
use super::vector::Vec3;

/// The colours of one person (linear light).
#[derive(Clone, Debug)]
pub struct Looks {
    skin: [f32; 3],
    hair: [f32; 3],
    brow: [f32; 3],
    iris: [f32; 3],
    cloth: [[f32; 3]; 2],
    lip: [f32; 3],
    lip_colour: f32,
    freckles: f32,
    stubble: f32,
    beard: f32,
    blush: f32,
    liner: f32,
    pattern: usize,
    shine: f32,
}

/// What light meets at one point.
#[derive(Clone, Copy, Debug)]
pub struct Surface {
    /// Diffuse colour, linear.
    pub colour: [f32; 3],
    /// Strength of the highlight.
    pub gloss: f32,
    /// Exponent of the highlight.
    pub tight: f32,
    /// How much light passes beneath the surface.
    pub soft: f32,
}

fn blend(a: [f32; 3], b: [f32; 3], t: f32) -> [f32; 3] {
    [0, 1, 2].map(|i| a[i] + (b[i] - a[i]) * t.clamp(0.0, 1.0))
}

/// A bump: 1 inside, 0 outside, over a soft edge.
fn within(distance: f32, edge: f32) -> f32 {
    (0.5 - distance / edge).clamp(0.0, 1.0)
}

impl Looks {
    /// Random colours; skin over the whole range of people.
    pub fn random(r: &mut Random) -> Self {
        let depth = r.unit();
        let fair = [0.80, 0.56, 0.44];
        let tan = [0.47, 0.265, 0.165];
        let deep = [0.095, 0.040, 0.022];
        let skin = if depth < 0.5 {
            blend(fair, tan, depth * 2.0)
        } else {
            blend(tan, deep, (depth - 0.5) * 2.0)
        };
        let warm = r.range(0.94, 1.06);
        let skin = [skin[0] * warm, skin[1], skin[2] / warm];
        let natural = [
            [0.008, 0.006, 0.005],
            [0.008, 0.006, 0.005],
            [0.012, 0.008, 0.006],
            [0.030, 0.016, 0.009],
            [0.020, 0.012, 0.008],
            [0.055, 0.028, 0.014],
            [0.13, 0.065, 0.028],
            [0.36, 0.22, 0.09],
            [0.55, 0.40, 0.20],
            [0.26, 0.06, 0.015],
            [0.32, 0.31, 0.30],
            [0.62, 0.61, 0.58],
        ];
        let hair = if r.chance(0.06) { r.colour(1.2) } else { r.pick(&natural) };
        let hair = hair.map(|v| v * r.range(0.8, 1.25));
        let irises = [
            [0.05, 0.025, 0.012],
            [0.09, 0.045, 0.02],
            [0.10, 0.16, 0.26],
            [0.10, 0.16, 0.09],
            [0.18, 0.20, 0.21],
        ];
        let beardy = if r.chance(0.22) { r.range(0.4, 1.0) } else { 0.0 };
        Self {
            skin,
            hair,
            brow: blend(hair, [0.02, 0.012, 0.01], 0.5),
            iris: r.pick(&irises),
            cloth: [r.colour(0.6), r.colour(0.6)],
            lip: blend(
                [skin[0] * 0.85, skin[1] * 0.55, skin[2] * 0.58],
                [0.45, 0.04, 0.07],
                if r.chance(0.25) { r.range(0.3, 0.9) } else { 0.05 },
            ),
            lip_colour: r.range(0.65, 1.0),
            freckles: if r.chance(0.2) { r.range(0.2, 0.6) } else { 0.0 },
            stubble: if r.chance(0.25) { r.range(0.1, 0.4) } else { 0.0 },
            beard: beardy,
            blush: r.range(0.0, 0.30),
            liner: if r.chance(0.5) { r.range(0.3, 0.9) } else { 0.15 },
            pattern: r.below(5),
            shine: r.range(0.15, 0.6),
        }
    }

    /// The surface at a point of the head.
    pub fn at(&self, head: &Head, p: Vec3, material: Material) -> Surface {
        match material {
            Material::Skin => self.skin_at(head, p),
            Material::Eye => self.eye_at(head, p),
            Material::Hair => self.hair_at(head, p),
            Material::Cloth => self.cloth_at(head, p),
            Material::Hat => Surface { colour: self.cloth[1], gloss: 0.05, tight: 8.0, soft: 0.0 },
            Material::Rim => Surface { colour: [0.015; 3], gloss: 0.6, tight: 60.0, soft: 0.0 },
            Material::Mouth => {
                let gum = within(0.05 - (p.1 - head.mouth_line(p.0.abs())), 0.02) * 0.6;
                let gap = 1.0 - 0.25 * within((p.0 * 17.0).sin().abs() - 0.1, 0.1);
                let teeth = [0.66 * gap, 0.62 * gap, 0.54 * gap];
                Surface {
                    colour: blend(teeth, [0.30, 0.08, 0.08], gum),
                    gloss: 0.3,
                    tight: 30.0,
                    soft: 0.2,
                }
            }
        }
    }

    fn skin_at(&self, head: &Head, p: Vec3) -> Surface {
        let seed = head.seed;
        let q = p.folded();
        let n = |scale: f32, s: u32| noise3([p.0 * scale, p.1 * scale, p.2 * scale], seed ^ s);
        let mottle = 1.0 + 0.05 * n(3.0, 11) + 0.05 * n(14.0, 12) + 0.045 * n(48.0, 13);
        let mut c = self.skin.map(|v| v * mottle);
        let cheek = (-((q.0 - 0.38).powi(2) + (q.1 + 0.22).powi(2)) * 16.0).exp();
        let nose = (-(q.0 * q.0 * 40.0 + (q.1 + 0.25).powi(2) * 30.0)).exp() * 0.8;
        let ear = within(0.70 - q.0, 0.1) * 0.6;
        let red = (self.blush * (cheek + nose + ear)).min(0.6);
        c = [c[0] * (1.0 + 0.15 * red), c[1] * (1.0 - 0.35 * red), c[2] * (1.0 - 0.25 * red)];
        if self.freckles > 0.0 && p.2 > 0.3 {
            let spots = (n(26.0, 21) + 0.4 * n(60.0, 22) - 0.45).clamp(0.0, 0.3) * 3.0;
            let where_ = (cheek + nose).min(1.0) + 0.15;
            c = blend(c, [c[0] * 0.6, c[1] * 0.42, c[2] * 0.35], spots * self.freckles * where_);
        }
        let mut gloss = 0.085 + 0.06 * nose + 0.03 * n(40.0, 31);
        if p.2 > 0.2 {
            c = self.beard_at(head, p, c);
            c = self.eye_lines_at(head, q, c);
            c = self.brow_at(head, q, p, c);
            let (lips, colour) = self.lips_at(head, q, p);
            c = blend(c, colour, lips);
            gloss += 0.04 * lips;
        }
        if head.cut == Cut::Short || head.cut == Cut::Bald {
            let scalp = within(head.hairline[0] - p.1 - 0.4 * (0.3 - p.2).max(0.0), 0.25);
            c = blend(c, self.hair, scalp * if head.cut == Cut::Short { 0.7 } else { 0.12 });
        }
        Surface { colour: c, gloss, tight: 18.0, soft: 0.55 }
    }

    fn beard_at(&self, head: &Head, p: Vec3, c: [f32; 3]) -> [f32; 3] {
        if self.beard + self.stubble <= 0.0 {
            return c;
        }
        let q = p.folded();
        let jaw = within(q.1 + 0.42 - 0.45 * (q.0 - 0.25).max(0.0), 0.16);
        let lip_line = head.mouth_line(q.0);
        let moustache =
            within((q.1 - lip_line - 0.10).abs() - 0.05, 0.06) * within(q.0 - 0.25, 0.1);
        let bare = within((q.1 - lip_line).abs() - 0.07 - 0.06 * head.mouth, 0.05)
            * within(q.0 - head.mouth_w, 0.05);
        let area = jaw.max(moustache) * (1.0 - bare);
        let grain = 0.6 + 0.4 * noise2(p.0 * 60.0, p.1 * 22.0, head.seed ^ 41);
        let t = area * (self.beard * (0.75 + 0.4 * grain) + self.stubble * 0.6 * grain);
        blend(c, self.hair.map(|v| v * (0.7 + 0.5 * grain)), t)
    }

    fn eye_lines_at(&self, head: &Head, q: Vec3, c: [f32; 3]) -> [f32; 3] {
        let (dx, dy) = (q.0 - head.eye_x, q.1 - 0.06);
        let r = (dx * dx + dy * dy).sqrt();
        if r > 0.4 {
            return c;
        }
        let shadow = (-(dx * dx * 22.0 + (dy - 0.08).powi(2) * 60.0)).exp() * 0.35 * self.liner;
        let under = (-(dx * dx * 22.0 + (dy + 0.15).powi(2) * 120.0)).exp() * 0.18;
        let c = [
            c[0] * (1.0 - shadow - under),
            c[1] * (1.0 - shadow - 1.2 * under),
            c[2] * (1.0 - shadow - under),
        ];
        // Lashes: the rim of the upper lid, thicker to the outside.
        let (height, width) = (0.10 * head.open + 0.012, head.eye_r * 0.93);
        let u = dx / width;
        if u.abs() > 1.15 {
            return c;
        }
        let arc = height * (1.0 - u * u).max(-0.3) - 0.012;
        let thick = 0.016 + 0.014 * u.max(0.0) + 0.014 * self.liner;
        let lash = within((dy - arc).abs() - thick * 0.6, 0.014);
        blend(c, [0.012, 0.008, 0.007], lash * (0.6 + 0.4 * self.liner))
    }

    fn brow_at(&self, head: &Head, q: Vec3, p: Vec3, c: [f32; 3]) -> [f32; 3] {
        let u = (q.0 - 0.11) / 0.42;
        if !(-0.05..=1.05).contains(&u) || q.1 < 0.1 || q.1 > 0.5 {
            return c;
        }
        let middle = 0.265 + head.brow + 0.075 * (u * 2.2).min(1.0) - 0.11 * (u - 0.55).max(0.0);
        let thick = 0.050 * (1.0 - 0.75 * u) + 0.006;
        let hairs = 0.7 + 0.45 * noise2((p.0 + p.1 * 0.8) * 46.0, p.1 * 14.0, head.seed ^ 51);
        let t = within((q.1 - middle).abs() - thick * 0.6, 0.04)
            * hairs
            * within(u - 1.0, 0.15)
            * within(-u, 0.08);
        blend(c, self.brow, t * 0.9)
    }

    fn lips_at(&self, head: &Head, q: Vec3, p: Vec3) -> (f32, [f32; 3]) {
        let u = q.0 / head.mouth_w;
        if u > 1.1 || (q.1 - head.mouth_y()).abs() > 0.3 {
            return (0.0, self.lip);
        }
        let full = head.lips * (1.0 - 0.75 * u * u).max(0.1);
        let line = head.mouth_line(q.0);
        let top = line + 0.064 * full;
        let bottom = line - 0.088 * full - 0.11 * head.mouth * (1.0 - u * u).max(0.0);
        let inside =
            within(q.1 - top, 0.018).min(within(bottom - q.1, 0.022)).min(within(u - 1.0, 0.08));
        let folds = 1.0 + 0.12 * noise2(p.0 * 60.0, p.1 * 8.0, head.seed ^ 61);
        let slit = if head.mouth > 0.0 { 0.0 } else { within((q.1 - line).abs() - 0.006, 0.010) };
        let colour = self.lip.map(|v| v * folds * (1.0 - 0.75 * slit));
        (inside * self.lip_colour.max(slit), colour)
    }

    fn eye_at(&self, head: &Head, p: Vec3) -> Surface {
        let side = p.0.signum();
        let v = Vec3(p.0 - side * head.eye_x, p.1 - 0.06, p.2 - 0.58) * (1.0 / head.eye_r);
        let (dx, dy) = (v.0 - head.gaze[0], v.1 - head.gaze[1]);
        let r = (dx * dx + dy * dy).sqrt();
        let angle = dy.atan2(dx);
        let rays = 1.0 + 0.35 * noise2(angle * 6.0, r * 3.0, head.seed ^ 71);
        let veins = 0.05 * noise2(v.0 * 8.0, v.1 * 8.0, head.seed ^ 72).max(0.0);
        let white = [0.70, 0.64 - veins, 0.60 - veins];
        let iris = self.iris.map(|c| c * rays * 1.6);
        let mut c = blend(white, iris.map(|c| c * 0.45), within(r - 0.53, 0.06));
        c = blend(c, iris, within(r - 0.47, 0.08));
        c = blend(c, [0.004; 3], within(r - 0.21, 0.05));
        // The upper lid's shade, which no small light can do without.
        let shade = 1.0 - 0.45 * within(0.25 * head.open - v.1 + 0.05, 0.5);
        Surface { colour: c.map(|v| v * shade), gloss: 1.5, tight: 260.0, soft: 0.0 }
    }

    fn hair_at(&self, head: &Head, p: Vec3) -> Surface {
        let [around, along] = head.strand(p);
        let seed = head.seed ^ 81;
        let streak = if head.cut == Cut::Curly {
            0.35 * noise3([p.0 * 16.0, p.1 * 16.0, p.2 * 16.0], seed)
                + 0.25 * noise3([p.0 * 40.0, p.1 * 40.0, p.2 * 40.0], seed ^ 1)
        } else {
            0.30 * noise2(around * 18.0, along * 0.9, seed)
                + 0.26 * noise2(around * 55.0, along * 1.6, seed ^ 1)
                + 0.22 * noise2(around * 120.0, along * 2.5, seed ^ 2)
        };
        let root = 0.8 + 0.2 * (along * 1.2).clamp(0.0, 1.0);
        let colour = self.hair.map(|v| v * (1.0 + 1.4 * streak).max(0.2) * root);
        Surface {
            colour,
            gloss: self.shine * (1.0 + 1.2 * streak).max(0.1),
            tight: 14.0,
            soft: 0.1,
        }
    }

    fn cloth_at(&self, head: &Head, p: Vec3) -> Surface {
        let seed = head.seed ^ 91;
        let weave = 1.0
            + 0.10 * noise3([p.0 * 40.0, p.1 * 40.0, p.2 * 40.0], seed)
            + 0.06 * noise3([p.0 * 5.0, p.1 * 5.0, p.2 * 5.0], seed ^ 1);
        let [first, second] = self.cloth;
        let t = match self.pattern {
            0 => within((p.1 * 14.0).sin(), 0.4),
            1 => within(0.12 - p.0.abs() + 0.25 * (p.1 + 1.2), 0.03),
            2 => within((p.0 * 18.0).sin().max((p.1 * 18.0).sin()) - 0.6, 0.3),
            3 => within(noise2(p.0 * 6.0, p.1 * 6.0, seed) + 0.2, 0.1),
            _ => 0.0,
        };
        Surface {
            colour: blend(first, second, t).map(|v| v * weave),
            gloss: 0.04,
            tight: 8.0,
            soft: 0.05,
        }
    }
}
