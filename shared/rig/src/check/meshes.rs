//! Whether attachments are whole.

use super::{NAMED_MAX, Names, VERTICES_MAX, at_most, finite, known, within};
use crate::attachment::{Attachment, DEFAULT_SKIN, Mesh};
use crate::refusal::Refusal;
use crate::skeleton::Skeleton;

/// The most bones that carry one vertex.
const INFLUENCES_MAX: usize = 4;
/// How far weights may be from adding up to one.
const WEIGHTS_SLACK: f32 = 1e-3;

pub(super) fn check(skeleton: &Skeleton, names: &Names) -> Result<(), Refusal> {
    at_most(skeleton.skins.len(), NAMED_MAX, "skins")?;
    for (skin, by_slot) in &skeleton.skins {
        for (slot, by_name) in by_slot {
            names.slot(slot, &format!("the skin “{skin}”"))?;
            at_most(by_name.len(), NAMED_MAX, "attachments of a slot")?;
            for (name, attachment) in by_name {
                match attachment {
                    Attachment::Mesh(it) => mesh(name, it, names)?,
                    Attachment::Region(it) => {
                        let place = || format!("the region “{name}”");
                        finite(&[it.at, it.size].concat(), place)?;
                        finite(&[it.rotation], place)?;
                        within(it.size.iter().all(|side| *side >= 0.0), place)?;
                    }
                    Attachment::Empty => {}
                }
            }
        }
    }
    at_rest(skeleton)
}

/// What a slot shows at rest must be there without choosing a skin.
fn at_rest(skeleton: &Skeleton) -> Result<(), Refusal> {
    let empty = Default::default();
    let default = skeleton.skins.get(DEFAULT_SKIN).unwrap_or(&empty);
    for slot in &skeleton.slots {
        let Some(name) = &slot.attachment else { continue };
        if !default.get(&slot.name).is_some_and(|it| it.contains_key(name)) {
            let place = format!("the slot “{}”", slot.name);
            return Err(super::unknown("attachment", name, &place));
        }
    }
    Ok(())
}

fn mesh(name: &str, mesh: &Mesh, names: &Names) -> Result<(), Refusal> {
    let place = || format!("the mesh “{name}”");
    let n_vertices = mesh.vertices.len();
    at_most(n_vertices, VERTICES_MAX, "vertices of a mesh")?;
    at_most(mesh.triangles.len(), 2 * VERTICES_MAX, "triangles of a mesh")?;
    finite(mesh.vertices.as_flattened(), place)?;
    finite(mesh.uvs.as_flattened(), place)?;
    let in_mesh = |corner: &u16| usize::from(*corner) < n_vertices;
    let weighted = mesh.weights.is_empty() || mesh.weights.len() == n_vertices;
    let shaped = mesh.deforms.values().all(|it| it.len() == n_vertices);
    let whole = mesh.uvs.len() == n_vertices && weighted && shaped;
    if !whole || !mesh.triangles.as_flattened().iter().all(in_mesh) {
        return Err(Refusal::MeshBroken(name.to_owned()));
    }
    for deform in mesh.deforms.values() {
        finite(deform.as_flattened(), place)?;
    }
    weights(name, mesh, names)?;
    if let Some(warped) = &mesh.warp {
        known(&names.warps, "warp", &warped.by, &place())?;
        finite(&[warped.depth], place)?;
        finite(&warped.relief, place)?;
        if !warped.relief.is_empty() && warped.relief.len() != n_vertices {
            return Err(Refusal::MeshBroken(name.to_owned()));
        }
    }
    match &mesh.clip_to {
        Some(slot) => names.slot(slot, &place()),
        None => Ok(()),
    }
}

fn weights(name: &str, mesh: &Mesh, names: &Names) -> Result<(), Refusal> {
    let place = format!("the mesh “{name}”");
    for (vertex, influences) in mesh.weights.iter().enumerate() {
        let mut sum = 0.0;
        let mut positive = true;
        for influence in influences {
            known(&names.bones, "bone", &influence.bone, &place)?;
            finite(&[influence.weight], || place.clone())?;
            positive &= influence.weight >= 0.0;
            sum += influence.weight;
        }
        let counted = (1..=INFLUENCES_MAX).contains(&influences.len());
        if !counted || !positive || (sum - 1.0).abs() > WEIGHTS_SLACK {
            return Err(Refusal::Weights { mesh: name.to_owned(), vertex });
        }
    }
    Ok(())
}
