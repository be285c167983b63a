//! A posed rig as pixels: textured triangles, in draw order. It is the reference for the stage.

use std::collections::BTreeMap;

use rig::{Blend, Pose, Rig};
use tiny_skia::Pixmap;

use super::{Picture, View};
use crate::drawing::Drawing;
use crate::geometry::{Bounds, pt};
use crate::rigging::sprites;

/// The pictures of a rig.
#[derive(Debug)]
pub struct Atlas {
    textures: BTreeMap<String, Texture>,
}

#[derive(Debug)]
struct Texture {
    pixels: Pixmap,
    bounds: Bounds,
    scale: f32,
}

impl Atlas {
    /// The pictures of all layers of these drawings, `scale` pixels to a unit.
    pub fn new(drawings: &[Drawing], scale: f32) -> Self {
        let texture = |sprite: &crate::rigging::Sprite<'_>| {
            let view = View { region: sprite.bounds, scale };
            let pixels = super::piece(sprite.layer, view)?;
            Some((sprite.name(drawings), Texture { pixels, bounds: sprite.bounds, scale }))
        };
        Self { textures: sprites(drawings).iter().filter_map(texture).collect() }
    }
}

impl Texture {
    /// The premultiplied colour at a place of the picture, 0 to 1 across and down.
    fn at(&self, u: f32, v: f32) -> [f32; 4] {
        let x = u * self.bounds.width() * self.scale - 0.5;
        let y = v * self.bounds.height() * self.scale - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (right, low) = (x - left, y - top);
        let mut sum = [0.0; 4];
        for (dx, dy, share) in [
            (0, 0, (1.0 - right) * (1.0 - low)),
            (1, 0, right * (1.0 - low)),
            (0, 1, (1.0 - right) * low),
            (1, 1, right * low),
        ] {
            let texel = self.texel(left as i32 + dx, top as i32 + dy);
            for (value, part) in sum.iter_mut().zip(texel) {
                *value += part * share;
            }
        }
        sum
    }

    fn texel(&self, x: i32, y: i32) -> [f32; 4] {
        let (width, height) = (self.pixels.width() as i32, self.pixels.height() as i32);
        if x < 0 || y < 0 || x >= width || y >= height {
            return [0.0; 4];
        }
        let from = ((y * width + x) * 4) as usize;
        let bytes = &self.pixels.data()[from..from + 4];
        [0, 1, 2, 3].map(|i| f32::from(bytes[i]) / 255.0)
    }
}

/// Draws what a pose shows, without a style's finish, on nothing.
pub fn posed(rig: &Rig, pose: &mut Pose, atlas: &Atlas, view: View) -> Picture {
    let (width, height) = view.size();
    let mut canvas = Canvas::new(width as usize, height as usize);
    pose.palette(rig);
    for slot in pose.draw_order().to_vec() {
        let slot = usize::from(slot);
        let colour = pose.slots()[slot].colour;
        if colour[3] <= 0.002 {
            continue;
        }
        let mask = pose.attachment(rig, slot).and_then(|it| it.clip_to).map(|outer| {
            let mut mask = Canvas::new(canvas.width, canvas.height);
            paint(&mut mask, rig, pose, atlas, view, (outer, [1.0; 4], None));
            mask
        });
        paint(&mut canvas, rig, pose, atlas, view, (slot, colour, mask.as_ref()));
    }
    canvas.picture()
}

struct Canvas {
    width: usize,
    height: usize,
    /// Premultiplied.
    pixels: Vec<[f32; 4]>,
}

impl Canvas {
    fn new(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0.0; 4]; width * height] }
    }

    fn picture(self) -> Picture {
        let straight = |p: [f32; 4]| {
            let part =
                |value: f32| (value / p[3].max(1e-6) * 255.0).round().clamp(0.0, 255.0) as u8;
            [part(p[0]), part(p[1]), part(p[2]), (p[3] * 255.0).round().clamp(0.0, 255.0) as u8]
        };
        let rgba = self.pixels.into_iter().flat_map(straight).collect();
        Picture { width: self.width as u32, height: self.height as u32, rgba }
    }

    fn put(&mut self, index: usize, source: [f32; 4], blend: Blend) {
        let under = &mut self.pixels[index];
        let rest = 1.0 - source[3];
        for i in 0..3 {
            let (s, d) = (source[i], under[i]);
            under[i] = match blend {
                Blend::Normal => s + d * rest,
                Blend::Multiply => s * (1.0 - under[3]) + d * rest + s * d,
                Blend::Screen => s + d - s * d,
                Blend::Additive => (s + d).min(1.0),
            };
        }
        under[3] = source[3] + under[3] * rest;
    }
}

