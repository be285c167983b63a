//! A member with 850 ANM staked and 412.73518204 ANM to spend, for tests.

use wire::staking::{Runway, StakeChange, StakeEvent, StakingOverview, TierCard, Upgrade};

use super::state::Known;

/// Some moment in November 2026.
pub(super) const THEN_MS: u64 = 1_795_000_000_000;

pub(super) fn known() -> Known {
    let card = TierCard {
        id: "advanced".into(),
        min_stake: "100.00000000".into(),
        apy: "0.1".into(),
        max_agents: Some(5),
        resolution: "1080p".into(),
        fps: 30,
        sequence_seconds: Some(120),
        style_packs: vec!["basic".into()],
        priority_multiplier: "2".into(),
        priority_rendering: false,
        custom_agents: false,
    };
    let overview = StakingOverview {
        asset: "ANM".into(),
        staked: "850.00000000".into(),
        available: "412.73518204".into(),
        tier: "advanced".into(),
        features: card,
        apy: "0.1".into(),
        accrued: "1.00000000".into(),
        accrued_at: String::new(),
        rate_per_year: "85.00000000".into(),
        claimed: "0.00000000".into(),
        score: "13.49281348".into(),
        next_tier: Some(Upgrade {
            name: "pro".into(),
            min_stake: "1000.00000000".into(),
            missing: "150.00000000".into(),
            brings: vec![],
        }),
        runway: Runway {
            treasury: "1000000.00000000".into(),
            total_staked: "850.00000000".into(),
            rewards_per_year: "85.00000000".into(),
            days: Some(4_297_058),
        },
    };
    Known { overview, at_ms: THEN_MS, heard_ms: 500 }
}

pub(super) fn change(kind: &str) -> StakeChange {
    let event = StakeEvent {
        id: kind.into(),
        kind: kind.into(),
        amount: "150.00000000".into(),
        reward: "0.00000000".into(),
        staked: "1000.00000000".into(),
        accrued: "1.00000000".into(),
        tier_before: "advanced".into(),
        tier_after: "pro".into(),
        transaction_id: None,
        at: "2026-11-20T21:04:00Z".into(),
    };
    StakeChange {
        staked: "1000.00000000".into(),
        tier: "pro".into(),
        accrued: "1.00000000".into(),
        reward_kept: false,
        jobs_reranked: 2,
        event,
    }
}
