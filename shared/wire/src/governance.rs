//! Proposals and votes as the API shows them. Weights and stakes are ANM as decimal strings with
//! all eight decimals; rates and shares are decimal strings, `0.66` is 66 %.

use serde::{Deserialize, Serialize};

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

/// One thing that happens when the proposal is executed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// An agent starts to work, in a first version if it is new.
    EnableAgent {
        /// Id: small letters, digits, hyphens.
        agent: String,
        /// For instance `1.0.0`.
        version: String,
    },
    /// An agent stops working.
    DisableAgent {
        /// Id.
        agent: String,
    },
    /// An agent works in another version.
    UpgradeAgent {
        /// Id of an agent that there is.
        agent: String,
        /// For instance `2.0.0`.
        version: String,
    },
    /// A style pack can be used.
    EnableStylePack {
        /// Id.
        pack: String,
    },
    /// A style pack can no longer be used.
    DisableStylePack {
        /// Id.
        pack: String,
    },
    /// A feature is switched.
    SwitchFeature {
        /// Id: small letters, digits, underscores.
        feature: String,
        /// On or off.
        on: bool,
    },
    /// A policy gets another value.
    SetPolicy {
        /// Its name, for instance `fee.usage.rate`.
        key: String,
        /// The new value, as `GET /policies` writes it.
        value: String,
    },
    /// The treasury pays.
    PayFromTreasury {
        /// `ANM`, `AVT`, `DIGI` or `USD`.
        asset: String,
        /// Id of a member or agent, or `@username`; answers have the id.
        to: String,
        /// Above zero.
        amount: String,
        /// Up to 200 characters on one line.
        #[serde(default)]
        memo: String,
    },
    /// Nothing but words: the vote itself is the point.
    Declare {
        /// Up to 2,000 characters on one line.
        text: String,
    },
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

/// What one action did, or would do now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ActionState {
    /// What was voted on.
    pub action: Action,
    /// For a policy, what holds now (or held, once executed).
    pub before: Option<String>,
    /// For a payment, the recipient.
    pub recipient: Option<Person>,
    /// For a payment that was made, the id of its posting.
    pub transaction_id: Option<String>,
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
