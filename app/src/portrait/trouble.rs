//! What is in the way, in words, and the ways on. Happened, kept, next: in that order.

use leptos::prelude::*;

use super::camera::CameraTrouble;
use super::capture::FileButton;
use super::effects::Desk;
use super::message::Message;
use super::source::FileTrouble;
use super::state::{Step, Trouble};
use crate::styles::Style;
use crate::ui::icon::Icon;

/// A title that says what happened and a sentence that says what to do.
pub(crate) struct Words {
    pub(crate) title: String,
    pub(crate) text: String,
}

fn say(title: &str, text: &str) -> Words {
    Words { title: title.into(), text: text.into() }
}

pub(crate) fn words(trouble: &Trouble) -> Words {
    match trouble {
        Trouble::File(trouble) => file_words(trouble),
        Trouble::NoFace => say(
            "I can’t find a face here",
            "Face the light and look straight ahead. Or draw the whole picture as it is.",
        ),
        Trouble::VisionUnavailable => say(
            "The face finder did not load",
            "Your picture is still here. Try again, or draw the whole picture without it.",
        ),
        Trouble::VisionFailed => say(
            "The face finder stumbled",
            "Your picture is still here. Try again, or draw the whole picture without it.",
        ),
        Trouble::StylistUnavailable => say(
            "The drawing engine did not load",
            "Your picture is still here. Check the network for the first visit, then try again.",
        ),
        Trouble::StyleMissing(style) => Words {
            title: format!("The {} model did not load", style.name()),
            text: "Your picture is still here. Try again, or take another style.".into(),
        },
        Trouble::StyleBroken(style) => Words {
            title: format!("The {} model failed its check", style.name()),
            text:
                "A wrong picture is worse than none, so nothing was drawn. Another style is fine."
                    .into(),
        },
        Trouble::DrawingFailed => say(
            "This picture could not be drawn",
            "It was read, but its pixels could not be handed on. Try it again or take another one.",
        ),
    }
}

fn file_words(trouble: &FileTrouble) -> Words {
    match trouble {
        FileTrouble::Empty => {
            say("That file is empty", "It has a name but not a single byte. Try another one.")
        }
        FileTrouble::TooHeavy { megabytes } => Words {
            title: "That file is too heavy".into(),
            text: format!(
                "It has {megabytes} MB; up to 20 MB work. Save it smaller, then come back."
            ),
        },
        FileTrouble::NotAPicture { extension } => Words {
            title: "That file isn’t a picture".into(),
            text: if extension.is_empty() {
                "There is no image inside. Try another one.".into()
            } else {
                format!("It ends in .{extension}, but there is no image inside. Try another one.")
            },
        },
        FileTrouble::Format { name } => Words {
            title: format!("{name} pictures don’t open everywhere"),
            text: "Save it as JPEG, PNG or WebP, then bring it again.".into(),
        },
        FileTrouble::TooLarge { width, height } => Words {
            title: "That picture is too large to unpack".into(),
            text: format!(
                "It has {width} × {height} pixels; up to 50 million work. Save it smaller, then come back."
            ),
        },
        FileTrouble::Moving { format } => Words {
            title: "That picture moves".into(),
            text: format!(
                "It is an animated {format}, and a portrait holds still. Send a still from it."
            ),
        },
        FileTrouble::Damaged => say(
            "That picture is damaged",
            "It begins like a picture but cannot be read to the end. Try another copy of it.",
        ),
        FileTrouble::Unreachable => {
            say("The picture did not arrive", "Nothing was lost. Try once more, or choose a file.")
        }
    }
}

pub(crate) fn camera_words(trouble: CameraTrouble) -> Words {
    match trouble {
        CameraTrouble::Denied => say(
            "The camera is switched off for this site",
            "Your browser said no. Allow it in the address bar, then try again.",
        ),
        CameraTrouble::None => {
            say("No camera found", "Plug one in, or use a picture you already have.")
        }
        CameraTrouble::Busy => say(
            "Another app has the camera",
            "Close the call or the other tab, and it will come free.",
        ),
        CameraTrouble::Unsuitable => say(
            "This camera can’t do it",
            "It has no picture of the kind we need. Try another camera, or use a picture you have.",
        ),
        CameraTrouble::Unsupported => say(
            "This browser gives pages no camera",
            "Another browser may. A picture you already have works right here.",
        ),
        CameraTrouble::Insecure => say(
            "The camera needs a secure address",
            "Open this page with https. A picture you already have works right here.",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_file_is_called_by_its_ending() {
        let trouble = Trouble::File(FileTrouble::NotAPicture { extension: "jpg".into() });
        assert_eq!(
            words(&trouble).text,
            "It ends in .jpg, but there is no image inside. Try another one."
        );
    }

    #[test]
    fn no_two_camera_troubles_share_their_words() {
        use CameraTrouble::{Busy, Denied, Insecure, None, Unsuitable, Unsupported};
        let all = [Denied, None, Busy, Unsuitable, Unsupported, Insecure];
        let mut titles: Vec<String> = all.map(camera_words).map(|words| words.title).into();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), all.len());
    }
}
