//! What a stake gives access to, and what a production costs.
//! Amounts are ANM as decimal strings with all eight decimals.

use serde::{Deserialize, Serialize};

use crate::staking::{TierCard, Upgrade};

/// What a production is to be. Each field has a default, so `{}` is a production too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct Production {
    /// `720p`, `1080p`, `4K` or `8K`.
    pub resolution: String,
    /// Frames a second, 1 to 240.
    pub fps: u32,
    /// Length in seconds, 1 to 86,400.
    pub duration_seconds: u32,
    /// Name of a style pack.
    pub style_pack: String,
    /// Whether an agent designs characters.
    pub characters: bool,
    /// Whether an agent keeps a style.
    pub style_preferences: bool,
    /// Whether an agent gives voices.
    pub voice: bool,
    /// Whether an agent makes effects.
    pub special_effects: bool,
    /// Whether an agent composes scenes.
    pub scenes: bool,
}

impl Default for Production {
    /// 1080p at 30 frames a second for five minutes, in the basic style, with voices.
    fn default() -> Self {
        Self {
            resolution: "1080p".to_owned(),
            fps: 30,
            duration_seconds: 300,
            style_pack: "basic".to_owned(),
            characters: false,
            style_preferences: false,
            voice: true,
            special_effects: false,
            scenes: false,
        }
    }
}

/// Body of `POST /api/v1/access/check`: a feature with a value, or a whole production.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessAsk {
    /// `agents`, `resolution`, `fps`, `duration`, `style_pack`, `priority_rendering` or
    /// `custom_agents`; any other feature is denied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// What is asked of the feature: `4K`, `60`, seconds, a name. Not needed for the last two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A production, instead of a feature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub production: Option<Production>,
}

/// One reason why access is denied.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Violation {
    /// Stable: `feature_unknown`, `value_invalid`, `resolution_unknown`, `agents_exceeded`,
    /// `resolution_exceeded`, `fps_exceeded`, `duration_exceeded`, `style_pack_unknown`,
    /// `style_pack_locked`, `agent_off`, `priority_rendering_locked` or `custom_agents_locked`.
    pub code: String,
    /// The feature that is meant.
    pub feature: String,
    /// What was asked.
    pub asked: String,
    /// What the tier allows; null where nothing would be allowed.
    pub allowed: Option<String>,
}

/// Whether something may be done, and what would help.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AccessDecision {
    /// Whether there is no violation.
    pub allowed: bool,
    /// Id of the caller's tier.
    pub tier: String,
    /// What is staked.
    pub staked: String,
    /// Every reason, not only the first.
    pub violations: Vec<Violation>,
    /// The lowest tier that would allow all of it; null when it is allowed or no tier would.
    pub upgrade: Option<Upgrade>,
}

/// What one feature is in each tier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct FeatureRow {
    /// As in [`AccessAsk::feature`].
    pub feature: String,
    /// What the caller's tier allows, as text.
    pub allowed: String,
    /// The best that any tier allows.
    pub best: String,
    /// The lowest tier that brings the best.
    pub best_tier: String,
    /// The next tier that brings more than the caller's, and what; null when there is none.
    pub next_tier: Option<String>,
    /// What that tier allows.
    pub next: Option<String>,
}

/// Answer of `GET /api/v1/access/summary`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AccessSummary {
    /// Id of the caller's tier.
    pub tier: String,
    /// What is staked.
    pub staked: String,
    /// What the tier brings.
    pub card: TierCard,
    /// Feature by feature.
    pub features: Vec<FeatureRow>,
    /// The tier above; null at the top.
    pub next_tier: Option<Upgrade>,
}

/// One factor of a price.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct QuoteLine {
    /// `resolution`, `fps`, `duration` or `agents`.
    pub part: String,
    /// What was chosen: `4K`, `60`, seconds, a number of agents.
    pub choice: String,
    /// The factor is `numerator` ÷ `denominator`, exactly.
    pub numerator: u64,
    /// Never zero.
    pub denominator: u64,
}

/// The usage fee on top of the cost, and where it goes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FeeLine {
    /// As a decimal: `0.005` is 0.5 %.
    pub rate: String,
    /// Rounded up to the unit.
    pub amount: String,
    /// The part that is burned, rounded down.
    pub burned: String,
    /// The rest.
    pub treasury: String,
}

/// Answer of `POST /api/v1/access/quote`: base × every line, rounded half up to two decimals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// Always `ANM`.
    pub asset: String,
    /// The production with its defaults filled in.
    pub production: Production,
    /// The price before any factor.
    pub base: String,
    /// The factors.
    pub lines: Vec<QuoteLine>,
    /// How many agents the production needs.
    pub agents: u32,
    /// How many of them work at once in the caller's tier.
    pub agents_at_once: u32,
    /// How long it works once it is its turn, as an estimate, in seconds.
    pub work_seconds: u64,
    /// The cost.
    pub cost: String,
    /// The fee on top.
    pub fee: FeeLine,
    /// Cost and fee: what is held when it is ordered, and what `maxTotal` is compared with.
    pub total: String,
    /// What comes back from the treasury on completion, when the treasury can.
    pub bonus: String,
    /// What the caller could spend; null without an account.
    pub available: Option<String>,
    /// Whether the caller may order it.
    pub access: AccessDecision,
}
