//! The graphics card, through Burn: one device a module, for as long as the worker lives.

use picture::{Picture, Plane};
use std::cell::RefCell;
use stylize::{Device, DrawFault, Pack, PackRefusal};

pub(crate) use stylize::Network;

/// What this module was built for.
pub(crate) const KIND: wire::stylist::Device = wire::stylist::Device::Webgpu;

thread_local! {
    static DEVICE: RefCell<Option<Device>> = const { RefCell::new(None) };
}

/// Starts the device and names it.
pub(crate) async fn start() -> Result<String, String> {
    // One network is about 60 launches: 128 keeps it within one or two submissions.
    let (device, setup) = Device::wgpu_options()
        .tasks_max(128)
        .init_with_setup_async()
        .await
        .map_err(|reason| reason.to_string())?;
    DEVICE.with_borrow_mut(|place| *place = Some(device));
    let info = setup.adapter.get_info();
    Ok(if info.name.is_empty() { "WebGPU".into() } else { info.name })
}

/// The network of a pack on the device; it has drawn the golden picture and agreed.
pub(crate) async fn load(pack: &Pack) -> Result<Network, PackRefusal> {
    let device = device();
    let network = pack.network(&device);
    pack.check(&network, &device).await?;
    Ok(network)
}

/// A picture on its way; the steps only queue work, [`Pass::finish`] waits for it.
pub(crate) struct Pass<'n>(stylize::Pass<'n>);

impl<'n> Pass<'n> {
    pub(crate) fn new(network: &'n Network, picture: &Picture, guidance: &[Plane; 3]) -> Self {
        let device = device();
        let rgb = stylize::picture_to_tensor(picture, &device);
        Self(stylize::Pass::new(network, rgb, stylize::planes_to_tensor(guidance, &device)))
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
        stylize::picture_from_tensor(self.0.finish()).await
    }
}

/// The device; the processor's when [`start`] has not been called.
fn device() -> Device {
    DEVICE.with_borrow(|place| place.clone()).unwrap_or_else(Device::flex)
}
