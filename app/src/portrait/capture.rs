//! The first step: a face is wanted, from the camera or from anywhere else.

use leptos::html::Input;
use leptos::prelude::*;
use ui::camera::CameraTrouble;
use ui::photo::ACCEPT;

use super::effects::Desk;
use super::live_view::LiveView;
use super::message::Message;
use super::shelf::PackShelf;
use super::source::Source;
use super::state::Camera;
use super::take_first;
use super::update::{CAMERA_BUTTON, CAMERA_NOTE, SHUTTER};
use crate::ui::icon::Icon;
use crate::ui::switch::Switch;

/// The video that shows the camera.
pub(crate) const CAMERA_VIEW: &str = "camera-view";
/// The face guide, drawn for an 800 × 600 picture.
const OVAL: &str =
    "M400 118c-96 0-142 78-142 164 0 100 62 182 142 182s142-82 142-182c0-86-46-164-142-164Z";

#[component]
pub(crate) fn Capture() -> impl IntoView {
    let desk: Desk = expect_context();
    view! {
        <div class="hd">
            <h1 id="step-title" tabindex="-1">"Show me your face."</h1>
            <p class="s row">{Icon::Lock.view()} "The picture stays on this device."</p>
        </div>
        <div class="cap-g">
            <div class="fold bare coral cam-fold">
                <div class="cam cut">{camera_view(desk)}</div>
            </div>
            <div class="stack bring">
                <div class="drop">
                    <h2 class="h3">"Or bring a picture"</h2>
                    <p class="s">
                        "Drop it anywhere, or paste with Ctrl V. JPEG, PNG or WebP, up to 20 MB."
                    </p>
                    <FileButton word="Choose a file" />
                </div>
                <div class="sample">
                    <img src="/samples/astronaut-small.webp" width="72" height="72" alt="" />
                    <div>
                        <h2 class="h4">"Not today?"</h2>
                        <p class="s">
                            "Use "
                            <button
                                class="tl"
                                type="button"
                                on:click=move |_| desk.send(Message::Bring(Source::Sample))
                            >
                                "a sample face"
                            </button> " and look around first."
                        </p>
                        <p class="xs">"Eileen Collins, photographed by NASA. Public domain."</p>
                    </div>
                </div>
                <div>
                    <Options />
                    <PackShelf />
                </div>
            </div>
        </div>
    }
}

/// A button that opens the file dialog; used wherever another picture is a way on.
#[component]
pub(crate) fn FileButton(word: &'static str) -> impl IntoView {
    let desk: Desk = expect_context();
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        take_first(desk, input.files());
        // The same file again is a new wish.
        input.set_value("");
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input
            class="file-input"
            type="file"
            accept=ACCEPT
            tabindex="-1"
            aria-hidden="true"
            node_ref=input
            on:change=chosen
        />
        <button class="q" type="button" on:click=open>{Icon::Upload.view()} {word}</button>
    }
}

/// The two choices that change what is drawn; on every step they are the same two.
#[component]
pub(crate) fn Options() -> impl IntoView {
    let desk: Desk = expect_context();
    let keep = desk.read(|state| state.options.preserve_expression);
    let sharpen = desk.read(|state| state.options.enhance_details);
    let set_keep = move |on| {
        let options = desk.state.with_untracked(|state| state.options);
        let options = wire::stylist::DrawOptions { preserve_expression: on, ..options };
        desk.send(Message::SetOptions(options));
    };
    let set_sharpen = move |on| {
        let options = desk.state.with_untracked(|state| state.options);
        let options = wire::stylist::DrawOptions { enhance_details: on, ..options };
        desk.send(Message::SetOptions(options));
    };
    view! {
        <div class="options">
            <Switch on=keep set=set_keep name="Keep my expression" note="Smile in, smile out." />
            <Switch
                on=sharpen
                set=set_sharpen
                name="Sharpen the details"
                note="Finer hair and lashes, from your photo."
            />
        </div>
    }
}

