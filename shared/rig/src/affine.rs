//! 2 × 3 matrices: what a bone does to a point.

/// An affine map of the plane: `x' = a·x + c·y + tx`, `y' = b·x + d·y + ty`.
///
/// `(a, b)` is where the x axis goes, `(c, d)` where the y axis goes. With y pointing down, a
/// positive turn takes x towards y, which is clockwise on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Affine {
    /// x of the image of the x axis.
    pub a: f32,
    /// y of the image of the x axis.
    pub b: f32,
    /// x of the image of the y axis.
    pub c: f32,
    /// y of the image of the y axis.
    pub d: f32,
    /// Translation along x.
    pub tx: f32,
    /// Translation along y.
    pub ty: f32,
}

impl Default for Affine {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Affine {
    /// What changes nothing.
    pub const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, tx: 0.0, ty: 0.0 };

    /// Scales along the axes, turns by the angle of this cosine and sine, then moves.
    pub fn from_parts(at: [f32; 2], cos_sin: [f32; 2], scale: [f32; 2]) -> Self {
        let [cos, sin] = cos_sin;
        Self {
            a: cos * scale[0],
            b: sin * scale[0],
            c: -sin * scale[1],
            d: cos * scale[1],
            tx: at[0],
            ty: at[1],
        }
    }

    /// First `inner`, then `self`.
    #[inline]
    #[must_use]
    pub fn then_inner(&self, inner: &Self) -> Self {
        Self {
            a: self.a * inner.a + self.c * inner.b,
            b: self.b * inner.a + self.d * inner.b,
            c: self.a * inner.c + self.c * inner.d,
            d: self.b * inner.c + self.d * inner.d,
            tx: self.a * inner.tx + self.c * inner.ty + self.tx,
            ty: self.b * inner.tx + self.d * inner.ty + self.ty,
        }
    }

    /// Where a point goes.
    #[inline]
    pub fn apply(&self, point: [f32; 2]) -> [f32; 2] {
        let [x, y] = self.turn(point);
        [x + self.tx, y + self.ty]
    }

    /// Where a direction goes: the map without its translation.
    #[inline]
    pub fn turn(&self, vector: [f32; 2]) -> [f32; 2] {
        let [x, y] = vector;
        [self.a * x + self.c * y, self.b * x + self.d * y]
    }

    /// Where the origin goes.
    #[inline]
    pub fn origin(&self) -> [f32; 2] {
        [self.tx, self.ty]
    }

    /// By how much areas grow; negative if the map mirrors.
    #[inline]
    pub fn determinant(&self) -> f32 {
        self.a * self.d - self.b * self.c
    }

    /// The way back. A map that squeezes the plane to a line has none; it gives the identity, so
    /// that no infinity enters a pose.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let determinant = self.determinant();
        if determinant.abs() < f32::MIN_POSITIVE {
            return Self::IDENTITY;
        }
        let over = 1.0 / determinant;
        let (a, b, c, d) = (self.d * over, -self.b * over, -self.c * over, self.a * over);
        Self { a, b, c, d, tx: -(a * self.tx + c * self.ty), ty: -(b * self.tx + d * self.ty) }
    }

    /// The direction of the x axis, of length one; the x axis itself if it was squeezed away.
    #[inline]
    pub fn direction(&self) -> [f32; 2] {
        unit([self.a, self.b])
    }

    /// The angle of the x axis in degrees.
    pub fn rotation(&self) -> f32 {
        self.b.atan2(self.a).to_degrees()
    }
}

/// The vector with length one; the x axis if it has none.
#[inline]
pub(crate) fn unit(vector: [f32; 2]) -> [f32; 2] {
    let length = (vector[0] * vector[0] + vector[1] * vector[1]).sqrt();
    crate::ik::shortened(vector, length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_turn_takes_x_to_y() {
        let quarter = Affine::from_parts([10.0, 0.0], [0.0, 1.0], [2.0, 1.0]);
        assert_eq!(quarter.apply([1.0, 0.0]), [10.0, 2.0]);
        assert_eq!(quarter.rotation(), 90.0);
    }

    #[test]
    fn the_inverse_goes_back() {
        let map = Affine { a: 1.5, b: 0.3, c: -0.4, d: 0.9, tx: 30.0, ty: -7.0 };
        let both = map.then_inner(&map.inverse());
        for (got, expected) in [
            (both.a, 1.0),
            (both.b, 0.0),
            (both.c, 0.0),
            (both.d, 1.0),
            (both.tx, 0.0),
            (both.ty, 0.0),
        ] {
            assert!((got - expected).abs() < 1e-5, "{both:?}");
        }
        let flat = Affine { a: 1.0, b: 1.0, c: 1.0, d: 1.0, tx: 0.0, ty: 0.0 };
        assert_eq!(flat.inverse(), Affine::IDENTITY);
    }
}
