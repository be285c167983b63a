//! A scene on a graphics card.

mod around;
mod figures;
mod kit;
mod table;

use crate::draws::{Draw, draws};
use crate::halo::Halo;
use crate::scene::{Scene, View};
use around::Around;
use figures::Figures;
use kit::Kit;
use std::ops::Range;
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
    format: wgpu::TextureFormat,
    figures: Vec<Figures>,
    /// Made for the first scene with halos.
    around: Option<Around>,
    seen: Option<Seen>,
    lost: Arc<AtomicBool>,
}

/// All that decides how a scene looks.
#[derive(Debug, PartialEq)]
struct Seen {
    view: View,
    ground: Option<[f32; 4]>,
    crowds: Vec<(figures::State, Vec<Draw>)>,
    halos: Vec<Halo>,
    n_behind: usize,
}

impl Seen {
    fn of(scene: &Scene) -> Self {
        let crowds = scene.crowds.iter().map(|it| (figures::State::of(it), draws(it)));
        Self {
            view: scene.view,
            ground: scene.ground,
            crowds: crowds.collect(),
            halos: scene.halos().to_vec(),
            n_behind: scene.n_behind,
        }
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
        let card = Card { device, queue };
        Self { card, kit, format, figures: Vec::new(), around: None, seen: None, lost }
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
        let picture = (!next.halos.is_empty()).then(|| {
            let around = self.around.get_or_insert_with(|| Around::new(&self.card, self.format));
            around.follow(&self.card, &self.kit.sampler, scene, &mut counts)
        });
        self.encode(&next, picture.as_ref(), target, &mut counts);
        self.seen = Some(next);
        Ok(counts)
    }

    /// Draws on the target; with halos, figures on a picture of their own first.
    fn encode(
        &self,
        seen: &Seen,
        picture: Option<&wgpu::TextureView>,
        target: &wgpu::TextureView,
        counts: &mut Counts,
    ) {
        let n_all = seen.crowds.len();
        let n_behind = if picture.is_some() { seen.n_behind.min(n_all) } else { n_all };
        let mut encoder = self.card.device.create_command_encoder(&Default::default());
        if let Some(picture) = picture {
            let mut pass = begin(&mut encoder, picture, Some([0.0; 4]));
            self.stand(seen, n_behind..n_all, &mut pass, counts);
        }
        let mut pass = begin(&mut encoder, target, seen.ground);
        self.stand(seen, 0..n_behind, &mut pass, counts);
        if let (Some(around), Some(_)) = (&self.around, picture) {
            around.encode(&mut pass, counts);
        }
        drop(pass);
        self.card.queue.submit([encoder.finish()]);
    }

    fn stand(
        &self,
        seen: &Seen,
        crowds: Range<usize>,
        pass: &mut wgpu::RenderPass<'_>,
        counts: &mut Counts,
    ) {
        let drawn = self.figures[crowds.clone()].iter().zip(&seen.crowds[crowds]);
        for (figures, (_, draws)) in drawn {
            figures.encode(&self.kit, draws, pass, counts);
        }
    }
}

/// A pass over what a target shows, or over a colour.
fn begin<'a>(
    encoder: &'a mut wgpu::CommandEncoder,
    target: &wgpu::TextureView,
    ground: Option<[f32; 4]>,
) -> wgpu::RenderPass<'a> {
    let load = ground.map_or(wgpu::LoadOp::Load, |colour| {
        let [r, g, b, a] = colour.map(f64::from);
        wgpu::LoadOp::Clear(wgpu::Color { r, g, b, a })
    });
    encoder.begin_render_pass(&wgpu::RenderPassDescriptor {
        label: Some("stage"),
        color_attachments: &[Some(wgpu::RenderPassColorAttachment {
            view: target,
            depth_slice: None,
            resolve_target: None,
            ops: wgpu::Operations { load, store: wgpu::StoreOp::Store },
        })],
        ..Default::default()
    })
}
