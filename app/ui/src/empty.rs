//! The picture of what is not there yet.

use leptos::prelude::*;

/// A sheet with one dashed crease, half turned: nothing here yet.
#[component]
pub fn HalfFolded() -> impl IntoView {
    view! {
        <svg class="half-folded" viewBox="0 0 160 160" aria-hidden="true">
            <path class="sheet" d="M12 12H148V148H12Z" />
            <path class="back" d="M148 12V148L46 148Z" />
            <path class="crease-line" d="M148 12 46 148" />
        </svg>
    }
}
