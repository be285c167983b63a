//! The sprite library: which attachments a category and a label stand for.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many fallbacks are followed before giving up; a check refuses circles anyway.
pub const FALLBACKS_MAX: usize = 16;

/// Categories, and variants that replace some of their labels.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Library {
    /// `outfit`, `hair`, `eyes` …
    #[serde(default)]
    pub categories: BTreeMap<String, Category>,
    /// Seasonal and purchased sets, by name.
    #[serde(default)]
    pub variants: BTreeMap<String, Variant>,
}

/// The labels of one category.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Category {
    /// By label.
    pub labels: BTreeMap<String, Entry>,
    /// The label that stands in for one that nobody knows.
    #[serde(default)]
    pub fallback: Option<String>,
}

/// What one label shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Slot by slot, an attachment or nothing.
    #[serde(default)]
    pub shows: BTreeMap<String, Option<String>>,
    /// The label that stands in for slots that `shows` leaves open.
    #[serde(default)]
    pub fallback: Option<String>,
}

/// Labels that replace those of the categories while the variant is on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// By category and label.
    pub labels: BTreeMap<String, BTreeMap<String, Entry>>,
    /// When it is on by itself: first and last day as month and day, both included; may run over
    /// the turn of the year. Always, if there is none.
    #[serde(default)]
    pub season: Option<[(u8, u8); 2]>,
}

impl Variant {
    /// Whether it is in season on a day.
    pub fn in_season(&self, month: u8, day: u8) -> bool {
        let Some([first, last]) = self.season else { return true };
        let today = (month, day);
        if first <= last {
            (first..=last).contains(&today)
        } else {
            today >= first || today <= last
        }
    }
}

impl Library {
    /// What a label shows, slot by slot. Variants that are on count from the last to the first,
    /// before the category itself. A label that is known nowhere, and a slot that it leaves open,
    /// go to the declared fallback. An unknown category shows nothing.
    pub fn resolve<'a>(
        &'a self,
        category: &str,
        label: &str,
        on: &[&str],
    ) -> BTreeMap<&'a str, Option<&'a str>> {
        let mut shown = BTreeMap::new();
        let Some(known) = self.categories.get(category) else { return shown };
        let mut next = Some(label);
        let mut fell_back = false;
        for _ in 0..FALLBACKS_MAX {
            let Some(label) = next else { break };
            match self.entry(category, label, on) {
                Some(entry) => {
                    for (slot, attachment) in &entry.shows {
                        shown.entry(slot.as_str()).or_insert(attachment.as_deref());
                    }
                    next = entry.fallback.as_deref();
                }
                None if fell_back => break,
                None => {
                    fell_back = true;
                    next = known.fallback.as_deref();
                }
            }
        }
        shown
    }

    fn entry(&self, category: &str, label: &str, on: &[&str]) -> Option<&Entry> {
        let of_variant = |name: &&str| self.variants.get(*name)?.labels.get(category)?.get(label);
        let varied = on.iter().rev().find_map(of_variant);
        varied.or_else(|| self.categories.get(category)?.labels.get(label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(shows: &[(&str, Option<&str>)], fallback: Option<&str>) -> Entry {
        let shows = shows.iter().map(|(slot, it)| ((*slot).to_owned(), it.map(str::to_owned)));
        Entry { shows: shows.collect(), fallback: fallback.map(str::to_owned) }
    }

    fn library() -> Library {
        let labels = [
            ("casual", entry(&[("torso", Some("shirt")), ("legs", Some("jeans"))], None)),
            ("formal", entry(&[("torso", Some("suit"))], Some("casual"))),
            ("none", entry(&[("torso", None)], None)),
        ];
        let labels = labels.into_iter().map(|(name, it)| (name.to_owned(), it)).collect();
        let outfit = Category { labels, fallback: Some("casual".to_owned()) };
        let winter = entry(&[("torso", Some("coat"))], Some("casual"));
        let winter = Variant {
            labels: [("outfit".to_owned(), [("formal".to_owned(), winter)].into())].into(),
            season: Some([(12, 1), (2, 29)]),
        };
        Library {
            categories: [("outfit".to_owned(), outfit)].into(),
            variants: [("winter".to_owned(), winter)].into(),
        }
    }

    #[test]
    fn labels_resolve_with_their_fallbacks() {
        let library = library();
        let check = |label: &str, on: &[&str], expected: &[(&str, Option<&str>)]| {
            let expected: BTreeMap<_, _> = expected.iter().copied().collect();
            assert_eq!(library.resolve("outfit", label, on), expected, "{label} {on:?}");
        };
        check("casual", &[], &[("torso", Some("shirt")), ("legs", Some("jeans"))]);
        check("formal", &[], &[("torso", Some("suit")), ("legs", Some("jeans"))]);
        check("formal", &["winter"], &[("torso", Some("coat")), ("legs", Some("jeans"))]);
        check("none", &["winter"], &[("torso", None)]);
        check("unheard", &[], &[("torso", Some("shirt")), ("legs", Some("jeans"))]);
        assert!(library.resolve("unheard", "casual", &[]).is_empty());
    }

    #[test]
    fn a_season_may_run_over_the_year() {
        let library = library();
        let winter = &library.variants["winter"];
        assert!(winter.in_season(12, 31) && winter.in_season(2, 29) && winter.in_season(1, 5));
        assert!(!winter.in_season(3, 1) && !winter.in_season(11, 30));
        assert!(Variant::default().in_season(7, 7));
    }
}
