//! The studio: a character, everything that it can wear and be, and the way back.
//!
//! A program of its own beside the page's (`app`), which loads it when `/studio` or `/live` is opened and calls
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
mod live;
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

/// A page of this program, and its element once it was shown.
struct Room {
    root: HtmlElement,
    is_live: bool,
}

thread_local! {
    static ROOMS: RefCell<Vec<Room>> = const { RefCell::new(Vec::new()) };
    /// The page with the camera, once it was shown.
    static LIVE: Cell<Option<live::Desk>> = const { Cell::new(None) };
    /// The studio's own desk, once it was shown.
    static DESK: Cell<Option<Desk>> = const { Cell::new(None) };
}

/// Shows a page of this program inside `place`, by its address: `/live`, or else the studio.
#[wasm_bindgen]
pub fn show(place: &HtmlElement, address: &str) {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let is_live = path.trim_end_matches('/') == "/live";
    let known = root(is_live);
    let Some(root) = known.or_else(|| start(is_live)) else { return };
    if root.parent_element().as_ref() != Some(place) {
        hide();
        disregard(place.append_child(&root));
    }
    let is_overlay = is_live && live::is_overlay(address);
    live::mark(is_overlay);
    browser::document().set_title(if is_live { "Live: Digigami" } else { "Studio: Digigami" });
    if let (true, Some(desk)) = (is_live, LIVE.get()) {
        desk.send(live::Message::Arrive { is_overlay });
    }
    if let (false, Some(desk)) = (is_live, DESK.get()) {
        photo::read_handed(desk);
    }
}

/// Takes what is shown out of the page, until it is shown again.
#[wasm_bindgen]
pub fn hide() {
    live::mark(false);
    ROOMS.with_borrow(|rooms| {
        for room in rooms {
            if room.is_live
                && room.root.is_connected()
                && let Some(desk) = LIVE.get()
            {
                desk.send(live::Message::Leave);
            }
            room.root.remove();
        }
    });
}

fn root(is_live: bool) -> Option<HtmlElement> {
    ROOMS.with_borrow(|rooms| {
        rooms.iter().find(|it| it.is_live == is_live).map(|it| it.root.clone())
    })
}

fn start(is_live: bool) -> Option<HtmlElement> {
    console_error_panic_hook::set_once();
    let root: HtmlElement = browser::document().create_element("div").ok()?.unchecked_into();
    let page = move || {
        if is_live {
            let desk = live::Desk::new();
            LIVE.set(Some(desk));
            view! { <live::Live desk /> }.into_any()
        } else {
            let desk = Desk::new();
            DESK.set(Some(desk));
            view! { <page::Studio desk /> }.into_any()
        }
    };
    // The program lives as long as its tab.
    leptos::mount::mount_to(root.clone(), page).forget();
    ROOMS.with_borrow_mut(|rooms| rooms.push(Room { root: root.clone(), is_live }));
    Some(root)
}
