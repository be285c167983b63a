//! Staking: what a stake opens, what it earns, and every way to change it.
//!
//! `state` is all that the page knows and all that can happen, `update` the only way from one to the
//! next, `effects` the only place that does anything; `preview` and `simulate` ask the same crates as
//! the edge.

mod earned;
mod effects;
#[cfg(test)]
mod fixture;
mod form;
mod history;
mod ladder;
mod next;
mod pool;
mod preview;
mod simulate;
mod simulator;
mod state;
mod step;
mod update;

use leptos::prelude::*;

use crate::area::{Bones, title};
use crate::live::Live;
use crate::session::{Session, Who};
use effects::Desk;
use state::Message;

/// The page, for members and for those who want to know what they would get.
#[component]
pub(crate) fn StakingPage() -> impl IntoView {
    title("Staking: Digigami");
    let (session, live): (Session, Live) = (expect_context(), expect_context());
    let desk = Desk::new();
    let is_member = Memo::new(move |_| {
        session.who.with(|who| match who {
            Who::Unknown => None,
            Who::Member(_) => Some(true),
            Who::Visitor | Who::Unreachable(_) => Some(false),
        })
    });
    Effect::new(move |_| match is_member.get() {
        Some(true) => desk.send(Message::Refresh),
        Some(false) => desk.send(Message::Visit),
        None => {}
    });
    live.on(&["stake.changed", "transfer.posted", "hold.changed", "policy.changed"], move |_| {
        if is_member.get_untracked() == Some(true) {
            desk.send(Message::Refresh);
        } else {
            desk.send(Message::Visit);
        }
    });
    move || match is_member.get() {
        None => view! { <Bones /> }.into_any(),
        Some(true) => view! { <Own desk /> }.into_any(),
        Some(false) => view! { <Guest desk /> }.into_any(),
    }
}

/// A member's stake.
#[component]
fn Own(desk: Desk) -> impl IntoView {
    let trouble = desk.read(|state| state.trouble.clone());
    let is_known = desk.read(|state| state.known.is_some());
    view! {
        <div class="wrap app staking">
            <div class="hd">
                <h1>"Staking"</h1>
                <p class="s">"Staked ANM stays yours. Take it out whenever you like."</p>
            </div>
            <crate::field::Trouble trouble />
            <Show when=move || trouble.with(Option::is_some)>
                <button class="q sm" type="button" on:click=move |_| desk.send(Message::Refresh)>
                    "Try again"
                </button>
            </Show>
            <Show
                when=move || is_known.get()
                fallback=move || view! { <Waiting is_waiting=move || trouble.with(Option::is_none) /> }
            >
                <earned::Earned desk />
                <section class="block" aria-labelledby="tiers">
                    <div class="hd">
                        <h2 class="mid" id="tiers">"What your stake opens"</h2>
                    </div>
                    <ladder::Ladder desk />
                    <next::Next desk />
                </section>
                <div class="block half start">
                    <div class="stack column">
                        <form::Form desk />
                        <pool::Pool desk />
                    </div>
                    <simulator::Simulator desk />
                </div>
                <div class="block">
                    <history::HistoryTable desk />
                </div>
                <step::LastStep desk />
            </Show>
        </div>
    }
}

#[component]
fn Waiting(is_waiting: impl Fn() -> bool + Copy + Send + Sync + 'static) -> impl IntoView {
    view! {
        <Show when=is_waiting>
            <div role="status">
                <span class="vh">"Loading."</span>
                <i class="bone sheet"></i>
            </div>
        </Show>
    }
}

/// What staking is, for those who are not members.
#[component]
fn Guest(desk: Desk) -> impl IntoView {
    let trouble = desk.read(|state| state.trouble.clone());
    view! {
        <div class="wrap app staking">
            <div class="hd up">
                <div class="stack">
                    <h1>"Staking"</h1>
                    <p class="lead">
                        "Put ANM aside and your productions get larger, longer and sooner. \
                         It earns while it lies there, it gives you a vote, and it stays yours."
                    </p>
                </div>
                <div class="stack stake-door">
                    <a class="b" href="/account">"Sign up to stake"</a>
                    <p class="xs">"A name and a passkey: two clicks, no password, no e-mail."</p>
                </div>
            </div>
            <crate::field::Trouble trouble />
            <section class="block" aria-labelledby="tiers">
                <div class="hd">
                    <h2 class="mid" id="tiers">"What a stake opens"</h2>
                    <p class="s">"Take it out whenever you like; nothing is locked."</p>
                </div>
                <ladder::Ladder desk />
            </section>
            <div class="block half start">
                <simulator::Simulator desk />
                <section class="stack facts-of" aria-labelledby="how">
                    <h2 class="mid" id="how">"How it works"</h2>
                    <ol class="steps-of">
                        <li>
                            <b>"Stake any amount."</b>
                            " It moves from what you can spend to your stake, in one step."
                        </li>
                        <li>
                            <b>"It earns by the millisecond."</b>
                            " Simple interest at your tier’s rate, paid from the treasury, rounded down. \
                             No ANM is made for it."
                        </li>
                        <li>
                            <b>"Your stake is your vote."</b>
                            " Every fee, rate and limit you see here can be changed by a vote."
                        </li>
                    </ol>
                </section>
            </div>
        </div>
    }
}
