//! Brings the hero of `index.html` to life: its fold follows the hand.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::HtmlInputElement;

use crate::browser::{self, disregard};
use crate::ui::before_after;

/// Listens to the hero's slider; once is enough, the hero stays in the page.
pub(super) fn wire() {
    let Ok(Some(input)) = browser::document().query_selector("#hero-ba input") else { return };
    let Ok(input) = input.dyn_into::<HtmlInputElement>() else { return };
    if input.oninput().is_some() {
        return;
    }
    let moved = input.clone();
    let follow = Closure::<dyn FnMut()>::new(move || before_after::follow(&moved));
    disregard(input.set_attribute("aria-valuetext", "50 percent photo"));
    input.set_oninput(Some(follow.as_ref().unchecked_ref()));
    follow.forget();
}
