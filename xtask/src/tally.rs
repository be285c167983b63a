//! Counting tests: what each runner says about itself, added up.

/// How many tests passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Tests that ran and were right.
    pub(crate) passed: usize,
    /// Tests that ran and were wrong, and runs that did not come to an end.
    pub(crate) failed: usize,
}

impl Tally {
    /// One check that is either right or wrong.
    pub(crate) fn one(right: bool) -> Self {
        Self { passed: usize::from(right), failed: usize::from(!right) }
    }

    /// Both together.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { passed: self.passed + other.passed, failed: self.failed + other.failed }
    }

    /// A runner that failed without naming a failed test (it did not compile, it crashed) counts
    /// as one failure: silence must never look like success.
    pub(crate) fn unless_silent(self, succeeded: bool) -> Self {
        if !succeeded && self.failed == 0 { Self { failed: 1, ..self } } else { self }
    }
}

/// Adds up the `test result:` lines of `cargo test`.
pub(crate) fn of_cargo(output: &str) -> Tally {
    let counts = output.lines().filter_map(|line| line.trim().strip_prefix("test result: "));
    counts.fold(Tally::default(), |sum, line| {
        let count = |word: &str| {
            line.split([';', '.'])
                .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
        };
        sum.plus(Tally {
            passed: count("passed").unwrap_or(0),
            failed: count("failed").unwrap_or(0),
        })
    })
}

/// Reads the closing counts of `node --test` with the TAP reporter.
///
/// A test that was cut off did not pass; skipped ones are not counted at all.
pub(crate) fn of_tap(output: &str) -> Tally {
    let count = |word: &str| {
        let prefix = format!("# {word} ");
        let last = output.lines().rev().find_map(|line| line.strip_prefix(&prefix));
        last.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
    };
    Tally { passed: count("pass"), failed: count("fail") + count("cancelled") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_results_are_added_up() {
        let output = "running 2 tests\n\
            test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 3 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out\n";
        assert_eq!(of_cargo(output), Tally { passed: 15, failed: 2 });
        assert_eq!(of_cargo("error: could not compile"), Tally::default());
    }

    #[test]
    fn tap_counts_are_read_and_cancelled_means_failed() {
        let output = "TAP version 13\n# pass 99 is said in a test\nok 1 - a\n1..1\n\
            # tests 9\n# suites 1\n# pass 6\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n";
        assert_eq!(of_tap(output), Tally { passed: 6, failed: 2 });
    }

    #[test]
    fn a_silent_crash_is_a_failure() {
        assert_eq!(Tally::default().unless_silent(false), Tally { passed: 0, failed: 1 });
        assert_eq!(Tally::one(true).unless_silent(true), Tally { passed: 1, failed: 0 });
        assert_eq!(Tally { passed: 1, failed: 3 }.unless_silent(false).failed, 3);
    }
}
