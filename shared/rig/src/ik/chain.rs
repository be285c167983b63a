//! A chain of joints, and what both iterating solvers share: limits, and the exact end.

use super::{over, turned};
use crate::affine::unit;
use crate::angle::{between, cos_sin, wrapped};
use crate::constraint::Solver;

/// The most bones of a chain.
pub const CHAIN_MAX: usize = 16;

/// A chain from the origin: bones of fixed lengths, each with a direction of its own.
#[derive(Clone, Copy, Debug)]
pub struct Chain {
    pub(super) n_bones: usize,
    /// How long each bone is.
    pub(super) lengths: [f32; CHAIN_MAX],
    /// Where each bone points, as cosine and sine, not relative to the one before.
    pub(super) directions: [[f32; 2]; CHAIN_MAX],
    /// Lowest and highest degrees of each bone relative to the one before.
    pub(super) limits: Option<[[f32; 2]; CHAIN_MAX]>,
}

impl Chain {
    /// A chain of bones given as vectors from joint to joint; what exceeds [`CHAIN_MAX`] is left
    /// out.
    pub fn new(bones: &[[f32; 2]]) -> Self {
        let n_bones = bones.len().min(CHAIN_MAX);
        let mut chain = Self {
            n_bones,
            lengths: [0.0; CHAIN_MAX],
            directions: [[1.0, 0.0]; CHAIN_MAX],
            limits: None,
        };
        for (at, bone) in bones.iter().take(n_bones).enumerate() {
            chain.lengths[at] = (bone[0] * bone[0] + bone[1] * bone[1]).sqrt();
            chain.directions[at] = unit(*bone);
        }
        chain
    }

    /// The same chain, each bone kept within degrees relative to the one before (the first one
    /// relative to the x axis).
    #[must_use]
    pub fn limited(mut self, limits: &[[f32; 2]]) -> Self {
        let mut all = [[-f32::INFINITY, f32::INFINITY]; CHAIN_MAX];
        for (to, from) in all.iter_mut().zip(limits) {
            *to = *from;
        }
        self.limits = Some(all);
        self.clamp_from(0);
        self
    }

    /// Turns the bones so that the end comes to the target, or as near as it gets.
    pub fn solve(&mut self, solver: Solver, target: [f32; 2], iterations: u16) {
        if self.n_bones == 0 || !target.iter().all(|it| it.is_finite()) {
            return;
        }
        let reach: f32 = self.lengths().iter().sum();
        let distance = (target[0] * target[0] + target[1] * target[1]).sqrt();
        if distance >= reach {
            let aim = unit(target);
            self.directions = [aim; CHAIN_MAX];
            self.clamp_from(0);
            return;
        }
        let tolerance = 1e-4 * reach;
        for _ in 0..iterations {
            match solver {
                Solver::Fabrik => self.fabrik(target),
                Solver::Ccd | Solver::Limb { .. } => self.ccd(target),
            }
            if self.miss(target) <= tolerance {
                return;
            }
        }
        self.close(target, tolerance);
    }

    /// Where each bone points.
    pub fn directions(&self) -> &[[f32; 2]] {
        &self.directions[..self.n_bones]
    }

    /// How long each bone is.
    pub fn lengths(&self) -> &[f32] {
        &self.lengths[..self.n_bones]
    }

    /// How many degrees a bone turns relative to the one before.
    pub fn turn(&self, bone: usize) -> f32 {
        between(self.before(bone), self.directions[bone])
    }

    /// Where a joint is; the joint after the last bone is the end.
    pub fn joint(&self, joint: usize) -> [f32; 2] {
        let bones = self.directions().iter().zip(self.lengths()).take(joint);
        bones.fold([0.0, 0.0], |at, (direction, length)| {
            [at[0] + direction[0] * length, at[1] + direction[1] * length]
        })
    }

    /// How far the end is from the target.
    pub fn miss(&self, target: [f32; 2]) -> f32 {
        let [x, y] = self.joint(self.n_bones);
        ((x - target[0]) * (x - target[0]) + (y - target[1]) * (y - target[1])).sqrt()
    }

    fn before(&self, bone: usize) -> [f32; 2] {
        if bone == 0 { [1.0, 0.0] } else { self.directions[bone - 1] }
    }

    /// Turns all bones from one on by the same angle, as far as its limit lets it.
    pub(super) fn turn_from(&mut self, bone: usize, by: [f32; 2]) {
        let mut by = by;
        if let Some(limits) = &self.limits {
            let wanted = turned(self.directions[bone], by);
            let allowed = self.allowed(bone, wanted, limits[bone]);
            by = over(allowed, self.directions[bone]);
        }
        for direction in &mut self.directions[bone..self.n_bones] {
            *direction = unit(turned(*direction, by));
        }
    }

