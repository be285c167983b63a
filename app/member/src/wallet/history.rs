//! What came and went: narrowed down, a page at a time, as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::icon::Icon;
use ui::segment::{Choice, Segment};
use ui::toast::{Toast, Toasts};
use wire::token::HistoryItem;

use super::effects::{Purse, query};
use super::state::{Direction, Filter, Sheet};
use super::update::Message;
use super::words::{KINDS, sign, title};
use crate::api;
use crate::figure::plain;
use crate::mark::Mark;
use crate::when;

const DIRECTIONS: [Choice<Direction>; 3] =
    [(Direction::All, "All"), (Direction::In, "In"), (Direction::Out, "Out")];

#[component]
pub(super) fn History(purse: Purse) -> impl IntoView {
    let toasts: Toasts = expect_context();
    let save = move |_| {
        let (asset, filter) =
            purse.state.with_untracked(|state| (state.asset, state.history.filter.clone()));
        let path =
            format!("/token/history?{}&format=csv", query(asset.code(), &filter, None, None));
        spawn_local(async move {
            match api::file(&path).await {
                Ok(file) => {
                    let name = format!("digigami-history-{}.csv", asset.code().to_lowercase());
                    browser::download(&file, &name);
                }
                Err(trouble) => toasts.show(Toast::warning(trouble.words())),
            }
        });
    };
    view! {
        <section class="block" aria-labelledby="history-title">
            <div class="hd">
                <h2 class="mid" id="history-title">"History"</h2>
                <button class="q sm soft" type="button" on:click=save>
                    {Icon::Download.view()}
                    "Save as CSV"
                </button>
            </div>
            <Filters purse />
            <Lines purse />
        </section>
    }
}

#[component]
fn Filters(purse: Purse) -> impl IntoView {
    let filter = purse.read(|state| state.history.filter.clone());
    let change = move |change: &dyn Fn(&mut Filter)| {
        let mut wanted = filter.get_untracked();
        change(&mut wanted);
        purse.send(Message::Filter(wanted));
    };
    let kinds =
        KINDS.map(|(kind, word)| view! { <option value=kind>{word}</option> }).collect_view();
    view! {
        <div class="filters">
            <Segment
                label="Direction"
                choices=&DIRECTIONS
                chosen=Signal::derive(move || filter.with(|it| it.direction))
                choose=move |direction| change(&|it| it.direction = direction)
            />
            <div class="field">
                <label class="l" for="history-kind">"Kind"</label>
                <div class="in">
                    <select
                        id="history-kind"
                        prop:value=move || filter.with(|it| it.kind.clone())
                        on:change=move |event| {
                            let kind = event_target_value(&event);
                            change(&|it| it.kind.clone_from(&kind));
                        }
                    >
                        <option value="">"Everything"</option>
                        {kinds}
                    </select>
                </div>
            </div>
            <div class="field">
                <label class="l" for="history-words">"Find"</label>
                <div class="in">
                    <input
                        id="history-words"
                        type="search"
                        placeholder="A note or a name"
                        prop:value=move || filter.with(|it| it.words.clone())
                        on:input=move |event| {
                            let words = event_target_value(&event);
                            change(&|it| it.words.clone_from(&words));
                        }
                    />
                    {Mark::Search.view()}
                </div>
            </div>
        </div>
    }
}

#[component]
fn Lines(purse: Purse) -> impl IntoView {
    let items = purse.read(|state| state.history.items.clone());
    let is_empty = Memo::new(move |_| items.with(Vec::is_empty));
    let has_more = purse.read(|state| state.history.next.is_some());
    let is_coming = purse.read(|state| state.history.is_coming);
    let has_come = purse.read(|state| state.history.has_come);
    let lost = purse.read(|state| state.history.lost.clone());
    let is_narrowed = purse.read(|state| state.history.filter != Filter::default());
    let table = move || {
        view! {
            <table class="history">
                <thead>
                    <tr>
                        <th class="wide">"When"</th>
                        <th>"What"</th>
                        <th class="r">"Amount"</th>
                        <th class="r wide">"Balance after"</th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || items.get()
                        key=|item| (item.entry, item.transaction_id.clone(), item.direction.clone())
                        let:item
                    >
                        <Line purse item />
                    </For>
                </tbody>
            </table>
        }
    };
    view! {
        <div aria-busy=move || is_coming.get().to_string()>
            {move || match (lost.get(), has_come.get(), is_empty.get()) {
                (Some(words), _, true) => {
                    view! { <p class="wrong" role="alert">{Icon::Warning.view()} <span>{words}</span></p> }.into_any()
                }
                (_, false, true) => view! { <i class="bone sheet"></i> }.into_any(),
                (_, true, true) => view! { <Nothing is_narrowed=is_narrowed.get() /> }.into_any(),
                (_, _, false) => table().into_any(),
            }}
            {move || has_more.get().then(|| view! {
                <button class="q soft more" type="button" disabled=is_coming on:click=move |_| purse.send(Message::More)>
                    {move || if is_coming.get() { "One moment" } else { "Show older ones" }}
                </button>
            })}
        </div>
    }
}

#[component]
fn Nothing(is_narrowed: bool) -> impl IntoView {
    let (what, way) = if is_narrowed {
        ("Nothing fits these filters.", "Choose “All” and “Everything” to see the rest.")
    } else {
        ("Nothing has moved yet.", "Press “Receive” and show somebody your code: it begins there.")
    };
    view! {
        <div class="empty slim">
            <ui::empty::HalfFolded />
            <p class="strong">{what}</p>
            <p class="s">{way}</p>
        </div>
    }
}

#[component]
fn Line(purse: Purse, item: HistoryItem) -> impl IntoView {
    let shown = Sheet::Entry(Box::new(item.clone()));
    let is_in = item.direction == "in";
    view! {
        <tr>
            <td class="wide s num">{when::moment(&item.at)}</td>
            <td>
                <button class="tl plain" type="button" on:click=move |_| purse.send(Message::Show(shown.clone()))>
                    {title(&item)}
                </button>
                <span class="xs memo">{item.memo.clone()}</span>
                <span class="xs narrow">{when::moment(&item.at)}</span>
            </td>
            <td class="r num amount" class:gain=is_in>
                {sign(&item)} {plain(&item.amount)} " "
                <span class="xs">{item.asset.clone()}</span>
            </td>
            <td class="r wide num s">{plain(&item.balance_after)}</td>
        </tr>
    }
}
