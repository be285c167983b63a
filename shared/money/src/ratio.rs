//! Rates, and division that says where the rest goes.

use crate::Amount;

/// Where the rest of a division goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// Away: payouts round down.
    Down,
    /// One more: fees that must not vanish round up.
    Up,
}

/// `a × b ÷ c` with 256 bits in between; `None` when `c` is 0 or the result needs more than 128.
pub fn mul_div(a: u128, b: u128, c: u128, rounding: Rounding) -> Option<u128> {
    if c == 0 {
        return None;
    }
    let (high, low) = widening_mul(a, b);
    let (quotient, rest) = divide(high, low, c)?;
    match rounding {
        Rounding::Up if rest > 0 => quotient.checked_add(1),
        _ => Some(quotient),
    }
}

/// The product as its upper and lower 128 bits, by schoolbook in halves.
fn widening_mul(a: u128, b: u128) -> (u128, u128) {
    const HALF: u32 = 64;
    const MASK: u128 = u64::MAX as u128;
    let ((a1, a0), (b1, b0)) = ((a >> HALF, a & MASK), (b >> HALF, b & MASK));
    let (p00, p01, p10, p11) = (a0 * b0, a0 * b1, a1 * b0, a1 * b1);
    let middle = (p00 >> HALF) + (p01 & MASK) + (p10 & MASK);
    let low = (p00 & MASK) | (middle << HALF);
    let high = p11 + (p01 >> HALF) + (p10 >> HALF) + (middle >> HALF);
    (high, low)
}

/// 256 bits by 128, bit by bit; quotient and rest, unless the quotient is too large.
fn divide(high: u128, low: u128, divisor: u128) -> Option<(u128, u128)> {
    if high == 0 {
        return Some((low / divisor, low % divisor));
    }
    if high >= divisor {
        return None;
    }
    let (mut rest, mut quotient) = (high, 0_u128);
    for bit in (0..u128::BITS).rev() {
        let carry = rest >> (u128::BITS - 1) == 1;
        rest = (rest << 1) | ((low >> bit) & 1);
        quotient <<= 1;
        if carry || rest >= divisor {
            rest = rest.wrapping_sub(divisor);
            quotient |= 1;
        }
    }
    Some((quotient, rest))
}

/// Parts in one whole of a [`Rate`].
pub const PARTS: u64 = 1_000_000_000;

/// A rate or share in parts per billion: 0.005 is 5,000,000.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(u64);

impl Rate {
    /// So many parts per billion.
    pub const fn parts(parts: u64) -> Self {
        Self(parts)
    }

    /// So many hundredths of a percent.
    pub const fn basis_points(points: u64) -> Self {
        Self(points * (PARTS / 10_000))
    }

    /// In parts per billion.
    pub const fn as_parts(self) -> u64 {
        self.0
    }

    /// Reads `0.005`: digits, and at most nine decimals.
    pub fn parse(text: &str) -> Option<Self> {
        let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() || text.ends_with('.') || !is_digits(whole) || !is_digits(decimals) {
            return None;
        }
        if decimals.len() > 9 {
            return None;
        }
        let whole: u64 = whole.parse().ok()?;
        let part: u64 = format!("{decimals:0<9}").parse().ok()?;
        whole.checked_mul(PARTS)?.checked_add(part).map(Self)
    }

    /// The share of an amount; `None` when it is too large.
    pub fn of(self, amount: Amount, rounding: Rounding) -> Option<Amount> {
        amount.mul_div(self.0.into(), PARTS.into(), rounding)
    }
}

impl std::fmt::Display for Rate {
    /// As a decimal fraction without trailing zeros: `0.005`.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let text = format!("{}.{:09}", self.0 / PARTS, self.0 % PARTS);
        formatter.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Asset;

    #[test]
    fn products_wider_than_128_bits_divide_exactly() {
        let big = 10_u128.pow(36) - 1;
        assert_eq!(mul_div(big, big, big, Rounding::Down), Some(big));
        let exact = 999_900_009_999_000_099_990_000_999_900_009_998;
        assert_eq!(mul_div(big, 10_000, 10_001, Rounding::Down), Some(exact));
        assert_eq!(mul_div(u128::MAX, u128::MAX, u128::MAX, Rounding::Up), Some(u128::MAX));
        assert_eq!(mul_div(u128::MAX, 2, 1, Rounding::Down), None);
        assert_eq!(mul_div(1, 1, 0, Rounding::Down), None);
        assert_eq!(mul_div(7, 1, 2, Rounding::Down), Some(3));
        assert_eq!(mul_div(7, 1, 2, Rounding::Up), Some(4));
        assert_eq!(mul_div(8, 1, 2, Rounding::Up), Some(4));
    }

    #[test]
    fn wide_division_is_the_inverse_of_multiplication() {
        // A small linear congruence: the same numbers every time.
        let mut seed = 0x9e37_79b9_7f4a_7c15_u128;
        let mut next = || {
            seed = seed.wrapping_mul(0xda94_2042_e4dd_58b5_2545_f491_4f6c_dd1d).wrapping_add(1);
            seed
        };
        for _ in 0..20_000 {
            let (a, b) = (next(), next().max(1));
            assert_eq!(mul_div(a, b, b, Rounding::Down), Some(a));
            let c = b | (1 << 127);
            let down = mul_div(a, b, c, Rounding::Down).expect("smaller than a");
            let up = mul_div(a, b, c, Rounding::Up).expect("smaller than a");
            assert!(up - down <= 1);
            let (high, low) = widening_mul(a, b);
            let (back_high, back_low) = widening_mul(down, c);
            assert!((back_high, back_low) <= (high, low));
        }
    }

    #[test]
    fn rates_are_read_and_written() {
        for (text, parts) in [("0", 0), ("0.005", 5_000_000), ("1", PARTS), ("0.25", 250_000_000)] {
            assert_eq!(Rate::parse(text), Some(Rate::parts(parts)));
            assert_eq!(Rate::parts(parts).to_string(), text);
        }
        for text in ["", ".5", "5.", "-1", "1e3", "0.0000000001", "99999999999999999999"] {
            assert_eq!(Rate::parse(text), None, "{text}");
        }
    }

    #[test]
    fn a_fee_rounds_up_and_its_burn_down() {
        let cost = Asset::Anm.wholes(20);
        let fee = Rate::basis_points(50).of(cost, Rounding::Up).expect("small");
        assert_eq!(fee.format(Asset::Anm), "0.10000000");
        let burn = Rate::basis_points(6000).of(fee, Rounding::Down).expect("small");
        assert_eq!(burn.format(Asset::Anm), "0.06000000");
        assert_eq!(
            Rate::basis_points(50).of(Amount::units(1), Rounding::Up),
            Some(Amount::units(1))
        );
    }
}
