//! The camera: asking for it, letting go of it, and why it may not come.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    HtmlVideoElement, MediaDeviceInfo, MediaDeviceKind, MediaStream, MediaStreamConstraints,
    MediaStreamTrack,
};

use crate::browser;
use crate::words::Words;

/// Why there is no camera. Each has its own [words](Self::words).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CameraTrouble {
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
    /// By the name of the browser's error.
    pub fn from_name(name: &str) -> Self {
        match name {
            "NotAllowedError" | "PermissionDeniedError" | "SecurityError" => Self::Denied,
            "NotFoundError" | "DevicesNotFoundError" => Self::None,
            "NotReadableError" | "TrackStartError" | "AbortError" => Self::Busy,
            "OverconstrainedError" | "ConstraintNotSatisfiedError" => Self::Unsuitable,
            _ => Self::Unsupported,
        }
    }

    /// What happened and what to do.
    pub fn words(self) -> Words {
        match self {
            Self::Denied => Words::new(
                "The camera is switched off for this site",
                "Your browser said no. Allow it in the address bar, then try again.",
            ),
            Self::None => {
                Words::new("No camera found", "Plug one in, or use a picture you already have.")
            }
            Self::Busy => Words::new(
                "Another app has the camera",
                "Close the call or the other tab, and it will come free.",
            ),
            Self::Unsuitable => Words::new(
                "This camera can’t do it",
                "It has no picture of the kind we need. Try another camera, or use a picture you have.",
            ),
            Self::Unsupported => Words::new(
                "This browser gives pages no camera",
                "Another browser may. A picture you already have works right here.",
            ),
            Self::Insecure => Words::new(
                "The camera needs a secure address",
                "Open this page with https. A picture you already have works right here.",
            ),
        }
    }

    /// Whether asking again may help.
    pub const fn may_come(self) -> bool {
        !matches!(self, Self::Unsupported | Self::Insecure)
    }
}

/// Asks for a camera. `device` is the one to take; without it, the one that looks at the visitor.
///
/// # Errors
/// Why there is none.
pub async fn start(device: Option<&str>) -> Result<MediaStream, CameraTrouble> {
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
pub async fn list() -> Vec<String> {
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
pub fn device_of(stream: &MediaStream) -> Option<String> {
    let track: MediaStreamTrack = stream.get_video_tracks().get(0).dyn_into().ok()?;
    // By reflection: the bindings leave `getSettings` out.
    let get_settings: Function =
        Reflect::get(&track, &"getSettings".into()).ok()?.dyn_into().ok()?;
    let settings = get_settings.call0(&track).ok()?;
    Reflect::get(&settings, &"deviceId".into()).ok()?.as_string()
}

/// Lets go of the camera.
pub fn stop(stream: &MediaStream) {
    for track in stream.get_tracks().iter() {
        track.unchecked_into::<MediaStreamTrack>().stop();
    }
}

/// Shows the stream; resolves when the first frame can be seen.
pub async fn show(video: &HtmlVideoElement, stream: &MediaStream) {
    video.set_src_object(Some(stream));
    if let Ok(playing) = video.play() {
        browser::disregard(JsFuture::from(playing).await);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_troubles_share_their_words() {
        use CameraTrouble::{Busy, Denied, Insecure, None, Unsuitable, Unsupported};
        let all = [Denied, None, Busy, Unsuitable, Unsupported, Insecure];
        let mut titles: Vec<String> = all.map(|it| it.words().title).into();
        titles.sort();
        titles.dedup();
        assert_eq!(titles.len(), all.len());
    }

    #[test]
    fn each_error_of_the_browser_has_its_own_trouble() {
        assert_eq!(CameraTrouble::from_name("NotAllowedError"), CameraTrouble::Denied);
        assert_eq!(CameraTrouble::from_name("NotFoundError"), CameraTrouble::None);
        assert_eq!(CameraTrouble::from_name("NotReadableError"), CameraTrouble::Busy);
        assert_eq!(CameraTrouble::from_name("OverconstrainedError"), CameraTrouble::Unsuitable);
        assert_eq!(CameraTrouble::from_name("TypeError"), CameraTrouble::Unsupported);
    }
}
