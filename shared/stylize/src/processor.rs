//! The network on the processor: the same units as everywhere, in loops written for vectors of
//! four numbers (WebAssembly SIMD, SSE, NEON).
//!
//! Knows nothing of Burn; it is what devices without a usable graphics card download, and what
//! the edge runs. Weights and pictures come in, pictures go out.
//! Entry types: [`Network`] and [`Pass`].

mod lanes;
mod layer;
mod network;
mod pass;
mod sheet;
#[cfg(test)]
mod tests;

pub use network::Network;
pub use pass::Pass;

use crate::{DrawFault, Pack, PackRefusal, golden_input};
use picture::{Picture, Plane};

impl Pack {
    /// The network on the processor; it has drawn the golden picture and agreed.
    ///
    /// # Errors
    /// [`PackRefusal::Golden`] with the largest difference.
    pub fn on_processor(&self) -> Result<Network, PackRefusal> {
        let network = Network::new(self.tier(), |position| self.weights()[position].clone());
        let (picture, guidance) = golden_input();
        self.compare(draw(&network, &picture, &guidance).ok().as_ref())?;
        Ok(network)
    }
}

/// A picture through the network in one go; sides as in [`Pass::new`].
///
/// # Errors
/// When the result holds numbers that are not finite.
pub fn draw(
    network: &Network,
    picture: &Picture,
    guidance: &[Plane; 3],
) -> Result<Picture, DrawFault> {
    Pass::new(network, picture, guidance).finish()
}
