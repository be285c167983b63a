//! How waiting jobs stand in the queue, and how that follows stakes and votes.

use creator::{
    priority::{self, Score},
    production::{agents_at_once, work_ms},
};
use money::Amount;
use policy::Policies;
use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    job::RERANK_CHUNK,
    staking::store::units,
    store::{database, digits, number, statement, text},
};

/// How a job stands in the queue by a stake and by the policies that hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Id of the tier.
    pub tier: &'static str,
    /// The priority.
    pub score: Score,
    /// What the moment of arrival takes from it.
    pub aged: i64,
    /// How long it works.
    pub work_ms: u64,
    /// What all of this was counted with.
    pub ranked_with: String,
}

impl Standing {
    /// Of a job that needs `agents` and was ordered at `queued_at`.
    pub fn new(staked: Amount, agents: u32, queued_at: u64, policies: &Policies) -> Self {
        let (tier, jobs) = (policies.tier_of(staked), policies.jobs());
        Self {
            tier: tier.id.name(),
            score: priority::score(staked, tier.priority_multiplier),
            aged: priority::aged(queued_at, jobs.ageing_per_hour),
            work_ms: work_ms(agents, tier.max_agents, jobs.estimate_ms),
            ranked_with: priority::rules(policies),
        }
    }

    /// Its rank.
    pub fn rank(&self) -> i64 {
        i64::try_from(self.score.0).unwrap_or(i64::MAX).saturating_sub(self.aged)
    }
}

/// How many jobs of somebody wait.
pub async fn count_queued_of(env: &Env, principal: &str) -> Result<u64, Failure> {
    let sql = "SELECT count(*) AS n FROM jobs WHERE principal_id = ?1 AND state = 'queued'";
    let count = statement(&database(env)?, sql, &[text(principal)])?;
    Ok(count.first::<u64>(Some("n")).await?.unwrap_or(0))
}

/// Has somebody's waiting jobs follow their stake, in the batch that changes it.
pub fn rerank_owner(
    database: &D1Database,
    principal: &str,
    staked: Amount,
    policies: &Policies,
) -> Result<D1PreparedStatement, Failure> {
    let tier = policies.tier_of(staked);
    let score = priority::score(staked, tier.priority_multiplier);
    let at_once = agents_at_once(u32::MAX, tier.max_agents);
    let sql = "UPDATE jobs SET tier = ?2, score = CAST(?3 AS INTEGER), \
               rank = CAST(?3 AS INTEGER) - aged, work_ms = CAST(?4 AS INTEGER) * \
               ((agents + CAST(?5 AS INTEGER) - 1) / CAST(?5 AS INTEGER)) \
               WHERE principal_id = ?1 AND state = 'queued'";
    let values = [
        text(principal),
        text(tier.id.name()),
        digits(score.0),
        digits(policies.jobs().estimate_ms),
        digits(at_once),
    ];
    statement(database, sql, &values)
}

/// A waiting job that was counted with other policies than those that hold.
#[derive(Debug, Deserialize)]
pub struct Stale {
    /// UUID.
    pub id: String,
    /// Milliseconds since 1970.
    pub queued_at: u64,
    /// How many agents it needs.
    pub agents: u32,
    staked: String,
}

impl Stale {
    /// What its owner has staked.
    pub fn staked(&self) -> Result<Amount, Failure> {
        units(&self.staked)
    }
}

/// Some waiting jobs that were counted with other policies than these.
pub async fn stale(env: &Env, ranked_with: &str) -> Result<Vec<Stale>, Failure> {
    let sql = "SELECT j.id, j.queued_at, j.agents, CAST(coalesce(a.lo, 0) AS TEXT) AS staked \
               FROM jobs j LEFT JOIN account a \
               ON a.name = 'user:' || j.principal_id || ':ANM:staked' \
               WHERE j.state = 'queued' AND j.ranked_with <> ?1 LIMIT ?2";
    let values = [text(ranked_with), number(RERANK_CHUNK.into())];
    Ok(statement(&database(env)?, sql, &values)?.all().await?.results()?)
}

/// Counts a waiting job anew. Without effect when its owner's stake is another by now.
pub fn rerank(
    database: &D1Database,
    job: &Stale,
    standing: &Standing,
) -> Result<D1PreparedStatement, Failure> {
    let sql = "UPDATE jobs SET tier = ?2, score = CAST(?3 AS INTEGER), aged = CAST(?4 AS INTEGER), \
               rank = CAST(?5 AS INTEGER), work_ms = ?6, ranked_with = ?7 \
               WHERE id = ?1 AND state = 'queued' AND CAST(?8 AS INTEGER) = coalesce((SELECT lo \
               FROM account WHERE name = 'user:' || principal_id || ':ANM:staked'), 0)";
    let values = [
        text(&job.id),
        text(standing.tier),
        digits(standing.score.0),
        digits(standing.aged),
        digits(standing.rank()),
        number(standing.work_ms),
        text(&standing.ranked_with),
        text(&job.staked),
    ];
    statement(database, sql, &values)
}
