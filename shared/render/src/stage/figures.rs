//! A crowd on the card.

use super::kit::Kit;
use super::table::{Records, Table, buffer, filled};
use super::{Card, Counts};
use crate::archetype::Archetype;
use crate::atlas::{Atlas, LEVELS};
use crate::crowd::{Crowd, Identity};
use crate::draws::Draw;
use crate::scene::View;
use crate::texels::Texel;
use std::sync::Arc;

/// What tells whether a crowd changed.
#[derive(Debug, PartialEq)]
pub(super) struct State {
    identity: Identity,
    revisions: [u64; 4],
}

impl State {
    pub(super) fn of(crowd: &Crowd) -> Self {
        let lists = [&crowd.palettes, &crowd.dresses, &crowd.shapes, &crowd.records];
        let revisions = lists.map(|it| it.revision());
        Self { identity: crowd.identity.hold(), revisions }
    }
}

/// What the shader is told once for all figures of a crowd.
#[derive(Clone, Copy, Debug, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Settings {
    view: [f32; 4],
    n_bones: u32,
    n_slots: u32,
    n_vertices: u32,
    side: f32,
}

/// A crowd on the card.
#[derive(Debug)]
pub(super) struct Figures {
    archetype: Arc<Archetype>,
    /// The crowd whose changes were followed.
    identity: Identity,
    vertices: wgpu::Buffer,
    /// By order.
    corners: Vec<wgpu::Buffer>,
    records: Records,
    palettes: Table,
    dresses: Table,
    shapes: Table,
    parts: Table,
    atlas: wgpu::TextureView,
    settings: wgpu::Buffer,
    told: Option<Settings>,
    bound: Option<wgpu::BindGroup>,
}

impl Figures {
    pub(super) fn new(card: &Card, crowd: &Crowd, counts: &mut Counts) -> Self {
        use wgpu::TextureFormat::{Rgba32Float, Rgba32Uint};
        let archetype = crowd.archetype.clone();
        let vertices: &[u8] = bytemuck::cast_slice(&archetype.vertices);
        let vertices = filled(card, vertices, wgpu::BufferUsages::VERTEX, counts);
        let frames: Vec<Texel> =
            archetype.parts.iter().map(|part| part.frame.map(f32::to_bits)).collect();
        let parts = Table::new(card, Rgba32Float, frames.len());
        parts.write(card, &frames, 0..frames.len(), counts);
        let usage = wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST;
        Self {
            identity: crowd.identity.hold(),
            vertices,
            corners: Vec::new(),
            records: Records::new(card, crowd.records.entries().len()),
            palettes: Table::new(card, Rgba32Float, crowd.palettes.entries().len()),
            dresses: Table::new(card, Rgba32Uint, crowd.dresses.entries().len()),
            shapes: Table::new(card, Rgba32Float, crowd.shapes.entries().len()),
            parts,
            atlas: upload(card, &archetype.atlas, counts),
            settings: buffer(card, size_of::<Settings>() as u64, usage),
            told: None,
            bound: None,
            archetype,
        }
    }

    /// Whether these are figures of the crowd's kind.
    pub(super) fn are(&self, crowd: &Crowd) -> bool {
        Arc::ptr_eq(&self.archetype, &crowd.archetype)
    }

    /// Uploads what changed.
    pub(super) fn follow(
        &mut self,
        card: &Card,
        kit: &Kit,
        crowd: &Crowd,
        view: View,
        counts: &mut Counts,
    ) {
        if self.identity != crowd.identity {
            // Another crowd of the same kind: pictures and meshes stay.
            self.identity = crowd.identity.hold();
            self.corners.clear();
            self.records.forget();
            for table in [&mut self.palettes, &mut self.dresses, &mut self.shapes] {
                table.forget();
            }
        }
        for order in crowd.orders.iter().skip(self.corners.len()) {
            let bytes = bytemuck::cast_slice(&order.corners);
            self.corners.push(filled(card, bytes, wgpu::BufferUsages::INDEX, counts));
        }
        self.records.follow(card, &crowd.records, counts);
        let replaced = [
            self.palettes.follow(card, &crowd.palettes, counts),
            self.dresses.follow(card, &crowd.dresses, counts),
            self.shapes.follow(card, &crowd.shapes, counts),
        ];
        if self.bound.is_none() || replaced.contains(&true) {
            self.bound = Some(self.bind(card, kit));
        }
        let settings = Settings {
            view: view.to_clip(),
            n_bones: self.archetype.n_bones() as u32,
            n_slots: self.archetype.n_slots() as u32,
            n_vertices: self.archetype.n_vertices() as u32,
            side: self.archetype.atlas.side() as f32,
        };
        if self.told != Some(settings) {
            counts.upload(size_of::<Settings>());
            card.queue.write_buffer(&self.settings, 0, bytemuck::bytes_of(&settings));
            self.told = Some(settings);
        }
    }

