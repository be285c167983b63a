//! Arms and legs are two tubes that meet in a round joint.
//!
//! The tube on top ends in a circle of plain fill, the one under it in a circle with a contour;
//! both circles have the joint as their centre. So the joint shows no seam when the limb is
//! straight and keeps its thickness at any bend.

use std::f32::consts::PI;

use super::joints::Side;
use super::ribbon::Ribbon;
use crate::geometry::{Knot, Point, Profile, smooth};

/// Half widths of a tube along its length, away from the body and towards it.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Away from the body.
    pub outer: Profile,
    /// Towards it.
    pub inner: Profile,
}

impl Cut {
    /// The same to both sides.
    pub const fn even(profile: Profile) -> Self {
        Self { outer: profile, inner: profile }
    }
}

/// One tube of a limb; `v` across is 1 away from the body and -1 towards it.
#[derive(Clone, Debug)]
pub struct Limb {
    ribbon: Ribbon,
    out: f32,
}

/// How much smaller the plain circle is, so that the contour under it shows.
const INSET: f32 = 0.95;
/// Points on the half circle of a joint.
const ARC: usize = 8;

impl Limb {
    /// The tube along `spine` (given for the left side) on `side`.
    pub fn new(side: Side, spine: &[Point], cut: Cut) -> Self {
        let spine: Vec<Point> = spine.iter().map(|&p| side.place(p)).collect();
        let (left, right) = match side {
            Side::Left => (cut.outer, cut.inner),
            Side::Right => (cut.inner, cut.outer),
        };
        Self { ribbon: Ribbon::new(&spine, left, right), out: -side.outward() }
    }

    /// The place at `t` along and `v` across.
    pub fn at(&self, t: f32, v: f32) -> Point {
        self.ribbon.at(t, v * self.out)
    }

    /// The outer edge from `t0` to `t1`.
    pub fn outer(&self, t0: f32, t1: f32) -> Vec<Point> {
        self.ribbon.edge(self.out, t0, t1)
    }

    /// The inner edge from `t0` to `t1`.
    pub fn inner(&self, t0: f32, t1: f32) -> Vec<Point> {
        self.ribbon.edge(-self.out, t0, t1)
    }

    /// A line through places given as (t, v).
    pub fn line(&self, list: &[(f32, f32)]) -> Vec<Point> {
        list.iter().map(|&(t, v)| self.at(t, v)).collect()
    }

    /// The tube as a ribbon, where left and right of the picture matter.
    pub fn ribbon(&self) -> &Ribbon {
        &self.ribbon
    }

    /// The half circle beyond the end (`t` = 1), from the outer to the inner edge.
    pub fn round_end(&self) -> Vec<Point> {
        self.arc(1.0, 1.0)
    }

    /// The half circle before the start (`t` = 0), from the inner to the outer edge.
    pub fn round_start(&self) -> Vec<Point> {
        let mut arc = self.arc(0.0, INSET);
        arc.reverse();
        arc
    }

    fn arc(&self, t: f32, size: f32) -> Vec<Point> {
        let half = 0.5 * (self.ribbon.half_width(t, 1.0) + self.ribbon.half_width(t, -1.0));
        let reach = size * half / self.ribbon.length() * if t > 0.5 { 1.0 } else { -1.0 };
        let place = |i: usize| {
            let (sin, cos) = (PI * i as f32 / ARC as f32).sin_cos();
            self.at(t + reach * sin, cos * size)
        };
        (1..ARC).map(place).collect()
    }

    /// The closed tube that begins round (over its neighbour) and ends in a straight cut at `t1`.
    pub fn from_joint(&self, t1: f32) -> Vec<Knot> {
        let outer = self.outer(0.0, t1);
        let mut knots = smooth(&outer);
        let last = knots.len() - 1;
        knots[last].corner = true;
        let mut inner = smooth(&self.inner(t1, 0.0));
        inner[0].corner = true;
        knots.extend(inner);
        knots.extend(smooth(&self.round_start()));
        knots
    }

    /// The open edge of a tube that ends round: outer edge from `t0`, half circle, inner edge
    /// back to `t1`.
    pub fn to_joint(&self, t0: f32, t1: f32) -> Vec<Point> {
        let mut points = self.outer(t0, 1.0);
        points.extend(self.round_end());
        points.extend(self.inner(1.0, t1));
        points
    }
}
