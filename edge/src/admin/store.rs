//! Grants and the log in the database.

use serde::Deserialize;
use worker::{D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

/// A grant in force.
#[derive(Debug, Deserialize)]
pub struct Grant {
    /// UUID.
    pub id: String,
    /// To whom.
    pub principal_id: String,
    /// Of the member.
    pub username: Option<String>,
    /// Which role.
    pub role: String,
    /// Why.
    pub reason: String,
    /// By whom.
    pub granted_by: String,
    /// Milliseconds since 1970.
    pub granted_at: u64,
    /// Milliseconds since 1970.
    pub expires_at: u64,
}

const GRANTS: &str = "SELECT g.id, g.principal_id, m.username, g.role, g.reason, g.granted_by, \
     g.granted_at, g.expires_at FROM role_grants g \
     LEFT JOIN members m ON m.principal_id = g.principal_id \
     WHERE g.revoked_at IS NULL AND g.expires_at > ?1";

/// All grants in force, newest first.
pub async fn grants(env: &Env, now: u64) -> Result<Vec<Grant>, Failure> {
    let sql = format!("{GRANTS} ORDER BY g.id DESC LIMIT 500");
    Ok(statement(&database(env)?, &sql, &[number(now)])?.all().await?.results()?)
}

/// One grant in force.
pub async fn grant(env: &Env, id: &str, now: u64) -> Result<Option<Grant>, Failure> {
    let sql = format!("{GRANTS} AND g.id = ?2");
    let found = statement(&database(env)?, &sql, &[number(now), text(id)])?;
    Ok(found.first::<Grant>(None).await?)
}

/// A new grant.
pub fn insert(env: &Env, grant: &Grant) -> Result<D1PreparedStatement, Failure> {
    statement(
        &database(env)?,
        "INSERT INTO role_grants (id, principal_id, role, reason, granted_by, granted_at, \
         expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        &[
            text(&grant.id),
            text(&grant.principal_id),
            text(&grant.role),
            text(&grant.reason),
            text(&grant.granted_by),
            number(grant.granted_at),
            number(grant.expires_at),
        ],
    )
}

/// Takes a grant back.
pub fn revoke(env: &Env, id: &str, now: u64) -> Result<D1PreparedStatement, Failure> {
    let sql = "UPDATE role_grants SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
    statement(&database(env)?, sql, &[text(id), number(now)])
}

/// An entry of the log.
#[derive(Debug, Deserialize)]
pub struct Entry {
    /// UUID; sorts by time.
    pub id: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// Who.
    pub actor: String,
    /// What.
    pub action: String,
    /// `req_…`
    pub request_id: String,
    /// JSON.
    pub details: String,
}

/// The newest entries before `cursor`, at most `limit`.
pub async fn log(env: &Env, cursor: Option<&str>, limit: u32) -> Result<Vec<Entry>, Failure> {
    let sql = "SELECT id, at, actor, action, request_id, details FROM admin_log \
               WHERE id < ?1 ORDER BY id DESC LIMIT ?2";
    let values = [text(cursor.unwrap_or("~")), number(limit.into())];
    Ok(statement(&database(env)?, sql, &values)?.all().await?.results()?)
}
