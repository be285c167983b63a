//! Amounts on the page: whole part large, decimals stepped back, digits that roll when they change.

use leptos::prelude::*;
use std::sync::OnceLock;

use crate::amount::{self, Parts, Writing};

/// How this browser's language writes numbers.
pub(crate) fn writing() -> &'static Writing {
    static WRITING: OnceLock<Writing> = OnceLock::new();
    WRITING.get_or_init(|| {
        let sample = js_sys::Number::from(1_234_567.5);
        Writing::learn(&String::from(sample.to_locale_string("default")))
    })
}

/// An amount in one line, with its unit: `1,274.79518204 ANM`.
pub(crate) fn money(amount: &str, asset: &str) -> String {
    format!("{} {asset}", plain(amount))
}

/// An amount in one line.
pub(crate) fn plain(amount: &str) -> String {
    amount::parts(amount, writing()).text()
}

/// A large amount. When it changes, the digits that changed roll in; whoever listens hears the whole.
#[component]
pub(crate) fn Figure(#[prop(into)] amount: Signal<String>, asset: &'static str) -> impl IntoView {
    let shown = Memo::new(move |_| amount.with(|amount| amount::parts(amount, writing())));
    let has_rolled = StoredValue::new(false);
    let digits = move |pick: fn(&Parts) -> String, from_right: bool| {
        move || {
            let text = shown.with(pick);
            let n = text.chars().count();
            // A digit keeps its place when another one comes before it: count whole parts from the right.
            let place = move |index: usize| if from_right { n - index } else { index };
            text.chars()
                .enumerate()
                .map(move |(index, digit)| (place(index), digit))
                .collect::<Vec<_>>()
        }
    };
    let roll = move || if has_rolled.get_value() { "roll" } else { "" };
    Effect::new(move |_| {
        shown.track();
        // The first one stands there at once.
        request_animation_frame(move || {
            has_rolled.try_update_value(|it| *it = true);
        });
    });
    let whole = digits(|it| format!("{}{}", it.sign, it.whole), true);
    let decimals = digits(|it| it.decimals.clone(), false);
    view! {
        <p class="amt">
            <span class="vh">{move || money(&amount.get(), asset)}</span>
            <span aria-hidden="true">
                <span class="digits">
                    <For each=whole key=|it| *it let:it>
                        <span class=roll>{it.1}</span>
                    </For>
                </span>
                <small class="digits">
                    <For each=decimals key=|it| *it let:it>
                        <span class=roll>{it.1}</span>
                    </For>
                </small>
                <em>{asset}</em>
            </span>
        </p>
    }
}
