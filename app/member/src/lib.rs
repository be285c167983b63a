//! The member's pages: wallet, staking, governance, treasury, account, developers.
//!
//! A program of its own beside the page's (`app`), which loads it when one of these addresses is opened
//! and calls [`show`] and [`hide`]. What it shows stays in memory while it is hidden, so that coming
//! back shows what was there and then what is new.
//!
//! Each feature has a folder: `mod.rs` is its page, `state.rs` and `update.rs` its state and messages
//! (pure), `effects.rs` what they cause. Features do not use each other; what several need stands here.

#![expect(unreachable_pub, reason = "the component macro writes `pub` for its own parts")]

mod account;
mod address;
mod amount;
mod api;
mod area;
mod confirm;
mod desk;
mod developers;
mod door;
mod field;
mod figure;
mod governance;
mod jobs;
mod live;
mod mark;
mod markdown;
mod person;
mod prose;
mod session;
mod share;
mod staking;
mod terms;
mod treasury;
mod wallet;
mod when;

use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::HtmlElement;

use ui::browser::{self, disregard};

/// The program's own element and what it is told, once it has started.
struct Root {
    element: HtmlElement,
    address: ArcRwSignal<String>,
    is_shown: ArcRwSignal<bool>,
}

thread_local! {
    static ROOT: RefCell<Option<Root>> = const { RefCell::new(None) };
}

/// Shows the page of an address (path and query) inside `place`.
#[wasm_bindgen]
pub fn show(place: &HtmlElement, address: &str) {
    if ROOT.with_borrow(Option::is_none) {
        start(address);
    }
    ROOT.with_borrow(|root| {
        let Some(root) = root else { return };
        if root.address.get_untracked() != address {
            root.address.set(address.to_owned());
        }
        if root.element.parent_element().as_ref() != Some(place) {
            disregard(place.append_child(&root.element));
        }
        root.is_shown.set(true);
    });
}

/// Takes what is shown out of the page, until it is shown again.
#[wasm_bindgen]
pub fn hide() {
    ROOT.with_borrow(|root| {
        if let Some(root) = root {
            root.is_shown.set(false);
            root.element.remove();
        }
    });
}

fn start(address: &str) {
    console_error_panic_hook::set_once();
    let Ok(element) = browser::document().create_element("div") else { return };
    let element: HtmlElement = element.unchecked_into();
    let (address, is_shown) = (ArcRwSignal::new(address.to_owned()), ArcRwSignal::new(false));
    let (told, seen) = (address.clone(), is_shown.clone());
    // The program lives as long as its tab.
    leptos::mount::mount_to(element.clone(), move || {
        view! { <area::Area address=RwSignal::from(told) is_shown=RwSignal::from(seen) /> }
    })
    .forget();
    ROOT.set(Some(Root { element, address, is_shown }));
}
