//! Governance: proposals, votes, and what follows from them.

use leptos::prelude::*;
use ui::browser;

mod bar;
mod compose;
mod list;
mod list_state;
mod measure;
mod plain;
mod proposal;
mod rules;
mod words;

pub(crate) use list::GovernancePage;

/// How often "in 3 days" is looked at again.
const TICK_MS: i32 = 20_000;

/// One proposal, or a new one.
#[component]
pub(crate) fn ProposalPage(id: String) -> impl IntoView {
    if id == "new" {
        view! { <compose::Compose /> }.into_any()
    } else {
        view! { <proposal::One id /> }.into_any()
    }
}

/// The time, looked at now and then for as long as the caller's view lives.
fn ticking() -> RwSignal<f64> {
    let now = RwSignal::new(browser::now_ms());
    leptos::task::spawn_local(async move {
        loop {
            browser::pause(TICK_MS).await;
            if now.try_set(browser::now_ms()).is_some() {
                return;
            }
        }
    });
    now
}
