//! Who goes first: the score of a stake, and the rank that it gives at a moment.

use money::{Amount, Rate};
use policy::Policies;

use crate::logarithm::{FRACTION_BITS, ln};

/// Units of a score in a point: eight decimals.
pub const POINT: u64 = 100_000_000;
/// Units of ANM in one ANM.
const ANM: u128 = 100_000_000;
/// Parts of a rate, per billion, in a unit of a score.
const PPB_PER_UNIT: u128 = 10;
const HOUR_MS: i128 = 3_600_000;

/// A priority score in units of 10^-8; never below one point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Score(pub u64);

impl Score {
    /// With eight decimals, as people read it.
    pub fn text(self) -> String {
        format!("{}.{:08}", self.0 / POINT, self.0 % POINT)
    }
}

/// multiplier × ln(staked + 1), at least 1.0, rounded to nearest (specification of ANIMA,
/// "Priority Score Calculation").
pub fn score(staked: Amount, multiplier: Rate) -> Score {
    let logarithm = ln(staked.as_units().saturating_add(ANM), ANM);
    let product = logarithm.saturating_mul(multiplier.as_parts().into());
    let unit = PPB_PER_UNIT << FRACTION_BITS;
    let rounded = product.saturating_add(unit / 2) / unit;
    Score(u64::try_from(rounded).unwrap_or(u64::MAX).max(POINT))
}

/// The place in the queue as one number that never changes while the stake does not: higher goes
/// first, equal ranks in the order of their arrival.
///
/// Every waiting job gains `ageing` points an hour, all at the same pace; so their order is that
/// of score − moment of arrival × ageing, and no clock is needed to sort.
pub fn rank(score: Score, queued_at_ms: u64, ageing_per_hour: Rate) -> i64 {
    let score = i64::try_from(score.0).unwrap_or(i64::MAX);
    score.saturating_sub(aged(queued_at_ms, ageing_per_hour))
}

/// What a moment of arrival takes from a score, in units: score − this = rank.
pub fn aged(queued_at_ms: u64, ageing_per_hour: Rate) -> i64 {
    let units_per_hour = i128::from(ageing_per_hour.as_parts()) / PPB_PER_UNIT as i128;
    i64::try_from(i128::from(queued_at_ms) * units_per_hour / HOUR_MS).unwrap_or(i64::MAX)
}

/// Everything that ranks and estimates are counted with, as a text: where it differs, a stored
/// rank has to be counted anew.
pub fn rules(policies: &Policies) -> String {
    let jobs = policies.jobs();
    let mut text = format!("{}/{}", jobs.ageing_per_hour.as_parts(), jobs.estimate_ms);
    for tier in policies.tiers() {
        let agents = tier.max_agents.map_or("-".to_owned(), |limit| limit.to_string());
        let (stake, factor) = (tier.min_stake.as_units(), tier.priority_multiplier.as_parts());
        text.push_str(&format!(";{stake}/{factor}/{agents}"));
    }
    text
}

/// For how long after its arrival, in milliseconds, a job can still be overtaken by new ones with
/// at most the score `best`; whoever comes later stands behind it. `None` when ageing is off.
pub fn overtaken_for_ms(score: Score, best: Score, ageing_per_hour: Rate) -> Option<u64> {
    let gap = u128::from(best.0.saturating_sub(score.0));
    let units_per_hour = u128::from(ageing_per_hour.as_parts()) / PPB_PER_UNIT;
    if units_per_hour == 0 {
        return None;
    }
    // One unit more, because ranks are rounded.
    u64::try_from(((gap + 1) * HOUR_MS as u128).div_ceil(units_per_hour)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    fn golden(staked: &str) -> String {
        let staked = Amount::parse(staked, Asset::Anm).expect("an amount");
        score(staked, Policies::default().tier_of(staked).priority_multiplier).text()
    }

    #[test]
    fn the_golden_scores_to_the_last_digit() {
        for (staked, expected) in [
            ("0", "1.00000000"),
            ("100", "9.23024103"),
            ("500", "12.43321220"),
            ("1000", "34.54377390"),
            ("5000", "42.58696586"),
            ("10000", "92.10440367"),
            ("50000", "108.19798284"),
        ] {
            assert_eq!(golden(staked), expected, "{staked}");
        }
        assert_eq!(golden("1"), "1.00000000", "staking never lowers the score");
        assert_eq!(golden("10000000"), "161.18095751");
    }

    #[test]
    fn more_stake_never_scores_less() {
        let policies = Policies::default();
        let mut last = Score(0);
        for units in (0..3_000_000_000_000_u128).step_by(999_999_937) {
            let staked = Amount::checked(units).expect("in range");
            let next = score(staked, policies.tier_of(staked).priority_multiplier);
            assert!(next >= last, "{units}");
            last = next;
        }
    }

    #[test]
    fn waiting_closes_the_gap() {
        let six = Rate::parts(6_000_000_000);
        let (low, high) = (Score(POINT), Score(13 * POINT));
        let hour = 3_600_000;
        let start = 1_800_000_000_000;
        // Two hours are worth twelve points: then they are equal, and after that the first leads.
        assert!(rank(low, start, six) < rank(high, start, six));
        assert_eq!(rank(low, start, six), rank(high, start + 2 * hour, six));
        assert!(rank(low, start, six) > rank(high, start + 2 * hour + 1000, six));
        let overtaken = overtaken_for_ms(low, high, six).expect("ageing is on");
        assert!(overtaken >= 2 * hour && overtaken < 2 * hour + 1000);
        assert_eq!(overtaken_for_ms(low, high, Rate::parts(0)), None);
    }

    #[test]
    fn a_vote_on_what_matters_to_ranks_is_noticed() {
        let before = rules(&Policies::default());
        let after =
            |key, value| rules(&Policies::default().with([(key, value)]).expect("within bounds"));
        assert_ne!(after("job.ageing_per_hour", "7"), before);
        assert_ne!(after("tier.pro.priority_multiplier", "6"), before);
        assert_eq!(after("tier.pro.apy", "0.1"), before);
    }

    #[test]
    fn a_rank_fits_whatever_a_vote_sets() {
        let most = Rate::parts(1000 * 1_000_000_000);
        let rank = rank(Score(161_000 * POINT), 4_000_000_000_000, most);
        assert!(rank > i64::MIN && rank < i64::MAX);
    }
}
