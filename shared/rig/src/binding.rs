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
/// they are from one pose to the next, and most of them do nothing there.
#[derive(Clone, Debug)]
pub(crate) struct Amounts {
    /// The value of each binding's parameter, in the order of the bindings.
    seen: Vec<f32>,
    amounts: Vec<f32>,
    /// The bindings that do something.
    acting: Vec<u16>,
    /// Which parameter each binding looks at.
    parameters: Vec<u16>,
    acts_on_alpha: bool,
}

impl Amounts {
    pub(crate) fn new(bound: &[Bound]) -> Self {
        Self {
            // Not a number is unlike every value, so everything is found at first.
            seen: vec![f32::NAN; bound.len()],
            amounts: vec![0.0; bound.len()],
            acting: Vec::with_capacity(bound.len()),
            parameters: bound.iter().map(|it| it.parameter as u16).collect(),
            acts_on_alpha: bound.iter().any(|it| matches!(it.to, To::Alpha(_))),
        }
    }

    /// Adds what the parameters do to the row of values, and multiplies the slots' alphas.
    pub(crate) fn apply(
        &mut self,
        bound: &[Bound],
        parameters: &[f32],
        values: &mut [f32],
        alphas: &mut [f32],
    ) {
        let mut changed = false;
        let at = self.parameters.iter().map(|it| parameters[usize::from(*it)]);
        for ((seen, value), (amount, binding)) in
            self.seen.iter_mut().zip(at).zip(self.amounts.iter_mut().zip(bound))
        {
            if value != *seen {
                let before = *amount;
                (*seen, *amount) = (value, along(&binding.keys, value));
                changed |= (before == 0.0) != (*amount == 0.0) || self.acting.is_empty();
            }
        }
        if changed {
            let acts = |(at, binding): (usize, &Bound)| {
                let idle = matches!(binding.to, To::Value(_)) && self.amounts[at] == 0.0;
                (!idle).then_some(at as u16)
            };
            self.acting.clear();
            self.acting.extend(bound.iter().enumerate().filter_map(acts));
        }
        if self.acts_on_alpha {
            alphas.fill(1.0);
        }
        for at in &self.acting {
            let at = usize::from(*at);
            match bound[at].to {
                To::Value(target) => values[target] += self.amounts[at],
                To::Alpha(slot) => alphas[slot] *= self.amounts[at],
            }
        }
    }
}
