//! Agents in the database.

use credential::token::Verified;
use serde::Deserialize;
use worker::{D1PreparedStatement, Env};

use crate::{
    call::Call,
    error::Failure,
    store::{database, demand, number, statement, text, text_or_null},
};

/// An agent.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Its own principal.
    pub principal_id: String,
    /// `did:key:z6Mk…`
    pub did: String,
    /// Who registered it.
    pub owner_id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// What kind of work it does.
    pub kind: String,
    /// 0 or 1.
    pub enabled: u8,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// To a few minutes.
    pub last_used_at: Option<u64>,
    /// Milliseconds since 1970; a removed agent keeps its row.
    pub removed_at: Option<u64>,
}

const COLUMNS: &str = "principal_id, did, owner_id, name, kind, enabled, created_at, \
     last_used_at, removed_at";

/// An agent by its did, removed or not.
pub async fn find_by_did(env: &Env, did: &str) -> Result<Option<Row>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM agents WHERE did = ?1");
    Ok(statement(&database(env)?, &sql, &[text(did)])?.first::<Row>(None).await?)
}

/// An agent whose tokens are taken.
pub async fn find_enabled(env: &Env, did: &str) -> Result<Option<Row>, Failure> {
    let found = find_by_did(env, did).await?;
    Ok(found.filter(|row| row.enabled == 1 && row.removed_at.is_none()))
}

/// An agent by its principal, unless it was removed.
pub async fn find(env: &Env, principal: &str) -> Result<Option<Row>, Failure> {
    let sql =
        format!("SELECT {COLUMNS} FROM agents WHERE principal_id = ?1 AND removed_at IS NULL");
    Ok(statement(&database(env)?, &sql, &[text(principal)])?.first::<Row>(None).await?)
}

/// A member's agents, newest first.
pub async fn list(env: &Env, owner: &str) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM agents WHERE owner_id = ?1 AND removed_at IS NULL \
         ORDER BY created_at DESC, principal_id DESC LIMIT 100"
    );
    Ok(statement(&database(env)?, &sql, &[text(owner)])?.all().await?.results()?)
}

/// A new agent with a principal of its own.
pub fn insert(call: &Call, row: &Row) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let sql = "INSERT INTO principals (id, kind, created_at) VALUES (?1, 'user', ?2)";
    let principal = statement(&database, sql, &[text(&row.principal_id), number(call.now)])?;
    let sql = "INSERT INTO agents (principal_id, did, owner_id, name, kind, created_at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = [
        text(&row.principal_id),
        text(&row.did),
        text(&row.owner_id),
        text(&row.name),
        text(&row.kind),
        number(row.created_at),
    ];
    Ok(vec![principal, statement(&database, sql, &values)?])
}

/// A removed agent comes back, with its principal and all that belongs to it.
pub fn revive(call: &Call, row: &Row) -> Result<Vec<D1PreparedStatement>, Failure> {
    let database = database(&call.env)?;
    let is_removed =
        "SELECT count(*) FROM agents WHERE principal_id = ?1 AND removed_at IS NOT NULL";
    let sql = "UPDATE agents SET owner_id = ?2, name = ?3, kind = ?4, enabled = 1, \
               removed_at = NULL WHERE principal_id = ?1";
    let values = [text(&row.principal_id), text(&row.owner_id), text(&row.name), text(&row.kind)];
    Ok(vec![
        demand(&database, is_removed, &[text(&row.principal_id)])?,
        statement(&database, sql, &values)?,
    ])
}

/// Changes an agent; says whether there is one.
pub async fn patch(
    env: &Env,
    at: (&str, &str),
    name: Option<&str>,
    enabled: Option<bool>,
) -> Result<bool, Failure> {
    let (owner, principal) = at;
    let sql = "UPDATE agents SET name = coalesce(?3, name), \
               enabled = coalesce(CAST(?4 AS INTEGER), enabled) \
               WHERE owner_id = ?1 AND principal_id = ?2 AND removed_at IS NULL \
               RETURNING principal_id";
    let enabled = enabled.map(|on| if on { "1" } else { "0" });
    let values = [text(owner), text(principal), text_or_null(name), text_or_null(enabled)];
    let changed = statement(&database(env)?, sql, &values)?;
    Ok(changed.first::<String>(Some("principal_id")).await?.is_some())
}

/// Removes an agent; says whether there was one. What it owns stays its own.
pub async fn remove(env: &Env, owner: &str, principal: &str, now: u64) -> Result<bool, Failure> {
    let sql = "UPDATE agents SET removed_at = ?3, enabled = 0 \
               WHERE owner_id = ?1 AND principal_id = ?2 AND removed_at IS NULL \
               RETURNING principal_id";
    let removed = statement(&database(env)?, sql, &[text(owner), text(principal), number(now)])?;
    Ok(removed.first::<String>(Some("principal_id")).await?.is_some())
}

/// Notes that a token was used; says no if it was used before.
pub async fn use_token(env: &Env, token: &Verified) -> Result<bool, Failure> {
    let sql = "INSERT INTO agent_token_uses (did, jti, expires_at) VALUES (?1, ?2, ?3) \
               ON CONFLICT (did, jti) DO NOTHING RETURNING jti";
    let values = [text(&token.did), text(&token.jti), number(token.expires_at_ms)];
    let noted = statement(&database(env)?, sql, &values)?;
    Ok(noted.first::<String>(Some("jti")).await?.is_some())
}

/// Notes that an agent was there.
pub async fn used(env: &Env, principal: &str, now: u64) -> Result<(), Failure> {
    let sql = "UPDATE agents SET last_used_at = ?2 WHERE principal_id = ?1";
    statement(&database(env)?, sql, &[text(principal), number(now)])?.run().await?;
    Ok(())
}
