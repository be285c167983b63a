//! A head as a distance function: skull, jaw, nose, lids, lips, ears, hair, neck and clothes.
//!
//! Head space: the skull's middle is the origin, x to the head's left as seen by the viewer's
//! right, y up, z out of the face; the chin is at about y = -1.1, the crown at 1.1.

use super::random::{Random, noise3};
use super::vector::{Vec3, capsule, carve, ellipsoid, join};

/// What a surface is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Material {
    /// Skin, with brows and lips painted on it.
    Skin,
    /// Eyeball.
    Eye,
    /// Hair of the head.
    Hair,
    /// Clothes.
    Cloth,
    /// Hat or cap.
    Hat,
    /// Inside of the mouth, teeth.
    Mouth,
    /// Rims of glasses.
    Rim,
}

/// How the hair is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// None.
    Bald,
    /// Short, close to the skull.
    Short,
    /// Full on top.
    Full,
    /// Down to the jaw.
    Bob,
    /// Over the shoulders.
    Long,
    /// Curls.
    Curly,
    /// Tied up.
    Bun,
}

/// Everything that makes one head.
#[derive(Clone, Debug)]
pub struct Head {
    /// Widths and lengths, as factors around 1: skull width, jaw width, chin length, nose length,
    /// nose width, cheek, brow ridge.
    pub build: [f32; 7],
    /// Distance of the eyes from the middle.
    pub eye_x: f32,
    /// Radius of the eyeballs.
    pub eye_r: f32,
    /// 0 closed … 1 wide open.
    pub open: f32,
    /// Direction of the gaze, x and y.
    pub gaze: [f32; 2],
    /// -0.5 sad … 1 broad smile.
    pub smile: f32,
    /// 0 closed … 1 open mouth.
    pub mouth: f32,
    /// Fullness of the lips.
    pub lips: f32,
    /// Width of the mouth.
    pub mouth_w: f32,
    /// How far the brows are raised.
    pub brow: f32,
    /// Hair cut.
    pub cut: Cut,
    /// Height of the hairline on the forehead, and how far its parting is to the side.
    pub hairline: [f32; 2],
    /// Fringe falling on the forehead.
    pub fringe: f32,
    /// Volume of the hair.
    pub volume: f32,
    /// A hat.
    pub hat: bool,
    /// Glasses.
    pub glasses: bool,
    /// Half width of the shoulders.
    pub shoulders: f32,
    /// Collar or hood around the neck.
    pub collar: f32,
    /// Seed of all noise on this head.
    pub seed: u32,
}

impl Head {
    /// A random head.
    pub fn random(r: &mut Random) -> Self {
        let cuts = [
            Cut::Bald,
            Cut::Short,
            Cut::Short,
            Cut::Full,
            Cut::Full,
            Cut::Bob,
            Cut::Bob,
            Cut::Long,
            Cut::Long,
            Cut::Long,
            Cut::Curly,
            Cut::Curly,
            Cut::Bun,
        ];
        let smile = r.range(-0.25, 1.0);
        Self {
            build: [0; 7].map(|_| 1.0 + 0.09 * r.normal()),
            eye_x: r.range(0.285, 0.335),
            eye_r: r.range(0.150, 0.185),
            open: if r.chance(0.08) { 0.0 } else { r.range(0.45, 1.0) },
            gaze: [r.range(-0.25, 0.25), r.range(-0.15, 0.15)],
            smile,
            mouth: if r.chance(0.35) { r.range(0.15, 0.9) } else { 0.0 },
            lips: r.range(0.6, 1.5),
            mouth_w: r.range(0.20, 0.27) + 0.05 * smile.max(0.0),
            brow: r.range(-0.03, 0.07),
            cut: r.pick(&cuts),
            hairline: [r.range(0.60, 0.86), r.range(-0.35, 0.35)],
            fringe: if r.chance(0.35) { r.range(0.15, 0.40) } else { 0.0 },
            volume: r.range(0.05, 0.22),
            hat: r.chance(0.08),
            glasses: r.chance(0.16),
            shoulders: r.range(0.95, 1.35),
            collar: r.unit(),
            seed: r.bits() as u32,
        }
    }

    /// Middle of the mouth.
    pub fn mouth_y(&self) -> f32 {
        -0.50
    }

