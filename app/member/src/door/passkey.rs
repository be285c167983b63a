//! Passkeys: what the device is asked, in the standard JSON forms.

use js_sys::{Function, JSON, Object, Promise, Reflect};
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wire::passkey::{
    AuthenticationCredential, CreationOptions, RegistrationCredential, RequestOptions,
};

use ui::browser;

/// Why the device gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// The browser knows no passkeys, or not here.
    Unknown,
    /// The person said no, or nothing at all.
    Cancelled,
    /// The device has a passkey for this account already.
    Known,
    /// Something else.
    Failed,
}

impl Fault {
    /// What happened, then the way on.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Self::Unknown => {
                "This browser cannot use passkeys here. Try another browser, or update this one."
            }
            Self::Cancelled => "Your device was not asked, or you said no. Nothing was changed.",
            Self::Known => "This device already has a passkey for this account. Sign in with it.",
            Self::Failed => "Your device could not do that. Try again, or use another device.",
        }
    }

    fn of(error: &JsValue) -> Self {
        match browser::error_name(error).as_str() {
            "NotAllowedError" | "AbortError" => Self::Cancelled,
            "InvalidStateError" => Self::Known,
            "NotSupportedError" | "SecurityError" => Self::Unknown,
            _ => Self::Failed,
        }
    }
}

/// Has the device make a passkey.
pub(crate) async fn create(options: &CreationOptions) -> Result<RegistrationCredential, Fault> {
    ask("create", "parseCreationOptionsFromJSON", options).await
}

/// Has the device sign with one of its passkeys.
pub(crate) async fn sign(options: &RequestOptions) -> Result<AuthenticationCredential, Fault> {
    ask("get", "parseRequestOptionsFromJSON", options).await
}

async fn ask<T: DeserializeOwned>(
    verb: &str,
    parse: &str,
    options: &impl Serialize,
) -> Result<T, Fault> {
    let coming = begin(verb, parse, options).ok_or(Fault::Unknown)?;
    let credential = JsFuture::from(coming).await.map_err(|error| Fault::of(&error))?;
    let to_json: Function = member(&credential, "toJSON").ok_or(Fault::Unknown)?;
    let plain = to_json.call0(&credential).map_err(|_| Fault::Failed)?;
    let text = JSON::stringify(&plain).map_err(|_| Fault::Failed)?;
    serde_json::from_str(&String::from(text)).map_err(|_| Fault::Failed)
}

fn begin(verb: &str, parse: &str, options: &impl Serialize) -> Option<Promise> {
    let text = serde_json::to_string(options).ok()?;
    let plain = JSON::parse(&text).ok()?;
    let maker: Object = member(&browser::window(), "PublicKeyCredential")?;
    let parse: Function = member(&maker, parse)?;
    let wanted = Object::new();
    Reflect::set(&wanted, &"publicKey".into(), &parse.call1(&maker, &plain).ok()?).ok()?;
    let keeper: Object = member(&browser::window().navigator(), "credentials")?;
    let verb: Function = member(&keeper, verb)?;
    verb.call1(&keeper, &wanted).ok()?.dyn_into().ok()
}

fn member<T: JsCast>(of: &JsValue, name: &str) -> Option<T> {
    Reflect::get(of, &name.into()).ok()?.dyn_into().ok()
}
