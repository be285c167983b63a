//! Markdown on the page, element by element: there is no way from its text to the page's markup.

use leptos::prelude::*;

use crate::markdown::{self, Block, Inline};

/// Text in Markdown. Its first level of headings stands at `top`.
#[component]
pub(crate) fn Prose(
    #[prop(into)] text: Signal<String>,
    #[prop(default = 3)] top: u8,
) -> impl IntoView {
    let blocks = Memo::new(move |_| text.with(|text| markdown::read(text)));
    view! { <div class="md">{move || blocks.with(|blocks| shown(blocks, top))}</div> }
}

/// Blocks as elements.
pub(crate) fn shown(blocks: &[Block], top: u8) -> AnyView {
    blocks.iter().map(|block| one(block, top)).collect_view().into_any()
}

fn one(block: &Block, top: u8) -> AnyView {
    match block {
        Block::Heading(level, inside) => heading(top + level - 1, line(inside)),
        Block::Paragraph(inside) => view! { <p>{line(inside)}</p> }.into_any(),
        Block::Quote(inside) => view! { <blockquote>{shown(inside, top)}</blockquote> }.into_any(),
        Block::List(first, items) => list(*first, items, top),
        // A long line scrolls, and what scrolls can be reached by keyboard.
        Block::Code(_, text) => {
            view! { <pre tabindex="0"><code>{text.clone()}</code></pre> }.into_any()
        }
        Block::Table(rows) => table(rows),
        Block::Rule => view! { <hr class="crease" /> }.into_any(),
    }
}

fn heading(level: u8, words: AnyView) -> AnyView {
    match level {
        ..=2 => view! { <h2 class="h3">{words}</h2> }.into_any(),
        3 => view! { <h3>{words}</h3> }.into_any(),
        4 => view! { <h4>{words}</h4> }.into_any(),
        5 => view! { <h5>{words}</h5> }.into_any(),
        _ => view! { <h6>{words}</h6> }.into_any(),
    }
}

fn list(first: Option<u64>, items: &[Vec<Block>], top: u8) -> AnyView {
    let items = items
        .iter()
        .map(|item| match &item[..] {
            // A tight list has no paragraphs.
            [Block::Paragraph(inside)] => view! { <li>{line(inside)}</li> }.into_any(),
            blocks => view! { <li>{shown(blocks, top)}</li> }.into_any(),
        })
        .collect_view();
    match first {
        Some(first) => view! { <ol start=first.to_string()>{items}</ol> }.into_any(),
        None => view! { <ul>{items}</ul> }.into_any(),
    }
}

fn table(rows: &[Vec<Vec<Inline>>]) -> AnyView {
    let Some((head, rows)) = rows.split_first() else { return ().into_any() };
    let head = head.iter().map(|cell| view! { <th scope="col">{line(cell)}</th> }).collect_view();
    let rows = rows
        .iter()
        .map(|row| {
            let cells = row.iter().map(|cell| view! { <td>{line(cell)}</td> }).collect_view();
            view! { <tr>{cells}</tr> }
        })
        .collect_view();
    view! {
        <div class="wide" tabindex="0" role="group" aria-label="Table">
            <table>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(inlines: &[Inline]) -> AnyView {
    inlines.iter().map(piece).collect_view().into_any()
}

fn piece(inline: &Inline) -> AnyView {
    match inline {
        Inline::Text(text) => text.clone().into_any(),
        Inline::Code(text) => view! { <code>{text.clone()}</code> }.into_any(),
        Inline::Strong(inside) => view! { <strong>{line(inside)}</strong> }.into_any(),
        Inline::Emphasis(inside) => view! { <em>{line(inside)}</em> }.into_any(),
        Inline::Struck(inside) => view! { <s>{line(inside)}</s> }.into_any(),
        Inline::Link(address, inside) => {
            let address = address.clone();
            view! { <a href=address rel="nofollow noopener ugc">{line(inside)}</a> }.into_any()
        }
        Inline::Break => view! { <br /> }.into_any(),
    }
}
