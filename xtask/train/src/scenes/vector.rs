//! Three-dimensional vectors and the few distance functions that heads are made of.

use std::ops::{Add, Mul, Neg, Sub};

/// A point or direction: x right, y up, z towards the viewer.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Vec3(pub f32, pub f32, pub f32);

impl Add for Vec3 {
    type Output = Self;
    fn add(self, o: Self) -> Self {
        Self(self.0 + o.0, self.1 + o.1, self.2 + o.2)
    }
}
impl Sub for Vec3 {
    type Output = Self;
    fn sub(self, o: Self) -> Self {
        Self(self.0 - o.0, self.1 - o.1, self.2 - o.2)
    }
}
impl Mul<f32> for Vec3 {
    type Output = Self;
    fn mul(self, k: f32) -> Self {
        Self(self.0 * k, self.1 * k, self.2 * k)
    }
}
impl Neg for Vec3 {
    type Output = Self;
    fn neg(self) -> Self {
        self * -1.0
    }
}

impl Vec3 {
    /// Scalar product.
    pub fn dot(self, o: Self) -> f32 {
        self.0 * o.0 + self.1 * o.1 + self.2 * o.2
    }

    /// Length.
    pub fn length(self) -> f32 {
        self.dot(self).sqrt()
    }

    /// The same direction at length one.
    pub fn unit(self) -> Self {
        self * (1.0 / self.length().max(1e-9))
    }

    /// Mirrored to the right side: both halves of a face are one.
    pub fn folded(self) -> Self {
        Self(self.0.abs(), self.1, self.2)
    }
}

/// Distance to an ellipsoid around the origin (a good bound, not exact).
pub fn ellipsoid(p: Vec3, radii: Vec3) -> f32 {
    let q = Vec3(p.0 / radii.0, p.1 / radii.1, p.2 / radii.2);
    let k0 = q.length();
    let k1 = Vec3(q.0 / radii.0, q.1 / radii.1, q.2 / radii.2).length();
    if k1 < 1e-6 { -radii.0.min(radii.1).min(radii.2) } else { k0 * (k0 - 1.0) / k1 }
}

/// Distance to a capsule whose radius runs from `ra` at `a` to `rb` at `b`.
pub fn capsule(p: Vec3, (a, ra): (Vec3, f32), (b, rb): (Vec3, f32)) -> f32 {
    let (pa, ba) = (p - a, b - a);
    let h = (pa.dot(ba) / ba.dot(ba)).clamp(0.0, 1.0);
    (pa - ba * h).length() - (ra + (rb - ra) * h)
}

/// Union with a fillet of radius `k`.
pub fn join(a: f32, b: f32, k: f32) -> f32 {
    let h = (k - (a - b).abs()).max(0.0) / k;
    a.min(b) - h * h * k * 0.25
}

/// `a` without `b`, with a fillet of radius `k`.
pub fn carve(a: f32, b: f32, k: f32) -> f32 {
    -join(-a, b, k)
}

/// A rotation: yaw about y, then pitch about x, then roll about z.
#[derive(Clone, Copy, Debug)]
pub struct Turn {
    rows: [Vec3; 3],
}

impl Turn {
    /// From angles in radians.
    pub fn new(yaw: f32, pitch: f32, roll: f32) -> Self {
        let (sy, cy) = yaw.sin_cos();
        let (sp, cp) = pitch.sin_cos();
        let (sr, cr) = roll.sin_cos();
        let apply = |v: Vec3| {
            let v = Vec3(cy * v.0 + sy * v.2, v.1, -sy * v.0 + cy * v.2);
            let v = Vec3(v.0, cp * v.1 - sp * v.2, sp * v.1 + cp * v.2);
            Vec3(cr * v.0 - sr * v.1, sr * v.0 + cr * v.1, v.2)
        };
        let columns =
            [apply(Vec3(1.0, 0.0, 0.0)), apply(Vec3(0.0, 1.0, 0.0)), apply(Vec3(0.0, 0.0, 1.0))];
        Self {
            rows: [
                Vec3(columns[0].0, columns[1].0, columns[2].0),
                Vec3(columns[0].1, columns[1].1, columns[2].1),
                Vec3(columns[0].2, columns[1].2, columns[2].2),
            ],
        }
    }

    /// Turns a vector.
    pub fn forth(&self, v: Vec3) -> Vec3 {
        Vec3(self.rows[0].dot(v), self.rows[1].dot(v), self.rows[2].dot(v))
    }

    /// Turns it back.
    pub fn back(&self, v: Vec3) -> Vec3 {
        self.rows[0] * v.0 + self.rows[1] * v.1 + self.rows[2] * v.2
    }
}
