//! Hears when an element's size changes.

use js_sys::Function;
use wasm_bindgen::prelude::{Closure, wasm_bindgen};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Element;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = ResizeObserver)]
    type ResizeObserver;
    #[wasm_bindgen(constructor, catch, js_class = ResizeObserver)]
    fn new(heard: &Function) -> Result<ResizeObserver, JsValue>;
    #[wasm_bindgen(method)]
    fn observe(this: &ResizeObserver, element: &Element);
    #[wasm_bindgen(method)]
    fn disconnect(this: &ResizeObserver);
}

/// Listens until it is dropped.
pub(crate) struct Observer {
    observer: ResizeObserver,
    _heard: Closure<dyn FnMut()>,
}

impl Observer {
    /// Calls back after each change of the element's size. None where browsers cannot tell.
    pub(crate) fn of_size(element: &Element, changed: impl FnMut() + 'static) -> Option<Self> {
        let heard = Closure::<dyn FnMut()>::new(changed);
        let observer = ResizeObserver::new(heard.as_ref().unchecked_ref()).ok()?;
        observer.observe(element);
        Some(Self { observer, _heard: heard })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
