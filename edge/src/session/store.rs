//! Sessions in the database: hashes of tokens, never tokens.

use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

use super::SESSION_MS;

/// The principal of a live session.
pub async fn find(env: &Env, token_hash: &str, now: u64) -> Result<Option<String>, Failure> {
    let sql = "SELECT principal_id FROM sessions WHERE token_hash = ?1 AND expires_at > ?2";
    let found = statement(&database(env)?, sql, &[text(token_hash), number(now)])?;
    Ok(found.first::<String>(Some("principal_id")).await?)
}

/// `guest` or `user`.
pub async fn kind(env: &Env, principal: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT kind FROM principals WHERE id = ?1";
    let found = statement(&database(env)?, sql, &[text(principal)])?;
    Ok(found.first::<String>(Some("kind")).await?)
}

/// A new guest with a session.
pub async fn open(env: &Env, principal: &str, token_hash: &str, now: u64) -> Result<(), Failure> {
    let database = database(env)?;
    let guest = statement(
        &database,
        "INSERT INTO principals (id, kind, created_at) VALUES (?1, 'guest', ?2)",
        &[text(principal), number(now)],
    )?;
    let session = statement(
        &database,
        "INSERT INTO sessions (token_hash, principal_id, created_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4)",
        &[text(token_hash), text(principal), number(now), number(now + SESSION_MS)],
    )?;
    database.batch(vec![guest, session]).await?;
    Ok(())
}
