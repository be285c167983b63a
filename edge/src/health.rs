//! Asks each part, really, and says how long it took.

pub mod table;

use serde::Deserialize;
use wire::health::{Health, HealthCheck, HealthChecks, HealthStatus};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::Failure,
    ledger, live,
    object::{self, Message},
    store::{database, number, statement},
};

/// A probe goes through the queue at most this often.
const PROBE_EVERY_MS: u64 = 60_000;
/// A probe that has not arrived after this long means that background work lags.
const PROBE_LATE_MS: u64 = 10 * 60_000;
/// An event that was not told after this long means that the feed lags.
const OUTBOX_LATE_MS: u64 = 10 * 60_000;
/// An object that need not exist: asking for it is the probe.
const PROBED_KEY: &str = "health/probe";

#[derive(Clone, Copy, Deserialize)]
struct Receipt {
    sent_at: u64,
    delivered_at: Option<u64>,
}

/// `GET /api/v1/health`
pub async fn get_health(call: &Call) -> Result<Response, Failure> {
    let started = clock::now_ms();
    let receipt = read_receipt(call).await;
    let database = check("database", started, receipt.as_ref().err());
    let started = clock::now_ms();
    let storage = probe_storage(call).await;
    let storage = check("storage", started, storage.as_ref().err());
    let started = clock::now_ms();
    let queue = probe_queue(call, receipt.as_ref().ok().copied().flatten()).await;
    let mut queue_check = check("queue", started, queue.as_ref().err());
    if let (Ok(lags), HealthStatus::Ok) = (&queue, queue_check.status) {
        queue_check.status = if *lags { HealthStatus::Degraded } else { HealthStatus::Ok };
    }
    queue_check.last_delivered_at =
        receipt.ok().flatten().and_then(|r| r.delivered_at).map(clock::iso);
    let outbox = ask_outbox(call).await;
    let balance_integrity = ask_books(call).await;
    let parts = [&database, &storage, &queue_check, &outbox, &balance_integrity];
    let status = parts.map(|part| part.status).into_iter().max().unwrap_or(HealthStatus::Ok);
    let health = Health {
        status,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        checked_at: clock::iso(clock::now_ms()),
        checks: HealthChecks { database, storage, queue: queue_check, outbox, balance_integrity },
    };
    answer::json(if status == HealthStatus::Down { 503 } else { 200 }, &health)
}

fn check(part: &str, started: u64, failure: Option<&Failure>) -> HealthCheck {
    if let Some(failure) = failure {
        worker::console_error!("health: {part} is down: {failure:?}");
    }
    HealthCheck {
        status: if failure.is_some() { HealthStatus::Down } else { HealthStatus::Ok },
        latency_ms: clock::now_ms().saturating_sub(started),
        last_delivered_at: None,
        lag_ms: None,
    }
}

/// Events are told within a moment; the feed lags when one has waited for [`OUTBOX_LATE_MS`].
async fn ask_outbox(call: &Call) -> HealthCheck {
    let started = clock::now_ms();
    let lag = live::store::lag(&call.env, call.now).await;
    let mut part = check("outbox", started, lag.as_ref().err());
    part.lag_ms = lag.ok();
    if part.lag_ms.is_some_and(|lag| lag > OUTBOX_LATE_MS) {
        part.status = HealthStatus::Degraded;
    }
    part
}

/// The books balance, or they are down.
async fn ask_books(call: &Call) -> HealthCheck {
    let started = clock::now_ms();
    let found = ledger::integrity::findings(call).await;
    let mut part = check("balance integrity", started, found.as_ref().err());
    match found {
        Ok(Some(findings)) if !findings.clean() => {
            worker::console_error!("health: the books do not balance: {findings:?}");
            part.status = HealthStatus::Down;
        }
        // The round that audits them is late, or this deployment is young.
        Ok(None) => part.status = HealthStatus::Degraded,
        _ => (),
    }
    part
}

async fn read_receipt(call: &Call) -> Result<Option<Receipt>, Failure> {
    let sql = "SELECT sent_at, delivered_at FROM receipts WHERE name = 'queue'";
    Ok(database(&call.env)?.prepare(sql).first::<Receipt>(None).await?)
}

async fn probe_storage(call: &Call) -> Result<(), Failure> {
    object::bucket(&call.env)?.head(PROBED_KEY).await?;
    Ok(())
}

/// Sends a message if none was sent lately; true when the last one is overdue.
async fn probe_queue(call: &Call, last: Option<Receipt>) -> Result<bool, Failure> {
    let queue = call.env.queue("BACKGROUND")?;
    let overdue = last.is_some_and(|receipt| {
        let arrived = receipt.delivered_at.is_some_and(|at| at >= receipt.sent_at);
        !arrived && call.now.saturating_sub(receipt.sent_at) > PROBE_LATE_MS
    });
    if last.is_some_and(|receipt| call.now.saturating_sub(receipt.sent_at) < PROBE_EVERY_MS) {
        return Ok(overdue);
    }
    // The receipt first, so that the consumer finds it; without a database there is no receipt.
    let sql = "INSERT INTO receipts (name, sent_at) VALUES ('queue', ?1) \
               ON CONFLICT (name) DO UPDATE SET sent_at = ?1";
    let noted = match statement(&database(&call.env)?, sql, &[number(call.now)]) {
        Ok(statement) => statement.run().await.is_ok(),
        Err(_) => false,
    };
    if !noted {
        worker::console_warn!("health: the queue's receipt could not be noted");
    }
    queue.send(&Message::Probe { sent_at: call.now }).await?;
    Ok(overdue)
}
