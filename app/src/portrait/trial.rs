//! A pack on trial: read, handed to a style worker of its own, drawn with, and ended. Whatever the
//! pack does, it does it there; a sandbox that does not answer is terminated.

use js_sys::{Float32Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, ImageBitmap};
use wire::pack::PackFault;
use wire::stylist::{DrawOptions, Preference, RefusalCode, Reply, Request};

use super::darkroom;
use super::effects::Desk;
use super::message::{Message, PackMessage};
use super::state::Portrait;
use super::stylist::{self, Attached, Heard};
use crate::browser;
use crate::packs::words::PackTrouble;
use crate::packs::{ANSWER_MS_MAX, BOUNDS, PACK_BYTES_MAX, store, style_of};
use crate::styles::Card;
use ui::workers::Line;

/// The photo's number in the sandbox, which knows only one.
const JOB: u32 = 1;
/// Drawn when there is no photo yet: the landing page's, because it is there offline, too.
const SAMPLE: &str = "/samples/before.webp";

/// The sandbox, and the pack in it.
pub(crate) struct Sandbox {
    trial: u32,
    line: Line,
    style: String,
    pub(crate) bytes: Uint8Array,
    card: Option<&'static Card>,
}

/// Reads the file and starts the sandbox.
pub(super) fn begin(desk: Desk, trial: u32, file: File) {
    let refuse = move |trouble| send(desk, PackMessage::Refused { trial, trouble });
    if file.size() > PACK_BYTES_MAX {
        let kilobytes = (file.size() / 1000.0).ceil() as u32;
        return refuse(PackTrouble::TooHeavy { kilobytes });
    }
    spawn_local(async move {
        let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
            return refuse(PackTrouble::Unreadable);
        };
        // Meanwhile the trial may have been closed, or another one begun.
        if !desk.state.with_untracked(|state| is_on(state, trial)) {
            return;
        }
        let bytes = Uint8Array::new(&buffer);
        let style = style_of(&file.name(), &bytes.to_vec());
        let hear = move |heard| news(desk, trial, heard);
        let Some(line) = stylist::connect(Preference::Cpu, hear) else {
            return refuse(PackTrouble::SandboxLost);
        };
        let request = Request::Pack { style: style.clone(), bounds: Some(BOUNDS) };
        stylist::send(&line, &request, &[("pack", &bytes)]);
        let sandbox = Sandbox { trial, line, style, bytes, card: None };
        // The one before is ended by being replaced.
        drop(darkroom::with(|room| room.sandbox.replace(sandbox)));
        browser::pause(ANSWER_MS_MAX).await;
        send(desk, PackMessage::Overdue { trial });
    });
}

/// Ends the sandbox's worker. Not at once: it may be the sandbox itself whose message led here, and
/// a line that is dropped from inside its own closure pulls the rug away from under itself.
pub(super) fn end() {
    spawn_local(async {
        let line = darkroom::with(|room| {
            let sandbox = room.sandbox.take()?;
            room.tried = sandbox.card.map(|card| (card, sandbox.bytes));
            Some(sandbox.line)
        });
        drop(line);
    });
}

fn is_on(state: &Portrait, trial: u32) -> bool {
    state.packs.trial.is_some() && state.packs.n_trials == trial
}

fn send(desk: Desk, message: PackMessage) {
    desk.send(Message::Pack(message));
}

fn news(desk: Desk, trial: u32, heard: Heard) {
    let refuse = move |trouble| send(desk, PackMessage::Refused { trial, trouble });
    let Heard::Reply(reply, attached) = heard else { return refuse(PackTrouble::SandboxLost) };
    match (reply, attached) {
        (Reply::PackTaken { style, label }, _) => {
            send(desk, PackMessage::Advanced { trial, percent: 10 });
            let card = Card::of(&style, label);
            spawn_local(async move {
                if preview(desk, trial, card).await.is_none() {
                    refuse(PackTrouble::SandboxLost);
                }
            });
        }
        (Reply::PackRefused { fault, detail, .. }, _) => refuse(PackTrouble::Fault(fault, detail)),
        (Reply::Progress { percent, .. }, _) => {
            send(desk, PackMessage::Advanced { trial, percent });
        }
        (Reply::Drawn { size, .. }, Attached::Pixels(pixels)) => spawn_local(async move {
            let picture = darkroom::show_pixels(&pixels, size).await.unwrap_or_default();
            let passed = |room: &mut darkroom::Darkroom| {
                room.sandbox.as_ref().filter(|it| it.trial == trial).and_then(|it| it.card)
            };
            if let Some(card) = darkroom::with(passed) {
                send(desk, PackMessage::Passed { trial, card, picture });
            }
        }),
        // A trap (out of memory, for one) makes the worker start over; the pack was its cause.
        (Reply::Refused { code: RefusalCode::WebgpuLost, .. }, _) => {
            refuse(PackTrouble::Fault(PackFault::Hungry, String::new()));
        }
        (Reply::Refused { .. }, _) => refuse(PackTrouble::SandboxLost),
        _ => {}
    }
}

