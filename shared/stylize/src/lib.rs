//! The style network: what it is made of, how a pack is checked, how a picture goes through.
//!
//! Knows nothing of faces, browsers, files or training: pack bytes and pictures come in, pictures
//! go out. The plan of the network stands once, in [`Tier::units`]; three engines walk it:
//! [`processor`], which is always there and small; `gpu`, with the feature `webgpu`, for a graphics
//! card; and, with the feature `burn`, `Network` and `Pass` on Burn's tensors, for training.
//! Entry types: [`Pack`] (checked bytes), then an engine's network and its pass (one picture on
//! its way through, step by step, so that a caller can show progress and stop).

mod fault;
mod golden;
#[cfg(feature = "webgpu")]
pub mod gpu;
#[cfg(feature = "burn")]
mod network;
mod pack;
#[cfg(feature = "burn")]
mod pass;
pub mod processor;
mod style;
mod tier;

#[cfg(feature = "burn")]
pub use burn::tensor::{Device, Tensor, TensorData};
pub use fault::DrawFault;
pub use golden::{GOLDEN_SIDE, GOLDEN_TOLERANCE, golden_input};
#[cfg(feature = "burn")]
pub use network::Network;
pub use pack::{
    FORMAT, INPUT_CONVENTION, PACK_BYTES_MAX, Pack, PackRefusal, WEIGHT_MAGNITUDE_MAX, write_pack,
};
#[cfg(feature = "burn")]
pub use pass::{Pass, draw, picture_from_tensor, picture_to_tensor, planes_to_tensor};
pub use style::{STYLES, Style, style};
pub use tier::{TIERS, TensorSpec, Tier, Unit};
