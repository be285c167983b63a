//! What all figures are drawn with: shader, layouts, pipelines, sampler.

use crate::archetype::Vertex;
use crate::texels::Texel;
use rig::Blend;
use wgpu::{BlendComponent, BlendFactor, BlendOperation, BlendState};

/// Shared by all figures on a device.
#[derive(Debug)]
pub(super) struct Kit {
    pub(super) layout: wgpu::BindGroupLayout,
    pub(super) sampler: wgpu::Sampler,
    over: wgpu::RenderPipeline,
    multiply: wgpu::RenderPipeline,
    screen: wgpu::RenderPipeline,
}

impl Kit {
    pub(super) fn new(device: &wgpu::Device, format: wgpu::TextureFormat) -> Self {
        let source = wgpu::ShaderSource::Wgsl(include_str!("../shader/figure.wgsl").into());
        let descriptor = wgpu::ShaderModuleDescriptor { label: Some("figure"), source };
        let module = device.create_shader_module(descriptor);
        let layout = layout(device);
        let pipeline = |blend| pipeline(device, &module, &layout, format, blend);
        let (over, multiply, screen) = (pipeline(OVER), pipeline(MULTIPLY), pipeline(SCREEN));
        let sampler = device.create_sampler(&wgpu::SamplerDescriptor {
            mag_filter: wgpu::FilterMode::Linear,
            min_filter: wgpu::FilterMode::Linear,
            mipmap_filter: wgpu::MipmapFilterMode::Linear,
            ..Default::default()
        });
        Self { layout, sampler, over, multiply, screen }
    }

    pub(super) fn pipeline(&self, blend: Blend) -> &wgpu::RenderPipeline {
        match blend {
            Blend::Normal | Blend::Additive => &self.over,
            Blend::Multiply => &self.multiply,
            Blend::Screen => &self.screen,
        }
    }
}

const fn component(src_factor: BlendFactor, dst_factor: BlendFactor) -> BlendComponent {
    BlendComponent { src_factor, dst_factor, operation: BlendOperation::Add }
}

pub(super) const OVER: BlendState = BlendState {
    color: component(BlendFactor::One, BlendFactor::OneMinusSrcAlpha),
    alpha: component(BlendFactor::One, BlendFactor::OneMinusSrcAlpha),
};

/// A shade falls on what is there and nowhere else: it does not darken an empty ground.
const MULTIPLY: BlendState = BlendState {
    color: component(BlendFactor::Dst, BlendFactor::OneMinusSrcAlpha),
    alpha: component(BlendFactor::Zero, BlendFactor::One),
};

const SCREEN: BlendState = BlendState {
    color: component(BlendFactor::One, BlendFactor::OneMinusSrc),
    alpha: component(BlendFactor::One, BlendFactor::OneMinusSrcAlpha),
};

fn layout(device: &wgpu::Device) -> wgpu::BindGroupLayout {
    use wgpu::{BindingType, SamplerBindingType, ShaderStages, TextureSampleType as Sample};
    let texture = |sample_type, view_dimension| BindingType::Texture {
        sample_type,
        view_dimension,
        multisampled: false,
    };
    let table = |sample_type| texture(sample_type, wgpu::TextureViewDimension::D2);
    let numbers = Sample::Float { filterable: false };
    let settings = BindingType::Buffer {
        ty: wgpu::BufferBindingType::Uniform,
        has_dynamic_offset: false,
        min_binding_size: None,
    };
    let atlas = texture(Sample::Float { filterable: true }, wgpu::TextureViewDimension::D2Array);
    let bindings = [
        (settings, ShaderStages::VERTEX_FRAGMENT),
        (table(numbers), ShaderStages::VERTEX),
        (table(Sample::Uint), ShaderStages::VERTEX),
        (table(numbers), ShaderStages::VERTEX),
        (table(numbers), ShaderStages::VERTEX),
        (atlas, ShaderStages::FRAGMENT),
        (BindingType::Sampler(SamplerBindingType::Filtering), ShaderStages::FRAGMENT),
    ];
    let entries: Vec<wgpu::BindGroupLayoutEntry> = (0..)
        .zip(bindings)
        .map(|(binding, (ty, visibility))| wgpu::BindGroupLayoutEntry {
            binding,
            visibility,
            ty,
            count: None,
        })
        .collect();
    device.create_bind_group_layout(&wgpu::BindGroupLayoutDescriptor {
        label: Some("figure"),
        entries: &entries,
    })
}

fn pipeline(
    device: &wgpu::Device,
    module: &wgpu::ShaderModule,
    layout: &wgpu::BindGroupLayout,
    format: wgpu::TextureFormat,
    blend: BlendState,
) -> wgpu::RenderPipeline {
    let layout = device.create_pipeline_layout(&wgpu::PipelineLayoutDescriptor {
        label: Some("figure"),
        bind_group_layouts: &[Some(layout)],
        immediate_size: 0,
    });
    let of_vertices = wgpu::vertex_attr_array![
        0 => Float32x2, 1 => Float32x2, 2 => Float32x4, 3 => Uint16x4, 4 => Uint16x4
    ];
    let of_instances = wgpu::vertex_attr_array![5 => Float32x4, 6 => Uint32x4];
    let buffer = |array_stride: usize, step_mode, attributes| {
        Some(wgpu::VertexBufferLayout { array_stride: array_stride as u64, step_mode, attributes })
    };
    device.create_render_pipeline(&wgpu::RenderPipelineDescriptor {
        label: Some("figure"),
        layout: Some(&layout),
        vertex: wgpu::VertexState {
            module,
            entry_point: Some("stand"),
            compilation_options: Default::default(),
            buffers: &[
                buffer(size_of::<Vertex>(), wgpu::VertexStepMode::Vertex, &of_vertices),
                buffer(2 * size_of::<Texel>(), wgpu::VertexStepMode::Instance, &of_instances),
            ],
        },
        primitive: wgpu::PrimitiveState::default(),
        depth_stencil: None,
        multisample: wgpu::MultisampleState::default(),
        fragment: Some(wgpu::FragmentState {
            module,
            entry_point: Some("colour"),
            compilation_options: Default::default(),
            targets: &[Some(wgpu::ColorTargetState {
                format,
                blend: Some(blend),
                write_mask: wgpu::ColorWrites::ALL,
            })],
        }),
        multiview_mask: None,
        cache: None,
    })
}
