//! Style packs: safetensors with f16 weights, metadata and one golden result.
//!
//! A pack is untrusted input. Nothing is allocated by a number it names before that number was
//! compared with what the tier asks for.

mod write;

pub use write::write_pack;

use crate::golden::{GOLDEN_SIDE, GOLDEN_TOLERANCE};
use crate::{TensorSpec, Tier};
use half::f16;
use picture::Picture;
use safetensors::{Dtype, SafeTensors};
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
    /// It begins like a pack and ends elsewhere than its header says.
    #[error("the pack is cut short")]
    Truncated,
    /// Of another version of the format than [`FORMAT`].
    #[error("the pack is not of format {FORMAT}")]
    Format,
    /// A metadata key is missing or has a value that cannot be used.
    #[error("the pack's {0} is missing or unknown")]
    Metadata(&'static str),
    /// A tensor of the tier is not there.
    #[error("the pack lacks the tensor {0}")]
    Missing(String),
    /// A tensor is there that the tier does not have.
    #[error("the pack has a tensor that its tier does not have: {0}")]
    Unknown(String),
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
            Self::Truncated => "pack_truncated",
            Self::Format => "pack_format",
            Self::Metadata(_) => "pack_metadata",
            Self::Missing(_) => "pack_missing_tensor",
            Self::Unknown(_) => "pack_unknown_tensor",
            Self::Shape(_) => "pack_shape",
            Self::Numbers(_) => "pack_numbers",
            Self::Golden(_) => "pack_golden",
        }
    }
}

/// A pack whose form has been checked; an engine runs the golden pass.
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
        let (_, header) = SafeTensors::read_metadata(bytes).map_err(unreadable)?;
        let notes = header.metadata().iter().flatten();
        let metadata = checked_metadata(notes.map(|(k, v)| (k.clone(), v.clone())).collect())?;
        let tier = metadata
            .get("tier")
            .and_then(|name| Tier::named(name))
            .ok_or(PackRefusal::Metadata("tier"))?;
        let file = SafeTensors::deserialize(bytes).map_err(unreadable)?;
        let specs = tier.tensors();
        let known = |name: &str| name == GOLDEN_NAME || specs.iter().any(|spec| spec.name == name);
        let mut names = file.names();
        names.sort_unstable();
        if let Some(stranger) = names.into_iter().find(|name| !known(name)) {
            return Err(PackRefusal::Unknown(stranger.to_owned()));
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

    /// Compares what an engine drew from [`crate::golden_input`] with the pack's golden result.
    ///
    /// # Errors
    /// [`PackRefusal::Golden`] with the largest difference (infinite when nothing was drawn).
    pub fn compare(&self, drawn: Option<&Picture>) -> Result<(), PackRefusal> {
        let plane = GOLDEN_SIDE * GOLDEN_SIDE;
        let drawn = drawn.filter(|picture| picture.pixels.len() == plane);
        let worst = drawn.map_or(f32::INFINITY, |picture| {
            (0..3 * plane)
                .map(|i| (picture.pixels[i % plane][i / plane] - self.golden[i]).abs())
                .fold(0.0, f32::max)
        });
        if worst <= GOLDEN_TOLERANCE { Ok(()) } else { Err(PackRefusal::Golden(worst)) }
    }
}

/// Something else than a pack, or a pack of which a part is gone.
fn unreadable(error: safetensors::SafeTensorError) -> PackRefusal {
    use safetensors::SafeTensorError::{InvalidHeaderLength, MetadataIncompleteBuffer};
    match error {
        InvalidHeaderLength | MetadataIncompleteBuffer => PackRefusal::Truncated,
        other => PackRefusal::Malformed(other.to_string()),
    }
}

fn checked_metadata(
    header: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>, PackRefusal> {
    if header.get("format").map(String::as_str) != Some(FORMAT) {
        return Err(PackRefusal::Format);
    }
    if header.get("input").map(String::as_str) != Some(INPUT_CONVENTION) {
        return Err(PackRefusal::Metadata("input"));
    }
    for key in ["id", "name", "version", "licence", "author", "teacher_hash"] {
        let good = |value: &String| {
            !value.trim().is_empty()
                && value.len() <= METADATA_VALUE_BYTES_MAX
                && !value.chars().any(is_hidden)
        };
        if !header.get(key).is_some_and(good) {
            return Err(PackRefusal::Metadata(key));
        }
    }
    Ok(header)
}

/// Characters that a name is not written with: controls, and those that turn the text around.
fn is_hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn weight(file: &SafeTensors<'_>, spec: &TensorSpec) -> Result<Vec<f32>, PackRefusal> {
    let view = file.tensor(&spec.name).map_err(|_| PackRefusal::Missing(spec.name.clone()))?;
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
    let view = file.tensor(GOLDEN_NAME).map_err(|_| PackRefusal::Missing(GOLDEN_NAME.into()))?;
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

#[cfg(test)]
mod tests;
