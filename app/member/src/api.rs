//! Talks to the edge: typed answers, one shape of trouble, and a key for everything that changes
//! something, so that a press that is sent twice happens once.

use js_sys::JsString;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, Request, RequestCredentials, RequestInit, Response};
use wire::error::{ErrorBody, ErrorDetail};

use ui::browser;

const BASE: &str = "/api/v1";

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trouble {
    /// The network did not carry it; it may have arrived all the same.
    Offline,
    /// Nobody is signed in, or not any more.
    SignedOut,
    /// The edge refused; nothing was changed.
    Refused(u16, ErrorDetail),
    /// Our mistake, with the request's id.
    Broken(String),
}

impl Trouble {
    /// The refusal's code, if it is one.
    pub(crate) fn code(&self) -> &str {
        if let Self::Refused(_, detail) = self { &detail.code } else { "" }
    }

    /// The field of the request that is meant.
    pub(crate) fn field(&self) -> Option<&str> {
        if let Self::Refused(_, detail) = self { detail.field.as_deref() } else { None }
    }

    /// What happened, then the way on.
    pub(crate) fn words(&self) -> String {
        match self {
            Self::Offline => {
                "You are offline, or the network gave up. Try again: it will not happen twice."
                    .into()
            }
            Self::SignedOut => "You are signed out. Sign in, then do it again.".into(),
            Self::Refused(429, _) => {
                "That was a lot at once. Wait a minute, then do it again.".into()
            }
            Self::Refused(_, detail) => detail.message.clone(),
            Self::Broken(reference) => format!(
                "That was our mistake. Nothing was lost. Code {reference}, if you want to tell us."
            ),
        }
    }
}

/// Why something was not done, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) words: String,
    /// Whether the edge decided; else it may have happened all the same.
    pub(crate) is_refused: bool,
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        let is_refused = matches!(trouble, Trouble::Refused(..) | Trouble::SignedOut);
        Self { words: trouble.words(), is_refused }
    }
}

/// The name of one wish. The same wish sent again carries the same key, and is granted once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key(String);

impl Key {
    /// A key for a new wish.
    pub(crate) fn fresh() -> Self {
        let crypto = js_sys::Reflect::get(&browser::window(), &"crypto".into()).unwrap_or_default();
        let make = js_sys::Reflect::get(&crypto, &"randomUUID".into()).unwrap_or_default();
        let made = make.dyn_into::<js_sys::Function>().and_then(|make| make.call0(&crypto));
        match made.and_then(JsCast::dyn_into::<JsString>) {
            Ok(made) => Self(made.into()),
            Err(_) => Self(format!("page-{}-{}", browser::now_ms(), js_sys::Math::random())),
        }
    }
}

thread_local! {
    /// Who wants to hear that the session has ended.
    static SIGNED_OUT: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// Has `heard` called whenever an answer says that nobody is signed in.
pub(crate) fn on_signed_out(heard: impl Fn() + 'static) {
    SIGNED_OUT.set(Some(Box::new(heard)));
}

/// Reads. `path` is below `/api/v1`.
pub(crate) async fn get<T: DeserializeOwned>(path: &str) -> Result<T, Trouble> {
    read(&fetch("GET", path, None, None).await?).await
}

/// Changes something, and reads what the edge says of it.
pub(crate) async fn send<T: DeserializeOwned>(
    method: &str,
    path: &str,
    body: &impl Serialize,
    key: &Key,
) -> Result<T, Trouble> {
    read(&change(method, path, Some(body), key).await?).await
}

/// Changes something whose answer is empty or not needed.
pub(crate) async fn tell(
    method: &str,
    path: &str,
    body: Option<&impl Serialize>,
    key: &Key,
) -> Result<(), Trouble> {
    change(method, path, body, key).await.map(drop)
}

/// No body; for [`tell`].
pub(crate) const NOTHING: Option<&()> = None;

/// Fetches a file: a statement, an export.
pub(crate) async fn file(path: &str) -> Result<Blob, Trouble> {
    let answer = fetch("GET", path, None, None).await?;
    let coming = answer.blob().map_err(|_| Trouble::Offline)?;
    let blob = JsFuture::from(coming).await.map_err(|_| Trouble::Offline)?;
    Ok(blob.unchecked_into())
}

/// Whether an address of ours answers at all.
pub(crate) async fn is_there(address: &str) -> bool {
    let answer = JsFuture::from(browser::window().fetch_with_str(address)).await;
    answer.is_ok_and(|answer| answer.unchecked_into::<Response>().ok())
}

/// A value for the query of an address.
pub(crate) fn escaped(value: &str) -> String {
    js_sys::encode_uri_component(value).into()
}

async fn change(
    method: &str,
    path: &str,
    body: Option<&impl Serialize>,
    key: &Key,
) -> Result<Response, Trouble> {
    let written = body.map(serde_json::to_string).transpose();
    let written = written.map_err(|error| Trouble::Broken(error.to_string()))?;
    fetch(method, path, written.as_deref(), Some(key)).await
}

async fn fetch(
    method: &str,
    path: &str,
    body: Option<&str>,
    key: Option<&Key>,
) -> Result<Response, Trouble> {
    let request = write(method, path, body, key).ok_or(Trouble::Offline)?;
    let answer = JsFuture::from(browser::window().fetch_with_request(&request)).await;
    let answer: Response = answer.map_err(|_| Trouble::Offline)?.unchecked_into();
    if answer.ok() { Ok(answer) } else { Err(trouble(&answer).await) }
}

fn write(method: &str, path: &str, body: Option<&str>, key: Option<&Key>) -> Option<Request> {
    let options = RequestInit::new();
    options.set_method(method);
    options.set_credentials(RequestCredentials::SameOrigin);
    if let Some(body) = body {
        options.set_body(&body.into());
    }
    let request = Request::new_with_str_and_init(&format!("{BASE}{path}"), &options).ok()?;
    let headers = request.headers();
    if body.is_some() {
        headers.set("Content-Type", "application/json").ok()?;
    }
    if let Some(Key(key)) = key {
        headers.set("Idempotency-Key", key).ok()?;
    }
    Some(request)
}

async fn trouble(answer: &Response) -> Trouble {
    let reference = answer.headers().get("X-Request-Id").ok().flatten().unwrap_or_default();
    let detail = text(answer).await.and_then(|text| serde_json::from_str::<ErrorBody>(&text).ok());
    match (answer.status(), detail) {
        // A passkey or a code that was not accepted is a 401 of its own: nobody was signed in.
        (401, Some(body)) if !body.error.code.starts_with("session") => {
            Trouble::Refused(401, body.error)
        }
        (401, _) => {
            SIGNED_OUT.with_borrow(|heard| heard.as_ref().map(|heard| heard()));
            Trouble::SignedOut
        }
        (status @ 400..=499, Some(body)) => Trouble::Refused(status, body.error),
        _ => Trouble::Broken(reference),
    }
}

async fn read<T: DeserializeOwned>(answer: &Response) -> Result<T, Trouble> {
    let text = text(answer).await.ok_or(Trouble::Offline)?;
    serde_json::from_str(&text).map_err(|error| Trouble::Broken(error.to_string()))
}

async fn text(answer: &Response) -> Option<String> {
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}
