//! The account.

use leptos::prelude::*;

use crate::area::title;

/// The page.
#[component]
pub(crate) fn AccountPage() -> impl IntoView {
    title("Account: Digigami");
    view! { <div class="wrap app"><h1>"Account"</h1></div> }
}
