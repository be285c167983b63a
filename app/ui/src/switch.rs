//! A switch that acts at once.

use leptos::prelude::*;

/// The switch with its name, and a note below it.
#[component]
pub fn Switch(
    /// How it stands.
    #[prop(into)]
    on: Signal<bool>,
    /// Hears how it is wanted.
    set: impl Fn(bool) + 'static,
    /// What it switches.
    name: &'static str,
    /// What that means.
    #[prop(optional)]
    note: &'static str,
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
