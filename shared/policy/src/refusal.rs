//! Why a value is not taken.

use thiserror::Error;

/// Why a value for a policy is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// No policy has this name.
    #[error("There is no policy named {0}")]
    Unknown(String),
    /// The text is not a value of the policy's kind.
    #[error("{key} takes {expected}")]
    Malformed {
        /// The policy.
        key: &'static str,
        /// What it takes, in words.
        expected: &'static str,
    },
    /// The value lies outside the policy's bounds, both of which are taken.
    #[error("{key} lies between {least} and {most}")]
    OutOfBounds {
        /// The policy.
        key: &'static str,
        /// The least value, as text.
        least: String,
        /// The greatest value, as text.
        most: String,
    },
    /// The value would contradict another policy.
    #[error("{key} would contradict {other}")]
    Contradiction {
        /// The policy.
        key: &'static str,
        /// The policy it has to agree with.
        other: &'static str,
    },
}

impl Refusal {
    /// The stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown(_) => "policy_unknown",
            Self::Malformed { .. } => "policy_value_malformed",
            Self::OutOfBounds { .. } => "policy_value_out_of_bounds",
            Self::Contradiction { .. } => "policy_contradiction",
        }
    }
}
