//! An ink slab with code on it, and the way to copy it.

use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::browser;
use ui::icon::Icon;
use wasm_bindgen_futures::JsFuture;

/// For how long the button says that it copied.
const SAID_MS: i32 = 2_500;

/// A heading, the code, and a button that copies it.
#[component]
pub(super) fn Slab(
    #[prop(into)] heading: String,
    #[prop(into)] code: Signal<String>,
    #[prop(default = "cyan")] colour: &'static str,
    /// What stands beside the heading.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let word = RwSignal::new("Copy");
    let copy = move |_| {
        let text = code.get_untracked();
        spawn_local(async move {
            let write = browser::window().navigator().clipboard().write_text(&text);
            let said =
                if JsFuture::from(write).await.is_ok() { "Copied" } else { "Select it and copy" };
            word.try_set(said);
            browser::pause(SAID_MS).await;
            word.try_set("Copy");
        });
    };
    view! {
        <div class=format!("code fold slab {colour}")>
            <div class="hdr">
                <span>{heading.clone()}</span>
                {children.map(|children| children())}
                <button type="button" aria-label=format!("Copy: {heading}") on:click=copy>
                    {Icon::Copy.view()}
                    <span aria-live="polite">{word}</span>
                </button>
            </div>
            <pre tabindex="0" aria-label=heading.clone() role="group"><code>{move || painted(&code.get())}</code></pre>
        </div>
    }
}

/// Texts in quotes and names before a colon stand out a little; the words are what was given.
fn painted(code: &str) -> Vec<AnyView> {
    let mut pieces = vec![];
    for (piece, kind) in cut(code) {
        pieces.push(match kind {
            Ink::Plain => piece.into_any(),
            Ink::Text => view! { <span class="st">{piece}</span> }.into_any(),
            Ink::Name => view! { <span class="ad">{piece}</span> }.into_any(),
        });
    }
    pieces
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ink {
    Plain,
    Text,
    Name,
}

/// Cuts code into what stands in double quotes and what does not; pure.
fn cut(code: &str) -> Vec<(String, Ink)> {
    let mut pieces = vec![];
    let mut rest = code;
    while let Some(from) = rest.find('"') {
        let (before, quoted) = rest.split_at(from);
        // A quote ends on its line, or it was none.
        let end = quoted[1..].find(['"', '\n']).map(|at| at + 2);
        let Some(end) = end.filter(|end| quoted[..*end].ends_with('"')) else {
            let (kept, after) = rest.split_at(from + 1);
            pieces.push((kept.to_owned(), Ink::Plain));
            rest = after;
            continue;
        };
        if !before.is_empty() {
            pieces.push((before.to_owned(), Ink::Plain));
        }
        let is_name = quoted[end..].starts_with(':');
        pieces.push((quoted[..end].to_owned(), if is_name { Ink::Name } else { Ink::Text }));
        rest = &quoted[end..];
    }
    if !rest.is_empty() {
        pieces.push((rest.to_owned(), Ink::Plain));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_the_code_is_lost() {
        for code in ["", "{\"a\": \"b\"}", "say \"x\nno end", "\"\"\"", "Ä \"ö\": 1", "a \" b \" c"]
        {
            let all: String = cut(code).into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(all, code);
        }
    }

    #[test]
    fn names_and_texts_are_told_apart() {
        let pieces = cut("{\"a\": \"b\"}");
        let inks: Vec<_> = pieces.iter().map(|(_, ink)| *ink).collect();
        assert_eq!(inks, [Ink::Plain, Ink::Name, Ink::Plain, Ink::Text, Ink::Plain]);
    }
}
