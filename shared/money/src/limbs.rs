//! How the database keeps an amount: two whole numbers to the base of 10^18 (DESIGN §7).

use crate::Amount;

/// The base.
pub const LIMB: u128 = 1_000_000_000_000_000_000;

/// `hi × 10^18 + lo`, with `0 ≤ lo < 10^18`; a negative balance has a negative `hi`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Limbs {
    /// The upper limb.
    pub hi: i64,
    /// The lower limb.
    pub lo: i64,
}

impl Limbs {
    /// The limbs of an amount.
    pub fn of(amount: Amount) -> Self {
        Self::of_signed(amount.as_units() as i128)
    }

    /// The limbs of a balance that may be negative, of at most 36 digits.
    pub fn of_signed(units: i128) -> Self {
        let base = LIMB as i128;
        Self { hi: units.div_euclid(base) as i64, lo: units.rem_euclid(base) as i64 }
    }

    /// Reads the columns as decimal text; `None` unless both are in the ranges that the database
    /// checks.
    pub fn parse(hi: &str, lo: &str) -> Option<Self> {
        let limbs = Self { hi: hi.parse().ok()?, lo: lo.parse().ok()? };
        let base = LIMB as i64;
        ((-base..base).contains(&limbs.hi) && (0..base).contains(&limbs.lo)).then_some(limbs)
    }

    /// The balance, in smallest units.
    pub fn signed(self) -> i128 {
        i128::from(self.hi) * LIMB as i128 + i128::from(self.lo)
    }

    /// The amount, unless the limbs are out of range or stand for less than nothing.
    pub fn amount(self) -> Option<Amount> {
        let in_range = (0..LIMB as i64).contains(&self.lo);
        let units = u128::try_from(self.signed()).ok()?;
        if in_range { Amount::checked(units) } else { None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limbs_carry_borrow_and_come_back() {
        for (units, hi, lo) in [
            (0, 0, 0),
            (1, 0, 1),
            (LIMB as i128 - 1, 0, LIMB as i64 - 1),
            (LIMB as i128, 1, 0),
            (10_i128.pow(36) - 1, LIMB as i64 - 1, LIMB as i64 - 1),
            (-1, -1, LIMB as i64 - 1),
            (-(10_i128.pow(15)), -1, LIMB as i64 - 1_000_000_000_000_000),
        ] {
            assert_eq!(Limbs::of_signed(units), Limbs { hi, lo });
            assert_eq!(Limbs { hi, lo }.signed(), units);
        }
        assert_eq!(Limbs { hi: -1, lo: 0 }.amount(), None);
        assert_eq!(Limbs { hi: 0, lo: LIMB as i64 }.amount(), None);
        assert_eq!(Limbs::of(Amount::MAX).amount(), Some(Amount::MAX));
        assert_eq!(Limbs::parse("-1", "5"), Some(Limbs { hi: -1, lo: 5 }));
        for (hi, lo) in [("", "0"), ("0", "-1"), ("0", "1000000000000000000"), ("1e18", "0")] {
            assert_eq!(Limbs::parse(hi, lo), None, "{hi} {lo}");
        }
    }
}
