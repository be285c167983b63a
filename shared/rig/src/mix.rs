//! Several clips at once: who has how much say over each bone.
//!
//! From the highest priority down, each owner hands out its weight until one is reached; clips of
//! the same priority share in proportion. What is left over stays at rest.

use crate::clip::Clip;
use crate::rig::{ClipId, Rig};

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
    row: Vec<f32>,
    /// Layer by layer, what each owner gives it.
    pub(crate) shares: Vec<f32>,
    sums: Vec<f32>,
    /// What each owner has left for rest.
    pub(crate) left: Vec<f32>,
    /// What was left, and what the values of parameters were, before idle clips had their turn.
    pub(crate) left_by_asked: Vec<f32>,
    pub(crate) asked: Vec<f32>,
}

impl Mixer {
    pub(crate) fn new(rig: &Rig) -> Self {
        let n_owners = rig.index.space.n_owners();
        let stride = rig.clips.iter().map(|it| it.stride).max().unwrap_or(0);
        Self {
            values: vec![0.0; rig.index.space.n_values()],
            row: vec![0.0; stride],
            shares: vec![0.0; LAYERS_MAX * n_owners],
            sums: vec![0.0; n_owners],
            left: vec![1.0; n_owners],
            left_by_asked: vec![1.0; n_owners],
            asked: vec![0.0; rig.index.space.n_parameters],
        }
    }

    /// Adds up the layers; those beyond [`LAYERS_MAX`] are left out.
    pub(crate) fn mix(&mut self, rig: &Rig, layers: &mut [Layer]) {
        let n = layers.len().min(LAYERS_MAX);
        let layers = &mut layers[..n];
        self.share_out(rig, layers);
        self.values.fill(0.0);
        let space = &rig.index.space;
        let parameters = space.parameter(0)..space.parameter(space.n_parameters);
        self.add_layers(rig, layers, |priority| priority != Priority::Idle);
        self.asked.copy_from_slice(&self.values[parameters]);
        self.add_layers(rig, layers, |priority| priority == Priority::Idle);
    }

    fn add_layers(&mut self, rig: &Rig, layers: &mut [Layer], which: impl Fn(Priority) -> bool) {
        let n_owners = self.left.len();
        for (layer, shares) in layers.iter_mut().zip(self.shares.chunks_exact(n_owners.max(1))) {
            if layer.weight <= 0.0 || !which(layer.priority) {
                continue;
            }
            let clip = &rig.clips[usize::from(layer.clip.0)];
            if self.row.len() < clip.stride {
                // Only a clip that an editor added since can be longer.
                self.row.resize(clip.stride, 0.0);
            }
            clip.sample(clip.local_time(layer.time), &mut layer.cursor, &mut self.row);
            add(clip, &self.row, shares, &mut self.values);
        }
    }

    /// Hands out every owner's weight.
    fn share_out(&mut self, rig: &Rig, layers: &[Layer]) {
        let n_owners = self.left.len();
        self.left.fill(1.0);
        self.left_by_asked.fill(1.0);
        let mut above = None;
        // The highest priority below the one before; there are only a few.
        while let Some(priority) = layers
            .iter()
            .filter(|it| above.is_none_or(|above| it.priority < above))
            .map(|it| it.priority)
            .max()
        {
            above = Some(priority);
            self.sums.fill(0.0);
            let group = || layers.iter().enumerate().filter(|(_, it)| it.priority == priority);
            for (_, layer) in group() {
                let mask = &rig.clips[usize::from(layer.clip.0)].mask;
                for (sum, mask) in self.sums.iter_mut().zip(mask) {
                    *sum += layer.weight * mask;
                }
            }
            let is_shared = group().map(|(_, it)| it.weight).sum::<f32>() > 1.0;
            for (place, layer) in group() {
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
            for (left, sum) in self.left.iter_mut().zip(&self.sums) {
                *left *= 1.0 - sum.min(1.0);
            }
            if priority != Priority::Idle {
                self.left_by_asked.copy_from_slice(&self.left);
            }
        }
    }
}

/// Adds a sampled row to the values, each owner in its share.
fn add(clip: &Clip, row: &[f32], shares: &[f32], values: &mut [f32]) {
    for run in &clip.runs {
        let to = &mut values[run.target..run.target + run.length];
        let from = &row[run.track..run.track + run.length];
        let shares = &shares[run.owner..run.owner + run.length];
        for ((value, from), share) in to.iter_mut().zip(from).zip(shares) {
            *value += share * from;
        }
    }
}
