//! The network's plan: which layers, in which order, of which size.
//!
//! A bias-light separable U-Net without normalisation: the picture is folded to half size
//! (2 × 2 pixels become 12 channels), joined by three guidance planes, worked on at one half,
//! one quarter and one eighth of its size, and unfolded again. Depthwise and pointwise layers
//! carry most of the work: they have few weights, and a block of them fuses into one kernel.

/// A size of the network; part of every pack's metadata.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tier {
    /// Name in the pack's metadata.
    pub name: &'static str,
    /// Channels at one half, one quarter and one eighth of the picture's size.
    pub channels: [usize; 3],
    /// Blocks on the way down (half, quarter), in the middle (eighth), on the way up (quarter,
    /// half).
    pub blocks: [usize; 5],
}

/// The tiers a pack may have, smallest first.
pub const TIERS: [Tier; 2] = [
    Tier { name: "xs", channels: [16, 32, 64], blocks: [1, 2, 4, 2, 2] },
    Tier { name: "s", channels: [24, 48, 96], blocks: [2, 3, 6, 3, 2] },
];

/// Channels that enter the stem: 2 × 2 pixels of three colours, and three guidance planes.
pub(crate) const STEM_CHANNELS: usize = 15;
/// Channels that leave the head: 2 × 2 pixels of three colours.
pub(crate) const HEAD_CHANNELS: usize = 12;

/// One step of the network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Dense 3 × 3 from folded pixels and guidance.
    Stem,
    /// Depthwise, widen pointwise, ReLU, narrow pointwise, add.
    Block {
        /// Prefix of its tensors.
        name: String,
        /// Channels in and out.
        channels: usize,
        /// Side of the depthwise kernel.
        kernel: usize,
    },
    /// Remembers the picture for the way up, then dense 3 × 3 with stride 2.
    Down {
        /// Prefix of its tensors.
        name: String,
        /// Channels in and out.
        channels: [usize; 2],
    },
    /// Pointwise to fewer channels, twice as large, plus what was remembered.
    Up {
        /// Prefix of its tensors.
        name: String,
        /// Channels in and out.
        channels: [usize; 2],
    },
    /// Dense 3 × 3 to folded pixels, unfolded, plus the input through a colour matrix.
    Head,
}

/// Name, shape and fan-in of one tensor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TensorSpec {
    /// Name in the pack.
    pub name: String,
    /// `[out, in / groups, height, width]`, or `[out]` for a bias.
    pub shape: Vec<usize>,
    /// Inputs that add up into one output; 0 for a bias.
    pub fan_in: usize,
}

impl Tier {
    /// The tier of that name.
    pub fn named(name: &str) -> Option<&'static Tier> {
        TIERS.iter().find(|tier| tier.name == name)
    }

    /// The units in order.
    pub fn units(&self) -> Vec<Unit> {
        let [near, middle, far] = self.channels;
        let mut units = vec![Unit::Stem];
        let blocks = |units: &mut Vec<Unit>, stage: usize, channels: usize, kernel: usize| {
            for index in 0..self.blocks[stage] {
                units.push(Unit::Block {
                    name: format!("block_{stage}_{index}"),
                    channels,
                    kernel,
                });
            }
        };
        blocks(&mut units, 0, near, 3);
        units.push(Unit::Down { name: "down_0".into(), channels: [near, middle] });
        blocks(&mut units, 1, middle, 3);
        units.push(Unit::Down { name: "down_1".into(), channels: [middle, far] });
        blocks(&mut units, 2, far, 5);
        units.push(Unit::Up { name: "up_0".into(), channels: [far, middle] });
        blocks(&mut units, 3, middle, 3);
        units.push(Unit::Up { name: "up_1".into(), channels: [middle, near] });
        blocks(&mut units, 4, near, 3);
        units.push(Unit::Head);
        units
    }

    /// Every tensor a pack of this tier must hold, in order.
    pub fn tensors(&self) -> Vec<TensorSpec> {
        self.units().iter().flat_map(|unit| unit.tensors(self)).collect()
    }

    /// Number of weights.
    pub fn parameters(&self) -> usize {
        self.tensors().iter().map(|spec| spec.shape.iter().product::<usize>()).sum()
    }
}

impl Unit {
    /// The unit's tensors, in the order [`crate::Network`] keeps them.
    pub fn tensors(&self, tier: &Tier) -> Vec<TensorSpec> {
        let near = tier.channels[0];
        match self {
            Self::Stem => dense("stem", near, STEM_CHANNELS),
            Self::Block { name, channels, kernel } => {
                let mut specs = vec![weight(&format!("{name}.depthwise"), *channels, 1, *kernel)];
                specs.extend(pointwise(&format!("{name}.widen"), channels * 2, *channels));
                specs.extend(pointwise(&format!("{name}.narrow"), *channels, channels * 2));
                specs
            }
            Self::Down { name, channels: [from, to] } => dense(name, *to, *from),
            Self::Up { name, channels: [from, to] } => pointwise(name, *to, *from),
            Self::Head => {
                let mut specs = dense("head", HEAD_CHANNELS, near);
                specs.extend(pointwise("colour", 3, 3));
                specs
            }
        }
    }
}

fn weight(name: &str, out: usize, into: usize, kernel: usize) -> TensorSpec {
    TensorSpec {
        name: format!("{name}.weight"),
        shape: vec![out, into, kernel, kernel],
        fan_in: into * kernel * kernel,
    }
}

fn bias(name: &str, out: usize) -> TensorSpec {
    TensorSpec { name: format!("{name}.bias"), shape: vec![out], fan_in: 0 }
}

fn dense(name: &str, out: usize, into: usize) -> Vec<TensorSpec> {
    vec![weight(name, out, into, 3), bias(name, out)]
}

fn pointwise(name: &str, out: usize, into: usize) -> Vec<TensorSpec> {
    vec![weight(name, out, into, 1), bias(name, out)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tier_fits_a_pack() {
        for tier in TIERS {
            let bytes = tier.parameters() * 2;
            assert!(tier.parameters() <= 400_000, "{} has too many weights", tier.name);
            assert!(bytes < crate::PACK_BYTES_MAX - 40_000, "{} needs {bytes} bytes", tier.name);
        }
    }

    #[test]
    fn names_are_unique() {
        for tier in TIERS {
            let names: std::collections::BTreeSet<_> =
                tier.tensors().into_iter().map(|spec| spec.name).collect();
            assert_eq!(names.len(), tier.tensors().len(), "{} repeats a name", tier.name);
        }
    }
}
