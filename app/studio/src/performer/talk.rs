//! What goes between page and performer: plain objects with a `type`.

use js_sys::{Array, Object, Reflect};
use ui::browser;
use wasm_bindgen::{JsCast, JsValue};

use super::{ClipInfo, Renderer, Said};

/// A part of an object; undefined if it is not there.
pub(super) fn read(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// An object of these parts.
pub(super) fn object<'a>(parts: impl IntoIterator<Item = (&'a str, JsValue)>) -> Object {
    let object = Object::new();
    for (name, value) in parts {
        browser::disregard(Reflect::set(&object, &name.into(), &value));
    }
    object
}

/// A message of these parts.
pub(super) fn message<'a>(
    kind: &str,
    parts: impl IntoIterator<Item = (&'a str, JsValue)>,
) -> Object {
    object(parts.into_iter().chain([("type", kind.into())]))
}

/// Values of parameters, by id.
pub(super) fn values(values: Option<&[(&str, f32)]>) -> JsValue {
    let Some(values) = values else { return JsValue::NULL };
    object(values.iter().map(|(id, value)| (*id, (*value).into()))).into()
}

/// What the performer's message means; none if it means nothing to the page.
pub(super) fn said(message: &JsValue) -> Option<Said> {
    let text = |name: &str| read(message, name).as_string();
    let number = |name: &str| read(message, name).as_f64();
    match text("type")?.as_str() {
        "ready" => {
            let renderer = match text("renderer")?.as_str() {
                "webgpu" => Renderer::WebGpu,
                _ => Renderer::WebGl2,
            };
            let clips: Array = read(message, "clips").dyn_into().ok()?;
            Some(Said::Ready { renderer, clips: clips.iter().filter_map(|it| clip(&it)).collect() })
        }
        "at" => Some(Said::At { clip: text("clip")?, seconds: number("seconds")? as f32 }),
        "drawn" => {
            Some(Said::Drawn { frames: number("frames")? as u32, bytes: number("bytes")? as u32 })
        }
        "refused" => Some(Said::Refused(text("words")?)),
        "lost" => Some(Said::Lost),
        _ => None,
    }
}

fn clip(told: &JsValue) -> Option<ClipInfo> {
    Some(ClipInfo {
        name: read(told, "name").as_string()?,
        duration_s: read(told, "duration").as_f64()? as f32,
        is_loop: read(told, "isLoop").is_truthy(),
    })
}
