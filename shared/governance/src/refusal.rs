//! Why a command is not followed.

use money::{Amount, Asset};
use thiserror::Error;

/// Why a command is not followed.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// A draft of somebody else does not exist for others.
    #[error("There is no such proposal")]
    NotFound,
    /// A field is empty, too long, or holds what it must not.
    #[error("{0} has a value that is not taken")]
    Field(&'static str),
    /// An action cannot be carried out.
    #[error("action {index} is not possible: {reason}")]
    Action {
        /// Which one, from 0.
        index: usize,
        /// A stable word: `misplaced`, `repeated`, `agent_unknown`, `version_not_newer`,
        /// `id_invalid`, `version_invalid`, `amount_invalid`, `asset_unknown`, `memo_too_long`,
        /// `text_invalid`.
        reason: &'static str,
    },
    /// A policy does not take the value.
    #[error("action {index}: {refusal}")]
    Policy {
        /// Which action, from 0.
        index: usize,
        /// Why.
        refusal: policy::Refusal,
    },
    /// A payment goes to nobody.
    #[error("action {0} pays to nobody that there is")]
    Recipient(usize),
    /// Too little is staked.
    #[error("{needed:?} have to be staked")]
    StakeTooSmall {
        /// What is staked.
        staked: Amount,
        /// What is needed.
        needed: Amount,
    },
    /// The caller keeps as many drafts as they may.
    #[error("at most {0} drafts")]
    DraftsFull(u64),
    /// The caller has as many active proposals as they may.
    #[error("at most {0} active proposals")]
    LiveFull(u64),
    /// Only the proposer may do that.
    #[error("only the proposer may do that")]
    Foreign,
    /// Only a draft can be changed or activated.
    #[error("only a draft can be changed")]
    NotDraft,
    /// Only an active proposal can be voted on.
    #[error("voting is not open")]
    VotingClosed,
    /// The caller had nothing staked when the proposal was activated.
    #[error("nothing was staked when voting began")]
    NoWeight,
    /// The caller chose the same already.
    #[error("this vote was cast already")]
    SameVote,
    /// Only a passed proposal can be executed.
    #[error("the proposal has not passed")]
    NotPassed,
    /// The time lock has not ended.
    #[error("it can be executed at {until_ms}")]
    TimeLocked {
        /// Milliseconds since 1970.
        until_ms: u64,
    },
    /// It was executed before.
    #[error("it was executed already")]
    Executed,
    /// What is over cannot be taken back.
    #[error("the proposal is over")]
    Over,
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound => "proposal_not_found",
            Self::Field(_) => "field_invalid",
            Self::Action { .. } => "action_invalid",
            Self::Policy { refusal, .. } => refusal.code(),
            Self::Recipient(_) => "grant_recipient_unknown",
            Self::StakeTooSmall { .. } => "proposer_stake_needed",
            Self::DraftsFull(_) => "drafts_full",
            Self::LiveFull(_) => "proposals_full",
            Self::Foreign => "proposal_foreign",
            Self::NotDraft => "proposal_not_draft",
            Self::VotingClosed => "voting_closed",
            Self::NoWeight => "no_voting_weight",
            Self::SameVote => "vote_unchanged",
            Self::NotPassed => "proposal_not_passed",
            Self::TimeLocked { .. } => "proposal_time_locked",
            Self::Executed => "proposal_executed",
            Self::Over => "proposal_over",
        }
    }

    /// The field of the request that is meant.
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Field(field) => Some(field),
            Self::Action { .. } | Self::Policy { .. } | Self::Recipient(_) => Some("actions"),
            _ => None,
        }
    }

    /// What helps to mend the request, by name.
    pub fn details(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Action { index, reason } => {
                vec![("action", index.to_string()), ("reason", (*reason).to_owned())]
            }
            Self::Policy { index, refusal } => {
                vec![("action", index.to_string()), ("reason", refusal.to_string())]
            }
            Self::Recipient(index) => vec![("action", index.to_string())],
            Self::StakeTooSmall { staked, needed } => {
                let anm = |amount: &Amount| amount.format(Asset::Anm);
                vec![("staked", anm(staked)), ("needed", anm(needed))]
            }
            Self::DraftsFull(most) | Self::LiveFull(most) => vec![("most", most.to_string())],
            Self::TimeLocked { until_ms } => vec![("untilMs", until_ms.to_string())],
            _ => Vec::new(),
        }
    }
}
