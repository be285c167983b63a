//! Parts of a whole, for pictures: how long a bar is, and a rate in percent. Pure.
//!
//! Amounts are decimal strings. They are compared as integers of their smallest unit; only the length
//! of a bar, in ten-thousandths, is ever rounded.

use crate::amount::{self, Writing};

/// All of a bar.
pub(crate) const WHOLE: u32 = 10_000;
/// How many bits [`WHOLE`] takes.
const SCALE_BITS: u32 = 14;

/// A decimal string as an integer of its smallest unit. All amounts of an asset have the same decimals.
pub(crate) fn units(amount: &str) -> u128 {
    let digits = amount.bytes().filter(u8::is_ascii_digit);
    digits
        .fold(0, |sum: u128, digit| sum.saturating_mul(10).saturating_add(u128::from(digit - b'0')))
}

/// How much of `whole` the `part` is, in ten-thousandths, rounded down; all of it at most.
pub(crate) fn of(part: u128, whole: u128) -> u32 {
    if whole == 0 {
        return 0;
    }
    // Below the eye's resolution: both lose the same digits until the product fits.
    let length = u128::BITS - part.max(whole).leading_zeros();
    let shift = length.saturating_sub(u128::BITS - SCALE_BITS);
    let (part, whole) = (part >> shift, (whole >> shift).max(1));
    u32::try_from((part * u128::from(WHOLE) / whole).min(u128::from(WHOLE))).unwrap_or(WHOLE)
}

/// A length for CSS and SVG: `66.5%`.
pub(crate) fn css(share: u32) -> String {
    format!("{}.{:02}%", share / 100, share % 100)
}

/// A rate such as `0.005` as people read it: `0.5 %`. Every digit that counts is kept.
pub(crate) fn percent(rate: &str, writing: &Writing) -> String {
    let (whole, decimals) = rate.split_once('.').unwrap_or((rate, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) {
        return rate.to_owned();
    }
    let padded = format!("{decimals:0<2}");
    let (before, after) = padded.split_at(2);
    let whole = format!("{whole}{before}");
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        whole => whole,
    };
    let after = after.trim_end_matches('0');
    let number = if after.is_empty() { whole.to_owned() } else { format!("{whole}.{after}") };
    format!("{}\u{a0}%", amount::parts(&number, writing).text())
}

/// Ten-thousandths in percent with at most one decimal: `66.6 %`.
pub(crate) fn rough(share: u32, writing: &Writing) -> String {
    let tenths = share / 10;
    let number = format!("{}.{}", tenths / 10, tenths % 10);
    let number = number.strip_suffix(".0").unwrap_or(&number);
    format!("{}\u{a0}%", amount::parts(number, writing).text())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_exact_down_to_the_ten_thousandth() {
        assert_eq!(of(units("66.00000000"), units("100.00000000")), 6_600);
        assert_eq!(of(units("0.00000000"), units("100.00000000")), 0);
        assert_eq!(of(1, 3), 3_333);
        assert_eq!(of(5, 0), 0);
        assert_eq!(of(7, 3), WHOLE);
    }

    #[test]
    fn the_largest_amounts_do_not_overflow() {
        let all = 10_u128.pow(36) - 1;
        assert_eq!(of(all, all), WHOLE);
        assert_eq!(of(all / 2, all), 4_999);
        assert_eq!(of(1, u128::MAX), 0);
        assert_eq!(of(u128::MAX, u128::MAX), WHOLE);
    }

    #[test]
    fn rates_are_written_in_percent_without_losing_a_digit() {
        let shown = |rate| percent(rate, &Writing::default()).replace('\u{a0}', " ");
        assert_eq!(shown("0.005"), "0.5 %");
        assert_eq!(shown("0.66"), "66 %");
        assert_eq!(shown("0.1"), "10 %");
        assert_eq!(shown("1"), "100 %");
        assert_eq!(shown("0"), "0 %");
        assert_eq!(shown("0.666666"), "66.6666 %");
        assert_eq!(shown("12.5"), "1,250 %");
        assert_eq!(shown("much"), "much");
        assert_eq!(rough(6_666, &Writing::default()), "66.6\u{a0}%");
        assert_eq!(rough(10_000, &Writing::default()), "100\u{a0}%");
        assert_eq!(css(6_605), "66.05%");
    }
}
