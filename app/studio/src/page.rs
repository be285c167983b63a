//! `/studio`: the stage in the middle, the wardrobe on its left, colours on its right.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::icon::Icon;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

use crate::colours::Colours;
use crate::desk::{Desk, seed};
use crate::mark::Mark;
use crate::photo::{PhotoTold, UsePhoto};
use crate::stage::Stage;
use crate::state::{Kept, Message};
use crate::wardrobe::{Styles, Wardrobe};

/// The page.
#[component]
pub(crate) fn Studio(desk: Desk) -> impl IntoView {
    listen_to_keys(desk);
    view! {
        <h1 class="vh" tabindex="-1">"Studio"</h1>
        <div class="studio">
            <Stage desk />
            <aside class="pane stack" aria-label="Wardrobe">
                <div class="stack begin">
                    <h2 class="h3">"Wardrobe"</h2>
                    <div class="row wr">
                        <UsePhoto desk />
                        <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::Surprise(seed()))>
                            {Mark::Dice.view()}
                            "Surprise me"
                        </button>
                    </div>
                </div>
                <PhotoTold desk />
                <Wardrobe desk />
            </aside>
            <aside class="pane stack" aria-label="Style and colours">
                <Styles desk />
                <hr class="crease" />
                <Colours desk />
                <hr class="crease" />
                <Files desk />
            </aside>
        </div>
    }
}

/// Undo and redo, as everywhere; not while something is typed.
fn listen_to_keys(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_in_page = browser::document().query_selector(".studio").ok().flatten().is_some();
        let is_typing = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
            .is_some_and(|it| it.type_() == "text");
        if !is_in_page || is_typing || !(event.ctrl_key() || event.meta_key()) {
            return;
        }
        let message = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
            ("z", false) => Message::Undo,
            ("z", true) | ("y", false) => Message::Redo,
            _ => return,
        };
        event.prevent_default();
        desk.send(message);
    });
    on_cleanup(move || handle.remove());
}

/// The way back, whether it is kept, and the picture to take along.
#[component]
pub(crate) fn Tools(desk: Desk) -> impl IntoView {
    let can_undo = desk.read(|state| state.history.can_undo());
    let can_redo = desk.read(|state| state.history.can_redo());
    let kept = desk.read(|state| match state.kept {
        Kept::Untouched => "",
        Kept::Soon => "Saving",
        Kept::Yes => "Saved on this device",
        Kept::No => "Only in this tab: the device keeps nothing",
    });
    let trouble = desk.read(|state| state.trouble.clone());
    view! {
        <div class="stack">
        <div class="row sp wr tools">
            <div class="row">
                <button class="ib" type="button" aria-label="Undo" disabled=move || !can_undo.get() on:click=move |_| desk.send(Message::Undo)>
                    {Mark::Undo.view()}
                </button>
                <button class="ib" type="button" aria-label="Redo" disabled=move || !can_redo.get() on:click=move |_| desk.send(Message::Redo)>
                    {Mark::Redo.view()}
                </button>
                <span class="s" role="status">{kept}</span>
            </div>
            <button class="b sm" type="button" on:click=move |_| desk.send(Message::SavePicture)>
                {Icon::Download.view()}
                "Download PNG"
            </button>
        </div>
        {move || trouble.get().map(|words| view! {
            <p class="wrong" role="alert">{Icon::Warning.view()} <span>{words}</span></p>
        })}
        </div>
    }
}

/// The project as a file, out and in.
#[component]
fn Files(desk: Desk) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let open = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        let Some(file) = file else { return };
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|it| it.as_string());
            let text = text.ok_or_else(|| "The file cannot be read.".to_owned());
            desk.send(Message::Opened(text));
        });
    };
    view! {
        <div class="stack choices">
            <h3 class="h4">"Project file"</h3>
            <div class="row wr">
                <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::SaveFile)>
                    {Icon::Download.view()}
                    "Save"
                </button>
                <button
                    class="q soft sm"
                    type="button"
                    on:click=move |_| {
                        if let Some(input) = input.get_untracked() {
                            input.click();
                        }
                    }
                >
                    {Mark::Open.view()}
                    "Open"
                </button>
                <input
                    node_ref=input
                    type="file"
                    accept=".json,application/json"
                    aria-label="Project file"
                    hidden
                    on:change=open
                />
            </div>
            <p class="xs">"Everything is made and kept on this device. Nothing is uploaded."</p>
        </div>
    }
}
