//! The device, its compiled kernels, and a network's weights on it.

use super::pack::pack;
use super::plan::{Kernel, Launch, Plan, Slot};
use super::shader;
use crate::Tier;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::{Arc, Mutex};

/// A graphics card and the kernels that were compiled for it. Shared by all networks on it.
#[derive(Debug)]
pub struct Gpu {
    pub(super) device: wgpu::Device,
    pub(super) queue: wgpu::Queue,
    pipelines: RefCell<BTreeMap<Kernel, wgpu::ComputePipeline>>,
    /// Maps of the last picture, for the next one of the same size.
    pub(super) idle: RefCell<Option<Room>>,
    /// What the card complained about and nobody asked for yet.
    complaint: Arc<Mutex<Option<String>>>,
}

impl Gpu {
    /// Takes a device with the default limits or better; no feature is needed.
    pub fn new(device: wgpu::Device, queue: wgpu::Queue) -> Rc<Self> {
        let complaint = Arc::new(Mutex::new(None));
        let heard = complaint.clone();
        device.on_uncaptured_error(Arc::new(move |error: wgpu::Error| {
            if let Ok(mut place) = heard.lock() {
                place.get_or_insert(error.to_string());
            }
        }));
        let (pipelines, idle) = (RefCell::default(), RefCell::default());
        Rc::new(Self { device, queue, pipelines, idle, complaint })
    }

    /// The first complaint since the last call: a shader that was refused, memory that ran out.
    pub(super) fn complaint(&self) -> Option<String> {
        self.complaint.lock().ok()?.take()
    }

    /// The kernel, compiled when it is asked for the first time.
    fn pipeline(&self, kernel: Kernel) -> wgpu::ComputePipeline {
        let mut pipelines = self.pipelines.borrow_mut();
        let made = pipelines.entry(kernel).or_insert_with(|| {
            let label = format!("{kernel:?}");
            let source = wgpu::ShaderSource::Wgsl(shader::source(&kernel).into());
            let module = self
                .device
                .create_shader_module(wgpu::ShaderModuleDescriptor { label: Some(&label), source });
            self.device.create_compute_pipeline(&wgpu::ComputePipelineDescriptor {
                label: Some(&label),
                layout: None,
                module: &module,
                entry_point: Some("main"),
                compilation_options: wgpu::PipelineCompilationOptions::default(),
                cache: None,
            })
        });
        made.clone()
    }

    fn buffer(&self, bytes: u64, usage: wgpu::BufferUsages) -> wgpu::Buffer {
        let descriptor =
            wgpu::BufferDescriptor { label: None, size: bytes, usage, mapped_at_creation: false };
        self.device.create_buffer(&descriptor)
    }

    fn filled(&self, data: &[u8], usage: wgpu::BufferUsages) -> wgpu::Buffer {
        let buffer = self.buffer(data.len() as u64, usage | wgpu::BufferUsages::COPY_DST);
        self.queue.write_buffer(&buffer, 0, data);
        buffer
    }
}

/// One network on a graphics card: a tier and its weights.
#[derive(Debug)]
pub struct Network {
    pub(super) gpu: Rc<Gpu>,
    tier: &'static Tier,
    pub(super) plan: Plan,
    /// Kernel and weights of each launch, unit by unit.
    pub(super) launches: Vec<Vec<Ready>>,
}

/// A launch whose kernel is compiled and whose weights are on the card.
#[derive(Debug)]
pub(super) struct Ready {
    launch: Launch,
    pipeline: wgpu::ComputePipeline,
    weights: wgpu::Buffer,
}

