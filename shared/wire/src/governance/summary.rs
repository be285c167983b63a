//! Governance as a whole.

use serde::{Deserialize, Serialize};

/// The rules of voting that hold now. A proposal keeps those of its activation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VotingRules {
    /// How long a vote is open.
    pub voting_period_ms: u64,
    /// The part of all stake that has to take part.
    pub quorum_rate: String,
    /// The part of for and against that has to be for.
    pub approval_rate: String,
    /// The stake that is needed to propose.
    pub proposer_stake: String,
    /// How long a passed proposal waits.
    pub time_lock_ms: u64,
    /// How long it can be executed after that.
    pub grace_ms: u64,
    /// How near the end a quorum counts as late.
    pub late_window_ms: u64,
    /// How much longer the vote is open then.
    pub late_extension_ms: u64,
    /// Active proposals of one proposer.
    pub live_proposals: u64,
    /// Drafts of one proposer.
    pub drafts: u64,
}

/// How many proposals stand where.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ProposalCounts {
    /// Can be voted on.
    pub active: u64,
    /// Wait to be executed.
    pub passed: u64,
    /// Had too few in favour.
    pub rejected: u64,
    /// Had too few taking part, or were not executed in time.
    pub expired: u64,
    /// Done.
    pub executed: u64,
    /// Taken back.
    pub cancelled: u64,
}

/// How the caller stands to governance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GovernanceStanding {
    /// What the caller has staked now.
    pub staked: String,
    /// Whether that is enough to propose.
    pub can_propose: bool,
    /// Drafts of the caller.
    pub drafts: u64,
    /// Active proposals of the caller.
    pub live_proposals: u64,
    /// Active proposals on which the caller could vote and has not.
    pub open_votes: u64,
}

/// Answer of `GET /api/v1/governance/summary`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct GovernanceSummary {
    /// The rules of voting that hold now.
    pub rules: VotingRules,
    /// What all together have staked now.
    pub total_staked: String,
    /// How many proposals stand where.
    pub counts: ProposalCounts,
    /// The caller's standing; null for nobody and for guests.
    pub me: Option<GovernanceStanding>,
}
