//! Local values to world matrices, parents first, with solvers and springs in between.

use crate::affine::Affine;
use crate::angle::cos_sin_all;
use crate::ik::turned;
use crate::limb::Limb;
use crate::rig::Index;
use crate::skeleton::{Bone, Inherit};
use crate::space::PARTS;
use crate::strand::Strand;

/// A bone, compiled.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Joint {
    /// Its parent, or itself if it has none.
    parent: u16,
    own: u16,
    pub(crate) inherit: Inherit,
    pub(crate) tip: [f32; 2],
}

impl Joint {
    pub(crate) fn of(bone: &Bone, index: &Index) -> Self {
        let own = index.bone(&bone.name).unwrap_or(0);
        let parent = bone.parent.as_ref().and_then(|it| index.bone(it)).unwrap_or(own);
        Self { parent: parent as u16, own: own as u16, inherit: bone.inherit, tip: bone.tip }
    }

    pub(crate) fn parent(&self) -> Option<usize> {
        (self.parent != self.own).then_some(usize::from(self.parent))
    }
}

/// What happens before a bone is composed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Work {
    Limb(usize),
    Strand(usize),
}

/// Some work, and the bone before which it happens: the root of the chain that it turns.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Step {
    pub(crate) bone: usize,
    pub(crate) work: Work,
}

/// All work in order of bones; limbs before springs where both begin at one bone.
pub(crate) fn steps(limbs: &[Limb], strands: &[Strand]) -> Vec<Step> {
    let of_limbs = limbs
        .iter()
        .enumerate()
        .map(|(at, it)| Step { bone: usize::from(it.chain[0]), work: Work::Limb(at) });
    let of_strands = strands
        .iter()
        .enumerate()
        .map(|(at, it)| Step { bone: usize::from(it.chain[0]), work: Work::Strand(at) });
    let mut steps: Vec<Step> = of_limbs.chain(of_strands).collect();
    steps.sort_by_key(|it| it.bone);
    steps
}

/// What a pose says of each bone in its parent's frame, one row for each number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Locals {
    pub(crate) x: Vec<f32>,
    pub(crate) y: Vec<f32>,
    pub(crate) rotation: Vec<f32>,
    pub(crate) scale_x: Vec<f32>,
    pub(crate) scale_y: Vec<f32>,
    pub(crate) cos: Vec<f32>,
    pub(crate) sin: Vec<f32>,
}

impl Locals {
    pub(crate) fn new(n_bones: usize) -> Self {
        let row = || vec![0.0; n_bones];
        Self {
            x: row(),
            y: row(),
            rotation: row(),
            scale_x: row(),
            scale_y: row(),
            cos: row(),
            sin: row(),
        }
    }

    /// Rest and what is added to it. Both rows hold x, y, rotation and both scales, one part of
    /// all bones after the other.
    pub(crate) fn fill(&mut self, rest: &[f32], added: &[f32]) {
        let n = self.x.len();
        let mut parts = rest.chunks_exact(n).zip(added.chunks_exact(n));
        for row in [&mut self.x, &mut self.y, &mut self.rotation] {
            let Some((rest, added)) = parts.next() else { return };
            for ((value, rest), added) in row.iter_mut().zip(rest).zip(added) {
                *value = rest + added;
            }
        }
        for row in [&mut self.scale_x, &mut self.scale_y] {
            let Some((rest, added)) = parts.next() else { return };
            for ((value, rest), added) in row.iter_mut().zip(rest).zip(added) {
                *value = rest * (1.0 + added);
            }
        }
        cos_sin_all(&self.rotation, &mut self.cos, &mut self.sin);
    }

    #[inline]
    pub(crate) fn at(&self, bone: usize) -> [f32; 2] {
        [self.x[bone], self.y[bone]]
    }

    #[inline]
    pub(crate) fn cos_sin(&self, bone: usize) -> [f32; 2] {
        [self.cos[bone], self.sin[bone]]
    }

    #[inline]
    pub(crate) fn scale(&self, bone: usize) -> [f32; 2] {
        [self.scale_x[bone], self.scale_y[bone]]
    }

    pub(crate) fn set_turn(&mut self, bone: usize, cos_sin: [f32; 2]) {
        [self.cos[bone], self.sin[bone]] = cos_sin;
    }

    pub(crate) fn set_scale(&mut self, bone: usize, scale: [f32; 2]) {
        [self.scale_x[bone], self.scale_y[bone]] = scale;
    }
}

/// The frame in which a bone turns and scales: what it takes over from its parent's matrix and
/// turn, with the place of its own joint.
#[inline]
pub(crate) fn frame(parent: &Affine, turn: [f32; 2], inherit: Inherit, at: [f32; 2]) -> Affine {
    let [tx, ty] = parent.apply(at);
    match inherit {
        Inherit::Normal => Affine { tx, ty, ..*parent },
        Inherit::NoScale => {
            let [cos, sin] = turn;
            Affine { a: cos, b: sin, c: -sin, d: cos, tx, ty }
        }
        Inherit::Translation => Affine { tx, ty, ..Affine::IDENTITY },
    }
}

/// The matrices of the bones in a range, and the turns of the canvas's x axis by all rotations
/// down to them, whatever scales do; those before it are known.
pub(crate) fn compose(
    joints: &[Joint],
    locals: &Locals,
    world: &mut [Affine],
    turns: &mut [[f32; 2]],
    range: std::ops::Range<usize>,
) {
    // Equal lengths, known here, spare a look at every one of them for each bone.
    let n = joints.len().min(range.end);
    let (joints, world, turns) = (&joints[..n], &mut world[..n], &mut turns[..n]);
    let (x, y) = (&locals.x[..n], &locals.y[..n]);
    let (cos, sin) = (&locals.cos[..n], &locals.sin[..n]);
    let (scale_x, scale_y) = (&locals.scale_x[..n], &locals.scale_y[..n]);
    for bone in range.start..n {
        let joint = joints[bone];
        let (at, own, scale) =
            ([x[bone], y[bone]], [cos[bone], sin[bone]], [scale_x[bone], scale_y[bone]]);
        let Some(parent) = joint.parent() else {
            world[bone] = Affine::from_parts(at, own, scale);
            turns[bone] = own;
            continue;
        };
        let turn = match joint.inherit {
            Inherit::Normal | Inherit::NoScale => turned(turns[parent], own),
            Inherit::Translation => own,
        };
        turns[bone] = turn;
        world[bone] = if joint.inherit == Inherit::Normal {
            world[parent].then_inner(&Affine::from_parts(at, own, scale))
        } else {
            // Nothing but turns above it: its matrix is its whole turn, and its own scale.
            Affine::from_parts(world[parent].apply(at), turn, scale)
        };
    }
}

/// The matrices at rest.
pub(crate) fn rest_world(joints: &[Joint], rest: &[f32]) -> Vec<Affine> {
    let mut locals = Locals::new(rest.len() / PARTS);
    locals.fill(rest, &vec![0.0; rest.len()]);
    let mut world = vec![Affine::IDENTITY; joints.len()];
    let mut turns = vec![[1.0, 0.0]; joints.len()];
    compose(joints, &locals, &mut world, &mut turns, 0..joints.len());
    world
}
