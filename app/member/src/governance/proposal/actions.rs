//! What happens when the proposal is carried out, in plain words.

use leptos::prelude::*;
use wire::governance::ProposalStatus;

use super::super::plain::{Deed, deed};
use super::desk::Desk;
use crate::figure::writing;

/// Every action in words; tracked.
pub(super) fn deeds(desk: Desk) -> Vec<Deed> {
    desk.state.with(|state| {
        let actions = state.proposal.as_ref().map(|it| it.actions.as_slice()).unwrap_or_default();
        actions.iter().map(|it| deed(it, &state.policies, writing())).collect()
    })
}

/// The list of actions.
#[component]
pub(super) fn Actions(desk: Desk) -> impl IntoView {
    let list = Memo::new(move |_| deeds(desk));
    let heading = move || match desk.part(|it| it.status) {
        Some(ProposalStatus::Executed) => "What happened",
        Some(ProposalStatus::Passed) => "What happens when it is carried out",
        _ => "What happens if it passes",
    };
    view! {
        <section>
            <h2 class="h3">{heading}</h2>
            <ol class="deeds-list">
                {move || list.get().into_iter().map(|it| view! { <li><Told deed=it /></li> }).collect_view()}
            </ol>
        </section>
    }
}

/// One action: what happens, and the old value beside the new one.
#[component]
pub(super) fn Told(deed: Deed) -> impl IntoView {
    let Deed { what, more, code, before, after } = deed;
    let change = after.map(|after| {
        let before = before.map(|before| {
            view! { <span class="vh">"from "</span> <span class="old">{before}</span> <span aria-hidden="true">" → "</span> }
        });
        view! { <p class="change num">{before} <span class="vh">"to "</span> <b>{after}</b></p> }
    });
    view! {
        <p class="strong">
            {what} {(!code.is_empty()).then(|| view! { " " <code>{code}</code> })}
        </p>
        {change}
        {(!more.is_empty()).then(|| view! { <p class="s">{more}</p> })}
    }
}
