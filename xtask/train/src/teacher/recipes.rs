//! The four styles in numbers. Lengths are pixels of a 512 picture, lightness and colours OKLab.

use super::clump::Clumping;
use super::flatten::Flattening;

/// Everything that makes one style.
#[derive(Clone, Debug)]
pub struct Recipe {
    /// The id by which packs and messages know the style.
    pub id: &'static str,
    /// The name shown to people.
    pub name: &'static str,
    /// Flattening away from the face.
    pub surroundings: Flattening,
    /// Flattening of the face.
    pub face: Flattening,
    /// How hair is drawn into clumps.
    pub clumps: Clumping,
    /// Length of the brush strokes that edges are drawn out to.
    pub stroke: f32,
    /// Strength of the bristle marks left by the picture's own grain, drawn out along the strokes.
    pub bristle: f32,
    /// Lines.
    pub ink: Ink,
    /// Tone bands.
    pub tone: Tone,
    /// Colours.
    pub palette: Palette,
}

/// How lines look.
#[derive(Clone, Copy, Debug)]
pub struct Ink {
    /// Sigma across the line.
    pub width: f32,
    /// Sigma along the line over which its strength is averaged.
    pub length: f32,
    /// Darkness against the surroundings at which a line begins.
    pub low: f32,
    /// Darkness at which it is full.
    pub high: f32,
    /// Lightness of the ink, as a share of the local lightness.
    pub lightness: f32,
    /// Chroma of the ink, as a share of the local chroma.
    pub chroma: f32,
    /// Added to the ink's two colour axes.
    pub tint: [f32; 2],
    /// Opacity of a full line.
    pub opacity: f32,
}

/// How light is cut into bands.
#[derive(Clone, Copy, Debug)]
pub struct Tone {
    /// Level of the darkest band.
    pub floor: f32,
    /// Where each further band begins, and its level.
    pub bands: &'static [(f32, f32)],
    /// Steepness of the steps between bands.
    pub sharpness: f32,
    /// 0: the light as it was, 1: nothing but bands.
    pub strength: f32,
    /// How much of the face's own gradients is flattened.
    pub skin_flatness: f32,
    /// How much darker than the skin its shade is.
    pub skin_shade: f32,
    /// How much lighter its light is.
    pub skin_light: f32,
    /// How much lighter skin is drawn.
    pub skin_lift: f32,
    /// Warmth of the skin's shade, on the first colour axis.
    pub skin_flush: f32,
    /// Factor on the hair's chroma.
    pub hair_chroma: f32,
    /// How much of the hair's own gradients is flattened.
    pub hair_flatness: f32,
    /// How much darker than the hair its shade is.
    pub hair_shade: f32,
    /// How much lighter its light is.
    pub hair_light: f32,
}

/// How colours are graded.
#[derive(Clone, Copy, Debug)]
pub struct Palette {
    /// Factor on chroma.
    pub chroma: f32,
    /// Added to the colour axes in full shade.
    pub shade_tint: [f32; 2],
    /// Added to the colour axes in full light.
    pub light_tint: [f32; 2],
    /// Lightness of black.
    pub black: f32,
    /// Lightness of white.
    pub white: f32,
    /// Exponent on lightness: below one lifts the middle.
    pub gamma: f32,
    /// Strength of the soft light around bright places.
    pub glow: f32,
    /// How much of the tints reaches skin.
    pub on_skin: f32,
    /// How far the hues are drawn towards the style's own (`hue`), outside skin.
    pub hue_pull: f32,
    /// The style's own colour direction.
    pub hue: [f32; 2],
}

/// Saturated, violet-blue shade, soft glow, three bands, coloured lines of medium weight.
pub const VIBRANT: Recipe = Recipe {
    id: "kingdom-hearts",
    name: "Vibrant",
    surroundings: Flattening { sigma: 1.9, reach: 3.9, stretch: 1.6 },
    face: Flattening { sigma: 1.5, reach: 2.8, stretch: 1.4 },
    clumps: Clumping { length: 7.0, width: 2.6, sharpness: 0.7, rounds: 3 },
    stroke: 4.0,
    bristle: 0.6,
    ink: Ink {
        width: 1.15,
        length: 4.0,
        low: 0.007,
        high: 0.026,
        lightness: 0.40,
        chroma: 1.1,
        tint: [0.012, -0.050],
        opacity: 0.92,
    },
    tone: Tone {
        floor: 0.25,
        bands: &[(0.40, 0.53), (0.68, 0.83)],
        sharpness: 26.0,
        strength: 0.62,
        skin_flatness: 0.78,
        skin_shade: 0.115,
        skin_light: 0.05,
        skin_lift: 0.05,
        skin_flush: 0.02,
        hair_chroma: 1.25,
        hair_flatness: 0.7,
        hair_shade: 0.12,
        hair_light: 0.15,
    },
    palette: Palette {
        chroma: 1.70,
        shade_tint: [0.034, -0.088],
        light_tint: [0.012, -0.006],
        black: 0.12,
        white: 1.0,
        gamma: 0.90,
        glow: 0.42,
        on_skin: 0.6,
        hue_pull: 0.16,
        hue: [0.045, -0.085],
    },
};

