//! One picture through the network, unit by unit.

use crate::network::{Network, State};
use crate::{DrawFault, Pack, PackRefusal, golden_input};
use burn::tensor::{Device, Tensor, TensorData};
use picture::{Picture, Plane};

/// A picture on its way: call [`Pass::step`] until it says no, then [`Pass::finish`].
///
/// On the CPU each step does its work before it returns, so a caller that yields between steps
/// can show progress and stop. On a GPU the steps only queue work.
pub struct Pass<'n> {
    network: &'n Network,
    state: State,
    next: usize,
}

impl<'n> Pass<'n> {
    /// Starts; shapes as in [`Network::forward`].
    pub fn new(network: &'n Network, rgb: Tensor<4>, guidance: Tensor<4>) -> Self {
        Self { network, state: State::new(rgb, guidance), next: 0 }
    }

    /// Runs the next unit; `false` when none was left.
    pub fn step(&mut self) -> bool {
        if self.next == self.network.units.len() {
            return false;
        }
        self.network.run_unit(self.next, &mut self.state);
        self.next += 1;
        true
    }

    /// Part of the units that ran, `0.0..=1.0`.
    pub fn progress(&self) -> f32 {
        self.next as f32 / self.network.units.len() as f32
    }

    /// The result, not clamped; runs what is left.
    pub fn finish(mut self) -> Tensor<4> {
        while self.step() {}
        self.state.x
    }
}

impl Pack {
    /// The network, on a device, not yet checked there.
    pub fn network(&self, device: &Device) -> Network {
        Network::new(self.tier(), device, |position| self.weights()[position].clone())
    }

    /// Runs the golden picture on `device` and compares.
    ///
    /// # Errors
    /// [`PackRefusal::Golden`] with the largest difference (infinite when the device failed).
    pub async fn check(&self, network: &Network, device: &Device) -> Result<(), PackRefusal> {
        let (picture, guidance) = golden_input();
        let drawn = draw(network, device, &picture, &guidance).await;
        self.compare(drawn.ok().as_ref())
    }
}

/// A picture through the network in one go. The picture's sides must be multiples of 8; the
/// guidance planes have half its size.
///
/// # Errors
/// When the device fails while the result is read back.
pub async fn draw(
    network: &Network,
    device: &Device,
    picture: &Picture,
    guidance: &[Plane; 3],
) -> Result<Picture, DrawFault> {
    let rgb = picture_to_tensor(picture, device);
    let result = network.forward(rgb, planes_to_tensor(guidance, device));
    picture_from_tensor(result).await
}

/// `[1, 3, h, w]`, sRGB `0.0..=1.0`.
pub fn picture_to_tensor(picture: &Picture, device: &Device) -> Tensor<4> {
    let channels = [0, 1, 2].map(|channel| picture.channel(channel));
    planes_to_tensor(&channels, device)
}

/// `[1, 3, h, w]` from three planes of one size.
pub fn planes_to_tensor(planes: &[Plane; 3], device: &Device) -> Tensor<4> {
    let values: Vec<f32> = planes.iter().flat_map(|plane| plane.values.iter().copied()).collect();
    let shape = [1, 3, planes[0].height, planes[0].width];
    Tensor::from_data(TensorData::new(values, shape), device)
}

/// Reads `[1, 3, h, w]` back and clamps it to `0.0..=1.0`.
///
/// # Errors
/// When the device fails, or the numbers are not finite.
pub async fn picture_from_tensor(tensor: Tensor<4>) -> Result<Picture, DrawFault> {
    let [_, _, height, width] = tensor.dims();
    let data = tensor.into_data_async().await.map_err(|e| DrawFault::Device(e.to_string()))?;
    let values = data.try_to_vec::<f32>().map_err(|e| DrawFault::Device(format!("{e:?}")))?;
    if values.iter().any(|v| !v.is_finite()) {
        return Err(DrawFault::NotFinite);
    }
    let plane = width * height;
    Ok(Picture::from_fn(width, height, |x, y| {
        [0, 1, 2].map(|c| values[c * plane + y * width + x].clamp(0.0, 1.0))
    }))
}
