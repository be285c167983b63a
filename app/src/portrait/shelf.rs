//! A visitor's own packs on the page: the shelf, and the sheet on which one is tried.

use leptos::html::Input;
use leptos::prelude::*;
use web_sys::FileList;

use super::effects::Desk;
use super::message::{Message, PackMessage};
use super::own::TrialStage;
use crate::packs::words::words;
use crate::packs::{KEPT_MAX, has_room};
use crate::styles::Card;
use crate::ui::dialog::Dialog;
use crate::ui::icon::Icon;

/// What a pack's file is called.
pub(crate) const PACK_ENDING: &str = ".safetensors";

/// The kept packs, and the way to bring another one.
#[component]
pub(crate) fn PackShelf() -> impl IntoView {
    let desk: Desk = expect_context();
    let kept = desk.read(|state| state.packs.kept.clone());
    let count = move || match kept.with(Vec::len) {
        0 => "none yet".to_owned(),
        n => format!("{n} on this device"),
    };
    let list = move || {
        let cards = kept.get();
        (!cards.is_empty()).then(|| {
            let rows = cards.into_iter().map(|card| row(desk, card)).collect_view();
            view! { <ul class="packs">{rows}</ul> }
        })
    };
    view! {
        <details class="saw shelf">
            <summary>"Your style packs " <span class="xs">{count}</span></summary>
            <div class="stack">
                {list}
                <p class="xs">
                    "A pack is a small file that draws in somebody’s own style. Drop one anywhere: it is tried in a sandbox first, and stays on this device."
                </p>
                <div><PackButton /></div>
            </div>
        </details>
    }
}

fn row(desk: Desk, card: &'static Card) -> impl IntoView {
    let remove = move |_| desk.send(Message::Pack(PackMessage::Remove(card)));
    let label = &card.label;
    view! {
        <li>
            <span class="grow-1">
                <span class="name">{label.name.as_str()}</span>
                <span class="xs">{format!("by {}, {}, {}", label.author, label.licence, weight(card))}</span>
            </span>
            <button
                class="ib"
                type="button"
                aria-label=format!("Remove {}", label.name)
                title=format!("Remove {}", label.name)
                on:click=remove
            >
                {Icon::Trash.view()}
            </button>
        </li>
    }
}

fn weight(card: &Card) -> String {
    format!("{} KB", card.label.size_bytes.div_ceil(1000))
}

#[component]
fn PackButton() -> impl IntoView {
    let desk: Desk = expect_context();
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        try_first(desk, input.files());
        // The same file again is a new wish.
        input.set_value("");
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input
            class="file-input"
            type="file"
            accept=PACK_ENDING
            tabindex="-1"
            aria-hidden="true"
            node_ref=input
            on:change=chosen
        />
        <button class="q soft sm" type="button" on:click=open>
            {Icon::Upload.view()}
            "Add a style pack"
        </button>
    }
}

fn try_first(desk: Desk, files: Option<FileList>) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        desk.send(Message::Pack(PackMessage::Try(file)));
    }
}

/// The sheet on which a pack is tried; there as long as there is a trial.
#[component]
pub(crate) fn TrialSheet() -> impl IntoView {
    let desk: Desk = expect_context();
    let close = move || desk.send(Message::Pack(PackMessage::CloseTrial));
    let name = desk.read(|state| state.packs.trial.as_ref().map(|it| it.name.clone()));
    let kind = desk.read(|state| match state.packs.trial.as_ref().map(|it| &it.stage) {
        Some(TrialStage::Running { .. }) => 0,
        Some(TrialStage::Passed { .. }) => 1,
        _ => 2,
    });
    let stage = move || {
        let stage = desk
            .state
            .with_untracked(|state| state.packs.trial.as_ref().map(|trial| trial.stage.clone()));
        match (kind.get(), stage) {
            (0, _) => view! { <Running /> }.into_any(),
            (_, Some(TrialStage::Passed { card, picture })) => {
                view! { <Passed card picture /> }.into_any()
            }
            (_, Some(TrialStage::Refused(trouble))) => {
                let (title, text) = words(&trouble);
                view! {
                    <div class="note fold coral" role="alert">
                        <h3 class="h4 row">{Icon::Warning.view()} {title}"."</h3>
                        <p class="s">{text}</p>
                        <p class="s">"Your portraits and your other packs are as they were."</p>
                    </div>
                    <div><PackButton /></div>
                }
                .into_any()
            }
            _ => ().into_any(),
        }
    };
    view! {
        <Dialog title="A style pack" close=close>
            <p class="xs file-name">{name}</p>
            {stage}
        </Dialog>
    }
}

#[component]
fn Running() -> impl IntoView {
    let desk: Desk = expect_context();
    let percent = desk.read(|state| match state.packs.trial.as_ref().map(|it| &it.stage) {
        Some(TrialStage::Running { percent }) => *percent,
        _ => 100,
    });
    view! {
        <p class="s" role="status">"Checked and tried in a sandbox, apart from your portraits."</p>
        <div class="row">
            <div
                class="bar grow-1"
                role="progressbar"
                aria-label="Trying the pack"
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=percent
                style=move || format!("--v:{}%", percent.get())
            >
                <i></i>
            </div>
            <span class="num s">{percent} " %"</span>
        </div>
    }
}

#[component]
fn Passed(card: &'static Card, picture: String) -> impl IntoView {
    let desk: Desk = expect_context();
    let keep = move |_| desk.send(Message::Pack(PackMessage::Keep));
    let known = desk.read(move |state| state.packs.kept.contains(&card));
    let room = desk.read(move |state| has_room(&state.packs.kept, card));
    let has_photo = desk.state.with_untracked(|state| state.photo.is_some());
    let label = &card.label;
    let notes = [
        ("Name", label.name.clone()),
        ("Maker", label.author.clone()),
        ("Licence", label.licence.clone()),
        ("Version", label.version.clone()),
        ("Tier", label.tier.clone()),
        ("Size", weight(card)),
    ]
    .map(|(term, note)| view! { <div><dt>{term}</dt><dd>{note}</dd></div> })
    .collect_view();
    let full = format!("Your shelf is full: {KEPT_MAX} packs or 4 MB. Remove one first.");
    view! {
        <div class="parcel tried" role="status">
            <figure>
                <img src=picture width="240" height="240" alt=format!("Drawn with {}", label.name) />
                <figcaption class="xs">
                    {if has_photo { "Your photo, drawn in the sandbox" } else { "The sample face, drawn in the sandbox" }}
                </figcaption>
            </figure>
            <dl>{notes}</dl>
        </div>
        {move || (!known.get() && !room.get()).then(|| view! { <p class="s">{full.clone()}</p> })}
        <button
            class="b"
            type="button"
            disabled=move || !known.get() && !room.get()
            on:click=keep
        >
            {move || if known.get() { "Draw with it" } else { "Keep on this device" }}
        </button>
    }
}
