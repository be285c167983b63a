//! Webhooks and deliveries in the database.

use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env, wasm_bindgen::JsValue};

use crate::{
    error::{Code, Failure},
    store::{database, number, raised, statement, text},
};

/// How long a message of the queue is waited for before another is sent.
const QUEUED_MS: u64 = 5 * 60 * 1000;
/// Deliveries that are put on the queue at once.
pub const DUE_MAX: u32 = 50;
/// How long deliveries are shown.
const KEPT_MS: u64 = 30 * 24 * 3600 * 1000;
/// Deliveries given up in a row after which a webhook is turned off.
const FAILURES_MAX: u32 = 20;

/// A webhook.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID.
    pub id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// Where events are sent.
    pub url: String,
    /// JSON.
    pub events: String,
    /// What signs.
    pub secret: String,
    /// What signed before a rotation.
    pub previous_secret: Option<String>,
    /// Until when it still does.
    pub previous_until: Option<u64>,
    /// 0 or 1.
    pub enabled: u8,
    /// Given up in a row.
    pub failures: u32,
    /// Milliseconds since 1970.
    pub created_at: u64,
}

const COLUMNS: &str = "id, name, url, events, secret, previous_secret, previous_until, enabled, \
     failures, created_at";

/// A member's webhooks, newest first.
pub async fn list(env: &Env, principal: &str) -> Result<Vec<Row>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM webhooks WHERE principal_id = ?1 ORDER BY id DESC");
    Ok(statement(&database(env)?, &sql, &[text(principal)])?.all().await?.results()?)
}

/// One webhook of a member's own.
pub async fn find(env: &Env, principal: &str, id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM webhooks WHERE principal_id = ?1 AND id = ?2");
    let found = statement(&database(env)?, &sql, &[text(principal), text(id)])?;
    Ok(found.first::<Row>(None).await?)
}

/// Keeps a new webhook.
pub async fn insert(env: &Env, principal: &str, row: &Row) -> Result<(), Failure> {
    let sql = "INSERT INTO webhooks (id, principal_id, name, url, events, secret, created_at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let values = [
        text(&row.id),
        text(principal),
        text(&row.name),
        text(&row.url),
        text(&row.events),
        text(&row.secret),
        number(row.created_at),
    ];
    let kept = statement(&database(env)?, sql, &values)?.run().await;
    kept.map(|_| ()).map_err(|error| {
        if raised(&error, "webhooks_full") { Code::WebhooksFull.into() } else { error.into() }
    })
}

/// Writes a webhook that was changed; one that is turned on begins to count anew.
pub async fn update(env: &Env, row: &Row) -> Result<(), Failure> {
    let sql = "UPDATE webhooks SET name = ?2, url = ?3, events = ?4, enabled = ?5, \
               failures = iif(?5 = 1 AND enabled = 0, 0, failures) WHERE id = ?1";
    let values = [
        text(&row.id),
        text(&row.name),
        text(&row.url),
        text(&row.events),
        number(row.enabled.into()),
    ];
    statement(&database(env)?, sql, &values)?.run().await?;
    Ok(())
}

/// A new secret; the one before signs as well for a while.
pub async fn rotate(env: &Env, id: &str, secret: &str, until: u64) -> Result<(), Failure> {
    let sql = "UPDATE webhooks SET previous_secret = secret, previous_until = ?3, secret = ?2 \
               WHERE id = ?1";
    statement(&database(env)?, sql, &[text(id), text(secret), number(until)])?.run().await?;
    Ok(())
}

/// Removes a webhook with its deliveries; says whether there was one.
pub async fn remove(env: &Env, principal: &str, id: &str) -> Result<bool, Failure> {
    let sql = "DELETE FROM webhooks WHERE principal_id = ?1 AND id = ?2 RETURNING id";
    let removed = statement(&database(env)?, sql, &[text(principal), text(id)])?;
    Ok(removed.first::<String>(Some("id")).await?.is_some())
}

/// A delivery.
#[derive(Clone, Debug, Deserialize)]
pub struct Delivery {
    /// Rises.
    pub id: u64,
    /// To whom.
    pub webhook_id: String,
    /// The outbox's; a test has none.
    pub event_id: Option<u64>,
    /// Name of the event.
    pub topic: String,
    /// JSON.
    pub body: String,
    /// `pending`, `delivered` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: u32,
    /// Of the last answer.
    pub response_status: Option<u16>,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub last_attempt_at: Option<u64>,
    /// Milliseconds since 1970.
    pub next_attempt_at: Option<u64>,
}

const DELIVERY: &str = "id, webhook_id, event_id, topic, body, state, attempts, response_status, \
     created_at, last_attempt_at, next_attempt_at";

