//! Events on their way out: written in the batch that they tell of, delivered by the feed.

use serde_json::Value;
use worker::{D1Database, D1PreparedStatement};

use crate::{
    error::Failure,
    store::{number, statement, text},
};

/// Everybody.
pub const PUBLIC: &str = "*";

/// An event, to be put into the batch of what it tells. `audience` is a principal, or [`PUBLIC`].
pub fn event(
    database: &D1Database,
    now: u64,
    topic: &str,
    audience: &str,
    body: &Value,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO outbox (at, topic, audience, body) VALUES (?1, ?2, ?3, ?4)",
        &[number(now), text(topic), text(audience), text(&body.to_string())],
    )
}
