//! Style packs: safetensors with f16 weights, metadata and one golden result.
//!
//! A pack is untrusted input. Nothing is allocated by a number it names before that number was
//! compared with what the tier asks for.

use crate::golden::{GOLDEN_SIDE, GOLDEN_TOLERANCE, golden_input};
use crate::{Network, TensorSpec, Tier};
use burn::tensor::Device;
use half::f16;
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use std::collections::BTreeMap;

/// Largest pack in bytes.
pub const PACK_BYTES_MAX: usize = 800_000;
/// Largest weight by absolute value.
pub const WEIGHT_MAGNITUDE_MAX: f32 = 1_000.0;
/// Value of the metadata key `format`.
pub const FORMAT: &str = "digigami-style/1";
/// Value of the metadata key `input`.
pub const INPUT_CONVENTION: &str = "sRGB 0-1 NCHW; guidance face, eyes+brows, lips at half size";
/// Name of the tensor with the golden result, `[3, GOLDEN_SIDE, GOLDEN_SIDE]`, f32.
const GOLDEN_NAME: &str = "golden";
const METADATA_VALUE_BYTES_MAX: usize = 400;

/// Why a pack was refused.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum PackRefusal {
    /// More than [`PACK_BYTES_MAX`].
    #[error("the pack has {0} bytes; {PACK_BYTES_MAX} is the most")]
    TooLarge(usize),
    /// Not a safetensors file.
    #[error("the file is not a style pack: {0}")]
    Malformed(String),
    /// A metadata key is missing or has a value that cannot be used.
    #[error("the pack's {0} is missing or unknown")]
    Metadata(&'static str),
    /// A tensor is missing, or one too many is there.
    #[error("the pack's tensors are not those of its tier: {0}")]
    Names(String),
    /// A tensor has another shape or type than the tier asks for.
    #[error("the tensor {0} has another shape or type than its tier asks for")]
    Shape(String),
    /// A weight is not finite or too large.
    #[error("the tensor {0} holds numbers that are not finite or too large")]
    Numbers(String),
    /// The golden picture came out differently.
    #[error("the test picture came out wrong by {0}")]
    Golden(f32),
}

impl PackRefusal {
    /// Stable code, part of the API.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge(_) => "pack_too_large",
            Self::Malformed(_) => "pack_malformed",
            Self::Metadata(_) => "pack_metadata",
            Self::Names(_) => "pack_names",
            Self::Shape(_) => "pack_shape",
            Self::Numbers(_) => "pack_numbers",
            Self::Golden(_) => "pack_golden",
        }
    }
}

/// A pack whose form has been checked; [`Pack::check`] runs the golden pass on a device.
#[derive(Clone, Debug)]
pub struct Pack {
    /// What the pack says of itself: `id`, `name`, `version`, `tier`, `licence`, `author`,
    /// `teacher_hash`, `input`, and whatever else its maker noted.
    pub metadata: BTreeMap<String, String>,
    tier: &'static Tier,
    weights: Vec<Vec<f32>>,
    golden: Vec<f32>,
}

impl Pack {
    /// Reads and checks size, metadata, names, shapes, types and numbers.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PackRefusal> {
        if bytes.len() > PACK_BYTES_MAX {
            return Err(PackRefusal::TooLarge(bytes.len()));
        }
        let malformed = |e: safetensors::SafeTensorError| PackRefusal::Malformed(e.to_string());
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(malformed)?;
        let notes = header.metadata().iter().flatten();
        let metadata = checked_metadata(notes.map(|(k, v)| (k.clone(), v.clone())).collect())?;
        let tier = metadata
            .get("tier")
            .and_then(|name| Tier::named(name))
            .ok_or(PackRefusal::Metadata("tier"))?;
        let file = SafeTensors::deserialize(bytes).map_err(malformed)?;
        let specs = tier.tensors();
        let found = file.names().len();
        if found != specs.len() + 1 {
            return Err(PackRefusal::Names(format!("{found} instead of {}", specs.len() + 1)));
        }
        let weights = specs.iter().map(|spec| weight(&file, spec)).collect::<Result<_, _>>()?;
        let golden = golden(&file)?;
        Ok(Self { metadata, tier, weights, golden })
    }

    /// The pack's style id.
    pub fn id(&self) -> &str {
        self.metadata.get("id").map_or("", String::as_str)
    }

    /// The size of its network.
    pub fn tier(&self) -> &'static Tier {
        self.tier
    }

    /// The weights, one vector a tensor, in the order of [`Tier::tensors`].
    pub fn weights(&self) -> &[Vec<f32>] {
        &self.weights
    }

    /// `id@version`, as written into every picture drawn with it.
    pub fn label(&self) -> String {
        format!("{}@{}", self.id(), self.metadata.get("version").map_or("0", String::as_str))
    }

    /// The network, on a device, not yet checked there.
    pub fn network(&self, device: &Device) -> Network {
        Network::new(self.tier, device, |position| self.weights[position].clone())
    }

    /// Runs the golden picture on `device` and compares.
    ///
    /// # Errors
    /// [`PackRefusal::Golden`] with the largest difference (infinite when the device failed).
    pub async fn check(&self, network: &Network, device: &Device) -> Result<(), PackRefusal> {
        let (picture, guidance) = golden_input();
        let drawn = crate::draw(network, device, &picture, &guidance)
            .await
            .map_err(|_| PackRefusal::Golden(f32::INFINITY))?;
        let plane = GOLDEN_SIDE * GOLDEN_SIDE;
        let worst = (0..3 * plane)
            .map(|i| (drawn.pixels[i % plane][i / plane] - self.golden[i]).abs())
            .fold(0.0, f32::max);
        if worst <= GOLDEN_TOLERANCE { Ok(()) } else { Err(PackRefusal::Golden(worst)) }
    }
}

