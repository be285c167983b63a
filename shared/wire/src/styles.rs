//! Styles and their packs as the API shows them.

use serde::{Deserialize, Serialize};

/// A style as the API shows it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StyleCard {
    /// Stable id.
    pub id: String,
    /// The name people see.
    pub name: String,
    /// One sentence on the look.
    pub description: String,
    /// Three colours that stand for it.
    pub palette: Vec<String>,
    /// Words for the look, stable.
    pub attributes: Vec<String>,
    /// The network's weights; null when this deployment does not carry them.
    pub pack: Option<PackCard>,
}

/// The file with a style's weights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PackCard {
    /// Path of the safetensors file.
    pub url: String,
    /// Size of the file.
    pub size_bytes: u32,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Quality step of the training, as written in the file.
    pub tier: Option<String>,
    /// Licence of the weights, as written in the file.
    pub licence: Option<String>,
    /// Author of the weights, as written in the file.
    pub author: Option<String>,
}

/// Answer of `GET /api/v1/styles`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct StyleList {
    /// Every style, in the order in which they are shown.
    pub styles: Vec<StyleCard>,
}
