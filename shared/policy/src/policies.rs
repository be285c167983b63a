//! The values in force at one moment.

use std::collections::BTreeMap;

use crate::{Described, Key, Kind, Refusal, table};

/// The values in force at one moment: the defaults, and what votes have changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policies {
    changed: BTreeMap<&'static str, String>,
}

impl Policies {
    /// What holds under a key.
    ///
    /// A stored value that the key no longer takes (a later release has narrowed its bounds)
    /// counts as none: the default holds.
    pub fn get<K: Kind>(&self, key: &Key<K>) -> K::Value {
        let changed = self.changed.get(key.name).and_then(|text| key.read(text).ok());
        changed.unwrap_or_else(|| key.default_value())
    }

    /// What holds under a key, in its canonical text.
    pub fn text(&self, key: &dyn Described) -> String {
        let changed = self.changed.get(key.name()).and_then(|text| key.canonical(text).ok());
        changed.unwrap_or_else(|| key.default_text())
    }

    /// Puts a stored value in; a name that no release knows any more is passed over.
    pub(crate) fn put(&mut self, name: &str, text: &str) {
        if let Some(key) = table::find(name) {
            self.changed.insert(key.name(), text.to_owned());
        }
    }

    /// What would hold after these changes, all at once.
    ///
    /// Refuses an unknown name, a value that its key does not take, and values that contradict
    /// each other after all changes.
    pub fn with<'a>(
        &self,
        changes: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Result<Self, Refusal> {
        let mut after = self.clone();
        for (name, text) in changes {
            let key = table::find(name).ok_or_else(|| Refusal::Unknown(name.to_owned()))?;
            after.changed.insert(key.name(), key.canonical(text)?);
        }
        after.agree()?;
        Ok(after)
    }

    /// Values that only make sense together.
    fn agree(&self) -> Result<(), Refusal> {
        let tiers = table::TIERS.iter();
        for (lower, upper) in tiers.clone().zip(tiers.skip(1)) {
            if self.get(&lower.min_stake) >= self.get(&upper.min_stake) {
                let (key, other) = (upper.min_stake.name, lower.min_stake.name);
                return Err(Refusal::Contradiction { key, other });
            }
        }
        let (window, period) = (&table::LATE_WINDOW, &table::VOTING_PERIOD);
        if self.get(window) > self.get(period) {
            return Err(Refusal::Contradiction { key: window.name, other: period.name });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Rate;

    #[test]
    fn a_change_replaces_the_default_and_nothing_else() {
        let before = Policies::default();
        assert_eq!(before.get(&table::USAGE_RATE), Rate::parts(5_000_000));
        let after = before.with([("fee.usage.rate", "0.010")]).expect("within bounds");
        assert_eq!(after.get(&table::USAGE_RATE), Rate::parts(10_000_000));
        assert_eq!(after.text(&table::USAGE_RATE), "0.01");
        assert_eq!(after.get(&table::BURN_SHARE), before.get(&table::BURN_SHARE));
    }

    #[test]
    fn refusals_say_what_is_wrong() {
        let code =
            |name, text| Policies::default().with([(name, text)]).map_err(|refusal| refusal.code());
        assert_eq!(code("fee.usage", "0.1"), Err("policy_unknown"));
        for malformed in ["", " 0.1", "-0.1", "0,1", "1e-3", "0.0000000001", "x"] {
            assert_eq!(
                code("fee.usage.rate", malformed),
                Err("policy_value_malformed"),
                "{malformed}"
            );
        }
        assert_eq!(code("fee.usage.rate", "0.2"), Err("policy_value_out_of_bounds"));
        assert_eq!(
            code("tier.pro.max_agents", "99999999999999999999"),
            Err("policy_value_out_of_bounds")
        );
        assert!(code("tier.pro.max_agents", "unlimited").is_ok());
        assert_eq!(code("tier.pro.resolution", "4k"), Err("policy_value_malformed"));
        assert_eq!(code("tier.pro.style_packs", "a,a"), Err("policy_value_malformed"));
        assert_eq!(code("tier.pro.priority_rendering", "yes"), Err("policy_value_malformed"));
    }

    #[test]
    fn tiers_stay_in_order_after_all_changes_together() {
        let with = |changes: &[(&str, &str)]| {
            Policies::default().with(changes.iter().copied()).map_err(|refusal| refusal.code())
        };
        assert_eq!(with(&[("tier.pro.min_stake", "10000")]), Err("policy_contradiction"));
        assert!(
            with(&[("tier.pro.min_stake", "10000"), ("tier.studio.min_stake", "20000")]).is_ok()
        );
        assert_eq!(
            with(&[("governance.voting_period", "3600000")]),
            Err("policy_contradiction"),
            "the late window would be longer than the vote",
        );
    }
}
