//! Which kernels run, in which order, on which buffers: the same for every picture size.

use crate::tier::{HEAD_CHANNELS, STEM_CHANNELS, Tier, Unit};

/// Sums and inputs that one thread of a fused block holds: what fits the registers of every
/// common card without spilling.
const REGISTERS: usize = 96;
/// Rows of pixels that one thread of an unfused kernel works on.
pub(super) const ROWS: usize = 4;

/// What happens to a convolution's sums before they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum After {
    /// Negative sums become zero.
    Relu,
    /// The other map is added.
    Add,
    /// Every pixel becomes 2 × 2 of the same, and the other map, of that size, is added.
    DoubleAdd,
    /// The other map, the folded picture, is added through a colour matrix.
    Colour,
}

/// One shader. Channels are counted in quads, groups of four.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kernel {
    /// A whole block: depthwise, widen, ReLU, narrow, add.
    Block { quads: usize, side: usize },
    /// Depthwise alone.
    Depthwise { quads: usize, side: usize },
    /// A dense convolution; pointwise when `side` is 1.
    Dense { from: usize, to: usize, side: usize, stride: usize, after: After },
}

impl Kernel {
    /// Rows of pixels that one thread works on.
    pub(super) fn rows(&self) -> usize {
        match self {
            Self::Block { quads, .. } => (REGISTERS / (quads * 8)).clamp(1, ROWS),
            Self::Depthwise { .. } | Self::Dense { .. } => ROWS,
        }
    }

    /// Quads of output that one thread makes.
    pub(super) fn quads_at_once(&self) -> usize {
        match self {
            Self::Block { quads, .. } => *quads,
            Self::Depthwise { .. } => 1,
            Self::Dense { to, .. } => [3, 2].into_iter().find(|n| to % n == 0).unwrap_or(1),
        }
    }

    /// Threads that share a pixel.
    pub(super) fn layers(&self) -> usize {
        match self {
            Self::Block { .. } => 1,
            Self::Depthwise { quads, .. } => *quads,
            Self::Dense { to, .. } => to / self.quads_at_once(),
        }
    }

    /// Whether the kernel reads a second map.
    pub(super) fn has_other(&self) -> bool {
        matches!(self, Self::Dense { after, .. } if *after != After::Relu)
    }
}

/// A place for one map; used again once nobody needs what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Slot {
    pub(super) index: usize,
    pub(super) quads: usize,
    /// How often the picture's sides were halved.
    pub(super) level: usize,
}

/// One launch.
#[derive(Clone, Debug)]
pub(super) struct Launch {
    pub(super) kernel: Kernel,
    /// The first of its tensors, a position in [`Tier::tensors`].
    pub(super) tensor: usize,
    pub(super) input: Slot,
    pub(super) other: Option<Slot>,
    pub(super) output: Slot,
    /// The level whose pixels the threads count.
    pub(super) level: usize,
}

/// Everything one picture goes through.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Launches of each unit.
    pub(super) units: Vec<Vec<Launch>>,
    /// Every place there must be, by index.
    pub(super) slots: Vec<Slot>,
    /// Where the folded picture and its guidance enter.
    pub(super) source: Slot,
    /// Where the folded drawing lies at the end.
    pub(super) result: Slot,
}

impl Plan {
    pub(super) fn new(tier: &Tier) -> Self {
        let mut places = Places::default();
        let source = places.take(STEM_CHANNELS.div_ceil(4), 1);
        let mut at = Walk { places, source, x: source, skips: Vec::new(), tensor: 0 };
        let units: Vec<Vec<Launch>> = tier
            .units()
            .iter()
            .map(|unit| {
                let launches = at.unit(unit, tier);
                at.tensor += unit.tensors(tier).len();
                launches
            })
            .collect();
        Self { units, slots: at.places.all, source, result: at.x }
    }
}

/// Hands out places and takes them back.
#[derive(Default)]
struct Places {
    all: Vec<Slot>,
    free: Vec<Slot>,
}

impl Places {
    fn take(&mut self, quads: usize, level: usize) -> Slot {
        let fits = |slot: &Slot| slot.quads == quads && slot.level == level;
        if let Some(position) = self.free.iter().position(fits) {
            return self.free.swap_remove(position);
        }
        let slot = Slot { index: self.all.len(), quads, level };
        self.all.push(slot);
        slot
    }
}

/// The state while the units are gone through.
struct Walk {
    places: Places,
    source: Slot,
    x: Slot,
    skips: Vec<Slot>,
    tensor: usize,
}

impl Walk {
    fn unit(&mut self, unit: &Unit, tier: &Tier) -> Vec<Launch> {
        let [from, level] = [self.x.quads, self.x.level];
        let near = tier.channels[0] / 4;
        match unit {
            Unit::Stem => vec![self.dense(near, After::Relu)],
            Unit::Block { channels, kernel, .. } => self.block(channels / 4, *kernel),
            Unit::Down { channels, .. } => {
                self.skips.push(self.x);
                let kernel = dense(from, channels[1] / 4, 3, 2, After::Relu);
                // The map stays where it is until the way up.
                let output = self.places.take(channels[1] / 4, level + 1);
                vec![self.launch(kernel, self.tensor, None, output, level + 1)]
            }
            Unit::Up { channels, .. } => {
                let kernel = dense(from, channels[1] / 4, 1, 1, After::DoubleAdd);
                let output = self.places.take(channels[1] / 4, level - 1);
                let skip = self.skips.pop();
                let old = self.x;
                let launch = self.launch(kernel, self.tensor, skip, output, level);
                self.places.free.push(old);
                self.places.free.extend(skip);
                vec![launch]
            }
            Unit::Head => vec![self.dense(HEAD_CHANNELS / 4, After::Colour)],
        }
    }

    /// The first and the last convolution: 3 × 3, and the size stays.
    fn dense(&mut self, to: usize, after: After) -> Launch {
        let Slot { quads, level, .. } = self.x;
        let other = (after == After::Colour).then_some(self.source);
        let output = self.places.take(to, level);
        self.launch(dense(quads, to, 3, 1, after), self.tensor, other, output, level)
    }

    fn block(&mut self, quads: usize, side: usize) -> Vec<Launch> {
        let (level, x) = (self.x.level, self.x);
        let launches = if quads * 8 <= REGISTERS {
            let output = self.places.take(quads, level);
            vec![self.launch(Kernel::Block { quads, side }, self.tensor, None, output, level)]
        } else {
            let deep = self.places.take(quads, level);
            let wide = self.places.take(quads * 2, level);
            let output = self.places.take(quads, level);
            let depthwise = Kernel::Depthwise { quads, side };
            let widen = dense(quads, quads * 2, 1, 1, After::Relu);
            let narrow = dense(quads * 2, quads, 1, 1, After::Add);
            let launches = vec![
                self.launch(depthwise, self.tensor, None, deep, level),
                self.launch(widen, self.tensor + 1, None, wide, level),
                self.launch(narrow, self.tensor + 3, Some(x), output, level),
            ];
            self.places.free.extend([deep, wide]);
            launches
        };
        self.places.free.push(x);
        launches
    }

    /// One launch on the current map; its output becomes the current map.
    fn launch(
        &mut self,
        kernel: Kernel,
        tensor: usize,
        other: Option<Slot>,
        output: Slot,
        level: usize,
    ) -> Launch {
        let input = std::mem::replace(&mut self.x, output);
        Launch { kernel, tensor, input, other, output, level }
    }
}

fn dense(from: usize, to: usize, side: usize, stride: usize, after: After) -> Kernel {
    Kernel::Dense { from, to, side, stride, after }
}
