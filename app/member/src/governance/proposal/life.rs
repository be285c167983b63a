//! A proposal's life as a line from draft to deed.

use leptos::prelude::*;
use wire::governance::Moment;

use super::super::plain::called;
use super::super::words::moment_name;
use super::desk::Desk;
use crate::when;

/// Every moment, past ones filled, those to come hollow.
#[component]
pub(super) fn Life(desk: Desk, now: RwSignal<f64>) -> impl IntoView {
    let moments = Memo::new(move |_| desk.part(|it| it.timeline.clone()).unwrap_or_default());
    view! {
        <section>
            <h2 class="h4">"Its life"</h2>
            <ol class="life">
                {move || {
                    moments.get().into_iter().map(|it| view! { <Step moment=it now /> }).collect_view()
                }}
            </ol>
        </section>
    }
}

#[component]
fn Step(moment: Moment, now: RwSignal<f64>) -> impl IntoView {
    let Moment { kind, at, past, by } = moment;
    let written = when::moment(&at);
    let ahead =
        (!past).then(|| view! { <span class="xs">{move || when::distance(&at, now.get())}</span> });
    let by = by.map(|person| format!(" by {}", called(&person)));
    view! {
        <li class:past=past>
            <span class="dot" aria-hidden="true"></span>
            <span class="strong">{moment_name(kind, past)} {by}</span>
            <span class="s num">{written}</span>
            {ahead}
        </li>
    }
}
