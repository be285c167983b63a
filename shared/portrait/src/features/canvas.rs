//! The picture being drawn on, and the strokes it takes.

use super::brush::{Ink, Shape, Window, ribbon};
use super::manner::Manner;
use super::plane::{Frame, Point};
use picture::Picture;

/// Cells of the paper's grain along the picture's side.
const GRAIN_CELLS: f32 = 520.0;

/// A picture and the hand that draws on it.
pub(super) struct Canvas<'a> {
    pub(super) picture: &'a mut Picture,
    pub(super) manner: &'static Manner,
    /// Whether the features are there already and are only made crisp: what is translucent and
    /// soft must not be laid on twice.
    pub(super) again: bool,
}

impl Canvas<'_> {
    /// Pixels along the picture's side.
    pub(super) fn side(&self) -> f32 {
        self.picture.width as f32
    }

    /// Draws a line along a path of a frame whose unit is pixels. `half` gives, for every share
    /// of the way, how far the line reaches downwards and upwards from a path that goes along
    /// the frame, in widths of the frame.
    pub(super) fn stroke(
        &mut self,
        frame: &Frame,
        path: &[Point],
        half: impl Fn(f32) -> [f32; 2],
        ink: Ink,
    ) {
        let outline: Vec<Point> = ribbon(path, half).into_iter().map(|p| frame.place(p)).collect();
        if let Some(shape) = self.shape(&outline, 1.0) {
            self.fill(&shape, ink);
        }
    }

    /// The inside of an outline in pixels; `None` when it lies outside the picture.
    pub(super) fn shape(&self, outline: &[Point], margin: f32) -> Option<Shape> {
        let window = Window::around(outline, margin, self.picture)?;
        Some(Shape::filled(window, outline))
    }

    /// Fills a shape with one colour, unevenly where the style's paper is rough.
    pub(super) fn fill(&mut self, shape: &Shape, ink: Ink) {
        let (grain, cell) = (self.manner.grain, self.side() / GRAIN_CELLS);
        shape.paint(self.picture, |[x, y], _| {
            let rough = if grain > 0.0 { grain * noise([x / cell, y / cell]) } else { 0.0 };
            Ink { alpha: ink.alpha * (1.0 - rough), ..ink }
        });
    }

    /// The middle one, by lightness, of the colours at some places in pixels.
    pub(super) fn typical(&self, places: impl Iterator<Item = Point>) -> [f32; 3] {
        let mut found: Vec<[f32; 3]> = places.map(|[x, y]| self.picture.sample(x, y)).collect();
        let light = |c: &[f32; 3]| 0.3 * c[0] + 0.6 * c[1] + 0.1 * c[2];
        found.sort_by(|a, b| light(a).total_cmp(&light(b)));
        found.get(found.len() / 2).copied().unwrap_or([0.5; 3])
    }
}

/// Smooth noise, `0.0..=1.0`, the same for the same place.
fn noise([x, y]: Point) -> f32 {
    let (left, top) = (x.floor(), y.floor());
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (u, v) = (ease(x - left), ease(y - top));
    let at = |dx: i32, dy: i32| {
        let mut h = (left as i32 + dx) as u32;
        h = h.wrapping_mul(0x9E37_79B1) ^ ((top as i32 + dy) as u32).wrapping_mul(0x85EB_CA77);
        h ^= h >> 15;
        h = h.wrapping_mul(0x2C1B_3C6D);
        h ^= h >> 13;
        (h & 0xFFFF) as f32 / 65535.0
    };
    let (a, b) = (at(0, 0) + (at(1, 0) - at(0, 0)) * u, at(0, 1) + (at(1, 1) - at(0, 1)) * u);
    a + (b - a) * v
}
