//! What bends a figure besides its bones: shapes and turns, vertex by vertex, and where a mesh
//! that is cut lies in the picture that cuts it.

use crate::archetype::Archetype;
use crate::texels::Texel;
use rig::{Affine, Palette, Pose, Rig};

/// Steps in which places within a cutting picture are told, to a canvas unit: finer than anybody
/// sees, and coarser than the rounding that comes with every move of a bone.
const PLACE_STEPS: f32 = 64.0;

/// For each vertex of what is shown: how far it moves before bones carry it, and how far its
/// place in the picture that cuts it moves, in canvas units at rest. The pose's matrices are
/// those of its last [`Pose::palette`].
pub(crate) fn offsets(archetype: &Archetype, rig: &Rig, pose: &mut Pose) -> Vec<Texel> {
    let mut all = vec![[0; 4]; archetype.n_vertices()];
    let palette = pose.palette(rig).to_vec();
    let (mut shaped, mut placed) = (Vec::new(), Vec::new());
    let mut mask = Mask::default();
    for slot in 0..archetype.n_slots() {
        let Some(part) = archetype.part(&pose.slots()[slot]) else { continue };
        let part = &archetype.parts[usize::from(part)];
        let Some(skinned) = pose.attachment(rig, slot) else { continue };
        pose.shaped(rig, slot, &mut shaped);
        let cut = skinned.clip_to.is_some_and(|it| mask.find(rig, pose, it));
        if cut {
            pose.vertices(rig, slot, &mut placed);
        }
        for (k, at) in part.vertices.clone().enumerate() {
            let rest = archetype.vertices[at].at;
            let [x, y] = shaped[k];
            let moved = if cut {
                let bone = usize::from(archetype.vertices[at].mask_bone);
                mask.moved(placed[k], &palette[bone])
            } else {
                [0.0; 2]
            };
            all[at] = [x - rest[0], y - rest[1], moved[0], moved[1]].map(clean);
        }
    }
    all
}

/// A number's bits. Minus zero is zero, so that nothing is uploaded for a sign.
fn clean(value: f32) -> u32 {
    if value == 0.0 { 0 } else { value.to_bits() }
}

/// The mesh that cuts, as it lies now and at rest.
#[derive(Default)]
struct Mask {
    now: Vec<[f32; 2]>,
    rest: Vec<[f32; 2]>,
    triangles: Vec<[u16; 3]>,
}

impl Mask {
    fn find(&mut self, rig: &Rig, pose: &Pose, slot: usize) -> bool {
        let Some(skinned) = pose.attachment(rig, slot) else { return false };
        pose.vertices(rig, slot, &mut self.now);
        self.rest.clone_from(&skinned.rest);
        self.triangles.clone_from(&skinned.triangles);
        !self.triangles.is_empty()
    }

    /// How far the mask's own bending takes a point from where its bone alone would have it. The
    /// point lies in the triangle around it, or is carried on by the one it is least outside of.
    fn moved(&self, point: [f32; 2], bone: &Palette) -> [f32; 2] {
        let mut best = (f32::NEG_INFINITY, None);
        for triangle in &self.triangles {
            let Some(shares) = barycentric(point, triangle.map(|it| self.now[usize::from(it)]))
            else {
                continue;
            };
            let inside = shares[0].min(shares[1]).min(shares[2]);
            if inside > best.0 {
                best = (inside, Some((triangle, shares)));
            }
        }
        let Some((triangle, shares)) = best.1 else { return [0.0; 2] };
        let rest = triangle.map(|it| self.rest[usize::from(it)]);
        let [a, b, c, d, tx, ty, ..] = *bone;
        let [x, y] = Affine { a, b, c, d, tx, ty }.inverse().apply(point);
        let axis = |k: usize| (0..3).map(|corner| shares[corner] * rest[corner][k]).sum::<f32>();
        [axis(0) - x, axis(1) - y].map(|it| (it * PLACE_STEPS).round() / PLACE_STEPS)
    }
}

/// The shares of three corners in a point; none if the triangle is a line.
fn barycentric(point: [f32; 2], [a, b, c]: [[f32; 2]; 3]) -> Option<[f32; 3]> {
    let cross = |o: [f32; 2], p: [f32; 2], q: [f32; 2]| {
        (p[0] - o[0]) * (q[1] - o[1]) - (p[1] - o[1]) * (q[0] - o[0])
    };
    let area = cross(a, b, c);
    (area.abs() > 1e-4)
        .then(|| [cross(b, c, point) / area, cross(c, a, point) / area, cross(a, b, point) / area])
}
