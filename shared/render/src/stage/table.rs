//! A list of entries on the card, as a texture or as a buffer, that follows one in memory.

use super::{Card, Counts};
use crate::texels::{Texel, Texels};
use std::ops::Range;

/// Entries to a row: what every WebGL2 device promises for a texture's side.
const WIDTH: usize = 2048;

/// Entries as a texture.
#[derive(Debug)]
pub(super) struct Table {
    texture: wgpu::Texture,
    seen: u64,
}

impl Table {
    pub(super) fn new(card: &Card, format: wgpu::TextureFormat, n_entries: usize) -> Self {
        let rows = n_entries.div_ceil(WIDTH).max(1).next_power_of_two();
        let texture = card.device.create_texture(&wgpu::TextureDescriptor {
            label: Some("table"),
            size: extent(WIDTH, rows),
            mip_level_count: 1,
            sample_count: 1,
            dimension: wgpu::TextureDimension::D2,
            format,
            usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
            view_formats: &[],
        });
        Self { texture, seen: 0 }
    }

    pub(super) fn view(&self) -> wgpu::TextureView {
        self.texture.create_view(&Default::default())
    }

    /// From now on another list is followed.
    pub(super) fn forget(&mut self) {
        self.seen = 0;
    }

    /// Uploads what changed. Says whether the texture had to be replaced by a larger one.
    pub(super) fn follow(&mut self, card: &Card, list: &Texels, counts: &mut Counts) -> bool {
        let n_entries = list.entries().len();
        let outgrown = n_entries > WIDTH * self.texture.height() as usize;
        if outgrown {
            *self = Self::new(card, self.texture.format(), n_entries);
        }
        for run in list.changed(self.seen) {
            self.write(card, list.entries(), run, counts);
        }
        self.seen = list.revision();
        outgrown
    }

    /// Writes a run of entries: the end of a row, whole rows, the beginning of a row.
    pub(super) fn write(
        &self,
        card: &Card,
        entries: &[Texel],
        mut run: Range<usize>,
        counts: &mut Counts,
    ) {
        while !run.is_empty() {
            let (column, row) = (run.start % WIDTH, run.start / WIDTH);
            let rows = if column == 0 { run.len() / WIDTH } else { 0 };
            let width = if rows > 0 { WIDTH } else { run.len().min(WIDTH - column) };
            let end = run.start + width * rows.max(1);
            let bytes: &[u8] = bytemuck::cast_slice(&entries[run.start..end]);
            counts.upload(bytes.len());
            card.queue.write_texture(
                wgpu::TexelCopyTextureInfo {
                    texture: &self.texture,
                    mip_level: 0,
                    origin: wgpu::Origin3d { x: column as u32, y: row as u32, z: 0 },
                    aspect: wgpu::TextureAspect::All,
                },
                bytes,
                wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some((width * size_of::<Texel>()) as u32),
                    rows_per_image: None,
                },
                extent(width, rows.max(1)),
            );
            run.start = end;
        }
    }
}

fn extent(width: usize, height: usize) -> wgpu::Extent3d {
    wgpu::Extent3d { width: width as u32, height: height as u32, depth_or_array_layers: 1 }
}

/// Entries as a buffer of instances.
#[derive(Debug)]
pub(super) struct Records {
    pub(super) buffer: wgpu::Buffer,
    seen: u64,
}

impl Records {
    pub(super) fn new(card: &Card, n_entries: usize) -> Self {
        let size = (n_entries.max(2).next_power_of_two() * size_of::<Texel>()) as u64;
        let usage = wgpu::BufferUsages::VERTEX | wgpu::BufferUsages::COPY_DST;
        Self { buffer: buffer(card, size, usage), seen: 0 }
    }

    /// From now on another list is followed.
    pub(super) fn forget(&mut self) {
        self.seen = 0;
    }

    /// Uploads what changed.
    pub(super) fn follow(&mut self, card: &Card, list: &Texels, counts: &mut Counts) {
        let entries = list.entries();
        if size_of_val(entries) as u64 > self.buffer.size() {
            *self = Self::new(card, entries.len());
        }
        for run in list.changed(self.seen) {
            let bytes: &[u8] = bytemuck::cast_slice(&entries[run.clone()]);
            counts.upload(bytes.len());
            let offset = (run.start * size_of::<Texel>()) as u64;
            card.queue.write_buffer(&self.buffer, offset, bytes);
        }
        self.seen = list.revision();
    }
}

pub(super) fn buffer(card: &Card, size: u64, usage: wgpu::BufferUsages) -> wgpu::Buffer {
    let descriptor = wgpu::BufferDescriptor { label: None, size, usage, mapped_at_creation: false };
    card.device.create_buffer(&descriptor)
}

/// A buffer with content.
pub(super) fn filled(
    card: &Card,
    bytes: &[u8],
    usage: wgpu::BufferUsages,
    counts: &mut Counts,
) -> wgpu::Buffer {
    // A buffer of no bytes can be neither written nor bound.
    let buffer = buffer(card, bytes.len().max(4) as u64, usage | wgpu::BufferUsages::COPY_DST);
    if !bytes.is_empty() {
        counts.upload(bytes.len());
        card.queue.write_buffer(&buffer, 0, bytes);
    }
    buffer
}
