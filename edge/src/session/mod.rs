//! Who is asking: guests, each with a token that only they hold.

pub mod routes;
pub mod store;
pub mod table;

use wire::scope::Scope;
use worker::Method;

use crate::{
    call::Call,
    error::{Code, Failure},
    identity,
};

/// The cookie; the prefix makes browsers refuse it from anywhere but this origin over TLS.
const COOKIE: &str = "__Host-digigami";
/// How long a session lasts: as long as browsers keep a cookie.
pub const SESSION_MS: u64 = 400 * 24 * 3600 * 1000;

/// How somebody showed who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proof {
    Bearer,
    Cookie,
}

/// The principal behind a request, if there is one.
///
/// A bearer token that is unknown is refused; a cookie that is unknown counts as none, because a
/// browser sends it without being asked.
pub async fn principal(call: &Call) -> Result<Option<String>, Failure> {
    let Some((proof, token)) = token(call) else { return Ok(None) };
    let found = store::find(&call.env, &identity::sha256(token.as_bytes()), call.now).await?;
    match (proof, found) {
        (Proof::Bearer, None) => Err(Code::SessionUnknown.into()),
        (_, found) => Ok(found),
    }
}

/// The principal behind a mutation; a first-time visitor becomes a guest on the spot.
pub async fn principal_or_guest(call: &Call) -> Result<String, Failure> {
    guard_origin(call)?;
    match principal(call).await? {
        Some(principal) => Ok(principal),
        None => Ok(open(call).await?.principal_id),
    }
}

/// The principal behind a mutation of something that exists already.
pub async fn known_principal(call: &Call) -> Result<String, Failure> {
    guard_origin(call)?;
    principal(call).await?.ok_or(Code::SessionRequired.into())
}

/// What kind of principal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PrincipalKind {
    /// Somebody without an account.
    Guest,
    /// Somebody with one.
    Member,
    /// A program that a member has registered.
    Agent,
}

/// Who is asking, and what they may do.
#[derive(Clone, Debug)]
pub struct Caller {
    /// UUID.
    pub principal: String,
    /// Never [`PrincipalKind::Guest`] when it comes from [`member`].
    pub kind: PrincipalKind,
}

/// The member or agent behind a request, allowed to do this.
///
/// Refused with `session_required` (nobody), `membership_required` (a guest) or `scope_missing`
/// (a key or an agent that may not); a mutation with a cookie from another origin with
/// `origin_refused`.
pub async fn member(call: &Call, _scope: Scope) -> Result<Caller, Failure> {
    guard_origin(call)?;
    let principal = principal(call).await?.ok_or(Code::SessionRequired)?;
    match store::kind(&call.env, &principal).await?.as_deref() {
        Some("user") => Ok(Caller { principal, kind: PrincipalKind::Member }),
        _ => Err(Code::MembershipRequired.into()),
    }
}

/// A session that was just opened.
pub struct Opened {
    /// Shown once.
    pub token: String,
    /// The new guest.
    pub principal_id: String,
}

/// Makes a guest and a session, and has the cookie set.
pub async fn open(call: &Call) -> Result<Opened, Failure> {
    let opened = Opened { token: identity::token(), principal_id: call.fresh_id() };
    let hash = identity::sha256(opened.token.as_bytes());
    store::open(&call.env, &opened.principal_id, &hash, call.now).await?;
    if same_origin(call) {
        call.set_cookie(format!(
            "{COOKIE}={}; Path=/; Max-Age={}; Secure; HttpOnly; SameSite=Lax",
            opened.token,
            SESSION_MS / 1000
        ));
    }
    Ok(opened)
}

/// Refuses what a page of another origin sends with our cookie, or to have a cookie made.
///
/// A bearer token is never sent by a browser on its own, so it needs no guard.
pub fn guard_origin(call: &Call) -> Result<(), Failure> {
    let upgrade = call.header("upgrade").is_some();
    let harmless = matches!(call.request.method(), Method::Get | Method::Head) && !upgrade;
    let bearer = matches!(token(call), Some((Proof::Bearer, _)));
    if harmless || bearer || same_origin(call) {
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

fn token(call: &Call) -> Option<(Proof, String)> {
    let bearer = call.header("authorization").and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
    });
    if let Some(token) = bearer {
        return Some((Proof::Bearer, token));
    }
    let cookies = call.header("cookie")?;
    let token = cookies.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == COOKIE).then(|| value.to_owned())
    })?;
    Some((Proof::Cookie, token))
}
