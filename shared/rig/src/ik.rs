//! Solvers on bare joints: a chain of lengths, and a place to reach.
//!
//! Two bones are solved exactly ([`two_bones`]). Longer chains ([`Chain`]) go around a bounded
//! number of times, and then close what is left with one exact bend, so that a target within
//! reach is met. A target out of reach stretches the chain straight at it. Nothing here makes a
//! NaN out of finite numbers.

mod ccd;
mod chain;
mod fabrik;

pub use chain::{CHAIN_MAX, Chain};

use crate::affine::unit;

/// How two bones turn to put the end of the second on the target.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TwoBones {
    /// Direction of the first bone, as cosine and sine.
    pub first: [f32; 2],
    /// Direction of the second bone relative to the first.
    pub second: [f32; 2],
}

impl TwoBones {
    /// Both angles in degrees.
    pub fn degrees(&self) -> [f32; 2] {
        [self.first, self.second].map(|[cos, sin]| sin.atan2(cos).to_degrees())
    }
}

/// Two bones of these lengths from the origin to a target. `bend` says to which side the middle
/// joint turns the second bone: positive from x towards y. A target too far stretches them
/// straight, one too near folds them.
#[inline]
pub fn two_bones(lengths: [f32; 2], target: [f32; 2], bend: f32) -> TwoBones {
    let [one, two] = lengths.map(|it| it.max(1e-6));
    let distance = (target[0] * target[0] + target[1] * target[1]).sqrt();
    let reached = distance.clamp((one - two).abs(), one + two);
    let cos = ((reached * reached - one * one - two * two) / (2.0 * one * two)).clamp(-1.0, 1.0);
    let sin = (1.0 - cos * cos).max(0.0).sqrt().copysign(bend);
    // Seen along the first bone, the end lies here; turning that onto the target turns the bone.
    let end = [one + two * cos, two * sin];
    // As long as what is reached, but for what cancels out where the bones fold.
    let end = if reached > 0.1 * (one + two) { shortened(end, reached) } else { unit(end) };
    let aim = shortened(target, distance);
    TwoBones { first: over(aim, end), second: [cos, sin] }
}

/// A vector of known length with length one; the x axis if it has none.
#[inline]
pub(crate) fn shortened(vector: [f32; 2], length: f32) -> [f32; 2] {
    if length > 1e-20 {
        let over = 1.0 / length;
        [vector[0] * over, vector[1] * over]
    } else {
        [1.0, 0.0]
    }
}

/// One direction turned by another.
#[inline]
pub(crate) fn turned(one: [f32; 2], by: [f32; 2]) -> [f32; 2] {
    [one[0] * by[0] - one[1] * by[1], one[0] * by[1] + one[1] * by[0]]
}

/// One direction turned back by another.
#[inline]
pub(crate) fn over(one: [f32; 2], by: [f32; 2]) -> [f32; 2] {
    turned(one, [by[0], -by[1]])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::choice::Seed;

    #[test]
    fn the_specifications_golden_limbs() {
        for (lengths, target, expected) in [
            ([1.0, 1.0], [1.0, 1.0], [0.0, 90.0]),
            ([1.0, 1.0], [3.0, 0.0], [0.0, 0.0]),
            ([2.0, 1.0], [1.5, 1.5], [17.114_433, 97.180_756]),
        ] {
            let got = two_bones(lengths, target, 1.0).degrees();
            for (got, expected) in got.iter().zip(expected) {
                assert!((got - expected).abs() < 2e-3, "{target:?}: {got} for {expected}");
            }
        }
    }

    #[test]
    fn ten_thousand_targets_are_met_on_the_right_side() {
        let mut seed = Seed::new(7);
        for _ in 0..10_000 {
            let lengths = [seed.between(0.2, 3.0), seed.between(0.2, 3.0)];
            let target = [seed.between(-7.0, 7.0), seed.between(-7.0, 7.0)];
            let bend = if seed.unit() < 0.5 { -1.0 } else { 1.0 };
            let solved = two_bones(lengths, target, bend);
            let second = turned(solved.first, solved.second);
            let end = [0, 1].map(|k| lengths[0] * solved.first[k] + lengths[1] * second[k]);
            for [cos, sin] in [solved.first, solved.second] {
                assert!((cos * cos + sin * sin - 1.0).abs() < 1e-5, "a turn stretches nothing");
            }
            let reach = lengths[0] + lengths[1];
            let distance = target[0].hypot(target[1]);
            let reached = distance.clamp((lengths[0] - lengths[1]).abs(), reach);
            let nearest = target.map(|it| it / distance * reached);
            let off = (end[0] - nearest[0]).hypot(end[1] - nearest[1]);
            assert!(off < 1e-3 * reach, "{lengths:?} {target:?}: {off}");
            assert!(solved.second[1] * bend >= 0.0, "it bends to the other side");
        }
    }

    #[test]
    fn nothing_becomes_nan() {
        for target in [[0.0, 0.0], [1e-30, 0.0], [1e18, -1e18], [0.5, 0.0]] {
            for lengths in [[1.0, 1.0], [0.0, 0.0], [1.0, 0.0], [1.0, 0.5]] {
                let solved = two_bones(lengths, target, -1.0);
                assert!(solved.degrees().iter().all(|it| it.is_finite()), "{lengths:?} {target:?}");
            }
        }
    }
}
