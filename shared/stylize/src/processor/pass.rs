//! One picture through the network, a few rows at a time.

use super::layer::{CENTRE, Desk};
use super::network::{Layer, Network};
use super::sheet::{Sheet, Trail};
use crate::DrawFault;
use crate::tier::STEM_CHANNELS;
use core::ops::Range;
use picture::{Picture, Plane};

/// Products in one step, so that a caller that looks around between steps stays responsive: about
/// a millisecond on a desktop, under twenty on a weak phone.
const STEP_PRODUCTS: usize = 40_000_000;

/// A picture on its way: call [`Pass::step`] until it says no, then [`Pass::finish`].
///
/// Holds about 18 MB for a picture of 512 × 512, almost all of it allocated at the start.
pub struct Pass<'n> {
    network: &'n Network,
    plan: Vec<Work>,
    /// Folded pixels and guidance.
    input: Sheet,
    /// The feature maps at one half, one quarter and one eighth of the size. Those on the way down
    /// wait here for the way up.
    sheets: [Sheet; 3],
    trail: Trail,
    desk: Desk,
    result: Picture,
    finite: bool,
    /// The layer whose turn it is, and its next row.
    next: (usize, usize),
    done: usize,
}

/// What one layer has to do.
struct Work {
    /// The sheet it reads.
    level: usize,
    rows: usize,
    /// Products in a row.
    products: usize,
}

impl<'n> Pass<'n> {
    /// Starts. The guidance planes have half the picture's size.
    ///
    /// # Panics
    /// When the picture's sides are not multiples of 8, or the planes have another size.
    pub fn new(network: &'n Network, picture: &Picture, guidance: &[Plane; 3]) -> Self {
        let (width, height) = (picture.width, picture.height);
        assert!(width.is_multiple_of(8) && height.is_multiple_of(8), "sides are multiples of 8");
        let half = |plane: &Plane| (plane.width * 2, plane.height * 2) == (width, height);
        assert!(guidance.iter().all(half), "guidance has half the picture's size");
        let [near, middle, far] = network.tier().channels;
        let sheets = [(2, near), (4, middle), (8, far)]
            .map(|(part, channels)| Sheet::new(width / part, height / part, channels));
        Self {
            network,
            plan: plan(network, &sheets),
            input: fold(picture, guidance),
            sheets,
            trail: Trail::default(),
            desk: Desk::default(),
            result: Picture::filled(width, height, [0.0; 3]),
            finite: true,
            next: (0, 0),
            done: 0,
        }
    }

    /// Does the next piece of work; `false` when none was left.
    pub fn step(&mut self) -> bool {
        let (index, row) = self.next;
        let Some(work) = self.plan.get(index) else { return false };
        let end = (row + (STEP_PRODUCTS / work.products).max(1)).min(work.rows);
        self.done += (end - row) * work.products;
        self.next = if end == work.rows { (index + 1, 0) } else { (index, end) };
        self.run(&self.network.layers[index], work.level, row..end);
        true
    }

    /// Part of the work that is done, `0.0..=1.0`.
    pub fn progress(&self) -> f32 {
        let all: usize = self.plan.iter().map(|work| work.rows * work.products).sum();
        self.done as f32 / all as f32
    }

    /// The picture, clamped to `0.0..=1.0`; does what is left.
    ///
    /// # Errors
    /// When the result holds numbers that are not finite.
    pub fn finish(mut self) -> Result<Picture, DrawFault> {
        while self.step() {}
        if self.finite { Ok(self.result) } else { Err(DrawFault::NotFinite) }
    }

    fn run(&mut self, layer: &Layer, level: usize, rows: Range<usize>) {
        let Self { input, sheets, trail, desk, result, finite, .. } = self;
        match layer {
            Layer::Stem(dense) => rows.for_each(|y| dense.draw(input, y, &mut sheets[0], desk)),
            Layer::Block(block) => {
                let sheet = &mut sheets[level];
                if rows.start == 0 {
                    trail.clear(sheet);
                }
                rows.for_each(|y| block.run(sheet, y, trail, desk));
            }
            Layer::Down(dense) => {
                let (upper, lower) = sheets.split_at_mut(level + 1);
                rows.for_each(|y| dense.draw(&upper[level], y, &mut lower[0], desk));
            }
            Layer::Up(rise) => {
                let (upper, lower) = sheets.split_at_mut(level);
                rows.for_each(|y| rise.run(&lower[0], y, &mut upper[level - 1], desk));
            }
            Layer::Head(head) => {
                let size = result.width * 2;
                for y in rows {
                    let pixels = &mut result.pixels[y * size..(y + 1) * size];
                    *finite &= head.run(&sheets[0], input, y, pixels, desk);
                }
            }
        }
    }
}

/// The work of each layer.
fn plan(network: &Network, sheets: &[Sheet; 3]) -> Vec<Work> {
    let mut level = 0;
    let mut plan = Vec::with_capacity(network.layers.len());
    for layer in &network.layers {
        // A way down is as long as what it makes, a way up as what it is made of.
        let (size, next) = match layer {
            Layer::Down(_) => (&sheets[level + 1], level + 1),
            Layer::Up(_) => (&sheets[level], level - 1),
            _ => (&sheets[level], level),
        };
        let products = size.width * layer.products();
        plan.push(Work { level, rows: size.height, products });
        level = next;
    }
    plan
}

/// 2 × 2 pixels become channels, with zero in the middle of their range; guidance follows.
fn fold(picture: &Picture, guidance: &[Plane; 3]) -> Sheet {
    let mut sheet = Sheet::new(picture.width / 2, picture.height / 2, STEM_CHANNELS);
    for y in 0..sheet.height {
        for place in 0..4 {
            let row = &picture.pixels[(2 * y + place / 2) * picture.width..][..picture.width];
            for colour in 0..3 {
                let pixels = row.iter().skip(place % 2).step_by(2);
                for (into, pixel) in sheet.pixels_mut(y, colour * 4 + place).iter_mut().zip(pixels)
                {
                    *into = pixel[colour] - CENTRE;
                }
            }
        }
        for (index, plane) in guidance.iter().enumerate() {
            let row = &plane.values[y * plane.width..][..plane.width];
            sheet.pixels_mut(y, 12 + index).copy_from_slice(row);
        }
    }
    sheet
}
