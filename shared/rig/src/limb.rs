//! IK constraints within a pose: the solvers of [`crate::ik`], applied to bones.

use crate::affine::{Affine, unit};
use crate::compose::{Joint, Locals, frame};
use crate::constraint::Solver;
use crate::ik::{CHAIN_MAX, Chain, over, shortened, turned, two_bones};
use crate::rig::Index;
use crate::skeleton::{Inherit, Skeleton};

/// How short foreshortening makes a bone at most.
const FORESHORTENED_MIN: f32 = 0.25;
/// The shortening at which half of a limb's usual bend is there.
const SOFT: f32 = 0.06;
/// How long a foreshortening limb is drawn out at most: what leaps is stretched a little.
const DRAWN_OUT_MAX: f32 = 1.08;

/// A constraint, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Limb {
    pub(crate) chain: Vec<u16>,
    pub(crate) target: u16,
    solver: Solver,
    iterations: u16,
    /// Rotation at rest and limits, for chains that have them.
    limits: Vec<[f32; 2]>,
    pub(crate) weight: f32,
}

pub(crate) fn limbs(skeleton: &Skeleton, index: &Index) -> Vec<Limb> {
    let place = |name: &String| index.bone(name).unwrap_or(0) as u16;
    let limb = |ik: &crate::constraint::Ik| Limb {
        chain: ik.chain.iter().map(place).collect(),
        target: place(&ik.target),
        solver: ik.solver,
        iterations: ik.iterations,
        limits: ik.limits.clone(),
        weight: ik.weight,
    };
    skeleton.ik.iter().map(limb).collect()
}

/// Turns a limb's bones to a target in canvas units. The matrices and turns of the bones before
/// the chain are known.
pub(crate) fn reach(
    limb: &Limb,
    joints: &[Joint],
    locals: &mut Locals,
    world: (&[Affine], &[[f32; 2]]),
    target: [f32; 2],
    weight: f32,
) {
    let root = usize::from(limb.chain[0]);
    let Some(parent) = joints[root].parent() else { return };
    let (world, turns) = world;
    let frame = frame(&world[parent], turns[parent], joints[root].inherit, locals.at(root));
    let target = frame.inverse().apply(target);
    if weight <= 0.0 || !target.iter().all(|it| it.is_finite()) {
        return;
    }
    match (limb.solver, &limb.chain[..]) {
        (Solver::Limb { bend, foreshorten }, [first, second]) => {
            let pair = [usize::from(*first), usize::from(*second)];
            reach_with_two(limb, pair, joints, locals, target, [bend, foreshorten, weight]);
        }
        _ => reach_with_many(limb, joints, locals, target, weight),
    }
}

/// Two bones, exactly. `how` is bend, foreshortening and weight.
fn reach_with_two(
    limb: &Limb,
    [first, second]: [usize; 2],
    joints: &[Joint],
    locals: &mut Locals,
    target: [f32; 2],
    how: [f32; 3],
) {
    let [bend, foreshorten, weight] = how;
    let (upper, lower) = (locals.at(second), joints[second].tip);
    let (scale_one, scale_two) = (locals.scale(first), locals.scale(second));
    // A bone that inherits scale is as long as its parent makes it; uneven scales count as their
    // mean there, because a solver only knows lengths.
    let inherited = match joints[second].inherit {
        Inherit::Normal => 0.5 * (scale_one[0] + scale_one[1]),
        Inherit::NoScale | Inherit::Translation => 1.0,
    };
    let vector = |at: [f32; 2], scale: [f32; 2]| [at[0] * scale[0], at[1] * scale[1]];
    let length = |it: [f32; 2]| (it[0] * it[0] + it[1] * it[1]).sqrt();
    let mut one = vector(upper, scale_one);
    let mut two = vector(lower, scale_two.map(|it| it * inherited));
    let mut lengths = [length(one), length(two)];
    if foreshorten > 0.0 {
        let reach = lengths[0] + lengths[1];
        let lack = length(target) / reach.max(1e-3) - 1.0;
        // Bending begins softly: a straight knee would shoot aside at the slightest breath, for a
        // bend grows with the root of what is missing.
        let bent = (1.0 - foreshorten) * lack * lack / (SOFT - lack.min(0.0));
        let short = if lack < 0.0 { 1.0 + lack + bent } else { 1.0 + lack };
        let short = short.clamp(FORESHORTENED_MIN, DRAWN_OUT_MAX);
        let short = 1.0 + (short - 1.0) * weight;
        one = along(one, short);
        two = along(two, short);
        locals.set_scale(first, along_scale(upper, scale_one, short));
        locals.set_scale(second, along_scale(lower, scale_two, short));
        lengths = [length(one), length(two)];
    }
    let solved = two_bones(lengths, target, bend);
    let (one, two) = (shortened(one, lengths[0]), shortened(two, lengths[1]));
    let mut turns = [over(solved.first, one), over(turned(solved.second, one), two)];
    limited(limb, &mut turns);
    for (bone, turn) in [first, second].into_iter().zip(turns) {
        mixed(locals, bone, turn, weight);
    }
}

