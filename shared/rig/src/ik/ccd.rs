//! Cyclic coordinate descent.

use super::{Chain, over};
use crate::affine::unit;

impl Chain {
    /// One round: from the last bone to the first, each turns the end towards the target.
    pub(super) fn ccd(&mut self, target: [f32; 2]) {
        for bone in (0..self.n_bones).rev() {
            let (joint, end) = (self.joint(bone), self.joint(self.n_bones));
            let to_end = [end[0] - joint[0], end[1] - joint[1]];
            let to_target = [target[0] - joint[0], target[1] - joint[1]];
            let near = |it: [f32; 2]| it[0] * it[0] + it[1] * it[1] < 1e-12;
            if near(to_end) || near(to_target) {
                continue;
            }
            self.turn_from(bone, over(unit(to_target), unit(to_end)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::chain::CHAIN_MAX;
    use super::Chain;
    use crate::choice::Seed;
    use crate::constraint::{ITERATIONS, Solver};

    /// The share of targets met within a thousandth of the reach, and the worst miss.
    fn trial(solver: Solver, seed: u64) -> (f32, f32) {
        let mut seed = Seed::new(seed);
        let mut n_met = 0.0_f32;
        let mut worst = 0.0_f32;
        for _ in 0..10_000 {
            let n_bones = 2 + (seed.unit() * 6.0) as usize;
            let bones: Vec<[f32; 2]> = (0..n_bones)
                .map(|_| [seed.between(-1.0, 1.0), seed.between(-1.0, 1.0)])
                .map(|[x, y]| if x.hypot(y) < 0.1 { [0.5, 0.0] } else { [x, y] })
                .collect();
            let mut chain = Chain::new(&bones);
            let before = chain.lengths;
            let reach: f32 = chain.lengths().iter().sum();
            let longest = chain.lengths().iter().copied().fold(0.0, f32::max);
            let nearest = (2.0 * longest - reach).max(0.0);
            let (sin, cos) = seed.between(-3.2, 3.2).sin_cos();
            let distance = seed.between(nearest + 0.001 * reach, reach);
            let target = [cos * distance, sin * distance];
            chain.solve(solver, target, ITERATIONS);
            assert_eq!(before, chain.lengths);
            for [x, y] in chain.directions() {
                assert!((x.hypot(*y) - 1.0).abs() < 1e-5, "bones keep their lengths");
            }
            let miss = chain.miss(target) / reach;
            assert!(miss.is_finite());
            worst = worst.max(miss);
            n_met += f32::from(u8::from(miss < 1e-3));
        }
        (n_met / 10_000.0, worst)
    }

    #[test]
    fn ten_thousand_targets_within_reach_are_met() {
        for solver in [Solver::Ccd, Solver::Fabrik] {
            let (met, worst) = trial(solver, 11);
            assert!(met == 1.0, "{solver:?}: {met}, worst {worst}");
        }
    }

    #[test]
    fn limits_hold_whatever_the_target() {
        let mut seed = Seed::new(5);
        for round in 0..10_000 {
            let bones = [[0.0, 1.0], [0.0, 0.8], [0.0, 0.6], [0.0, 0.4]];
            let limits = [[30.0, 150.0], [-20.0, 70.0], [0.0, 40.0], [-45.0, 45.0]];
            let mut chain = Chain::new(&bones).limited(&limits);
            let target = [seed.between(-3.0, 3.0), seed.between(-3.0, 3.0)];
            let solver = if round % 2 == 0 { Solver::Ccd } else { Solver::Fabrik };
            let before = chain.miss(target);
            chain.solve(solver, target, ITERATIONS);
            for (bone, [least, most]) in limits.into_iter().enumerate() {
                let turn = chain.turn(bone);
                let holds = (least - 0.01..=most + 0.01).contains(&turn);
                assert!(holds, "{solver:?} {target:?}: bone {bone} turns {turn}");
            }
            assert!(chain.miss(target).is_finite() && before.is_finite());
        }
    }

    #[test]
    fn what_is_out_of_reach_stretches_the_chain_straight() {
        for solver in [Solver::Ccd, Solver::Fabrik] {
            let mut chain = Chain::new(&[[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0]]);
            chain.solve(solver, [30.0, 40.0], ITERATIONS);
            for direction in chain.directions() {
                assert!((direction[0] - 0.6).abs() < 1e-5 && (direction[1] - 0.8).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn odd_chains_and_targets_are_survived() {
        let straight = [[0.0, 0.0]; CHAIN_MAX + 3];
        for bones in [&[][..], &[[0.0, 0.0]], &straight, &[[1.0, 0.0], [1.0, 0.0], [1.0, 0.0]]] {
            for target in [[0.0, 0.0], [f32::NAN, 1.0], [f32::INFINITY, 0.0], [1.5, 0.0]] {
                for solver in [Solver::Ccd, Solver::Fabrik] {
                    let mut chain = Chain::new(bones);
                    chain.solve(solver, target, ITERATIONS);
                    assert!(chain.directions().as_flattened().iter().all(|it| it.is_finite()));
                }
            }
        }
    }
}
