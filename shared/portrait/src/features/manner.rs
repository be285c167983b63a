//! How each style draws eyes, brows and mouths: colours and weights, chosen by eye.

/// A style's hand. Colours are sRGB; weights are widths of the part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Manner {
    /// Colour of lashes and of the lines around the mouth.
    pub(super) ink: [f32; 3],
    /// Thickness of the upper lash line where it is heaviest.
    pub(super) lash: f32,
    /// Share of that line over which it thins out towards the temple.
    pub(super) lash_tail: f32,
    /// How far the lash line reaches past the outer corner.
    pub(super) flick: f32,
    /// Strength of the lower lash line.
    pub(super) lower_lash: f32,
    /// Strength of the fold above the lid.
    pub(super) crease: f32,
    /// White of the eye in full light.
    pub(super) sclera: [f32; 3],
    /// What the lid's shadow leaves of the white, and how far down it falls (share of the opening).
    pub(super) shade: ([f32; 3], f32),
    /// Tones of an iris, 2 to 5.
    pub(super) tones: u8,
    /// How much more colour than the person's own iris it gets.
    pub(super) chroma: f32,
    /// How soft the steps between tones are, in radii of the iris.
    pub(super) soft: f32,
    /// Radius of the large highlight, in radii of the iris, and its strength.
    pub(super) highlight: (f32, f32),
    /// Weight of the line between the lips.
    pub(super) seam: f32,
    /// Strength of that line.
    pub(super) seam_alpha: f32,
    /// How much of the lips' own difference from the skin is kept: lightness, colour.
    pub(super) lips: [f32; 2],
    /// Inside of an open mouth, and its tongue.
    pub(super) mouth: [[f32; 3]; 2],
    /// Teeth in full light.
    pub(super) teeth: [f32; 3],
    /// Strength of the brows' stroke.
    pub(super) brow: f32,
    /// Colour and strength of a blush on the cheeks; strength 0 for none.
    pub(super) blush: ([f32; 3], f32),
    /// How uneven the edges of strokes are, as on rough paper.
    pub(super) grain: f32,
}

/// The hand of a style; none for styles that are not ours, whose painters may draw eyes
/// of their own.
pub(super) fn manner_of(style: &str) -> Option<&'static Manner> {
    match style {
        "kingdom-hearts" => Some(&VIBRANT),
        "dark-cloud" => Some(&WARM_CEL),
        "ghibli" => Some(&PAINTERLY),
        "cel-shade" => Some(&BOLD_CEL),
        _ => None,
    }
}

const VIBRANT: Manner = Manner {
    ink: [0.17, 0.08, 0.27],
    lash: 0.110,
    lash_tail: 0.24,
    flick: 0.11,
    lower_lash: 0.55,
    crease: 0.55,
    sclera: [0.975, 0.975, 1.0],
    shade: ([0.74, 0.71, 0.90], 0.36),
    tones: 5,
    chroma: 1.6,
    soft: 0.16,
    highlight: (0.30, 1.0),
    seam: 0.026,
    seam_alpha: 0.9,
    lips: [0.7, 1.3],
    mouth: [[0.36, 0.08, 0.20], [0.88, 0.42, 0.48]],
    teeth: [0.985, 0.98, 1.0],
    brow: 0.92,
    blush: ([1.0, 0.52, 0.58], 0.42),
    grain: 0.0,
};

const WARM_CEL: Manner = Manner {
    ink: [0.23, 0.12, 0.06],
    lash: 0.125,
    lash_tail: 0.50,
    flick: 0.08,
    lower_lash: 0.50,
    crease: 0.50,
    sclera: [0.985, 0.955, 0.89],
    shade: ([0.82, 0.71, 0.58], 0.34),
    tones: 3,
    chroma: 1.2,
    soft: 0.06,
    highlight: (0.27, 0.95),
    seam: 0.030,
    seam_alpha: 0.95,
    lips: [0.8, 0.85],
    mouth: [[0.34, 0.12, 0.07], [0.78, 0.40, 0.30]],
    teeth: [0.985, 0.955, 0.89],
    brow: 1.0,
    blush: ([1.0, 0.5, 0.4], 0.0),
    grain: 0.0,
};

const PAINTERLY: Manner = Manner {
    ink: [0.26, 0.18, 0.145],
    lash: 0.100,
    lash_tail: 0.24,
    flick: 0.06,
    lower_lash: 0.20,
    crease: 0.38,
    sclera: [0.985, 0.99, 0.965],
    shade: ([0.80, 0.80, 0.78], 0.34),
    tones: 3,
    chroma: 1.0,
    soft: 0.40,
    highlight: (0.20, 0.85),
    seam: 0.022,
    seam_alpha: 0.75,
    lips: [0.7, 0.7],
    mouth: [[0.42, 0.21, 0.19], [0.76, 0.47, 0.44]],
    teeth: [0.95, 0.945, 0.92],
    brow: 0.85,
    blush: ([0.95, 0.55, 0.47], 0.34),
    grain: 0.15,
};

const BOLD_CEL: Manner = Manner {
    ink: [0.045, 0.03, 0.055],
    lash: 0.130,
    lash_tail: 0.50,
    flick: 0.08,
    lower_lash: 0.75,
    crease: 0.75,
    sclera: [1.0, 1.0, 1.0],
    shade: ([0.72, 0.73, 0.82], 0.30),
    tones: 2,
    chroma: 1.35,
    soft: 0.03,
    highlight: (0.33, 1.0),
    seam: 0.036,
    seam_alpha: 1.0,
    lips: [0.9, 1.2],
    mouth: [[0.20, 0.03, 0.06], [0.78, 0.30, 0.32]],
    teeth: [1.0, 1.0, 1.0],
    brow: 1.0,
    blush: ([1.0, 0.5, 0.5], 0.0),
    grain: 0.0,
};
