//! What draws: one engine a module, the graphics card or the processor.
//!
//! Both offer the same: `KIND`, `start`, `load` (a network from a pack, checked by its golden
//! picture), and `Pass` (a picture on its way, in steps).

#[cfg(not(feature = "webgpu"))]
mod processor;
#[cfg(feature = "webgpu")]
mod webgpu;

#[cfg(not(feature = "webgpu"))]
pub(crate) use processor::{KIND, Network, Pass, load, start};
#[cfg(feature = "webgpu")]
pub(crate) use webgpu::{KIND, Network, Pass, load, start};
