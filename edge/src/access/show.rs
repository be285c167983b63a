//! Decisions and quotes as the API shows them.

use creator::{
    access::Decision,
    production::{agents_at_once, work_ms},
    quote::{self, Factor},
};
use money::{Amount, Asset};
use policy::{Policies, Tier};
use wire::access::{AccessDecision, FeeLine, Production, Quote, QuoteLine, Violation};

use crate::staking::show::{anm, upgrade};

/// A decision.
pub fn decision(decision: &Decision, staked: Amount) -> AccessDecision {
    let violation = |it: &creator::access::Violation| Violation {
        code: it.code.to_owned(),
        feature: it.feature.clone(),
        asked: it.asked.clone(),
        allowed: it.allowed.clone(),
    };
    AccessDecision {
        allowed: decision.allowed(),
        tier: decision.tier.id.name().to_owned(),
        staked: anm(staked),
        violations: decision.violations.iter().map(violation).collect(),
        upgrade: decision.upgrade.as_ref().map(upgrade),
    }
}

/// Who asks for a quote.
pub struct Asker {
    /// What is staked.
    pub staked: Amount,
    /// What could be spent; nothing is known of somebody without an account.
    pub available: Option<Amount>,
    /// The tier of the stake.
    pub tier: Tier,
}

/// A quote with its lines.
pub fn quote(
    production: Production,
    quote: &quote::Quote,
    asker: &Asker,
    access: &Decision,
    policies: &Policies,
) -> Quote {
    let choices = [
        ("resolution", production.resolution.clone()),
        ("fps", production.fps.to_string()),
        ("duration", production.duration_seconds.to_string()),
        ("agents", quote.agents.to_string()),
    ];
    let line = |((part, choice), factor): ((&str, String), &Factor)| QuoteLine {
        part: part.to_owned(),
        choice,
        numerator: u64::try_from(factor.numerator).unwrap_or(u64::MAX),
        denominator: u64::try_from(factor.denominator).unwrap_or(u64::MAX),
    };
    let limit = asker.tier.max_agents;
    Quote {
        asset: Asset::Anm.code().to_owned(),
        base: anm(quote.base),
        lines: choices.into_iter().zip(&quote.factors).map(line).collect(),
        agents: quote.agents,
        agents_at_once: agents_at_once(quote.agents, limit),
        work_seconds: work_ms(quote.agents, limit, policies.jobs().estimate_ms) / 1000,
        cost: anm(quote.cost),
        fee: FeeLine {
            rate: policies.fees().usage_rate.to_string(),
            amount: anm(quote.fee.amount),
            burned: anm(quote.fee.burned),
            treasury: anm(quote.fee.treasury),
        },
        total: anm(quote.total()),
        bonus: anm(quote::bonus(quote.cost, policies)),
        available: asker.available.map(anm),
        access: decision(access, asker.staked),
        production,
    }
}
