//! Where the page's messages come in.

use std::cell::RefCell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::OffscreenCanvas;

use crate::show::Show;
use crate::{card, talk};

thread_local! {
    /// The one show of this worker, once it has begun.
    pub(crate) static SHOW: RefCell<Option<Show>> = const { RefCell::new(None) };
}

/// Takes the canvas, and finds something that draws: `webgpu`, `webgl2`, or `auto`, which is the
/// first of the two that is no emulation. Resolves to whether there is.
#[wasm_bindgen]
pub async fn begin(canvas: OffscreenCanvas, renderer: String) -> bool {
    console_error_panic_hook::set_once();
    match card::open(&canvas, card::Wish::of(&renderer)).await {
        Ok(card) => {
            SHOW.set(Some(Show::new(canvas, card)));
            true
        }
        Err(words) => {
            talk::lost(&words);
            false
        }
    }
}

/// Takes a message of the page.
#[wasm_bindgen]
pub fn hear(message: &JsValue) {
    SHOW.with_borrow_mut(|show| {
        if let Some(show) = show {
            show.hear(message);
        }
    });
}
