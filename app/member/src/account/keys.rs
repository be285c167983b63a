//! API keys and agents: what others may do in one's name.

use leptos::prelude::*;
use ui::browser;
use ui::icon::Icon;
use ui::switch::Switch;
use wire::agent::Agent;
use wire::key::Key;

use super::effects::Desk;
use super::lists::shown;
use super::state::{Act, Sheet, Sure};
use super::update::Message;
use crate::mark::Mark;
use crate::when;

#[component]
pub(super) fn Keys(desk: Desk) -> impl IntoView {
    let list = desk.read(|state| state.keys.clone());
    view! {
        <section id="keys" aria-labelledby="keys-title">
            <div class="row sp wr">
                <h2 class="mid" id="keys-title">"API keys"</h2>
                <button class="q sm" type="button" on:click=move |_| desk.send(Message::Show(Sheet::NewKey))>
                    {Mark::Plus.view()}
                    "Make a key"
                </button>
            </div>
            <p class="s">
                "For programs that act for you. " <a class="tl" href="/developers">"How to use them"</a>
            </p>
            {move || shown(list.get(), "No key yet.", move |it| key(desk, it).into_any())}
        </section>
    }
}

fn key(desk: Desk, it: Key) -> impl IntoView {
    let used = it.last_used_at.as_deref().map_or("never used".to_owned(), |at| {
        format!("last used {}", when::distance(at, browser::now_ms()))
    });
    let revoke = Sheet::Sure(Box::new(Sure {
        title: format!("Revoke “{}”?", it.name),
        words: "Whatever uses it stops at once, and cannot be let in again with it.",
        word: "Revoke it",
        act: Act::RevokeKey(it.id),
    }));
    let remove_name = format!("Revoke {}", it.name);
    let scopes = it
        .scopes
        .into_iter()
        .map(|scope| view! { <span class="tag">{scope}</span> })
        .collect_view();
    view! {
        <li>
            <div class="what">
                <span class="strong">{it.name}</span>
                <span class="xs mono">{it.prefix} "…"</span>
                <span class="xs">
                    {used} ", " {it.used_this_hour} " of " {it.hourly_limit} " requests this hour, ends "
                    {when::day(&it.expires_at)}
                </span>
                <span class="row wr scopes">{scopes}</span>
            </div>
            <div class="acts">
                <button class="ib" type="button" aria-label=remove_name title="Revoke" on:click=move |_| desk.send(Message::Show(revoke.clone()))>
                    {Icon::Trash.view()}
                </button>
            </div>
        </li>
    }
}

#[component]
pub(super) fn Agents(desk: Desk) -> impl IntoView {
    let list = desk.read(|state| state.agents.clone());
    view! {
        <section id="agents" aria-labelledby="agents-title">
            <h2 class="mid" id="agents-title">"Agents"</h2>
            <p class="s">
                "Programs with a key pair and a wallet of their own, registered by you over the API. "
                <a class="tl" href="/developers/agents">"How to register one"</a>
            </p>
            {move || shown(list.get(), "No agent yet.", move |it| agent(desk, it).into_any())}
        </section>
    }
}

fn agent(desk: Desk, it: Agent) -> impl IntoView {
    let used = it.last_used_at.as_deref().map_or("never seen".to_owned(), |at| {
        format!("last seen {}", when::distance(at, browser::now_ms()))
    });
    let remove = Sheet::Sure(Box::new(Sure {
        title: format!("Remove “{}”?", it.name),
        words: "Its tokens are not taken any more. What it holds stays in its own wallet.",
        word: "Remove it",
        act: Act::RemoveAgent(it.id.clone()),
    }));
    let remove_name = format!("Remove {}", it.name);
    let (id, is_on) = (it.id, it.enabled);
    view! {
        <li>
            <div class="what">
                <span class="strong">{it.name} " " <span class="tag">{it.kind}</span></span>
                <span class="xs mono">{it.did}</span>
                <span class="xs">{used}</span>
            </div>
            <div class="acts">
                <Switch
                    on=Signal::stored(is_on)
                    set=move |on| desk.send(Message::Do(Act::SwitchAgent { id: id.clone(), on }))
                    name="May act"
                />
                <button class="ib" type="button" aria-label=remove_name title="Remove" on:click=move |_| desk.send(Message::Show(remove.clone()))>
                    {Icon::Trash.view()}
                </button>
            </div>
        </li>
    }
}
