//! The button, and the sheet on which a photo is brought.

use leptos::ev;
use leptos::html::Input;
use leptos::prelude::*;
use ui::browser;
use ui::dialog::Dialog;
use ui::icon::Icon;
use ui::photo::ACCEPT;
use web_sys::{DragEvent, FileList};

use super::camera::VIEW;
use super::{Message, Source, Step, Trouble};
use crate::desk::{Desk, seed};
use crate::mark::Mark;
use crate::state;

/// What lies on the sheet.
const STEP: &str = "photo-step";

fn send(desk: Desk, message: Message) {
    desk.send(state::Message::Photo(message));
}

/// The button, what was done with the last photo, and the sheet while it is open.
#[component]
pub(crate) fn UsePhoto(desk: Desk) -> impl IntoView {
    listen_for_pictures(desk);
    let is_open = desk.read(|state| state.photo.step != Step::Closed);
    view! {
        <button class="q soft sm" type="button" on:click=move |_| send(desk, Message::Open)>
            {Icon::Camera.view()}
            "Use my photo"
        </button>
        <Show when=move || is_open.get()>
            <PhotoSheet desk />
        </Show>
    }
}

/// What was done with the last photo.
#[component]
pub(crate) fn PhotoTold(desk: Desk) -> impl IntoView {
    let told = desk.read(|state| state.photo.told.clone());
    view! { <p class="s told" role="status">{told}</p> }
}

/// Drop and paste work anywhere in the studio.
fn listen_for_pictures(desk: Desk) {
    let is_in_page = || browser::document().query_selector(".studio").ok().flatten().is_some();
    let over = window_event_listener(ev::dragover, move |event: DragEvent| {
        if is_in_page() {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(ev::drop, move |event: DragEvent| {
        if is_in_page() {
            event.prevent_default();
            take_first(desk, event.data_transfer().and_then(|data| data.files()));
        }
    });
    let paste = window_event_listener(ev::paste, move |event| {
        if is_in_page() {
            take_first(desk, event.clipboard_data().and_then(|data| data.files()));
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
        paste.remove();
    });
}

fn take_first(desk: Desk, files: Option<FileList>) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        send(desk, Message::Bring(Source::File(file)));
    }
}

/// The sheet: one step at a time.
#[component]
fn PhotoSheet(desk: Desk) -> impl IntoView {
    let step = desk.read(|state| match &state.photo.step {
        // A number that goes up is no other step.
        Step::Reading { .. } => Step::Reading { percent: 0 },
        Step::Camera { .. } => Step::Camera { is_on: false },
        step => step.clone(),
    });
    Effect::new(move |former: Option<()>| {
        step.track();
        // The button that was pressed is gone with its step; the first step has the browser's focus.
        if former.is_some() {
            request_animation_frame(|| {
                if let (true, Some(step)) = (browser::keyboard_is_free(), browser::by_id(STEP)) {
                    browser::focus(&step);
                }
            });
        }
    });
    let inside = move || match step.get() {
        Step::Closed => ().into_any(),
        Step::Wanted => view! { <Wanted desk /> }.into_any(),
        Step::Camera { .. } => view! { <Viewfinder desk /> }.into_any(),
        Step::Reading { .. } => view! { <Reading desk /> }.into_any(),
        Step::Trouble(trouble) => view! { <InTheWay desk trouble /> }.into_any(),
    };
    view! {
        <Dialog title="Use my photo" leave="Keep what I have" close=move || send(desk, Message::Close)>
            <div class="stack photo" id=STEP tabindex="-1">{inside}</div>
        </Dialog>
    }
}

/// Opens the file dialog.
#[component]
fn FileButton(desk: Desk, word: &'static str) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let chosen = move |_| {
        let Some(input) = input.get_untracked() else { return };
        let files = input.files();
        take_first(desk, files);
        // The same file again is a new wish.
        input.set_value("");
    };
    let open = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    view! {
        <input type="file" accept=ACCEPT aria-label="Photo" hidden node_ref=input on:change=chosen />
        <button class="b" type="button" on:click=open>{Icon::Upload.view()} {word}</button>
    }
}

#[component]
fn CameraButton(desk: Desk) -> impl IntoView {
    view! {
        <button class="q" type="button" on:click=move |_| send(desk, Message::StartCamera)>
            {Icon::Camera.view()}
            "Turn the camera on"
        </button>
    }
}

#[component]
fn Wanted(desk: Desk) -> impl IntoView {
    view! {
        <p>
            "Bring a face that looks at you in even light. The character takes its shape, its hair "
            "and its colours; what it wears stays."
        </p>
        <div class="row wr">
            <FileButton desk word="Choose a photo" />
            <CameraButton desk />
        </div>
        <p class="s">"Or drop one anywhere, or paste it with Ctrl V. JPEG, PNG or WebP, up to 20 MB."</p>
        <p class="s row">
            {Icon::Lock.view()}
            "The photo stays on this device and is not kept."
        </p>
    }
}

#[component]
fn Viewfinder(desk: Desk) -> impl IntoView {
    let is_on = desk.read(|state| state.photo.step == Step::Camera { is_on: true });
    let words = move || {
        if is_on.get() { "Look here." } else { "Your browser asks whether the camera may be used." }
    };
    view! {
        <div class="viewfinder">
            <video id=VIEW autoplay playsinline prop:muted=true></video>
        </div>
        <p class="s" role="status">{words}</p>
        <div class="row wr">
            <button
                class="b"
                type="button"
                disabled=move || !is_on.get()
                on:click=move |_| send(desk, Message::Bring(Source::Frame))
            >
                {Icon::Camera.view()}
                "Take the photo"
            </button>
            <button class="q" type="button" on:click=move |_| send(desk, Message::Open)>"Back"</button>
        </div>
    }
}

#[component]
fn Reading(desk: Desk) -> impl IntoView {
    let percent = desk.read(|state| match state.photo.step {
        Step::Reading { percent } => percent,
        _ => 0,
    });
    view! {
        <p role="status">"Reading your face. The first time takes some seconds."</p>
        <progress max="100" prop:value=move || percent.get().to_string() aria-label="Loading the face finder"></progress>
    }
}

#[component]
fn InTheWay(desk: Desk, trouble: Trouble) -> impl IntoView {
    let words = trouble.words();
    let surprise = move |_| {
        send(desk, Message::Close);
        desk.send(state::Message::Surprise(seed()));
    };
    let may_use_camera = !matches!(trouble, Trouble::Camera(trouble) if !trouble.may_come());
    view! {
        <div class="stack" role="alert">
            <h3 class="h4 row">{Icon::Warning.view()} {words.title}</h3>
            <p>{words.text} " Your character is as it was."</p>
        </div>
        <div class="row wr">
            <FileButton desk word="Another photo" />
            {may_use_camera.then(|| view! { <CameraButton desk /> })}
            <button class="q" type="button" on:click=surprise>{Mark::Dice.view()} "Surprise me"</button>
        </div>
    }
}