/// The vector with its longer component multiplied.
fn along(it: [f32; 2], by: f32) -> [f32; 2] {
    if it[0].abs() > it[1].abs() { [it[0] * by, it[1]] } else { [it[0], it[1] * by] }
}

/// The scale that does the same to a bone that points along `tip`.
fn along_scale(tip: [f32; 2], scale: [f32; 2], by: f32) -> [f32; 2] {
    if (tip[0] * scale[0]).abs() > (tip[1] * scale[1]).abs() {
        [scale[0] * by, scale[1]]
    } else {
        [scale[0], scale[1] * by]
    }
}

fn limited(limb: &Limb, turns: &mut [[f32; 2]]) {
    for (turn, [least, most]) in turns.iter_mut().zip(&limb.limits) {
        let degrees = turn[1].atan2(turn[0]).to_degrees();
        let clamped = degrees.clamp(*least, *most);
        if clamped != degrees {
            *turn = crate::angle::cos_sin(clamped);
        }
    }
}

/// Between a bone's keyed turn and the solved one.
fn mixed(locals: &mut Locals, bone: usize, turn: [f32; 2], weight: f32) {
    if weight >= 1.0 {
        locals.set_turn(bone, turn);
        return;
    }
    // Through the angle between the two, so that opposite turns have a way too.
    let keyed = locals.cos_sin(bone);
    let by = crate::angle::between(keyed, turn) * weight;
    locals.set_turn(bone, turned(keyed, crate::angle::cos_sin(by)));
}

/// A longer chain, by rounds. Lengths are those of the posed bones.
fn reach_with_many(
    limb: &Limb,
    joints: &[Joint],
    locals: &mut Locals,
    target: [f32; 2],
    weight: f32,
) {
    let n = limb.chain.len().min(CHAIN_MAX);
    let (mut bones, mut rests) = ([[0.0_f32; 2]; CHAIN_MAX], [[1.0_f32, 0.0]; CHAIN_MAX]);
    let mut limits = [[0.0_f32; 2]; CHAIN_MAX];
    let mut turn = [1.0, 0.0];
    let mut before = [1.0, 0.0];
    for (at, bone) in limb.chain.iter().take(n).enumerate() {
        let bone = usize::from(*bone);
        let end = match limb.chain.get(at + 1) {
            Some(next) => locals.at(usize::from(*next)),
            None => joints[bone].tip,
        };
        let scale = locals.scale(bone);
        let vector = [end[0] * scale[0], end[1] * scale[1]];
        turn = turned(turn, locals.cos_sin(bone));
        bones[at] = turned(vector, turn);
        rests[at] = unit(vector);
        if let Some(limit) = limb.limits.get(at) {
            // The solver counts from one bone's direction to the next one's.
            let straight = crate::angle::between(before, rests[at]);
            limits[at] = limit.map(|it| it + straight);
        }
        before = rests[at];
    }
    let mut chain = Chain::new(&bones[..n]);
    if !limb.limits.is_empty() {
        chain = chain.limited(&limits[..n]);
    }
    chain.solve(limb.solver, target, limb.iterations);
    let mut carried = [1.0, 0.0];
    for (at, bone) in limb.chain.iter().take(n).enumerate() {
        let whole = over(chain.directions()[at], rests[at]);
        mixed(locals, usize::from(*bone), over(whole, carried), weight);
        carried = whole;
    }
}
