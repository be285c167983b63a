//! What happens to a written file: it is saved, copied, shared, kept or sent.

use js_sys::{Array, Function, Object, Promise};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag, ShareData};

use super::darkroom;
use super::effects::Desk;
use super::message::Message;
use super::state::{ExportSpec, Purpose};
use crate::account::{self, Parcel};
use crate::browser;
use crate::gallery::store::{self, Keepsake};
use crate::ui::toast::Toast;
use ui::workers::{field, set};

pub(super) fn deliver(desk: Desk, purpose: Purpose, spec: &ExportSpec) {
    let Some(file) = darkroom::with(|room| room.file(spec)) else { return };
    match purpose {
        Purpose::Prepare | Purpose::Preview => {}
        Purpose::Download | Purpose::Profile => {
            browser::download(&file, &file_name(spec, purpose));
        }
        Purpose::Copy => copy(desk, file),
        Purpose::Share => share(desk, &file, &file_name(spec, purpose)),
        Purpose::Keep => keep(desk, spec, file),
        Purpose::Send => send(desk, spec, file),
    }
}

fn file_name(spec: &ExportSpec, purpose: Purpose) -> String {
    let what = if purpose == Purpose::Profile { "profile" } else { "portrait" };
    format!("digigami-{what}-{}-{}.png", spec.style.id(), spec.size)
}

/// Browsers take a promise while the click still counts; the file may come later.
pub(super) fn promise_copy() {
    let promise = Promise::new(&mut |resolve: Function, _| {
        darkroom::with(|room| room.copy = Some(resolve));
    });
    browser::disregard(write_clipboard(&promise));
}

fn copy(desk: Desk, file: Blob) {
    if let Some(resolve) = darkroom::with(|room| room.copy.take()) {
        browser::disregard(resolve.call1(&JsValue::NULL, &file));
        return desk.toasts.show(Toast::done("Copied. Paste it anywhere.".into()));
    }
    spawn_local(async move {
        let copied = match write_clipboard(&file) {
            Ok(writing) => JsFuture::from(writing).await.is_ok(),
            Err(_) => false,
        };
        desk.toasts.show(if copied {
            Toast::done("Copied. Paste it anywhere.".into())
        } else {
            Toast::warning("This browser does not let pages copy pictures. Download it.".into())
        });
    });
}

/// `new ClipboardItem({"image/png": …})`, by reflection: web-sys knows no promise in there.
fn write_clipboard(content: &JsValue) -> Result<Promise, JsValue> {
    let class: Function = field(&browser::window(), "ClipboardItem").dyn_into()?;
    let content_by_type = Object::new();
    set(&content_by_type, "image/png", content);
    let item = js_sys::Reflect::construct(&class, &Array::of1(&content_by_type))?;
    let clipboard = field(&browser::window().navigator(), "clipboard");
    let write: Function = field(&clipboard, "write").dyn_into()?;
    write.call1(&clipboard, &Array::of1(&item))?.dyn_into()
}

fn share_data(file: &Blob, name: &str) -> Option<ShareData> {
    let options = FilePropertyBag::new();
    options.set_type("image/png");
    let file = File::new_with_blob_sequence_and_options(&Array::of1(file), name, &options).ok()?;
    let data = ShareData::new();
    data.set_files(&Array::of1(&file));
    data.set_title("My Digigami portrait");
    Some(data)
}

/// Whether this browser shares files at all; the button hides where it does not.
pub(crate) fn can_share() -> bool {
    let navigator = browser::window().navigator();
    if field(&navigator, "canShare").is_undefined() {
        return false;
    }
    let probe = Blob::new().ok().and_then(|blob| share_data(&blob, "probe.png"));
    probe.is_some_and(|data| navigator.can_share_with_data(&data))
}

fn share(desk: Desk, file: &Blob, name: &str) {
    let Some(data) = share_data(file, name) else { return };
    spawn_local(async move {
        let shared = JsFuture::from(browser::window().navigator().share_with_data(&data)).await;
        if let Err(error) = shared
            // The visitor closed the sheet: that is an answer, not a trouble.
            && browser::error_name(&error) != "AbortError"
        {
            let words = "Sharing did not work here. Download the portrait and share the file.";
            desk.toasts.show(Toast::warning(words.into()));
        }
    });
}

fn keep(desk: Desk, spec: &ExportSpec, file: Blob) {
    let drawing = desk
        .state
        .with_untracked(|state| (state.job, state.drawings.get(&spec.style).map(|it| it.device)));
    let (job, device) = drawing;
    let style = spec.style;
    let keepsake = Keepsake {
        id: format!("{}-{job}-{}", session_mark(), style.id()),
        name: format!("{} portrait", style.name()),
        style: style.id().into(),
        size: spec.size,
        device: device.map(device_word).unwrap_or_default().into(),
        made_ms: browser::now_ms(),
    };
    spawn_local(async move {
        let ok = store::put(&keepsake, &file).await.is_ok();
        desk.send(Message::Kept { style, ok });
    });
}

/// Tells the photos of one visit from those of another.
fn session_mark() -> String {
    thread_local! {
        static MARK: String = format!("{:x}", browser::now_ms() as u64);
    }
    MARK.with(Clone::clone)
}

fn device_word(device: wire::stylist::Device) -> &'static str {
    match device {
        wire::stylist::Device::Webgpu => "webgpu",
        wire::stylist::Device::Cpu => "cpu",
    }
}

fn send(desk: Desk, spec: &ExportSpec, file: Blob) {
    let drawing = desk.state.with_untracked(|state| state.drawings.get(&spec.style).cloned());
    let Some(drawing) = drawing else { return };
    let metadata = Object::new();
    let elapsed_ms = drawing.elapsed_ms.round();
    for (name, value) in [
        ("device", device_word(drawing.device).into()),
        ("tier", drawing.tier.into()),
        ("pack", drawing.pack.into()),
        ("elapsedMs", elapsed_ms.into()),
        ("size", spec.size.into()),
        ("background", spec.background.as_str().into()),
    ] {
        let value: JsValue = value;
        set(&metadata, name, &value);
    }
    let parcel = Parcel {
        image: file,
        name: format!("{} portrait", spec.style.name()),
        style: spec.style.id().into(),
        metadata,
    };
    spawn_local(async move {
        let outcome = account::send(parcel).await;
        desk.send(Message::Sent(outcome));
    });
}

use leptos::prelude::WithUntracked as _;
