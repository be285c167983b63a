//! The four styles in numbers. Lengths are pixels of a 512 picture, lightness and colours OKLab.

use super::clump::Clumping;
use super::flatten::Flattening;
use crate::recipe;
use serde::Deserialize;
use std::sync::LazyLock;

/// Everything that makes one style.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// The id by which packs and messages know the style.
    #[serde(skip)]
    pub id: String,
    /// The name shown to people.
    #[serde(skip)]
    pub name: String,
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
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tone {
    /// Level of the darkest band.
    pub floor: f32,
    /// Where each further band begins, and its level.
    pub bands: Vec<(f32, f32)>,
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
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
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

/// The four, in the order in which they are shown; from the files in `xtask/train/recipes`.
pub static ALL: LazyLock<Vec<Recipe>> =
    LazyLock::new(|| recipe::shipped().iter().map(|file| file.teacher.clone()).collect());

/// The recipe of a style id.
pub fn by_id(id: &str) -> Option<&'static Recipe> {
    ALL.iter().find(|recipe| recipe.id == id)
}