/// Ochre, warm light, thick outline, few flat tones.
pub const WARM_CEL: Recipe = Recipe {
    id: "dark-cloud",
    name: "Warm cel",
    surroundings: Flattening { sigma: 2.4, reach: 4.8, stretch: 1.4 },
    face: Flattening { sigma: 1.8, reach: 3.4, stretch: 1.3 },
    clumps: Clumping { length: 7.0, width: 2.6, sharpness: 0.7, rounds: 3 },
    stroke: 5.0,
    bristle: 0.35,
    ink: Ink {
        width: 1.8,
        length: 5.0,
        low: 0.010,
        high: 0.030,
        lightness: 0.30,
        chroma: 0.7,
        tint: [0.030, 0.022],
        opacity: 0.95,
    },
    tone: Tone {
        floor: 0.30,
        bands: &[(0.46, 0.58), (0.70, 0.80)],
        sharpness: 40.0,
        strength: 0.72,
        skin_flatness: 0.85,
        skin_shade: 0.12,
        skin_light: 0.0,
        skin_lift: 0.03,
        skin_flush: 0.02,
        hair_chroma: 1.2,
        hair_flatness: 0.8,
        hair_shade: 0.12,
        hair_light: 0.1,
    },
    palette: Palette {
        chroma: 1.30,
        shade_tint: [0.026, 0.010],
        light_tint: [0.012, 0.042],
        black: 0.14,
        white: 0.95,
        gamma: 0.92,
        glow: 0.0,
        on_skin: 0.55,
        hue_pull: 0.18,
        hue: [0.034, 0.080],
    },
};

/// Soft greens, low contrast, visible brush.
pub const PAINTERLY: Recipe = Recipe {
    id: "ghibli",
    name: "Painterly",
    surroundings: Flattening { sigma: 2.6, reach: 7.5, stretch: 2.4 },
    face: Flattening { sigma: 1.4, reach: 3.2, stretch: 2.0 },
    clumps: Clumping { length: 9.0, width: 3.0, sharpness: 0.8, rounds: 3 },
    stroke: 3.4,
    bristle: 1.2,
    ink: Ink {
        width: 0.95,
        length: 5.0,
        low: 0.009,
        high: 0.036,
        lightness: 0.55,
        chroma: 1.0,
        tint: [-0.012, 0.006],
        opacity: 0.60,
    },
    tone: Tone {
        floor: 0.34,
        bands: &[(0.36, 0.48), (0.54, 0.64), (0.74, 0.82)],
        sharpness: 20.0,
        strength: 0.55,
        skin_flatness: 0.65,
        skin_shade: 0.06,
        skin_light: 0.03,
        skin_lift: 0.05,
        skin_flush: 0.012,
        hair_chroma: 1.1,
        hair_flatness: 0.45,
        hair_shade: 0.07,
        hair_light: 0.09,
    },
    palette: Palette {
        chroma: 1.25,
        shade_tint: [-0.030, -0.012],
        light_tint: [-0.008, 0.026],
        black: 0.26,
        white: 1.0,
        gamma: 0.80,
        glow: 0.16,
        on_skin: 0.3,
        hue_pull: 0.16,
        hue: [-0.050, 0.030],
    },
};

/// Two tones, heavy ink, high contrast.
pub const BOLD_CEL: Recipe = Recipe {
    id: "cel-shade",
    name: "Bold cel",
    surroundings: Flattening { sigma: 2.1, reach: 4.2, stretch: 1.5 },
    face: Flattening { sigma: 1.6, reach: 3.0, stretch: 1.4 },
    clumps: Clumping { length: 7.0, width: 2.6, sharpness: 0.7, rounds: 3 },
    stroke: 5.0,
    bristle: 0.5,
    ink: Ink {
        width: 1.7,
        length: 5.0,
        low: 0.008,
        high: 0.024,
        lightness: 0.13,
        chroma: 0.5,
        tint: [0.004, -0.014],
        opacity: 1.0,
    },
    tone: Tone {
        floor: 0.20,
        bands: &[(0.52, 0.84)],
        sharpness: 55.0,
        strength: 0.74,
        skin_flatness: 0.95,
        skin_shade: 0.20,
        skin_light: 0.0,
        skin_lift: 0.06,
        skin_flush: 0.025,
        hair_chroma: 1.3,
        hair_flatness: 0.85,
        hair_shade: 0.16,
        hair_light: 0.16,
    },
    palette: Palette {
        chroma: 1.75,
        shade_tint: [0.014, -0.030],
        light_tint: [0.0, 0.010],
        black: 0.04,
        white: 1.0,
        gamma: 0.95,
        glow: 0.0,
        on_skin: 0.6,
        hue_pull: 0.0,
        hue: [0.0, 0.0],
    },
};

/// All four, in the order in which they are shown.
pub const ALL: [Recipe; 4] = [VIBRANT, WARM_CEL, PAINTERLY, BOLD_CEL];

/// The recipe of a style id.
pub fn by_id(id: &str) -> Option<&'static Recipe> {
    static RECIPES: [Recipe; 4] = ALL;
    RECIPES.iter().find(|recipe| recipe.id == id)
}
