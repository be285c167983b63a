//! The last step before something moves: the total, and what happens with it.

use leptos::prelude::*;
use money::Amount;
use wire::job::{Job, NewJob};

use super::effects::Desk;
use super::state::{Act, Message};
use super::words::length;
use crate::confirm::{Confirm, Line};
use crate::figure::money;
use crate::terms::{anm, text};

/// Shown as long as something is asked.
#[component]
pub(super) fn LastStep(desk: Desk) -> impl IntoView {
    let act = desk.read(|state| state.asking.as_ref().map(|asking| asking.act.clone()));
    move || act.get().map(|act| view! { <Ask desk act /> })
}

#[component]
fn Ask(desk: Desk, act: Act) -> impl IntoView {
    let is_busy = desk.read(|state| state.asking.as_ref().is_some_and(|it| it.is_busy));
    let trouble = desk.read(|state| state.asking.as_ref().and_then(|it| it.trouble.clone()));
    let available = desk.state.with_untracked(|state| state.means.map(|it| it.available));
    let available = available.unwrap_or_default();
    let (title, total, lines, act) = match &act {
        Act::Order(order) => ordering(order, available),
        Act::Cancel(job) => cancelling(job, available),
    };
    view! {
        <Confirm
            title
            total
            lines
            act
            is_busy
            trouble
            confirm=move || desk.send(Message::Confirm)
            close=move || desk.send(Message::Leave)
        />
    }
}

type Words = (String, String, Vec<Line>, String);

fn ordering(order: &NewJob, available: Amount) -> Words {
    let total = money(&order.max_total, "ANM");
    let left = available.saturating_sub(anm(&order.max_total));
    let asked = &order.production;
    let lines = vec![
        ("Production", order.title.clone()),
        ("Picture", format!("{}, {} frames a second", asked.resolution, asked.fps)),
        ("Length", length(asked.duration_seconds.into())),
        ("Held until it ends", total.clone()),
        ("Never more than", total.clone()),
        ("Left to spend", money(&text(left), "ANM")),
    ];
    ("Order this production?".into(), total.clone(), lines, format!("Order and hold {total}"))
}

fn cancelling(job: &Job, available: Amount) -> Words {
    let total = money(&job.total, "ANM");
    let after = available.checked_add(anm(&job.total)).unwrap_or(Amount::MAX);
    let lines = vec![
        ("Production", format!("{}, {}", job.name, job.title)),
        ("Given back, all of it", total.clone()),
        ("To spend after", money(&text(after), "ANM")),
    ];
    (format!("Take {} back?", job.name), total.clone(), lines, format!("Take back {total}"))
}
