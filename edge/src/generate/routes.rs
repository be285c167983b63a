//! `/api/v1/generate` and `/api/v1/ws`

use wire::generate::{GenerateOptions, GenerateRequest};
use worker::{Method, Request, Response, Stub};

use crate::{
    call::{BODY_BYTES_MAX, Body, Call},
    error::{Code, Failure, Refusal},
    identity, quota, session,
    upload::{check, data_url},
};

use super::{available, is_session};

/// Headers between the Worker and a session; whatever a caller sends under these names is
/// replaced.
pub const SESSION: &str = "x-generation-session";
/// The principal, or nothing.
pub const OWNER: &str = "x-generation-owner";
/// Whose quota is spent.
pub const SUBJECT: &str = "x-generation-subject";
/// For the log.
pub const REQUEST_ID: &str = "x-request-id";

struct Sent {
    photo: Vec<u8>,
    photo_type: Option<String>,
    style: String,
    options: GenerateOptions,
}

/// `POST /api/v1/generate`
pub async fn generate(call: &mut Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    if !available(&call.env) {
        return Err(not_available().into());
    }
    let principal = session::principal(call).await?;
    let body = call.body(BODY_BYTES_MAX).await?;
    let sent = read(&body)?;
    drop(body);
    check::inspect(&sent.photo, sent.photo_type.as_deref())?;
    // The same key leads to the same session, which still has the first answer.
    let session_id = match call.idempotency_key()? {
        Some(key) => {
            let subject = principal.clone().unwrap_or_else(|| quota::address(call));
            let hash = identity::sha256_parts(&[subject.as_bytes(), key.as_bytes()]);
            format!("digi_{}", &hash[..32])
        }
        None => identity::generation_session(),
    };
    let mut init = worker::RequestInit::new();
    init.with_method(Method::Post);
    init.with_body(Some(worker::js_sys::Uint8Array::from(&sent.photo[..]).into()));
    let mut request = Request::new_with_init("https://session.invalid/draw", &init)?;
    let headers = request.headers_mut()?;
    headers.set("x-style", &sent.style)?;
    headers.set("x-options", &serde_json::to_string(&sent.options)?)?;
    pass_on(call, &session_id, principal, request).await
}

/// `GET /api/v1/generate/:session`
pub async fn get_generation(call: &Call, session_id: &str) -> Result<Response, Failure> {
    forward(call, session_id, Method::Get, "/state").await
}

/// `GET /api/v1/generate/:session/image`
pub async fn get_generated_image(call: &Call, session_id: &str) -> Result<Response, Failure> {
    forward(call, session_id, Method::Get, "/image").await
}

/// `DELETE /api/v1/generate/:session`
pub async fn cancel_generation(call: &Call, session_id: &str) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    forward(call, session_id, Method::Delete, "/state").await
}

/// `GET /api/v1/ws`, `/api/v1/ws/:session`, `/api/v1/ws?session=…`
pub async fn open_socket(call: &Call, named: Option<&str>) -> Result<Response, Failure> {
    let upgrade = call.header("upgrade").unwrap_or_default();
    if !upgrade.eq_ignore_ascii_case("websocket") {
        return Err(Code::UpgradeRequired.into());
    }
    session::guard_origin(call)?;
    let named = named.map(str::to_owned).or_else(|| call.query("session"));
    let session_id = match named {
        Some(named) if is_session(&named) => named,
        Some(_) => return Err(Code::GenerationSessionMalformed.into()),
        None => identity::generation_session(),
    };
    let principal = session::principal(call).await?;
    let mut request = Request::new("https://session.invalid/socket", Method::Get)?;
    request.headers_mut()?.set("upgrade", "websocket")?;
    pass_on(call, &session_id, principal, request).await
}

async fn forward(
    call: &Call,
    session_id: &str,
    method: Method,
    path: &str,
) -> Result<Response, Failure> {
    if !is_session(session_id) {
        return Err(Code::GenerationSessionMalformed.into());
    }
    let principal = session::principal(call).await?;
    let request = Request::new(&format!("https://session.invalid{path}"), method)?;
    pass_on(call, session_id, principal, request).await
}

async fn pass_on(
    call: &Call,
    session_id: &str,
    principal: Option<String>,
    mut request: Request,
) -> Result<Response, Failure> {
    let subject = principal.clone().unwrap_or_else(|| quota::address(call));
    let headers = request.headers_mut()?;
    headers.set(SESSION, session_id)?;
    headers.set(OWNER, principal.as_deref().unwrap_or(""))?;
    headers.set(SUBJECT, &subject)?;
    headers.set(REQUEST_ID, &call.id)?;
    Ok(stub(call, session_id)?.fetch_with_request(request).await?)
}

fn stub(call: &Call, session_id: &str) -> Result<Stub, Failure> {
    Ok(call.env.durable_object("GENERATIONS")?.get_by_name(session_id)?)
}

fn read(body: &Body) -> Result<Sent, Failure> {
    let Some(parts) = body.form()? else {
        let sent: GenerateRequest = body.json()?;
        let (photo_type, photo) = data_url::parse(&sent.image)?;
        let photo_type = Some(photo_type);
        return Ok(Sent { photo, photo_type, style: sent.style, options: sent.options });
    };
    let field = |name: &'static str| parts.iter().find(|part| part.name == name);
    let image = field("image").ok_or(Code::ImageMissing)?;
    let style = field("style").ok_or(Refusal::of(Code::FieldMissing, "style"))?;
    let options = match field("options") {
        None => GenerateOptions::default(),
        Some(part) => serde_json::from_slice(part.bytes)
            .map_err(|_| Refusal::of(Code::FieldInvalid, "options"))?,
    };
    Ok(Sent {
        photo: image.bytes.to_vec(),
        photo_type: image.media_type.clone(),
        style: String::from_utf8_lossy(style.bytes).trim().to_owned(),
        options,
    })
}

/// Where it can be drawn instead.
fn not_available() -> Refusal {
    let packs: Vec<String> =
        stylize::STYLES.iter().map(|style| format!("/styles/{}.safetensors", style.id)).collect();
    Refusal::with(Code::NotAvailableHere, serde_json::json!({"onDevice": {"packs": packs}}))
}
