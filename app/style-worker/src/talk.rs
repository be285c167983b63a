//! Answers to the page.

use js_sys::{Array, Object, Reflect, Uint8Array, Uint8ClampedArray};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;
use wire::stylist::{RefusalCode, Reply};

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds of the worker's clock.
pub(crate) fn now() -> f64 {
    scope().performance().map_or(0.0, |clock| clock.now())
}

/// Sends a reply.
pub(crate) fn say(reply: &Reply) {
    send(reply, None);
}

/// Sends a reply with RGBA pixels beside it.
pub(crate) fn say_with_pixels(reply: &Reply, name: &str, rgba: &[u8]) {
    let pixels = Uint8ClampedArray::new_from_slice(rgba);
    let buffer = pixels.buffer();
    send(reply, Some((name, pixels.into(), buffer.into())));
}

/// Sends a reply with a file beside it.
pub(crate) fn say_with_file(reply: &Reply, name: &str, bytes: &[u8]) {
    let file = Uint8Array::new_from_slice(bytes);
    let buffer = file.buffer();
    send(reply, Some((name, file.into(), buffer.into())));
}

/// Says what could not be done.
pub(crate) fn refuse(job: u32, code: RefusalCode, message: &str) {
    say(&Reply::Refused { job, code, message: message.to_owned() });
}

/// The reply as an object whose field `type` names it.
fn written(reply: &Reply) -> Option<JsValue> {
    let named = reply.serialize(&Serializer::json_compatible()).ok()?;
    let entry: Array = Object::entries(named.unchecked_ref()).get(0).dyn_into().ok()?;
    let (name, object) = (entry.get(0), entry.get(1));
    Reflect::set(&object, &"type".into(), &name).ok()?;
    Some(object)
}

fn send(reply: &Reply, beside: Option<(&str, JsValue, JsValue)>) {
    let Some(object) = written(reply) else { return };
    let moved = Array::new();
    if let Some((name, value, buffer)) = beside {
        let object: &Object = object.unchecked_ref();
        if Reflect::set(object, &name.into(), &value).is_err() {
            return;
        }
        moved.push(&buffer);
    }
    // A page that went away cannot be told anything: there is nobody left to tell.
    drop(scope().post_message_with_transfer(&object, &moved));
}
