//! The documents for developers.

use leptos::prelude::*;

use crate::area::title;

/// The documents, opened at a topic.
#[component]
pub(crate) fn DevelopersPage(topic: String) -> impl IntoView {
    title("Developers: Digigami");
    view! { <div class="wrap app"><h1>"Developers"</h1><p>{topic}</p></div> }
}
