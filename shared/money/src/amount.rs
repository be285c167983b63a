//! An amount, in smallest units.

use thiserror::Error;

use crate::{Asset, Rounding, mul_div};

/// An amount in an asset's smallest units, at most [`Amount::MAX`]. Never negative: a direction is
/// said by who gives and who takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(u128);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum AmountFault {
    /// Not digits with at most one point among them; signs, exponents and spaces are not taken.
    #[error("an amount is digits with at most one decimal point")]
    Malformed,
    /// More decimals than the asset has, and not zeros.
    #[error("the asset has fewer decimals")]
    TooManyDecimals,
    /// More than 36 digits.
    #[error("the amount is larger than the ledger can hold")]
    TooLarge,
}

/// Longest text that is looked at.
const TEXT_MAX: usize = 64;

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// 36 digits, the most that two limbs hold (teg-layer: Numeric(36, 18)).
    pub const MAX: Self = Self(10_u128.pow(36) - 1);

    /// So many smallest units. More than [`Amount::MAX`] is a fault of the program.
    pub const fn units(units: u128) -> Self {
        assert!(units <= Self::MAX.0, "more than 36 digits");
        Self(units)
    }

    /// So many smallest units, unless they are too many.
    pub const fn checked(units: u128) -> Option<Self> {
        if units <= Self::MAX.0 { Some(Self(units)) } else { None }
    }

    /// In smallest units.
    pub const fn as_units(self) -> u128 {
        self.0
    }

    /// Whether it is nothing.
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// The sum, unless it is too large.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::checked)
    }

    /// The difference, unless it is negative.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The sum of several, unless it is too large.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The difference, or nothing.
    pub fn saturating_sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// `self × numerator ÷ denominator`, rounded as said; `None` when it is too large.
    pub fn mul_div(self, numerator: u128, denominator: u128, rounding: Rounding) -> Option<Self> {
        mul_div(self.0, numerator, denominator, rounding).and_then(Self::checked)
    }

    /// Reads `12`, `12.5` or `12.50000000`: digits, and at most as many decimals as the asset has.
    pub fn parse(text: &str, asset: Asset) -> Result<Self, AmountFault> {
        if text.len() > TEXT_MAX {
            return Err(AmountFault::TooLarge);
        }
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        let pointless = text.ends_with('.');
        if whole.is_empty() || pointless || !is_digits(whole) || !is_digits(decimals) {
            return Err(AmountFault::Malformed);
        }
        let places = asset.decimals() as usize;
        if decimals.len() > places && decimals[places..].bytes().any(|byte| byte != b'0') {
            return Err(AmountFault::TooManyDecimals);
        }
        let decimals = &decimals[..decimals.len().min(places)];
        let whole: u128 = whole.parse().map_err(|_| AmountFault::TooLarge)?;
        let mut part: u128 = if decimals.is_empty() {
            0
        } else {
            decimals.parse().map_err(|_| AmountFault::Malformed)?
        };
        part *= 10_u128.pow((places - decimals.len()) as u32);
        let units = whole.checked_mul(asset.whole()).and_then(|units| units.checked_add(part));
        units.and_then(Self::checked).ok_or(AmountFault::TooLarge)
    }

    /// With all decimals of the asset: `12.50000000`.
    pub fn format(self, asset: Asset) -> String {
        let (whole, part) = (self.0 / asset.whole(), self.0 % asset.whole());
        format!("{whole}.{part:0places$}", places = asset.decimals() as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_become_units_and_come_back() {
        for (text, asset, units, back) in [
            ("0", Asset::Anm, 0, "0.00000000"),
            ("12.5", Asset::Anm, 1_250_000_000, "12.50000000"),
            ("0.00000001", Asset::Anm, 1, "0.00000001"),
            ("12.500000000", Asset::Anm, 1_250_000_000, "12.50000000"),
            ("007", Asset::Usd, 700, "7.00"),
            ("1.000000000000000001", Asset::Avt, 10_u128.pow(18) + 1, "1.000000000000000001"),
            (
                "999999999999999999.999999999999999999",
                Asset::Avt,
                10_u128.pow(36) - 1,
                "999999999999999999.999999999999999999",
            ),
        ] {
            let amount = Amount::parse(text, asset).expect("an amount");
            assert_eq!(amount.as_units(), units, "{text}");
            assert_eq!(amount.format(asset), back);
            assert_eq!(Amount::parse(back, asset), Ok(amount));
        }
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        use AmountFault::{Malformed, TooLarge, TooManyDecimals};
        let long = "1".repeat(65);
        for (text, fault) in [
            ("", Malformed),
            (".", Malformed),
            (".5", Malformed),
            ("5.", Malformed),
            ("-1", Malformed),
            ("+1", Malformed),
            ("1e3", Malformed),
            ("1 ", Malformed),
            ("1,5", Malformed),
            ("١", Malformed),
            ("1.2.3", Malformed),
            ("NaN", Malformed),
            ("0.000000001", TooManyDecimals),
            ("10000000000000000000000000000", TooLarge),
            ("999999999999999999999999999999999999999999999", TooLarge),
            (&long, TooLarge),
        ] {
            assert_eq!(Amount::parse(text, Asset::Anm), Err(fault), "{text}");
        }
    }

    #[test]
    fn sums_and_differences_stop_at_the_borders() {
        let one = Amount::units(1);
        assert_eq!(Amount::MAX.checked_add(one), None);
        assert_eq!(Amount::ZERO.checked_sub(one), None);
        assert_eq!(Amount::ZERO.saturating_sub(one), Amount::ZERO);
        assert_eq!(Amount::checked(10_u128.pow(36)), None);
        assert_eq!(Amount::sum([one, one]), Some(Amount::units(2)));
        assert_eq!(Amount::sum([Amount::MAX, one]), None);
    }
}
