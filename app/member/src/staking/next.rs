//! What the next tier brings, how much is missing, and one press that fills the form.

use leptos::prelude::*;
use wire::staking::Upgrade;

use super::effects::Desk;
use super::state::Message;
use crate::figure::{money, plain};
use crate::terms::{feature, tier_name};

/// The way to the next tier; at the top, a word about that.
#[component]
pub(super) fn Next(desk: Desk) -> impl IntoView {
    let next = desk.read(|state| state.known.as_ref().map(|it| it.overview.next_tier.clone()));
    move || match next.get() {
        Some(Some(upgrade)) => view! { <Way desk upgrade /> }.into_any(),
        Some(None) => view! { <Top /> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Way(desk: Desk, upgrade: Upgrade) -> impl IntoView {
    let name = tier_name(&upgrade.name);
    let missing = StoredValue::new(upgrade.missing.clone());
    let gains = upgrade
        .brings
        .iter()
        .map(|gain| {
            let (word, after) = feature(&gain.feature, &gain.after);
            let (_, before) = feature(&gain.feature, &gain.before);
            view! {
                <div>
                    <dt>{word}</dt>
                    <dd>
                        <span class="before">
                            <span class="vh">"from "</span>
                            {before}
                        </span>
                        <span class="arrow" aria-hidden="true">
                            "→"
                        </span>
                        <span class="vh">" to "</span>
                        <b>{after}</b>
                    </dd>
                </div>
            }
        })
        .collect_view();
    view! {
        <section class="next-tier" aria-labelledby="next-tier">
            <div class="stack">
                <h3 id="next-tier">{format!("{name} is {} away.", money(&upgrade.missing, "ANM"))}</h3>
                <button
                    class="q sm"
                    type="button"
                    on:click=move |_| desk.send(Message::Fill(missing.with_value(|it| plain(it))))
                >
                    {format!("Fill in {}", money(&upgrade.missing, "ANM"))}
                </button>
            </div>
            <dl class="gains num">{gains}</dl>
        </section>
    }
}

#[component]
fn Top() -> impl IntoView {
    view! {
        <section class="next-tier">
            <p class="s">"This is the highest tier. Staking more still moves your productions up the queue."</p>
        </section>
    }
}
