//! What is to be seen, without a card.

use crate::crowd::Crowd;
use crate::halo::Halo;

/// Which part of the canvas is seen, and how large.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    /// The place of the canvas in the target's upper left corner.
    pub origin: [f32; 2],
    /// Pixels to a canvas unit.
    pub scale: f32,
    /// The target's width and height in pixels.
    pub size: [u32; 2],
}

impl View {
    /// The bust, 1024 units wide and high, on a square of this side.
    pub fn bust(side: u32) -> Self {
        Self { origin: [0.0, 0.0], scale: side as f32 / 1024.0, size: [side, side] }
    }

    /// From canvas units to the card's space, −1 to 1 with y up: factors, then shifts.
    pub(crate) fn to_clip(self) -> [f32; 4] {
        let [width, height] = self.size.map(|it| it.max(1) as f32);
        let factor = [2.0 * self.scale / width, -2.0 * self.scale / height];
        let shift = [-1.0 - self.origin[0] * factor[0], 1.0 - self.origin[1] * factor[1]];
        [factor[0], factor[1], shift[0], shift[1]]
    }
}

/// What is to be seen: crowds, one over the other.
#[derive(Clone, Debug)]
pub struct Scene {
    /// From where.
    pub view: View,
    /// What the target is filled with first, premultiplied; `None` keeps what it shows.
    pub ground: Option<[f32; 4]>,
    /// From back to front.
    pub crowds: Vec<Crowd>,
    /// What surrounds the figures, from back to front; at most [`crate::HALOS_MAX`] are seen.
    pub halos: Vec<Halo>,
    /// How many of the crowds stand behind the halos and have none: grounds.
    pub n_behind: usize,
}

impl Scene {
    /// Nobody yet, on transparent ground.
    pub fn new(view: View) -> Self {
        let (crowds, halos) = (Vec::new(), Vec::new());
        Self { view, ground: Some([0.0; 4]), crowds, halos, n_behind: 0 }
    }

    /// The halos that are seen.
    pub(crate) fn halos(&self) -> &[Halo] {
        &self.halos[..self.halos.len().min(crate::HALOS_MAX)]
    }
}
