//! Links with Discord, and visits there that were begun.

use serde::Deserialize;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text, text_or_null},
};

/// A visit that was begun.
#[derive(Debug, Deserialize)]
pub struct Visit {
    /// `link` or `sign_in`.
    pub purpose: String,
    /// Whose account is to be linked.
    pub principal_id: Option<String>,
    /// PKCE.
    pub verifier: String,
}

/// Keeps a visit.
pub async fn begin(
    env: &Env,
    state: &str,
    visit: &Visit,
    browser_hash: &str,
    expires_at: u64,
) -> Result<(), Failure> {
    let sql = "INSERT INTO oauth_states \
               (state, purpose, principal_id, verifier, browser_hash, expires_at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let values = [
        text(state),
        text(&visit.purpose),
        text_or_null(visit.principal_id.as_deref()),
        text(&visit.verifier),
        text(browser_hash),
        number(expires_at),
    ];
    statement(&database(env)?, sql, &values)?.run().await?;
    Ok(())
}

/// Takes a visit out: it comes back once, to the browser that began it.
pub async fn take(
    env: &Env,
    state: &str,
    browser_hash: &str,
    now: u64,
) -> Result<Option<Visit>, Failure> {
    let sql = "DELETE FROM oauth_states WHERE state = ?1 AND browser_hash = ?2 AND expires_at > ?3 \
               RETURNING purpose, principal_id, verifier";
    let taken = statement(&database(env)?, sql, &[text(state), text(browser_hash), number(now)])?;
    Ok(taken.first::<Visit>(None).await?)
}

/// Links an account; says no when the Discord account is somebody else's here.
pub async fn link(
    env: &Env,
    principal: &str,
    discord_id: &str,
    name: &str,
    now: u64,
) -> Result<bool, Failure> {
    let sql = "INSERT INTO discord_links (principal_id, discord_id, name, linked_at) \
               SELECT ?1, ?2, ?3, ?4 WHERE NOT EXISTS (SELECT 1 FROM discord_links \
               WHERE discord_id = ?2 AND principal_id <> ?1) \
               ON CONFLICT (principal_id) DO UPDATE SET discord_id = excluded.discord_id, \
               name = excluded.name, linked_at = excluded.linked_at RETURNING principal_id";
    let values = [text(principal), text(discord_id), text(name), number(now)];
    let linked = statement(&database(env)?, sql, &values)?;
    Ok(linked.first::<String>(Some("principal_id")).await?.is_some())
}

/// Who is linked with a Discord account.
pub async fn linked(env: &Env, discord_id: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT principal_id FROM discord_links WHERE discord_id = ?1";
    let found = statement(&database(env)?, sql, &[text(discord_id)])?;
    Ok(found.first::<String>(Some("principal_id")).await?)
}

/// Takes a link away, unless nobody could sign in without it; says whether it is gone.
pub async fn unlink(env: &Env, principal: &str) -> Result<bool, Failure> {
    let sql = "DELETE FROM discord_links WHERE principal_id = ?1 \
               AND EXISTS (SELECT 1 FROM passkeys WHERE principal_id = ?1) RETURNING principal_id";
    let gone = statement(&database(env)?, sql, &[text(principal)])?;
    Ok(gone.first::<String>(Some("principal_id")).await?.is_some())
}

/// Whether an account is linked.
pub async fn is_linked(env: &Env, principal: &str) -> Result<bool, Failure> {
    let sql = "SELECT count(*) AS n FROM discord_links WHERE principal_id = ?1";
    let found = statement(&database(env)?, sql, &[text(principal)])?;
    Ok(found.first::<u32>(Some("n")).await?.unwrap_or(0) > 0)
}
