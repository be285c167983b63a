//! `/governance/:id`: what is proposed, how the vote stands, and one's own part in it.

use leptos::prelude::*;
use ui::empty::HalfFolded;
use wire::governance::{Proposal, ProposalStatus};

mod actions;
mod ask;
mod desk;
mod life;
mod panel;
mod state;
mod votes;

use self::desk::Desk;
use self::state::{Message, Problem, has_come};
use super::bar::{ApprovalBar, QuorumBar};
use super::plain::called;
use super::ticking;
use super::words::{status_colour, status_name, status_sentence, type_name};
use crate::area::{Bones, title};
use crate::live::Live;
use crate::prose::Prose;
use crate::when;

/// The page.
#[component]
pub(crate) fn One(id: String) -> impl IntoView {
    title("Proposal: Digigami");
    let desk = Desk::new(id);
    let now = ticking();
    desk.send(Message::Look);
    let live: Live = expect_context();
    live.on(&["proposal.changed", "policy.changed"], move |_| desk.send(Message::Look));
    Effect::new(move |_| {
        let now = now.get();
        let timeline =
            desk.state.with_untracked(|it| it.proposal.as_ref().map(|it| it.timeline.clone()));
        if has_come(&timeline.unwrap_or_default(), now, when::milliseconds) {
            desk.send(Message::Look);
        }
    });
    let is_there = Memo::new(move |_| desk.state.with(|it| it.proposal.is_some()));
    let problem = Memo::new(move |_| desk.state.with(|it| it.problem.clone()));
    move || match (is_there.get(), problem.get()) {
        (_, Some(Problem::Missing)) => view! { <Missing /> }.into_any(),
        (true, _) => view! { <Sheet desk now /> }.into_any(),
        (false, None) => view! { <Bones /> }.into_any(),
        (false, Some(Problem::Words(words))) => view! { <DidNotCome desk words /> }.into_any(),
    }
}

#[component]
fn Missing() -> impl IntoView {
    view! {
        <div class="wrap app">
            <div class="empty">
                <HalfFolded />
                <h1>"There is no such proposal."</h1>
                <p class="lead">"Or it is a draft that somebody else has not opened yet."</p>
                <a class="b" href="/governance">"All proposals"</a>
            </div>
        </div>
    }
}

#[component]
fn DidNotCome(desk: Desk, words: String) -> impl IntoView {
    view! {
        <div class="wrap app">
            <div class="empty" role="alert">
                <HalfFolded />
                <h1>"This proposal did not load."</h1>
                <p class="lead">{words}</p>
                <button class="b" type="button" on:click=move |_| desk.send(Message::Look)>
                    "Try again"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Sheet(desk: Desk, now: RwSignal<f64>) -> impl IntoView {
    let body = Memo::new(move |_| desk.part(|it| it.body.clone()));
    let is_draft = Memo::new(move |_| desk.part(|it| it.status) == Some(ProposalStatus::Draft));
    view! {
        <div class="wrap app gov">
            <p class="s back"><a class="tl" href="/governance">"All proposals"</a></p>
            <div class="prop-page">
                <Head desk now />
                <div class="side stack">
                    <panel::Panel desk />
                    <life::Life desk now />
                </div>
                <article class="stack main">
                    <section>
                        <h2 class="vh">"The proposal"</h2>
                        <Prose text=Signal::derive(move || body.get().unwrap_or_default()) />
                    </section>
                    <actions::Actions desk />
                    {move || (!is_draft.get()).then(|| view! { <votes::Votes desk /> })}
                </article>
            </div>
            <ask::Ask desk />
        </div>
    }
}

#[component]
fn Head(desk: Desk, now: RwSignal<f64>) -> impl IntoView {
    let head = Memo::new(move |_| {
        desk.part(|it| {
            (
                it.title.clone(),
                it.number,
                it.kind,
                it.status,
                it.proposer.clone(),
                it.created_at.clone(),
            )
        })
    });
    let ends = Memo::new(move |_| desk.part(ends_at).flatten());
    move || {
        head.get().map(|(name, number, kind, status, proposer, created)| {
            title(&format!("{name}: Digigami"));
            let colour = status_colour(status);
            let left = move || {
                ends.get().map(|at| view! { <span class="s num">"Ends " {when::distance(&at, now.get())}</span> })
            };
            view! {
                <header class="stack top-part">
                    <p class="row wr tags">
                        <span class="tag plain">{type_name(kind)}</span>
                        <span class=format!("tag {colour}")>{status_name(status)}</span>
                        {left}
                    </p>
                    <h1>{name}</h1>
                    <p class="s">
                        "Proposal " <span class="num">{number}</span> " by " {called(&proposer)} ", "
                        {when::day(&created)} ". " {status_sentence(status)}
                    </p>
                </header>
            }
        })
    }
}

/// When voting ends, as long as it is open.
fn ends_at(proposal: &Proposal) -> Option<String> {
    proposal.voting_ends_at.clone().filter(|_| proposal.status == ProposalStatus::Active)
}

/// Both pictures of the vote, with their numbers.
#[component]
fn Pictures(desk: Desk) -> impl IntoView {
    let tally = Memo::new(move |_| desk.part(|it| it.tally.clone()).flatten());
    move || {
        tally.get().map(|tally| {
            view! {
                <div class="stack pics">
                    <QuorumBar tally=tally.clone() />
                    <ApprovalBar tally />
                </div>
            }
        })
    }
}
