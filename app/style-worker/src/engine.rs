//! What draws: one engine a module, the graphics card or the processor.
//!
//! Both offer the same: `KIND`, `start`, `load` (a network from a pack, checked by its golden
//! picture), and `Pass` (a picture on its way, in steps).

use std::cell::Cell;
use stylize::DrawFault;

#[cfg(not(feature = "webgpu"))]
mod processor;
#[cfg(feature = "webgpu")]
mod webgpu;

#[cfg(not(feature = "webgpu"))]
pub(crate) use processor::{KIND, Network, Pass, load, start};
#[cfg(feature = "webgpu")]
pub(crate) use webgpu::{KIND, Network, Pass, load, start};

thread_local! {
    static LOST: Cell<bool> = const { Cell::new(false) };
}

/// Notes what a failed pass means; `true` when it was the pack's fault and not the device's.
pub(crate) fn is_the_packs(fault: &DrawFault) -> bool {
    let pack = matches!(fault, DrawFault::NotFinite);
    LOST.set(LOST.get() || !pack);
    pack
}

/// Whether the device is gone. Everything on it is gone too: the worker starts over.
pub(crate) fn is_lost() -> bool {
    LOST.get()
}
