//! A limb or a band of cloth: everything on it lives in (t, u), along its spine and across it.

use crate::geometry::{Path, Point, Profile, between, normals, profile_at, sample};

/// Points into which a spine is cut.
const STEPS: usize = 32;

/// A body around a spine with its own width to each side.
#[derive(Clone, Debug)]
pub struct Ribbon {
    spine: Vec<Point>,
    normals: Vec<Point>,
    length: f32,
    left: Profile,
    right: Profile,
}

impl Ribbon {
    /// Along the smooth curve through `spine`; `left` and `right` are half widths in units, left
    /// being the left of the picture for a spine that runs down.
    pub fn new(spine: &[Point], left: Profile, right: Profile) -> Self {
        let spine = sample(spine, STEPS);
        let normals = normals(&spine);
        let length = spine.windows(2).map(|pair| pair[0].distance(pair[1])).sum();
        Self { spine, normals, length, left, right }
    }

    /// The place at `t` along and `u` across; beyond its ends the spine goes straight on.
    pub fn at(&self, t: f32, u: f32) -> Point {
        let inside = t.clamp(0.0, 1.0);
        let x = inside * STEPS as f32;
        let i = (x as usize).min(STEPS - 1);
        let normal = self.normals[i].towards(self.normals[i + 1], x - i as f32);
        let mut place = self.spine[i].towards(self.spine[i + 1], x - i as f32);
        let along = Point { x: normal.y, y: -normal.x };
        place = place + along * ((t - inside) * self.length);
        let side = if u > 0.0 { self.left } else { self.right };
        place + normal * (profile_at(side, inside) * u)
    }

    /// Half the width to the left (u = 1) or right (u = -1) at `t`.
    pub fn half_width(&self, t: f32, u: f32) -> f32 {
        profile_at(if u > 0.0 { self.left } else { self.right }, t)
    }

    /// Points along the line at `u`, from `t0` to `t1`.
    pub fn edge(&self, u: f32, t0: f32, t1: f32) -> Vec<Point> {
        let n = (((t1 - t0).abs() * self.length / 26.0) as usize).clamp(4, 16);
        (0..=n).map(|i| self.at(t0 + (t1 - t0) * i as f32 / n as f32, u)).collect()
    }

    /// Points across at `t`, from `u0` to `u1`, bowed along the limb by `bow` units: a cuff or a
    /// stripe goes round the limb.
    pub fn across(&self, t: f32, u0: f32, u1: f32, bow: f32) -> Vec<Point> {
        let n = 6;
        let shift = bow / self.length;
        let place = |i: usize| {
            let share = i as f32 / n as f32;
            let u = u0 + (u1 - u0) * share;
            self.at(t + shift * (1.0 - u * u), u)
        };
        (0..=n).map(place).collect()
    }

    /// A stripe around the limb from `t0` to `t1`.
    pub fn stripe(&self, t0: f32, t1: f32, bow: f32) -> Path {
        between(&self.across(t0, 1.06, -1.06, bow), &self.across(t1, 1.06, -1.06, bow))
    }

    /// The region between two lines across, each given as (t, u).
    pub fn patch(&self, there: &[(f32, f32)], back: &[(f32, f32)]) -> Path {
        let places = |list: &[(f32, f32)]| -> Vec<Point> {
            sample(&list.iter().map(|&(t, u)| self.at(t, u)).collect::<Vec<_>>(), 10)
        };
        between(&places(there), &places(back))
    }

    /// The points of a line on the ribbon, given as (t, u).
    pub fn line(&self, list: &[(f32, f32)]) -> Vec<Point> {
        list.iter().map(|&(t, u)| self.at(t, u)).collect()
    }

    /// The length of the spine.
    pub fn length(&self) -> f32 {
        self.length
    }
}
