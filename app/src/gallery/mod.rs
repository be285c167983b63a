//! The gallery on this device: look, rename, delete with a way back, compare two.

mod compare;
mod shelf;
pub(crate) mod store;
mod update;

use leptos::prelude::*;

use crate::router::title;
use crate::styles::label_of;
use crate::ui::empty::HalfFolded;
use crate::ui::icon::Icon;
use crate::ui::toast::Toasts;
use compare::Compare;
use shelf::Shelf;
use update::{Message, Piece};

#[component]
pub(crate) fn Gallery() -> impl IntoView {
    title("Gallery: Digigami");
    let shelf = Shelf::open(expect_context::<Toasts>());
    let is_loaded = Memo::new(move |_| shelf.state.with(|state| state.loaded));
    let is_empty = Memo::new(move |_| shelf.state.with(|state| state.pieces.is_empty()));
    let comparing = Memo::new(move |_| shelf.state.with(|state| state.comparing));
    let view = move || match (is_loaded.get(), is_empty.get()) {
        (false, _) => ().into_any(),
        (true, true) => view! { <Empty /> }.into_any(),
        (true, false) => view! { <Wall shelf /> }.into_any(),
    };
    view! {
        <div class="wrap app gallery">
            {view}
            {move || comparing.get().then(|| view! { <Compare shelf /> })}
        </div>
    }
}

#[component]
fn Empty() -> impl IntoView {
    view! {
        <div class="empty">
            <HalfFolded />
            <h1>"No portrait here yet."</h1>
            <p class="lead">"The ones you make are kept here, on this device."</p>
            <a class="b" href="/portrait">"Make a portrait"</a>
        </div>
    }
}

#[component]
fn Wall(shelf: Shelf) -> impl IntoView {
    let pieces = move || shelf.state.with(|state| state.pieces.clone());
    let n_marked = Memo::new(move |_| shelf.state.with(|state| state.marked.len()));
    let hint = move || match n_marked.get() {
        0 => "Mark two portraits to compare them.",
        1 => "One is marked; mark another one.",
        _ => "Two are marked.",
    };
    view! {
        <div class="hd">
            <div>
                <h1>"Gallery"</h1>
                <p class="s">"Kept on this device until you delete it. " {hint}</p>
            </div>
            <div class="row wr">
                <button
                    class="q"
                    type="button"
                    disabled=move || n_marked.get() != 2
                    on:click=move |_| shelf.send(Message::Compare)
                >
                    "Compare"
                </button>
                <a class="b" href="/portrait">{Icon::Camera.view()} "Make another"</a>
            </div>
        </div>
        <ul class="wall">
            <For
                each=pieces
                key=|piece| (piece.keepsake.id.clone(), piece.keepsake.name.clone())
                let:piece
            >
                <Card shelf piece />
            </For>
        </ul>
    }
}

#[component]
fn Card(shelf: Shelf, piece: Piece) -> impl IntoView {
    let (style, back) = label_of(&piece.keepsake.style);
    let id = StoredValue::new(piece.keepsake.id.clone());
    let name = piece.keepsake.name.clone();
    let marked =
        Memo::new(move |_| shelf.state.with(|state| id.with_value(|id| state.marked.contains(id))));
    let renamed = move |event| {
        let name = event_target_value(&event);
        shelf.send(Message::Rename { id: id.get_value(), name });
    };
    let made = made_words(piece.keepsake.made_ms);
    let back = format!("fold bare {}", back);
    view! {
        <li class="piece">
            <div class=back>
                <div class="cut">
                    <img src=piece.url.clone() width="512" height="512" loading="lazy" alt=name.clone() />
                </div>
            </div>
            <label class="piece-name">
                <span class="vh">"Name"</span>
                <input value=name.clone() maxlength="60" on:change=renamed />
            </label>
            <p class="xs">{style} ", " {made}</p>
            <div class="row wr">
                <label class="mark">
                    <input
                        type="checkbox"
                        prop:checked=marked
                        on:change=move |_| shelf.send(Message::Mark(id.get_value()))
                    />
                    "Compare"
                </label>
                <a
                    class="ib"
                    href=piece.url.clone()
                    download=format!("{name}.png")
                    rel="external"
                    aria-label=format!("Download {name}")
                    title="Download"
                >
                    {Icon::Download.view()}
                </a>
                <button
                    class="ib"
                    type="button"
                    aria-label=format!("Delete {name}")
                    title="Delete"
                    on:click=move |_| shelf.send(Message::Delete(id.get_value()))
                >
                    {Icon::Trash.view()}
                </button>
            </div>
        </li>
    }
}

/// The day it was made, as the visitor's language writes it.
fn made_words(made_ms: f64) -> String {
    let date = js_sys::Date::new(&made_ms.into());
    date.to_locale_date_string("default", &wasm_bindgen::JsValue::UNDEFINED).into()
}
