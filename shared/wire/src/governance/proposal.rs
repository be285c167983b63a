//! Proposals: written, shown, listed.

use serde::{Deserialize, Serialize};

use super::{Action, ActionState, Choice, Person, Tally};

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalType {
    /// A new agent, or one less.
    NewAgent,
    /// A new version of an agent.
    AgentUpgrade,
    /// A style pack.
    StylePack,
    /// A feature of the product.
    Feature,
    /// Fees, rates, weights and limits.
    Parameter,
    /// A payment from the treasury.
    Treasury,
    /// The world around: grants and declarations.
    Ecosystem,
}

/// Where a proposal stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ProposalStatus {
    /// Seen and changed by its proposer only.
    Draft,
    /// Can be voted on.
    Active,
    /// Enough took part and enough were for; waits to be executed.
    Passed,
    /// Enough took part, and too few were for.
    Rejected,
    /// Too few took part, or it was passed and not executed in time.
    Expired,
    /// Done.
    Executed,
    /// Taken back.
    Cancelled,
}

/// Body of `POST /api/v1/governance/proposals`. It becomes a draft.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewProposal {
    /// 1 to 120 characters.
    pub title: String,
    /// What it is about; the actions have to fit it.
    #[serde(rename = "type")]
    pub kind: ProposalType,
    /// Markdown, up to 20,000 bytes, kept as it is.
    #[serde(default)]
    pub body: String,
    /// 1 to 10.
    pub actions: Vec<Action>,
}

/// Body of `PATCH /api/v1/governance/proposals/:id`: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProposalPatch {
    /// 1 to 120 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What it is about.
    #[serde(default, rename = "type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<ProposalType>,
    /// Markdown, up to 20,000 bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    /// 1 to 10; replaced as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actions: Option<Vec<Action>>,
}

/// A proposal in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProposalSummary {
    /// UUID.
    pub id: String,
    /// Counts from 1; people say "proposal 12".
    pub number: u64,
    /// 1 to 120 characters.
    pub title: String,
    /// What it is about.
    #[serde(rename = "type")]
    pub kind: ProposalType,
    /// Where it stands at this moment.
    pub status: ProposalStatus,
    /// Who wrote it.
    pub proposer: Person,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601: when voting ends or ended; null for a draft.
    pub voting_ends_at: Option<String>,
    /// Where the vote stands; null for what was never active.
    pub tally: Option<Tally>,
    /// The caller's own vote.
    pub my_choice: Option<Choice>,
}

/// A moment in the life of a proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MomentKind {
    /// Written.
    Created,
    /// Voting began.
    Activated,
    /// The quorum was reached so late that voting goes on longer.
    Extended,
    /// Voting ends.
    VotingEnds,
    /// Enough were for.
    Passed,
    /// Too few were for.
    Rejected,
    /// Too few took part, or nobody executed it in time.
    Expired,
    /// The time lock ends.
    Executable,
    /// From here on it can no longer be executed.
    GraceEnds,
    /// Done.
    Executed,
    /// Taken back.
    Cancelled,
}

/// A moment in the life of a proposal, past or to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Moment {
    /// What happened, or will.
    pub kind: MomentKind,
    /// ISO 8601.
    pub at: String,
    /// Whether it is past.
    pub past: bool,
    /// Who did it, where somebody did.
    pub by: Option<Person>,
}

/// What the caller may do with a proposal at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Deed {
    /// `PATCH` it.
    Edit,
    /// `POST …/activate`.
    Activate,
    /// `POST …/vote`.
    Vote,
    /// `POST …/execute`.
    Execute,
    /// `POST …/cancel`.
    Cancel,
}

/// How the caller stands to a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Standing {
    /// What the caller had staked when the proposal was activated; null for a draft.
    pub weight: Option<String>,
    /// The caller's vote.
    pub choice: Option<Choice>,
    /// ISO 8601: when it was cast.
    pub voted_at: Option<String>,
    /// Whether the caller wrote the proposal.
    pub proposer: bool,
    /// What may be done now.
    pub allowed: Vec<Deed>,
}

/// Answer of `GET /api/v1/governance/proposals/:id`, and of everything that changes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    /// UUID.
    pub id: String,
    /// Counts from 1.
    pub number: u64,
    /// 1 to 120 characters.
    pub title: String,
    /// What it is about.
    #[serde(rename = "type")]
    pub kind: ProposalType,
    /// Where it stands at this moment.
    pub status: ProposalStatus,
    /// Markdown as it was written: sanitise it before it is shown.
    pub body: String,
    /// Who wrote it.
    pub proposer: Person,
    /// What happens when it is executed.
    pub actions: Vec<ActionState>,
    /// Where the vote stands; null for what was never active.
    pub tally: Option<Tally>,
    /// Its life, in order.
    pub timeline: Vec<Moment>,
    /// The caller's standing; null for nobody.
    pub me: Option<Standing>,
    /// Grows with each change; the ETag is `"v{version}"`.
    pub version: u64,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601: when voting ends or ended; null for a draft.
    pub voting_ends_at: Option<String>,
    /// ISO 8601: from when on it can be executed; null for what was never active.
    pub executable_at: Option<String>,
    /// ISO 8601: the last moment in which it can be executed; null for what was never active.
    pub grace_ends_at: Option<String>,
}

/// One page of proposals, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ProposalPage {
    /// The proposals of this page.
    pub items: Vec<ProposalSummary>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}