impl Network {
    /// Builds a network of `tier`; `values` gives each tensor's numbers by position in
    /// [`Tier::tensors`].
    ///
    /// # Panics
    /// When `values` returns fewer numbers than the tensor's shape asks for.
    pub fn new(
        gpu: &Rc<Gpu>,
        tier: &'static Tier,
        mut values: impl FnMut(usize) -> Vec<f32>,
    ) -> Self {
        let plan = Plan::new(tier);
        let usage = wgpu::BufferUsages::STORAGE | wgpu::BufferUsages::UNIFORM;
        let mut ready = |launch: &Launch| {
            let packed = pack(&launch.kernel, &mut |i| values(launch.tensor + i));
            Ready {
                launch: launch.clone(),
                pipeline: gpu.pipeline(launch.kernel),
                weights: gpu.filled(bytemuck::cast_slice(&packed), usage),
            }
        };
        let launches =
            plan.units.iter().map(|unit| unit.iter().map(&mut ready).collect()).collect();
        Self { gpu: gpu.clone(), tier, plan, launches }
    }

    /// The network's size.
    pub fn tier(&self) -> &'static Tier {
        self.tier
    }

    /// Maps for a picture of this size: those of the last picture if they fit.
    pub(super) fn room(&self, width: usize, height: usize) -> Room {
        let fits = |room: &Room| (room.tier, room.width, room.height) == (self.tier, width, height);
        match self.gpu.idle.take().filter(fits) {
            Some(room) => room,
            None => Room::new(&self.gpu, self.tier, &self.plan, width, height),
        }
    }
}

impl Ready {
    /// Puts the launch into `pass`.
    pub(super) fn encode(&self, gpu: &Gpu, room: &Room, pass: &mut wgpu::ComputePass<'_>) {
        let Launch { kernel, input, other, output, level, .. } = &self.launch;
        let maps = [Some(*input), Some(*output), *other];
        let buffers = [&room.sizes[*level], &self.weights]
            .into_iter()
            .chain(maps.into_iter().flatten().map(|slot| &room.maps[slot.index]));
        let entries: Vec<wgpu::BindGroupEntry<'_>> = buffers
            .enumerate()
            .map(|(binding, buffer)| wgpu::BindGroupEntry {
                binding: binding as u32,
                resource: buffer.as_entire_binding(),
            })
            .collect();
        let group = gpu.device.create_bind_group(&wgpu::BindGroupDescriptor {
            label: None,
            layout: &self.pipeline.get_bind_group_layout(0),
            entries: &entries,
        });
        let (width, height) = (room.width >> level, room.height >> level);
        pass.set_pipeline(&self.pipeline);
        pass.set_bind_group(0, &group, &[]);
        pass.dispatch_workgroups(
            width.div_ceil(shader::GROUP) as u32,
            height.div_ceil(shader::GROUP * kernel.rows()) as u32,
            kernel.layers() as u32,
        );
    }
}

/// Every map of one picture on its way, on the card.
#[derive(Debug)]
pub(super) struct Room {
    tier: &'static Tier,
    width: usize,
    height: usize,
    maps: Vec<wgpu::Buffer>,
    /// Width and height by level.
    sizes: Vec<wgpu::Buffer>,
    pub(super) staging: wgpu::Buffer,
}

impl Room {
    fn new(gpu: &Gpu, tier: &'static Tier, plan: &Plan, width: usize, height: usize) -> Self {
        use wgpu::BufferUsages as Usage;
        let bytes =
            |slot: &Slot| (slot.quads * 16 * (width >> slot.level) * (height >> slot.level)) as u64;
        let usage = Usage::STORAGE | Usage::COPY_SRC | Usage::COPY_DST;
        let size = |level: usize| {
            let sides = [(width >> level) as u32, (height >> level) as u32];
            gpu.filled(bytemuck::cast_slice(&sides), Usage::UNIFORM)
        };
        let deepest = plan.slots.iter().map(|slot| slot.level).max().unwrap_or(0);
        Self {
            tier,
            width,
            height,
            maps: plan.slots.iter().map(|slot| gpu.buffer(bytes(slot), usage)).collect(),
            sizes: (0..=deepest).map(size).collect(),
            staging: gpu.buffer(bytes(&plan.result), Usage::MAP_READ | Usage::COPY_DST),
        }
    }

    pub(super) fn map(&self, slot: Slot) -> &wgpu::Buffer {
        &self.maps[slot.index]
    }
}
