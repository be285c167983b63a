//! `/live`: the character large, a small mirror beside it, and what to do.

use leptos::ev;
use leptos::html::{Canvas, Div, Input};
use leptos::prelude::*;
use ui::browser;
use ui::icon::Icon;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::desk::Desk;
use super::film::VIDEO;
use super::panel::Panel;
use super::state::{Face, Ground, Message, Source, Stage, State};
use crate::mark::Mark;
use crate::observer::Observer;

/// Most device pixels to a pixel of the page: more are not seen, and cost.
const RATIO_MAX: f64 = 2.0;
/// A page that is hidden for longer lets the camera go.
const HIDDEN_MAX_MS: i32 = 60_000;

/// The page.
#[component]
pub(crate) fn Live(desk: Desk) -> impl IntoView {
    listen_to_keys(desk);
    watch_hiding(desk);
    let is_overlay = desk.read(|state| state.is_overlay);
    view! {
        <h1 class="vh" tabindex="-1">"Live"</h1>
        <div class="live-page" class:overlay=is_overlay>
            <section class="stage" aria-label="Stage">
                <Show when=move || !is_overlay.get()>
                    <Status desk />
                </Show>
                <Easel desk />
                <Actions desk />
            </section>
            <Show when=move || !is_overlay.get()>
                <Panel desk />
            </Show>
        </div>
    }
}

/// The digits choose expressions; not while something is typed.
fn listen_to_keys(desk: Desk) {
    let handle = window_event_listener(ev::keydown, move |event| {
        let is_here = browser::document().query_selector(".live-page").ok().flatten().is_some();
        let is_typing = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::HtmlInputElement>().ok())
            .is_some_and(|it| matches!(it.type_().as_str(), "text" | "number" | "search"));
        let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !is_here || is_typing || is_combined || event.repeat() {
            return;
        }
        if let Ok(number) = event.key().parse::<usize>()
            && number < 10
        {
            desk.send(Message::Express(number));
        }
    });
    on_cleanup(move || handle.remove());
}

/// Nobody is filmed for long by a page that cannot be seen.
fn watch_hiding(desk: Desk) {
    let n_hidden = StoredValue::new(0_u32);
    let handle = window_event_listener(ev::visibilitychange, move |_| {
        let turn = n_hidden.try_update_value(|n| {
            *n += 1;
            *n
        });
        if !browser::document().hidden() {
            return;
        }
        leptos::task::spawn_local(async move {
            browser::pause(HIDDEN_MAX_MS).await;
            if n_hidden.try_get_value() == turn {
                desk.send(Message::Forgotten);
            }
        });
    });
    on_cleanup(move || handle.remove());
}

/// What is going on, and how quickly.
#[component]
fn Status(desk: Desk) -> impl IntoView {
    let words = desk.read(status);
    let is_followed = desk.read(|state| state.source.runs() && state.face == Face::Followed);
    let figures = desk.read(|state| state.figures);
    view! {
        <div class="row sp wr telling">
            <p class="status" class:on=is_followed role="status">
                <i aria-hidden="true"></i>
                <span>{words}</span>
            </p>
            <p class="xs num" data-figures>
                {move || figures.get().map(|it| format!(
                    "{} ms, 95 % below {} ms, {} fps", it.median_ms, it.p95_ms, it.fps,
                ))}
            </p>
        </div>
    }
}

fn status(state: &State) -> String {
    let words = match (state.source, state.face) {
        (Source::None, _) => "Your character idles",
        (Source::Asking, _) => "Waiting for your browser’s leave",
        (_, Face::Loading(percent)) if percent < 100 => {
            return format!("The face finder is on its way: {percent} %");
        }
        (_, Face::Waiting | Face::Loading(_)) => "The face finder starts",
        (_, Face::Searching) => "No face yet. Sit where the camera sees you",
        (_, Face::Followed) if state.calibrating.is_some() => "Look straight ahead, at rest",
        (_, Face::Followed) => "Following your face",
        (_, Face::Lost) => "Face lost. Easing back to idle",
    };
    words.to_owned()
}

/// The character, and the small mirror in its corner.
#[component]
fn Easel(desk: Desk) -> impl IntoView {
    let (still, living) = (NodeRef::<Canvas>::new(), NodeRef::<Canvas>::new());
    let place = NodeRef::<Div>::new();
    let stage = desk.read(|state| state.stage);
    let ground =
        desk.read(|state| if state.is_overlay { Ground::Transparent } else { state.ground });
    Effect::new(move |_| {
        if let (Some(still), Some(living)) = (still.get(), living.get()) {
            desk.engage(still, &living);
        }
    });
    watch_size(desk, place, ground);
    view! {
        <div class="easel" data-ground=move || match ground.get() {
            Ground::Own => "own",
            Ground::Transparent => "none",
            Ground::Green => "green",
        }>
            <div
                class="picture"
                class:living=move || stage.get() == Stage::Living
                node_ref=place
                role="img"
                aria-label="Your character"
            >
                <canvas class="still" node_ref=still></canvas>
                <canvas class="moving" node_ref=living></canvas>
            </div>
            {move || match stage.get() {
                Stage::Empty => Some(view! {
                    <p class="s waits" role="status">"Your character is on its way."</p>
                }),
                Stage::Living => None,
                Stage::Still => Some(view! {
                    <p class="s waits low" role="status">
                        "This browser cannot move characters: it needs WebGL2 or WebGPU. Here is a still one."
                    </p>
                }),
            }}
            <Mirror desk />
        </div>
    }
}

