//! Vertices that follow bones, on the processor.

use crate::affine::Affine;
use crate::attachment::{Attachment, Mesh, Region};
use crate::rig::Index;
use crate::skeleton::Skeleton;
use crate::warp::{Look, Turn};

/// A bone's matrix times the inverse of its matrix at rest, padded to two vectors of four:
/// a, b, c, d, then tx, ty and two zeros.
pub type Palette = [f32; 8];

pub(crate) fn palette_entry(world: &Affine, rest_inverse: &Affine) -> Palette {
    let it = world.then_inner(rest_inverse);
    [it.a, it.b, it.c, it.d, it.tx, it.ty, 0.0, 0.0]
}

/// An attachment, compiled.
#[derive(Clone, Debug)]
pub struct Skinned {
    /// Its name.
    pub name: String,
    /// Its slot.
    pub slot: usize,
    /// The picture's name; empty for nothing.
    pub picture: String,
    /// Corners or vertices at rest, in canvas units.
    pub rest: Vec<[f32; 2]>,
    /// Where in the picture each vertex is.
    pub uvs: Vec<[f32; 2]>,
    /// Three vertices each.
    pub triangles: Vec<[u16; 3]>,
    /// Up to four bones for each vertex; the first ones carry most.
    pub bones: Vec<[u16; 4]>,
    /// How much each of them carries; they sum to one.
    pub weights: Vec<[f32; 4]>,
    /// The most bones that any vertex here has.
    pub n_influences: usize,
    /// Which value of the pose scales which offsets.
    pub deforms: Vec<(usize, Vec<[f32; 2]>)>,
    /// Which warp bends it, and how deep each vertex lies.
    pub warp: Option<(usize, Vec<f32>)>,
    /// Which slot cuts it.
    pub clip_to: Option<usize>,
}

pub(crate) fn skinned(
    name: &str,
    slot: usize,
    attachment: &Attachment,
    skeleton: &Skeleton,
    index: &Index,
) -> Skinned {
    let bone = index.bone(&skeleton.slots[slot].bone).unwrap_or(0) as u16;
    let mut it = Skinned {
        name: name.to_owned(),
        slot,
        picture: String::new(),
        rest: Vec::new(),
        uvs: Vec::new(),
        triangles: Vec::new(),
        bones: Vec::new(),
        weights: Vec::new(),
        n_influences: 1,
        deforms: Vec::new(),
        warp: None,
        clip_to: None,
    };
    match attachment {
        Attachment::Empty => {}
        Attachment::Region(region) => it.take_region(region, &rest_of(skeleton, index, bone)),
        Attachment::Mesh(mesh) => it.take_mesh(mesh, skeleton, index),
    }
    if it.bones.is_empty() {
        it.bones = vec![[bone; 4]; it.rest.len()];
        it.weights = vec![[1.0, 0.0, 0.0, 0.0]; it.rest.len()];
    }
    it
}

/// The matrix of a bone at rest.
fn rest_of(skeleton: &Skeleton, index: &Index, bone: u16) -> Affine {
    let joints: Vec<_> =
        skeleton.bones.iter().map(|it| crate::compose::Joint::of(it, index)).collect();
    let mut rest = Vec::with_capacity(5 * joints.len());
    rest.extend(skeleton.bones.iter().map(|it| it.at[0]));
    rest.extend(skeleton.bones.iter().map(|it| it.at[1]));
    rest.extend(skeleton.bones.iter().map(|it| it.rotation));
    rest.extend(skeleton.bones.iter().map(|it| it.scale[0]));
    rest.extend(skeleton.bones.iter().map(|it| it.scale[1]));
    crate::compose::rest_world(&joints, &rest)[usize::from(bone)]
}

impl Skinned {
    fn take_region(&mut self, region: &Region, bone: &Affine) {
        let [width, height] = region.size;
        let turn = crate::angle::cos_sin(region.rotation);
        let placed = bone.then_inner(&Affine::from_parts(region.at, turn, [width, height]));
        self.picture.clone_from(&region.picture);
        self.uvs = vec![[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]];
        self.rest = self.uvs.iter().map(|[u, v]| placed.apply([u - 0.5, v - 0.5])).collect();
        self.triangles = vec![[0, 1, 2], [0, 2, 3]];
    }

