//! Weights on a device, and what each unit does with them.

use crate::tier::{HEAD_CHANNELS, Tier, Unit};
use burn::tensor::module::conv2d;
use burn::tensor::ops::ConvOptions;
use burn::tensor::{Device, Tensor, TensorData, activation};

/// One network: a tier and its weights.
#[derive(Clone, Debug)]
pub struct Network {
    tier: &'static Tier,
    pub(crate) units: Vec<(Unit, Vec<Layer>)>,
}

/// One convolution's weights.
#[derive(Clone, Debug)]
pub(crate) struct Layer {
    pub(crate) weight: Tensor<4>,
    pub(crate) bias: Option<Tensor<1>>,
}

impl Layer {
    fn run(&self, x: Tensor<4>, stride: usize, groups: usize) -> Tensor<4> {
        let padding = self.weight.dims()[2] / 2;
        let options = ConvOptions::new([stride; 2], [padding; 2], [1; 2], groups);
        conv2d(x, self.weight.clone(), self.bias.clone(), options)
    }
}

impl Network {
    /// Builds a network of `tier` on `device`; `values` gives each tensor's numbers by position
    /// in [`Tier::tensors`].
    ///
    /// # Panics
    /// When `values` returns another count of numbers than the tensor's shape asks for.
    pub fn new(
        tier: &'static Tier,
        device: &Device,
        mut values: impl FnMut(usize) -> Vec<f32>,
    ) -> Self {
        let mut position = 0;
        let mut next = |shape: &[usize]| {
            let data = TensorData::new(values(position), shape.to_vec());
            position += 1;
            data
        };
        let units = tier
            .units()
            .into_iter()
            .map(|unit| {
                let specs = unit.tensors(tier);
                let mut layers: Vec<Layer> = Vec::new();
                for spec in &specs {
                    let data = next(&spec.shape);
                    if spec.shape.len() == 4 {
                        let weight = Tensor::from_data(data, device);
                        layers.push(Layer { weight, bias: None });
                    } else if let Some(layer) = layers.last_mut() {
                        layer.bias = Some(Tensor::from_data(data, device));
                    }
                }
                (unit, layers)
            })
            .collect();
        Self { tier, units }
    }

    /// The network's size.
    pub fn tier(&self) -> &'static Tier {
        self.tier
    }

    /// Every tensor in the order of [`Tier::tensors`], biases as one-dimensional, through `each`;
    /// what `each` returns takes the tensor's place. The trainer marks and collects weights here.
    pub fn map_tensors(
        mut self,
        mut four: impl FnMut(usize, Tensor<4>) -> Tensor<4>,
        mut one: impl FnMut(usize, Tensor<1>) -> Tensor<1>,
    ) -> Self {
        let mut position = 0;
        for (_, layers) in &mut self.units {
            for layer in layers {
                layer.weight = four(position, layer.weight.clone());
                position += 1;
                if let Some(bias) = layer.bias.take() {
                    layer.bias = Some(one(position, bias));
                    position += 1;
                }
            }
        }
        self
    }

    /// The whole way at once. `rgb` is `[n, 3, h, w]` in sRGB `0.0..=1.0` with `h` and `w`
    /// multiples of 8; `guidance` is `[n, 3, h / 2, w / 2]`. Not clamped.
    pub fn forward(&self, rgb: Tensor<4>, guidance: Tensor<4>) -> Tensor<4> {
        let mut pass = crate::Pass::new(self, rgb, guidance);
        while pass.step() {}
        pass.finish()
    }

    pub(crate) fn run_unit(&self, index: usize, state: &mut State) {
        let (unit, layers) = &self.units[index];
        let x = state.x.clone();
        state.x = match unit {
            Unit::Stem => activation::relu(layers[0].run(x, 1, 1)),
            Unit::Block { channels, .. } => {
                let wide = layers[1].run(layers[0].run(x.clone(), 1, *channels), 1, 1);
                x + layers[2].run(activation::relu(wide), 1, 1)
            }
            Unit::Down { .. } => {
                state.skips.push(x.clone());
                activation::relu(layers[0].run(x, 2, 1))
            }
            Unit::Up { .. } => {
                let larger = double(layers[0].run(x, 1, 1));
                match state.skips.pop() {
                    Some(skip) => larger + skip,
                    None => larger,
                }
            }
            Unit::Head => unfold(layers[0].run(x, 1, 1)) + layers[1].run(state.rgb.clone(), 1, 1),
        };
    }
}

/// A picture on its way through the units.
pub(crate) struct State {
    pub(crate) x: Tensor<4>,
    pub(crate) rgb: Tensor<4>,
    pub(crate) skips: Vec<Tensor<4>>,
}

impl State {
    pub(crate) fn new(rgb: Tensor<4>, guidance: Tensor<4>) -> Self {
        let x = Tensor::cat(vec![fold(rgb.clone()) - 0.5, guidance], 1);
        Self { x, rgb, skips: Vec::new() }
    }
}

/// 2 × 2 pixels become channels: `[n, c, h, w]` to `[n, 4c, h / 2, w / 2]`.
fn fold(x: Tensor<4>) -> Tensor<4> {
    let [n, c, h, w] = x.dims();
    x.reshape([n, c, h / 2, 2, w / 2, 2]).permute([0, 1, 3, 5, 2, 4]).reshape([
        n,
        c * 4,
        h / 2,
        w / 2,
    ])
}

/// The way back: `[n, 12, h, w]` to `[n, 3, 2h, 2w]`.
fn unfold(x: Tensor<4>) -> Tensor<4> {
    let [n, _, h, w] = x.dims();
    x.reshape([n, HEAD_CHANNELS / 4, 2, 2, h, w]).permute([0, 1, 4, 2, 5, 3]).reshape([
        n,
        HEAD_CHANNELS / 4,
        h * 2,
        w * 2,
    ])
}

/// Every pixel becomes 2 × 2 of the same.
fn double(x: Tensor<4>) -> Tensor<4> {
    let [n, c, h, w] = x.dims();
    x.reshape([n, c, h, 1, w, 1]).expand([n, c, h, 2, w, 2]).reshape([n, c, h * 2, w * 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_and_unfolding_cancel() {
        let device = Device::flex();
        let x = Tensor::<1>::from_floats(
            core::array::from_fn::<f32, 192, _>(|i| i as f32).as_slice(),
            &device,
        )
        .reshape([1, 3, 8, 8]);
        let back = unfold(fold(x.clone()));
        assert_eq!(back.into_data(), x.into_data(), "unfold must undo fold");
    }

    #[test]
    fn the_size_stays() {
        let device = Device::flex();
        let tier = &crate::TIERS[0];
        let specs = tier.tensors();
        let network = Network::new(tier, &device, |i| vec![0.01; specs[i].shape.iter().product()]);
        let out = network.forward(
            Tensor::zeros([2, 3, 48, 32], &device),
            Tensor::zeros([2, 3, 24, 16], &device),
        );
        assert_eq!(out.dims(), [2, 3, 48, 32]);
    }
}
