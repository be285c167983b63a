//! The camera: asking for it, letting go of it, and why it may not come.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaDeviceInfo, MediaDeviceKind, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

use crate::browser;

/// Why there is no camera. Each has its own words in `trouble.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CameraTrouble {
    /// The visitor or the browser said no.
    Denied,
    /// There is none.
    None,
    /// Another program holds it.
    Busy,
    /// There is one, but it cannot do what we ask.
    Unsuitable,
    /// This browser has no cameras for pages.
    Unsupported,
    /// Browsers give cameras to secure pages only.
    Insecure,
}

impl CameraTrouble {
    pub(crate) fn from_name(name: &str) -> Self {
        match name {
            "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => Self::Denied,
            "NotFoundError" | "DevicesNotFoundError" => Self::None,
            "NotReadableError" | "TrackStartError" | "AbortError" => Self::Busy,
            "OverconstrainedError" | "ConstraintNotSatisfiedError" => Self::Unsuitable,
            _ => Self::Unsupported,
        }
    }
}

/// Asks for a camera. `device` is the one to take; without it, the one that looks at the visitor.
pub(crate) async fn start(device: Option<&str>) -> Result<MediaStream, CameraTrouble> {
    if !browser::window().is_secure_context() {
        return Err(CameraTrouble::Insecure);
    }
    let devices =
        browser::window().navigator().media_devices().map_err(|_| CameraTrouble::Unsupported)?;
    if devices.is_undefined() {
        return Err(CameraTrouble::Unsupported);
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wishes(device));
    let asked = devices
        .get_user_media_with_constraints(&constraints)
        .map_err(|_| CameraTrouble::Unsupported)?;
    match JsFuture::from(asked).await {
        Ok(stream) => Ok(stream.unchecked_into()),
        Err(error) => Err(CameraTrouble::from_name(&browser::error_name(&error))),
    }
}

/// 1280 × 960 where it can be had; whatever there is where not.
fn wishes(device: Option<&str>) -> JsValue {
    let ideal = |value: JsValue| {
        let wish = Object::new();
        browser::disregard(Reflect::set(&wish, &"ideal".into(), &value));
        JsValue::from(wish)
    };
    let video = Object::new();
    let set =
        |key: &str, value: JsValue| browser::disregard(Reflect::set(&video, &key.into(), &value));
    set("width", ideal(1280.into()));
    set("height", ideal(960.into()));
    match device {
        Some(device) => set("deviceId", ideal(device.into())),
        None => set("facingMode", ideal("user".into())),
    }
    video.into()
}

/// The device ids of all cameras.
pub(crate) async fn list() -> Vec<String> {
    let Ok(devices) = browser::window().navigator().media_devices() else { return vec![] };
    let Ok(asked) = devices.enumerate_devices() else { return vec![] };
    let Ok(found) = JsFuture::from(asked).await else { return vec![] };
    let found: Array = found.unchecked_into();
    found
        .iter()
        .map(JsCast::unchecked_into::<MediaDeviceInfo>)
        .filter(|device| device.kind() == MediaDeviceKind::Videoinput)
        .map(|device| device.device_id())
        .collect()
}

/// The device id that a stream comes from.
pub(crate) fn device_of(stream: &MediaStream) -> Option<String> {
    let track: MediaStreamTrack = stream.get_video_tracks().get(0).dyn_into().ok()?;
    // By reflection: the bindings leave `getSettings` out.
    let get_settings: Function =
        Reflect::get(&track, &"getSettings".into()).ok()?.dyn_into().ok()?;
    let settings = get_settings.call0(&track).ok()?;
    Reflect::get(&settings, &"deviceId".into()).ok()?.as_string()
}

pub(crate) fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// Shows the stream; resolves when the first frame can be seen.
pub(crate) async fn show(stream: &MediaStream) {
    let Some(video) = browser::by_id::<HtmlVideoElement>("camera-view") else { return };
    video.set_src_object(Some(stream));
    if let Ok(playing) = video.play() {
        browser::disregard(JsFuture::from(playing).await);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_of_the_browser_has_its_own_trouble() {
        assert_eq!(CameraTrouble::from_name("NotAllowedError"), CameraTrouble::Denied);
        assert_eq!(CameraTrouble::from_name("NotFoundError"), CameraTrouble::None);
        assert_eq!(CameraTrouble::from_name("NotReadableError"), CameraTrouble::Busy);
        assert_eq!(CameraTrouble::from_name("OverconstrainedError"), CameraTrouble::Unsuitable);
        assert_eq!(CameraTrouble::from_name("TypeError"), CameraTrouble::Unsupported);
    }
}