    /// Brings all bones from one on within their limits, root first.
    pub(super) fn clamp_from(&mut self, bone: usize) {
        for at in bone..self.n_bones {
            self.clamp_one(at);
        }
    }

    /// Brings one bone within its limit.
    pub(super) fn clamp_one(&mut self, bone: usize) {
        if let Some(limits) = &self.limits {
            self.directions[bone] = self.allowed(bone, self.directions[bone], limits[bone]);
        }
    }

    fn allowed(&self, bone: usize, direction: [f32; 2], limit: [f32; 2]) -> [f32; 2] {
        let before = self.before(bone);
        let turn = between(before, direction);
        // The same angle a full turn on may be the one within the limits.
        let middle = 0.5 * (limit[0] + limit[1]);
        let near = if middle.is_finite() { middle + wrapped(turn - middle) } else { turn };
        let clamped = near.clamp(limit[0], limit[1]);
        if clamped == near { direction } else { turned(before, cos_sin(clamped)) }
    }

    /// Takes the chain as two stiff halves around one joint and solves those exactly. Tries every
    /// joint, takes what comes nearest and keeps the limits.
    fn close(&mut self, target: [f32; 2], tolerance: f32) {
        let mut best = *self;
        let mut least = self.miss(target);
        for _ in 0..4 {
            let from = best;
            for joint in 1..self.n_bones {
                let mut tried = from;
                tried.bend_at(joint, target);
                let miss = tried.miss(target);
                if miss < least {
                    (least, best) = (miss, tried);
                }
            }
            if least <= tolerance {
                break;
            }
            if best.limits.is_none() {
                best.straighten();
            } else {
                best.ccd(target);
            }
        }
        if least > tolerance && best.limits.is_none() {
            best.fold(target);
        }
        if best.miss(target) <= self.miss(target) {
            *self = best;
        }
    }

    /// Bones in three bundles of about one length, each straight: a triangle that reaches whatever
    /// can be reached, because directions add up in any order. The last resort: the bones leave
    /// the pose they had.
    fn fold(&mut self, target: [f32; 2]) {
        let mut by_length: [usize; CHAIN_MAX] = core::array::from_fn(|bone| bone);
        let bones = &mut by_length[..self.n_bones];
        bones.sort_by(|a, b| self.lengths[*b].total_cmp(&self.lengths[*a]));
        let (mut sums, mut bundles) = ([0.0_f32; 3], [0_usize; CHAIN_MAX]);
        for bone in bones {
            let least = (0..3).fold(0, |least, k| if sums[k] < sums[least] { k } else { least });
            sums[least] += self.lengths[*bone];
            bundles[*bone] = least;
        }
        // The second and the third bundle together are as long as the first, if they can be and
        // if that reaches.
        let distance = (target[0] * target[0] + target[1] * target[1]).sqrt();
        let wanted = sums[0].max(distance - sums[0]);
        let both = wanted.clamp((sums[1] - sums[2]).abs(), sums[1] + sums[2]);
        let outer = super::two_bones([sums[0], both], target, 1.0);
        let inner = super::two_bones([sums[1], sums[2]], [both, 0.0], 1.0);
        let aside = turned(turned(outer.first, outer.second), inner.first);
        let directions = [outer.first, aside, turned(aside, inner.second)];
        for (direction, bundle) in self.directions.iter_mut().zip(bundles) {
            *direction = directions[bundle];
        }
    }

    fn bend_at(&mut self, joint: usize, target: [f32; 2]) {
        let (middle, end) = (self.joint(joint), self.joint(self.n_bones));
        let second = [end[0] - middle[0], end[1] - middle[1]];
        let lengths = [middle, second].map(|[x, y]| (x * x + y * y).sqrt());
        let (one, two) = (unit(middle), unit(second));
        let bend = one[0] * two[1] - one[1] * two[0];
        let solved = super::two_bones(lengths, target, if bend < 0.0 { -1.0 } else { 1.0 });
        let first = over(solved.first, one);
        let second = over(turned(solved.first, solved.second), turned(two, first));
        self.turn_from(0, first);
        self.turn_from(joint, second);
    }

    /// Takes half of every bend out: a chain that is too curved to reach reaches further.
    fn straighten(&mut self) {
        for bone in 1..self.n_bones {
            let back = over(self.before(bone), self.directions[bone]);
            let half = unit([back[0] + 1.0, back[1]]);
            self.turn_from(bone, half);
        }
    }
}
