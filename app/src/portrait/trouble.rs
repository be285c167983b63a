//! What is in the way, in words, and the ways on. Happened, kept, next: in that order.

use leptos::prelude::*;
use ui::words::Words;

use super::capture::FileButton;
use super::effects::Desk;
use super::message::Message;
use super::state::{Step, Trouble};
use crate::styles::Style;
use crate::ui::icon::Icon;

pub(crate) fn words(trouble: &Trouble) -> Words {
    match trouble {
        Trouble::File(trouble) => trouble.words(),
        Trouble::NoFace => Words::new(
            "I can’t find a face here",
            "Face the light and look straight ahead. Or draw the whole picture as it is.",
        ),
        Trouble::VisionUnavailable => Words::new(
            "The face finder did not load",
            "Your picture is still here. Try again, or draw the whole picture without it.",
        ),
        Trouble::VisionFailed => Words::new(
            "The face finder stumbled",
            "Your picture is still here. Try again, or draw the whole picture without it.",
        ),
        Trouble::StylistUnavailable => Words::new(
            "The drawing engine did not load",
            "Your picture is still here. Check the network for the first visit, then try again.",
        ),
        Trouble::StyleMissing(style) => Words::new(
            format!("The {} model did not load", style.name()),
            "Your picture is still here. Try again, or take another style.",
        ),
        Trouble::StyleBroken(style) => Words::new(
            format!("The {} model failed its check", style.name()),
            "A wrong picture is worse than none, so nothing was drawn. Another style is fine.",
        ),
        Trouble::DrawingFailed => Words::new(
            "This picture could not be drawn",
            "It was read, but its pixels could not be handed on. Try it again or take another one.",
        ),
    }
}

#[component]
pub(crate) fn TroubleView() -> impl IntoView {
    let desk: Desk = expect_context();
    let trouble = desk.read(|state| match &state.step {
        Step::Trouble(trouble) => Some(trouble.clone()),
        _ => None,
    });
    let photo = desk.read(|state| state.photo.as_ref().map(|photo| photo.url.clone()));
    move || {
        trouble.get().map(|trouble| {
            let words = words(&trouble);
            let is_face = trouble == Trouble::NoFace;
            let icon = if is_face { Icon::Eye } else { Icon::Warning };
            let colour = if is_face { "trouble fold gold" } else { "trouble fold coral" };
            let picture = photo.get().map(|url| {
                view! { <img class="trouble-photo" src=url alt="Your picture" /> }
            });
            view! {
                <div class="trouble-page">
                    {picture}
                    <div class=colour>
                        <p class="kind">{icon.view()} "Something is in the way"</p>
                        <h1 id="step-title" tabindex="-1">{words.title}"."</h1>
                        <p class="lead" role="alert">{words.text}</p>
                        <div class="row wr">{ways_on(desk, &trouble)}</div>
                    </div>
                </div>
            }
        })
    }
}

/// The buttons that lead on; the likeliest first.
fn ways_on(desk: Desk, trouble: &Trouble) -> impl IntoView + use<> {
    let send = move |message: fn() -> Message| move |_| desk.send(message());
    let retry = view! {
        <button class="q" type="button" on:click=send(|| Message::Retry)>"Try again"</button>
    };
    let whole = view! {
        <button class="q" type="button" on:click=send(|| Message::DrawWhole)>"Draw the whole picture"</button>
    };
    let over = |word: &'static str| {
        view! { <button class="tl" type="button" on:click=send(|| Message::StartOver)>{word}</button> }
    };
    match trouble {
        Trouble::NoFace => view! {
            <button class="b" type="button" on:click=send(|| Message::StartOver)>"Retake"</button>
            <FileButton word="Choose another photo" />
            {whole}
        }
        .into_any(),
        Trouble::VisionUnavailable | Trouble::VisionFailed => {
            view! { {retry} {whole} {over("Start over")} }.into_any()
        }
        Trouble::StylistUnavailable => view! { {retry} {over("Start over")} }.into_any(),
        Trouble::StyleMissing(style) | Trouble::StyleBroken(style) => {
            let others = other_styles(desk, *style);
            view! { {retry} {others} {over("Start over")} }.into_any()
        }
        Trouble::File(_) | Trouble::DrawingFailed => {
            view! { <FileButton word="Choose a file" /> {over("Use the camera or the sample face")} }
                .into_any()
        }
    }
}

fn other_styles(desk: Desk, failed: Style) -> impl IntoView {
    Style::ALL
        .into_iter()
        .filter(move |style| *style != failed)
        .map(|style| {
            let choose = move |_| desk.send(Message::ChooseStyle(style));
            view! { <button class="q soft" type="button" on:click=choose>{style.name()}</button> }
        })
        .collect_view()
}
