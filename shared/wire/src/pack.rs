//! Style packs that a visitor brings: how the style worker is asked to take one, and what it says.

use serde::{Deserialize, Serialize};

/// What a pack says of itself, as far as it was checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PackLabel {
    /// The id its maker gave it; not unique.
    pub id: String,
    /// The name people see.
    pub name: String,
    /// Version, as its maker counts.
    pub version: String,
    /// Who made it.
    pub author: String,
    /// Licence of the weights.
    pub licence: String,
    /// The network's size.
    pub tier: String,
    /// Size of the file.
    pub size_bytes: u32,
}

/// How much a pack on trial may take. The worker stops by itself where it passes these; whoever
/// started it ends it where it does not answer.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PackBounds {
    /// From the request to the finished preview, in milliseconds.
    pub elapsed_ms_max: f64,
    /// Memory of the whole module, in bytes.
    pub memory_bytes_max: f64,
}

/// Why a pack was not taken. Each has its own words on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PackFault {
    /// Larger than a pack may be.
    TooLarge,
    /// Not a style pack at all.
    Malformed,
    /// A part of the file is gone.
    Truncated,
    /// Another version of the format.
    Format,
    /// A note about the pack (tier, licence, author …) is missing or unknown.
    Metadata,
    /// A part of the network is not there.
    MissingTensor,
    /// A part is there that the network does not have.
    UnknownTensor,
    /// A part of the network has another shape or type.
    Shape,
    /// Weights that are not finite, or beyond all measure.
    Numbers,
    /// The test picture came out differently from what the pack promises.
    Golden,
    /// It took longer than it may.
    Slow,
    /// It took more memory than it may.
    Hungry,
}