    /// Distance to the nearest surface, and what it is.
    pub fn distance(&self, p: Vec3) -> (f32, Material) {
        let mut best = (self.skin(p), Material::Skin);
        let mut take = |distance: f32, material| {
            if distance < best.0 {
                best = (distance, material);
            }
        };
        take(self.cloth(p), Material::Cloth);
        if self.cut != Cut::Bald {
            take(self.hair(p), Material::Hair);
        }
        if self.hat {
            take(self.hat(p), Material::Hat);
        }
        // The rest lies in a small box before the face.
        if p.2 > 0.2 && p.1.abs() < 0.9 && p.0.abs() < 0.9 {
            take(self.eyeball(p), Material::Eye);
            if self.mouth > 0.0 {
                take(self.teeth(p), Material::Mouth);
            }
            if self.glasses {
                take(self.rims(p), Material::Rim);
            }
        }
        best
    }

    /// Distance to the face alone: no hair, no clothes, no glasses.
    pub fn distance_of_face(&self, p: Vec3) -> (f32, Material) {
        (self.skin(p).min(self.eyeball(p)), Material::Skin)
    }

    fn eye_centre(&self) -> Vec3 {
        Vec3(self.eye_x, 0.06, 0.58)
    }

    fn skin(&self, p: Vec3) -> f32 {
        let q = p.folded();
        let [skull, jaw, chin, nose, nose_w, cheek, ridge] = self.build;
        let cranium = ellipsoid(q - Vec3(0.0, 0.28, -0.14), Vec3(0.76 * skull, 0.80, 0.92));
        let face = ellipsoid(q - Vec3(0.0, -0.28, 0.16), Vec3(0.60 * jaw, 0.78 * chin, 0.60));
        let mut d = join(cranium, face, 0.30);
        d = join(d, (q - Vec3(0.0, -0.86 * chin, 0.46)).length() - 0.17, 0.26);
        let neck =
            capsule(q, (Vec3(0.0, -0.65, -0.18), 0.37 * jaw), (Vec3(0.0, -1.9, -0.34), 0.42 * jaw));
        d = join(d, neck, 0.16);
        if q.2 > -0.5 && q.1 < 0.6 && q.0 < 1.2 {
            d = self.features(q, d, [nose, nose_w, cheek, ridge]);
        }
        d
    }

    /// Brow ridge, sockets, cheeks, nose, lids, lips and ears, added to the bare head.
    fn features(&self, q: Vec3, bare: f32, [nose, nose_w, cheek, ridge]: [f32; 4]) -> f32 {
        let ear = ellipsoid(q - Vec3(0.77, 0.02, -0.06), Vec3(0.07, 0.22, 0.14));
        let ear = carve(ear, (q - Vec3(0.86, 0.04, 0.0)).length() - 0.08, 0.05);
        let mut d = join(bare, ear, 0.05);
        if q.2 < 0.1 {
            return d;
        }
        let eye = self.eye_centre();
        d = join(d, (q - Vec3(0.36, -0.20, 0.50)).length() - 0.20 * cheek, 0.22);
        d = join(
            d,
            capsule(q, (Vec3(0.12, 0.25, 0.70), 0.08 * ridge), (Vec3(0.44, 0.27, 0.56), 0.07)),
            0.14,
        );
        d = carve(d, ellipsoid(q - eye - Vec3(0.0, 0.0, 0.14), Vec3(0.20, 0.11, 0.12)), 0.12);
        let tip = Vec3(0.0, -0.24 * nose, 0.93);
        d = join(d, capsule(q, (Vec3(0.0, 0.14, 0.73), 0.055), (tip, 0.085 * nose_w)), 0.11);
        let wing = Vec3(0.085 * nose_w, -0.265 * nose, 0.83);
        d = join(d, (q - wing).length() - 0.062 * nose_w, 0.05);
        let nostril = Vec3(0.055 * nose_w, -0.325 * nose, 0.87);
        d = carve(d, ellipsoid(q - nostril, Vec3(0.028, 0.022, 0.04)), 0.02);
        d = join(d, self.lid(q), 0.03);
        self.lip(q, d)
    }

