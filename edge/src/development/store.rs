//! The clock of local development in the database, so that every request and object agrees.

use std::sync::atomic::{AtomicU64, Ordering};

use credential::username::Username;
use wire::admin::Role;
use worker::{D1PreparedStatement, Env};

use crate::{
    account::{
        sign_up::refusal_of,
        store::members::{self, NewMember},
    },
    admin::{self, log, store::Grant},
    call::Call,
    error::Failure,
    identity,
    session::{self, SESSION_MS, store::NewSession},
    store::{database, digits, statement},
};

/// A time that no test comes to, and exact in JavaScript.
const FRESH_FOR_GOOD_MS: u64 = 1 << 52;

/// What [`clock_ahead`] found last. Requests and objects of one runtime share it; it is read anew when
/// the runtime starts.
static AHEAD_MS: AtomicU64 = AtomicU64::new(UNKNOWN);
/// Not read yet.
const UNKNOWN: u64 = u64::MAX;

/// How far the clock is ahead, in milliseconds.
pub async fn clock_ahead(env: &Env) -> Result<u64, Failure> {
    let known = AHEAD_MS.load(Ordering::Relaxed);
    if known != UNKNOWN {
        return Ok(known);
    }
    let sql = "SELECT value FROM development WHERE name = 'clock_ahead_ms'";
    let ahead_ms = database(env)?.prepare(sql).first::<u64>(Some("value")).await?.unwrap_or(0);
    AHEAD_MS.store(ahead_ms, Ordering::Relaxed);
    Ok(ahead_ms)
}

/// Sets the clock forward; it never goes back. Gives how far it is ahead.
pub async fn set_clock_ahead(env: &Env, ahead_ms: u64) -> Result<u64, Failure> {
    let sql = "INSERT INTO development (name, value) VALUES ('clock_ahead_ms', CAST(?1 AS INTEGER)) \
               ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value) RETURNING value";
    let set = statement(&database(env)?, sql, &[digits(ahead_ms)])?;
    let ahead_ms = set.first::<u64>(Some("value")).await?.unwrap_or(0);
    AHEAD_MS.store(ahead_ms, Ordering::Relaxed);
    Ok(ahead_ms)
}

/// A member without a passkey, with a session that counts as fresh for good: tests set the clock
/// forward by weeks. Gives the member's id.
pub async fn open_member(
    call: &Call,
    username: &Username,
    roles: &[Role],
    token: &str,
) -> Result<String, Failure> {
    let id = call.fresh_id();
    let member = NewMember {
        principal: &id,
        is_guest: false,
        username: &username.name,
        skeleton: &username.skeleton,
        display_name: &username.name,
        user_handle: &identity::nonce(),
    };
    let session = NewSession {
        token_hash: identity::sha256(token.as_bytes()),
        principal: id.clone(),
        device: "A test".to_owned(),
        opened_by: "development",
        expires_at: call.now + SESSION_MS,
        idle_ms: None,
        fresh_at: Some(FRESH_FOR_GOOD_MS),
        recovering: false,
    };
    let mut batch = members::insert(call, &member)?;
    batch.push(session::store::insert(call, &session)?);
    for role in roles {
        batch.extend(grant(call, &id, *role)?);
    }
    database(&call.env)?.batch(batch).await.map_err(|error| refusal_of(&error))?;
    Ok(id)
}

fn grant(call: &Call, id: &str, role: Role) -> Result<Vec<D1PreparedStatement>, Failure> {
    let grant = Grant {
        id: call.fresh_id(),
        principal_id: id.to_owned(),
        username: None,
        role: role.name().to_owned(),
        reason: "for a test".to_owned(),
        granted_by: log::DEVELOPMENT.to_owned(),
        granted_at: call.now,
        expires_at: call.now + SESSION_MS,
    };
    let details = serde_json::json!({"principalId": id, "role": role.name()});
    Ok(vec![
        admin::store::insert(&call.env, &grant)?,
        log::entry(call, log::DEVELOPMENT, "role.granted", &details)?,
    ])
}
