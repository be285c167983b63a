//! A scene on a graphics card.

mod figures;
mod kit;
mod table;

use crate::draws::{Draw, draws};
use crate::scene::{Scene, View};
use figures::Figures;
use kit::Kit;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use thiserror::Error;

/// The card is gone: drop the stage, ask for another device, and draw the same scene on a new one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("The graphics card was lost.")]
pub struct Lost;

/// What one call of [`Stage::draw`] did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Whether anything was drawn. If not, the target was not touched and need not be shown.
    pub drawn: bool,
    /// Draw calls.
    pub draws: u32,
    /// Characters.
    pub instances: u32,
    /// Triangles, hidden ones included.
    pub triangles: u64,
    /// Writes to buffers and textures.
    pub uploads: u32,
    /// The bytes of those.
    pub uploaded_bytes: u64,
}

impl Counts {
    fn upload(&mut self, n_bytes: usize) {
        self.uploads += 1;
        self.uploaded_bytes += n_bytes as u64;
    }
}

/// A device, a queue, and what a scene needs of them.
#[derive(Debug)]
pub(crate) struct Card {
    device: wgpu::Device,
    queue: wgpu::Queue,
}

/// Draws scenes on a card. What it holds is a copy of what scenes hold.
#[derive(Debug)]
pub struct Stage {
    card: Card,
    kit: Kit,
    figures: Vec<Figures>,
    seen: Option<Seen>,
    lost: Arc<AtomicBool>,
}

/// All that decides how a scene looks.
#[derive(Debug, PartialEq)]
struct Seen {
    view: View,
    ground: Option<[f32; 4]>,
    crowds: Vec<(figures::State, Vec<Draw>)>,
}

impl Seen {
    fn of(scene: &Scene) -> Self {
        let crowds = scene.crowds.iter().map(|it| (figures::State::of(it), draws(it)));
        Self { view: scene.view, ground: scene.ground, crowds: crowds.collect() }
    }
}

impl Stage {
    /// Takes a device with WebGL2's limits or better, and the format of its targets: four
    /// channels that hold colours as they are, not one of the `Srgb` formats.
    pub fn new(device: wgpu::Device, queue: wgpu::Queue, format: wgpu::TextureFormat) -> Self {
        let lost = Arc::new(AtomicBool::new(false));
        let heard = lost.clone();
        device.set_device_lost_callback(move |_, _| heard.store(true, Ordering::Relaxed));
        let kit = Kit::new(&device, format);
        Self { card: Card { device, queue }, kit, figures: Vec::new(), seen: None, lost }
    }

    /// Whether the card is gone.
    pub fn is_lost(&self) -> bool {
        self.lost.load(Ordering::Relaxed)
    }

    /// Whether a scene looks as it did when it was last drawn, so that no target need be asked
    /// for.
    pub fn is_current(&self, scene: &Scene) -> bool {
        self.seen.as_ref().is_some_and(|seen| *seen == Seen::of(scene))
    }

    /// Forgets what was drawn last: the target is another one, or lost its content.
    pub fn forget(&mut self) {
        self.seen = None;
    }

    /// Uploads what changed and draws, if there is anything that did.
    ///
    /// # Errors
    /// The card is gone.
    pub fn draw(&mut self, scene: &Scene, target: &wgpu::TextureView) -> Result<Counts, Lost> {
        if self.is_lost() {
            return Err(Lost);
        }
        let next = Seen::of(scene);
        if self.seen.as_ref() == Some(&next) {
            return Ok(Counts::default());
        }
        let mut counts = Counts { drawn: true, ..Counts::default() };
        self.figures.truncate(scene.crowds.len());
        for (at, crowd) in scene.crowds.iter().enumerate() {
            match self.figures.get_mut(at) {
                Some(known) if known.are(crowd) => {}
                Some(other) => *other = Figures::new(&self.card, crowd, &mut counts),
                None => self.figures.push(Figures::new(&self.card, crowd, &mut counts)),
            }
            self.figures[at].follow(&self.card, &self.kit, crowd, scene.view, &mut counts);
        }
        self.encode(&next, scene.ground, target, &mut counts);
        self.seen = Some(next);
        Ok(counts)
    }

    fn encode(
        &self,
        seen: &Seen,
        ground: Option<[f32; 4]>,
        target: &wgpu::TextureView,
        counts: &mut Counts,
    ) {
        let load = ground.map_or(wgpu::LoadOp::Load, |colour| {
            let [r, g, b, a] = colour.map(f64::from);
            wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a })
        });
        let mut encoder = self.card.device.create_command_encoder(&Default::default());
        let mut pass = encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
            label: Some("stage"),
            color_attachments: &[Some(wgpu::RenderPassColorAttachment {
                view: target,
                depth_slice: None,
                resolve_target: None,
                ops: wgpu::Operations { load, store: wgpu::StoreOp::Store },
            })],
            ..Default::default()
        });
        for (figures, (_, draws)) in self.figures.iter().zip(&seen.crowds) {
            figures.encode(&self.kit, draws, &mut pass, counts);
        }
        drop(pass);
        self.card.queue.submit([encoder.finish()]);
    }
}
