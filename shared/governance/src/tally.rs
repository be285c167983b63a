//! Counting votes.

use money::{Amount, Rate, Rounding, mul_div};
use wire::governance::Choice;

/// One, in parts per million.
const MILLION: u128 = 1_000_000;

/// The weights that were cast.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// In favour.
    pub in_favour: Amount,
    /// Not in favour.
    pub against: Amount,
    /// Only present.
    pub abstained: Amount,
}

impl Tally {
    /// All weight that takes part.
    pub fn cast(&self) -> Amount {
        sum(self.decided(), self.abstained)
    }

    /// The tally after a vote, which takes the place of an earlier one of the same weight.
    #[must_use]
    pub fn after(mut self, choice: Choice, weight: Amount, earlier: Option<Choice>) -> Self {
        if let Some(earlier) = earlier {
            let side = self.side(earlier);
            *side = side.saturating_sub(weight);
        }
        let side = self.side(choice);
        *side = sum(*side, weight);
        self
    }

    fn side(&mut self, choice: Choice) -> &mut Amount {
        match choice {
            Choice::For => &mut self.in_favour,
            Choice::Against => &mut self.against,
            Choice::Abstain => &mut self.abstained,
        }
    }

    /// Whether enough take part; exactly enough is enough.
    pub fn quorum_reached(&self, total: Amount, quorum: Rate) -> bool {
        is_share(self.cast(), total, quorum)
    }

    /// Whether enough of those who chose a side are in favour; exactly enough is enough, and
    /// nobody is not.
    pub fn approved(&self, approval: Rate) -> bool {
        !self.in_favour.is_zero() && is_share(self.in_favour, self.decided(), approval)
    }

    /// In favour ÷ (in favour + against) in parts per million, rounded down; nothing while both
    /// are zero.
    pub fn approval_ppm(&self) -> Option<u128> {
        let (in_favour, decided) = (self.in_favour.as_units(), self.decided().as_units());
        mul_div(in_favour, MILLION, decided, Rounding::Down)
    }

    fn decided(&self) -> Amount {
        sum(self.in_favour, self.against)
    }
}

/// The least weight that is a quorum.
pub fn quorum_needed(total: Amount, quorum: Rate) -> Amount {
    quorum.of(total, Rounding::Up).unwrap_or(Amount::MAX)
}

/// Whether `part` is at least this share of `whole`. Units are whole, so a part reaches a share
/// exactly when it reaches the share rounded up: nothing is lost by rounding.
fn is_share(part: Amount, whole: Amount, share: Rate) -> bool {
    share.of(whole, Rounding::Up).is_some_and(|least| part >= least)
}

/// All stake there is fits into an amount, so the sum of parts of it does.
fn sum(one: Amount, two: Amount) -> Amount {
    one.checked_add(two).unwrap_or(Amount::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    fn tally(in_favour: &str, against: &str, abstained: &str) -> Tally {
        Tally { in_favour: anm(in_favour), against: anm(against), abstained: anm(abstained) }
    }

    const TEN_PERCENT: Rate = Rate::parts(100_000_000);
    const TWO_THIRDS: Rate = Rate::parts(660_000_000);

    #[test]
    fn exactly_a_tenth_is_a_quorum() {
        let cast = tally("60", "20", "20");
        assert!(cast.quorum_reached(anm("1000"), TEN_PERCENT));
        assert!(!cast.quorum_reached(anm("1001"), TEN_PERCENT));
        assert!(!cast.quorum_reached(anm("1000.00000001"), TEN_PERCENT));
        assert_eq!(quorum_needed(anm("1000"), TEN_PERCENT), anm("100"));
        assert_eq!(quorum_needed(anm("1000.00000001"), TEN_PERCENT), anm("100.00000001"));
        assert_eq!(quorum_needed(Amount::ZERO, TEN_PERCENT), Amount::ZERO);
    }

    #[test]
    fn exactly_66_percent_is_approval_and_abstentions_do_not_count() {
        assert!(tally("660", "340", "0").approved(TWO_THIRDS));
        assert!(tally("660", "340", "5000").approved(TWO_THIRDS));
        assert!(!tally("659.9", "340.1", "0").approved(TWO_THIRDS));
        assert!(!tally("659.99999999", "340.00000001", "0").approved(TWO_THIRDS));
        assert!(!tally("0", "0", "1000").approved(TWO_THIRDS), "nobody is not enough");
    }

    #[test]
    fn approval_is_rounded_down() {
        assert_eq!(tally("659.99999999", "340.00000001", "0").approval_ppm(), Some(659_999));
        assert_eq!(tally("660", "340", "9").approval_ppm(), Some(660_000));
        assert_eq!(tally("1", "0", "0").approval_ppm(), Some(1_000_000));
        assert_eq!(tally("0", "1", "0").approval_ppm(), Some(0));
        assert_eq!(tally("0", "0", "1").approval_ppm(), None);
    }

    #[test]
    fn comparisons_hold_where_amounts_end() {
        let short = Amount::MAX.saturating_sub(Amount::units(1));
        let whole = Rate::basis_points(10_000);
        assert!(is_share(Amount::MAX, Amount::MAX, whole));
        assert!(!is_share(short, Amount::MAX, whole));
    }

    #[test]
    fn a_vote_takes_the_place_of_the_earlier_one() {
        let before = tally("10", "5", "0");
        let after = before.after(Choice::Against, anm("10"), Some(Choice::For));
        assert_eq!(after, tally("0", "15", "0"));
        assert_eq!(after.cast(), before.cast());
    }
}
