//! The last step before something moves: the total, and what will be after.

use leptos::prelude::*;

use super::effects::{Desk, device_ms};
use super::preview::{Preview, preview};
use super::state::{Act, Message};
use super::update::total;
use crate::confirm::{Confirm, Line};
use crate::figure::money;
use crate::terms::{anm, text, tier_name};

/// Shown as long as something is asked.
#[component]
pub(super) fn LastStep(desk: Desk) -> impl IntoView {
    let act = desk.read(|state| state.asking.as_ref().map(|asking| asking.act.clone()));
    move || act.get().map(|act| view! { <Ask desk act /> })
}

#[component]
fn Ask(desk: Desk, act: Act) -> impl IntoView {
    let is_busy = desk.read(|state| state.asking.as_ref().is_some_and(|it| it.is_busy));
    let trouble = desk.read(|state| state.asking.as_ref().and_then(|it| it.trouble.clone()));
    let show = |amount| money(&text(amount), "ANM");
    let (after, earned) = desk.state.with_untracked(|state| {
        let both = state.known.as_ref().zip(state.rules.as_ref());
        let Some((known, rules)) = both else { return (None, anm("0")) };
        let now_ms = known.now_ms(device_ms());
        let after = preview(&act, known, rules, now_ms, show).ok();
        (after, known.earned(rules, device_ms()))
    });
    let sum = show(total(&act, earned));
    let verb = match act {
        Act::Stake(_) => "Stake",
        Act::Unstake(_) => "Take out",
        Act::Claim => "Claim",
        Act::Compound => "Claim and restake",
    };
    let lines = after.map(|after| lines(&act, &after)).unwrap_or_default();
    view! {
        <Confirm
            title=format!("{verb} this much?")
            total=sum.clone()
            lines
            act=format!("{verb} {sum}")
            is_busy
            trouble
            confirm=move || desk.send(Message::Confirm)
            close=move || desk.send(Message::Leave)
        />
    }
}

/// What will be after.
fn lines(act: &Act, after: &Preview) -> Vec<Line> {
    let show = |amount| money(&text(amount), "ANM");
    let mut lines: Vec<Line> = vec![("Stake after", show(after.staked))];
    let (before, now) = (tier_name(after.tier_before.name()), tier_name(after.tier.name()));
    let tier = if before == now { now.to_owned() } else { format!("{now}, before: {before}") };
    lines.push(("Tier after", tier));
    if matches!(act, Act::Unstake(_)) && !after.reward.is_zero() {
        lines.push(("Earned, paid with it", show(after.reward)));
    }
    if !after.kept.is_zero() {
        lines.push(("Earned, kept for later", show(after.kept)));
    }
    lines.push(("Left to spend", show(after.available)));
    if matches!(act, Act::Claim | Act::Compound) {
        lines.push(("Until it is booked", "a little more is earned, and paid too".into()));
    }
    lines
}
