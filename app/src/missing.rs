//! The page for addresses that lead nowhere.

use leptos::prelude::*;

use crate::router::title;
use crate::ui::empty::HalfFolded;

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
