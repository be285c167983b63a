//! The studio: a character, everything that it can wear and be, and the way back.
//!
//! A program of its own beside the page's (`app`), which loads it when `/studio` is opened and calls
//! [`show`] and [`hide`]. The same program runs in a worker as the artist ([`artist::picture`]), so
//! that the page answers while a picture is made.
//!
//! `state` is all that the page knows, `update` the only way from one state to the next, `desk` the
//! only place that does anything; what a decision means stands in `shared/project`, what it looks
//! like in `shared/character`.

#![expect(unreachable_pub, reason = "the component macro writes `pub` for its own parts")]

pub mod artist;
mod colours;
mod desk;
mod drawers;
mod easel;
pub mod likeness;
mod mark;
mod motion;
mod observer;
mod page;
mod performer;
mod photo;
mod placing;
mod sliders;
mod stage;
mod state;
mod update;
mod wardrobe;
mod words;

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use desk::Desk;
use ui::browser::{self, disregard};

thread_local! {
    /// The program's own element, once it has started.
    static ROOT: RefCell<Option<HtmlElement>> = const { RefCell::new(None) };
    /// The program's own desk, once it has started.
    static DESK: Cell<Option<Desk>> = const { Cell::new(None) };
}

/// Shows the studio inside `place`. It has one address.
#[wasm_bindgen]
pub fn show(place: &HtmlElement, _address: &str) {
    if ROOT.with_borrow(Option::is_none) {
        start();
    }
    browser::document().set_title("Studio: Digigami");
    ROOT.with_borrow(|root| {
        if let Some(root) = root
            && root.parent_element().as_ref() != Some(place)
        {
            disregard(place.append_child(root));
        }
    });
    if let Some(desk) = DESK.get() {
        photo::read_handed(desk);
    }
}

/// Takes the studio out of the page, until it is shown again.
#[wasm_bindgen]
pub fn hide() {
    ROOT.with_borrow(|root| {
        if let Some(root) = root {
            root.remove();
        }
    });
}

fn start() {
    console_error_panic_hook::set_once();
    let Ok(element) = browser::document().create_element("div") else { return };
    let element: HtmlElement = element.unchecked_into();
    // The program lives as long as its tab.
    leptos::mount::mount_to(element.clone(), || {
        let desk = Desk::new();
        DESK.set(Some(desk));
        view! { <page::Studio desk /> }
    })
    .forget();
    ROOT.set(Some(element));
}
