//! A visitor's own pack: taken after every check, and on trial within bounds.
//!
//! The page gives a pack on trial a worker of its own and ends it when it does not answer; in here
//! the bounds are looked at between two steps of the work.

use crate::{canvas, packs, talk};
use std::cell::Cell;
use stylize::PackRefusal;
use wasm_bindgen::{JsCast, JsValue};
use wire::pack::{PackBounds, PackFault};
use wire::stylist::Reply;

/// A name of a tensor is the maker's own words: no longer than this.
const DETAIL_LENGTH_MAX: usize = 48;

thread_local! {
    /// When the trial ends, in milliseconds of the worker's clock, and how much memory it may take.
    static BOUNDS: Cell<Option<(f64, f64)>> = const { Cell::new(None) };
}

/// Takes the pack that lies beside the message, and says what it is or what is wrong with it.
pub(crate) async fn take(style: String, bounds: Option<PackBounds>, message: &JsValue) {
    if let Some(bounds) = bounds {
        let end = talk::now() + bounds.elapsed_ms_max;
        BOUNDS.set(Some((end, bounds.memory_bytes_max)));
    }
    let bytes = canvas::pack(message).unwrap_or_default();
    let reply = match packs::take(&style, &bytes).await {
        Err(refusal) => refused(style, &refusal),
        Ok(loaded) => match passed() {
            Some(fault) => Reply::PackRefused { style, fault, detail: String::new() },
            None => Reply::PackTaken { style, label: loaded.notes.clone() },
        },
    };
    talk::say(&reply);
}

/// The bound that was passed, if this worker has bounds.
pub(crate) fn passed() -> Option<PackFault> {
    let (end, memory_max) = BOUNDS.get()?;
    if talk::now() > end {
        return Some(PackFault::Slow);
    }
    (memory() > memory_max).then_some(PackFault::Hungry)
}

/// Bytes that this module holds; a module's memory never shrinks.
fn memory() -> f64 {
    let memory: js_sys::WebAssembly::Memory = wasm_bindgen::memory().unchecked_into();
    f64::from(memory.buffer().unchecked_into::<js_sys::ArrayBuffer>().byte_length())
}

fn refused(style: String, refusal: &PackRefusal) -> Reply {
    let (fault, detail) = match refusal {
        PackRefusal::TooLarge(_) => (PackFault::TooLarge, ""),
        PackRefusal::Malformed(_) => (PackFault::Malformed, ""),
        PackRefusal::Truncated => (PackFault::Truncated, ""),
        PackRefusal::Format => (PackFault::Format, ""),
        PackRefusal::Metadata(key) => (PackFault::Metadata, *key),
        PackRefusal::Missing(name) => (PackFault::MissingTensor, name.as_str()),
        PackRefusal::Unknown(name) => (PackFault::UnknownTensor, name.as_str()),
        PackRefusal::Shape(name) => (PackFault::Shape, name.as_str()),
        PackRefusal::Numbers(name) => (PackFault::Numbers, name.as_str()),
        PackRefusal::Golden(_) => (PackFault::Golden, ""),
    };
    let detail = detail.chars().take(DETAIL_LENGTH_MAX).collect();
    Reply::PackRefused { style, fault, detail }
}
