//! Bindings compiled: parameters to the row of values.

use crate::parameter::{Effect, Motion, along};
use crate::rig::Index;
use crate::skeleton::Skeleton;
use crate::space::Part;

/// A binding, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Bound {
    parameter: usize,
    to: To,
    keys: Vec<[f32; 2]>,
}

#[derive(Clone, Copy, Debug)]
enum To {
    Value(usize),
    Alpha(usize),
}

pub(crate) fn bind(skeleton: &Skeleton, index: &Index) -> Vec<Bound> {
    let bound = |binding: &crate::parameter::Binding| {
        let to = match &binding.effect {
            Effect::Bone { bone, motion } => {
                let part = match motion {
                    Motion::X => Part::X,
                    Motion::Y => Part::Y,
                    Motion::Rotation => Part::Rotation,
                    Motion::ScaleX => Part::ScaleX,
                    Motion::ScaleY => Part::ScaleY,
                };
                To::Value(index.space.bone(part, index.bone(bone)?))
            }
            Effect::Alpha { slot } => To::Alpha(index.slot(slot)?),
            Effect::Deform { slot, deform } => {
                To::Value(index.space.deform(index.deform(slot, deform)?))
            }
        };
        let parameter = index.parameter(&binding.parameter)?;
        Some(Bound { parameter, to, keys: binding.keys.clone() })
    };
    skeleton.bindings.iter().filter_map(bound).collect()
}

/// What the bindings gave for the values that the parameters had last: most parameters stay as
/// they are from one pose to the next.
#[derive(Clone, Debug)]
pub(crate) struct Amounts(Vec<(f32, f32)>);

impl Amounts {
    pub(crate) fn new(bound: &[Bound]) -> Self {
        Self(bound.iter().map(|it| (0.0, along(&it.keys, 0.0))).collect())
    }

    /// Adds what the parameters do to the row of values, and multiplies the slots' alphas.
    pub(crate) fn apply(
        &mut self,
        bound: &[Bound],
        parameters: &[f32],
        values: &mut [f32],
        alphas: &mut [f32],
    ) {
        alphas.fill(1.0);
        for (binding, (seen, amount)) in bound.iter().zip(&mut self.0) {
            let value = parameters[binding.parameter];
            if value != *seen {
                (*seen, *amount) = (value, along(&binding.keys, value));
            }
            match binding.to {
                To::Value(target) => values[target] += *amount,
                To::Alpha(slot) => alphas[slot] *= *amount,
            }
        }
    }
}
