//! What a draft costs and whether it may be ordered: by the same crates as at the edge. Pure.

use creator::access::{self, Decision, Rules, Violation};
use creator::quote::{self, Quote};
use money::Amount;
use policy::catalogue::PRODUCTIONS;
use policy::{Policies, Section, TierId};
use wire::access::Production;
use wire::job::NewJob;

use super::draft::{Draft, Missing};
use super::state::{Means, State};
use crate::amount::Writing;
use crate::terms::{feature, pack_name, text};

/// One line of the price: what was chosen, and what it multiplies by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) name: &'static str,
    pub(super) choice: String,
    pub(super) factor: String,
}

/// Everything the price's sheet shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) base: Amount,
    pub(super) lines: Vec<Line>,
    pub(super) cost: Amount,
    pub(super) fee: Amount,
    pub(super) fee_rate: String,
    pub(super) total: Amount,
    /// What comes back on completion, when the treasury can.
    pub(super) bonus: Amount,
    /// How many agents it needs, and how many work at once.
    pub(super) agents: (u32, u32),
    pub(super) work_seconds: u64,
    pub(super) violations: Vec<Violation>,
    /// The smallest stake that would allow it: the tier, and what is missing.
    pub(super) upgrade: Option<(TierId, Amount)>,
    /// What would be left to spend; none for a guest or where it does not suffice.
    pub(super) left: Option<Amount>,
    /// What stands in the way, in the order in which it is mended.
    pub(super) obstacle: Option<Obstacle>,
    pub(super) order: Option<NewJob>,
}

/// What stands in the way of an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// A vote has switched productions off.
    Off,
    /// The draft is not complete.
    Draft(Missing),
    /// The tier does not allow it.
    Access,
    /// There is less to spend than it costs.
    Funds { available: Amount, needed: Amount },
}

/// The price of what is written, as things stand.
pub(super) fn offer(state: &State, writing: &Writing) -> Option<Offer> {
    state.rules.as_ref()?;
    let policies = state.policies();
    let production = state.draft.production(writing);
    let rules = Rules { policies: &policies, catalogue: &state.catalogue };
    let priced = quote::quote(&production, &policies).ok()?;
    let decision = access::validate(&production, state.staked(), rules);
    let obstacle = if state.catalogue.enabled(Section::Features, PRODUCTIONS) {
        obstacle(&state.draft, writing, &decision, state.means, priced.total())
    } else {
        Some(Obstacle::Off)
    };
    let order = order(&state.draft, writing, &production, priced.total());
    Some(written(&production, &priced, decision, &policies, state.means, obstacle, order))
}

fn obstacle(
    draft: &Draft,
    writing: &Writing,
    decision: &Decision,
    means: Option<Means>,
    needed: Amount,
) -> Option<Obstacle> {
    if !decision.allowed() {
        return Some(Obstacle::Access);
    }
    let available = means.map(|means| means.available).unwrap_or_default();
    if means.is_some() && available < needed {
        return Some(Obstacle::Funds { available, needed });
    }
    draft.missing(writing).map(Obstacle::Draft)
}

fn order(draft: &Draft, writing: &Writing, asked: &Production, total: Amount) -> Option<NewJob> {
    Some(NewJob {
        title: draft.title.trim().to_owned(),
        production: asked.clone(),
        clips: draft.clips(writing).ok()?,
        max_total: text(total),
    })
}

fn written(
    asked: &Production,
    priced: &Quote,
    decision: Decision,
    policies: &Policies,
    means: Option<Means>,
    obstacle: Option<Obstacle>,
    order: Option<NewJob>,
) -> Offer {
    let names = ["Picture", "Frames a second", "Length", "Agents"];
    let choices = [
        asked.resolution.clone(),
        asked.fps.to_string(),
        format!("{} s", asked.duration_seconds),
        priced.agents.to_string(),
    ];
    let lines = names.into_iter().zip(choices).zip(&priced.factors);
    let limit = decision.tier.max_agents;
    let jobs = policies.jobs();
    Offer {
        base: priced.base,
        lines: lines
            .map(|((name, choice), factor)| Line {
                name,
                choice,
                factor: ratio(factor.numerator, factor.denominator),
            })
            .collect(),
        cost: priced.cost,
        fee: priced.fee.amount,
        fee_rate: policies.fees().usage_rate.to_string(),
        total: priced.total(),
        bonus: quote::bonus(priced.cost, policies),
        agents: (priced.agents, creator::production::agents_at_once(priced.agents, limit)),
        work_seconds: creator::production::work_ms(priced.agents, limit, jobs.estimate_ms) / 1_000,
        violations: decision.violations,
        upgrade: decision.upgrade.map(|upgrade| (upgrade.tier.id, upgrade.missing)),
        left: means.and_then(|means| means.available.checked_sub(priced.total())),
        obstacle,
        order,
    }
}

/// A factor as people read it: `× 5`, or `× 4/5` where it is no whole number.
fn ratio(numerator: u128, denominator: u128) -> String {
    if denominator == 1 {
        format!("× {numerator}")
    } else {
        format!("× {numerator}/{denominator}")
    }
}

/// One sentence about a violation.
pub(super) fn violation_words(violation: &Violation) -> String {
    if violation.code.ends_with("_off") {
        return format!("{} is switched off by a vote.", pack_name(&violation.asked));
    }
    let (name, asked) = feature(&violation.feature, &violation.asked);
    match &violation.allowed {
        Some(allowed) => {
            let (_, allowed) = feature(&violation.feature, allowed);
            format!("{name}: {asked}. Your tier goes up to {allowed}.")
        }
        None => format!("{name}: {asked} is not possible."),
    }
}

#[cfg(test)]
#[path = "price_tests.rs"]
mod tests;
