//! A switch that acts at once.

use leptos::prelude::*;

#[component]
pub(crate) fn Switch(
    #[prop(into)] on: Signal<bool>,
    set: impl Fn(bool) + 'static,
    name: &'static str,
    #[prop(optional)] note: &'static str,
) -> impl IntoView {
    view! {
        <label class="sw">
            <input
                type="checkbox"
                role="switch"
                prop:checked=on
                on:change=move |event| set(event_target_checked(&event))
            />
            <span>
                <span class="name">{name}</span>
                {(!note.is_empty()).then(|| view! { <span class="s">{note}</span> })}
            </span>
        </label>
    }
}
