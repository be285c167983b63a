//! A worker behind a closure: messages go in as objects, answers come back as objects.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Event, MessageEvent, Worker, WorkerOptions, WorkerType};

use crate::browser::disregard;

/// What came from a worker.
pub enum News {
    /// A message.
    Message(Object),
    /// The script did not load, or threw where nobody caught it.
    Broken,
}

/// A running worker, and the closures that listen to it. It ends when this is dropped.
pub struct Line {
    worker: Worker,
    _on_message: Closure<dyn FnMut(MessageEvent)>,
    _on_error: Closure<dyn FnMut(Event)>,
}

impl Line {
    /// Starts the script at `address` as a worker and listens to it; none where it cannot be had.
    pub fn open(
        address: &str,
        kind: WorkerType,
        hear: impl Fn(News) + Clone + 'static,
    ) -> Option<Self> {
        let options = WorkerOptions::new();
        options.set_type(kind);
        let worker = Worker::new_with_options(address, &options).ok()?;
        let told = hear.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            if let Ok(object) = event.data().dyn_into::<Object>() {
                told(News::Message(object));
            }
        });
        let on_error = Closure::<dyn FnMut(Event)>::new(move |_| hear(News::Broken));
        worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
        Some(Self { worker, _on_message: on_message, _on_error: on_error })
    }

    /// Sends a message; what is in `moved` changes hands instead of being copied.
    pub fn post(&self, message: &JsValue, moved: &[&JsValue]) {
        let moved: Array = moved.iter().copied().collect();
        disregard(self.worker.post_message_with_transfer(message, &moved));
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.worker.set_onmessage(None);
        self.worker.set_onerror(None);
        self.worker.terminate();
    }
}

/// A field of an object, or undefined.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A field as a whole number, or 0.
pub fn number(object: &JsValue, name: &str) -> u32 {
    field(object, name).as_f64().unwrap_or(0.0) as u32
}

/// Sets a field.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    disregard(Reflect::set(object, &name.into(), value));
}

/// Takes a field out, so that what remains is small enough to be read by serde.
pub fn take(object: &Object, name: &str) -> JsValue {
    let value = field(object, name);
    disregard(Reflect::delete_property(object, &name.into()));
    value
}
