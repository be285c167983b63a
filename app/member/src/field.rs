//! A labelled input, and the sentence beneath it when something is wrong.

use leptos::prelude::*;
use ui::icon::Icon;

/// One sentence about what went wrong, read out when it appears.
#[component]
pub(crate) fn Trouble(#[prop(into)] trouble: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert">
            {move || {
                trouble
                    .get()
                    .map(|words| view! { <p class="wrong">{Icon::Warning.view()} <span>{words}</span></p> })
            }}
        </div>
    }
}

/// A text input with its label above, its unit inside and its error beneath.
#[component]
pub(crate) fn Field(
    /// Unique on the page.
    id: &'static str,
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    set: impl Fn(String) + 'static,
    /// Inside, at the right.
    #[prop(optional)]
    unit: &'static str,
    /// What it is for, beneath.
    #[prop(optional, into)]
    note: Signal<String>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
    /// `decimal`, `numeric`, `search`; nothing for text.
    #[prop(optional)]
    mode: &'static str,
    /// What the browser may fill in.
    #[prop(optional)]
    fill: &'static str,
    #[prop(optional)] most: Option<u32>,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let under = format!("{id}-note");
    let described = under.clone();
    let is_wrong = move || wrong.with(Option::is_some);
    view! {
        <div class="field">
            <label class="l" for=id>{label}</label>
            <div class="in num" class:bad=is_wrong>
                <input
                    id=id
                    inputmode=(!mode.is_empty()).then_some(mode)
                    autocomplete=if fill.is_empty() { "off" } else { fill }
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=most
                    placeholder=(!hint.is_empty()).then_some(hint)
                    aria-describedby=described
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=value
                    on:input=move |event| set(event_target_value(&event))
                />
                {(!unit.is_empty()).then(|| view! { <span class="s">{unit}</span> })}
            </div>
            <div id=under aria-live="polite">
                {move || match wrong.get() {
                    Some(words) => {
                        view! { <p class="wrong">{Icon::Warning.view()} <span>{words}</span></p> }.into_any()
                    }
                    None if note.with(String::is_empty) => ().into_any(),
                    None => view! { <p class="xs under">{note}</p> }.into_any(),
                }}
            </div>
        </div>
    }
}
