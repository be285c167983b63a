//! What is staked, and what it has earned so far: it counts up by the same rule that pays it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;

use super::effects::{Desk, device_ms};
use super::state::{Act, Message};
use crate::figure::{Figure, money, plain};
use crate::terms::{percent, short, text, tier_name};

/// How often the earned figure steps; with motion reduced it stands still for a minute.
const STEP_MS: i32 = 1_000;
const CALM_STEP_MS: i32 = 60_000;

/// The two sheets at the top.
#[component]
pub(super) fn Earned(desk: Desk) -> impl IntoView {
    let part = move |part: fn(&wire::staking::StakingOverview) -> String| {
        desk.read(move |state| {
            state.known.as_ref().map(|known| part(&known.overview)).unwrap_or_default()
        })
    };
    let staked = part(|it| it.staked.clone());
    let tier = part(|it| tier_name(&it.tier).to_owned());
    let apy = part(|it| percent(&it.apy));
    let score = part(|it| plain(it.score.get(..it.score.len() - 6).unwrap_or(&it.score)));
    let available = part(|it| plain(&it.available));
    view! {
        <div class="half">
            <section class="card fold gold yours" aria-labelledby="staked">
                <h2 class="h4 s" id="staked">"Your stake"</h2>
                <Figure amount=staked asset="ANM" />
                <dl class="split num">
                    <div><dt>"Tier"</dt><dd>{tier}</dd></div>
                    <div><dt>"Yearly reward"</dt><dd>{apy}</dd></div>
                    <div><dt>"Queue score"</dt><dd>{score}</dd></div>
                    <div><dt>"Left to spend"</dt><dd>{available}</dd></div>
                </dl>
            </section>
            <Reward desk />
        </div>
    }
}

/// What is earned by now.
pub(super) fn earned_now(desk: Desk) -> String {
    desk.state.with_untracked(|state| {
        let earned = state.known.as_ref().zip(state.rules.as_ref());
        earned.map(|(known, rules)| text(known.earned(rules, device_ms()))).unwrap_or_default()
    })
}

/// The counting figure.
fn counting(desk: Desk) -> RwSignal<String> {
    let earned = RwSignal::new(String::new());
    let known = desk.read(|state| (state.known.clone(), state.rules.is_some()));
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody reads hears of nothing.
        known.with(|_| ());
        earned.set(earned_now(desk));
    });
    let step_ms = if browser::prefers_calm() { CALM_STEP_MS } else { STEP_MS };
    spawn_local(async move {
        loop {
            browser::pause(step_ms).await;
            // The page has gone.
            if earned.is_disposed() {
                return;
            }
            let now = earned_now(desk);
            if earned.with_untracked(|shown| *shown != now) {
                earned.set(now);
            }
        }
    });
    earned
}

#[component]
fn Reward(desk: Desk) -> impl IntoView {
    let earned = counting(desk);
    let words = desk.read(|state| {
        let Some(known) = &state.known else { return String::new() };
        let overview = &known.overview;
        if state.staked().is_zero() {
            return "Nothing is staked, so nothing is earned. Any amount will do to begin.".into();
        }
        format!(
            "{} at {} a year. Paid from the treasury, rounded down.",
            money(&short(&overview.staked), "ANM"),
            percent(&overview.apy)
        )
    });
    let claimed = desk.read(|state| {
        state.known.as_ref().map(|known| known.overview.claimed.clone()).unwrap_or_default()
    });
    let has_none = Memo::new(move |_| earned.with(|earned| crate::amount::is_zero(earned)));
    view! {
        <section class="card fold green" aria-labelledby="earned">
            <h2 class="h4 s" id="earned">"Earned since you last claimed"</h2>
            <div class="mid-figure" data-earned>
                <Figure amount=earned asset="ANM" />
            </div>
            <p class="s num">{words}</p>
            <div class="row wr">
                <button
                    class="q sm"
                    type="button"
                    disabled=has_none
                    on:click=move |_| desk.send(Message::Ask(Act::Claim))
                >
                    "Claim"
                </button>
                <button
                    class="q sm soft"
                    type="button"
                    disabled=has_none
                    on:click=move |_| desk.send(Message::Ask(Act::Compound))
                >
                    "Claim and restake"
                </button>
            </div>
            <p class="xs num">{move || format!("Claimed so far: {}", money(&claimed.get(), "ANM"))}</p>
        </section>
    }
}