/// Draws the photo that is there, or the sample, with the pack that passed its checks.
async fn preview(desk: Desk, trial: u32, card: &'static Card) -> Option<()> {
    let (photo, points) = match photo(desk).await {
        Some(found) => found,
        None => (sample().await?, JsValue::NULL),
    };
    darkroom::with(|room| {
        let sandbox = room.sandbox.as_mut().filter(|it| it.trial == trial)?;
        sandbox.card = Some(card);
        let beside = [("image", photo.as_ref()), ("landmarks", &points)];
        stylist::send(&sandbox.line, &Request::Open { job: JOB }, &beside);
        let (style, options) = (sandbox.style.clone(), DrawOptions::default());
        stylist::send(&sandbox.line, &Request::Draw { job: JOB, style, options }, &[]);
        Some(())
    })
}

async fn photo(desk: Desk) -> Option<(ImageBitmap, JsValue)> {
    let job = desk.state.with_untracked(|state| state.job);
    let (photo, points) = darkroom::with(|room| {
        let photo = room.photo.clone().filter(|_| room.job == job)?;
        let points = room.face.and_then(|face| room.landmarks.get(face).cloned());
        Some((photo, points))
    })?;
    let points = points.map_or(JsValue::NULL, |points: Float32Array| points.into());
    Some((ui::photo::copy_of(&photo).await?, points))
}

async fn sample() -> Option<ImageBitmap> {
    let answer = JsFuture::from(browser::window().fetch_with_str(SAMPLE)).await.ok()?;
    let blob = answer.unchecked_into::<web_sys::Response>().blob().ok()?;
    let blob: web_sys::Blob = JsFuture::from(blob).await.ok()?.unchecked_into();
    let decoding = browser::window().create_image_bitmap_with_blob(&blob).ok()?;
    JsFuture::from(decoding).await.ok().map(JsCast::unchecked_into)
}

/// Puts the pack that was tried on the shelf.
pub(super) fn keep(desk: Desk, card: &'static Card) {
    let bytes = darkroom::with(|room| {
        room.tried.as_ref().filter(|(tried, _)| *tried == card).map(|(_, bytes)| bytes.clone())
    });
    put(desk, card, bytes);
}

/// Takes a pack off the shelf, and offers the way back.
pub(super) fn remove(desk: Desk, card: &'static Card) {
    spawn_local(async move {
        let bytes = bytes_of(card).await;
        drop(store::remove(card).await);
        darkroom::with(|room| {
            room.packs.remove(card.style.as_str());
            if let Some(bytes) = bytes {
                room.removed.insert(card.style.as_str(), bytes);
            }
        });
        let back = move || send(desk, PackMessage::Restore(card));
        let words = format!("{} was removed from this device.", card.label.name);
        desk.toasts.show(crate::ui::toast::Toast::done(words).offering(back, "Undo"));
    });
}

/// Brings a removed pack back.
pub(super) fn restore(desk: Desk, card: &'static Card) {
    let bytes = darkroom::with(|room| room.removed.remove(card.style.as_str()));
    // Pressed a second time there is nothing left to bring back.
    if bytes.is_some() {
        put(desk, card, bytes);
    }
}

fn put(desk: Desk, card: &'static Card, bytes: Option<Uint8Array>) {
    spawn_local(async move {
        let ok = match &bytes {
            Some(bytes) => store::put(card, bytes).await.is_ok(),
            None => false,
        };
        send(desk, PackMessage::Kept { card, ok });
    });
}

/// The bytes of a kept pack; read once, then at hand.
pub(super) async fn bytes_of(card: &'static Card) -> Option<Uint8Array> {
    if let Some(known) = darkroom::with(|room| room.packs.get(card.style.as_str()).cloned()) {
        return Some(known);
    }
    let bytes = store::bytes(card).await.ok()?;
    darkroom::with(|room| room.packs.insert(&card.style, bytes.clone()));
    Some(bytes)
}

/// What lies on the shelf, when the page begins.
pub(super) fn read_shelf(desk: Desk) {
    spawn_local(async move {
        if let Ok(cards) = store::all().await {
            send(desk, PackMessage::Read(cards));
        }
    });
}
