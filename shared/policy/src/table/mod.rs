//! Every policy: its name, its bounds, its default.
//!
//! Bounds are wide enough for a vote to matter and narrow enough that no vote can stop the
//! system: a fee cannot take everything, a vote cannot become impossible.

mod fees;
mod governance;
mod jobs;
mod limits;
mod prices;
mod tiers;

pub use fees::*;
pub use governance::*;
pub use jobs::*;
pub use limits::*;
pub use prices::*;
pub use tiers::*;

use crate::Described;

const HOUR_MS: u64 = 3_600_000;
const DAY_MS: u64 = 24 * HOUR_MS;
/// One, in parts per billion.
const ONE: u64 = money::PARTS;

const fn percent(percent: u64) -> u64 {
    percent * (ONE / 100)
}

/// Whole ANM in smallest units.
const fn anm(whole: u128) -> u128 {
    whole * 100_000_000
}

/// Hundredths of an AVT in smallest units.
const fn avt_cents(hundredths: u128) -> u128 {
    hundredths * 10_000_000_000_000_000
}

/// All policies, grouped as people read them.
pub fn all() -> impl Iterator<Item = &'static dyn Described> {
    let groups = [fees::LIST, prices::LIST, jobs::LIST, governance::LIST, limits::LIST];
    let tiers = tiers::TIERS.iter().flat_map(tiers::TierKeys::list);
    tiers.chain(groups.into_iter().flatten().copied())
}

/// The policy of a name.
pub fn find(name: &str) -> Option<&'static dyn Described> {
    all().find(|key| key.name() == name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_dotted_and_stable_in_form() {
        let names: Vec<&str> = all().map(Described::name).collect();
        let unique: BTreeSet<&str> = names.iter().copied().collect();
        assert_eq!(unique.len(), names.len());
        for name in names {
            let plain =
                |it: char| it.is_ascii_lowercase() || it.is_ascii_digit() || "._".contains(it);
            assert!(name.contains('.') && name.chars().all(plain), "{name}");
        }
    }

    #[test]
    fn every_default_is_one_of_the_values_taken_and_reads_back() {
        for key in all() {
            let text = key.default_text();
            assert_eq!(key.canonical(&text), Ok(text.clone()), "{}", key.name());
        }
        let defaults = all().map(|key| (key.name(), key.default_text())).collect::<Vec<_>>();
        let together = defaults.iter().map(|(name, text)| (*name, text.as_str()));
        assert!(crate::Policies::default().with(together).is_ok(), "defaults agree");
    }

    #[test]
    fn every_bound_is_taken() {
        for key in all() {
            let shape = key.shape();
            let words = shape.kind == "words";
            for bound in [&shape.least, &shape.most].into_iter().flatten() {
                assert!(words || key.canonical(bound).is_ok(), "{} {bound}", key.name());
            }
        }
    }

    #[test]
    fn every_policy_has_a_sentence_and_a_source() {
        for key in all() {
            assert!(key.sentence().ends_with('.') && key.sentence().len() > 15, "{}", key.name());
            assert!(!key.source().is_empty(), "{}", key.name());
        }
    }
}
