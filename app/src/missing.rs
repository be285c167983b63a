//! The page for addresses that lead nowhere.

use leptos::prelude::*;

use crate::router::title;

#[component]
pub(crate) fn Missing() -> impl IntoView {
    title("Nothing here: Digigami");
    view! {
        <div class="wrap app">
            <div class="empty">
                <HalfFolded />
                <h1>"There is nothing at this address."</h1>
                <p class="lead">"It may have moved, or it never was. The way back is short."</p>
                <div class="row wr">
                    <a class="b" href="/portrait">"Make a portrait"</a>
                    <a class="q" href="/">"Go home"</a>
                </div>
            </div>
        </div>
    }
}

/// A sheet with one dashed crease, half turned: nothing here yet.
#[component]
pub(crate) fn HalfFolded() -> impl IntoView {
    view! {
        <svg class="half-folded" viewBox="0 0 160 160" aria-hidden="true">
            <path class="sheet" d="M12 12H148V148H12Z" />
            <path class="back" d="M148 12V148L46 148Z" />
            <path class="crease-line" d="M148 12 46 148" />
        </svg>
    }
}