fn paint(
    canvas: &mut Canvas,
    rig: &Rig,
    pose: &Pose,
    atlas: &Atlas,
    view: View,
    (slot, colour, mask): (usize, [f32; 4], Option<&Canvas>),
) {
    let Some(attachment) = pose.attachment(rig, slot) else { return };
    let Some(texture) = atlas.textures.get(&attachment.picture) else { return };
    let blend = rig.slots()[slot].blend;
    let mut vertices = Vec::new();
    pose.vertices(rig, slot, &mut vertices);
    for corners in &attachment.triangles {
        let corner = |i: usize| {
            let index = usize::from(corners[i]);
            let p = pt(vertices[index][0], vertices[index][1]) - view.region.min;
            ([p.x * view.scale, p.y * view.scale], attachment.uvs[index])
        };
        let triangle = [corner(0), corner(1), corner(2)];
        fill(canvas.width, canvas.height, &triangle, |index, [u, v]| {
            let mut source = texture.at(u, v);
            let cover = mask.map_or(1.0, |mask| mask.pixels[index][3]) * colour[3];
            for (value, tint) in source.iter_mut().zip([colour[0], colour[1], colour[2], 1.0]) {
                *value *= tint * cover;
            }
            canvas.put(index, source, blend);
        });
    }
}

/// A corner: its place in pixels, and its place in the picture.
type Corner = ([f32; 2], [f32; 2]);

/// Calls `put` for every pixel whose middle lies in the triangle; triangles that share an edge
/// share no pixel.
fn fill(width: usize, height: usize, corners: &[Corner; 3], mut put: impl FnMut(usize, [f32; 2])) {
    let [a, b, c] = [corners[0], corners[1], corners[2]];
    let cross = |p: [f32; 2], q: [f32; 2], r: [f32; 2]| {
        (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    };
    let area = cross(a.0, b.0, c.0);
    if area.abs() < 1e-9 {
        return;
    }
    let (b, c, area) = if area < 0.0 { (c, b, -area) } else { (b, c, area) };
    let least = |i: usize| a.0[i].min(b.0[i]).min(c.0[i]).floor().max(0.0) as usize;
    let most = |i: usize, end: usize| {
        let high = a.0[i].max(b.0[i]).max(c.0[i]).ceil().max(0.0) as usize;
        high.min(end)
    };
    // A pixel exactly on an edge belongs to the triangle for which the edge is top or left.
    let owns = |p: [f32; 2], q: [f32; 2]| q[1] < p[1] || (q[1] == p[1] && q[0] > p[0]);
    let edges = [(b.0, c.0), (c.0, a.0), (a.0, b.0)];
    for y in least(1)..most(1, height) {
        for x in least(0)..most(0, width) {
            let p = [x as f32 + 0.5, y as f32 + 0.5];
            let shares = edges.map(|(from, to)| cross(from, to, p));
            let inside = shares
                .iter()
                .zip(edges)
                .all(|(&share, (from, to))| share > 0.0 || (share == 0.0 && owns(from, to)));
            if inside {
                let mix = |i: usize| {
                    (a.1[i] * shares[0] + b.1[i] * shares[1] + c.1[i] * shares[2]) / area
                };
                put(y * width + x, [mix(0), mix(1)]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_triangles_of_a_square_cover_each_pixel_once() {
        let corner = |x: f32, y: f32| ([x, y], [x / 8.0, y / 8.0]);
        let (a, b, c, d) = (corner(1.0, 1.0), corner(7.0, 1.0), corner(7.0, 7.0), corner(1.0, 7.0));
        let mut count = [0; 64];
        for triangle in [[a, b, c], [a, c, d]] {
            fill(8, 8, &triangle, |index, uv| {
                count[index] += 1;
                let x = (index % 8) as f32 + 0.5;
                assert!((uv[0] * 8.0 - x).abs() < 1e-4);
            });
        }
        for (index, &n) in count.iter().enumerate() {
            let (x, y) = (index % 8, index / 8);
            let inside = (1..7).contains(&x) && (1..7).contains(&y);
            assert_eq!(n, i32::from(inside), "{x} {y}");
        }
    }
}
