//! The headers that every answer carries.
//!
//! A worker in the browser runs under the policy of its own script's answer. The face tracker's
//! glue needs `unsafe-eval`; so it gets it under `/vision/`, and the page stays strict.

use worker::{Headers, Response};

use crate::{
    call::{Call, in_development},
    error::Failure,
    quota,
    session::proof,
};

/// Where the face tracker lives.
const VISION: &str = "/vision/";
/// One year.
const HSTS: &str = "max-age=31536000; includeSubDomains";
const PERMISSIONS: &str =
    "camera=(self), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()";
/// What pages of other origins may send with a bearer token.
const CORS_HEADERS: &str = "authorization, content-type, idempotency-key, if-match, if-none-match";
const CORS_METHODS: &str = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";
const CORS_EXPOSED: &str = "etag, x-request-id, idempotency-replayed, retry-after, location";

/// What the shared headers depend on.
pub struct Asked {
    /// Path of the request.
    pub path: String,
    /// Scheme, host and port.
    pub origin: String,
    /// `req_…`
    pub request_id: String,
    /// Whether the API answers, and not a file.
    pub api: bool,
}

/// The content security policy for a path.
pub fn policy(path: &str, origin: &str, api: bool) -> String {
    if api {
        return "default-src 'none'; frame-ancestors 'none'".to_owned();
    }
    let eval = if path.starts_with(VISION) { " 'unsafe-eval'" } else { "" };
    let socket = origin.replacen("http", "ws", 1);
    format!(
        "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'{eval}; worker-src 'self' blob:; \
         img-src 'self' blob: data:; media-src 'self' blob:; \
         connect-src 'self' blob: data: {socket}; \
         style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; \
         frame-ancestors 'none'; form-action 'self'"
    )
}

/// Puts the shared headers on an answer.
pub fn finish(
    response: Response,
    asked: &Asked,
    cookie: Option<&str>,
) -> Result<Response, Failure> {
    // A switch to WebSocket carries none, and its answer may not be touched.
    if response.status_code() == 101 {
        return Ok(response);
    }
    // The headers of an asset's answer cannot be changed in place.
    let headers = Headers::new();
    for (name, value) in response.headers() {
        headers.append(&name, &value)?;
    }
    headers.set("x-request-id", &asked.request_id)?;
    headers.set("x-content-type-options", "nosniff")?;
    headers.set("referrer-policy", "strict-origin-when-cross-origin")?;
    headers.set("permissions-policy", PERMISSIONS)?;
    headers.set("cross-origin-opener-policy", "same-origin")?;
    headers.set("x-frame-options", "DENY")?;
    if !headers.has("content-security-policy")? {
        let policy = policy(&asked.path, &asked.origin, asked.api);
        headers.set("content-security-policy", &policy)?;
    }
    if asked.origin.starts_with("https:") {
        headers.set("strict-transport-security", HSTS)?;
    }
    if asked.api {
        headers.set("access-control-allow-origin", "*")?;
        headers.set("access-control-expose-headers", CORS_EXPOSED)?;
        headers.set("cross-origin-resource-policy", "cross-origin")?;
        if !headers.has("cache-control")? {
            headers.set("cache-control", "no-store")?;
        }
    } else {
        headers.set("cross-origin-resource-policy", "same-origin")?;
    }
    if let Some(cookie) = cookie {
        headers.append("set-cookie", cookie)?;
    }
    Ok(response.with_headers(headers))
}

/// Requests of one subject within [`BURST_S`], as wrangler.toml says under `BURSTS`.
const BURST_MOST: u64 = 300;
/// Ceremonies and recoveries of one address within [`DOOR_S`], as under `DOOR_BURSTS`.
const DOOR_MOST: u64 = 30;
/// Seconds.
const BURST_S: u64 = 10;
/// Seconds.
const DOOR_S: u64 = 60;
/// Paths where somebody may guess.
const DOOR: &str = "/account/sign-";

/// Refuses bursts: too many requests of one address, session or key within seconds.
///
/// The platform counts, for each of its places by itself and not exactly; what has to be exact is
/// a quota in the database.
pub async fn admit(call: &Call) -> Result<(), Failure> {
    if !counts_bursts(call) {
        return Ok(());
    }
    let address = quota::address(call);
    if call.url.path().contains(DOOR) {
        let limiter = call.env.rate_limiter("DOOR_BURSTS")?;
        if !limiter.limit(address.clone()).await?.success {
            return Err(quota::too_often(DOOR_MOST, DOOR_S, DOOR_S));
        }
    }
    // The address always counts, because anybody can make tokens up; a token that is used from
    // many addresses counts for itself as well.
    let limiter = call.env.rate_limiter("BURSTS")?;
    for subject in [Some(address), proof::session_hash(call)].into_iter().flatten() {
        if !limiter.limit(subject).await?.success {
            return Err(quota::too_often(BURST_MOST, BURST_S, BURST_S));
        }
    }
    Ok(())
}

/// Local development has no bursts, unless a test asks for them: everybody there is one address.
fn counts_bursts(call: &Call) -> bool {
    let asked = call.env.var("RATE_LIMITS").map(|value| value.to_string()).unwrap_or_default();
    asked == "bursts" || !in_development(&call.env)
}

/// The answer to a browser that asks what it may send.
pub fn preflight() -> Result<Response, Failure> {
    let response = crate::answer::none();
    response.headers().set("access-control-allow-headers", CORS_HEADERS)?;
    response.headers().set("access-control-allow-methods", CORS_METHODS)?;
    response.headers().set("access-control-max-age", "86400")?;
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::policy;

    #[test]
    fn only_the_face_tracker_may_evaluate() {
        let page = policy("/", "https://digigami.me", false);
        assert!(!page.contains("'unsafe-eval'"));
        assert!(page.contains("script-src 'self' 'wasm-unsafe-eval';"));
        assert!(page.contains("wss://digigami.me"));
        assert!(policy("/vision/worker.js", "https://a", false).contains("'unsafe-eval'"));
        assert!(!policy("/visionary", "https://a", false).contains("'unsafe-eval'"));
        assert_eq!(policy("/x", "https://a", true), "default-src 'none'; frame-ancestors 'none'");
    }
}
