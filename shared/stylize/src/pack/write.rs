//! Writing packs.

use super::{GOLDEN_NAME, Pack, PackRefusal};
use crate::processor::{Network, draw};
use crate::{GOLDEN_SIDE, Tier, golden_input};
use half::f16;
use safetensors::{Dtype, tensor::TensorView};
use std::collections::BTreeMap;

/// Writes a pack: weights rounded to f16, and the golden result computed from the rounded
/// weights on the processor.
///
/// # Errors
/// When the result would not be accepted by [`Pack::from_bytes`].
pub fn write_pack(
    tier: &'static Tier,
    weights: &[Vec<f32>],
    metadata: BTreeMap<String, String>,
) -> Result<Vec<u8>, PackRefusal> {
    let rounded = |v: &f32| f16::from_f32(*v);
    let halves: Vec<Vec<f16>> = weights.iter().map(|w| w.iter().map(rounded).collect()).collect();
    let network = Network::new(tier, |i| halves[i].iter().map(|v| v.to_f32()).collect());
    let (picture, guidance) = golden_input();
    let drawn =
        draw(&network, &picture, &guidance).map_err(|_| PackRefusal::Golden(f32::INFINITY))?;
    let golden: Vec<u8> = (0..3)
        .flat_map(|c| drawn.pixels.iter().map(move |pixel| pixel[c]))
        .flat_map(f32::to_le_bytes)
        .collect();
    let specs = tier.tensors();
    let bytes: Vec<Vec<u8>> =
        halves.iter().map(|w| w.iter().flat_map(|v| v.to_le_bytes()).collect()).collect();
    let malformed = |e: safetensors::SafeTensorError| PackRefusal::Malformed(e.to_string());
    let mut views = Vec::new();
    for (spec, data) in specs.iter().zip(&bytes) {
        let view = TensorView::new(Dtype::F16, spec.shape.clone(), data).map_err(malformed)?;
        views.push((spec.name.clone(), view));
    }
    let shape = vec![3, GOLDEN_SIDE, GOLDEN_SIDE];
    let view = TensorView::new(Dtype::F32, shape, &golden).map_err(malformed)?;
    views.push((GOLDEN_NAME.to_owned(), view));
    let file =
        safetensors::serialize(views, Some(metadata.into_iter().collect())).map_err(malformed)?;
    Pack::from_bytes(&file)?;
    Ok(file)
}
