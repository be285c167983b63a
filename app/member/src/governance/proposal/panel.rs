//! How the vote stands, and the visitor's own part in it.

use leptos::prelude::*;
use ui::icon::Icon;
use ui::segment::Segment;
use wire::governance::{Choice, Deed, ProposalStatus, Standing};

use super::super::words::{choice_name, choice_told};
use super::Pictures;
use super::desk::Desk;
use super::state::Message;
use crate::field::Trouble;
use crate::figure::money;
use crate::share;

const CHOICES: &[(Option<Choice>, &str)] = &[
    (Some(Choice::For), "For"),
    (Some(Choice::Against), "Against"),
    (Some(Choice::Abstain), "Abstain"),
];

/// The sheet beside the proposal.
#[component]
pub(super) fn Panel(desk: Desk) -> impl IntoView {
    let status = Memo::new(move |_| desk.part(|it| it.status));
    let me = Memo::new(move |_| desk.part(|it| it.me.clone()).flatten());
    view! {
        <section class="card fold violet stack panel">
            <h2 class="h3">
                {move || if status.get() == Some(ProposalStatus::Draft) { "Your draft" } else { "The vote" }}
            </h2>
            <Pictures desk />
            {move || {
                let open = status.get() == Some(ProposalStatus::Active);
                match me.get() {
                    None if open => view! { <Stranger /> }.into_any(),
                    None => ().into_any(),
                    Some(me) => view! { <Mine desk me open /> }.into_any(),
                }
            }}
            <Deeds desk />
        </section>
    }
}

#[component]
fn Stranger() -> impl IntoView {
    view! {
        <p class="s">
            <a class="tl" href="/account">"Sign in"</a>
            " to vote. Your weight is what you had staked when the proposal was opened."
        </p>
    }
}

/// One's weight, one's vote, and the way to give or change it.
#[component]
fn Mine(desk: Desk, me: Standing, open: bool) -> impl IntoView {
    let may = me.allowed.contains(&Deed::Vote);
    let weight = me.weight.clone().unwrap_or_default();
    let has_weight = share::units(&weight) > 0;
    let told = me.choice.map(|choice| {
        view! {
            <p class="mine">
                {Icon::Check.view()} <span>"You " {choice_told(choice)} ", with " <b class="num">{money(&weight, "ANM")}</b> "."</span>
            </p>
        }
    });
    let explained = match (me.weight.is_some(), has_weight, open) {
        (true, true, true) => {
            "That is what you had staked when the proposal was opened. Stake that moved since then changes nothing."
        }
        (true, false, true) => {
            "You had nothing staked when the proposal was opened, so you have no vote on it. Stake now to vote on the next one."
        }
        _ => "",
    };
    let weighs = (me.choice.is_none() && has_weight && open).then(
        || view! { <p class="s num">"Your vote weighs " <b>{money(&weight, "ANM")}</b> "."</p> },
    );
    view! {
        {told}
        {weighs}
        {(!explained.is_empty()).then(|| view! { <p class="xs">{explained}</p> })}
        {may.then(|| view! { <Ballot desk cast=me.choice /> })}
    }
}

#[component]
fn Ballot(desk: Desk, cast: Option<Choice>) -> impl IntoView {
    let chosen = Signal::derive(move || desk.state.with(|it| it.chosen.or(cast)));
    let is_new = move || desk.state.with(|it| it.chosen.is_some() && it.chosen != it.cast());
    let is_busy = move || desk.state.with(|it| it.is_busy && it.asked.is_none());
    let word = move || match (is_busy(), desk.state.with(|it| it.chosen), cast) {
        (true, ..) => "One moment".to_owned(),
        (_, None, None) => "Choose first".to_owned(),
        (_, Some(choice), None) => format!("Vote: {}", choice_name(choice).to_lowercase()),
        (_, Some(choice), Some(_)) => format!("Change to {}", choice_name(choice).to_lowercase()),
        (_, None, Some(_)) => "Change your vote".to_owned(),
    };
    let choose = move |choice: Option<Choice>| {
        if let Some(choice) = choice {
            desk.send(Message::Choose(choice));
        }
    };
    let refusal = Signal::derive(move || {
        desk.state.with(|it| it.refusal.clone().filter(|_| it.asked.is_none()))
    });
    view! {
        <Segment label="Your vote" choices=CHOICES chosen choose />
        <Trouble trouble=refusal />
        <button
            class="b"
            type="button"
            disabled=move || !is_new() || is_busy()
            on:click=move |_| desk.send(Message::Vote)
        >
            {word}
        </button>
        <p class="xs">"A vote can be changed until the end. All votes are public."</p>
    }
}

/// What else may be done now.
#[component]
fn Deeds(desk: Desk) -> impl IntoView {
    let allowed = Memo::new(move |_| {
        desk.part(|it| it.me.as_ref().map(|me| me.allowed.clone())).flatten().unwrap_or_default()
    });
    let status = Memo::new(move |_| desk.part(|it| it.status));
    let link =
        move || desk.part(|it| format!("/governance/new?draft={}", it.id)).unwrap_or_default();
    let can_anything = move || allowed.with(|it| it.iter().any(|deed| *deed != Deed::Vote));
    move || {
        let may = |deed| allowed.with(|it| it.contains(&deed));
        let button = |deed: Deed, class: &'static str, word: &'static str| {
            may(deed).then(|| {
                view! { <button class=class type="button" on:click=move |_| desk.send(Message::Ask(deed))>{word}</button> }
            })
        };
        can_anything().then(|| {
            let take_back = if status.get() == Some(ProposalStatus::Draft) {
                "Throw away"
            } else {
                "Cancel the proposal"
            };
            view! {
                <div class="row wr deeds">
                    {button(Deed::Activate, "b", "Bring to a vote")}
                    {button(Deed::Execute, "b", "Carry it out")}
                    {may(Deed::Edit).then(|| view! { <a class="q" href=link()>"Edit"</a> })}
                    {button(Deed::Cancel, "tl s", take_back)}
                </div>
            }
        })
    }
}
