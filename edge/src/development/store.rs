//! The clock of local development in the database, so that every request and object agrees.

use worker::Env;

use crate::{
    call::Call,
    error::Failure,
    identity, session,
    store::{database, digits, number, statement, text},
};

/// How far the clock is ahead, in milliseconds.
pub async fn clock_ahead(env: &Env) -> Result<u64, Failure> {
    let sql = "SELECT value FROM development WHERE name = 'clock_ahead_ms'";
    Ok(database(env)?.prepare(sql).first::<u64>(Some("value")).await?.unwrap_or(0))
}

/// Sets the clock forward; it never goes back. Gives how far it is ahead.
pub async fn set_clock_ahead(env: &Env, ahead_ms: u64) -> Result<u64, Failure> {
    let sql = "INSERT INTO development (name, value) VALUES ('clock_ahead_ms', CAST(?1 AS INTEGER)) \
               ON CONFLICT (name) DO UPDATE SET value = max(value, excluded.value) RETURNING value";
    let set = statement(&database(env)?, sql, &[digits(ahead_ms)])?;
    Ok(set.first::<u64>(Some("value")).await?.unwrap_or(0))
}

/// A member without a passkey, with a session. Gives the member's id.
pub async fn open_member(call: &Call, username: &str, token: &str) -> Result<String, Failure> {
    let id = call.fresh_id();
    let database = database(&call.env)?;
    let member = statement(
        &database,
        "INSERT INTO principals (id, kind, created_at) VALUES (?1, 'user', ?2)",
        &[text(&id), number(call.now)],
    )?;
    let hash = identity::sha256(token.as_bytes());
    let session = statement(
        &database,
        "INSERT INTO sessions (token_hash, principal_id, created_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4)",
        &[text(&hash), text(&id), number(call.now), number(call.now + session::SESSION_MS)],
    )?;
    worker::console_debug!("a member for tests: {username}");
    database.batch(vec![member, session]).await?;
    Ok(id)
}
