//! The style on the camera's frames: one at a time, small, and steady from one to the next.

use crate::canvas::{self, FaceNews};
use crate::engine::{self, Pass};
use crate::{packs, talk};
use portrait::live::{Frame, Live};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wire::stylist::{RefusalCode, Reply};

/// Largest side of a live drawing, in pixels.
const SIDE_MAX: u32 = 384;
/// Smallest side of a live drawing, in pixels.
const SIDE_MIN: u32 = 64;

thread_local! {
    static LIVE: RefCell<Live> = RefCell::default();
}

/// Draws one frame; frame 0 begins anew.
pub(crate) async fn draw(frame: u32, style: &str, side: u32, message: &JsValue) {
    let began = talk::now();
    match drawn(frame, style, side, message).await {
        Ok(rgba) => {
            let elapsed_ms = talk::now() - began;
            let reply = Reply::Live { frame, size: side, elapsed_ms };
            talk::say_with_pixels(&reply, "preview", &rgba);
        }
        // Of a lost device `worker.js` tells the page, when it has started over.
        Err(RefusalCode::WebgpuLost) => {}
        Err(code) => talk::say(&Reply::LiveFailed { frame, code }),
    }
}

async fn drawn(
    frame: u32,
    style: &str,
    side: u32,
    message: &JsValue,
) -> Result<Vec<u8>, RefusalCode> {
    if !(SIDE_MIN..=SIDE_MAX).contains(&side) || !side.is_multiple_of(8) {
        return Err(RefusalCode::BadRequest);
    }
    let photo = canvas::photo(message).ok_or(RefusalCode::ImageUnreadable)?;
    let loaded = packs::network(style).await.map_err(|(code, _)| code)?;
    let news = canvas::face_news(message);
    let prepared = LIVE.with_borrow_mut(|live| {
        if frame == 0 {
            *live = Live::default();
        }
        match news {
            FaceNews::None => {}
            FaceNews::Gone => live.face_gone(),
            FaceNews::Found(landmarks) => live.face_found(&landmarks, photo.width, photo.height),
        }
        live.prepare(&photo, side as usize)
    });
    let Frame { picture, guidance } = &prepared;
    let mut pass = Pass::new(&loaded.network, picture, guidance);
    while pass.step() {}
    let drawn = pass.finish().await.map_err(|fault| {
        if engine::is_the_packs(&fault) { RefusalCode::PackBroken } else { RefusalCode::WebgpuLost }
    })?;
    let shown = LIVE.with_borrow_mut(|live| live.finish(&prepared, drawn, style));
    Ok(shown.to_rgba8(None))
}
