//! A kind of character: everything that its rig can show, as one list of triangles.

use crate::atlas::{Atlas, Place};
use crate::refusal::Refusal;
use crate::texels::Texel;
use rig::{Blend, Palette, Rig, Skinned, SlotState};
use std::ops::Range;
use std::sync::Arc;

/// The place of a slot, a part or a bone that is none.
pub(crate) const NONE: u16 = u16::MAX;
/// The unit of a picture's size in an entry: parts of a pixel.
pub(crate) const PARTS_OF_PIXEL: f32 = 16.0;
/// Marks a slot's entry: its colours are added.
pub(crate) const ADDITIVE: u32 = 1 << 24;
/// The most vertices: more would take longer to upload for one hero than a frame has.
const VERTICES_MAX: usize = 1 << 18;

/// What the card knows of a vertex.
#[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
pub(crate) struct Vertex {
    /// At rest, in canvas units.
    pub(crate) at: [f32; 2],
    /// In its picture, 0 to 1.
    pub(crate) uv: [f32; 2],
    pub(crate) weights: [f32; 4],
    pub(crate) bones: [u16; 4],
    pub(crate) slot: u16,
    pub(crate) part: u16,
    /// The slot that cuts it, or [`NONE`].
    pub(crate) mask_slot: u16,
    /// The bone that carries that slot's picture.
    pub(crate) mask_bone: u16,
}

/// One mesh. Attachments that differ in their picture alone share it.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) slot: u16,
    pub(crate) vertices: Range<usize>,
    pub(crate) triangles: Range<usize>,
    /// From canvas units at rest to its picture, 0 to 1: what is taken off, then factors.
    pub(crate) frame: [f32; 4],
    /// The attachment it was made from.
    pub(crate) attachment: usize,
}

/// What an attachment shows: a part, and where its picture lies.
#[derive(Clone, Copy, Debug)]
struct Showing {
    part: u16,
    place: Place,
}

/// A kind of character. It never changes; share it between crowds and scenes.
#[derive(Clone, Debug)]
pub struct Archetype {
    pub(crate) atlas: Arc<Atlas>,
    pub(crate) vertices: Vec<Vertex>,
    pub(crate) triangles: Vec<[u32; 3]>,
    pub(crate) parts: Vec<Part>,
    /// By slot.
    pub(crate) blends: Vec<Blend>,
    /// By attachment of the rig; none for those that show nothing.
    shows: Vec<Option<Showing>>,
    pub(crate) n_bones: usize,
}

impl Archetype {
    /// Merges all that a rig can show.
    ///
    /// # Errors
    /// A picture is missing in the atlas, or there are too many vertices.
    pub fn new(rig: &Rig, atlas: Arc<Atlas>) -> Result<Self, Refusal> {
        let mut it = Self {
            atlas,
            vertices: Vec::new(),
            triangles: Vec::new(),
            parts: Vec::new(),
            blends: rig.slots().iter().map(|slot| slot.blend).collect(),
            shows: Vec::with_capacity(rig.attachments().len()),
            n_bones: rig.n_bones(),
        };
        for at in 0..rig.attachments().len() {
            let showing = it.take(rig, at)?;
            it.shows.push(showing);
        }
        if it.vertices.len() > VERTICES_MAX || it.parts.len() >= usize::from(NONE) {
            return Err(Refusal::TooMany { what: "vertices", most: VERTICES_MAX });
        }
        Ok(it)
    }

    /// How many bones its rows of matrices have.
    pub fn n_bones(&self) -> usize {
        self.n_bones
    }

    /// How many slots there are.
    pub fn n_slots(&self) -> usize {
        self.blends.len()
    }

    /// How many vertices everything together has.
    pub fn n_vertices(&self) -> usize {
        self.vertices.len()
    }

    /// How many triangles everything together has.
    pub fn n_triangles(&self) -> usize {
        self.triangles.len()
    }

    /// How many different meshes there are.
    pub fn n_parts(&self) -> usize {
        self.parts.len()
    }

    /// The part that a slot shows.
    pub(crate) fn part(&self, state: &SlotState) -> Option<u16> {
        self.shows.get(state.attachment?)?.as_ref().map(|it| it.part)
    }

