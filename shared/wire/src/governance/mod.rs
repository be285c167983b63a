//! Proposals and votes as the API shows them. Weights and stakes are ANM as decimal strings with
//! all eight decimals; rates and shares are decimal strings, `0.66` is 66 %.

mod action;
mod proposal;
mod summary;
mod vote;

use serde::{Deserialize, Serialize};

pub use action::{Action, ActionState};
pub use proposal::{
    Deed, Moment, MomentKind, NewProposal, Proposal, ProposalPage, ProposalPatch, ProposalStatus,
    ProposalSummary, ProposalType, Standing,
};
pub use summary::{GovernanceStanding, GovernanceSummary, ProposalCounts, VotingRules};
pub use vote::{CastVote, Choice, EarlierVote, Tally, Vote, VotePage};

/// Somebody, by id and name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "schema", schema(as = Signatory))]
pub struct Person {
    /// UUID.
    pub id: String,
    /// Null for agents, and for members who have left.
    pub username: Option<String>,
}
