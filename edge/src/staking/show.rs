//! Tiers, upgrades and events as the API shows them.

use creator::upgrade::{self, Feature};
use money::{Amount, Asset};
use policy::Tier;
use wire::staking::{Gain, TierCard, Upgrade};

/// An amount of ANM with all its decimals.
pub fn anm(amount: Amount) -> String {
    amount.format(Asset::Anm)
}

/// A tier.
pub fn card(tier: &Tier) -> TierCard {
    TierCard {
        id: tier.id.name().to_owned(),
        min_stake: anm(tier.min_stake),
        apy: tier.apy.to_string(),
        max_agents: tier.max_agents,
        resolution: tier.resolution.name().to_owned(),
        fps: tier.fps,
        sequence_seconds: tier.sequence_seconds,
        style_packs: tier.style_packs.clone(),
        priority_multiplier: tier.priority_multiplier.to_string(),
        priority_rendering: tier.priority_rendering,
        custom_agents: tier.custom_agents,
    }
}

/// The way to a tier.
pub fn upgrade(way: &upgrade::Upgrade) -> Upgrade {
    let gain = |gain: &upgrade::Gain| Gain {
        feature: Feature::name(gain.feature).to_owned(),
        before: gain.before.clone(),
        after: gain.after.clone(),
    };
    Upgrade {
        name: way.tier.id.name().to_owned(),
        min_stake: anm(way.tier.min_stake),
        missing: anm(way.missing),
        brings: way.brings.iter().map(gain).collect(),
    }
}
