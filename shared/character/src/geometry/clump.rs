//! A clump of hair: everything on it lives in (t, u), along its spine and across it.

use super::line::{Profile, profile_at};
use super::path::Path;
use super::point::Point;
use super::smooth::{between, normals, sample};

/// Belly of most clumps.
pub const BELLY: Profile =
    &[(0.0, 0.62), (0.25, 0.95), (0.45, 1.0), (0.7, 0.72), (0.88, 0.3), (1.0, 0.0)];
/// Belly of bangs: their roots melt together at the whorl.
pub const FRONT_BELLY: Profile =
    &[(0.0, 0.25), (0.2, 0.8), (0.42, 1.0), (0.68, 0.72), (0.88, 0.3), (1.0, 0.0)];
/// Belly of long hair.
pub const LONG_BELLY: Profile =
    &[(0.0, 0.5), (0.3, 0.9), (0.6, 1.0), (0.8, 0.72), (0.92, 0.34), (1.0, 0.0)];

/// Points into which a spine is cut.
const STEPS: usize = 24;
/// Points of an edge.
const EDGE: usize = 9;

/// A tapered body around a spine; the spine is also the chain of bones that moves it.
#[derive(Clone, Debug)]
pub struct Clump {
    spine: Vec<Point>,
    normals: Vec<Point>,
    half_width: f32,
    belly: Profile,
}

impl Clump {
    /// A clump along the smooth curve through `spine`, `half_width` at its belly.
    pub fn new(spine: &[Point], half_width: f32, belly: Profile) -> Self {
        let spine = sample(spine, STEPS);
        let normals = normals(&spine);
        Self { spine, normals, half_width, belly }
    }

    /// Makes u = 1 the edge that faces `light` (a direction) in the middle of the clump.
    pub fn facing(mut self, light: Point) -> Self {
        let middle = self.normals[STEPS / 2];
        if middle.x * light.x + middle.y * light.y < 0.0 {
            self.normals.iter_mut().for_each(|normal| *normal = -*normal);
        }
        self
    }

    /// Half the width at the belly.
    pub fn half_width(&self) -> f32 {
        self.half_width
    }

    /// The place at `t` along and `u` across: for a spine that runs down, u = 1 is the left edge.
    pub fn at(&self, t: f32, u: f32) -> Point {
        let t = t.clamp(0.0, 1.0);
        let x = t * STEPS as f32;
        let i = (x as usize).min(STEPS - 1);
        let share = x - i as f32;
        let on_spine = self.spine[i].towards(self.spine[i + 1], share);
        let normal = self.normals[i].towards(self.normals[i + 1], share);
        on_spine + normal * (self.half_width * profile_at(self.belly, t) * u)
    }

    /// Points along the line at `u`, from `t0` to `t1`.
    pub fn edge(&self, u: f32, t0: f32, t1: f32) -> Vec<Point> {
        (0..=EDGE).map(|i| self.at(t0 + (t1 - t0) * i as f32 / EDGE as f32, u)).collect()
    }

    /// The whole outline.
    pub fn outline(&self) -> Path {
        between(&self.edge(1.0, 0.0, 1.0), &self.edge(-1.0, 0.0, 1.0))
    }

    /// A sliver from `t0` to `t1` along `from`, swelling towards `to`, pointed at both ends.
    pub fn band(&self, (t0, t1): (f32, f32), from: f32, to: f32) -> Path {
        let there = self.edge(from, t0, t1);
        let back: Vec<Point> = (0..=EDGE)
            .map(|i| {
                let share = i as f32 / EDGE as f32;
                let swell = (std::f32::consts::PI * share).sin().max(0.0).powf(0.7);
                self.at(t0 + (t1 - t0) * share, from + (to - from) * swell)
            })
            .collect();
        between(&there, &back)
    }

    /// `bones` + 1 points along the spine.
    pub fn chain(&self, bones: usize) -> Vec<Point> {
        (0..=bones).map(|i| self.at(i as f32 / bones as f32, 0.0)).collect()
    }
}
