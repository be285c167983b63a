//! API keys in the database: HMACs of secrets, never secrets.

use serde::Deserialize;
use wire::scope::Scope;
use worker::Env;

use crate::{
    error::{Code, Failure},
    quota::WINDOW_MS,
    store::{database, number, raised, statement, text},
};

/// A key.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// The part that is no secret.
    pub id: String,
    /// Whose it is.
    pub principal_id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// HMAC of the secret, hexadecimal.
    pub secret_hash: String,
    scopes: String,
    /// Requests in an hour.
    pub hourly_limit: u32,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub expires_at: u64,
    /// To a few minutes.
    pub last_used_at: Option<u64>,
    /// Requests in the current hour.
    #[serde(default)]
    pub used: u32,
}

impl Row {
    /// A key that is about to be.
    pub fn new(id: String, principal: &str, name: String, secret_hash: String) -> Self {
        Self {
            id,
            principal_id: principal.to_owned(),
            name,
            secret_hash,
            scopes: "[]".to_owned(),
            hourly_limit: super::HOURLY_DEFAULT,
            created_at: 0,
            expires_at: 0,
            last_used_at: None,
            used: 0,
        }
    }

    /// Says what it may do, how often, and how long.
    pub fn allowing(mut self, scopes: &[Scope], hourly: u32, life: (u64, u64)) -> Self {
        let names: Vec<_> = scopes.iter().map(|scope| scope.name()).collect();
        self.scopes = serde_json::json!(names).to_string();
        self.hourly_limit = hourly;
        (self.created_at, self.expires_at) = life;
        self
    }

    /// What it may do.
    pub fn scopes(&self) -> Vec<Scope> {
        let names: Vec<String> = serde_json::from_str(&self.scopes).unwrap_or_default();
        names.iter().filter_map(|name| Scope::parse(name)).collect()
    }
}

const COLUMNS: &str = "k.id, k.principal_id, k.name, k.secret_hash, k.scopes, k.hourly_limit, \
     k.created_at, k.expires_at, k.last_used_at";

/// A key by its id.
pub async fn find(env: &Env, id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM api_keys k JOIN principals p ON p.id = k.principal_id \
         WHERE k.id = ?1 AND p.closed_at IS NULL"
    );
    Ok(statement(&database(env)?, &sql, &[text(id)])?.first::<Row>(None).await?)
}

/// A member's keys, newest first.
pub async fn list(env: &Env, principal: &str, now: u64) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS}, coalesce(q.used, 0) AS used FROM api_keys k \
         LEFT JOIN quotas q ON q.subject = 'key:' || k.id AND q.kind = 'key' AND q.window = ?2 \
         WHERE k.principal_id = ?1 ORDER BY k.created_at DESC, k.id"
    );
    let found = statement(&database(env)?, &sql, &[text(principal), number(now / WINDOW_MS)])?;
    Ok(found.all().await?.results()?)
}

/// Keeps a key.
pub async fn insert(env: &Env, row: &Row) -> Result<(), Failure> {
    let sql = "INSERT INTO api_keys (id, principal_id, name, secret_hash, scopes, hourly_limit, \
               created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let values = [
        text(&row.id),
        text(&row.principal_id),
        text(&row.name),
        text(&row.secret_hash),
        text(&row.scopes),
        number(row.hourly_limit.into()),
        number(row.created_at),
        number(row.expires_at),
    ];
    let kept = statement(&database(env)?, sql, &values)?.run().await;
    kept.map(|_| ()).map_err(|error| {
        if raised(&error, "keys_full") { Code::KeysFull.into() } else { error.into() }
    })
}

/// Notes that a key was used.
pub async fn used(env: &Env, id: &str, now: u64) -> Result<(), Failure> {
    let sql = "UPDATE api_keys SET last_used_at = ?2 WHERE id = ?1";
    statement(&database(env)?, sql, &[text(id), number(now)])?.run().await?;
    Ok(())
}

/// Revokes a key; says whether there was one.
pub async fn remove(env: &Env, principal: &str, id: &str) -> Result<bool, Failure> {
    let sql = "DELETE FROM api_keys WHERE principal_id = ?1 AND id = ?2 RETURNING id";
    let removed = statement(&database(env)?, sql, &[text(principal), text(id)])?;
    Ok(removed.first::<String>(Some("id")).await?.is_some())
}
