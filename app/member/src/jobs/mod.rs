//! Productions: a price that follows every change, an order, and what becomes of it.
//!
//! `state` is all that the page knows and all that can happen, `update` the only way from one to the
//! next, `effects` the only place that does anything; `draft` and `price` ask the same crates as the
//! edge.

mod clips;
mod draft;
mod effects;
#[cfg(test)]
mod fixture;
mod form;
mod list;
mod panel;
mod price;
mod queue;
mod sheet;
mod state;
mod step;
mod update;
mod words;

use leptos::prelude::*;

use crate::address::query;
use crate::area::{Address, Bones, title};
use crate::field::Trouble;
use crate::live::Live;
use crate::session::{Session, Who};
use effects::Desk;
use state::Message;

const TOPICS: &[&str] =
    &["job.changed", "hold.changed", "transfer.posted", "stake.changed", "policy.changed"];

/// The page: all productions, or the one in the address.
#[component]
pub(crate) fn JobsPage() -> impl IntoView {
    let (session, live): (Session, Live) = (expect_context(), expect_context());
    let Address(address) = expect_context();
    let desk = Desk::new();
    let is_member = Memo::new(move |_| {
        session.who.with(|who| match who {
            Who::Unknown => None,
            Who::Member(_) => Some(true),
            Who::Visitor | Who::Unreachable(_) => Some(false),
        })
    });
    let read = move || match is_member.get_untracked() {
        Some(true) => desk.send(Message::Refresh),
        Some(false) => desk.send(Message::Visit),
        None => {}
    };
    let wanted = Memo::new(move |_| {
        let decode = |text: &str| -> String {
            js_sys::decode_uri_component(text).map(String::from).unwrap_or_default()
        };
        address.with(|address| query(address, "job", decode)).filter(|id| !id.is_empty())
    });
    Effect::new(move |_| {
        is_member.track();
        is_member.with(|_| ());
        read();
    });
    Effect::new(move |_| {
        let id = wanted.get();
        if is_member.get() == Some(true) {
            desk.send(Message::Open(id));
        }
    });
    live.on(TOPICS, move |_| read());
    let is_open = Memo::new(move |_| wanted.with(Option::is_some));
    Effect::new(move |_| {
        title(if is_open.get() { "Production: Digigami" } else { "Productions: Digigami" });
    });
    move || match (is_member.get(), is_open.get()) {
        (None, _) => view! { <Bones /> }.into_any(),
        (Some(true), true) => view! { <panel::Panel desk /> }.into_any(),
        (Some(is_member), _) => view! { <All desk is_member /> }.into_any(),
    }
}

/// The form with its price, the queue, and what was ordered.
#[component]
fn All(desk: Desk, is_member: bool) -> impl IntoView {
    let trouble = desk.read(|state| state.trouble.clone());
    view! {
        <div class="wrap app jobs">
            <div class="hd">
                <div class="stack">
                    <h1>"Productions"</h1>
                    <p class="lead">
                        "A list of clips becomes a manifest: what a renderer has to do, frame by frame."
                    </p>
                </div>
            </div>
            <Trouble trouble />
            <div class="half start order">
                <form::OrderForm desk />
                <div class="stack column">
                    <sheet::PriceSheet desk is_member />
                    <queue::Queue desk />
                </div>
            </div>
            {is_member.then(|| view! { <list::Jobs desk /> })}
            <step::LastStep desk />
        </div>
    }
}
