//! Policies as the API shows them: every fee, rate, weight and limit that a vote can change.

use serde::{Deserialize, Serialize};

/// One policy, and what holds now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Policy {
    /// Stable and dotted, for instance `fee.usage.rate`.
    pub key: String,
    /// `rate` (a factor, `0.005` is half a percent), `amount`, `integer`, `limit` (an integer or
    /// `unlimited`), `duration` (milliseconds), `resolution`, `words` (names with commas between)
    /// or `flag`.
    pub kind: String,
    /// What is counted: `ANM`, `ms`, `agents`; empty where nothing is.
    pub unit: String,
    /// What holds now.
    pub value: String,
    /// What held before any vote.
    pub default: String,
    /// The least value that is taken.
    pub least: Option<String>,
    /// The greatest value that is taken.
    pub most: Option<String>,
    /// The values that are taken, where they can be listed.
    pub options: Vec<String>,
    /// One sentence for people.
    pub sentence: String,
    /// Where the default comes from.
    pub source: String,
    /// How often it was changed; 0 as long as the default holds.
    pub version: u64,
    /// ISO 8601; null as long as the default holds.
    pub effective_at: Option<String>,
    /// The proposal that changed it last; null as long as the default holds.
    pub proposal_id: Option<String>,
}

/// Answer of `GET /api/v1/policies`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyList {
    /// All of them, grouped as people read them.
    pub items: Vec<Policy>,
    /// ISO 8601: the moment of which this speaks.
    pub at: String,
}

/// One change of a policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyChange {
    /// 1 for the first.
    pub version: u64,
    /// The new value.
    pub value: String,
    /// ISO 8601.
    pub effective_at: String,
    /// The proposal that was voted.
    pub proposal_id: String,
    /// Its title.
    pub proposal_title: String,
    /// Who executed it: a principal's id.
    pub executed_by: String,
}

/// Answer of `GET /api/v1/policies/:key`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct PolicyDetail {
    /// What holds now.
    pub policy: Policy,
    /// Every change, newest first.
    pub history: Vec<PolicyChange>,
}
