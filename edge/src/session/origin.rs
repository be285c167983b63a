//! What a page of another origin may not do in somebody's name.

use worker::Method;

use crate::{
    call::Call,
    error::{Code, Failure},
};

use super::proof;

/// A header that no form can send; pages of ours may set it where they have no other.
const OWN_HEADER: &str = "x-digigami";

/// Refuses what a page of another origin sends with our cookie, or to have a cookie made.
///
/// A bearer token is never sent by a browser on its own, so it needs no guard.
pub fn guard_origin(call: &Call) -> Result<(), Failure> {
    let upgrade = call.header("upgrade").is_some();
    let harmless = matches!(call.request.method(), Method::Get | Method::Head) && !upgrade;
    if harmless || proof::bearer(call).is_some() || same_origin(call) {
        return Ok(());
    }
    Err(Code::OriginRefused.into())
}

/// Whether the request comes from our own page, or from no page at all.
pub fn same_origin(call: &Call) -> bool {
    let site = call.header("sec-fetch-site");
    match call.header("origin") {
        Some(origin) => origin == call.origin(),
        None => matches!(site.as_deref(), None | Some("same-origin" | "none")),
    }
}

/// For what a member does with a cookie: the browser has to say that the page is ours, and the
/// request has to be one that no form could have sent.
pub fn guard_form(call: &Call) -> Result<(), Failure> {
    if !call.is_mutation() {
        return Ok(());
    }
    let ours = match call.header("origin") {
        Some(origin) => origin == call.origin(),
        None => call.header("sec-fetch-site").as_deref() == Some("same-origin"),
    };
    let kind = call.header("content-type").unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
    let no_form = call.request.method() != Method::Post
        || kind == "application/json"
        || call.header("idempotency-key").is_some()
        || call.header(OWN_HEADER).is_some();
    if ours && no_form { Ok(()) } else { Err(Code::OriginRefused.into()) }
}
