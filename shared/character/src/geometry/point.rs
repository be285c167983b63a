//! Points and affine maps of the canvas: x to the right, y down.

use std::ops::{Add, Mul, Neg, Sub};

use serde::{Deserialize, Serialize};

/// A place on the canvas, in canvas units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f32,
    /// Down.
    pub y: f32,
}

/// Short for `Point { x, y }`: art is written as long lists of places.
pub const fn pt(x: f32, y: f32) -> Point {
    Point { x, y }
}

impl Point {
    /// Distance to another point.
    pub fn distance(self, other: Self) -> f32 {
        (self - other).length()
    }

    /// Distance to the origin.
    pub fn length(self) -> f32 {
        self.x.hypot(self.y)
    }

    /// The point at `share` of the way to another.
    pub fn towards(self, other: Self, share: f32) -> Self {
        self + (other - self) * share
    }

    /// The same direction with length one; the origin stays.
    pub fn unit(self) -> Self {
        let length = self.length();
        if length > 0.0 { self * (1.0 / length) } else { self }
    }

    /// Whether both numbers are finite.
    pub fn is_finite(self) -> bool {
        self.x.is_finite() && self.y.is_finite()
    }
}

impl Add for Point {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        pt(self.x + other.x, self.y + other.y)
    }
}

impl Sub for Point {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        pt(self.x - other.x, self.y - other.y)
    }
}

impl Mul<f32> for Point {
    type Output = Self;
    fn mul(self, factor: f32) -> Self {
        pt(self.x * factor, self.y * factor)
    }
}

impl Neg for Point {
    type Output = Self;
    fn neg(self) -> Self {
        pt(-self.x, -self.y)
    }
}

/// An affine map: x' = a·x + c·y + e, y' = b·x + d·y + f.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    /// x from x.
    pub a: f32,
    /// y from x.
    pub b: f32,
    /// x from y.
    pub c: f32,
    /// y from y.
    pub d: f32,
    /// Shift of x.
    pub e: f32,
    /// Shift of y.
    pub f: f32,
}

impl Affine {
    /// The map that changes nothing.
    pub const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    /// Moves by (x, y).
    pub const fn shift(x: f32, y: f32) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// Stretches by (x, y) around the origin.
    pub const fn scale(x: f32, y: f32) -> Self {
        Self { a: x, d: y, ..Self::IDENTITY }
    }

    /// Turns by `degrees` from x towards y (clockwise on the screen) around `pivot`.
    pub fn turn(degrees: f32, pivot: Point) -> Self {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Self::shift(-pivot.x, -pivot.y)
            .then(Self { a: cos, b: sin, c: -sin, d: cos, e: 0.0, f: 0.0 })
            .then(Self::shift(pivot.x, pivot.y))
    }

    /// Reflects left and right about the vertical line at `x`.
    pub const fn mirror(x: f32) -> Self {
        Self { a: -1.0, e: 2.0 * x, ..Self::IDENTITY }
    }

    /// This map first, then `next`.
    pub fn then(self, next: Self) -> Self {
        Self {
            a: next.a * self.a + next.c * self.b,
            b: next.b * self.a + next.d * self.b,
            c: next.a * self.c + next.c * self.d,
            d: next.b * self.c + next.d * self.d,
            e: next.a * self.e + next.c * self.f + next.e,
            f: next.b * self.e + next.d * self.f + next.f,
        }
    }

    /// Where a point goes.
    pub fn apply(self, p: Point) -> Point {
        pt(self.a * p.x + self.c * p.y + self.e, self.b * p.x + self.d * p.y + self.f)
    }
}
