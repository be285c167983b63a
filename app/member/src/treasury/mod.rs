//! `/treasury`: what all of us have together, where every ANM is, and how to check it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::empty::HalfFolded;
use wire::staking::StakingOverview;
use wire::token::{ChainHead, Supply};
use wire::treasury::{Treasury, TreasuryFlows};

mod chain;
mod flow;
mod flows;
mod picture;
mod supply;

use crate::area::{Bones, title};
use crate::field::Trouble;
use crate::figure::{Figure, money, writing};
use crate::live::Live;
use crate::session::{Session, Who};
use crate::{amount, api, share};

const ASSET: &str = "ANM";

/// What the page shows, each part as soon as it is here.
#[derive(Clone, Copy)]
struct Seen {
    treasury: RwSignal<Option<Treasury>>,
    flows: RwSignal<Option<TreasuryFlows>>,
    head: RwSignal<Option<ChainHead>>,
    staking: RwSignal<Option<StakingOverview>>,
    trouble: RwSignal<Option<String>>,
}

impl Seen {
    fn new() -> Self {
        let (treasury, flows) = (RwSignal::new(None), RwSignal::new(None));
        let (head, staking) = (RwSignal::new(None), RwSignal::new(None));
        Self { treasury, flows, head, staking, trouble: RwSignal::new(None) }
    }

    /// Reads everything. What does not come stays as it was.
    fn look(self) {
        spawn_local(async move {
            match api::get::<Treasury>("/treasury").await {
                Ok(treasury) => {
                    self.trouble.try_set(None);
                    show(self.treasury, treasury);
                }
                Err(trouble) => {
                    self.trouble.try_set(Some(trouble.words()));
                }
            }
            if let Ok(flows) = api::get::<TreasuryFlows>("/treasury/flows?asset=ANM&days=30").await
            {
                show(self.flows, flows);
            }
            if let Ok(head) = api::get::<ChainHead>("/token/chain").await {
                show(self.head, head);
            }
        });
    }

    /// Reads what only a member is told.
    fn look_as_member(self) {
        spawn_local(async move {
            if let Ok(staking) = api::get::<StakingOverview>("/staking").await {
                show(self.staking, staking);
            }
        });
    }

    /// All ANM; tracked.
    fn supply(self) -> Option<Supply> {
        let of = |it: &Treasury| it.supplies.iter().find(|it| it.asset == ASSET).cloned();
        self.treasury.with(|it| it.as_ref().and_then(of))
    }
}

/// Shows what came, unless the page is gone or shows it already.
fn show<T: PartialEq + Send + Sync + 'static>(place: RwSignal<Option<T>>, came: T) {
    if place.try_with_untracked(|known| known.as_ref() != Some(&came)) == Some(true) {
        place.set(Some(came));
    }
}

/// The page.
#[component]
pub(crate) fn TreasuryPage() -> impl IntoView {
    title("Treasury: Digigami");
    let seen = Seen::new();
    seen.look();
    let session: Session = expect_context();
    let is_member = Memo::new(move |_| session.who.with(|who| matches!(who, Who::Member(_))));
    Effect::new(move |_| {
        if is_member.get() {
            seen.look_as_member();
        }
    });
    let live: Live = expect_context();
    live.on(&["treasury.changed", "transfer.posted", "stake.changed"], move |_| seen.look());
    let is_there = Memo::new(move |_| seen.treasury.with(Option::is_some));
    let has_failed = Memo::new(move |_| seen.trouble.with(Option::is_some));
    move || match (is_there.get(), has_failed.get()) {
        (true, _) => view! { <Shown seen is_member /> }.into_any(),
        (false, true) => view! { <DidNotCome seen /> }.into_any(),
        (false, false) => view! { <Bones /> }.into_any(),
    }
}