fn checked_metadata(
    header: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, PackRefusal> {
    if header.get("format").map(String::as_str) != Some(FORMAT) {
        return Err(PackRefusal::Metadata("format"));
    }
    if header.get("input").map(String::as_str) != Some(INPUT_CONVENTION) {
        return Err(PackRefusal::Metadata("input"));
    }
    for key in ["id", "name", "version", "licence", "author", "teacher_hash"] {
        let good = |value: &String| !value.is_empty() && value.len() <= METADATA_VALUE_BYTES_MAX;
        if !header.get(key).is_some_and(good) {
            return Err(PackRefusal::Metadata(key));
        }
    }
    Ok(header)
}

fn weight(file: &SafeTensors<'_>, spec: &TensorSpec) -> Result<Vec<f32>, PackRefusal> {
    let view = file.tensor(&spec.name).map_err(|_| PackRefusal::Names(spec.name.clone()))?;
    if view.dtype() != Dtype::F16 || view.shape() != spec.shape.as_slice() {
        return Err(PackRefusal::Shape(spec.name.clone()));
    }
    let values: Vec<f32> = view
        .data()
        .chunks_exact(2)
        .map(|pair| f16::from_le_bytes([pair[0], pair[1]]).to_f32())
        .collect();
    if values.iter().any(|v| !v.is_finite() || v.abs() >= WEIGHT_MAGNITUDE_MAX) {
        return Err(PackRefusal::Numbers(spec.name.clone()));
    }
    Ok(values)
}

fn golden(file: &SafeTensors<'_>) -> Result<Vec<f32>, PackRefusal> {
    let view = file.tensor(GOLDEN_NAME).map_err(|_| PackRefusal::Names(GOLDEN_NAME.into()))?;
    if view.dtype() != Dtype::F32 || view.shape() != [3, GOLDEN_SIDE, GOLDEN_SIDE] {
        return Err(PackRefusal::Shape(GOLDEN_NAME.into()));
    }
    let number = |b: &[u8]| f32::from_le_bytes([b[0], b[1], b[2], b[3]]);
    let values: Vec<f32> = view.data().chunks_exact(4).map(number).collect();
    if values.iter().any(|v| !v.is_finite()) {
        return Err(PackRefusal::Numbers(GOLDEN_NAME.into()));
    }
    Ok(values)
}

/// Writes a pack: weights rounded to f16, and the golden result computed from the rounded
/// weights on the CPU.
///
/// # Errors
/// When the result would not be accepted by [`Pack::from_bytes`].
pub async fn write_pack(
    tier: &'static Tier,
    weights: &[Vec<f32>],
    metadata: BTreeMap<String, String>,
) -> Result<Vec<u8>, PackRefusal> {
    let device = Device::flex();
    let rounded = |v: &f32| f16::from_f32(*v);
    let halves: Vec<Vec<f16>> = weights.iter().map(|w| w.iter().map(rounded).collect()).collect();
    let network = Network::new(tier, &device, |i| halves[i].iter().map(|v| v.to_f32()).collect());
    let (picture, guidance) = golden_input();
    let drawn = crate::draw(&network, &device, &picture, &guidance)
        .await
        .map_err(|_| PackRefusal::Golden(f32::INFINITY))?;
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

#[cfg(test)]
mod tests;
