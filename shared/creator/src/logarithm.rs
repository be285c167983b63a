//! The natural logarithm in integers: the same digits in the browser, on the edge and in a test.
//!
//! A platform's own logarithm may differ in its last bit from another's, and a rank that differs
//! between two machines is two queues.

/// Bits behind the point of [`ln`].
pub(crate) const FRACTION_BITS: u32 = 60;
/// The logarithm of two, rounded to nearest.
const LN_2: u128 = 799_144_290_325_165_979;
/// Terms of the series: the last is below (1/9)^22, less than a hundredth of the last bit.
const TERMS: u128 = 22;
/// The largest numerator: a shift by [`FRACTION_BITS`] still fits into 128 bits.
const NUMERATOR_MAX: u128 = 1 << 66;

/// ln(`numerator` ÷ `denominator`) with [`FRACTION_BITS`] bits behind the point, for a quotient of
/// at least one; zero for anything less. A numerator above 2^66 counts as 2^66.
///
/// With q = m × 2^k and m in [1, 2): ln q = k ln 2 + 2 artanh((m − 1) ÷ (m + 1)). The error is
/// below 2^-54, which is 10^-16: eight decimals need 10^-9.
pub(crate) fn ln(numerator: u128, denominator: u128) -> u128 {
    let numerator = numerator.min(NUMERATOR_MAX);
    if denominator == 0 || numerator <= denominator {
        return 0;
    }
    let mut power = 0;
    let mut base = denominator;
    while base * 2 <= numerator {
        base *= 2;
        power += 1;
    }
    let z = ((numerator - base) << FRACTION_BITS) / (numerator + base);
    let square = (z * z) >> FRACTION_BITS;
    let (mut term, mut sum) = (z, 0);
    for index in 0..TERMS {
        sum += term / (2 * index + 1);
        term = (term * square) >> FRACTION_BITS;
    }
    power * LN_2 + 2 * sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: u128 = 1 << FRACTION_BITS;

    /// The closest that a test can come without a library: f64 has 53 bits.
    fn close(numerator: u128, denominator: u128) -> bool {
        let ours = ln(numerator, denominator) as f64 / ONE as f64;
        let theirs = (numerator as f64 / denominator as f64).ln();
        (ours - theirs).abs() < 1e-13 * theirs.max(1.0)
    }

    #[test]
    fn it_agrees_with_the_platform() {
        let unit = 100_000_000;
        for whole in [1, 2, 3, 10, 99, 101, 1001, 9_999, 10_001, 50_001, 10_000_001] {
            assert!(close(whole * unit, unit), "{whole}");
            assert!(close(whole * unit + 1, unit), "{whole} and a unit");
        }
        let mut number = 12_345;
        for _ in 0..10_000 {
            number = (number * 6_364_136_223_846_793_005 + 1) % (1 << 60);
            assert!(close(unit + number % (1 << 50), unit), "{number}");
        }
    }

    #[test]
    fn known_values_are_exact_to_the_last_decimals() {
        // ln 2, ln 10 and ln 101 to 15 decimals, from a table.
        for (number, micro) in
            [(2, 693_147_180_559_945), (10, 2_302_585_092_994_045), (101, 4_615_120_516_841_259)]
        {
            let ours = (ln(number, 1) * 1_000_000_000_000_000) >> FRACTION_BITS;
            assert!(ours.abs_diff(micro) <= 1, "{number}: {ours}");
        }
    }

    #[test]
    fn it_never_falls_and_begins_at_zero() {
        assert_eq!(ln(1, 1), 0);
        assert_eq!(ln(1, 2), 0);
        assert_eq!(ln(5, 0), 0);
        let mut last = 0;
        for units in (0..3_000_000_000_000).step_by(1_234_567_891) {
            let next = ln(units + 100_000_000, 100_000_000);
            assert!(next >= last, "{units}");
            last = next;
        }
        assert_eq!(ln(u128::MAX, 1), ln(1 << 66, 1));
    }
}
