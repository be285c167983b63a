//! The processor: vectors of four numbers, one thread.

use picture::{Picture, Plane};
use stylize::{DrawFault, Pack, PackRefusal, processor};

pub(crate) use stylize::processor::Network;

/// What this module was built for.
pub(crate) const KIND: wire::stylist::Device = wire::stylist::Device::Cpu;

/// Names the device; there is nothing to start.
pub(crate) async fn start() -> Result<String, String> {
    Ok("SIMD, one thread".into())
}

/// The network of a pack; it has drawn the golden picture and agreed.
pub(crate) async fn load(pack: &Pack) -> Result<Network, PackRefusal> {
    pack.on_processor()
}

/// A picture on its way; each step does a millisecond or a few of work.
pub(crate) struct Pass<'n>(processor::Pass<'n>);

impl<'n> Pass<'n> {
    pub(crate) fn new(network: &'n Network, picture: &Picture, guidance: &[Plane; 3]) -> Self {
        Self(processor::Pass::new(network, picture, guidance))
    }

    /// Does the next piece of work; `false` when none was left.
    pub(crate) fn step(&mut self) -> bool {
        self.0.step()
    }

    /// Part of the work that is done, `0.0..=1.0`.
    pub(crate) fn progress(&self) -> f32 {
        self.0.progress()
    }

    /// The picture, clamped to `0.0..=1.0`.
    pub(crate) async fn finish(self) -> Result<Picture, DrawFault> {
        self.0.finish()
    }
}