    fn take_mesh(&mut self, mesh: &Mesh, skeleton: &Skeleton, index: &Index) {
        let slot = &skeleton.slots[self.slot].name;
        self.picture.clone_from(&mesh.picture);
        self.rest.clone_from(&mesh.vertices);
        self.uvs.clone_from(&mesh.uvs);
        self.triangles.clone_from(&mesh.triangles);
        for influences in &mesh.weights {
            let mut pairs: Vec<(u16, f32)> = influences
                .iter()
                .map(|it| (index.bone(&it.bone).unwrap_or(0) as u16, it.weight))
                .collect();
            pairs.sort_by(|a, b| b.1.total_cmp(&a.1));
            pairs.retain(|(_, weight)| *weight > 0.0);
            let sum: f32 = pairs.iter().map(|it| it.1).sum();
            let first = pairs.first().map_or(0, |it| it.0);
            self.n_influences = self.n_influences.max(pairs.len());
            // Places without weight repeat the first bone: they are read, but count for nothing.
            let place = |k: usize| pairs.get(k).copied().unwrap_or((first, 0.0));
            self.bones.push([0, 1, 2, 3].map(|k| place(k).0));
            self.weights.push([0, 1, 2, 3].map(|k| place(k).1 / sum.max(f32::MIN_POSITIVE)));
        }
        let deforms = mesh.deforms.iter().filter_map(|(name, offsets)| {
            Some((index.space.deform(index.deform(slot, name)?), offsets.clone()))
        });
        self.deforms = deforms.collect();
        self.warp = mesh.warp.as_ref().and_then(|warped| {
            let at = skeleton.warps.iter().position(|it| it.name == warped.by)?;
            let relief = |k: usize| warped.relief.get(k).copied().unwrap_or(0.0);
            Some((at, (0..self.rest.len()).map(|k| warped.depth + relief(k)).collect()))
        });
        self.clip_to = mesh.clip_to.as_ref().and_then(|it| index.slot(it));
    }

    /// The vertices before bones move them: shapes and turns applied, still in canvas units at
    /// rest. `values` is the pose's row.
    pub(crate) fn shape(
        &self,
        values: &[f32],
        warps: &[Turn],
        looks: &[Option<Look>],
        out: &mut Vec<[f32; 2]>,
    ) {
        out.clear();
        out.extend_from_slice(&self.rest);
        for (value, offsets) in &self.deforms {
            let weight = values[*value];
            if weight == 0.0 {
                continue;
            }
            for (vertex, offset) in out.iter_mut().zip(offsets) {
                vertex[0] += weight * offset[0];
                vertex[1] += weight * offset[1];
            }
        }
        let Some((warp, depths)) = &self.warp else { return };
        let Some(look) = &looks[*warp] else { return };
        for (vertex, depth) in out.iter_mut().zip(depths) {
            let [x, y] = warps[*warp].offset(*vertex, *depth, look);
            *vertex = [vertex[0] + x, vertex[1] + y];
        }
    }
}

/// Moves vertices by their bones, in place.
pub fn skin(
    palette: &[Palette],
    bones: &[[u16; 4]],
    weights: &[[f32; 4]],
    n_influences: usize,
    vertices: &mut [[f32; 2]],
) {
    match n_influences {
        0 | 1 => skin_by::<1>(palette, bones, weights, vertices),
        2 => skin_by::<2>(palette, bones, weights, vertices),
        3 => skin_by::<3>(palette, bones, weights, vertices),
        _ => skin_by::<4>(palette, bones, weights, vertices),
    }
}

fn skin_by<const N: usize>(
    palette: &[Palette],
    bones: &[[u16; 4]],
    weights: &[[f32; 4]],
    vertices: &mut [[f32; 2]],
) {
    for ((vertex, bones), weights) in vertices.iter_mut().zip(bones).zip(weights) {
        let mut sum = [0.0_f32; 8];
        for k in 0..N {
            let matrix = &palette[usize::from(bones[k])];
            for (sum, entry) in sum.iter_mut().zip(matrix) {
                *sum += weights[k] * entry;
            }
        }
        let [x, y] = *vertex;
        *vertex = [sum[0] * x + sum[2] * y + sum[4], sum[1] * x + sum[3] * y + sum[5]];
    }
}
