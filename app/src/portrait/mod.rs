//! From a face to a portrait, in one page: capture, working, pick, result, trouble.
//!
//! `state` is all that the page knows, `message` all that can happen, `update` and `develop`
//! the only way from one to the next, `effects` the only place that does anything.

mod capture;
mod darkroom;
mod deliver;
mod develop;
mod effects;
mod exits;
mod files;
mod frames;
mod live;
mod live_view;
mod message;
mod news;
mod own;
mod pace;
mod pick;
mod profile;
mod result;
mod save;
mod saw;
mod shelf;
mod source;
mod state;
mod stylist;
mod trial;
mod trouble;
mod update;
mod working;

pub(crate) use effects::Desk;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{ClipboardEvent, DragEvent, File, FileList};

use crate::browser::{self, disregard};
use crate::router::title;
use crate::styles::Style;
use message::{Message, PackMessage};
use source::Source;
use state::Step;

#[component]
pub(crate) fn PortraitPage() -> impl IntoView {
    title("Make a portrait: Digigami");
    let desk: Desk = expect_context();
    trial::read_shelf(desk);
    obey_address(desk);
    let dragging = listen_for_pictures(desk);
    on_cleanup(move || desk.send(Message::StopCamera));
    let name = desk.read(|state| state.step.name());
    let device = desk.read(|state| state.engine.as_ref().map(|it| device_word(it.device)));
    let trying = desk.read(|state| state.packs.trial.is_some());
    let view = move || match name.get() {
        "capture" => view! { <capture::Capture /> }.into_any(),
        "working" => view! { <working::Working /> }.into_any(),
        "pick" => view! { <pick::Pick /> }.into_any(),
        "result" => view! { <result::ResultView /> }.into_any(),
        _ => view! { <trouble::TroubleView /> }.into_any(),
    };
    view! {
        <div class="wrap app portrait" class:dragging=dragging data-step=name data-device=device>
            {view}
            <Show when=move || trying.get()>
                <shelf::TrialSheet />
            </Show>
            <div class="drop-here" aria-hidden="true">"Let go: it stays on this device."</div>
        </div>
    }
}

fn device_word(device: wire::stylist::Device) -> &'static str {
    match device {
        wire::stylist::Device::Webgpu => "webgpu",
        wire::stylist::Device::Cpu => "cpu",
    }
}

/// `?style=ghibli` sets the style, `?from=sample` begins with the sample face.
fn obey_address(desk: Desk) {
    let query = use_query_map();
    Effect::new(move |done: Option<String>| {
        let query = query.get();
        let wish = format!("{:?} {:?}", query.get_str("style"), query.get_str("from"));
        if done.as_ref() == Some(&wish) {
            return wish;
        }
        if let Some(style) = query.get_str("style").and_then(Style::from_id) {
            desk.send(Message::ChooseStyle(style));
        }
        let idle = desk.state.with_untracked(|state| state.step == Step::Capture);
        if idle && query.get_str("from") == Some("sample") {
            desk.send(Message::Bring(Source::Sample));
        }
        wish
    });
}

/// Drop and paste work anywhere on the page. The signal tells whether something hovers.
fn listen_for_pictures(desk: Desk) -> RwSignal<bool> {
    let dragging = RwSignal::new(false);
    let target = browser::window();
    let over = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        event.prevent_default();
        dragging.try_set(true);
    });
    let leave = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        // Leaving for nothing means leaving the window.
        if event.related_target().is_none() {
            dragging.try_set(false);
        }
    });
    let drop = Closure::<dyn FnMut(DragEvent)>::new(move |event: DragEvent| {
        event.prevent_default();
        dragging.try_set(false);
        take_first(desk, event.data_transfer().and_then(|data| data.files()));
    });
    let paste = Closure::<dyn FnMut(ClipboardEvent)>::new(move |event: ClipboardEvent| {
        take_first(desk, event.clipboard_data().and_then(|data| data.files()));
    });
    let listeners = [
        ("dragover", over.into_js_value()),
        ("dragleave", leave.into_js_value()),
        ("drop", drop.into_js_value()),
        ("paste", paste.into_js_value()),
    ];
    for (event, listener) in &listeners {
        disregard(target.add_event_listener_with_callback(event, listener.unchecked_ref()));
    }
    let listeners = StoredValue::new_local(listeners);
    on_cleanup(move || {
        listeners.with_value(|listeners| {
            for (event, listener) in listeners {
                disregard(
                    browser::window()
                        .remove_event_listener_with_callback(event, listener.unchecked_ref()),
                );
            }
        });
    });
    dragging
}

/// Takes the first file of a list, if there is one.
pub(crate) fn take_first(desk: Desk, files: Option<FileList>) {
    if let Some(file) = files.and_then(|files| files.get(0)) {
        let file: File = file;
        desk.send(if file.name().to_ascii_lowercase().ends_with(shelf::PACK_ENDING) {
            Message::Pack(PackMessage::Try(file))
        } else {
            Message::Bring(Source::File(file))
        });
    }
}