    fn lid(&self, q: Vec3) -> f32 {
        let v = q - self.eye_centre();
        let shell = v.length() - self.eye_r * 1.10;
        // A wedge opens towards the viewer; its half angle follows the opening of the eye.
        let upper = 0.05 + 0.60 * self.open - 0.5 * v.0 * v.0 * 8.0;
        let lower = 0.12 + 0.22 * self.open - 0.5 * v.0 * v.0 * 5.0 - 0.10 * self.smile.max(0.0);
        let slot = (v.1 - upper * v.2.max(0.0)).max(-v.1 - lower * v.2.max(0.0));
        let slot = if self.open < 0.05 { 1.0 } else { slot };
        shell.max(-slot * 0.8)
    }

    /// The line between the lips at a distance from the middle.
    pub fn mouth_line(&self, x: f32) -> f32 {
        let u = x / self.mouth_w;
        self.mouth_y()
            + 0.065 * self.smile * (u * u - 0.4)
            + 0.008 * (1.0 - (u * 5.0).powi(2)).max(-1.0)
    }

    fn lip(&self, q: Vec3, d: f32) -> f32 {
        if q.1 > -0.2 || q.1 < -0.85 {
            return d;
        }
        let line = self.mouth_line(q.0);
        let drop = 0.11 * self.mouth;
        let u = (q.0 / self.mouth_w).min(1.0);
        let full = self.lips * (1.0 - 0.75 * u * u);
        let z = 0.735 - 0.22 * q.0 * q.0 * 4.0;
        let section = |y: f32, height: f32| {
            let (dy, dz) = ((q.1 - y) / height, (q.2 - z) / 0.055);
            ((dy * dy + dz * dz).sqrt() - 1.0) * height.min(0.055)
        };
        let end = (q.0 - self.mouth_w) * 0.7;
        let upper = section(line + 0.030 * full, 0.040 * full + 0.006).max(end);
        let lower = section(line - 0.042 * full - drop, 0.050 * full + 0.006).max(end);
        let mut d = join(d, upper.min(lower), 0.035);
        let gap = 0.006 + drop * 0.5;
        let cut = Vec3(self.mouth_w * 0.97, gap * (1.0 - 0.7 * u * u), 0.22 * self.mouth + 0.06);
        d = carve(d, ellipsoid(q - Vec3(0.0, line - drop * 0.5, 0.76), cut), 0.012);
        d
    }

    fn eyeball(&self, p: Vec3) -> f32 {
        (p.folded() - self.eye_centre()).length() - self.eye_r
    }

    fn teeth(&self, p: Vec3) -> f32 {
        let q = p - Vec3(0.0, self.mouth_line(p.0.abs()) + 0.015, 0.40);
        ellipsoid(q, Vec3(0.24, 0.055, 0.27))
    }

    fn rims(&self, p: Vec3) -> f32 {
        let q = p.folded() - Vec3(self.eye_x + 0.01, 0.03, 0.90);
        let ring = ((q.0 * q.0 + (q.1 * 1.2) * (q.1 * 1.2)).sqrt() - 0.20).abs();
        let d = (ring * ring + (q.2 + 0.25 * q.0.max(0.0)).powi(2)).sqrt() - 0.016;
        let bridge =
            capsule(p.folded(), (Vec3(0.0, 0.08, 0.93), 0.014), (Vec3(0.12, 0.07, 0.91), 0.014));
        let temple =
            capsule(p.folded(), (Vec3(0.53, 0.08, 0.82), 0.014), (Vec3(0.80, 0.08, 0.1), 0.014));
        d.min(bridge).min(temple)
    }

    fn hat(&self, p: Vec3) -> f32 {
        let crown = ellipsoid(p - Vec3(0.0, 0.55, -0.12), Vec3(0.90, 0.72, 1.02));
        let crown = crown.max(0.52 + 0.10 * p.2 - p.1);
        let brim = ellipsoid(p - Vec3(0.0, 0.56, 0.70), Vec3(0.72, 0.05, 0.62));
        join(crown, brim, 0.05)
    }

