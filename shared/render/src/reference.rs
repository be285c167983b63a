//! The same scene on the processor: `shader/figure.wgsl` line by line, slowly and plainly.
//!
//! It exists to be compared with. Sampling is bilinear within a level and linear between levels,
//! as on a card; each draw rounds to bytes.

mod sample;
mod triangle;

use crate::archetype::{ADDITIVE, NONE, Vertex};
use crate::crowd::Crowd;
use crate::draws::draws;
use crate::halo;
use crate::scene::{Scene, View};
use crate::texels::Texel;
use rig::{Affine, Blend};
use sample::{Bounds, sample};
use triangle::{Corner, covered};

/// The scene as rows of premultiplied RGBA from the top. `under` is what the target shows before,
/// of the view's size; it counts where the scene has no ground of its own.
///
/// # Panics
/// If `under` has another size.
pub fn draw(scene: &Scene, under: Option<&[u8]>) -> Vec<u8> {
    let n_pixels = scene.view.size[0] as usize * scene.view.size[1] as usize;
    let ground = scene.ground.unwrap_or_default().map(|it| (it * 255.0).round() as u8);
    let mut target = match (under, scene.ground) {
        (Some(under), None) => under.to_vec(),
        _ => ground.repeat(n_pixels),
    };
    assert_eq!(target.len(), n_pixels * 4, "what lies under the scene has its size");
    let n_behind = if scene.halos().is_empty() { scene.crowds.len() } else { scene.n_behind };
    let (behind, figures) = scene.crowds.split_at(n_behind.min(scene.crowds.len()));
    stand(behind, scene.view, &mut target);
    if !scene.halos().is_empty() {
        let mut picture = vec![0; n_pixels * 4];
        stand(figures, scene.view, &mut picture);
        let width = scene.view.size[0] as usize;
        halo::lay(&picture, width, scene.halos(), scene.view.scale, &mut target);
    }
    target
}

fn stand(crowds: &[Crowd], view: View, target: &mut [u8]) {
    for crowd in crowds {
        for draw in draws(crowd) {
            let corners = &crowd.orders[draw.order].corners;
            let corners = &corners[draw.corners.start as usize..draw.corners.end as usize];
            for instance in draw.instances {
                let figure = Figure::of(crowd, instance as usize);
                for triangle in corners.chunks_exact(3) {
                    let corners = [triangle[0], triangle[1], triangle[2]];
                    figure.triangle(corners, draw.blend, view, target);
                }
            }
        }
    }
}

/// One instance, with the rows that it shows.
struct Figure<'a> {
    crowd: &'a Crowd,
    place: Affine,
    pose: usize,
    dress: usize,
    shape: Option<usize>,
    opacity: f32,
}

impl<'a> Figure<'a> {
    fn of(crowd: &'a Crowd, instance: usize) -> Self {
        let it = crowd.instances[instance];
        let opacity = (it.opacity.clamp(0.0, 1.0) * 65535.0).round() / 65535.0;
        Self {
            crowd,
            place: it.place,
            pose: usize::from(it.pose),
            dress: usize::from(it.dress),
            shape: it.shape.map(usize::from),
            opacity,
        }
    }

    /// What a slot shows; nothing for rows that were never written.
    fn entry(&self, slot: u16) -> Texel {
        let at = self.dress * self.crowd.archetype.n_slots() + usize::from(slot);
        self.crowd.dresses.entries().get(at).copied().unwrap_or_default()
    }

    fn bone(&self, at: u16) -> [f32; 6] {
        let first = 2 * (self.pose * self.crowd.archetype.n_bones() + usize::from(at));
        let of = |at: usize| self.crowd.palettes.entries().get(at).copied().unwrap_or_default();
        let ([a, b, c, d], [tx, ty, ..]) = (of(first), of(first + 1));
        [a, b, c, d, tx, ty].map(f32::from_bits)
    }

    fn offset(&self, vertex: usize) -> [f32; 4] {
        let Some(shape) = self.shape else { return [0.0; 4] };
        let at = shape * self.crowd.archetype.n_vertices() + vertex;
        self.crowd.shapes.entries().get(at).copied().unwrap_or_default().map(f32::from_bits)
    }

