//! From what a request carries to who is asking.

use credential::{key, secret, token};
use serde_json::json;
use wire::scope::Scope;

use crate::{
    agent,
    call::{BODY_BYTES_MAX, Call},
    error::{Code, Failure, Refusal},
    identity, key as api_key, quota,
};

use super::{Caller, FRESH_MS, PrincipalKind, Proof, Session, store};

/// The cookie; the prefix makes browsers refuse it from anywhere but this origin over TLS.
pub const COOKIE: &str = "__Host-digigami";
/// What agents may do. Not what would let one outlive its owner's trust: keys, other agents,
/// webhooks, the account itself.
const AGENT_SCOPES: [Scope; 7] = [
    Scope::AccountRead,
    Scope::LedgerRead,
    Scope::LedgerWrite,
    Scope::Stake,
    Scope::Jobs,
    Scope::Propose,
    Scope::Vote,
];
/// How exactly "last seen" and "last used" are kept: a write for every request would be many.
pub const SEEN_EVERY_MS: u64 = 5 * 60 * 1000;

/// Checks an agent's token before anything else is done: it speaks of the body, which is read
/// early for it, and it is used up by whatever becomes of the request.
pub async fn prepare(call: &mut Call) -> Result<(), Failure> {
    if !bearer(call).is_some_and(|bearer| token::looks_like_one(&bearer)) {
        return Ok(());
    }
    if call.is_mutation() {
        call.read_early(BODY_BYTES_MAX).await?;
    }
    super::caller(call).await?;
    Ok(())
}

/// What stands in `Authorization`.
pub fn bearer(call: &Call) -> Option<String> {
    let value = call.header("authorization")?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim().to_owned())
}

/// A cookie's value.
pub fn cookie(call: &Call, wanted: &str) -> Option<String> {
    let cookies = call.header("cookie")?;
    cookies.split(';').find_map(|pair| {
        let (name, value) = pair.trim().split_once('=')?;
        (name == wanted).then(|| value.to_owned())
    })
}

/// The hash of the session's token that the request carries, whether it is known or not.
pub fn session_hash(call: &Call) -> Option<String> {
    let token = bearer(call).or_else(|| cookie(call, COOKIE))?;
    Some(identity::sha256(token.as_bytes()))
}

/// Finds out who is asking.
pub async fn find(call: &Call) -> Result<Option<Caller>, Failure> {
    match bearer(call) {
        Some(bearer) if key::looks_like_one(&bearer) => by_key(call, &bearer).await.map(Some),
        Some(bearer) if token::looks_like_one(&bearer) => by_agent(call, &bearer).await.map(Some),
        Some(bearer) => match by_session(call, &bearer, Proof::Bearer).await? {
            Some(caller) => Ok(Some(caller)),
            None => Err(Code::SessionUnknown.into()),
        },
        None => match cookie(call, COOKIE) {
            Some(token) => by_session(call, &token, Proof::Cookie).await,
            None => Ok(None),
        },
    }
}

async fn by_session(call: &Call, token: &str, proof: Proof) -> Result<Option<Caller>, Failure> {
    let hash = identity::sha256(token.as_bytes());
    let Some(row) = store::find(call, &hash).await? else { return Ok(None) };
    if row.last_seen_at + SEEN_EVERY_MS <= call.now {
        store::seen(&call.env, &hash, call.now).await?;
    }
    let kind = if row.kind == "user" { PrincipalKind::Member } else { PrincipalKind::Guest };
    let (recovering, roles) = (row.recovering == 1, row.roles());
    let session = Session {
        id: row.id,
        fresh_until: row.fresh_at.map_or(0, |at| at.saturating_add(FRESH_MS)),
        recovering,
    };
    Ok(Some(Caller {
        principal: row.principal_id,
        kind,
        proof,
        scopes: super::scopes_of_session(recovering, &roles),
        roles,
        session: Some(session),
    }))
}

async fn by_key(call: &Call, sent: &str) -> Result<Caller, Failure> {
    let parts = key::parse(sent).ok_or(Code::KeyUnknown)?;
    let kept = key::kept(&identity::pepper(&call.env), parts);
    let row = api_key::store::find(&call.env, parts.id).await?.ok_or(Code::KeyUnknown)?;
    if !secret::same(kept.as_bytes(), row.secret_hash.as_bytes()) {
        return Err(Code::KeyUnknown.into());
    }
    if row.expires_at <= call.now {
        return Err(Code::KeyExpired.into());
    }
    let limit = row.hourly_limit.into();
    quota::spend_of(call, &format!("key:{}", row.id), "key", limit).await?;
    if row.last_used_at.unwrap_or(0) + SEEN_EVERY_MS <= call.now {
        api_key::store::used(&call.env, &row.id, call.now).await?;
    }
    Ok(Caller {
        scopes: row.scopes().into_iter().filter(|scope| *scope != Scope::Admin).collect(),
        principal: row.principal_id,
        kind: PrincipalKind::Member,
        proof: Proof::Key,
        roles: Vec::new(),
        session: None,
    })
}

async fn by_agent(call: &Call, sent: &str) -> Result<Caller, Failure> {
    let method = call.request.method();
    let request = token::Request {
        origin: &call.origin(),
        method: method.as_ref(),
        path_and_query: &call.path_and_query(),
        body: call.early_body(),
        now_ms: call.now,
    };
    let verified = token::verify(sent, request).map_err(|fault| {
        Refusal::with(Code::AgentTokenRefused, json!({"reason": fault.to_string()}))
    })?;
    let row = agent::store::find_enabled(&call.env, &verified.did).await?;
    let row = row.ok_or(Code::AgentUnknown)?;
    quota::spend(&call.env, &row.principal_id, quota::Kind::AgentRequests, call.now).await?;
    if call.is_mutation() && !agent::store::use_token(&call.env, &verified).await? {
        return Err(Code::AgentTokenReplayed.into());
    }
    if row.last_used_at.unwrap_or(0) + SEEN_EVERY_MS <= call.now {
        agent::store::used(&call.env, &row.principal_id, call.now).await?;
    }
    Ok(Caller {
        principal: row.principal_id,
        kind: PrincipalKind::Agent,
        proof: Proof::Agent,
        scopes: AGENT_SCOPES.to_vec(),
        roles: Vec::new(),
        session: None,
    })
}
