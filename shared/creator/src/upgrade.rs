//! What a higher tier brings, in words that a page can show.

use money::Amount;
use policy::{Policies, Tier, TierId};

/// What a tier differs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Feature {
    /// Simple interest in a year.
    Apy,
    /// Agents that work at once.
    Agents,
    /// The highest resolution.
    Resolution,
    /// The most frames a second.
    Fps,
    /// The longest sequence, in seconds.
    Duration,
    /// Style packs.
    StylePacks,
    /// The factor of the priority.
    Priority,
    /// Whether renderings go first.
    PriorityRendering,
    /// Whether own agents may work.
    CustomAgents,
}

impl Feature {
    /// All of them, in the order in which people read them.
    pub const ALL: [Self; 9] = [
        Self::Apy,
        Self::Agents,
        Self::Resolution,
        Self::Fps,
        Self::Duration,
        Self::StylePacks,
        Self::Priority,
        Self::PriorityRendering,
        Self::CustomAgents,
    ];

    /// The stable name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Apy => "apy",
            Self::Agents => "agents",
            Self::Resolution => "resolution",
            Self::Fps => "fps",
            Self::Duration => "duration",
            Self::StylePacks => "style_packs",
            Self::Priority => "priority",
            Self::PriorityRendering => "priority_rendering",
            Self::CustomAgents => "custom_agents",
        }
    }

    /// What a tier allows, as text; `unlimited`, `yes` and `no` are words.
    pub fn of(self, tier: &Tier) -> String {
        let limit = |limit: Option<u64>| limit.map_or("unlimited".to_owned(), |it| it.to_string());
        let flag = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
        match self {
            Self::Apy => tier.apy.to_string(),
            Self::Agents => limit(tier.max_agents),
            Self::Resolution => tier.resolution.name().to_owned(),
            Self::Fps => tier.fps.to_string(),
            Self::Duration => limit(tier.sequence_seconds),
            Self::StylePacks => tier.style_packs.join(","),
            Self::Priority => tier.priority_multiplier.to_string(),
            Self::PriorityRendering => flag(tier.priority_rendering),
            Self::CustomAgents => flag(tier.custom_agents),
        }
    }
}

/// One feature in two tiers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gain {
    /// Which one.
    pub feature: Feature,
    /// In the lower tier.
    pub before: String,
    /// In the higher tier.
    pub after: String,
}

/// A tier that a stake does not reach yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upgrade {
    /// Which one.
    pub tier: Tier,
    /// How much more has to be staked, in units of ANM.
    pub missing: Amount,
    /// What differs from the tier of the stake.
    pub brings: Vec<Gain>,
}

/// The way from a stake to a tier.
pub fn upgrade_to(id: TierId, staked: Amount, policies: &Policies) -> Upgrade {
    let (lower, tier) = (policies.tier_of(staked), policies.tier(id));
    let brings = Feature::ALL
        .into_iter()
        .map(|feature| Gain { feature, before: feature.of(&lower), after: feature.of(&tier) })
        .filter(|gain| gain.before != gain.after)
        .collect();
    let missing = tier.min_stake.checked_sub(staked).unwrap_or(Amount::ZERO);
    Upgrade { tier, missing, brings }
}

/// The way to the next tier above; `None` at the top.
pub fn next_upgrade(staked: Amount, policies: &Policies) -> Option<Upgrade> {
    let next = policies.tier_of(staked).id.next()?;
    Some(upgrade_to(next, staked, policies))
}

/// One feature over all tiers, for a table of what a stake gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which feature.
    pub feature: Feature,
    /// What the tier of the stake allows.
    pub allowed: String,
    /// What the highest tier allows, and the lowest tier that allows as much.
    pub best: (TierId, String),
    /// The lowest tier above that differs, and what it allows.
    pub next: Option<(TierId, String)>,
}

/// Every feature over all tiers, as it is for a stake.
pub fn summary(staked: Amount, policies: &Policies) -> Vec<Row> {
    let (own, tiers) = (policies.tier_of(staked), policies.tiers());
    Feature::ALL
        .into_iter()
        .map(|feature| {
            let allowed = feature.of(&own);
            let best = feature.of(&tiers[tiers.len() - 1]);
            let first = tiers.iter().find(|tier| feature.of(tier) == best);
            let best_tier = first.map_or(TierId::Studio, |tier| tier.id);
            let above = tiers.iter().filter(|tier| tier.id > own.id);
            let next = above.map(|tier| (tier.id, feature.of(tier))).find(|it| it.1 != allowed);
            Row { feature, allowed, best: (best_tier, best), next }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use money::Asset;

    fn anm(text: &str) -> Amount {
        Amount::parse(text, Asset::Anm).expect("an amount")
    }

    #[test]
    fn the_next_tier_and_what_it_brings() {
        let policies = Policies::default();
        let upgrade = next_upgrade(anm("99.99999999"), &policies).expect("there is one above");
        assert_eq!((upgrade.tier.id, upgrade.missing), (TierId::Advanced, anm("0.00000001")));
        let gain = |feature| upgrade.brings.iter().find(|gain| gain.feature == feature);
        let fps = gain(Feature::Fps).map(|gain| (gain.before.as_str(), gain.after.as_str()));
        assert_eq!(fps, Some(("24", "30")));
        assert!(gain(Feature::CustomAgents).is_none(), "that comes with Studio");
        let missing = |staked: &str| next_upgrade(anm(staked), &policies).map(|it| it.missing);
        assert_eq!(missing("100"), Some(anm("900")));
        assert_eq!(missing("1000"), Some(anm("9000")));
        assert_eq!(missing("10000"), None);
    }

    #[test]
    fn a_summary_names_what_is_next_and_what_is_best() {
        let rows = summary(anm("100"), &Policies::default());
        assert_eq!(rows.len(), Feature::ALL.len());
        let row = |feature| rows.iter().find(|row| row.feature == feature).expect("a row");
        let own = row(Feature::CustomAgents);
        assert_eq!(
            (own.allowed.as_str(), &own.next),
            ("no", &Some((TierId::Studio, "yes".into())))
        );
        let agents = row(Feature::Agents);
        assert_eq!(agents.best, (TierId::Studio, "unlimited".to_owned()));
        let first = row(Feature::PriorityRendering);
        assert_eq!((first.best.0, &first.next), (TierId::Advanced, &None));
    }
}
