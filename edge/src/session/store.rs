//! Sessions in the database: hashes of tokens, never tokens.

use serde::Deserialize;
use wire::admin::Role;
use worker::{D1PreparedStatement, Env, wasm_bindgen::JsValue};

use crate::{
    call::Call,
    error::Failure,
    person,
    store::{database, number, statement, text},
};

/// A session with what is to be known of its principal.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// Its name in the list.
    pub id: String,
    /// Whom it stands for.
    pub principal_id: String,
    /// `guest` or `user`.
    pub kind: String,
    /// To a few minutes.
    pub last_seen_at: u64,
    /// When a passkey last proved who is there.
    pub fresh_at: Option<u64>,
    /// 0 or 1.
    pub recovering: u8,
    roles: Option<String>,
}

impl Row {
    /// Roles in force.
    pub fn roles(&self) -> Vec<Role> {
        self.roles.as_deref().unwrap_or("").split(',').filter_map(Role::parse).collect()
    }
}

/// A session that is about to be.
pub struct NewSession {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// Whom it stands for.
    pub principal: String,
    /// 1 to 50 characters.
    pub device: String,
    /// How it came about.
    pub opened_by: &'static str,
    /// Milliseconds since 1970.
    pub expires_at: u64,
    /// How long it lasts without being used; a guest's lasts anyway.
    pub idle_ms: Option<u64>,
    /// When a passkey proved who is there.
    pub fresh_at: Option<u64>,
    /// Whether a passkey is to be added first.
    pub recovering: bool,
}

/// A session in the list.
#[derive(Debug, Deserialize)]
pub struct Listed {
    /// Its name.
    pub id: String,
    /// Name of the device.
    pub device: String,
    /// How it came about.
    pub opened_by: String,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// To a few minutes.
    pub last_seen_at: u64,
    /// Milliseconds since 1970.
    pub expires_at: u64,
}

/// Most sessions of one member.
const SESSIONS_MAX: u64 = 100;

/// What is true of a session that is alive at `?2`.
const ALIVE: &str = "s.expires_at > ?2 AND (s.idle_ms IS NULL OR s.last_seen_at + s.idle_ms > ?2)";

/// A session that is alive. What the request wants to know besides is asked on the same way.
pub async fn find(call: &Call, token_hash: &str) -> Result<Option<Row>, Failure> {
    let sql = format!(
        "SELECT s.id, s.principal_id, p.kind, s.last_seen_at, s.fresh_at, s.recovering, \
         (SELECT group_concat(DISTINCT g.role) FROM role_grants g WHERE g.principal_id = p.id \
          AND g.revoked_at IS NULL AND g.expires_at > ?2) AS roles \
         FROM sessions s JOIN principals p ON p.id = s.principal_id \
         WHERE s.token_hash = ?1 AND {ALIVE} AND p.closed_at IS NULL"
    );
    let database = database(&call.env)?;
    let found = statement(&database, &sql, &[text(token_hash), number(call.now)])?;
    let Some(address) = call.expected_recipient() else {
        return Ok(found.first::<Row>(None).await?);
    };
    let recipient = person::store::look_up(address).prepare(&database)?;
    let results = database.batch(vec![found, recipient]).await?;
    let [session, recipient] = results.as_slice() else {
        return Err(Failure::Fault("a batch of two has other answers".to_owned()));
    };
    call.recipient_came(recipient.results()?.into_iter().next());
    Ok(session.results()?.into_iter().next())
}

/// Notes that a session was used.
pub async fn seen(env: &Env, token_hash: &str, now: u64) -> Result<(), Failure> {
    let sql = "UPDATE sessions SET last_seen_at = ?2 WHERE token_hash = ?1 AND last_seen_at < ?2";
    statement(&database(env)?, sql, &[text(token_hash), number(now)])?.run().await?;
    Ok(())
}

/// A new guest with a session.
pub async fn open_guest(call: &Call, session: &NewSession) -> Result<(), Failure> {
    let database = database(&call.env)?;
    let sql = "INSERT INTO principals (id, kind, created_at) VALUES (?1, 'guest', ?2)";
    let guest = statement(&database, sql, &[text(&session.principal), number(call.now)])?;
    database.batch(vec![guest, insert(call, session)?]).await?;
    Ok(())
}

/// The insertion of a session.
pub fn insert(call: &Call, new: &NewSession) -> Result<D1PreparedStatement, Failure> {
    let or_null = |value: Option<u64>| value.map_or(JsValue::NULL, number);
    statement(
        &database(&call.env)?,
        "INSERT INTO sessions (token_hash, principal_id, created_at, expires_at, id, device, \
         opened_by, last_seen_at, idle_ms, fresh_at, recovering) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?3, ?8, ?9, ?10)",
        &[
            text(&new.token_hash),
            text(&new.principal),
            number(call.now),
            number(new.expires_at),
            text(&call.fresh_id()),
            text(&new.device),
            text(new.opened_by),
            or_null(new.idle_ms),
            or_null(new.fresh_at),
            number(new.recovering.into()),
        ],
    )
}

/// Ends what was not used for longest, when there are more than [`SESSIONS_MAX`].
pub fn end_oldest(call: &Call, principal: &str) -> Result<D1PreparedStatement, Failure> {
    let sql = "DELETE FROM sessions WHERE principal_id = ?1 AND id NOT IN (\
               SELECT id FROM sessions WHERE principal_id = ?1 \
               ORDER BY last_seen_at DESC, id DESC LIMIT ?2)";
    let values = [text(principal), number(SESSIONS_MAX)];
    statement(&database(&call.env)?, sql, &values)
}

/// The sessions of somebody that are alive, last seen first.
pub async fn list(env: &Env, principal: &str, now: u64) -> Result<Vec<Listed>, Failure> {
    let sql = format!(
        "SELECT s.id, s.device, s.opened_by, s.created_at, s.last_seen_at, s.expires_at \
         FROM sessions s WHERE s.principal_id = ?1 AND {ALIVE} \
         ORDER BY s.last_seen_at DESC, s.id DESC LIMIT 100"
    );
    let found = statement(&database(env)?, &sql, &[text(principal), number(now)])?;
    Ok(found.all().await?.results()?)
}

/// Ends one session of somebody; says whether there was one.
pub async fn end(env: &Env, principal: &str, id: &str) -> Result<bool, Failure> {
    let sql = "DELETE FROM sessions WHERE principal_id = ?1 AND id = ?2 RETURNING id";
    let ended = statement(&database(env)?, sql, &[text(principal), text(id)])?;
    Ok(ended.first::<String>(Some("id")).await?.is_some())
}

/// Ends all sessions of somebody but one; says how many.
pub async fn end_others(env: &Env, principal: &str, kept: &str) -> Result<u32, Failure> {
    let sql = "DELETE FROM sessions WHERE principal_id = ?1 AND id <> ?2 RETURNING id";
    let ended = statement(&database(env)?, sql, &[text(principal), text(kept)])?;
    Ok(ended.all().await?.results::<serde_json::Value>()?.len() as u32)
}
