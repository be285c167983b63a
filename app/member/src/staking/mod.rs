//! Staking.

use leptos::prelude::*;

use crate::area::title;

/// The page.
#[component]
pub(crate) fn StakingPage() -> impl IntoView {
    title("Staking: Digigami");
    view! { <div class="wrap app"><h1>"Staking"</h1></div> }
}
