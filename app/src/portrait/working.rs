//! While it draws: the photo, how far it is, and the way out.

use leptos::prelude::*;
use wire::stylist::Stage;

use super::effects::Desk;
use super::message::Message;

/// The stages as a visitor reads them.
const STAGES: [(Stage, &str); 5] = [
    (Stage::Load, "Load"),
    (Stage::Detect, "find the face"),
    (Stage::Style, "draw"),
    (Stage::Refine, "refine"),
    (Stage::Encode, "save"),
];

#[component]
pub(crate) fn Working() -> impl IntoView {
    let desk: Desk = expect_context();
    let picture = desk.read(|state| {
        let photo = state.photo.as_ref().map(|photo| photo.url.clone());
        state.before.clone().or(photo)
    });
    let style = desk.read(|state| state.style);
    view! {
        <div class="work">
            <div class="work-photo">
                {move || picture.get().map(|url| view! { <img src=url alt="Your picture" /> })}
            </div>
            <div class="stack">
                <h1 id="step-title" tabindex="-1">"Hold on, it is turning."</h1>
                <div class="card fold violet">
                    <ProgressBar title=Signal::derive(move || {
                        format!("Drawing, {}", style.get().name())
                    }) />
                </div>
                <p class="s">"Your own device does all of it. The first time it also loads the models."</p>
            </div>
        </div>
    }
}

/// The track with its stages and Stop; also used beside a result while more is drawn.
#[component]
pub(crate) fn ProgressBar(
    #[prop(into)] title: Signal<String>,
    /// One line only: no names of stages.
    #[prop(optional)]
    compact: bool,
) -> impl IntoView {
    let desk: Desk = expect_context();
    let progress = desk.read(|state| state.progress);
    let percent = move || progress.get().percent;
    let stages = STAGES
        .into_iter()
        .enumerate()
        .map(|(place, (stage, word))| {
            let current = move || progress.get().stage == stage;
            view! {
                <span class:current=current>
                    {(place > 0).then_some(", ")} <b>{word}</b>
                </span>
            }
        })
        .collect_view();
    let spoken = move || {
        let stage = progress.get().stage;
        STAGES.iter().find(|(it, _)| *it == stage).map_or("", |(_, word)| *word)
    };
    let track = view! {
        <div
            class="bar"
            role="progressbar"
            aria-label="Drawing"
            aria-valuemin="0"
            aria-valuemax="100"
            aria-valuenow=percent
            aria-valuetext=move || format!("{} percent, {}", percent(), spoken())
            style=move || format!("--v:{}%", percent())
        >
            <i></i>
        </div>
    };
    let stop = view! {
        <button class="tl s" type="button" on:click=move |_| desk.send(Message::Stop)>
            "Stop"
        </button>
    };
    if compact {
        return view! {
            <span class="s">{title}</span>
            {track}
            <span class="num s">{percent} " %"</span>
            {stop}
        }
        .into_any();
    }
    view! {
        <div class="row sp">
            <h2 class="h4">{title}</h2>
            <span class="num s">{percent} " %"</span>
        </div>
        {track}
        <div class="row sp">
            <span class="xs stages" aria-hidden="true">{stages}</span>
            <span class="vh" role="status">{spoken}</span>
            {stop}
        </div>
    }
    .into_any()
}
