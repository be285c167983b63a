//! From drawings to a rig: bones at the joints, one slot for each layer, a mesh for each picture.
//!
//! The first drawing gives the figure; every further one gives another outfit as a skin that is
//! named after the outfit. Pictures are named as [`sprites`] lists them, for an atlas.

mod bones;
mod face;
mod mesh;
mod shelf;
mod slots;
mod staging;
mod weights;

use rig::figure;
use rig::{Attachment, DEFAULT_SKIN, Skeleton, Warp};

use crate::drawing::{Category, Drawing, Layer};
use crate::geometry::Bounds;

/// What of a layer's surroundings belongs to its picture, in canvas units.
pub const PICTURE_MARGIN: f32 = 3.0;

/// How far the drawing turns for each degree that is asked for: at thirty degrees the far eye must
/// still show beside bangs that stand before the face.
const TURN_GAIN: f32 = 0.8;

/// One picture of the atlas: a layer, and the part of the canvas that it fills.
#[derive(Clone, Copy, Debug)]
pub struct Sprite<'a> {
    /// Which of the drawings it is from.
    pub drawing: usize,
    /// What is on it.
    pub layer: &'a Layer,
    /// The part of the canvas that it shows; the picture's corners are at these.
    pub bounds: Bounds,
}

impl Sprite<'_> {
    /// The name by which meshes ask for it.
    pub fn name(&self, drawings: &[Drawing]) -> String {
        picture_name(drawings, self.drawing, &self.layer.name)
    }
}

/// All pictures that the rig of these drawings needs.
pub fn sprites(drawings: &[Drawing]) -> Vec<Sprite<'_>> {
    let mut all = Vec::new();
    for (drawing, it) in drawings.iter().enumerate() {
        for layer in it.layers.iter().filter(|layer| belongs(drawing, layer)) {
            if let Some(bounds) = picture_bounds(layer) {
                all.push(Sprite { drawing, layer, bounds });
            }
        }
    }
    all
}

/// The part of the canvas that a layer's picture shows; none for an empty layer.
pub fn picture_bounds(layer: &Layer) -> Option<Bounds> {
    Some(layer.bounds()?.grown(PICTURE_MARGIN))
}

fn picture_name(drawings: &[Drawing], drawing: usize, layer: &str) -> String {
    if drawing == 0 {
        layer.to_owned()
    } else {
        format!("{}/{layer}", outfit_of(&drawings[drawing]))
    }
}

/// The label of the outfit that a drawing wears.
fn outfit_of(drawing: &Drawing) -> &str {
    let top = drawing.layers.iter().find(|layer| layer.category == Category::Topwear);
    top.map_or("bare", |layer| &layer.label)
}

/// Whether a layer takes part: grounds never, and further drawings give their outfit only.
fn belongs(drawing: usize, layer: &Layer) -> bool {
    layer.category != Category::Background && (drawing == 0 || is_outfit(layer))
}

fn is_outfit(layer: &Layer) -> bool {
    use Category::{
        ArmFar, ArmNear, BackWear, Bottomwear, Footwear, HandL, HandR, Handwear, Topwear,
        TopwearBack,
    };
    match layer.category {
        BackWear | ArmFar | ArmNear | Bottomwear | Footwear | HandL | HandR | Handwear
        | Topwear | TopwearBack => true,
        // Bare legs come and go with the trousers.
        Category::Body => layer.name != "trunk",
        _ => false,
    }
}

/// The rig of these drawings, with all clips of the standard figure.
///
/// Further drawings must show the same character in other outfits; without any drawing it is the
/// standard figure's bones alone.
pub fn skeleton(drawings: &[Drawing]) -> Skeleton {
    let layers: Vec<&Layer> = sprites(drawings).iter().map(|sprite| sprite.layer).collect();
    let bones = bones::bones(&layers);
    let mut skeleton = Skeleton {
        ik: figure::limbs(),
        springs: figure::springs(&bones),
        warps: vec![Warp { gain: TURN_GAIN, ..figure::head_turn() }],
        parameters: rig::parameter::standard(),
        bindings: figure::bindings(),
        bones,
        ..Skeleton::default()
    };
    slots::fill(&mut skeleton, drawings);
    if let Some(first) = drawings.first() {
        skeleton.library = shelf::library(first);
    }
    face::bind(&mut skeleton);
    skeleton.animations = rig::clips::for_skeleton(&skeleton);
    staging::stage(&mut skeleton);
    skeleton
}

/// The attachment of a slot in the default skin.
fn default_attachment<'a>(skeleton: &'a Skeleton, slot: &str) -> Option<&'a Attachment> {
    skeleton.skins.get(DEFAULT_SKIN)?.get(slot)?.get(slot)
}
