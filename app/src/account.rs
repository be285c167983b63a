//! Sends a portrait to the visitor's account. Only the drawing travels; the photo has no way out.

use js_sys::{JSON, JsString, Object};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, FormData, Request, RequestCredentials, RequestInit, Response};

use crate::browser;

const AVATARS: &str = "/api/v1/avatars";

/// What is sent, all of it.
pub(crate) struct Parcel {
    pub(crate) image: Blob,
    pub(crate) name: String,
    pub(crate) style: String,
    /// What drew it, and how.
    pub(crate) metadata: Object,
}

/// Sends the parcel; the error is a sentence for the visitor.
pub(crate) async fn send(parcel: Parcel) -> Result<(), String> {
    let request = write(&parcel).map_err(|_| "The request could not be written.".to_owned())?;
    let answer = JsFuture::from(browser::window().fetch_with_request(&request)).await;
    let Ok(answer) = answer else {
        return Err("You are offline. The portrait is kept on this device; send it later.".into());
    };
    let answer: Response = answer.unchecked_into();
    match answer.status() {
        200..=299 => Ok(()),
        401 | 403 => Err("Your account did not let us in. The portrait stays here.".into()),
        413 => Err("That file is too large for the account. Choose a smaller size.".into()),
        429 => Err("That was a lot at once. Wait a minute, then send it again.".into()),
        _ => Err(refusal(&answer).await),
    }
}

fn write(parcel: &Parcel) -> Result<Request, JsValue> {
    let form = FormData::new()?;
    form.append_with_blob_and_filename("image", &parcel.image, "portrait.png")?;
    form.append_with_str("name", &parcel.name)?;
    form.append_with_str("style", &parcel.style)?;
    form.append_with_str("metadata", &String::from(JSON::stringify(&parcel.metadata)?))?;
    let options = RequestInit::new();
    options.set_method("POST");
    options.set_credentials(RequestCredentials::SameOrigin);
    options.set_body(&form);
    let request = Request::new_with_str_and_init(AVATARS, &options)?;
    request.headers().set("Idempotency-Key", &key())?;
    Ok(request)
}

/// A fresh key per press: a repeated answer of the network is no second portrait.
fn key() -> String {
    let crypto = js_sys::Reflect::get(&browser::window(), &"crypto".into()).unwrap_or_default();
    let make = js_sys::Reflect::get(&crypto, &"randomUUID".into()).unwrap_or_default();
    let made = make.dyn_into::<js_sys::Function>().and_then(|make| make.call0(&crypto));
    match made.and_then(JsCast::dyn_into::<JsString>) {
        Ok(made) => made.into(),
        Err(_) => format!("page-{}-{}", browser::now_ms(), js_sys::Math::random()),
    }
}

async fn refusal(answer: &Response) -> String {
    let reference = answer.headers().get("X-Request-Id").ok().flatten();
    let mut words = String::from("That was our mistake. Your portrait is safe on this device.");
    if let Some(reference) = reference {
        words.push_str(&format!(" Code {reference}, if you want to tell us."));
    }
    words
}
