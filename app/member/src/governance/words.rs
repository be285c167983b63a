//! The words of governance: what types, states, choices and moments are called. Pure.

use wire::governance::{Choice, MomentKind, ProposalStatus, ProposalType};

/// All types, in the order in which they are offered.
pub(super) const TYPES: [ProposalType; 7] = [
    ProposalType::Parameter,
    ProposalType::Treasury,
    ProposalType::Feature,
    ProposalType::StylePack,
    ProposalType::NewAgent,
    ProposalType::AgentUpgrade,
    ProposalType::Ecosystem,
];

/// What a type is called.
pub(super) fn type_name(kind: ProposalType) -> &'static str {
    match kind {
        ProposalType::NewAgent => "Agent",
        ProposalType::AgentUpgrade => "Agent upgrade",
        ProposalType::StylePack => "Style pack",
        ProposalType::Feature => "Feature",
        ProposalType::Parameter => "Rules and fees",
        ProposalType::Treasury => "Treasury",
        ProposalType::Ecosystem => "Ecosystem",
    }
}

/// What a type is for.
pub(super) fn type_sentence(kind: ProposalType) -> &'static str {
    match kind {
        ProposalType::NewAgent => "An agent starts to work on productions, or stops.",
        ProposalType::AgentUpgrade => "An agent works in another version.",
        ProposalType::StylePack => "A style pack can be used, or no longer.",
        ProposalType::Feature => "A part of the product is switched on or off.",
        ProposalType::Parameter => "A fee, rate, weight or limit gets another value.",
        ProposalType::Treasury => "The treasury pays somebody.",
        ProposalType::Ecosystem => "A grant, or a declaration that all of us make.",
    }
}

/// What a state is called.
pub(super) fn status_name(status: ProposalStatus) -> &'static str {
    match status {
        ProposalStatus::Draft => "Draft",
        ProposalStatus::Active => "Open to votes",
        ProposalStatus::Passed => "Passed",
        ProposalStatus::Rejected => "Rejected",
        ProposalStatus::Expired => "Expired",
        ProposalStatus::Executed => "Executed",
        ProposalStatus::Cancelled => "Cancelled",
    }
}

/// The colour on the back of a proposal's sheet, and of its tag.
pub(super) fn status_colour(status: ProposalStatus) -> &'static str {
    match status {
        ProposalStatus::Active => "cyan",
        ProposalStatus::Passed => "gold",
        ProposalStatus::Executed => "green",
        ProposalStatus::Rejected => "coral",
        ProposalStatus::Draft | ProposalStatus::Expired | ProposalStatus::Cancelled => "blank",
    }
}

/// What a state means, in one sentence.
pub(super) fn status_sentence(status: ProposalStatus) -> &'static str {
    match status {
        ProposalStatus::Draft => "Only you see it. Nobody can vote on it yet.",
        ProposalStatus::Active => "Everybody with a stake at its opening can vote.",
        ProposalStatus::Passed => {
            "Enough took part and enough were for. It waits to be carried out."
        }
        ProposalStatus::Rejected => "Enough took part, and too few were for.",
        ProposalStatus::Expired => "Too few took part, or nobody carried it out in time.",
        ProposalStatus::Executed => "It was carried out.",
        ProposalStatus::Cancelled => "It was taken back.",
    }
}

/// A choice as it stands on a button.
pub(super) fn choice_name(choice: Choice) -> &'static str {
    match choice {
        Choice::For => "For",
        Choice::Against => "Against",
        Choice::Abstain => "Abstain",
    }
}

/// A choice as it stands in a sentence after "You voted" or "They".
pub(super) fn choice_told(choice: Choice) -> &'static str {
    match choice {
        Choice::For => "voted for it",
        Choice::Against => "voted against it",
        Choice::Abstain => "abstained",
    }
}

/// A moment of a proposal's life, past or to come.
pub(super) fn moment_name(kind: MomentKind, past: bool) -> &'static str {
    match (kind, past) {
        (MomentKind::Created, _) => "Drafted",
        (MomentKind::Activated, _) => "Opened to votes",
        (MomentKind::Extended, _) => "Extended: the quorum came late",
        (MomentKind::VotingEnds, true) => "Voting ended",
        (MomentKind::VotingEnds, false) => "Voting ends",
        (MomentKind::Passed, _) => "Passed",
        (MomentKind::Rejected, _) => "Rejected",
        (MomentKind::Expired, _) => "Expired",
        (MomentKind::Executable, true) => "Time lock ended",
        (MomentKind::Executable, false) => "Time lock ends: it can be carried out",
        (MomentKind::GraceEnds, true) => "The time to carry it out ended",
        (MomentKind::GraceEnds, false) => "Lapses if nobody carries it out",
        (MomentKind::Executed, _) => "Carried out",
        (MomentKind::Cancelled, _) => "Cancelled",
    }
}

/// A length of time in its two largest units: `2 days 12 hours`.
pub(super) fn span(ms: u64) -> String {
    const UNITS: [(u64, &str); 4] =
        [(86_400_000, "day"), (3_600_000, "hour"), (60_000, "minute"), (1_000, "second")];
    let mut rest = ms;
    let mut parts = vec![];
    for (unit, word) in UNITS {
        let n = rest / unit;
        rest %= unit;
        if n > 0 && parts.len() < 2 {
            parts.push(counted(n, word));
        } else if !parts.is_empty() {
            break;
        }
    }
    if parts.is_empty() { "no time".into() } else { parts.join(" ") }
}

/// `1 vote`, `2 votes`.
pub(super) fn counted(n: u64, word: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {word}{plural}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_take_their_two_largest_units() {
        assert_eq!(span(604_800_000), "7 days");
        assert_eq!(span(216_000_000), "2 days 12 hours");
        assert_eq!(span(86_460_000), "1 day");
        assert_eq!(span(90_000), "1 minute 30 seconds");
        assert_eq!(span(0), "no time");
    }

    #[test]
    fn one_vote_is_not_one_votes() {
        assert_eq!(counted(1, "vote"), "1 vote");
        assert_eq!(counted(0, "vote"), "0 votes");
    }
}
