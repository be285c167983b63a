//! Talks to `/stylist/worker.js`. The messages are `wire::stylist`; pictures lie beside them.

use js_sys::{Object, Uint8Array, Uint8ClampedArray};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::WorkerType;
use wire::stylist::{Preference, Reply, Request};

use ui::workers::{Line, News, field, set, take};

/// What the style worker says.
pub(crate) enum Heard {
    /// A reply, and the pixels or bytes that came beside it.
    Reply(Reply, Attached),
    /// The worker is gone, or never came.
    Lost,
}

pub(crate) enum Attached {
    Nothing,
    Pixels(Uint8ClampedArray),
    File(Uint8Array),
}

pub(crate) fn connect(prefer: Preference, hear: impl Fn(Heard) + Clone + 'static) -> Option<Line> {
    let line = Line::open("/stylist/worker.js", WorkerType::Module, move |news| match news {
        News::Broken => hear(Heard::Lost),
        News::Message(object) => {
            if let Some((reply, attached)) = read(&object) {
                hear(Heard::Reply(reply, attached));
            }
        }
    })?;
    send(&line, &Request::Probe { prefer }, &[]);
    Some(line)
}

/// `?device=cpu` and `?device=webgpu` are for tests and for people who want to compare.
pub(crate) fn preference() -> Preference {
    let query = crate::browser::window().location().search().unwrap_or_default();
    if query.contains("device=webgpu") {
        Preference::Webgpu
    } else if query.contains("device=cpu") {
        Preference::Cpu
    } else {
        Preference::Auto
    }
}

fn read(object: &Object) -> Option<(Reply, Attached)> {
    let attached = ["before", "preview", "png"].into_iter().find_map(|name| {
        let value = take(object, name);
        match value.dyn_into::<Uint8ClampedArray>() {
            Ok(pixels) => Some(Attached::Pixels(pixels)),
            Err(value) => value.dyn_into::<Uint8Array>().ok().map(Attached::File),
        }
    });
    let named = Object::new();
    set(&named, &field(object, "type").as_string()?, object);
    let reply = serde_wasm_bindgen::from_value(named.into()).ok()?;
    Some((reply, attached.unwrap_or(Attached::Nothing)))
}

/// Sends a request; `beside` are the pictures that travel with it, bitmaps are moved.
pub(crate) fn send(line: &Line, request: &Request, beside: &[(&str, &JsValue)]) {
    let Ok(message) = request.serialize(&Serializer::json_compatible()) else { return };
    let mut moved = vec![];
    for (name, value) in beside {
        set(&message, name, value);
        if value.is_instance_of::<web_sys::ImageBitmap>() {
            moved.push(*value);
        }
    }
    line.post(&message, &moved);
}
