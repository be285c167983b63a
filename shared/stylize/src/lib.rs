//! The style network: what it is made of, how a pack is checked, how a picture goes through.
//!
//! Knows nothing of faces, browsers, files or training: pack bytes, pictures and a Burn device
//! come in, pictures go out. The same code runs in the page's worker, at the edge, in native
//! tests and inside the trainer.
//! Entry types: [`Pack`] (checked bytes), [`Network`] (weights on a device), [`Pass`] (one
//! picture on its way through, layer by layer, so that a caller can show progress and stop).

mod golden;
mod network;
mod pack;
mod pass;
mod style;
mod tier;

pub use burn::tensor::{Device, Tensor, TensorData};
pub use golden::{GOLDEN_SIDE, GOLDEN_TOLERANCE, golden_input};
pub use network::Network;
pub use pack::{
    FORMAT, INPUT_CONVENTION, PACK_BYTES_MAX, Pack, PackRefusal, WEIGHT_MAGNITUDE_MAX, write_pack,
};
pub use pass::{DrawFault, Pass, draw, picture_from_tensor, picture_to_tensor, planes_to_tensor};
pub use style::{STYLES, Style, style};
pub use tier::{TIERS, TensorSpec, Tier, Unit};
