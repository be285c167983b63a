//! The four styles of the specification, under the names people see (DESIGN §4, styles).

/// One style: its stable id and what it is called on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Stable id, used in URLs, files and the API.
    pub id: &'static str,
    /// The name people see.
    pub name: &'static str,
    /// One sentence about the look.
    pub description: &'static str,
    /// Three colours of the style, `#RRGGBB`.
    pub palette: [&'static str; 3],
    /// What is typical for it.
    pub attributes: [&'static str; 3],
}

/// All styles, in the order they are shown.
pub const STYLES: [Style; 4] = [
    Style {
        id: "kingdom-hearts",
        name: "Vibrant",
        description: "Saturated colour, violet shade and a soft glow.",
        palette: ["#6B5CE7", "#00D9FF", "#FFD700"],
        attributes: ["saturated", "violet_shade", "glow"],
    },
    Style {
        id: "dark-cloud",
        name: "Warm cel",
        description: "Warm light, few tones and a thick outline.",
        palette: ["#FF6B35", "#4ECDC4", "#2C3E50"],
        attributes: ["warm", "few_tones", "thick_outline"],
    },
    Style {
        id: "ghibli",
        name: "Painterly",
        description: "Soft greens, low contrast and visible brush.",
        palette: ["#87CEEB", "#98D8C8", "#F7DC6F"],
        attributes: ["soft", "low_contrast", "brush"],
    },
    Style {
        id: "cel-shade",
        name: "Bold cel",
        description: "Two tones, heavy ink and high contrast.",
        palette: ["#E74C3C", "#3498DB", "#2ECC71"],
        attributes: ["two_tones", "heavy_ink", "high_contrast"],
    },
];

/// The style with this id.
pub fn style(id: &str) -> Option<&'static Style> {
    STYLES.iter().find(|style| style.id == id)
}
