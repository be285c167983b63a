//! A guide on the page: its text, with every piece of code on a slab of its own.

use leptos::prelude::*;

use super::guides::Guide;
use super::slab::Slab;
use super::{Shelf, origin};
use crate::area::title;
use crate::markdown::{self, Block};
use crate::prose;

/// The text of a guide.
#[component]
pub(super) fn GuidePage(shelf: Shelf, guide: &'static Guide) -> impl IntoView {
    title(&format!("{}: Digigami for developers", guide.title));
    let blocks = markdown::read(&guide.text(&origin()));
    let parts = blocks.iter().map(part).collect_view();
    view! {
        <article class="guide">
            <h1>{guide.title}</h1>
            <p class="lead">{guide.lead}</p>
            <div class="md">{parts}</div>
            {(guide.slug == "errors").then(|| view! { <Codes shelf /> })}
        </article>
    }
}

fn part(block: &Block) -> AnyView {
    match block {
        Block::Code(language, text) => {
            let heading = match language.as_str() {
                "sh" => "In a shell",
                "js" => "In JavaScript",
                _ => "JSON",
            };
            view! { <Slab heading code=text.trim_end().to_owned() /> }.into_any()
        }
        other => prose::shown(std::slice::from_ref(other), 2),
    }
}

/// Every code of the API, once.
#[component]
fn Codes(shelf: Shelf) -> impl IntoView {
    let rows = move || {
        let all = shelf.book.with(|it| it.as_ref().map(|book| book.refusals())).unwrap_or_default();
        all.into_iter()
            .map(|it| {
                view! {
                    <tr>
                        <td class="num">{it.status}</td>
                        <td><code>{it.code}</code></td>
                        <td>{it.meaning}</td>
                    </tr>
                }
            })
            .collect_view()
    };
    view! {
        <table class="refusals">
            <thead>
                <tr>
                    <th scope="col">"Status"</th>
                    <th scope="col">"Code"</th>
                    <th scope="col">"Meaning"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
