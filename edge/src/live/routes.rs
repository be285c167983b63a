//! `/api/v1/live`

use wire::scope::Scope;
use worker::{Method, Request, Response};

use crate::{
    call::Call,
    error::{Code, Failure, Refusal},
    session::{self, PrincipalKind},
};

/// The tag of those who hear what everybody may hear.
const NOBODY: &str = "nobody";

/// Headers between the Worker and the feed: whom the listener is, and what they heard last.
pub const LISTENER: &str = "x-listener";
/// See [`LISTENER`].
pub const AFTER: &str = "x-after";

/// `GET /api/v1/live`: a WebSocket. Without an account one hears what everybody may hear.
pub async fn listen(call: &Call) -> Result<Response, Failure> {
    let upgrade = call.header("upgrade").unwrap_or_default();
    if !upgrade.eq_ignore_ascii_case("websocket") {
        return Err(Code::UpgradeRequired.into());
    }
    session::guard_origin(call)?;
    // Guests own nothing that changes; a key or an agent has to be allowed to read the books.
    let listener = session::caller(call)
        .await?
        .filter(|caller| caller.kind != PrincipalKind::Guest)
        .filter(|caller| caller.scopes.contains(&Scope::LedgerRead))
        .map_or_else(|| NOBODY.to_owned(), |caller| caller.principal);
    let mut request = Request::new("https://feed.invalid/socket", Method::Get)?;
    let headers = request.headers_mut()?;
    headers.set("upgrade", "websocket")?;
    headers.set(LISTENER, &listener)?;
    if let Some(after) = call.query("after") {
        let after: u64 = after.parse().map_err(|_| Refusal::of(Code::QueryInvalid, "after"))?;
        headers.set(AFTER, &after.to_string())?;
    }
    let feed = call.env.durable_object("FEED")?.get_by_name(super::FEED)?;
    Ok(feed.fetch_with_request(request).await?)
}
