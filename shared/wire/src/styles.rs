//! The four styles, by name and colour.

use serde::{Deserialize, Serialize};

/// What is known of a style before its pack is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Stable id.
    pub id: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// One sentence on the look.
    pub description: &'static str,
    /// Three colours that stand for it.
    pub palette: [&'static str; 3],
    /// Words for the look, stable.
    pub attributes: [&'static str; 3],
}

/// Every style, in the order in which they are shown.
pub const STYLES: [Style; 4] = [
    Style {
        id: "kingdom-hearts",
        name: "Vibrant",
        description: "Bright colour, large eyes and soft light",
        palette: ["#6B5CE7", "#00D9FF", "#FFD700"],
        attributes: ["large_eyes", "stylized_hair", "soft_shading"],
    },
    Style {
        id: "dark-cloud",
        name: "Warm cel",
        description: "Flat warm tones with a drawn outline",
        palette: ["#FF6B35", "#4ECDC4", "#2C3E50"],
        attributes: ["cel_shading", "detailed_outfit", "soft_lighting"],
    },
    Style {
        id: "ghibli",
        name: "Painterly",
        description: "Soft edges and washes, as if by brush",
        palette: ["#87CEEB", "#98D8C8", "#F7DC6F"],
        attributes: ["soft_edges", "watercolor_feel", "natural_lighting"],
    },
    Style {
        id: "cel-shade",
        name: "Bold cel",
        description: "Thick lines, few tones, high contrast",
        palette: ["#E74C3C", "#3498DB", "#2ECC71"],
        attributes: ["thick_outlines", "flat_colors", "high_contrast"],
    },
];

/// The style of that id.
pub fn style(id: &str) -> Option<&'static Style> {
    STYLES.iter().find(|style| style.id == id)
}

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

impl From<&Style> for StyleCard {
    fn from(style: &Style) -> Self {
        let words = |list: [&str; 3]| list.map(str::to_owned).to_vec();
        Self {
            id: style.id.to_owned(),
            name: style.name.to_owned(),
            description: style.description.to_owned(),
            palette: words(style.palette),
            attributes: words(style.attributes),
            pack: None,
        }
    }
}
