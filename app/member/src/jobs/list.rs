//! What was ordered, newest first.

use leptos::prelude::*;
use ui::empty::HalfFolded;
use wire::job::Job;

use super::effects::Desk;
use super::state::Message;
use super::words::{payment, standing, state};
use crate::figure::money;
use crate::when::moment;

/// The list, page by page.
#[component]
pub(super) fn Jobs(desk: Desk) -> impl IntoView {
    let ids =
        desk.read(|state| state.list.items.iter().map(|it| it.id.clone()).collect::<Vec<_>>());
    let has_more = desk.read(|state| state.list.next.is_some());
    let is_busy = desk.read(|state| state.list.is_busy);
    let is_empty = desk.read(|state| state.list.is_known && state.list.items.is_empty());
    view! {
        <section class="block stack" aria-labelledby="jobs">
            <h2 class="mid" id="jobs">"Your productions"</h2>
            <ul class="job-list">
                <For each=move || ids.get() key=|id| id.clone() let:id>
                    <Row desk id />
                </For>
            </ul>
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
                    <p>"Nothing ordered yet. Give the list above a title, and order it: it takes a moment."</p>
                </div>
            </Show>
        </section>
    }
}

#[component]
fn Row(desk: Desk, id: String) -> impl IntoView {
    let address = format!("/jobs?job={id}");
    let job = desk.read(move |state| state.list.items.iter().find(|it| it.id == id).cloned());
    let part = move |part: fn(&Job) -> String| {
        move || job.with(|it| it.as_ref().map(part).unwrap_or_default())
    };
    let look = move || job.with(|it| it.as_ref().map_or(("", ""), |it| state(it.state)));
    view! {
        <li data-state=move || look().0>
            <a href=address>
                <span class="what">
                    <b class="strong">{part(|it| it.title.clone())}</b>
                    <span class="s num">
                        {part(|it| format!("{}, {}", it.name, moment(&it.queued_at)))}
                    </span>
                </span>
                <span class="where s num">{part(standing)}</span>
                <span class="money num">
                    {part(|it| money(&it.total, "ANM"))}
                    <span class="xs">{part(|it| payment(it).into())}</span>
                </span>
                <span class=move || format!("tag {}", look().1)>{move || look().0}</span>
            </a>
        </li>
    }
}
