//! Staking as the API shows it. Amounts are ANM as decimal strings with all eight decimals.

use serde::{Deserialize, Serialize};

/// What a tier brings, as a card on a ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct TierCard {
    /// `basic`, `advanced`, `pro` or `studio`.
    pub id: String,
    /// The stake the tier begins with, inclusive.
    pub min_stake: String,
    /// Simple interest in a year, as a decimal: `0.15` is 15 %.
    pub apy: String,
    /// How many agents may work at once; null is unlimited. It never limits what may be ordered.
    pub max_agents: Option<u64>,
    /// The highest resolution: `720p`, `1080p`, `4K` or `8K`.
    pub resolution: String,
    /// The most frames a second.
    pub fps: u64,
    /// The longest sequence in seconds; null is unlimited.
    pub sequence_seconds: Option<u64>,
    /// Style packs by name; `all` is every pack, `custom` those of one's own.
    pub style_packs: Vec<String>,
    /// What the logarithm of the stake is multiplied with for the priority, as a decimal.
    pub priority_multiplier: String,
    /// Whether renderings go before those of others.
    pub priority_rendering: bool,
    /// Whether agents of one's own may work.
    pub custom_agents: bool,
}

/// Answer of `GET /api/v1/staking/tiers`, lowest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TierList {
    /// The tiers.
    pub items: Vec<TierCard>,
}

/// One thing that a higher tier does better, before and after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Gain {
    /// `apy`, `agents`, `resolution`, `fps`, `duration`, `style_packs`, `priority`,
    /// `priority_rendering` or `custom_agents`.
    pub feature: String,
    /// What holds now, as text; `unlimited`, `yes` and `no` are words.
    pub before: String,
    /// What the higher tier brings.
    pub after: String,
}

/// A tier that is not reached yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Upgrade {
    /// Id of the tier.
    pub name: String,
    /// The stake it begins with.
    pub min_stake: String,
    /// How much more has to be staked.
    pub missing: String,
    /// What it does better than the tier that holds.
    pub brings: Vec<Gain>,
}

/// How long the treasury could pay rewards at the rates that hold now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Runway {
    /// What the treasury holds.
    pub treasury: String,
    /// What all stakes together are staked with.
    pub total_staked: String,
    /// What all stakes together earn in a year.
    pub rewards_per_year: String,
    /// Whole days until the treasury were empty; null when nothing is earned.
    pub days: Option<u64>,
}

/// Answer of `GET /api/v1/staking`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StakingOverview {
    /// Always `ANM`.
    pub asset: String,
    /// What is staked.
    pub staked: String,
    /// What could be staked: the available balance.
    pub available: String,
    /// Id of the tier that holds.
    pub tier: String,
    /// What it brings.
    pub features: TierCard,
    /// Simple interest in a year, as a decimal.
    pub apy: String,
    /// What has been earned and not been claimed, at `accruedAt`.
    pub accrued: String,
    /// The moment that `accrued` speaks of, ISO 8601. From there on it grows by
    /// `ratePerYear` × milliseconds ÷ 31,557,600,000.
    pub accrued_at: String,
    /// What the stake earns in a year at the rate that holds now.
    pub rate_per_year: String,
    /// What has been paid out so far.
    pub claimed: String,
    /// The priority score of a production ordered now, with eight decimals.
    pub score: String,
    /// The tier above; null at the top.
    pub next_tier: Option<Upgrade>,
    /// How long the treasury could pay.
    pub runway: Runway,
}

/// Body of `POST /api/v1/staking/stake` and `/unstake`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StakeAmount {
    /// ANM, more than zero, up to eight decimals.
    pub amount: String,
}

/// Answer of every change of a stake.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StakeChange {
    /// What happened.
    pub event: StakeEvent,
    /// What is staked now.
    pub staked: String,
    /// Id of the tier that holds now.
    pub tier: String,
    /// What has been earned and not been claimed now.
    pub accrued: String,
    /// Whether a reward was due that the treasury could not pay; it is kept in `accrued`.
    pub reward_kept: bool,
    /// How many of the caller's waiting productions changed their rank.
    pub jobs_reranked: u32,
}

/// One change of a stake.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StakeEvent {
    /// UUID.
    pub id: String,
    /// `staked`, `unstaked`, `claimed` or `compounded`.
    pub kind: String,
    /// What moved into the stake, or out of it; zero for a claim.
    pub amount: String,
    /// What was paid from the treasury.
    pub reward: String,
    /// What is staked afterwards.
    pub staked: String,
    /// What is earned and not claimed afterwards.
    pub accrued: String,
    /// Id of the tier before.
    pub tier_before: String,
    /// Id of the tier afterwards.
    pub tier_after: String,
    /// The entry in the books; see `GET /api/v1/token/transactions/:id`.
    pub transaction_id: Option<String>,
    /// ISO 8601.
    pub at: String,
}

/// Answer of `GET /api/v1/staking/history`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct StakeEventPage {
    /// The changes of this page.
    pub items: Vec<StakeEvent>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}
