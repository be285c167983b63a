//! Several clips at once: who has how much say over each bone.
//!
//! From the highest priority down, each owner hands out its weight until one is reached; clips of
//! the same priority share in proportion. What is left over stays at rest.

use crate::clip::Share;
use crate::pose::ClipValue;
use crate::rig::{ClipId, Rig};
use crate::space::Space;

/// The most clips that are mixed at once.
pub const LAYERS_MAX: usize = 20;

/// Who goes before whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// What the body does when nobody asks for anything.
    #[default]
    Idle,
    /// Walking, running, climbing, swimming.
    Movement,
    /// Jumping, sitting.
    Action,
    /// Waving, dancing.
    Emote,
    /// What a hand does with a thing.
    Tool,
}

/// A clip at a moment, and how much it counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Layer {
    /// Which clip.
    pub clip: ClipId,
    /// Seconds since it began; a loop goes round by itself.
    pub time: f32,
    /// 0 to 1.
    pub weight: f32,
    /// Who goes before whom.
    pub priority: Priority,
    /// Where the last search for keys ended; only saves time.
    pub cursor: usize,
}

impl Layer {
    /// A clip that counts whole.
    pub fn new(clip: ClipId, time: f32) -> Self {
        Self { clip, time, weight: 1.0, priority: Priority::Idle, cursor: 0 }
    }
}

/// The scratch of mixing.
#[derive(Clone, Debug)]
pub(crate) struct Mixer {
    /// What is added to rest, in the order of the space.
    pub(crate) values: Vec<f32>,
    /// Layer by layer, what every owner that it moves gives it, if that is the same for all.
    even: [Option<f32>; LAYERS_MAX],
    /// Layer by layer, what each owner gives it; only for those that are not even.
    shares: Vec<f32>,
    sums: Vec<f32>,
    /// What each owner has left for rest.
    pub(crate) left: Vec<f32>,
    /// What was left, and what the values of parameters were, before idle clips had their turn;
    /// what they are now, unless there are idle clips.
    left_by_asked: Vec<f32>,
    asked: Vec<f32>,
    has_idle: bool,
}

impl Mixer {
    pub(crate) fn new(rig: &Rig) -> Self {
        let n_owners = rig.index.space.n_owners();
        Self {
            values: vec![0.0; rig.index.space.n_values()],
            even: [None; LAYERS_MAX],
            shares: vec![0.0; LAYERS_MAX * n_owners],
            sums: vec![0.0; n_owners],
            left: vec![1.0; n_owners],
            left_by_asked: vec![1.0; n_owners],
            asked: vec![0.0; rig.index.space.n_parameters],
            has_idle: true,
        }
    }

    /// Adds up the layers; those beyond [`LAYERS_MAX`] are left out.
    pub(crate) fn mix(&mut self, rig: &Rig, layers: &mut [Layer]) {
        let n = layers.len().min(LAYERS_MAX);
        let layers = &mut layers[..n];
        self.has_idle = layers.iter().any(|it| it.priority == Priority::Idle);
        self.share_out(rig, layers);
        self.values.fill(0.0);
        let space = &rig.index.space;
        let parameters = space.parameter(0)..space.parameter(space.n_parameters);
        self.add_layers(rig, layers, |priority| priority != Priority::Idle);
        if self.has_idle {
            self.asked.copy_from_slice(&self.values[parameters]);
            self.add_layers(rig, layers, |priority| priority == Priority::Idle);
        }
    }

    /// What clips say of a parameter.
    pub(crate) fn clip_value(&self, space: &Space, parameter: usize) -> ClipValue {
        let owner = space.parameter_owner(parameter);
        let (all, left) = (self.values[space.parameter(parameter)], self.left[owner]);
        let before_idle = (self.asked[parameter], self.left_by_asked[owner]);
        let (asked, left_by_asked) = if self.has_idle { before_idle } else { (all, left) };
        ClipValue { idle: [all - asked, left_by_asked - left], asked: [asked, 1.0 - left_by_asked] }
    }

    fn add_layers(&mut self, rig: &Rig, layers: &mut [Layer], which: impl Fn(Priority) -> bool) {
        let n_owners = self.left.len();
        let shares = self.shares.chunks_exact(n_owners.max(1)).zip(&self.even);
        for (layer, (shares, even)) in layers.iter_mut().zip(shares) {
            if layer.weight <= 0.0 || !which(layer.priority) {
                continue;
            }
            let clip = &rig.clips[usize::from(layer.clip.0)];
            let share = even.map_or(Share::Each(shares), Share::Even);
            let time = clip.local_time(layer.time);
            clip.add(time, &mut layer.cursor, share, &mut self.values);
        }
    }

    /// What an owner gives a layer.
    pub(crate) fn share(&self, rig: &Rig, layers: &[Layer], layer: usize, owner: usize) -> f32 {
        let mask = || rig.clips[usize::from(layers[layer].clip.0)].mask[owner];
        let uneven = || self.shares[layer * self.left.len() + owner];
        self.even[layer].map_or_else(uneven, |even| even * mask())
    }

    /// Hands out every owner's weight.
    fn share_out(&mut self, rig: &Rig, layers: &[Layer]) {
        let n_owners = self.left.len();
        let mut above = None;
        // With one group alone and enough for all, only parameters are asked what is left.
        let is_alone = layers.windows(2).all(|it| it[0].priority == it[1].priority)
            && layers.iter().map(|it| it.weight).sum::<f32>() <= 1.0;
        let space = &rig.index.space;
        let asked =
            if is_alone { space.parameter_owner(0)..space.ik_owner(0) } else { 0..n_owners };
        self.left[asked.clone()].fill(1.0);
        self.left_by_asked[asked.clone()].fill(1.0);
        // The highest priority below the one before; there are only a few.
        while let Some(priority) = layers
            .iter()
            .filter(|it| above.is_none_or(|above| it.priority < above))
            .map(|it| it.priority)
            .max()
        {
            let is_first = above.is_none();
            above = Some(priority);
            let sums = &mut self.sums[asked.clone()];
            sums.fill(0.0);
            let group = || layers.iter().enumerate().filter(|(_, it)| it.priority == priority);
            for (_, layer) in group() {
                let mask = &rig.clips[usize::from(layer.clip.0)].mask;
                for (sum, mask) in sums.iter_mut().zip(&mask[asked.clone()]) {
                    *sum += layer.weight * mask;
                }
            }
            let is_shared = group().map(|(_, it)| it.weight).sum::<f32>() > 1.0;
            for (place, layer) in group() {
                // Nobody goes before them, and there is enough for all: the usual case.
                self.even[place] = (is_first && !is_shared).then_some(layer.weight);
                if self.even[place].is_some() {
                    continue;
                }
                let mask = &rig.clips[usize::from(layer.clip.0)].mask;
                let shares = &mut self.shares[place * n_owners..(place + 1) * n_owners];
                for ((share, mask), left) in shares.iter_mut().zip(mask).zip(&self.left) {
                    *share = layer.weight * mask * left;
                }
                if is_shared {
                    for (share, sum) in shares.iter_mut().zip(&self.sums) {
                        *share /= sum.max(1.0);
                    }
                }
            }
            let left = &mut self.left[asked.clone()];
            for (left, sum) in left.iter_mut().zip(&self.sums[asked.clone()]) {
                *left *= 1.0 - sum.min(1.0);
            }
            if priority != Priority::Idle && self.has_idle {
                self.left_by_asked[asked.clone()].copy_from_slice(&self.left[asked.clone()]);
            }
        }
    }
}