/// The deliveries of a webhook before `cursor`, newest first.
pub async fn deliveries(
    env: &Env,
    webhook: &str,
    cursor: u64,
    limit: u32,
) -> Result<Vec<Delivery>, Failure> {
    let sql = format!(
        "SELECT {DELIVERY} FROM webhook_deliveries WHERE webhook_id = ?1 AND id < ?2 \
         ORDER BY id DESC LIMIT ?3"
    );
    let values = [text(webhook), number(cursor), number(limit.into())];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// A delivery that belongs to no event, to try a webhook out.
pub async fn insert_test(env: &Env, webhook: &str, now: u64) -> Result<Delivery, Failure> {
    let sql = format!(
        "INSERT INTO webhook_deliveries (webhook_id, topic, body, created_at, next_attempt_at) \
         VALUES (?1, 'test', json_object('webhookId', ?1), ?2, ?2) RETURNING {DELIVERY}"
    );
    let made = statement(&database(env)?, &sql, &[text(webhook), number(now)])?;
    let made = made.first::<Delivery>(None).await?;
    made.ok_or(Failure::Fault("a delivery was not written".to_owned()))
}

/// Takes the ids of deliveries whose time has come, and marks them as being on the queue; at most
/// [`DUE_MAX`].
pub fn take_due(database: &D1Database, now: u64) -> Result<D1PreparedStatement, Failure> {
    let sql = "UPDATE webhook_deliveries SET queued_until = ?2 WHERE id IN (\
               SELECT id FROM webhook_deliveries WHERE state = 'pending' \
               AND next_attempt_at <= ?1 AND queued_until <= ?1 \
               ORDER BY next_attempt_at LIMIT ?3) RETURNING id";
    let values = [number(now), number(now + QUEUED_MS), number(DUE_MAX.into())];
    statement(database, sql, &values)
}

/// Takes a delivery for one attempt, with its webhook. None when it needs none, or somebody else
/// is at it.
pub async fn attempt(env: &Env, id: u64, now: u64) -> Result<Option<(Delivery, Row)>, Failure> {
    let database = database(env)?;
    let sql = format!(
        "UPDATE webhook_deliveries SET attempts = attempts + 1, last_attempt_at = ?2, \
         next_attempt_at = ?3 WHERE id = ?1 AND state = 'pending' AND next_attempt_at <= ?2 \
         RETURNING {DELIVERY}"
    );
    let values = [number(id), number(now), number(now + QUEUED_MS)];
    let taken = statement(&database, &sql, &values)?.first::<Delivery>(None).await?;
    let Some(delivery) = taken else { return Ok(None) };
    let sql = format!("SELECT {COLUMNS} FROM webhooks WHERE id = ?1");
    let row = statement(&database, &sql, &[text(&delivery.webhook_id)])?;
    Ok(row.first::<Row>(None).await?.map(|row| (delivery, row)))
}

/// Writes down how an attempt went: there, to be tried again, or given up.
pub async fn conclude(
    env: &Env,
    delivery: &Delivery,
    status: Option<u16>,
    next: Option<u64>,
) -> Result<(), Failure> {
    let database = database(env)?;
    let arrived = status.is_some_and(|status| (200..300).contains(&status));
    let state = if arrived {
        "delivered"
    } else if next.is_some() {
        "pending"
    } else {
        "failed"
    };
    let or_null = |value: Option<u64>| value.map_or(JsValue::NULL, number);
    let sql = "UPDATE webhook_deliveries SET state = ?2, response_status = ?3, \
               next_attempt_at = ?4, queued_until = 0 WHERE id = ?1";
    let values = [
        number(delivery.id),
        text(state),
        or_null(status.map(u64::from)),
        or_null(next.filter(|_| !arrived)),
    ];
    let mut batch = vec![statement(&database, sql, &values)?];
    let id = || text(&delivery.webhook_id);
    if arrived {
        let sql = "UPDATE webhooks SET failures = 0 WHERE id = ?1 AND failures > 0";
        batch.push(statement(&database, sql, &[id()])?);
    } else if next.is_none() {
        let sql = "UPDATE webhooks SET failures = failures + 1, \
                   enabled = iif(failures + 1 >= ?2, 0, enabled) WHERE id = ?1";
        batch.push(statement(&database, sql, &[id(), number(FAILURES_MAX.into())])?);
    }
    database.batch(batch).await?;
    Ok(())
}

/// Forgets old deliveries.
pub async fn forget(env: &Env, now: u64) -> Result<(), Failure> {
    let sql = "DELETE FROM webhook_deliveries WHERE state <> 'pending' AND created_at < ?1";
    statement(&database(env)?, sql, &[number(now.saturating_sub(KEPT_MS))])?.run().await?;
    Ok(())
}
