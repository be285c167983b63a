//! Treasury.

use leptos::prelude::*;

use crate::area::title;

/// The page.
#[component]
pub(crate) fn TreasuryPage() -> impl IntoView {
    title("Treasury: Digigami");
    view! { <div class="wrap app"><h1>"Treasury"</h1></div> }
}