    /// What the card is told of a slot: the picture's corner, its size in sixteenths of a pixel,
    /// tint, and mesh with layer and marks.
    pub(crate) fn entry(&self, slot: usize, state: &SlotState) -> Texel {
        let showing = state.attachment.and_then(|it| self.shows.get(it).copied().flatten());
        let tint = state.colour.map(|it| (it.clamp(0.0, 1.0) * 255.0).round() as u8);
        let Some(Showing { part, place }) = showing.filter(|_| tint[3] > 0) else {
            return [0, 0, 0, u32::from(NONE)];
        };
        let [width, height] = place.span.map(|it| (it * PARTS_OF_PIXEL).round() as u32);
        let additive = if self.blends[slot] == Blend::Additive { ADDITIVE } else { 0 };
        [
            u32::from(place.x) | u32::from(place.y) << 16,
            width | height << 16,
            u32::from_le_bytes(tint),
            u32::from(part) | u32::from(place.layer) << 16 | additive,
        ]
    }

    fn take(&mut self, rig: &Rig, at: usize) -> Result<Option<Showing>, Refusal> {
        let skinned = &rig.attachments()[at];
        if skinned.picture.is_empty() || skinned.triangles.is_empty() {
            return Ok(None);
        }
        let missing = || Refusal::PictureMissing(skinned.picture.clone());
        let place = self.atlas.place(&skinned.picture).ok_or_else(missing)?;
        let of_part = |part: &Part| same_mesh(&rig.attachments()[part.attachment], skinned);
        let known = self.parts.iter().position(of_part);
        let part = known.unwrap_or_else(|| self.add_part(rig, at)) as u16;
        Ok(Some(Showing { part, place }))
    }

    fn add_part(&mut self, rig: &Rig, attachment: usize) -> usize {
        let skinned = &rig.attachments()[attachment];
        let (first, first_triangle) = (self.vertices.len(), self.triangles.len());
        let mask_slot = skinned.clip_to.map_or(NONE, |it| it as u16);
        let mask_bone = skinned.clip_to.map_or(0, |it| carrier(rig, it));
        let vertex = |k: usize| Vertex {
            at: skinned.rest[k],
            uv: skinned.uvs[k],
            weights: skinned.weights[k],
            bones: skinned.bones[k],
            slot: skinned.slot as u16,
            part: self.parts.len() as u16,
            mask_slot,
            mask_bone,
        };
        self.vertices.extend((0..skinned.rest.len()).map(vertex));
        let triangle = |it: &[u16; 3]| it.map(|corner| first as u32 + u32::from(corner));
        self.triangles.extend(skinned.triangles.iter().map(triangle));
        self.parts.push(Part {
            slot: skinned.slot as u16,
            vertices: first..self.vertices.len(),
            triangles: first_triangle..self.triangles.len(),
            frame: frame(skinned),
            attachment,
        });
        self.parts.len() - 1
    }
}

/// Whether two attachments differ in their name and picture alone.
fn same_mesh(a: &Skinned, b: &Skinned) -> bool {
    a.slot == b.slot
        && a.rest == b.rest
        && a.uvs == b.uvs
        && a.triangles == b.triangles
        && a.bones == b.bones
        && a.weights == b.weights
        && a.deforms == b.deforms
        && a.warp == b.warp
        && a.clip_to == b.clip_to
}

/// The bone that carries most of what a slot shows.
fn carrier(rig: &Rig, slot: usize) -> u16 {
    let shown = rig.attachments().iter().find(|it| it.slot == slot && !it.bones.is_empty());
    shown.map_or(rig.slots()[slot].bone as u16, |it| it.bones[0][0])
}

/// How a mesh lies in its picture: along each axis from its outermost vertices.
fn frame(skinned: &Skinned) -> [f32; 4] {
    let axis = |axis: usize| {
        let of = |k: usize| (skinned.rest[k][axis], skinned.uvs[k][axis]);
        let ends = (0..skinned.rest.len()).map(of);
        let low = ends.clone().min_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, 0.0));
        let high = ends.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((1.0, 1.0));
        let factor = (high.1 - low.1) / (high.0 - low.0).max(1e-6);
        let taken = if factor == 0.0 { low.0 } else { low.0 - low.1 / factor };
        (taken, factor)
    };
    let ((x, factor_x), (y, factor_y)) = (axis(0), axis(1));
    [x, y, factor_x, factor_y]
}

/// A bone's matrix as two entries.
pub(crate) fn palette_texels(palette: &Palette) -> [Texel; 2] {
    let bits = palette.map(f32::to_bits);
    [[bits[0], bits[1], bits[2], bits[3]], [bits[4], bits[5], bits[6], bits[7]]]
}
