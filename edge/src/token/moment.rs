//! Moments in queries: ISO 8601 in UTC.

const DAY_MS: u64 = 86_400_000;

/// Reads `2026-01-31`, `2026-01-31T23:59:59Z` or `2026-01-31T23:59:59.123Z` as milliseconds since
/// 1970.
pub fn parse(text: &str) -> Option<u64> {
    let (date, time) = match text.split_once('T') {
        Some((date, time)) => (date, time.strip_suffix('Z')?),
        None => (text, "00:00:00"),
    };
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let (time, millis) = time.split_once('.').unwrap_or((time, "000"));
    let [hour, minute, second] = numbers(time, ':', [2, 2, 2])?;
    let [milli] = numbers(millis, '.', [3])?;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        2 => 28 + u64::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let in_range = (1970..=9999).contains(&year)
        && (1..=12).contains(&month)
        && (1..=length).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let in_day = ((hour * 60 + minute) * 60 + second) * 1000 + milli;
    in_range.then(|| days(year, month, day) * DAY_MS + in_day)
}

/// Numbers of so many digits, with a sign between them.
fn numbers<const N: usize>(text: &str, between: char, digits: [usize; N]) -> Option<[u64; N]> {
    let mut found = [0; N];
    let mut parts = text.split(between);
    for (number, digits) in found.iter_mut().zip(digits) {
        let part = parts.next()?;
        if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        *number = part.parse().ok()?;
    }
    parts.next().is_none().then_some(found)
}

/// Days from 1970-01-01. Years are counted from March, so that the leap day comes last.
fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year / 400, year % 400);
    let month = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * month + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The day of a moment, `2026-01-31`.
pub fn day(ms: u64) -> String {
    let mut text = crate::clock::iso(ms);
    text.truncate(10);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_read_as_they_are_written() {
        for ms in [0, 951_782_400_000, 1_582_934_400_123, 1_798_761_599_999, 4_102_444_800_000] {
            assert_eq!(parse(&crate::clock::iso(ms)), Some(ms));
        }
        assert_eq!(parse("2020-02-29"), Some(1_582_934_400_000));
        assert_eq!(day(1_582_934_400_123), "2020-02-29");
        for text in [
            "",
            "2026",
            "2026-02-30",
            "2026-13-01",
            "2026-01-31T24:00:00Z",
            "26-1-1",
            "2026-01-31T10:00:00",
            "2026-01-31T10:00:00+01:00",
            "2026-01-31T10:00:00.1Z",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
