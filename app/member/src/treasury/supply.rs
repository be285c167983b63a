//! Where all ANM is: the parts of a supply, which add up to what was issued. Pure.

use wire::token::Supply;

use crate::share;

/// One part of the whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Names its colour and texture.
    pub(super) class: &'static str,
    pub(super) name: &'static str,
    pub(super) note: &'static str,
    /// Exact, as the API gave it.
    pub(super) amount: String,
    /// In ten-thousandths of the whole.
    pub(super) share: u32,
    /// Where it begins, in ten-thousandths.
    pub(super) begins: u32,
}

/// The parts in their order from left to right. Staked ANM circulates: it is shown as a part of what
/// members have, so what they have is taken apart into the two.
pub(super) fn parts(supply: &Supply) -> Vec<Part> {
    let free = subtract(&supply.circulating, &supply.staked);
    let rows = [
        ("free", "With members", "Free to be spent, or set aside in holds.", &free),
        (
            "staked",
            "Staked by members",
            "Stays theirs; it opens tiers and it votes.",
            &supply.staked,
        ),
        ("reserve", "Reserve", "Issued, and not yet in anybody’s hands.", &supply.reserve),
        ("treasury", "Treasury", "Pays rewards, bonuses and what is voted.", &supply.treasury),
        ("fees", "Fees", "Fees of transfers that were not moved on.", &supply.fees),
        ("burned", "Burned", "Gone for good.", &supply.burned),
    ];
    let whole = share::units(&supply.issued);
    let mut sum = 0_u128;
    let part =
        |(class, name, note, amount): (&'static str, &'static str, &'static str, &String)| {
            let units = share::units(amount);
            let begins = share::of(sum, whole);
            sum = sum.saturating_add(units);
            // To where the next one begins, so that roundings leave no gap.
            let share = share::of(sum, whole).saturating_sub(begins);
            Part { class, name, note, amount: amount.clone(), share, begins }
        };
    rows.into_iter().map(part).collect()
}

/// One decimal string less another with the same decimals; zero at least.
fn subtract(from: &str, amount: &str) -> String {
    let decimals = from.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let left = share::units(from).saturating_sub(share::units(amount));
    written(left, decimals)
}

/// An integer of the smallest unit as a decimal string.
pub(super) fn written(units: u128, decimals: usize) -> String {
    let digits = format!("{units:0>width$}", width = decimals + 1);
    match digits.split_at_checked(digits.len() - decimals) {
        Some((whole, decimals)) if !decimals.is_empty() => format!("{whole}.{decimals}"),
        _ => digits,
    }
}

/// Whether the parts are the whole, to the unit.
pub(super) fn adds_up(parts: &[Part], supply: &Supply) -> bool {
    let sum = parts.iter().fold(0_u128, |sum, part| sum.saturating_add(share::units(&part.amount)));
    sum == share::units(&supply.issued)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply() -> Supply {
        Supply {
            asset: "ANM".into(),
            name: "Anima".into(),
            decimals: 8,
            cap: "10000000.00000000".into(),
            issued: "10000000.00000000".into(),
            circulating: "1234.50000001".into(),
            staked: "1000.00000000".into(),
            reserve: "8999999.99999999".into(),
            treasury: "998765.49999999".into(),
            fees: "0.00000000".into(),
            burned: "0.00000001".into(),
        }
    }

    #[test]
    fn the_parts_are_the_whole_to_the_last_unit() {
        let supply = supply();
        let parts = parts(&supply);
        assert!(adds_up(&parts, &supply));
        assert_eq!(parts[0].amount, "234.50000001");
        assert!(!adds_up(&parts, &Supply { issued: "10000000.00000001".into(), ..supply }));
    }

    #[test]
    fn the_picture_has_no_gap_and_no_overlap() {
        let parts = parts(&supply());
        let mut end = 0;
        for part in &parts {
            assert_eq!(part.begins, end, "{}", part.name);
            end = part.begins + part.share;
        }
        assert_eq!(end, share::WHOLE);
    }

    #[test]
    fn amounts_are_written_with_all_their_decimals() {
        assert_eq!(written(1, 8), "0.00000001");
        assert_eq!(written(12_345, 2), "123.45");
        assert_eq!(written(7, 0), "7");
        assert_eq!(subtract("1.00", "2.00"), "0.00");
    }
}