    fn bind(&self, card: &Card, kit: &Kit) -> wgpu::BindGroup {
        let tables = [&self.palettes, &self.dresses, &self.shapes, &self.parts];
        let views = tables.map(Table::view);
        let textures = views.iter().chain([&self.atlas]).map(wgpu::BindingResource::TextureView);
        let entries: Vec<wgpu::BindGroupEntry<'_>> = [self.settings.as_entire_binding()]
            .into_iter()
            .chain(textures)
            .chain([wgpu::BindingResource::Sampler(&kit.sampler)])
            .zip(0..)
            .map(|(resource, binding)| wgpu::BindGroupEntry { binding, resource })
            .collect();
        card.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("figures"),
            layout: &kit.layout,
            entries: &entries,
        })
    }

    pub(super) fn encode(
        &self,
        kit: &Kit,
        draws: &[Draw],
        pass: &mut wgpu::RenderPass<'_>,
        counts: &mut Counts,
    ) {
        if draws.is_empty() || self.archetype.vertices.is_empty() {
            return;
        }
        pass.set_bind_group(0, self.bound.as_ref(), &[]);
        pass.set_vertex_buffer(0, self.vertices.slice(..));
        pass.set_vertex_buffer(1, self.records.buffer.slice(..));
        let mut counted = 0;
        for draw in draws {
            pass.set_pipeline(kit.pipeline(draw.blend));
            pass.set_index_buffer(self.corners[draw.order].slice(..), wgpu::IndexFormat::Uint32);
            pass.draw_indexed(draw.corners.clone(), 0, draw.instances.clone());
            counts.draws += 1;
            counts.triangles += (draw.corners.len() / 3 * draw.instances.len()) as u64;
            if draw.instances.end > counted {
                counts.instances += draw.instances.len() as u32;
                counted = draw.instances.end;
            }
        }
    }
}

/// How many layers the texture gets. wgpu's WebGL2 takes one layer for no array and multiples of
/// six for cubes; such a texture gets one more.
fn layers_on_card(n_layers: usize) -> u32 {
    let wanted = n_layers.max(2) as u32;
    if wanted.is_multiple_of(6) { wanted + 1 } else { wanted }
}

fn upload(card: &Card, atlas: &Atlas, counts: &mut Counts) -> wgpu::TextureView {
    let side = atlas.side();
    let texture = card.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("atlas"),
        size: wgpu::Extent3d {
            width: side,
            height: side,
            depth_or_array_layers: layers_on_card(atlas.n_layers()),
        },
        mip_level_count: LEVELS,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format: wgpu::TextureFormat::Rgba8Unorm,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::COPY_DST,
        view_formats: &[],
    });
    for layer in 0..atlas.n_layers() {
        for mip_level in 0..LEVELS {
            let side = side >> mip_level;
            let bytes = atlas.pixels(layer, mip_level);
            counts.upload(bytes.len());
            card.queue.write_texture(
                wgpu::TexelCopyTextureInfo {
                    texture: &texture,
                    mip_level,
                    origin: wgpu::Origin3d { x: 0, y: 0, z: layer as u32 },
                    aspect: wgpu::TextureAspect::All,
                },
                bytes,
                wgpu::TexelCopyBufferLayout {
                    offset: 0,
                    bytes_per_row: Some(side * 4),
                    rows_per_image: None,
                },
                wgpu::Extent3d { width: side, height: side, depth_or_array_layers: 1 },
            );
        }
    }
    texture.create_view(&wgpu::TextureViewDescriptor {
        dimension: Some(wgpu::TextureViewDimension::D2Array),
        ..Default::default()
    })
}