/// What the camera sees. The element is always there, for the frames come from it.
#[component]
fn Mirror(desk: Desk) -> impl IntoView {
    let runs = desk.read(|state| state.source.runs());
    let is_shown =
        desk.read(|state| state.source.runs() && !state.hides_camera && !state.is_overlay);
    let is_mirrored = desk.read(|state| !state.is_others_view);
    view! {
        <div class="film" class:shown=is_shown>
            <video
                id=VIDEO
                class:mirrored=is_mirrored
                muted
                playsinline
                aria-hidden=move || if is_shown.get() { "false" } else { "true" }
                aria-label="What the camera sees"
            ></video>
            <Show when=move || runs.get() && is_shown.get()>
                <button
                    class="ib"
                    type="button"
                    aria-label="Hide the camera’s picture"
                    on:click=move |_| desk.send(Message::HideCamera(true))
                >
                    {Icon::Cross.view()}
                </button>
            </Show>
        </div>
    }
}

/// Camera, recording, calibration; and what went wrong.
#[component]
fn Actions(desk: Desk) -> impl IntoView {
    let source = desk.read(|state| state.source);
    let runs = move || source.get().runs();
    let is_overlay = desk.read(|state| state.is_overlay);
    let trouble = desk.read(|state| state.trouble.clone());
    view! {
        <div class="stack actions">
            {move || trouble.get().map(|it| view! {
                <div class="wrong" role="alert">
                    {Icon::Warning.view()}
                    <p><b>{it.title}"."</b> " " {it.text}</p>
                </div>
            })}
            <div class="row wr">
                <Show when=move || !runs()>
                    <button
                        class="b sm"
                        type="button"
                        disabled=move || source.get() == Source::Asking
                        on:click=move |_| desk.send(Message::TurnOn)
                    >
                        {Icon::Camera.view()}
                        "Turn the camera on"
                    </button>
                </Show>
                <Show when=move || !is_overlay.get()>
                    <Calibrate desk />
                    <Recording desk />
                    <Show when=runs>
                        <button class="q soft sm" type="button" on:click=move |_| desk.send(Message::TurnOff)>
                            {Mark::Pause.view()}
                            "Stop"
                        </button>
                    </Show>
                </Show>
            </div>
            <Show when=move || !is_overlay.get() && !runs()>
                <p class="xs">
                    "Frames are read on this device, one after the other, and kept nowhere. Nothing is uploaded."
                </p>
            </Show>
        </div>
    }
}

/// The neutral face.
#[component]
fn Calibrate(desk: Desk) -> impl IntoView {
    let runs = desk.read(|state| state.source.runs());
    let calibrating = desk.read(|state| state.calibrating);
    let is_calibrated = desk.read(|state| state.is_calibrated);
    view! {
        <Show when=move || runs.get()>
            {move || match calibrating.get() {
                Some(percent) => view! {
                    <p class="collecting s">
                        <span>"Look straight ahead"</span>
                        <progress max="100" value=percent aria-label="Calibration"></progress>
                    </p>
                }.into_any(),
                None => view! {
                    <button class="b sm" type="button" on:click=move |_| desk.send(Message::Calibrate)>
                        {Icon::Eye.view()}
                        {move || if is_calibrated.get() { "Calibrate again" } else { "Calibrate" }}
                    </button>
                }.into_any(),
            }}
        </Show>
    }
}

/// A face that was filmed before.
#[component]
fn Recording(desk: Desk) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let file = input.files().and_then(|files| files.get(0));
        // The same file can be chosen again.
        input.set_value("");
        if let Some(file) = file {
            desk.send(Message::Record(file));
        }
    };
    view! {
        <button
            class="q soft sm"
            type="button"
            on:click=move |_| {
                if let Some(input) = input.get_untracked() {
                    input.click();
                }
            }
        >
            {Mark::Open.view()}
            "Use a recorded face"
        </button>
        <input
            node_ref=input
            type="file"
            accept="video/*"
            aria-label="Recorded face"
            hidden
            on:change=chosen
        />
    }
}

/// Tells the performer how large its canvas is, and what stands behind the character.
fn watch_size(desk: Desk, place: NodeRef<Div>, ground: Memo<Ground>) {
    let observer = StoredValue::new_local(None::<Observer>);
    let stage = desk.read(|state| state.stage);
    let tell = move |element: &HtmlElement, ground: Ground| {
        let ratio = browser::window().device_pixel_ratio().min(RATIO_MAX);
        let bounds = element.get_bounding_client_rect();
        let size = [bounds.width(), bounds.height()].map(|side| (side * ratio).round() as u32);
        // While the page is hidden it has no size.
        if size[0] > 0 && size[1] > 0 {
            desk.view(size, ground == Ground::Own);
        }
    };
    Effect::new(move |_| {
        let (Some(element), ground_now, _) = (place.get(), ground.get(), stage.get()) else {
            return;
        };
        tell(&element, ground_now);
        if observer.with_value(Option::is_none) {
            let watched = element.clone();
            let changed = move || {
                if let Some(ground) = ground.try_get_untracked() {
                    tell(&watched, ground);
                }
            };
            observer.set_value(Observer::of_size(&element, changed));
        }
    });
}
