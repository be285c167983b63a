//! Reading the atlas as a card's sampler does.

use crate::archetype::PARTS_OF_PIXEL;
use crate::atlas::{Atlas, LEVELS};
use crate::texels::Texel;

/// A picture's rectangle in the atlas, in pixels: least, then most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    layer: usize,
    least: [f32; 2],
    most: [f32; 2],
}

impl Bounds {
    pub(super) fn of(entry: Texel) -> Self {
        let pair = |it: u32| [(it & 0xffff) as f32, (it >> 16) as f32];
        let (least, size) = (pair(entry[0]), pair(entry[1]).map(|it| it / PARTS_OF_PIXEL));
        let layer = (entry[3] >> 16 & 0xff) as usize;
        Self { layer, least, most: [least[0] + size[0], least[1] + size[1]] }
    }

    /// From the picture, 0 to 1, to the atlas, in pixels.
    pub(super) fn place(&self, uv: [f32; 2]) -> [f32; 2] {
        [0, 1].map(|k| self.least[k] + uv[k] * (self.most[k] - self.least[k]))
    }

    pub(super) fn contains(&self, at: [f32; 2]) -> bool {
        (0..2).all(|k| (self.least[k]..=self.most[k]).contains(&at[k]))
    }
}

/// The colour at a place in pixels of the atlas, 0 to 1, between two levels.
pub(super) fn sample(atlas: &Atlas, bounds: &Bounds, at: [f32; 2], level: f32) -> [f32; 4] {
    let within = |k: usize| at[k].clamp(bounds.least[k] + 0.5, bounds.most[k] - 0.5);
    let at = [within(0), within(1)];
    let level = level.clamp(0.0, (LEVELS - 1) as f32);
    let (finer, share) = (level.floor() as u32, level.fract());
    let first = bilinear(atlas, bounds.layer, finer, at);
    if share == 0.0 {
        return first;
    }
    let second = bilinear(atlas, bounds.layer, finer + 1, at);
    [0, 1, 2, 3].map(|k| first[k] + (second[k] - first[k]) * share)
}

fn bilinear(atlas: &Atlas, layer: usize, level: u32, at: [f32; 2]) -> [f32; 4] {
    let side = (atlas.side() >> level) as usize;
    let pixels = atlas.pixels(layer, level);
    let [x, y] = at.map(|it| it / (1 << level) as f32 - 0.5);
    let near = |it: f32| (it.floor() as isize).clamp(0, side as isize - 1) as usize;
    let (left, upper) = (near(x), near(y));
    let (right, lower) = (near(x + 1.0), near(y + 1.0));
    let (across, down) = (x - x.floor(), y - y.floor());
    let value = |x: usize, y: usize, k: usize| f32::from(pixels[(y * side + x) * 4 + k]) / 255.0;
    [0, 1, 2, 3].map(|k| {
        let row = |y: usize| value(left, y, k) * (1.0 - across) + value(right, y, k) * across;
        row(upper) * (1.0 - down) + row(lower) * down
    })
}
