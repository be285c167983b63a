//! The style worker: the network in a module worker, so that nothing blocks the page
//! (DESIGN §3.9).
//!
//! Takes `wire::stylist` requests with pictures beside them, answers with replies. Knows nothing
//! of pages and buttons. `worker.js` chooses the module (processor or graphics card) and hands
//! every message to [`handle`].

mod canvas;
mod engine;
mod job;
mod live;
mod measure;
mod packs;
mod studio;
mod talk;
mod trial;

use wasm_bindgen::prelude::*;
use wire::stylist::{RefusalCode, Request};

/// Starts the module's device; resolves to its name.
///
/// # Errors
/// When no device can be had, with the reason.
#[wasm_bindgen]
pub async fn begin() -> Result<String, JsValue> {
    console_error_panic_hook::set_once();
    engine::start().await.map_err(|reason| JsValue::from_str(&reason))
}

/// Draws the golden picture of the first style; `false` when this device computes wrongly.
#[wasm_bindgen]
pub async fn agrees() -> bool {
    packs::network(stylize::STYLES[0].id).await.is_ok()
}

/// One pass of a style's network, from numbers to numbers, for `cargo xtask bench style`: planar
/// sRGB, three planes of a square whose side is a multiple of 8, and three planes of guidance of
/// half that side; answers three planes of the same size.
///
/// # Errors
/// When the numbers are no square, the style has no pack, or the device fails.
#[wasm_bindgen]
pub async fn pass_numbers(
    style: String,
    rgb: Vec<f32>,
    guidance: Vec<f32>,
) -> Result<Vec<f32>, JsValue> {
    let failed = |reason: String| JsValue::from_str(&reason);
    measure::pass(&style, &rgb, &guidance).await.map_err(failed)
}

/// Handles one message of the page; `true` when the device was lost on the way, and with it
/// everything that this module holds.
#[wasm_bindgen]
pub async fn handle(message: JsValue) -> bool {
    let request = match serde_wasm_bindgen::from_value::<Request>(message.clone()) {
        Ok(request) => request,
        Err(reason) => {
            talk::refuse(0, RefusalCode::BadRequest, &reason.to_string());
            return false;
        }
    };
    match request {
        // The device is chosen in worker.js, before this module is loaded.
        Request::Probe { .. } => {}
        Request::Open { job } => studio::open(job, &message),
        Request::Matte { job } => studio::take_matte(job, &message),
        Request::Draw { job, style, options } => studio::draw(job, &style, options).await,
        Request::Export { job, style, options, size, background, crop } => {
            let wish = studio::Wish { style, options, size, background, crop };
            studio::export(job, &wish).await;
        }
        Request::Cancel { job } => studio::cancel(job),
        Request::Close { job } => studio::close(job),
        Request::Pack { style, bounds } => trial::take(style, bounds, &message).await,
        Request::Live { frame, style, side } => live::draw(frame, &style, side, &message).await,
    }
    engine::is_lost()
}
