//! Brings the header of `index.html` to life: which page is open, and the colours.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Element, HtmlElement};

use super::theme::Theme;
use crate::browser::{self, disregard};

/// Follows the address: marks the open page, shows the hero only at home, closes the menu.
#[component]
pub(crate) fn HeaderLife() -> impl IntoView {
    let location = use_location();
    Effect::new(move |last: Option<String>| {
        let path = location.pathname.get();
        mark_current(&path);
        if let Some(hero) = browser::by_id::<HtmlElement>("hero") {
            hero.set_hidden(path != "/");
        }
        if let Some(root) = browser::document().document_element() {
            disregard(root.remove_attribute("data-away"));
            disregard(root.set_attribute("data-page", &path));
        }
        if let Some(menu) = browser::by_id::<HtmlElement>("menu")
            && menu.matches(":popover-open").unwrap_or(false)
        {
            disregard(menu.hide_popover());
        }
        // A new page begins at its top, and a screen reader hears of it.
        if last.is_some_and(|last| last != path) {
            browser::begin_at("main");
        }
        path
    });
}

fn mark_current(path: &str) {
    let Ok(links) = browser::document().query_selector_all("#menu a") else { return };
    for index in 0..links.length() {
        let Some(link) = links.get(index).and_then(|it| it.dyn_into::<Element>().ok()) else {
            continue;
        };
        if link.get_attribute("href").as_deref() == Some(path) {
            disregard(link.set_attribute("aria-current", "page"));
        } else {
            disregard(link.remove_attribute("aria-current"));
        }
    }
}

/// The button that turns the colours; once, at the start.
pub(crate) fn wire_theme_button() {
    let Some(button) = browser::by_id::<HtmlElement>("theme") else { return };
    show(&button, Theme::kept());
    let pressed = button.clone();
    let turn = Closure::<dyn FnMut()>::new(move || {
        let theme = Theme::kept().next();
        theme.keep();
        show(&pressed, theme);
    });
    button.set_onclick(Some(turn.as_ref().unchecked_ref()));
    turn.forget();
}

fn show(button: &HtmlElement, theme: Theme) {
    disregard(button.set_attribute("aria-label", theme.words()));
    button.set_title(theme.words());
    if let Ok(Some(path)) = button.query_selector("path") {
        disregard(path.set_attribute("d", theme.icon()));
    }
    if let Ok(Some(circle)) = button.query_selector("circle") {
        circle.remove();
    }
}
