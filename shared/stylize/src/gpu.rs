//! The network on a graphics card: kernels of our own in WGSL, on a wgpu device.
//!
//! Knows nothing of browsers and of Burn: the plan comes from [`crate::Tier`], the numbers from a
//! pack, the device from whoever can ask for one. Activations lie as planes of four channels a pixel (`vec4f` number `quad * width * height + y * width + x`),
//! so that neighbouring threads read neighbouring addresses and every load is 16-aligned.
//!
//! Blocks of few channels are one kernel each: what lies between their layers stays in registers,
//! so that a block reads its map once and writes it once. Blocks of many channels work on maps
//! that fit a card's cache, and have too many sums for registers: they are three kernels.

mod network;
mod pack;
mod pass;
mod plan;
mod shader;

pub use network::{Gpu, Network};
pub use pass::Pass;

use crate::{DrawFault, Pack, PackRefusal, golden_input};
use picture::{Picture, Plane};
use std::rc::Rc;

impl Pack {
    /// The network on a graphics card; it has drawn the golden picture there and agreed.
    ///
    /// # Errors
    /// [`PackRefusal::Golden`] with the largest difference (infinite when the card failed).
    pub async fn on_gpu(&self, gpu: &Rc<Gpu>) -> Result<Network, PackRefusal> {
        let network = Network::new(gpu, self.tier(), |position| self.weights()[position].clone());
        let (picture, guidance) = golden_input();
        self.compare(draw(&network, &picture, &guidance).await.ok().as_ref())?;
        Ok(network)
    }
}

/// A picture through the network in one go; sides as in [`Pass::new`].
///
/// # Errors
/// As [`Pass::finish`].
pub async fn draw(
    network: &Network,
    picture: &Picture,
    guidance: &[Plane; 3],
) -> Result<Picture, DrawFault> {
    Pass::new(network, picture, guidance).finish().await
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
