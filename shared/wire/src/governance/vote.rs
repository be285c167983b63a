//! Votes, and where they stand.

use serde::{Deserialize, Serialize};

use super::Person;

/// For, against, or only present.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Choice {
    /// In favour.
    For,
    /// Not in favour.
    Against,
    /// Counts for the quorum only.
    Abstain,
}

/// Body of `POST /api/v1/governance/proposals/:id/vote`. Voting again replaces the vote.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CastVote {
    /// For, against, or only present.
    pub choice: Choice,
}

/// Where a vote stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Tally {
    /// Weight in favour.
    pub for_weight: String,
    /// Weight against.
    pub against_weight: String,
    /// Weight that abstained.
    pub abstain_weight: String,
    /// All three together.
    pub cast_weight: String,
    /// What was staked, by all together, when the proposal was activated.
    pub total_staked: String,
    /// The least weight that is a quorum.
    pub quorum_needed: String,
    /// The part of all stake that is a quorum.
    pub quorum_rate: String,
    /// Whether enough take part.
    pub quorum_reached: bool,
    /// For ÷ (for + against), to six places, rounded down; null while both are zero.
    pub approval: Option<String>,
    /// The part that is needed.
    pub approval_rate: String,
    /// Whether enough are for.
    pub approval_reached: bool,
    /// How many members voted.
    pub voters: u64,
}

/// One vote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Vote {
    /// Who voted.
    pub voter: Person,
    /// What they chose last.
    pub choice: Choice,
    /// What they had staked when the proposal was activated.
    pub weight: String,
    /// ISO 8601.
    pub at: String,
    /// Everything they chose before, oldest first.
    pub earlier: Vec<EarlierVote>,
}

/// A vote that was replaced.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct EarlierVote {
    /// What was chosen.
    pub choice: Choice,
    /// ISO 8601.
    pub at: String,
}

/// Answer of `GET /api/v1/governance/proposals/:id/votes`, the newest vote first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct VotePage {
    /// The votes of this page.
    pub items: Vec<Vote>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
    /// How many members voted.
    pub total: u64,
}
