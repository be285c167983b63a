//! One's own code: a picture for a camera, a link and a name for everyone else.

use fast_qr::QRBuilder;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser::{self, disregard};
use ui::dialog::Dialog;
use ui::icon::Icon;
use wasm_bindgen_futures::JsFuture;

use super::effects::Purse;
use super::update::Message;
use crate::api;

/// Light modules around the code, as its standard wants them.
const QUIET: usize = 4;

#[component]
pub(super) fn ReceiveDialog(purse: Purse) -> impl IntoView {
    let name = purse.page.session.account().and_then(|it| it.username).unwrap_or_default();
    let address = format!("@{name}");
    let origin = browser::window().location().origin().unwrap_or_default();
    let link = format!("{origin}/wallet?to={}", api::escaped(&address));
    let is_copied = RwSignal::new("");
    let copy = move |what: &'static str, text: StoredValue<String>| {
        spawn_local(async move {
            let clipboard = browser::window().navigator().clipboard();
            if JsFuture::from(clipboard.write_text(&text.get_value())).await.is_ok() {
                disregard(is_copied.try_set(what).map_or(Ok(()), Err));
            }
        });
    };
    let code = drawn(&link).map(|(side, path)| {
        view! {
            <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=format!("Code that opens a transfer to {address}")>
                <path d=path />
            </svg>
        }
    });
    let (kept_name, kept_link) =
        (StoredValue::new(address.clone()), StoredValue::new(link.clone()));
    let word = move |own: &'static str, word: &'static str| {
        move || if is_copied.get() == own { "Copied" } else { word }
    };
    view! {
        <Dialog title="Receive" close=move || purse.send(Message::Close)>
            <p class="s">"Whoever points a camera at it, or opens the link, sends to you. Any asset arrives."</p>
            <div class="code-card">
                {code}
                <p class="total">{address}</p>
            </div>
            <div class="row wr">
                <button class="q sm" type="button" on:click=move |_| copy("name", kept_name)>
                    {Icon::Copy.view()}
                    {word("name", "Copy the name")}
                </button>
                <button class="q sm" type="button" on:click=move |_| copy("link", kept_link)>
                    {Icon::Share.view()}
                    {word("link", "Copy the link")}
                </button>
            </div>
            <p class="xs mono">{link}</p>
        </Dialog>
    }
}

/// The code as one path of unit squares, with its side.
fn drawn(text: &str) -> Option<(usize, String)> {
    let code = QRBuilder::new(text).build().ok()?;
    let mut path = String::new();
    for y in 0..code.size {
        for (x, module) in code[y].iter().take(code.size).enumerate() {
            if module.value() {
                path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
            }
        }
    }
    Some((code.size + 2 * QUIET, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_its_three_corners_and_room_around_them() {
        let (side, path) = drawn("https://digigami.me/wallet?to=%40sora").expect("it is short");
        assert!(side > 21 + 2 * QUIET);
        let far = side - QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            assert!(path.contains(&format!("M{x} {y}h1")), "{x}, {y}");
        }
        assert!(!path.contains("M0 ") && !path.contains("M3 "));
    }
}
