//! A character on its way from the artist to the performer.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use super::talk;

/// A character, rigged and painted: bytes that change their owner and are never copied.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    message: Object,
    transferred: Array,
}

impl Figure {
    /// What the artist's message carries; none if it carries no figure.
    pub(crate) fn read(message: &JsValue) -> Option<Self> {
        let parts =
            ["skeleton", "pictures", "pixels"].map(|name| (name, talk::read(message, name)));
        if parts.iter().any(|(_, part)| part.is_undefined()) {
            return None;
        }
        let buffer = |part: &JsValue| Reflect::get(part, &"buffer".into()).ok();
        let transferred = parts.iter().filter_map(|(_, part)| buffer(part));
        let transferred = transferred.filter(|it| !it.is_undefined()).collect();
        Some(Self { message: talk::message("figure", parts), transferred })
    }

    pub(super) fn into_message(self) -> (Object, Array) {
        (self.message, self.transferred)
    }
}
