//! What the parameters of a face do: blink, smile, vowels, gaze, brows.
//!
//! A parameter has slots of its own (`…_by_…`), copies of those that a label shows: so a tracked
//! blink and a chosen expression do not get in each other's way.

use rig::parameter::{Binding, Effect, Motion};
use rig::{Attachment, DEFAULT_SKIN, Skeleton};

use super::default_attachment;

/// How far an eye is open when the drawing of the closed one has taken over, and when it begins.
const CLOSED: [f32; 2] = [0.10, 0.25];
/// How far a smile is when the smiling eye begins to show, and when it has taken over. Up to
/// there the open eye narrows; the smiling one comes upon it before it goes, so that no eye is
/// ever half a ghost.
const SMILING: [f32; 2] = [0.80, 0.88];
const OPEN_GOES: [f32; 2] = [0.83, 0.89];
/// How far an eye has narrowed when the smiling one takes over.
const NARROWED: f32 = 0.38;
/// How strong a vowel is when its mouth appears, and when it has taken over.
const SPOKEN: [f32; 2] = [0.22, 0.42];
/// How far up the corners of the mouth are when the smiling one appears, and has taken over.
const LIFTED: [f32; 2] = [0.45, 0.70];
/// The name of the shape of a closing eye.
const CLOSE: &str = "close";

/// Adds slots, shapes and bindings for the parameters.
pub(super) fn bind(skeleton: &mut Skeleton) {
    for (letter, side) in [("l", "L"), ("r", "R")] {
        eye(skeleton, letter, side);
    }
    mouth(skeleton);
}

fn eye(skeleton: &mut Skeleton, letter: &str, side: &str) {
    let (open, smile) = (format!("Eye{side}Open"), format!("Eye{side}Smile"));
    let closed = format!("eye_close_closed_{letter}");
    let smiling = format!("eye_close_smile_{letter}");
    let drawn: Vec<String> = ["eyewhite", "irides", "pupil", "lid_shadow", "highlight"]
        .iter()
        .chain(&["eyelash_lower", "eyelash", "lid_crease"])
        .map(|part| format!("{part}_{letter}"))
        .filter(|slot| default_attachment(skeleton, slot).is_some())
        .collect();
    close_shapes(skeleton, letter, &drawn);
    for slot in &drawn {
        let [from, to] = CLOSED;
        fade(skeleton, &open, slot, vec![[from, 0.0], [to, 1.0]]);
        fade(skeleton, &smile, slot, vec![[OPEN_GOES[0], 1.0], [OPEN_GOES[1], 0.0]]);
        let effect = Effect::Deform { slot: slot.clone(), deform: CLOSE.to_owned() };
        let keys = vec![[0.0, 0.0], [SMILING[1], NARROWED]];
        let narrows = Binding { parameter: smile.clone(), effect: effect.clone(), keys };
        skeleton.bindings.push(narrows);
        // Wider than wide open is the same shape the other way.
        let keys = vec![[0.0, 1.0], [1.0, 0.0], [1.5, -0.28]];
        skeleton.bindings.push(Binding { parameter: open.clone(), effect, keys });
    }
    if let Some(slot) = copy(skeleton, &closed, "_by_blink", true) {
        fade(skeleton, &open, &slot, vec![[CLOSED[0], 1.0], [CLOSED[1], 0.0]]);
        fade(skeleton, &smile, &slot, vec![[SMILING[0], 1.0], [SMILING[1], 0.0]]);
    }
    if let Some(slot) = copy(skeleton, &smiling, "_by_smile", true) {
        fade(skeleton, &smile, &slot, vec![[SMILING[0], 0.0], [SMILING[1], 1.0]]);
    }
    let iris = format!("iris_{letter}");
    bone(skeleton, "EyeBallX", &iris, Motion::X, 13.0);
    bone(skeleton, "EyeBallY", &iris, Motion::Y, -9.0);
    let brow = format!("brow_{letter}");
    bone(skeleton, &format!("Brow{side}Y"), &brow, Motion::Y, -16.0);
    bone(skeleton, &format!("Brow{side}X"), &brow, Motion::X, 8.0);
    let turn = if letter == "l" { 12.0 } else { -12.0 };
    bone(skeleton, &format!("Brow{side}Angle"), &brow, Motion::Rotation, turn);
}

