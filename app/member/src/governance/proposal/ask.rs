//! What cannot be undone is asked once more, with all that will happen.

use leptos::prelude::*;
use ui::dialog::Dialog;
use wire::governance::Deed;

use super::actions::{Told, deeds};
use super::desk::Desk;
use super::state::Message;
use crate::field::Trouble;

/// The dialog, while something is asked.
#[component]
pub(super) fn Ask(desk: Desk) -> impl IntoView {
    let asked = Memo::new(move |_| desk.state.with(|it| it.asked));
    move || asked.get().map(|deed| view! { <Question desk deed /> })
}

/// Title, explanation, and the word on the button.
fn words(deed: Deed) -> (&'static str, &'static str, &'static str) {
    match deed {
        Deed::Activate => (
            "Bring it to a vote?",
            "Everybody can read and vote on it from now on. Its text and its actions can no longer be changed. Weights are counted as they are at this moment.",
            "Bring to a vote",
        ),
        Deed::Execute => (
            "Carry it out?",
            "It was voted, and this is what happens now. It happens once and is not taken back.",
            "Carry it out",
        ),
        Deed::Cancel | Deed::Edit | Deed::Vote => (
            "Cancel the proposal?",
            "It ends here and cannot be opened again. What was voted so far stays readable.",
            "Cancel the proposal",
        ),
    }
}

#[component]
fn Question(desk: Desk, deed: Deed) -> impl IntoView {
    let (title, explanation, act) = words(deed);
    let is_busy = move || desk.state.with(|it| it.is_busy);
    let shows = matches!(deed, Deed::Activate | Deed::Execute);
    // What values mean may be known only after the question is asked.
    let told = Memo::new(move |_| deeds(desk));
    let list = shows.then(|| {
        let told = move || {
            told.get().into_iter().map(|it| view! { <li><Told deed=it /></li> }).collect_view()
        };
        view! { <ol class="deeds-list">{told}</ol> }
    });
    let trouble = Signal::derive(move || desk.state.with(|it| it.refusal.clone()));
    view! {
        <Dialog title leave="Not now" close=move || desk.send(Message::Leave)>
            <p class="s">{explanation}</p>
            {list}
            <Trouble trouble />
            <button class="b" type="button" disabled=is_busy on:click=move |_| desk.send(Message::Confirm)>
                {move || if is_busy() { "One moment" } else { act }}
            </button>
        </Dialog>
    }
}
