//! "Save to my account": says what is sent, and that the photo is not.

use leptos::prelude::*;

use super::effects::Desk;
use super::message::Message;
use super::state::{Purpose, Sending};
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

#[component]
pub(crate) fn AccountDialog() -> impl IntoView {
    let desk: Desk = expect_context();
    let what = desk.read(|state| {
        let url = state.shown().map(|it| it.url.clone()).unwrap_or_default();
        (url, state.style.name(), state.size)
    });
    let sending = desk.read(|state| state.sending.clone());
    let own = desk.read(|state| state.style.own().is_some());
    let busy = move || own.get() || matches!(sending.get(), Sending::Busy | Sending::Done);
    let outcome = move || match sending.get() {
        Sending::Idle => String::new(),
        Sending::Busy => "Sending …".into(),
        Sending::Done => "Done. The portrait is in your account.".into(),
        Sending::Failed(words) => words,
    };
    let list = move || {
        let (url, style, size) = what.get();
        view! {
            <div class="parcel">
                <img src=url width="120" height="120" alt="The portrait that is sent" />
                <dl>
                    <div><dt>"Sent"</dt><dd>{format!("The drawing, {size} × {size} px, as PNG")}</dd></div>
                    <div><dt>"Sent"</dt><dd>{format!("Its style ({style}), and what drew it in which time")}</dd></div>
                    <div><dt>"Not sent"</dt><dd>"The photo, and the points of your face"</dd></div>
                </dl>
            </div>
        }
    };
    view! {
        <Dialog title="Save to my account" close=move || desk.send(Message::CloseOverlay)>
            {list}
            <p class="s">
                "You have no account yet? Then a guest account is made on the spot, with one cookie in this browser."
            </p>
            <Show when=move || own.get()>
                <p class="s">
                    "An account takes portraits in our four styles. This one is drawn with your own pack: download it, or keep it in the gallery."
                </p>
            </Show>
            <button
                class="b"
                type="button"
                disabled=busy
                on:click=move |_| desk.send(Message::Want(Purpose::Send))
            >
                {Icon::Upload.view()}
                "Send the drawing"
            </button>
            <p class="s" role="status">{outcome}</p>
        </Dialog>
    }
}
