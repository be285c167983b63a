//! A real character: drawn, rigged, and packed into an atlas.
#![allow(dead_code, clippy::allow_attributes, reason = "each file uses its part of the figure")]

use character::rigging::{skeleton, sprites};
use character::{Drawing, Look, Style, draw, raster};
use render::{Archetype, Atlas, Crowd, Picture};
use rig::{Dress, Inputs, Layer, Pose, Rig};
use std::sync::Arc;

/// A character's rig, pictures and pose.
pub(crate) struct Figure {
    pub(crate) drawing: Drawing,
    pub(crate) rig: Rig,
    pub(crate) archetype: Arc<Archetype>,
    pub(crate) pose: Pose,
    pub(crate) dress: Dress,
}

impl Figure {
    /// The character of a seed; its pictures have `scale` pixels to a unit.
    pub(crate) fn surprising(seed: u64, scale: f32) -> Self {
        Self::of(&Look::surprise(seed, Style::ALL[seed as usize % 4]), scale)
    }

    pub(crate) fn of(look: &Look, scale: f32) -> Self {
        let drawings = [draw(look)];
        let rig = Rig::new(&skeleton(&drawings)).expect("what is drawn can be rigged");
        let pictures: Vec<Picture> = sprites(&drawings)
            .iter()
            .filter_map(|sprite| {
                let picture = raster::sprite(sprite, look.style, scale)?;
                let (width, height) = (picture.width, picture.height);
                let span = [sprite.bounds.width() * scale, sprite.bounds.height() * scale];
                let name = sprite.name(&drawings);
                Some(Picture::straight(&name, width, height, picture.rgba).spanning(span))
            })
            .collect();
        let atlas = Arc::new(Atlas::new(&pictures).expect("the pictures fit"));
        let archetype = Arc::new(Archetype::new(&rig, atlas).expect("every picture is there"));
        let (pose, dress) = (Pose::new(&rig), Dress::new(&rig));
        let [drawing] = drawings;
        Self { drawing, rig, archetype, pose, dress }
    }

    /// Puts a moment of a clip, 0 to 1, into a row; bones alone.
    pub(crate) fn play(&mut self, crowd: &mut Crowd, row: u16, clip: &str, part: f32) {
        let clip = self.rig.clip(clip).expect("a clip of the standard figure");
        let time = self.rig.duration(clip) * part;
        self.pose.evaluate(&self.rig, &mut [Layer::new(clip, time)], Inputs::default());
        self.pose.dress(&self.dress);
        crowd.take(row, &self.rig, &mut self.pose, false).expect("a row of the figure's");
    }

    /// Puts values of parameters into a row, shapes included.
    pub(crate) fn hold(&mut self, crowd: &mut Crowd, row: u16, values: &[(&str, f32)]) {
        let mut all: Vec<f32> = self.rig.parameters().iter().map(|it| it.rest).collect();
        for (name, value) in values {
            all[self.rig.parameter(name).expect("a standard parameter")] = *value;
        }
        let inputs = Inputs { parameters: &all, ..Inputs::default() };
        self.pose.evaluate(&self.rig, &mut [], inputs);
        self.pose.dress(&self.dress);
        crowd.take(row, &self.rig, &mut self.pose, true).expect("a row of the figure's");
    }
}
