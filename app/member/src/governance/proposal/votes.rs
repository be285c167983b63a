//! Who voted what, with which weight.

use leptos::prelude::*;
use ui::icon::Icon;
use wire::governance::{Choice, Vote};

use super::super::plain::called;
use super::super::words::{choice_name, counted};
use super::desk::Desk;
use super::state::Message;
use crate::figure::plain;
use crate::when;

/// The list of votes, the newest first.
#[component]
pub(super) fn Votes(desk: Desk) -> impl IntoView {
    let n_voters = Memo::new(move |_| {
        desk.part(|it| it.tally.as_ref().map_or(0, |it| it.voters)).unwrap_or_default()
    });
    let votes = Memo::new(move |_| desk.state.with(|it| it.votes.clone()));
    let has_more = Memo::new(move |_| desk.state.with(|it| it.more_votes.is_some()));
    let rows = move || votes.get().into_iter().map(|vote| view! { <Row vote /> }).collect_view();
    view! {
        <section>
            <h2 class="h3">{move || match n_voters.get() { 0 => "No votes yet".into(), n => counted(n, "vote") }}</h2>
            {move || votes.with(|it| !it.is_empty()).then(|| view! {
                <table class="votes-list">
                    <thead>
                        <tr>
                            <th scope="col">"Who"</th>
                            <th scope="col">"Vote"</th>
                            <th scope="col" class="r">"Weight"</th>
                            <th scope="col" class="r hidem">"When"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            })}
            {move || has_more.get().then(|| view! {
                <button class="q sm" type="button" on:click=move |_| desk.send(Message::MoreVotes)>
                    "Show more"
                </button>
            })}
        </section>
    }
}

#[component]
fn Row(vote: Vote) -> impl IntoView {
    let before: Vec<_> =
        vote.earlier.iter().map(|it| choice_name(it.choice).to_lowercase()).collect();
    let before = (!before.is_empty())
        .then(|| view! { <span class="xs">" before: " {before.join(", then ")}</span> });
    view! {
        <tr>
            <td><b>{called(&vote.voter)}</b></td>
            <td>{sign(vote.choice)} {before}</td>
            <td class="r num">{plain(&vote.weight)} <span class="xs">" ANM"</span></td>
            <td class="r hidem s num">{when::moment(&vote.at)}</td>
        </tr>
    }
}

/// A choice as a tag with its own icon.
fn sign(choice: Choice) -> impl IntoView {
    let (colour, icon) = match choice {
        Choice::For => ("tag green", Icon::Check.view().into_any()),
        Choice::Against => ("tag coral", Icon::Cross.view().into_any()),
        Choice::Abstain => ("tag", ().into_any()),
    };
    view! { <span class=colour>{icon} {choice_name(choice)}</span> }
}
