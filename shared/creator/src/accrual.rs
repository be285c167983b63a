//! What a stake earns: simple interest, cut where a vote changed a rate or a bound.

use money::{Amount, Rounding};
use policy::{Policies, Versions};

/// A year: 8,766 hours (specification of ANIMA, "Reward Calculation").
pub const YEAR_MS: u64 = 8_766 * 3_600_000;
/// A rate of one.
const ONE_PPB: u128 = 1_000_000_000;

/// What `staked` earned from one moment (inclusive) to another (exclusive), in milliseconds since
/// 1970, rounded down once; nothing when the span is empty.
///
/// In each period the tier is that of the stake by the bounds that held then, and so is its rate.
/// `None` when the numbers leave 128 bits, which no amount of ANM within a thousand years does.
pub fn accrue(staked: Amount, versions: &Versions, from_ms: u64, to_ms: u64) -> Option<Amount> {
    let mut parts: u128 = 0;
    for period in versions.periods(from_ms, to_ms) {
        let rate = period.policies.tier_of(staked).apy;
        let ms = period.to_ms - period.from_ms;
        let part = staked.as_units().checked_mul(rate.as_parts().into())?.checked_mul(ms.into())?;
        parts = parts.checked_add(part)?;
    }
    Amount::checked(parts / (ONE_PPB * u128::from(YEAR_MS)))
}

/// What `staked` earns in a year at the rates that hold, rounded down; at most the largest amount.
pub fn reward_per_year(staked: Amount, policies: &Policies) -> Amount {
    policies.tier_of(staked).apy.of(staked, Rounding::Down).unwrap_or(Amount::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;
    use policy::Version;

    const DAY_MS: u64 = 24 * 3_600_000;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    /// The golden table of the specification's reference, which rounds to nearest: 1, 7, 30, 365
    /// and 365.25 days.
    const GOLDEN: [(&str, [&str; 5]); 5] = [
        ("50", ["0.00684463", "0.04791239", "0.20533881", "2.49828884", "2.5"]),
        ("500", ["0.13689254", "0.95824778", "4.10677618", "49.96577687", "50"]),
        ("1000", ["0.41067762", "2.87474333", "12.32032854", "149.8973306", "150"]),
        ("5000", ["2.05338809", "14.37371663", "61.60164271", "749.48665298", "750"]),
        ("50000", ["34.22313484", "239.56194387", "1026.69404517", "12491.44421629", "12500"]),
    ];

    #[test]
    fn the_golden_rewards_rounded_down() {
        let spans = [DAY_MS, 7 * DAY_MS, 30 * DAY_MS, 365 * DAY_MS, YEAR_MS];
        let versions = Versions::default();
        for (staked, rewards) in GOLDEN {
            let rate = u128::from(Policies::default().tier_of(anm(staked)).apy.as_parts());
            for (span, golden) in spans.into_iter().zip(rewards) {
                let ours = accrue(anm(staked), &versions, 7, 7 + span).expect("fits");
                let exact = anm(staked).as_units() * rate * u128::from(span);
                let whole = ONE_PPB * u128::from(YEAR_MS);
                let nearest = (exact + whole / 2) / whole;
                assert_eq!(nearest, anm(golden).as_units(), "{staked} over {span}, to nearest");
                assert_eq!(ours.as_units(), exact / whole, "{staked} over {span}, down");
                assert!(nearest - ours.as_units() <= 1);
            }
        }
        let month = accrue(anm("1000"), &versions, 0, 30 * DAY_MS);
        assert_eq!(month, Some(anm("12.32032854")));
    }

    #[test]
    fn a_vote_cuts_the_time_and_bounds_count_when_they_held() {
        let version = |key: &str, value: &str, at| Version {
            key: key.to_owned(),
            version: 1,
            value: value.to_owned(),
            effective_at_ms: at,
            set_by: "a proposal".to_owned(),
        };
        let rate = Versions::new([version("tier.pro.apy", "0.3", YEAR_MS / 3)]);
        // A third of a year at 15 %, two thirds at 30 %.
        assert_eq!(accrue(anm("1000"), &rate, 0, YEAR_MS), Some(anm("250")));
        let bound = Versions::new([version("tier.pro.min_stake", "2000", YEAR_MS / 2)]);
        // Half a year as Pro, half as Advanced.
        assert_eq!(accrue(anm("1000"), &bound, 0, YEAR_MS), Some(anm("125")));
    }

    #[test]
    fn no_time_and_no_stake_earn_nothing() {
        let versions = Versions::default();
        assert_eq!(accrue(anm("1000"), &versions, 50, 50), Some(Amount::ZERO));
        assert_eq!(accrue(anm("1000"), &versions, 50, 40), Some(Amount::ZERO));
        assert_eq!(accrue(Amount::ZERO, &versions, 0, YEAR_MS), Some(Amount::ZERO));
        assert_eq!(accrue(Amount::MAX, &versions, 0, YEAR_MS), None);
    }

    #[test]
    fn a_year_ahead() {
        assert_eq!(reward_per_year(anm("1000"), &Policies::default()), anm("150"));
        assert_eq!(reward_per_year(anm("0.00000019"), &Policies::default()), Amount::ZERO);
    }
}
