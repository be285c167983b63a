//! The way through the documents: a search, the guides, and the operations by feature. On a phone it
//! is folded away behind one button.

use leptos::prelude::*;

use super::Shelf;
use super::guides::GUIDES;
use crate::mark::Mark;

/// The column at the left.
#[component]
pub(super) fn Nav(
    shelf: Shelf,
    /// The topic that is open.
    here: String,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let here = StoredValue::new(here);
    let is_searching = move || shelf.typed.with(|it| !it.trim().is_empty());
    let shows = move || is_open.get() || is_searching();
    view! {
        <div class="docs-nav" class:open=shows>
            <div class="in search">
                {Mark::Search.view()}
                <input
                    type="search"
                    aria-label="Search the documents"
                    placeholder="Search"
                    autocomplete="off"
                    prop:value=shelf.typed
                    on:input=move |event| shelf.typed.set(event_target_value(&event))
                />
            </div>
            <button
                class="q soft sm topics"
                type="button"
                aria-expanded=move || if shows() { "true" } else { "false" }
                aria-controls="topics"
                on:click=move |_| is_open.update(|it| *it = !*it)
            >
                "All topics"
            </button>
            <nav id="topics" aria-label="Documents">
                <Guides shelf here />
                <Operations shelf here />
            </nav>
            <p class="vh" role="status">{move || is_searching().then(|| told(shelf))}</p>
        </div>
    }
}

/// How much fits what was typed.
fn told(shelf: Shelf) -> String {
    let typed = shelf.typed.get();
    let n_guides = GUIDES.iter().filter(|it| it.fits(&typed)).count();
    let n_operations = shelf.book.with(|it| {
        let groups = it.as_ref().map(|book| book.filtered(&typed).groups).unwrap_or_default();
        groups.iter().map(|it| it.operations.len()).sum::<usize>()
    });
    match n_guides + n_operations {
        0 => "Nothing fits.".into(),
        1 => "One topic fits.".into(),
        n => format!("{n} topics fit."),
    }
}

#[component]
fn Guides(shelf: Shelf, here: StoredValue<String>) -> impl IntoView {
    move || {
        let typed = shelf.typed.get();
        let links: Vec<_> = GUIDES
            .iter()
            .filter(|it| it.fits(&typed))
            .map(|it| {
                entry(
                    it.href(),
                    it.title.to_owned(),
                    here.with_value(|here| *here == it.slug),
                    None,
                )
            })
            .collect();
        (!links.is_empty()).then(|| view! { <h2 class="h4">"Guides"</h2> <ul>{links}</ul> })
    }
}

#[component]
fn Operations(shelf: Shelf, here: StoredValue<String>) -> impl IntoView {
    move || {
        let typed = shelf.typed.get();
        let groups = shelf
            .book
            .with(|it| it.as_ref().map(|book| book.filtered(&typed).groups))
            .unwrap_or_default();
        groups
            .into_iter()
            .map(|group| {
                let links = group
                    .operations
                    .into_iter()
                    .map(|it| {
                        let is_here = here.with_value(|here| *here == it.id);
                        entry(
                            format!("/developers/{}", it.id),
                            it.summary,
                            is_here,
                            Some(it.method),
                        )
                    })
                    .collect_view();
                view! { <h2 class="h4">{group.name}</h2> <ul>{links}</ul> }
            })
            .collect_view()
    }
}

fn entry(href: String, words: String, is_here: bool, method: Option<String>) -> AnyView {
    view! {
        <li>
            <a href=href aria-current=is_here.then_some("page")>
                <span>{words}</span>
                {method.map(|method| view! { <small>{method}</small> })}
            </a>
        </li>
    }
    .into_any()
}
