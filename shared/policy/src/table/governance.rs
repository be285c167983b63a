//! Proposals and votes.
//!
//! The bounds leave room for a vote and never make one impossible: quorum and approval can be
//! reached, and the time lock ends.

use money::Asset;

use super::{DAY_MS, HOUR_MS, anm, percent};
use crate::{Amounts, Described, Durations, Integers, Key, Rates};

const PARAMETERS: &str = "ANIMA, Governance Parameters";

/// How long a vote is open.
pub const VOTING_PERIOD: Key<Durations> = Key::new(
    "governance.voting_period",
    Durations { least: HOUR_MS, most: 60 * DAY_MS },
    7 * DAY_MS,
    "How long a proposal can be voted on.",
    PARAMETERS,
);

/// The part of all staked ANM that has to take part.
pub const QUORUM: Key<Rates> = Key::new(
    "governance.quorum",
    Rates { least: percent(1), most: percent(50) },
    percent(10),
    "The part of all stake at activation that has to take part, abstentions included.",
    PARAMETERS,
);

/// The part of the votes for and against that has to be for.
pub const APPROVAL: Key<Rates> = Key::new(
    "governance.approval",
    Rates { least: percent(50), most: percent(95) },
    percent(66),
    "The part of the votes for and against that has to be for.",
    PARAMETERS,
);

/// The stake that a proposer needs.
pub const PROPOSER_STAKE: Key<Amounts> = Key::new(
    "governance.proposer_stake",
    Amounts { asset: Asset::Anm, least: 1, most: anm(100_000) },
    anm(100),
    "The stake that is needed to propose; exactly this much is enough.",
    PARAMETERS,
);

/// How long a passed proposal waits before it can be executed.
pub const TIME_LOCK: Key<Durations> = Key::new(
    "governance.time_lock",
    Durations { least: 0, most: 30 * DAY_MS },
    DAY_MS,
    "How long a passed proposal waits before it can be executed.",
    "a choice of ours, after Compound's timelock",
);

/// How long a passed proposal can be executed.
pub const GRACE: Key<Durations> = Key::new(
    "governance.grace",
    Durations { least: DAY_MS, most: 90 * DAY_MS },
    14 * DAY_MS,
    "How long after the time lock a passed proposal can still be executed.",
    "a choice of ours, after Compound's grace period",
);

/// How near the end a quorum counts as late.
pub const LATE_WINDOW: Key<Durations> = Key::new(
    "governance.late_quorum.window",
    Durations { least: 0, most: 7 * DAY_MS },
    DAY_MS,
    "How near the end of voting a quorum counts as reached late.",
    "a choice of ours, after the late-quorum rule of OpenZeppelin's Governor",
);

/// How much longer the vote is open after a late quorum.
pub const LATE_EXTENSION: Key<Durations> = Key::new(
    "governance.late_quorum.extension",
    Durations { least: 0, most: 7 * DAY_MS },
    DAY_MS,
    "How long the vote stays open, once, after a quorum that was reached late.",
    "a choice of ours, after the late-quorum rule of OpenZeppelin's Governor",
);

/// How many active proposals one proposer may have.
pub const LIVE_PROPOSALS: Key<Integers> = Key::new(
    "governance.live_proposals",
    Integers { unit: "proposals", least: 1, most: 20 },
    1,
    "How many proposals of one proposer may be voted on at once.",
    "a choice of ours, after Compound's Governor",
);

/// How many drafts one proposer may have.
pub const DRAFTS: Key<Integers> = Key::new(
    "governance.drafts",
    Integers { unit: "drafts", least: 1, most: 100 },
    10,
    "How many drafts one proposer may keep.",
    "a choice of ours",
);

/// In the order in which people read them.
pub(super) const LIST: &[&dyn Described] = &[
    &VOTING_PERIOD,
    &QUORUM,
    &APPROVAL,
    &PROPOSER_STAKE,
    &TIME_LOCK,
    &GRACE,
    &LATE_WINDOW,
    &LATE_EXTENSION,
    &LIVE_PROPOSALS,
    &DRAFTS,
];
