//! The ways a portrait leaves the page.

use leptos::prelude::*;

use super::capture::FileButton;
use super::deliver;
use super::effects::Desk;
use super::message::Message;
use super::state::{Overlay, Purpose};
use crate::ui::icon::Icon;

#[component]
pub(crate) fn Exits() -> impl IntoView {
    let desk: Desk = expect_context();
    let want = move |purpose| move |_| desk.send(Message::Want(purpose));
    let idle = desk.read(|state| !state.is_fresh(state.style));
    let kept = desk.read(|state| state.kept.contains(&state.style));
    let file = desk.read(|state| (state.size, state.ready_export().map(|file| file.n_bytes)));
    let line = move || {
        let (size, n_bytes) = file.get();
        let weight = n_bytes.map(|n_bytes| format!(", {}", weight_words(n_bytes)));
        format!(
            "{size} × {size} px{}. Style and device are written in the file.",
            weight.unwrap_or_default()
        )
    };
    view! {
        <div class="stack exits">
            <div class="row wr">
                <button class="b grow" type="button" disabled=idle on:click=want(Purpose::Download)>
                    {Icon::Download.view()}
                    "Download PNG"
                </button>
                <button class="q" type="button" disabled=idle on:click=want(Purpose::Copy)>
                    {Icon::Copy.view()}
                    "Copy"
                </button>
                {deliver::can_share()
                    .then(|| {
                        view! {
                            <button class="q" type="button" disabled=idle on:click=want(Purpose::Share)>
                                {Icon::Share.view()}
                                "Share"
                            </button>
                        }
                    })}
            </div>
            <p class="xs num">{line}</p>
            <div class="row wr more">
                <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::Open(Overlay::Profile))>
                    "Use as profile picture"
                </button>
                <button
                    class="q soft sm"
                    type="button"
                    disabled=move || idle.get() || kept.get()
                    on:click=want(Purpose::Keep)
                >
                    {move || if kept.get() { "Saved to the gallery" } else { "Save to gallery" }}
                </button>
                <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::Open(Overlay::Account))>
                    "Save to my account"
                </button>
            </div>
            <p class="xs">
                "The first portrait of each photo is kept in "<a class="tl" href="/gallery">"your gallery"</a>
                " by itself, on this device only."
            </p>
        </div>
    }
}

/// The way from a portrait to a character that can be dressed and moved.
#[component]
pub(crate) fn Onwards() -> impl IntoView {
    let desk: Desk = expect_context();
    let has_face = desk.read(|state| state.reading.is_some());
    view! {
        <Show when=move || has_face.get()>
            <div class="row sp wr">
                <div>
                    <h2 class="h4">"A whole character?"</h2>
                    <p class="s">"With this face and hair, to dress and to move."</p>
                </div>
                <a class="q" href="/studio" on:click=move |_| desk.send(Message::MakeCharacter)>
                    "Make it a character"
                </a>
            </div>
            <hr class="crease" />
        </Show>
    }
}

#[component]
pub(crate) fn Again() -> impl IntoView {
    let desk: Desk = expect_context();
    view! {
        <div class="row sp wr">
            <div>
                <h2 class="h4">"Another face?"</h2>
                <p class="s">"This portrait stays in the gallery."</p>
            </div>
            <div class="row wr">
                <FileButton word="Another photo" />
                <button class="q soft" type="button" on:click=move |_| desk.send(Message::StartOver)>
                    "Start over"
                </button>
            </div>
        </div>
    }
}

/// A file's weight as people say it.
fn weight_words(n_bytes: u32) -> String {
    if n_bytes >= 100_000 {
        format!("{:.1} MB", f64::from(n_bytes) / 1_000_000.0)
    } else {
        format!("{} KB", n_bytes.div_ceil(1000))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_short() {
        assert_eq!(weight_words(912_345), "0.9 MB");
        assert_eq!(weight_words(41_200), "42 KB");
    }
}