    fn cloth(&self, p: Vec3) -> f32 {
        if p.1 > -0.55 {
            return (p.1 + 1.45).max(0.6);
        }
        let q = p.folded();
        let wave = 0.025 * noise3([p.0 * 3.0, p.1 * 2.2, p.2 * 3.0], self.seed ^ 7);
        let trunk = capsule(
            q,
            (Vec3(0.25, -1.85, -0.30), 0.34),
            (Vec3(self.shoulders, -2.10, -0.34), 0.36),
        );
        let chest = ellipsoid(q - Vec3(0.0, -3.0, -0.25), Vec3(self.shoulders + 0.15, 1.35, 0.75));
        let mut d = join(trunk, chest, 0.35);
        if self.collar > 0.5 {
            let r = (q.0 * q.0 + (q.2 + 0.28).powi(2)).sqrt() - 0.52;
            let y = p.1 + 1.58 + 0.25 * (p.2 + 0.28);
            d = join(d, (r * r + y * y).sqrt() - 0.13 * self.collar, 0.08);
        }
        d + wave
    }

    /// Angle around the crown and length along the strand: what hair is textured by.
    pub fn strand(&self, p: Vec3) -> [f32; 2] {
        let q = p - Vec3(self.hairline[1] * 0.5, 1.0, -0.1);
        [q.0.atan2(q.2 + 0.25), -q.1 + 0.5 * (q.0 * q.0 + q.2 * q.2).sqrt()]
    }

    fn hair(&self, p: Vec3) -> f32 {
        let q = p - Vec3(0.0, 0.32, -0.16);
        let rough =
            ellipsoid(q, Vec3(0.80 + self.volume, 0.84 + self.volume, 0.96 + self.volume * 0.7));
        let reaches_down = matches!(self.cut, Cut::Long | Cut::Bob);
        if rough > 0.6 && !(reaches_down && p.1 < 0.3) {
            return rough - 0.25;
        }
        let [around, along] = self.strand(p);
        let clump = match self.cut {
            Cut::Curly => 0.085 * noise3([p.0 * 7.0, p.1 * 7.0, p.2 * 7.0], self.seed),
            Cut::Short => 0.025 * noise3([around * 7.0, along * 2.0, 0.0], self.seed),
            _ => {
                0.055 * noise3([around * 4.5, along * 1.1, 0.0], self.seed)
                    + 0.022 * noise3([around * 14.0, along * 1.5, 0.0], self.seed ^ 1)
            }
        };
        let shrink = if self.cut == Cut::Short { 0.04 } else { 0.0 };
        let shell = rough - clump + shrink;
        // The hairline: hair only above and behind this surface.
        let temple = 0.62 * p.0 * p.0;
        let parting = 0.10 * ((p.0 - self.hairline[1]) * 3.0).abs().min(1.0);
        let fringe = self.fringe * (1.0 + 0.5 * noise3([around * 9.0, 0.0, 3.0], self.seed ^ 2));
        let ragged = 0.05 * noise3([around * 16.0, 0.0, 5.0], self.seed ^ 3);
        let line = self.hairline[0] - temple - fringe + parting * 0.5 + ragged;
        // Combed-back hair grows out of the forehead thinly; a fringe stands off it.
        let thin =
            ((line + 0.32 - p.1) / 0.32).clamp(0.0, 1.0) * ((p.2 + 0.1) * 2.0).clamp(0.0, 1.0);
        let lift = if self.fringe > 0.0 { 0.35 } else { 1.0 };
        let shell = shell + (self.volume + 0.03) * thin * thin * lift;
        let side = (p.0.abs() - 0.58) * 1.4;
        let back = p.2 - 0.22;
        let front_cut = (line - p.1).min(back.max(-side)) * 0.6;
        let nape = match self.cut {
            Cut::Short | Cut::Bun => -0.35 - p.1,
            Cut::Full => -0.55 - p.1,
            _ => -0.95 - p.1,
        };
        let mut d = shell.max(front_cut).max(nape * 0.7);
        if self.cut == Cut::Bun {
            d = join(d, (p - Vec3(0.0, 1.15, -0.45)).length() - 0.34 - clump, 0.08);
        }
        if reaches_down {
            let low = if self.cut == Cut::Long { -2.1 } else { -0.85 };
            let v = p.folded();
            let fall = capsule(
                v,
                (Vec3(0.62, 0.4, -0.22), 0.24 + self.volume),
                (Vec3(0.78, low, -0.10), 0.17),
            );
            let back = ellipsoid(p - Vec3(0.0, -0.4, -0.62), Vec3(0.80, 1.4, 0.34)).max(low - p.1);
            d = join(d, (fall - clump).max(p.2 - 0.30), 0.10).min(back - clump);
        }
        d * 0.85
    }
}
