//! How the edge says whether it is well.

use serde::{Deserialize, Serialize};

/// Answer of `GET /api/v1/health`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Health {
    /// `ok` when every part is, `degraded` when background work lags, else `down` (status 503).
    pub status: HealthStatus,
    /// Version of the edge.
    pub version: String,
    /// Moment of the probes, ISO 8601.
    pub checked_at: String,
    /// The parts, each really asked.
    pub checks: HealthChecks,
}

/// The parts that were asked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct HealthChecks {
    /// A row was read from a table of ours.
    pub database: HealthCheck,
    /// The object store was asked for an object.
    pub storage: HealthCheck,
    /// A message was sent, and the consumer's last receipt was read.
    pub queue: HealthCheck,
    /// How long the oldest event waits to be told.
    pub outbox: HealthCheck,
    /// The journal was summed up and compared with the balances.
    #[serde(rename = "balanceIntegrity")]
    pub balance_integrity: HealthCheck,
}

/// One part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct HealthCheck {
    /// How it is.
    pub status: HealthStatus,
    /// How long the answer took.
    pub latency_ms: u64,
    /// When background work last arrived (queue only), ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_delivered_at: Option<String>,
    /// How long the oldest event has waited (outbox only), in milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lag_ms: Option<u64>,
}

/// How a part, or the whole, is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum HealthStatus {
    /// Works.
    Ok,
    /// Works, but late.
    Degraded,
    /// Does not work.
    Down,
}
