//! Weights, arranged for the loops.

use super::lanes::Matrix;
use super::layer::{Block, Dense, Head, Rise};
use crate::tier::{STEM_CHANNELS, Tier, Unit};

/// One network: a tier and its weights, ready to draw.
#[derive(Clone, Debug)]
pub struct Network {
    tier: &'static Tier,
    pub(super) layers: Vec<Layer>,
}

/// A unit with its weights.
#[derive(Clone, Debug)]
pub(super) enum Layer {
    Stem(Dense),
    Block(Block),
    Down(Dense),
    Up(Rise),
    Head(Head),
}

impl Network {
    /// Builds a network of `tier`; `values` gives each tensor's numbers by position in
    /// [`Tier::tensors`].
    ///
    /// # Panics
    /// When `values` returns another count of numbers than the tensor's shape asks for.
    pub fn new(tier: &'static Tier, mut values: impl FnMut(usize) -> Vec<f32>) -> Self {
        let mut position = 0;
        let layers = tier
            .units()
            .iter()
            .map(|unit| {
                let tensors: Vec<Vec<f32>> = unit
                    .tensors(tier)
                    .iter()
                    .map(|spec| {
                        let tensor = values(position);
                        assert_eq!(
                            tensor.len(),
                            spec.shape.iter().product::<usize>(),
                            "{}",
                            spec.name
                        );
                        position += 1;
                        tensor
                    })
                    .collect();
                layer(unit, &tensors)
            })
            .collect();
        Self { tier, layers }
    }

    /// The network's size.
    pub fn tier(&self) -> &'static Tier {
        self.tier
    }
}

impl Layer {
    /// Products for one pixel of what it makes (of what it is made of, on the way up).
    pub(super) fn products(&self) -> usize {
        match self {
            Self::Stem(dense) | Self::Down(dense) => dense.products(),
            Self::Block(block) => block.products(),
            Self::Up(rise) => rise.matrix.products(),
            Self::Head(head) => head.dense.products(),
        }
    }
}

fn layer(unit: &Unit, tensors: &[Vec<f32>]) -> Layer {
    match unit {
        Unit::Stem => Layer::Stem(Dense::new(STEM_CHANNELS, 1, &tensors[0], &tensors[1])),
        Unit::Block { channels, kernel, .. } => Layer::Block(Block {
            kernel: *kernel,
            depthwise: tensors[0].clone(),
            widen: pointwise(*channels, &tensors[1], &tensors[2]),
            narrow: pointwise(channels * 2, &tensors[3], &tensors[4]),
        }),
        Unit::Down { channels: [from, _], .. } => {
            Layer::Down(Dense::new(*from, 2, &tensors[0], &tensors[1]))
        }
        Unit::Up { channels: [from, _], .. } => {
            Layer::Up(Rise { matrix: pointwise(*from, &tensors[0], &tensors[1]) })
        }
        Unit::Head => {
            let from = tensors[0].len() / tensors[1].len() / 9;
            Layer::Head(Head {
                dense: Dense::new(from, 1, &tensors[0], &tensors[1]),
                colour: [0, 1, 2].map(|out| [0, 1, 2].map(|i| tensors[2][out * 3 + i])),
                bias: [0, 1, 2].map(|out| tensors[3][out]),
            })
        }
    }
}

fn pointwise(inputs: usize, weights: &[f32], bias: &[f32]) -> Matrix {
    Matrix::new(inputs, bias, |output, input| weights[output * inputs + input])
}
