//! Figures on a picture of their own, laid over the target with their halos.

use super::kit::OVER;
use super::table::buffer;
use super::{Card, Counts};
use crate::HALOS_MAX;
use crate::halo::Halo;
use crate::scene::Scene;

/// What the shader is told of a halo.
#[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Told {
    colour: [f32; 4],
    reach: f32,
    softness: f32,
    unused: [f32; 2],
}

/// What the shader is told.
#[derive(Clone, Copy, Debug, Default, PartialEq, bytemuck::Pod, bytemuck::Zeroable)]
#[repr(C)]
struct Settings {
    size: [f32; 2],
    n_halos: u32,
    unused: u32,
    halos: [Told; HALOS_MAX],
}

/// The picture of figures, and what lays it over a target.
#[derive(Debug)]
pub(super) struct Around {
    pipeline: wgpu::RenderPipeline,
    layout: wgpu::BindGroupLayout,
    settings: wgpu::Buffer,
    told: Option<Settings>,
    /// As large as the last scene.
    picture: Option<(wgpu::TextureView, wgpu::BindGroup, [u32; 2])>,
    format: wgpu::TextureFormat,
}

impl Around {
    pub(super) fn new(card: &Card, format: wgpu::TextureFormat) -> Self {
        let source = wgpu::ShaderSource::Wgsl(include_str!("../shader/around.wgsl").into());
        let descriptor = wgpu::ShaderModuleDescriptor { label: Some("around"), source };
        let module = card.device.create_shader_module(descriptor);
        let layout = layout(&card.device);
        let usage = wgpu::BufferUsages::UNIFORM | wgpu::BufferUsages::COPY_DST;
        Self {
            pipeline: pipeline(&card.device, &module, &layout, format),
            layout,
            settings: buffer(card, size_of::<Settings>() as u64, usage),
            told: None,
            picture: None,
            format,
        }
    }

    /// Makes room for a scene's figures and tells the shader of its halos. Gives what the figures
    /// are drawn on.
    pub(super) fn follow(
        &mut self,
        card: &Card,
        sampler: &wgpu::Sampler,
        scene: &Scene,
        counts: &mut Counts,
    ) -> wgpu::TextureView {
        let (scale, size) = (scene.view.scale, scene.view.size.map(|it| it.max(1)));
        let mut told = Settings { size: size.map(|it| it as f32), ..Settings::default() };
        told.n_halos = scene.halos().len() as u32;
        for (told, Halo { colour, reach, softness }) in told.halos.iter_mut().zip(scene.halos()) {
            let (reach, softness) = (reach * scale, softness * scale);
            *told = Told { colour: *colour, reach, softness, unused: [0.0; 2] };
        }
        if self.told != Some(told) {
            counts.upload(size_of::<Settings>());
            card.queue.write_buffer(&self.settings, 0, bytemuck::bytes_of(&told));
            self.told = Some(told);
        }
        if let Some((view, _, known)) = &self.picture
            && *known == size
        {
            return view.clone();
        }
        let view = picture(card, self.format, size);
        let bound = card.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: Some("around"),
            layout: &self.layout,
            entries: &[
                wgpu::BindGroupEntry { binding: 0, resource: self.settings.as_entire_binding() },
                wgpu::BindGroupEntry {
                    binding: 1,
                    resource: wgpu::BindingResource::TextureView(&view),
                },
                wgpu::BindGroupEntry {
                    binding: 2,
                    resource: wgpu::BindingResource::Sampler(sampler),
                },
            ],
        });
        self.picture = Some((view.clone(), bound, size));
        view
    }

    /// Lays the picture over what a pass has drawn.
    pub(super) fn encode(&self, pass: &mut wgpu::RenderPass<'_>, counts: &mut Counts) {
        let Some((_, bound, _)) = &self.picture else { return };
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, bound, &[]);
        // One triangle that covers everything.
        pass.draw(0..3, 0..1);
        counts.draws += 1;
        counts.triangles += 1;
    }
}

fn picture(card: &Card, format: wgpu::TextureFormat, size: [u32; 2]) -> wgpu::TextureView {
    let [width, height] = size;
    let texture = card.device.create_texture(&wgpu::TextureDescriptor {
        label: Some("figures"),
        size: wgpu::Extent3d { width, height, depth_or_array_layers: 1 },
        mip_level_count: 1,
        sample_count: 1,
        dimension: wgpu::TextureDimension::D2,
        format,
        usage: wgpu::TextureUsages::TEXTURE_BINDING | wgpu::TextureUsages::RENDER_ATTACHMENT,
        view_formats: &[],
    });
    texture.create_view(&Default::default())
}

fn layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    use wgpu::BindingType;
    let settings = BindingType::Buffer {
        ty: wgpu::BufferBindingType::Uniform,
        has_dynamic_offset: false,
        min_binding_size: None,
    };
    let picture = BindingType::Texture {
        sample_type: wgpu::TextureSampleType::Float { filterable: true },
        view_dimension: wgpu::TextureViewDimension::D2,
        multisampled: false,
    };
    let sampler = BindingType::Sampler(wgpu::SamplerBindingType::Filtering);
    let entries: Vec<wgpu::BindGroupLayoutEntry> = (0..)
        .zip([settings, picture, sampler])
        .map(|(binding, ty)| wgpu::BindGroupLayoutEntry {
            binding,
            visibility: wgpu::ShaderStages::FRAGMENT,
            ty,
            count: None,
        })
        .collect();
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("around"),
        entries: &entries,
    })
}

fn pipeline(
    device: &wgpu::Device,
    module: &wgpu::ShaderModule,
    layout: &wgpu::BindGroupLayout,
    format: wgpu::TextureFormat,
) -> wgpu::RenderPipeline {
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("around"),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("around"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module,
            entry_point: Some("whole"),
            compilation_options: Default::default(),
            buffers: &[],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module,
            entry_point: Some("laid"),
            compilation_options: Default::default(),
            targets: &[Some(wgpu::ColorTargetState {
                format,
                blend: Some(OVER),
                write_mask: wgpu::ColorWrites::ALL,
            })],
        }),
        multiview_mask: None,
        cache: None,
    })
}
