//! The list of clips: name, seconds, how each begins.

use leptos::prelude::*;
use ui::icon::{Icon, line};
use wire::job::Transition;

use super::draft::ClipDraft;
use super::effects::Desk;
use super::state::{Edit, Message};
use super::words::length;
use crate::figure::writing;

const UP: &str = "M12 19V5m-6 6 6-6 6 6";
const PLUS: &str = "M12 4v16M4 12h16";
const TRANSITIONS: [(Transition, &str, &str); 3] = [
    (Transition::Cut, "cut", "Cut"),
    (Transition::Dissolve, "dissolve", "Dissolve"),
    (Transition::Fade, "fade", "Fade in"),
];

/// The editor.
#[component]
pub(super) fn Clips(desk: Desk) -> impl IntoView {
    let keys = desk.read(|state| state.draft.clips.iter().map(|it| it.key).collect::<Vec<_>>());
    let all = desk.read(|state| {
        let seconds = state.draft.length_ms(writing()).div_ceil(1_000);
        let n = state.draft.clips.len();
        let plural = if n == 1 { "" } else { "s" };
        format!("{n} clip{plural}, {} together.", length(seconds))
    });
    view! {
        <fieldset class="clips">
            <legend class="l">"Clips, in this order"</legend>
            <ol>
                <For each=move || keys.get() key=|key| *key let:key>
                    <Clip desk key />
                </For>
            </ol>
            <div class="row sp wr">
                <button
                    class="q sm soft"
                    id="add-clip"
                    type="button"
                    on:click=move |_| desk.send(Message::Edit(Edit::AddClip))
                >
                    {line(PLUS)}
                    "Add a clip"
                </button>
                <p class="s num" aria-live="polite">{all}</p>
            </div>
        </fieldset>
    }
}

/// One part of one clip; nothing once the clip is gone.
fn part<T: PartialEq + Clone + Default + Send + Sync + 'static>(
    desk: Desk,
    key: u32,
    part: fn(&ClipDraft) -> T,
) -> Memo<T> {
    desk.read(move |state| {
        let clip = state.draft.clips.iter().find(|clip| clip.key == key);
        clip.map(part).unwrap_or_default()
    })
}

#[component]
fn Clip(desk: Desk, key: u32) -> impl IntoView {
    let edit = move |edit| desk.send(Message::Edit(edit));
    let name = part(desk, key, |clip| clip.name.clone());
    let number = desk.read(move |state| {
        state.draft.clips.iter().position(|clip| clip.key == key).unwrap_or_default() + 1
    });
    let wrong = desk.read(move |state| {
        state.draft.missing(writing()).filter(|it| it.clip == Some(key)).map(|it| it.words)
    });
    let called = move |what: &'static str| move || format!("{what} of clip {}", number.get());
    let note = format!("clip-{key}-note");
    view! {
        <li>
            <span class="number num" aria-hidden="true">
                {number}
            </span>
            <div class="in name">
                <input
                    id=format!("clip-{key}")
                    aria-label=called("Name")
                    maxlength=100
                    autocomplete="off"
                    prop:value=name
                    on:input=move |event| edit(Edit::ClipName(key, event_target_value(&event)))
                />
            </div>
            <Length desk key number wrong note=note.clone() />
            <Acts desk key number />
            <p class="wrong" id=note aria-live="polite">
                {wrong}
            </p>
        </li>
    }
}

/// How long a clip lasts, and how it begins.
#[component]
fn Length(
    desk: Desk,
    key: u32,
    number: Memo<usize>,
    wrong: Memo<Option<String>>,
    note: String,
) -> impl IntoView {
    let edit = move |edit| desk.send(Message::Edit(edit));
    let seconds = part(desk, key, |clip| clip.seconds.clone());
    let transition = part(desk, key, |clip| word(clip.transition).to_owned());
    let called = move |what: &'static str| move || format!("{what} of clip {}", number.get());
    let choices = TRANSITIONS.map(|(it, id, name)| {
        let chosen = transition.get_untracked() == word(it);
        view! { <option value=id selected=chosen>{name}</option> }
    });
    view! {
        <div class="in seconds num" class:bad=move || wrong.with(Option::is_some)>
            <input
                aria-label=called("Seconds")
                aria-describedby=note
                aria-invalid=move || wrong.with(Option::is_some).then_some("true")
                inputmode="decimal"
                autocomplete="off"
                prop:value=seconds
                on:input=move |event| edit(Edit::ClipSeconds(key, event_target_value(&event)))
            />
            <span class="s">"s"</span>
        </div>
        <div class="in transition">
            <select
                aria-label=called("Beginning")
                prop:value=transition
                on:change=move |event| {
                    edit(Edit::ClipTransition(key, read(&event_target_value(&event))));
                }
            >
                {choices.collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Acts(desk: Desk, key: u32, number: Memo<usize>) -> impl IntoView {
    let edit = move |edit| desk.send(Message::Edit(edit));
    let count = desk.read(|state| state.draft.clips.len());
    view! {
        <div class="acts">
            <button
                class="ib"
                type="button"
                aria-label=move || format!("Move clip {} up", number.get())
                disabled=move || number.get() == 1
                on:click=move |_| edit(Edit::MoveUp(key))
            >
                {line(UP)}
            </button>
            <button
                class="ib"
                type="button"
                aria-label=move || format!("Remove clip {}", number.get())
                disabled=move || count.get() == 1
                on:click=move |_| edit(Edit::RemoveClip(key))
            >
                {Icon::Trash.view()}
            </button>
        </div>
    }
}

fn word(transition: Transition) -> &'static str {
    let found = TRANSITIONS.iter().find(|(it, _, _)| *it == transition);
    found.map_or("cut", |(_, id, _)| id)
}

fn read(word: &str) -> Transition {
    let found = TRANSITIONS.iter().find(|(_, id, _)| *id == word);
    found.map_or(Transition::Cut, |(it, _, _)| *it)
}
