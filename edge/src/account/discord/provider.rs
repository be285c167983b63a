//! What is said to Discord.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use worker::{Fetch, Headers, Method, Request, RequestInit, wasm_bindgen::JsValue};

use crate::error::{Code, Failure};

use super::{settings::Settings, with_query};

/// Most bytes of an answer.
const ANSWER_BYTES_MAX: usize = 64 * 1024;

/// A user at Discord.
#[derive(Debug, Deserialize)]
pub struct User {
    /// For good.
    pub id: String,
    /// As of now.
    pub username: String,
}

#[derive(Deserialize)]
struct Token {
    access_token: String,
    token_type: String,
}

/// Where a browser goes to say yes.
pub fn authorize_url(
    settings: &Settings,
    redirect_uri: &str,
    state: &str,
    verifier: &str,
) -> Result<String, Failure> {
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()));
    with_query(
        &settings.authorize_url,
        &[
            ("response_type", "code"),
            ("client_id", &settings.client_id),
            ("scope", "identify"),
            ("redirect_uri", redirect_uri),
            ("state", state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ],
    )
}

/// Who said yes.
pub async fn user(
    settings: &Settings,
    redirect_uri: &str,
    code: &str,
    verifier: &str,
) -> Result<User, Failure> {
    let form = with_query(
        "https://form.invalid/",
        &[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", redirect_uri),
            ("client_id", &settings.client_id),
            ("client_secret", &settings.client_secret),
            ("code_verifier", verifier),
        ],
    )?;
    let form = form.split_once('?').map(|(_, form)| form.to_owned()).unwrap_or_default();
    let headers = Headers::new();
    headers.set("content-type", "application/x-www-form-urlencoded")?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post).with_headers(headers).with_body(Some(JsValue::from_str(&form)));
    let token: Token = ask(Request::new_with_init(&settings.token_url, &init)?).await?;
    if !token.token_type.eq_ignore_ascii_case("bearer") {
        return Err(Code::DiscordRefused.into());
    }
    let headers = Headers::new();
    headers.set("authorization", &format!("Bearer {}", token.access_token))?;
    let mut init = RequestInit::new();
    init.with_headers(headers);
    let user: User = ask(Request::new_with_init(&settings.user_url, &init)?).await?;
    let fits = (1..=32).contains(&user.id.len()) && user.id.bytes().all(|b| b.is_ascii_digit());
    let name: String = user.username.chars().filter(|c| !c.is_control()).take(64).collect();
    if fits { Ok(User { id: user.id, username: name }) } else { Err(Code::DiscordRefused.into()) }
}

async fn ask<T: DeserializeOwned>(request: Request) -> Result<T, Failure> {
    let mut response = Fetch::Request(request).send().await.map_err(|_| Code::DiscordRefused)?;
    if response.status_code() != 200 {
        return Err(Code::DiscordRefused.into());
    }
    let bytes = response.bytes().await.map_err(|_| Code::DiscordRefused)?;
    if bytes.len() > ANSWER_BYTES_MAX {
        return Err(Code::DiscordRefused.into());
    }
    serde_json::from_slice(&bytes).map_err(|_| Code::DiscordRefused.into())
}
