//! The device that runs the networks: one a module, for as long as the worker lives.

use std::cell::RefCell;
use stylize::Device;

thread_local! {
    static DEVICE: RefCell<Option<Device>> = const { RefCell::new(None) };
}

/// What this module was built for.
#[cfg(feature = "webgpu")]
pub(crate) const KIND: wire::stylist::Device = wire::stylist::Device::Webgpu;
/// What this module was built for.
#[cfg(not(feature = "webgpu"))]
pub(crate) const KIND: wire::stylist::Device = wire::stylist::Device::Cpu;

/// Starts the device and names it.
#[cfg(feature = "webgpu")]
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

/// Starts the device and names it.
#[cfg(not(feature = "webgpu"))]
pub(crate) async fn start() -> Result<String, String> {
    DEVICE.with_borrow_mut(|place| *place = Some(Device::flex()));
    Ok("flex, SIMD".into())
}

/// The device; the processor's when [`start`] has not been called.
pub(crate) fn device() -> Device {
    DEVICE.with_borrow(|place| place.clone()).unwrap_or_else(Device::flex)
}
