//! What a proposal needs, and how much of it the visitor has.

use leptos::prelude::*;
use wire::governance::{GovernanceStanding, GovernanceSummary};

use super::words::span;
use crate::figure::{money, writing};
use crate::share;

/// The rules of voting, and what it takes to propose.
#[component]
pub(super) fn Rules(summary: Memo<Option<GovernanceSummary>>) -> impl IntoView {
    move || {
        summary.get().map(|summary| {
            let GovernanceSummary { rules, total_staked, me, .. } = summary;
            let needed = rules.proposer_stake.clone();
            let lines = [
                ("A vote is open for", span(rules.voting_period_ms)),
                ("Quorum", format!("{} of all stake", share::percent(&rules.quorum_rate, writing()))),
                ("Approval", format!("{} of for and against", share::percent(&rules.approval_rate, writing()))),
                ("Time lock", span(rules.time_lock_ms)),
                ("Lapses after", span(rules.grace_ms)),
                ("Staked by all", money(&total_staked, "ANM")),
            ]
            .map(|(name, value)| view! { <div><dt>{name}</dt><dd class="num">{value}</dd></div> })
            .into_iter()
            .collect_view();
            view! {
                <aside class="stack rules">
                    <section class="card fold gold">
                        <h2 class="h3">"To propose"</h2>
                        <Propose needed me />
                    </section>
                    <section>
                        <h2 class="h4">"The rules today"</h2>
                        <dl class="facts-list">{lines}</dl>
                        <p class="xs">
                            "A quorum that comes late keeps the vote open "
                            {span(rules.late_extension_ms)}
                            " longer. The rules are decided by votes like everything else; a proposal keeps those of its opening."
                        </p>
                    </section>
                </aside>
            }
        })
    }
}

/// What is needed and what is there.
#[component]
fn Propose(needed: String, me: Option<GovernanceStanding>) -> impl IntoView {
    let needs = format!("It takes {} staked. Stake stays yours.", money(&needed, "ANM"));
    let Some(me) = me else {
        return view! {
            <p class="s">{needs}</p>
            <p class="s">
                <a class="tl" href="/account">"Sign in"</a> " to propose and to vote. Reading needs no account."
            </p>
        }
        .into_any();
    };
    let have = share::of(share::units(&me.staked), share::units(&needed));
    let word = format!("You have {} staked.", money(&me.staked, "ANM"));
    let way = if me.can_propose {
        view! { <p class="s">"That is enough. " {open_votes(me.open_votes)}</p> }.into_any()
    } else {
        view! { <a class="q sm" href="/staking">"Stake more"</a> }.into_any()
    };
    view! {
        <p class="s num">{needs}</p>
        <div class="bar gold" aria-hidden="true">
            <i style=format!("--v:{}", share::css(have))></i>
        </div>
        <p class="s num">{word}</p>
        {way}
    }
    .into_any()
}

fn open_votes(n: u64) -> String {
    match n {
        0 => "You have voted on everything that is open.".into(),
        1 => "One open proposal waits for your vote.".into(),
        n => format!("{n} open proposals wait for your vote."),
    }
}
