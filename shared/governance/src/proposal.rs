//! A proposal, and what the passing of time makes of it.

use money::{Amount, Rate};
use wire::governance::ProposalStatus;

use crate::{Draft, Tally, quorum_needed};

/// The rules of a vote, frozen when it begins: no later vote changes one that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The part of all stake that has to take part.
    pub quorum: Rate,
    /// The part of for and against that has to be for.
    pub approval: Rate,
    /// Milliseconds between the end of voting and the first moment of execution.
    pub time_lock_ms: u64,
    /// Milliseconds between the first and the last moment of execution.
    pub grace_ms: u64,
    /// A quorum is late when fewer milliseconds are left than these.
    pub late_window_ms: u64,
    /// After a late quorum at least these milliseconds are left.
    pub late_extension_ms: u64,
}

impl From<policy::Governance> for Rules {
    fn from(policies: policy::Governance) -> Self {
        Self {
            quorum: policies.quorum,
            approval: policies.approval,
            time_lock_ms: policies.time_lock_ms,
            grace_ms: policies.grace_ms,
            late_window_ms: policies.late_window_ms,
            late_extension_ms: policies.late_extension_ms,
        }
    }
}

/// A vote that has begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ballot {
    /// As they were when it began.
    pub rules: Rules,
    /// What all together had staked when it began.
    pub total: Amount,
    /// Milliseconds since 1970.
    pub opened_at_ms: u64,
    /// The last moment in which a vote counts.
    pub ends_at_ms: u64,
    /// When the quorum was reached.
    pub quorum_at_ms: Option<u64>,
    /// When the end was moved, which happens once at most.
    pub extended_at_ms: Option<u64>,
    /// What was cast.
    pub tally: Tally,
}

impl Ballot {
    /// The first moment in which a passed proposal can be executed.
    pub fn executable_at_ms(&self) -> u64 {
        self.ends_at_ms.saturating_add(self.rules.time_lock_ms)
    }

    /// The last moment in which a passed proposal can be executed.
    pub fn grace_ends_at_ms(&self) -> u64 {
        self.executable_at_ms().saturating_add(self.rules.grace_ms)
    }

    /// The least weight that is a quorum.
    pub fn quorum_needed(&self) -> Amount {
        quorum_needed(self.total, self.rules.quorum)
    }

    /// The new end of voting if the quorum is reached at this moment, and that is late.
    pub fn end_after_late_quorum(&self, now_ms: u64) -> Option<u64> {
        let left = self.ends_at_ms.saturating_sub(now_ms);
        let later = now_ms.saturating_add(self.rules.late_extension_ms);
        let late = left < self.rules.late_window_ms && later > self.ends_at_ms;
        (self.extended_at_ms.is_none() && late).then_some(later)
    }

    /// What the vote comes to.
    pub fn outcome(&self) -> ProposalStatus {
        if !self.tally.quorum_reached(self.total, self.rules.quorum) {
            ProposalStatus::Expired
        } else if self.tally.approved(self.rules.approval) {
            ProposalStatus::Passed
        } else {
            ProposalStatus::Rejected
        }
    }
}

/// A proposal as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Id of who wrote it.
    pub proposer: String,
    /// What it says.
    pub draft: Draft,
    /// Where it stands, as of the last change.
    pub status: ProposalStatus,
    /// Its vote; nothing for a draft.
    pub ballot: Option<Ballot>,
}

/// A change that needs nobody but time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closing {
    /// Where it stands now.
    pub status: ProposalStatus,
    /// Since when; the moment that decided it, not the one in which it was noticed.
    pub at_ms: u64,
}

impl Proposal {
    /// What time has made of the proposal by now, if anything.
    ///
    /// At exactly the end of voting it is still active, and at exactly the end of the grace
    /// period it can still be executed.
    pub fn closing(&self, now_ms: u64) -> Option<Closing> {
        let ballot = self.ballot.as_ref()?;
        let outcome = match self.status {
            ProposalStatus::Active if now_ms > ballot.ends_at_ms => ballot.outcome(),
            ProposalStatus::Passed => ProposalStatus::Passed,
            _ => return None,
        };
        if outcome == ProposalStatus::Passed && now_ms > ballot.grace_ends_at_ms() {
            return Some(Closing {
                status: ProposalStatus::Expired,
                at_ms: ballot.grace_ends_at_ms(),
            });
        }
        (outcome != self.status).then_some(Closing { status: outcome, at_ms: ballot.ends_at_ms })
    }

    /// The proposal as time has left it.
    #[must_use]
    pub fn by(mut self, now_ms: u64) -> Self {
        if let Some(closing) = self.closing(now_ms) {
            self.status = closing.status;
        }
        self
    }

    /// Whether nothing can happen to it any more.
    pub fn is_over(&self) -> bool {
        use ProposalStatus as Status;
        matches!(
            self.status,
            Status::Rejected | Status::Expired | Status::Executed | Status::Cancelled
        )
    }
}
