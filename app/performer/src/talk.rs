//! What goes between performer and page: plain objects with a `type`.

use js_sys::{Array, Object, Reflect, Uint8Array};
use rig::Rig;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DedicatedWorkerGlobalScope;

/// The worker itself.
pub(crate) fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// A part of a message; undefined if it is not there.
pub(crate) fn read(message: &JsValue, name: &str) -> JsValue {
    Reflect::get(message, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

pub(crate) fn text(message: &JsValue, name: &str) -> Option<String> {
    read(message, name).as_string()
}

/// A number that is one.
pub(crate) fn number(message: &JsValue, name: &str) -> Option<f32> {
    read(message, name).as_f64().map(|it| it as f32).filter(|it| it.is_finite())
}

pub(crate) fn is_true(message: &JsValue, name: &str) -> bool {
    read(message, name).is_truthy()
}

pub(crate) fn bytes(message: &JsValue, name: &str) -> Vec<u8> {
    read(message, name).dyn_into().map_or_else(|_| Vec::new(), |it: Uint8Array| it.to_vec())
}

/// The named values of an object, in its order; none if it is no object.
pub(crate) fn entries(message: &JsValue, name: &str) -> Option<Vec<(String, JsValue)>> {
    let object: Object = read(message, name).dyn_into().ok()?;
    let entry = |it: JsValue| {
        let pair: Array = it.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1)))
    };
    Some(Object::entries(&object).iter().filter_map(entry).collect())
}

/// Says something to the page.
pub(crate) fn say<const N: usize>(kind: &str, parts: [(&str, JsValue); N]) {
    // A page that cannot hear any more is gone, and its worker with it.
    drop(scope().post_message(&object(parts.into_iter().chain([("type", kind.into())]))));
}

/// Nothing will be drawn any more.
pub(crate) fn lost(words: &str) {
    say("lost", [("words", words.into())]);
}

/// A figure was not taken.
pub(crate) fn refused(words: &str) {
    say("refused", [("words", words.into())]);
}

/// A figure is seen.
pub(crate) fn ready(renderer: &str, rig: &Rig) {
    let clip = |name: &String| {
        let clip = rig.clip(name)?;
        Some(JsValue::from(object([
            ("name", name.as_str().into()),
            ("duration", rig.duration(clip).into()),
            ("isLoop", rig.is_looping(clip).into()),
        ])))
    };
    let clips: Array = rig.clip_names().iter().filter_map(clip).collect();
    say("ready", [("renderer", renderer.into()), ("clips", clips.into())]);
}

fn object<'a>(parts: impl IntoIterator<Item = (&'a str, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in parts {
        // Setting a part of a plain object cannot fail.
        drop(Reflect::set(&object, &name.into(), &value));
    }
    object
}
