//! The performer: a worker that moves a character and draws it on a canvas of the page.
//!
//! The page gives it a canvas and says what to perform; the studio's artist draws the characters.
//! It knows neither pages nor drawings. `worker.js` hands every message to [`hear`].
//!
//! - [`play`] is what is performed: rig, actor, scene. It needs no card and no clock.
//! - `card` is the canvas with a device behind it: WebGPU on a graphics card, else WebGL2.
//! - `show` brings the two together, frame by frame, and only while something changes. When the
//!   card is lost it opens another one, once.
//! - `proof` answers the journeys: what a processor draws of the same scene, and a lost card.

mod card;
mod cast;
pub mod play;
mod proof;
mod show;
mod talk;

use std::cell::RefCell;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::OffscreenCanvas;

use show::Show;

thread_local! {
    /// The one show of this worker, once it has begun.
    static SHOW: RefCell<Option<Show>> = const { RefCell::new(None) };
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
