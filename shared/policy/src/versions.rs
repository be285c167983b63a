//! What held when.

use crate::{Key, Kind, Policies};

/// One change of one policy, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// The name of the policy.
    pub key: String,
    /// 1 for the first change; the default is version 0 and is not stored.
    pub version: u64,
    /// The value in its canonical text.
    pub value: String,
    /// From when on it holds, inclusive; milliseconds since 1970.
    pub effective_at_ms: u64,
    /// Who set it: the id of the proposal that was voted.
    pub set_by: String,
}

/// The whole history of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Versions {
    /// In the order in which they take effect.
    list: Vec<Version>,
}

/// A span of time in which nothing changes, from its start (inclusive) to its end (exclusive).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Milliseconds since 1970.
    pub from_ms: u64,
    /// Milliseconds since 1970.
    pub to_ms: u64,
    /// What holds in it.
    pub policies: Policies,
}

/// A span of time in which one value holds, from its start (inclusive) to its end (exclusive).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<V> {
    /// Milliseconds since 1970.
    pub from_ms: u64,
    /// Milliseconds since 1970.
    pub to_ms: u64,
    /// What holds in it.
    pub value: V,
}

impl Versions {
    /// A history; the order of the list does not matter.
    pub fn new(list: impl IntoIterator<Item = Version>) -> Self {
        let mut list: Vec<Version> = list.into_iter().collect();
        list.sort_by(|a, b| {
            (a.effective_at_ms, &a.key, a.version).cmp(&(b.effective_at_ms, &b.key, b.version))
        });
        Self { list }
    }

    /// What holds at a moment.
    pub fn at(&self, at_ms: u64) -> Policies {
        let mut policies = Policies::default();
        for version in self.list.iter().take_while(|version| version.effective_at_ms <= at_ms) {
            policies.put(&version.key, &version.value);
        }
        policies
    }

    /// The changes of one policy, oldest first.
    pub fn of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Version> {
        self.list.iter().filter(move |version| version.key == key)
    }

    /// Cuts a span of time at every change of any policy. Empty when the span is.
    pub fn periods(&self, from_ms: u64, to_ms: u64) -> Vec<Period> {
        if from_ms >= to_ms {
            return Vec::new();
        }
        let inside = |moment: &u64| *moment > from_ms && *moment < to_ms;
        let mut cuts: Vec<u64> = vec![from_ms];
        cuts.extend(self.list.iter().map(|version| version.effective_at_ms).filter(inside));
        cuts.dedup();
        let ends = cuts.iter().copied().skip(1).chain([to_ms]);
        cuts.iter()
            .zip(ends)
            .map(|(from, to)| Period { from_ms: *from, to_ms: to, policies: self.at(*from) })
            .collect()
    }

    /// Cuts a span of time where one value changed. Empty when the span is.
    pub fn segments<K: Kind>(
        &self,
        key: &Key<K>,
        from_ms: u64,
        to_ms: u64,
    ) -> Vec<Segment<K::Value>> {
        let mut segments: Vec<Segment<K::Value>> = Vec::new();
        for period in self.periods(from_ms, to_ms) {
            let value = period.policies.get(key);
            match segments.last_mut() {
                Some(last) if last.value == value => last.to_ms = period.to_ms,
                _ => segments.push(Segment { from_ms: period.from_ms, to_ms: period.to_ms, value }),
            }
        }
        segments
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table;
    use money::Rate;

    fn history() -> Versions {
        let version = |key: &str, version, value: &str, effective_at_ms| Version {
            key: key.to_owned(),
            version,
            value: value.to_owned(),
            effective_at_ms,
            set_by: "a proposal".to_owned(),
        };
        Versions::new([
            version("tier.pro.apy", 2, "0.1", 300),
            version("tier.pro.apy", 1, "0.2", 100),
            version("fee.usage.rate", 1, "0.01", 200),
            version("gone.since.long", 1, "7", 150),
        ])
    }

    #[test]
    fn a_value_holds_from_its_moment_on() {
        let apy = |at| history().at(at).get(&table::TIERS[2].apy);
        assert_eq!(apy(99), Rate::parts(150_000_000));
        assert_eq!(apy(100), Rate::parts(200_000_000));
        assert_eq!(apy(299), Rate::parts(200_000_000));
        assert_eq!(apy(300), Rate::parts(100_000_000));
    }

    #[test]
    fn a_span_is_cut_where_the_value_changed() {
        let segments = history().segments(&table::TIERS[2].apy, 50, 350);
        let seen: Vec<_> =
            segments.iter().map(|it| (it.from_ms, it.to_ms, it.value.as_parts())).collect();
        let expected = [(50, 100, 150_000_000), (100, 300, 200_000_000), (300, 350, 100_000_000)];
        assert_eq!(seen, expected);
        assert_eq!(history().segments(&table::TIERS[2].apy, 100, 100), []);
        assert_eq!(history().segments(&table::TIERS[2].apy, 100, 300).len(), 1);
    }

    #[test]
    fn periods_cover_the_span_without_gaps() {
        let periods = history().periods(0, 1000);
        assert_eq!(periods.first().map(|it| it.from_ms), Some(0));
        assert_eq!(periods.last().map(|it| it.to_ms), Some(1000));
        assert!(periods.windows(2).all(|pair| pair[0].to_ms == pair[1].from_ms));
        assert_eq!(periods.len(), 5);
    }
}
