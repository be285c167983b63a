//! The few doors to the browser that several features use.

use js_sys::{Array, Function, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, Document, Element, FocusOptions, HtmlElement, ScrollBehavior,
    ScrollToOptions, Url, Window,
};

/// The page's window.
pub fn window() -> Window {
    web_sys::window().expect("the program only runs in a page")
}

/// The page itself.
pub fn document() -> Document {
    window().document().expect("the program only runs in a page")
}

/// The element with this id, if it is there and of this kind.
pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// Gives up on nothing and reports nothing: for calls whose failure has no consequence.
pub fn disregard<T, E>(_: Result<T, E>) {}

/// Begins a new view: its heading has the keyboard, and the page stands at its top.
pub fn begin_at(id: &str) {
    let Some(element) = by_id::<HtmlElement>(id) else { return };
    focus(&element);
    let top = ScrollToOptions::new();
    top.set_top(0.0);
    top.set_behavior(ScrollBehavior::Instant);
    window().scroll_to_with_scroll_to_options(&top);
}

/// Whether the keyboard is on nothing: what had it is gone, or it never was anywhere. A control that
/// somebody stands on is left to them, however late an answer comes.
pub fn keyboard_is_free() -> bool {
    let held = document().active_element();
    held.is_none_or(|held| matches!(held.tag_name().as_str(), "BODY" | "MAIN" | "H1"))
}

/// What has the keyboard; none if it is on nothing in particular.
pub fn focused() -> Option<HtmlElement> {
    let held: HtmlElement = document().active_element()?.dyn_into().ok()?;
    (held.tag_name() != "BODY").then_some(held)
}

/// Gives the keyboard to an element, without moving the page.
pub fn focus(element: &HtmlElement) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    disregard(element.focus_with_options(&options));
}

/// Whether the visitor asked for less motion.
pub fn prefers_calm() -> bool {
    let query = window().match_media("(prefers-reduced-motion: reduce)").ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// Keeps `value` in the browser under `key`, if the browser keeps anything at all.
pub fn remember(key: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    match value {
        Some(value) => disregard(storage.set_item(key, value)),
        None => disregard(storage.remove_item(key)),
    }
}

/// What is kept under `key`.
pub fn recall(key: &str) -> Option<String> {
    window().local_storage().ok().flatten()?.get_item(key).ok().flatten()
}

/// Resolves after `delay_ms`.
pub async fn pause(delay_ms: i32) {
    let wait = Promise::new(&mut |resolve: Function, _| {
        disregard(
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, delay_ms),
        );
    });
    disregard(JsFuture::from(wait).await);
}

/// Bytes as a file of this type.
pub fn blob(bytes: &Uint8Array, mime: &str) -> Result<Blob, JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(mime);
    Blob::new_with_u8_array_sequence_and_options(&Array::of1(bytes), &options)
}

/// An address for a file; let it go with [`forget_url`].
pub fn blob_url(blob: &Blob) -> Option<String> {
    Url::create_object_url_with_blob(blob).ok()
}

/// Lets an address of [`blob_url`] go; others are left alone.
pub fn forget_url(url: &str) {
    if url.starts_with("blob:") {
        disregard(Url::revoke_object_url(url));
    }
}

/// Lets the browser save a file under `name`.
pub fn download(blob: &Blob, name: &str) {
    let Some(url) = blob_url(blob) else { return };
    if let Ok(anchor) = document().create_element("a") {
        let anchor: web_sys::HtmlAnchorElement = anchor.unchecked_into();
        anchor.set_href(&url);
        anchor.set_download(name);
        anchor.click();
    }
    // The download reads the address after this task; it is let go when surely done.
    leptos::task::spawn_local(async move {
        pause(60_000).await;
        forget_url(&url);
    });
}

/// The name of what went wrong, as browsers name it (`NotAllowedError`, …).
pub fn error_name(error: &JsValue) -> String {
    js_sys::Reflect::get(error, &"name".into())
        .ok()
        .and_then(|name| name.as_string())
        .unwrap_or_default()
}

/// Sets one property in an element's own style.
pub fn set_style(element: &Element, property: &str, value: &str) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        disregard(element.style().set_property(property, value));
    }
}

/// Milliseconds since 1970.
pub fn now_ms() -> f64 {
    js_sys::Date::now()
}
