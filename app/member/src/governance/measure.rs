//! How long the bars of a vote are, and what stands beside them. Pure.

use wire::governance::Tally;

use crate::amount::{self, Writing};
use crate::share;

/// The picture of the quorum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Quorum {
    /// How far the bar is filled, in ten-thousandths.
    pub(super) filled: u32,
    /// Where the mark stands, in ten-thousandths.
    pub(super) mark: u32,
    /// A few words for beside the bar.
    pub(super) summary: String,
    /// The exact numbers.
    pub(super) exact: String,
}

impl Quorum {
    /// The bar is as long as twice what is needed, or as what was cast if that is more: the mark is
    /// what the eye looks for, and ten percent of all stake would be a sliver.
    pub(super) fn of(tally: &Tally, writing: &Writing) -> Self {
        let (cast, needed) = (share::units(&tally.cast_weight), share::units(&tally.quorum_needed));
        let length = needed.saturating_mul(2).max(cast);
        let shown = |amount: &str| amount::parts(amount, writing).text();
        let total = share::units(&tally.total_staked);
        let part = share::rough(share::of(cast, total), writing);
        let rate = share::percent(&tally.quorum_rate, writing);
        Self {
            filled: share::of(cast, length),
            mark: share::of(needed, length),
            summary: format!("{part}, needs {rate}"),
            exact: format!(
                "{} ANM took part; {} ANM are needed, {rate} of the {} ANM that were staked.",
                shown(&tally.cast_weight),
                shown(&tally.quorum_needed),
                shown(&tally.total_staked),
            ),
        }
    }
}

/// The picture of the approval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Approval {
    /// How much of it is for, in ten-thousandths; the rest is against.
    pub(super) filled: u32,
    /// Where the mark stands, in ten-thousandths.
    pub(super) mark: u32,
    /// A few words for beside the bar.
    pub(super) summary: String,
    /// The exact numbers.
    pub(super) exact: String,
    /// Nobody is for or against yet.
    pub(super) is_empty: bool,
}

impl Approval {
    /// The bar is all that is for or against; who abstained is not in it.
    pub(super) fn of(tally: &Tally, writing: &Writing) -> Self {
        let (yes, no) = (share::units(&tally.for_weight), share::units(&tally.against_weight));
        let rate = share::percent(&tally.approval_rate, writing);
        let share_for = match &tally.approval {
            Some(_) => share::rough(share::of(yes, yes.saturating_add(no)), writing),
            None => "No votes yet".into(),
        };
        let exact = tally.approval.as_ref();
        let exact = exact.map(|it| format!("{} are for: ", share::percent(it, writing)));
        let exact = exact.unwrap_or_default();
        let shown = |amount: &str| amount::parts(amount, writing).text();
        Self {
            filled: share::of(yes, yes.saturating_add(no)),
            mark: share::of(millionths(&tally.approval_rate), 1_000_000),
            summary: format!("{share_for}, needs {rate}"),
            exact: format!(
                "{}{} ANM for, {} ANM against. {} ANM abstained: they count for the quorum only.",
                exact,
                shown(&tally.for_weight),
                shown(&tally.against_weight),
                shown(&tally.abstain_weight),
            ),
            is_empty: yes == 0 && no == 0,
        }
    }
}

/// A rate such as `0.66` in millionths; digits beyond are below the eye's resolution.
fn millionths(rate: &str) -> u128 {
    let (whole, decimals) = rate.split_once('.').unwrap_or((rate, ""));
    let decimals: String = decimals.chars().chain(std::iter::repeat('0')).take(6).collect();
    share::units(&format!("{whole}{decimals}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn tally(yes: &str, no: &str, abstain: &str, cast: &str) -> Tally {
        Tally {
            for_weight: yes.into(),
            against_weight: no.into(),
            abstain_weight: abstain.into(),
            cast_weight: cast.into(),
            total_staked: "10000.00000000".into(),
            quorum_needed: "1000.00000000".into(),
            quorum_rate: "0.1".into(),
            quorum_reached: false,
            approval: Some("0.75".into()),
            approval_rate: "0.66".into(),
            approval_reached: true,
            voters: 3,
        }
    }

    #[test]
    fn half_a_quorum_fills_a_quarter_and_the_mark_is_in_the_middle() {
        let tally = tally("300.00000000", "100.00000000", "100.00000000", "500.00000000");
        let picture = Quorum::of(&tally, &Writing::default());
        assert_eq!((picture.filled, picture.mark), (2_500, 5_000));
        assert_eq!(picture.summary, "5\u{a0}%, needs 10\u{a0}%");
        assert!(
            picture.exact.starts_with("500.00000000 ANM took part; 1,000.00000000 ANM are needed")
        );
    }

    #[test]
    fn a_large_turnout_moves_the_mark_and_not_past_the_end() {
        let tally = tally("8000.00000000", "0.00000000", "0.00000000", "8000.00000000");
        let picture = Quorum::of(&tally, &Writing::default());
        assert_eq!((picture.filled, picture.mark), (10_000, 1_250));
    }

    #[test]
    fn approval_leaves_out_who_abstained() {
        let tally = tally("300.00000000", "100.00000000", "600.00000000", "1000.00000000");
        let picture = Approval::of(&tally, &Writing::default());
        assert_eq!((picture.filled, picture.mark, picture.is_empty), (7_500, 6_600, false));
        assert_eq!(picture.summary, "75\u{a0}%, needs 66\u{a0}%");
    }

    #[test]
    fn an_empty_vote_has_no_approval() {
        let zero = "0.00000000";
        let tally = Tally { approval: None, ..tally(zero, zero, zero, zero) };
        let picture = Approval::of(&tally, &Writing::default());
        assert!(picture.is_empty);
        assert_eq!(picture.summary, "No votes yet, needs 66\u{a0}%");
    }
}