#[component]
fn DidNotCome(seen: Seen) -> impl IntoView {
    view! {
        <div class="wrap app">
            <div class="empty" role="alert">
                <HalfFolded />
                <h1>"The treasury did not load."</h1>
                <p class="lead">{move || seen.trouble.get()}</p>
                <button class="b" type="button" on:click=move |_| seen.look()>
                    "Try again"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Shown(seen: Seen, is_member: Memo<bool>) -> impl IntoView {
    view! {
        <div class="wrap app treasury">
            <div class="hd">
                <div>
                    <h1>"Treasury"</h1>
                    <p class="s">"What all of us have together. Votes decide what it pays."</p>
                </div>
                <a class="q soft" href="/governance">"Proposals"</a>
            </div>
            <Trouble trouble=seen.trouble />
            <Balance seen is_member />
            <picture::Whole seen />
            <flows::Flows seen />
            <chain::Chain seen />
        </div>
    }
}

/// The balance, the last thirty days, and how long rewards can be paid.
#[component]
fn Balance(seen: Seen, is_member: Memo<bool>) -> impl IntoView {
    let balance = Signal::derive(move || seen.supply().map(|it| it.treasury).unwrap_or_default());
    let rows = move || {
        seen.treasury.get().map(|it| {
            [
                ("Came in", it.credited_30_days),
                ("Went out", it.debited_30_days),
                ("Burned", it.burned_30_days),
            ]
            .map(|(name, amount)| view! { <div><dt>{name}</dt><dd>{money(&amount, ASSET)}</dd></div> })
            .into_iter()
            .collect_view()
        })
    };
    view! {
        <div class="half">
            <section class="card fold gold deep">
                <h2 class="s">"In the treasury"</h2>
                <Figure amount=balance asset=ASSET />
                <p class="xs within">"Within 30 days"</p>
                <dl class="split three num">{rows}</dl>
            </section>
            <section class="card fold green">
                <h2 class="s">"Staking rewards can be paid for"</h2>
                <Runway seen is_member />
            </section>
        </div>
    }
}

#[component]
fn Runway(seen: Seen, is_member: Memo<bool>) -> impl IntoView {
    move || match seen.staking.get().map(|it| it.runway) {
        Some(runway) => {
            let length = match runway.days {
                Some(days) => long(days),
                None => "as long as nobody stakes".into(),
            };
            view! {
                <p class="total num">{length}</p>
                <dl class="stack num s lines">
                    <div class="row sp">
                        <dt>"Staked by all"</dt>
                        <dd>{money(&runway.total_staked, ASSET)}</dd>
                    </div>
                    <div class="row sp">
                        <dt>"They earn in a year"</dt>
                        <dd>{money(&runway.rewards_per_year, ASSET)}</dd>
                    </div>
                </dl>
                <p class="xs">"At today’s rates, if nothing else came in or went out. Rewards are never created: they are paid from here."</p>
            }
            .into_any()
        }
        None => {
            let staked = seen.supply().map(|it| money(&it.staked, ASSET));
            view! {
                <p class="s">{staked.map(|it| format!("Members have staked {it}. "))} "Rewards are never created: they are paid from here, as long as it lasts."</p>
                {(!is_member.get()).then(|| view! {
                    <p class="s"><a class="tl" href="/account">"Sign in"</a> " to see how long that is."</p>
                })}
            }
            .into_any()
        }
    }
}

/// Days in words: `3 years 40 days`.
fn long(days: u64) -> String {
    let plural = |n: u64, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (days / 365, days % 365) {
        (0, days) => plural(days, "day"),
        (years, _) if years >= 100 => "more than a century".into(),
        (years, 0) => plural(years, "year"),
        (years, days) => format!("{} {}", plural(years, "year"), plural(days, "day")),
    }
}

/// A share for beside an amount; nothing for nothing, and never zero for something.
fn rough(part: u32, amount: &str) -> String {
    match part {
        _ if amount::is_zero(amount) => String::new(),
        0..10 => format!("< {}", share::rough(10, writing())),
        part => share::rough(part, writing()),
    }
}

#[cfg(test)]
mod tests {
    use super::long;

    #[test]
    fn runways_are_told_in_years_and_days() {
        assert_eq!(long(1), "1 day");
        assert_eq!(long(400), "1 year 35 days");
        assert_eq!(long(730), "2 years");
        assert_eq!(long(40_000), "more than a century");
    }
}
