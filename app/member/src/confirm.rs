//! The last step before money moves: what, to whom, and the total.

use leptos::prelude::*;
use ui::dialog::Dialog;

use crate::field::Trouble;

/// One line of what will happen: its name and its value.
pub(crate) type Line = (&'static str, String);

/// Asks once more, with the total in the heading's place of honour. Stays until the answer is here.
#[component]
pub(crate) fn Confirm(
    /// `Send to @sora?`
    #[prop(into)]
    title: String,
    /// The exact total with its unit.
    #[prop(into)]
    total: String,
    /// What the total is made of, and what will be left.
    lines: Vec<Line>,
    /// The word on the button: what will happen, with the total.
    #[prop(into)]
    act: String,
    /// While the answer is on its way.
    #[prop(into)]
    is_busy: Signal<bool>,
    /// What came instead of a success.
    #[prop(into)]
    trouble: Signal<Option<String>>,
    confirm: impl Fn() + Copy + Send + Sync + 'static,
    close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|(name, value)| view! { <div class="row sp"><dt>{name}</dt><dd>{value}</dd></div> })
        .collect_view();
    let word = move || if is_busy.get() { "One moment".to_owned() } else { act.clone() };
    view! {
        <Dialog title leave="Not now" close>
            <p class="total num">{total}</p>
            <dl class="stack num s lines">{lines}</dl>
            <Trouble trouble />
            <button class="b" type="button" disabled=is_busy on:click=move |_| confirm()>
                {word}
            </button>
        </Dialog>
    }
}