    /// Where a vertex is on the figure's canvas.
    fn carried(&self, at: usize, vertex: &Vertex) -> [f32; 2] {
        let offset = self.offset(at);
        let mut sum = [0.0_f32; 6];
        for (bone, weight) in vertex.bones.iter().zip(vertex.weights) {
            for (sum, value) in sum.iter_mut().zip(self.bone(*bone)) {
                *sum += weight * value;
            }
        }
        affine(sum).apply([vertex.at[0] + offset[0], vertex.at[1] + offset[1]])
    }

    /// Where a vertex is in the picture that cuts it, 0 to 1.
    fn in_mask(&self, at: usize, vertex: &Vertex, placed: [f32; 2], mask: Texel) -> [f32; 2] {
        let offset = self.offset(at);
        let [x, y, factor_x, factor_y] =
            self.crowd.archetype.parts[(mask[3] & 0xffff) as usize].frame;
        let back = affine(self.bone(vertex.mask_bone)).inverse().apply(placed);
        [(back[0] + offset[2] - x) * factor_x, (back[1] + offset[3] - y) * factor_y]
    }

    fn triangle(&self, corners: [u32; 3], blend: Blend, view: View, target: &mut [u8]) {
        let archetype = &self.crowd.archetype;
        let [first, ..] = corners.map(|it| archetype.vertices[it as usize]);
        let entry = self.entry(first.slot);
        let part = entry[3] & 0xffff;
        let mask = (first.mask_slot != NONE).then(|| self.entry(first.mask_slot));
        let masked_away = mask.is_some_and(|it| it[3] & 0xffff == u32::from(NONE));
        if part != u32::from(first.part) || masked_away {
            return;
        }
        let bounds = Bounds::of(entry);
        let mask_bounds = mask.map(Bounds::of);
        let corner = |it: u32| {
            let vertex = &archetype.vertices[it as usize];
            let placed = self.carried(it as usize, vertex);
            let [x, y] = self.place.apply(placed);
            let pixel = |at: f32, axis: usize| (at - view.origin[axis]) * view.scale;
            let uv = bounds.place(vertex.uv);
            let mask_uv = match (mask, mask_bounds) {
                (Some(entry), Some(of)) => {
                    of.place(self.in_mask(it as usize, vertex, placed, entry))
                }
                _ => [0.0; 2],
            };
            let values = [uv[0], uv[1], mask_uv[0], mask_uv[1]];
            Corner { at: [pixel(x, 0), pixel(y, 1)], values }
        };
        let corners = corners.map(corner);
        let tint = tint(entry, self.opacity);
        let levels = triangle::levels(&corners);
        covered(&corners, view.size, |pixel, [u, v, mask_u, mask_v]| {
            let mut colour = sample(&archetype.atlas, &bounds, [u, v], levels[0]);
            for (value, tint) in colour.iter_mut().zip(tint) {
                *value *= tint;
            }
            if let Some(mask) = &mask_bounds {
                let at = [mask_u, mask_v];
                let inside = mask.contains(at);
                let cover = sample(&archetype.atlas, mask, at, levels[1])[3];
                colour = colour.map(|it| if inside { it * cover } else { 0.0 });
            }
            let under: &mut [u8] = &mut target[pixel * 4..pixel * 4 + 4];
            lay(colour, blend, under);
        });
    }
}

fn affine([a, b, c, d, tx, ty]: [f32; 6]) -> Affine {
    Affine { a, b, c, d, tx, ty }
}

fn tint(entry: Texel, opacity: f32) -> [f32; 4] {
    let [r, g, b, a] = entry[2].to_le_bytes().map(|it| f32::from(it) / 255.0);
    let alpha = a * opacity;
    let covers = if entry[3] & ADDITIVE == 0 { 1.0 } else { 0.0 };
    [r * alpha, g * alpha, b * alpha, alpha * covers]
}

/// Lays a premultiplied colour, 0 to 1, on four bytes.
fn lay(colour: [f32; 4], blend: Blend, under: &mut [u8]) {
    let alpha = colour[3];
    for (channel, (new, old)) in colour.into_iter().zip(under).enumerate() {
        let below = f32::from(*old) / 255.0;
        let value = match blend {
            Blend::Normal | Blend::Additive => new + below * (1.0 - alpha),
            Blend::Multiply if channel == 3 => below,
            Blend::Multiply => new * below + below * (1.0 - alpha),
            Blend::Screen if channel == 3 => new + below * (1.0 - alpha),
            Blend::Screen => new + below * (1.0 - new),
        };
        *old = (value.clamp(0.0, 1.0) * 255.0).round() as u8;
    }
}