fn camera_view(desk: Desk) -> impl IntoView {
    let kind = desk.read(|state| match state.camera {
        Camera::Off => (0, None),
        Camera::Asking | Camera::On { .. } => (1, None),
        Camera::Failed(trouble) => (2, Some(trouble)),
    });
    move || match kind.get() {
        (1, _) => view! { <Live /> }.into_any(),
        (2, Some(trouble)) => view! { <NoCamera trouble /> }.into_any(),
        _ => view! {
            <div class="cam-off">
                <Guide />
                <button
                    id=CAMERA_BUTTON
                    class="b big"
                    type="button"
                    on:click=move |_| desk.send(Message::StartCamera)
                >
                    {Icon::Camera.view()}
                    "Turn the camera on"
                </button>
                <p class="s">"Your browser will ask first. Nothing is recorded."</p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn NoCamera(trouble: CameraTrouble) -> impl IntoView {
    let desk: Desk = expect_context();
    let words = trouble.words();
    let again = trouble.may_come();
    view! {
        <div class="cam-off">
            <div class="note fold coral" role="alert">
                <h2 id=CAMERA_NOTE class="row" tabindex="-1">{Icon::Warning.view()} {words.title}</h2>
                <p class="s">{words.text}</p>
                <div class="row wr">
                    {again
                        .then(|| {
                            view! {
                                <button
                                    class="q soft sm"
                                    type="button"
                                    on:click=move |_| desk.send(Message::StartCamera)
                                >
                                    "Try again"
                                </button>
                            }
                        })}
                    <FileButton word="Upload instead" />
                </div>
            </div>
        </div>
    }
}

#[component]
fn Guide() -> impl IntoView {
    view! {
        <svg class="veil" viewBox="0 0 800 600" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
            <path class="shade" d=format!("M-400-300H1200V900H-400Z{OVAL}") fill-rule="evenodd" />
            <path class="guide" d=OVAL />
            <path class="guide live" d="M400 118c-96 0-142 78-142 164 0 40 10 78 27 108" />
        </svg>
    }
}

#[component]
fn Live() -> impl IntoView {
    let desk: Desk = expect_context();
    let counting = desk.read(|state| state.counting);
    let flashing = desk.read(|state| state.flashing);
    let asking = desk.read(|state| state.camera == Camera::Asking);
    let advice = desk.read(|state| state.live.advice);
    let hint = move || match (asking.get(), counting.get(), advice.get()) {
        (true, ..) => "Waiting for the camera …".to_owned(),
        (_, Some(left), _) => format!("{left} …"),
        (.., Some(advice)) => advice.words().to_owned(),
        _ => "Hold still. Good light.".to_owned(),
    };
    view! {
        <video id=CAMERA_VIEW class="mirrored" autoplay playsinline prop:muted=true></video>
        <Guide />
        <LiveView />
        <p class="hint" role="status">{hint}</p>
        {move || {
            counting.get().map(|left| view! { <span class="count" aria-hidden="true">{left}</span> })
        }}
        <Show when=move || flashing.get()>
            <div class="flash"></div>
        </Show>
        <Controls />
    }
}

#[component]
fn Controls() -> impl IntoView {
    let desk: Desk = expect_context();
    let countdown = desk.read(|state| state.countdown);
    let flash = desk.read(|state| state.flash);
    let counting = desk.read(|state| state.counting.is_some());
    let ready = desk.read(|state| matches!(state.camera, Camera::On { .. }));
    let can_switch = desk.read(|state| matches!(state.camera, Camera::On { can_switch: true }));
    let pressed = |on: Memo<bool>| move || if on.get() { "true" } else { "false" };
    view! {
        <div class="ctl">
            <div class="row">
                <button
                    class="ib"
                    type="button"
                    aria-label="Countdown, 3 seconds"
                    title="Countdown, 3 seconds"
                    aria-pressed=pressed(countdown)
                    on:click=move |_| desk.send(Message::SetCountdown(!countdown.get_untracked()))
                >
                    {Icon::Clock.view()}
                </button>
                <button
                    class="ib"
                    type="button"
                    aria-label="Screen flash"
                    title="Screen flash"
                    aria-pressed=pressed(flash)
                    on:click=move |_| desk.send(Message::SetFlash(!flash.get_untracked()))
                >
                    {Icon::Bolt.view()}
                </button>
            </div>
            <button
                id=SHUTTER
                class="shut"
                type="button"
                aria-label=move || if counting.get() { "Stop the countdown" } else { "Take the picture" }
                disabled=move || !ready.get()
                on:click=move |_| desk.send(Message::Shoot)
            ></button>
            <div class="row">
                <button
                    class="ib"
                    type="button"
                    aria-label="Switch camera"
                    title="Switch camera"
                    disabled=move || !can_switch.get()
                    on:click=move |_| desk.send(Message::SwitchCamera)
                >
                    {Icon::Turn.view()}
                </button>
                <button
                    class="ib"
                    type="button"
                    aria-label="Turn the camera off"
                    title="Turn the camera off"
                    on:click=move |_| desk.send(Message::StopCamera)
                >
                    {Icon::Cross.view()}
                </button>
            </div>
        </div>
    }
}
