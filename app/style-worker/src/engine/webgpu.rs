//! The graphics card: one device a module, for as long as the worker lives.

use picture::{Picture, Plane};
use std::cell::RefCell;
use std::rc::Rc;
use stylize::gpu::{self, Gpu};
use stylize::{DrawFault, Pack, PackRefusal};

pub(crate) use stylize::gpu::Network;

/// What this module was built for.
pub(crate) const KIND: wire::stylist::Device = wire::stylist::Device::Webgpu;

thread_local! {
    static GPU: RefCell<Option<Rc<Gpu>>> = const { RefCell::new(None) };
}

/// Starts the device and names it.
pub(crate) async fn start() -> Result<String, String> {
    let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
    let wish = wgpu::RequestAdapterOptions {
        power_preference: wgpu::PowerPreference::HighPerformance,
        ..Default::default()
    };
    let adapter = instance.request_adapter(&wish).await.map_err(|reason| reason.to_string())?;
    // The limits that every browser promises are enough.
    let asked = wgpu::DeviceDescriptor::default();
    let (device, queue) =
        adapter.request_device(&asked).await.map_err(|reason| reason.to_string())?;
    GPU.with_borrow_mut(|place| *place = Some(Gpu::new(device, queue)));
    let name = adapter.get_info().name;
    Ok(if name.is_empty() { "WebGPU".into() } else { name })
}

/// The network of a pack on the card; it has drawn the golden picture there and agreed.
pub(crate) async fn load(pack: &Pack) -> Result<Network, PackRefusal> {
    let gpu = GPU.with_borrow(|place| place.clone());
    // Nothing was drawn where nothing was started.
    let gpu = gpu.ok_or(PackRefusal::Golden(f32::INFINITY))?;
    pack.on_gpu(&gpu).await
}

/// A picture on its way; the steps only queue work, [`Pass::finish`] waits for it.
pub(crate) struct Pass<'n>(gpu::Pass<'n>);

impl<'n> Pass<'n> {
    pub(crate) fn new(network: &'n Network, picture: &Picture, guidance: &[Plane; 3]) -> Self {
        Self(gpu::Pass::new(network, picture, guidance))
    }

    /// Queues the next unit; `false` when none was left.
    pub(crate) fn step(&mut self) -> bool {
        self.0.step()
    }

    /// Part of the units that are queued, `0.0..=1.0`.
    pub(crate) fn progress(&self) -> f32 {
        self.0.progress()
    }

    /// The picture, clamped to `0.0..=1.0`.
    pub(crate) async fn finish(self) -> Result<Picture, DrawFault> {
        self.0.finish().await
    }
}
