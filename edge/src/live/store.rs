//! The outbox in the database.

use serde::Deserialize;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text},
    webhook,
};

/// Most events that are read at once.
pub const BATCH_MAX: u32 = 100;
/// How long events are kept for those who come back.
const KEPT_MS: u64 = 7 * 24 * 3600 * 1000;

/// An event as it is kept.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// Rises with every event.
    pub id: u64,
    /// Milliseconds since 1970.
    pub at: u64,
    /// What kind of thing happened.
    pub topic: String,
    /// A principal, or `*`.
    pub audience: String,
    /// JSON.
    pub body: String,
}

const COLUMNS: &str = "id, at, topic, audience, body";

/// What one visit to the database brings.
#[derive(Debug)]
pub struct Round {
    /// The oldest events that were not told yet.
    pub rows: Vec<Row>,
    /// Deliveries to webhooks whose time has come, marked as being on the queue.
    pub due: Vec<u64>,
}

/// Notes that all events up to `told` were told (at `told_at`), takes the deliveries that are due at
/// `now`, and reads what is to be told next.
pub async fn round(env: &Env, told: Option<u64>, told_at: u64, now: u64) -> Result<Round, Failure> {
    #[derive(Deserialize)]
    struct Due {
        id: u64,
    }
    let database = database(env)?;
    let undelivered = format!(
        "SELECT {COLUMNS} FROM outbox WHERE delivered_at IS NULL ORDER BY id LIMIT {BATCH_MAX}"
    );
    let mut batch = vec![database.prepare(undelivered), webhook::store::take_due(&database, now)?];
    if let Some(told) = told {
        let sql = "UPDATE outbox SET delivered_at = ?2 WHERE delivered_at IS NULL AND id <= ?1";
        batch.insert(0, statement(&database, sql, &[number(told), number(told_at)])?);
    }
    let results = database.batch(batch).await?;
    let [.., rows, due] = results.as_slice() else {
        return Err(Failure::Fault("a round has too few answers".to_owned()));
    };
    let due = due.results::<Due>()?.into_iter().map(|due| due.id).collect();
    Ok(Round { rows: rows.results()?, due })
}

/// The events after `cursor` that concern somebody, at most [`BATCH_MAX`].
pub async fn after(env: &Env, principal: &str, cursor: u64) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM outbox WHERE id > ?1 AND audience IN (?2, '*') \
         ORDER BY id LIMIT {BATCH_MAX}"
    );
    let found = statement(&database(env)?, &sql, &[number(cursor), text(principal)])?;
    Ok(found.all().await?.results()?)
}

/// The newest event.
pub async fn newest(env: &Env) -> Result<u64, Failure> {
    let sql = "SELECT coalesce(max(id), 0) AS id FROM outbox";
    Ok(database(env)?.prepare(sql).first::<u64>(Some("id")).await?.unwrap_or(0))
}

/// How long the oldest event has waited, in milliseconds; 0 when none waits.
pub async fn lag(env: &Env, now: u64) -> Result<u64, Failure> {
    let sql = "SELECT min(at) AS at FROM outbox WHERE delivered_at IS NULL";
    let oldest = database(env)?.prepare(sql).first::<Option<u64>>(Some("at")).await?.flatten();
    Ok(oldest.map_or(0, |at| now.saturating_sub(at)))
}

/// Forgets what was told long ago.
pub async fn forget(env: &Env, now: u64) -> Result<(), Failure> {
    let sql = "DELETE FROM outbox WHERE delivered_at IS NOT NULL AND at < ?1";
    statement(&database(env)?, sql, &[number(now.saturating_sub(KEPT_MS))])?.run().await?;
    Ok(())
}
