//! What the journeys ask for: the same scene on the processor, what was drawn until now, and a card
//! that goes away.

use std::cell::RefCell;

use js_sys::Uint8Array;
use render::reference;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::show::Show;
use crate::talk;

#[wasm_bindgen]
extern "C" {
    type Context;
    #[wasm_bindgen(method, js_name = getExtension)]
    fn extension(this: &Context, name: &str) -> Option<Loser>;

    /// WebGL's own way to try out a loss.
    #[derive(Clone)]
    type Loser;
    #[wasm_bindgen(method, js_name = loseContext)]
    fn lose(this: &Loser);
    #[wasm_bindgen(method, js_name = restoreContext)]
    fn restore(this: &Loser);
}

thread_local! {
    static LOSER: RefCell<Option<Loser>> = const { RefCell::new(None) };
}

/// Takes a message that is no part of a performance; others mean nothing.
pub(crate) fn hear(show: &mut Show, message: &JsValue) {
    match talk::text(message, "type").as_deref() {
        Some("reference") => reference(show),
        Some("count") => show.count(),
        Some("lose") => lose(show),
        Some("restore") => LOSER.with_borrow(|loser| {
            if let Some(loser) = loser {
                loser.restore();
            }
        }),
        _ => {}
    }
}

/// Premultiplied pixels of what should be seen.
fn reference(show: &Show) {
    let scene = show.play.scene();
    let [width, height] = scene.view.size;
    let pixels = Uint8Array::from(&reference::draw(scene, None)[..]);
    talk::say(
        "reference",
        [("width", width.into()), ("height", height.into()), ("pixels", pixels.into())],
    );
}

fn lose(show: &mut Show) {
    let Some(card) = &show.card else { return };
    if card.renderer == "webgpu" {
        card.device.destroy();
        show.play.wake();
        return;
    }
    let context = show.canvas().get_context("webgl2").ok().flatten();
    let loser =
        context.and_then(|it| it.unchecked_into::<Context>().extension("WEBGL_lose_context"));
    if let Some(loser) = &loser {
        loser.lose();
    }
    LOSER.set(loser);
}
