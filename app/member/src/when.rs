//! Times as people read them, in their own language and zone.

use js_sys::{Date, Object, Reflect};

use ui::browser::disregard;

/// `20 Nov 2026, 21:04`
pub(crate) fn moment(iso: &str) -> String {
    written(
        iso,
        &[
            ("day", "numeric"),
            ("month", "short"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
        ],
    )
}

/// `20 Nov 2026`
pub(crate) fn day(iso: &str) -> String {
    written(iso, &[("day", "numeric"), ("month", "short"), ("year", "numeric")])
}

fn written(iso: &str, parts: &[(&str, &str)]) -> String {
    let date = Date::new(&iso.into());
    if date.get_time().is_nan() {
        return iso.to_owned();
    }
    let options = Object::new();
    for (name, value) in parts {
        disregard(Reflect::set(&options, &(*name).into(), &(*value).into()));
    }
    date.to_locale_string("default", &options).into()
}

/// Milliseconds since 1970, or none if it is no time.
pub(crate) fn milliseconds(iso: &str) -> Option<f64> {
    let time = Date::new(&iso.into()).get_time();
    (!time.is_nan()).then_some(time)
}

/// How long ago or ahead a moment is, in the largest unit that fits: `3 hours ago`, `in 2 days`.
pub(crate) fn distance(iso: &str, now_ms: f64) -> String {
    milliseconds(iso).map_or_else(|| iso.to_owned(), |at| apart(at - now_ms))
}

/// The words for a distance in milliseconds; pure.
fn apart(ahead_ms: f64) -> String {
    const UNITS: [(f64, &str); 4] =
        [(86_400_000.0, "day"), (3_600_000.0, "hour"), (60_000.0, "minute"), (1_000.0, "second")];
    let length = ahead_ms.abs();
    let found = UNITS.iter().find(|(unit, _)| length >= *unit);
    let Some((unit, word)) = found.filter(|(_, word)| *word != "second") else {
        return if ahead_ms > 0.0 { "in a moment".into() } else { "just now".into() };
    };
    let n = (length / unit).floor();
    let plural = if n == 1.0 { "" } else { "s" };
    if ahead_ms > 0.0 {
        format!("in {n} {word}{plural}")
    } else {
        format!("{n} {word}{plural} ago")
    }
}

#[cfg(test)]
mod tests {
    use super::apart;

    #[test]
    fn distances_use_the_largest_unit_that_fits() {
        assert_eq!(apart(-5_000.0), "just now");
        assert_eq!(apart(-60_000.0), "1 minute ago");
        assert_eq!(apart(-7_300_000.0), "2 hours ago");
        assert_eq!(apart(172_900_000.0), "in 2 days");
        assert_eq!(apart(10.0), "in a moment");
    }
}
