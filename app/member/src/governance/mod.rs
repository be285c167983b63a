//! Governance.

use leptos::prelude::*;

use crate::area::title;

/// The list.
#[component]
pub(crate) fn GovernancePage() -> impl IntoView {
    title("Governance: Digigami");
    view! { <div class="wrap app"><h1>"Governance"</h1></div> }
}

/// One proposal, or a new one.
#[component]
pub(crate) fn ProposalPage(id: String) -> impl IntoView {
    title("Proposal: Digigami");
    view! { <div class="wrap app"><h1>"Proposal " {id}</h1></div> }
}
