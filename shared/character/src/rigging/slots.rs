//! Slots and attachments: one slot for each layer, one skin for each outfit.

use rig::{Attachment, Blend, DEFAULT_SKIN, Skeleton, Skin, Slot};

use super::{belongs, is_outfit, mesh, outfit_of, picture_bounds, picture_name};
use crate::drawing::{self, Drawing, Layer};

/// A slot to be, in the draw order of all drawings together.
struct Place {
    slot: String,
    z: f32,
    made: Slot,
    is_outfit: bool,
}

/// Puts the layers of all drawings into slots and skins.
pub(super) fn fill(skeleton: &mut Skeleton, drawings: &[Drawing]) {
    let mut places: Vec<Place> = Vec::new();
    let mut skins: Vec<(String, Skin)> = Vec::new();
    for (number, drawing) in drawings.iter().enumerate() {
        let mut skin = Skin::new();
        for layer in drawing.layers.iter().filter(|layer| belongs(number, layer)) {
            let Some(bounds) = picture_bounds(layer) else { continue };
            let slot = slot_for(&mut places, layer, outfit_of(drawing));
            let picture = picture_name(drawings, number, &layer.name);
            let mesh = Attachment::Mesh(mesh::of(layer, bounds, &picture));
            skin.entry(slot.clone()).or_default().insert(slot, mesh);
        }
        let name = if number == 0 { DEFAULT_SKIN } else { outfit_of(drawing) };
        skins.push((name.to_owned(), skin));
    }
    places.sort_by(|a, b| a.z.total_cmp(&b.z));
    // What only another outfit shows must not shine through.
    for (name, skin) in &mut skins {
        let missing = |place: &&Place| name == DEFAULT_SKIN || place.is_outfit;
        for place in places.iter().filter(missing) {
            let shown = skin.entry(place.slot.clone()).or_default();
            shown.entry(place.slot.clone()).or_insert(Attachment::Empty);
        }
    }
    skeleton.slots = places.into_iter().map(|place| place.made).collect();
    skeleton.skins = skins.into_iter().collect();
}

/// The slot of a layer: that of its name and height, or a new one.
fn slot_for(places: &mut Vec<Place>, layer: &Layer, outfit: &str) -> String {
    let same = |place: &&Place| {
        (place.slot == layer.name || place.slot.starts_with(&format!("{}@", layer.name)))
            && place.z == layer.z
            && place.made.bone == carrier(layer)
    };
    if let Some(known) = places.iter().find(same) {
        return known.slot.clone();
    }
    let taken = places.iter().any(|place| place.slot == layer.name);
    let slot = if taken { format!("{}@{outfit}", layer.name) } else { layer.name.clone() };
    let shown = layer.shown.then_some(slot.as_str());
    let mut made = Slot::new(&slot, carrier(layer), shown);
    made.blend = match layer.blend {
        drawing::Blend::Normal => Blend::Normal,
        drawing::Blend::Multiply => Blend::Multiply,
        drawing::Blend::Screen => Blend::Screen,
    };
    places.push(Place { slot: slot.clone(), z: layer.z, made, is_outfit: is_outfit(layer) });
    slot
}

/// The bone of a layer's slot. Chains are named after the layer's bone, but hang on the head.
fn carrier(layer: &Layer) -> &str {
    if layer.bone.starts_with("hair") || layer.bone.starts_with("ahoge") {
        "head"
    } else {
        &layer.bone
    }
}
