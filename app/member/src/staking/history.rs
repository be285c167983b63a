//! What happened to the stake, newest first.

use leptos::prelude::*;
use ui::empty::HalfFolded;
use wire::staking::StakeEvent;

use super::effects::Desk;
use super::state::Message;
use crate::amount::is_zero;
use crate::field::Trouble;
use crate::figure::plain;
use crate::terms::tier_name;
use crate::when::moment;

/// The table, page by page.
#[component]
pub(super) fn HistoryTable(desk: Desk) -> impl IntoView {
    let items = desk.read(|state| state.history.items.clone());
    let trouble = desk.read(|state| state.history.trouble.clone());
    let has_more = desk.read(|state| state.history.next.is_some());
    let is_busy = desk.read(|state| state.history.is_busy);
    let is_empty = desk.read(|state| state.history.is_known && state.history.items.is_empty());
    view! {
        <section class="stack" aria-labelledby="stake-history">
            <h2 class="mid" id="stake-history">"History"</h2>
            <Trouble trouble />
            <Show when=move || items.with(|items| !items.is_empty())>
                <table class="num stake-history">
                    <thead>
                        <tr>
                            <th scope="col">"When"</th>
                            <th scope="col">"What"</th>
                            <th scope="col" class="r">"Stake"</th>
                            <th scope="col" class="r">"Reward"</th>
                            <th scope="col" class="r">"Staked after"</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || items.get() key=|event| event.id.clone() let:event>
                            <Row event />
                        </For>
                    </tbody>
                </table>
            </Show>
            <Show when=move || has_more.get()>
                <button
                    class="q sm soft more"
                    type="button"
                    disabled=is_busy
                    on:click=move |_| desk.send(Message::More)
                >
                    "Show older"
                </button>
            </Show>
            <Show when=move || is_empty.get()>
                <div class="empty small">
                    <HalfFolded />
                    <p>"Nothing has happened yet. Stake any amount, and it will stand here."</p>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Row(event: StakeEvent) -> impl IntoView {
    let what = match event.kind.as_str() {
        "staked" => "Staked",
        "unstaked" => "Taken out",
        "compounded" => "Claimed and restaked",
        _ => "Claimed",
    };
    let moved = match (event.kind.as_str(), is_zero(&event.amount)) {
        (_, true) => "–".to_owned(),
        ("unstaked", _) => plain(&format!("-{}", event.amount)),
        _ => format!("+{}", plain(&event.amount)),
    };
    let reward = if is_zero(&event.reward) {
        "–".to_owned()
    } else {
        format!("+{}", plain(&event.reward))
    };
    let tier = (event.tier_before != event.tier_after)
        .then(|| format!("{} → {}", tier_name(&event.tier_before), tier_name(&event.tier_after)));
    view! {
        <tr>
            <td class="s when" data-name="When">{moment(&event.at)}</td>
            <td class="what" data-name="What">
                <b class="strong">{what}</b>
                {tier.map(|words| view! { " " <span class="tag gold">{words}</span> })}
            </td>
            <td class="r" data-name="Stake">{moved}</td>
            <td class="r" data-name="Reward">{reward}</td>
            <td class="r" data-name="Staked after">{plain(&event.staked)}</td>
        </tr>
    }
}
