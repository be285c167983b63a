//! The inputs of a row of the form: there may be several rows, so each has ids of its own.

use leptos::prelude::*;
use ui::icon::Icon;

/// The sentence under an input: what is wrong, or what it is for.
#[component]
pub(super) fn Under(
    id: String,
    #[prop(into)] note: Signal<String>,
    #[prop(into)] wrong: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <div id=id aria-live="polite">
            {move || match wrong.get() {
                Some(words) => {
                    view! { <p class="wrong">{Icon::Warning.view()} <span>{words}</span></p> }.into_any()
                }
                None if note.with(String::is_empty) => ().into_any(),
                None => view! { <p class="xs under num">{note}</p> }.into_any(),
            }}
        </div>
    }
}

/// One line of text with its label, its unit and its note.
#[component]
pub(super) fn Line(
    #[prop(into)] id: String,
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    set: impl Fn(String) + 'static,
    #[prop(optional, into)] unit: Signal<String>,
    #[prop(optional, into)] note: Signal<String>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
    /// The id of a list of suggestions.
    #[prop(optional)]
    list: &'static str,
    #[prop(optional)] most: Option<u32>,
    #[prop(optional)] mode: &'static str,
) -> impl IntoView {
    let under = format!("{id}-under");
    let is_wrong = move || wrong.with(Option::is_some);
    view! {
        <div class="field">
            <label class="l" for=id.clone()>{label}</label>
            <div class="in num" class:bad=is_wrong>
                <input
                    id=id
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    inputmode=(!mode.is_empty()).then_some(mode)
                    list=(!list.is_empty()).then_some(list)
                    maxlength=most
                    aria-describedby=under.clone()
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=value
                    on:input=move |event| set(event_target_value(&event))
                />
                <span class="s">{unit}</span>
            </div>
            <Under id=under note wrong />
        </div>
    }
}

/// Several lines of text.
#[component]
pub(super) fn Lines(
    #[prop(into)] id: String,
    label: &'static str,
    #[prop(into)] value: Signal<String>,
    set: impl Fn(String) + 'static,
    rows: u32,
    #[prop(optional, into)] note: Signal<String>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
) -> impl IntoView {
    let under = format!("{id}-under");
    let is_wrong = move || wrong.with(Option::is_some);
    view! {
        <div class="field">
            <label class="l" for=id.clone()>{label}</label>
            <div class="in area" class:bad=is_wrong>
                <textarea
                    id=id
                    rows=rows
                    aria-describedby=under.clone()
                    aria-invalid=move || is_wrong().then_some("true")
                    prop:value=value
                    on:input=move |event| set(event_target_value(&event))
                ></textarea>
            </div>
            <Under id=under note wrong />
        </div>
    }
}

/// A list to choose one of.
#[component]
pub(super) fn Choose(
    #[prop(into)] id: String,
    label: &'static str,
    set: impl Fn(String) + 'static,
    #[prop(optional, into)] note: Signal<String>,
    #[prop(optional, into)] wrong: Signal<Option<String>>,
    /// The options.
    children: Children,
) -> impl IntoView {
    let under = format!("{id}-under");
    let is_wrong = move || wrong.with(Option::is_some);
    view! {
        <div class="field">
            <label class="l" for=id.clone()>{label}</label>
            <div class="in pick" class:bad=is_wrong>
                <select
                    id=id
                    aria-describedby=under.clone()
                    aria-invalid=move || is_wrong().then_some("true")
                    on:change=move |event| set(event_target_value(&event))
                >
                    {children()}
                </select>
            </div>
            <Under id=under note wrong />
        </div>
    }
}
