//! `/developers`: the API for people, made from its own document, with examples that run.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;
use std::cell::RefCell;
use std::sync::Arc;
use ui::browser;
use ui::empty::HalfFolded;

mod article;
mod book;
mod example;
mod guide;
mod guides;
mod nav;
mod schema;
mod slab;

use self::article::Article;
use self::book::Book;
use self::guide::GuidePage;
use self::guides::Guide;
use self::nav::Nav;
use crate::api;
use crate::area::title;

thread_local! {
    /// The document, read once; and what was typed into the search, for the next page.
    static KEPT: RefCell<Kept> = RefCell::new(Kept::default());
}

#[derive(Default)]
struct Kept {
    book: Option<Arc<Book>>,
    typed: String,
}

/// What the pages of the documents share.
#[derive(Clone, Copy)]
struct Shelf {
    /// None while it is on the way.
    book: RwSignal<Option<Arc<Book>>>,
    trouble: RwSignal<Option<String>>,
    typed: RwSignal<String>,
}

impl Shelf {
    fn new() -> Self {
        let (book, typed) = KEPT.with_borrow(|kept| (kept.book.clone(), kept.typed.clone()));
        let is_kept = book.is_some();
        let shelf = Self {
            book: RwSignal::new(book),
            trouble: RwSignal::new(None),
            typed: RwSignal::new(typed),
        };
        Effect::new(move |_| {
            let typed = shelf.typed.get();
            KEPT.with_borrow_mut(|kept| kept.typed = typed);
        });
        if !is_kept {
            shelf.read();
        }
        shelf
    }

    fn read(self) {
        self.trouble.set(None);
        spawn_local(async move {
            match api::get::<Value>("/openapi.json").await {
                Ok(document) => {
                    let book = Arc::new(Book::read(&document));
                    KEPT.with_borrow_mut(|kept| kept.book = Some(book.clone()));
                    self.book.try_set(Some(book));
                }
                Err(trouble) => {
                    self.trouble.try_set(Some(trouble.words()));
                }
            }
        });
    }
}

/// This site, as examples name it.
fn origin() -> String {
    browser::window().location().origin().unwrap_or_default()
}

/// The documents, opened at a topic: a guide or an operation.
#[component]
pub(crate) fn DevelopersPage(topic: String) -> impl IntoView {
    title("Developers: Digigami");
    let shelf = Shelf::new();
    let here = topic.clone();
    view! {
        <div class="wrap app docs">
            <Nav shelf here />
            {match Guide::of(&topic) {
                Some(guide) => view! { <GuidePage shelf guide /> }.into_any(),
                None => view! { <Operation shelf topic /> }.into_any(),
            }}
        </div>
    }
}

#[component]
fn Operation(shelf: Shelf, topic: String) -> impl IntoView {
    move || {
        let found = shelf.book.with(|it| it.as_ref().map(|book| book.operation(&topic).cloned()));
        match (found, shelf.trouble.get()) {
            (Some(Some(operation)), _) => view! { <Article operation /> }.into_any(),
            (Some(None), _) => view! { <Nothing /> }.into_any(),
            (None, Some(words)) => view! { <DidNotCome shelf words /> }.into_any(),
            (None, None) => view! {
                <div role="status">
                    <span class="vh">"Loading."</span>
                    <i class="bone title"></i>
                    <i class="bone line"></i>
                </div>
            }
            .into_any(),
        }
    }
}

#[component]
fn Nothing() -> impl IntoView {
    view! {
        <div class="empty">
            <HalfFolded />
            <h1>"The API has no such operation."</h1>
            <p class="lead">"It may have another name now. The list has them all."</p>
            <a class="b" href="/developers">"Start here"</a>
        </div>
    }
}

#[component]
fn DidNotCome(shelf: Shelf, words: String) -> impl IntoView {
    view! {
        <div class="empty" role="alert">
            <HalfFolded />
            <h1>"The documents did not load."</h1>
            <p class="lead">{words}</p>
            <button class="b" type="button" on:click=move |_| shelf.read()>
                "Try again"
            </button>
        </div>
    }
}
