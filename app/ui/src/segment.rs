//! Two to four choices side by side, one of them pressed.

use leptos::prelude::*;

/// One choice: its value and its word.
pub type Choice<T> = (T, &'static str);

/// The choices, under their label.
#[component]
pub fn Segment<T: Copy + PartialEq + Send + Sync + 'static>(
    /// What is chosen.
    label: &'static str,
    /// In the order in which they stand.
    choices: &'static [Choice<T>],
    /// The one that is pressed.
    #[prop(into)]
    chosen: Signal<T>,
    /// Hears which one was pressed.
    choose: impl Fn(T) + Copy + 'static,
    /// Those that cannot be had.
    #[prop(optional, into)]
    disabled: Option<Callback<T, bool>>,
) -> impl IntoView {
    let buttons = choices
        .iter()
        .map(|&(value, word)| {
            view! {
                <button
                    type="button"
                    aria-pressed=move || if chosen.get() == value { "true" } else { "false" }
                    disabled=move || disabled.is_some_and(|disabled| disabled.run(value))
                    on:click=move |_| choose(value)
                >
                    {word}
                </button>
            }
        })
        .collect_view();
    view! {
        <div>
            <span class="l">{label}</span>
            <div class="seg num" role="group" aria-label=label>
                {buttons}
            </div>
        </div>
    }
}
