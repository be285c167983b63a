//! The tier ladder: four sheets that rise, rows aligned along the foot, the fold grows with the tier,
//! and yours is gold. On a phone the same four stand side by side as a table does.

use creator::priority::score;
use leptos::prelude::*;
use money::Amount;
use policy::{Policies, Tier, TierId};

use super::effects::Desk;
use crate::figure::{money, plain};
use crate::terms::{feature, percent, short, text, tier_name};
use creator::upgrade::Feature;

/// What the ladder shows of one tier.
#[derive(Clone, Debug, PartialEq)]
struct Rung {
    id: TierId,
    name: &'static str,
    /// Where it begins.
    min: String,
    is_own: bool,
    /// How much more is to be staked, if it is the next one.
    to_go: Option<Amount>,
    rows: Vec<(&'static str, String)>,
}

fn rungs(policies: &Policies, staked: Option<Amount>) -> Vec<Rung> {
    let own = staked.map(|staked| policies.tier_of(staked).id);
    let rung = |tier: Tier| {
        let is_own = own == Some(tier.id);
        let is_next = own.is_some_and(|own| own.next() == Some(tier.id));
        let missing = tier.min_stake.saturating_sub(staked.unwrap_or_default());
        let at = if is_own { staked.unwrap_or_default() } else { tier.min_stake };
        let priority = score(at, tier.priority_multiplier).text();
        let row = |it: Feature| feature(it.name(), &it.of(&tier));
        Rung {
            id: tier.id,
            name: tier_name(tier.id.name()),
            min: plain(&short(&text(tier.min_stake))),
            is_own,
            to_go: is_next.then_some(missing),
            rows: vec![
                row(Feature::Agents),
                row(Feature::Resolution),
                row(Feature::Fps),
                ("Clip length", row(Feature::Duration).1),
                ("Yearly reward", percent(&tier.apy.to_string())),
                ("Queue score", plain(&two_decimals(&priority))),
            ],
        }
    };
    policies.tiers().into_iter().map(rung).collect()
}

/// A score is no money: two decimals say enough, cut off and never rounded up.
fn two_decimals(score: &str) -> String {
    score.split_once('.').map_or_else(
        || score.to_owned(),
        |(whole, rest)| format!("{whole}.{}", rest.get(..2).unwrap_or(rest)),
    )
}

/// The four tiers.
#[component]
pub(super) fn Ladder(desk: Desk) -> impl IntoView {
    let rungs = desk.read(|state| {
        let staked = state.known.is_some().then(|| state.staked());
        if state.rules.is_some() { rungs(&state.policies(), staked) } else { Vec::new() }
    });
    let is_waiting = desk.read(|state| state.rules.is_none() && state.trouble.is_none());
    view! {
        <Show when=move || is_waiting.get()>
            <i class="bone sheet"></i>
        </Show>
        <ol class="ladder num">
            <For each=move || rungs.get() key=|rung| rung.name let:rung>
                <Sheet rungs id=rung.id />
            </For>
        </ol>
    }
}

#[component]
fn Sheet(rungs: Memo<Vec<Rung>>, id: TierId) -> impl IntoView {
    let step = TierId::ALL.iter().position(|it| *it == id).unwrap_or_default();
    let rung =
        Memo::new(move |_| rungs.with(|rungs| rungs.iter().find(|rung| rung.id == id).cloned()));
    let of = move |part: fn(&Rung) -> String| {
        move || rung.with(|rung| rung.as_ref().map(part).unwrap_or_default())
    };
    let is_own = move || rung.with(|rung| rung.as_ref().is_some_and(|rung| rung.is_own));
    let to_go = move || rung.with(|rung| rung.as_ref().and_then(|rung| rung.to_go));
    let rows =
        move || rung.with(|rung| rung.as_ref().map(|it| it.rows.clone()).unwrap_or_default());
    view! {
        <li
            class="fold"
            class:own=is_own
            class:next=move || to_go().is_some()
            style=format!("--step:{step}")
            aria-current=move || is_own().then_some("true")
        >
            <div class="head">
                <h3>{of(|it| it.name.into())}</h3>
                <p class="from">
                    <b>{of(|it| it.min.clone())}</b>
                    <span class="s">" ANM"</span>
                </p>
                {move || is_own().then(|| view! { <span class="tag ink">"You"<span class="rest">" are here"</span></span> })}
                {move || {
                    to_go()
                        .map(|amount| {
                            let exact = money(&text(amount), "ANM");
                            view! {
                                <span class="tag gold to-go" title=format!("{exact} to go")>
                                    {plain(&text(amount))}
                                    " to go"
                                </span>
                            }
                        })
                }}
            </div>
            <dl>
                <For each=rows key=|row| row.clone() let:row>
                    <div>
                        <dt>{row.0}</dt>
                        <dd>{row.1}</dd>
                    </div>
                </For>
            </dl>
        </li>
    }
}