/// The shape of a closing eye: the upper half sinks to the line where the closed eye is drawn.
fn close_shapes(skeleton: &mut Skeleton, letter: &str, slots: &[String]) {
    let white = format!("eyewhite_{letter}");
    let Some(Attachment::Mesh(mesh)) = default_attachment(skeleton, &white) else { return };
    let heights = mesh.vertices.iter().map(|vertex| vertex[1]);
    let top = heights.clone().fold(f32::INFINITY, f32::min);
    let low = heights.fold(f32::NEG_INFINITY, f32::max);
    let line = top + (low - top) * 0.66;
    let sink = |y: f32| if y < line { (line - y) * 0.80 } else { (line - y) * 0.45 };
    for slot in slots {
        let iris = slot.starts_with("irides")
            || slot.starts_with("pupil")
            || slot.starts_with("highlight");
        if let Some(mesh) = default_mesh(skeleton, slot) {
            // The iris stays round; the lid's white cuts it.
            let share = if iris { 0.18 } else { 1.0 };
            let moved = mesh.vertices.iter().map(|vertex| [0.0, sink(vertex[1]) * share]);
            let moved = moved.collect();
            mesh.deforms.insert(CLOSE.to_owned(), moved);
        }
    }
}

/// Mouths by parameters, from what has the most say to what has the least: vowels, a smile, and an
/// open mouth that speaks nothing. Each hides those after it.
fn mouth(skeleton: &mut Skeleton) {
    const MOUTHS: [(&str, &str, [f32; 2]); 7] = [
        ("A", "a", SPOKEN),
        ("I", "i", SPOKEN),
        ("U", "u", SPOKEN),
        ("E", "e", SPOKEN),
        ("O", "o", SPOKEN),
        ("MouthForm", "smile", LIFTED),
        ("MouthOpenY", "e", SPOKEN),
    ];
    let mut closed: Vec<String> = (skeleton.slots.iter())
        .filter(|slot| slot.name.starts_with("mouth_close"))
        .map(|slot| slot.name.clone())
        .collect();
    for (parameter, label, [from, to]) in MOUTHS.into_iter().rev() {
        let suffix = format!("_by_{}", parameter.to_lowercase());
        let copies: Vec<String> = ["mouth_cavity", "tongue", "teeth", "mouth_open"]
            .iter()
            .filter_map(|part| copy(skeleton, &format!("{part}_{label}"), &suffix, true))
            .collect();
        if copies.is_empty() {
            continue;
        }
        for slot in &closed {
            fade(skeleton, parameter, slot, vec![[from, 1.0], [to, 0.0]]);
        }
        for slot in &copies {
            fade(skeleton, parameter, slot, vec![[from, 0.0], [to, 1.0]]);
        }
        // Vowels share their strength among each other.
        if !matches!(parameter, "A" | "I" | "U" | "E" | "O") {
            closed.extend(copies);
        }
    }
}

/// Copies a slot with what it shows, on top of the original; gives its name.
fn copy(skeleton: &mut Skeleton, slot: &str, suffix: &str, shown: bool) -> Option<String> {
    let place = skeleton.slot(slot)?;
    let Attachment::Mesh(mut mesh) = default_attachment(skeleton, slot)?.clone() else {
        return None;
    };
    let name = format!("{slot}{suffix}");
    if let Some(outer) = &mesh.clip_to {
        mesh.clip_to = Some(format!("{outer}{suffix}"));
    }
    let mut made = skeleton.slots[place].clone();
    made.name.clone_from(&name);
    made.attachment = shown.then(|| name.clone());
    skeleton.slots.insert(place + 1, made);
    let skin = skeleton.skins.get_mut(DEFAULT_SKIN)?;
    skin.entry(name.clone()).or_default().insert(name.clone(), Attachment::Mesh(mesh));
    Some(name)
}

fn default_mesh<'a>(skeleton: &'a mut Skeleton, slot: &str) -> Option<&'a mut rig::Mesh> {
    match skeleton.skins.get_mut(DEFAULT_SKIN)?.get_mut(slot)?.get_mut(slot)? {
        Attachment::Mesh(mesh) => Some(mesh),
        _ => None,
    }
}

fn fade(skeleton: &mut Skeleton, parameter: &str, slot: &str, keys: Vec<[f32; 2]>) {
    let effect = Effect::Alpha { slot: slot.to_owned() };
    skeleton.bindings.push(Binding { parameter: parameter.to_owned(), effect, keys });
}

fn bone(skeleton: &mut Skeleton, parameter: &str, name: &str, motion: Motion, most: f32) {
    if skeleton.bone(name).is_none() {
        return;
    }
    let effect = Effect::Bone { bone: name.to_owned(), motion };
    let keys = vec![[-1.0, -most], [1.0, most]];
    skeleton.bindings.push(Binding { parameter: parameter.to_owned(), effect, keys });
}
