//! Jobs in the database: rows as they are read. What is written stands in the files beside.

mod end;
mod order;
mod standing;

use creator::{job::Price, priority::Score};
use money::Amount;
use serde::Deserialize;
use wire::{access::Production, job::Clip};
use worker::Env;

use crate::{
    error::Failure,
    staking::store::units,
    store::{database, number, statement, text},
};

pub use end::{End, end, hold_settled_by, take};
pub use order::{Line, NewRow, insert, line, next_number};
pub use standing::{Stale, Standing, count_queued_of, rerank, rerank_owner, stale};

const COLUMNS: &str = "j.id, j.number, j.principal_id, j.title, j.production, j.clips, j.state, \
     j.tier, CAST(j.score AS TEXT) AS score, j.work_ms, \
     CAST(j.cost AS TEXT) AS cost, CAST(j.fee AS TEXT) AS fee, \
     CAST(j.burned AS TEXT) AS burned, CAST(j.bonus AS TEXT) AS bonus, j.bonus_paid, \
     j.queued_at, j.started_at, j.ended_at, j.failure_code, j.failure_message, j.manifest_sha256";

/// Those that go before `j`, and how long they work.
const AHEAD: &str = "(SELECT count(*) FROM jobs q WHERE q.state = 'queued' \
     AND (q.rank > j.rank OR (q.rank = j.rank AND q.number < j.number))) AS ahead, \
     (SELECT coalesce(sum(q.work_ms), 0) FROM jobs q WHERE q.state = 'queued' \
     AND (q.rank > j.rank OR (q.rank = j.rank AND q.number < j.number))) AS ahead_ms, \
     (SELECT coalesce(sum(work_ms), 0) FROM jobs WHERE state = 'running') AS running_ms";

/// A job as the database has it.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID.
    pub id: String,
    /// Counts all jobs.
    pub number: u64,
    /// Whose it is.
    pub principal_id: String,
    /// As it was ordered.
    pub title: String,
    production: String,
    clips: String,
    /// As [`wire::job::JobState`] is written.
    pub state: String,
    /// Id of the tier.
    pub tier: String,
    score: String,
    /// How long it works, as an estimate.
    pub work_ms: u64,
    cost: String,
    fee: String,
    burned: String,
    bonus: String,
    /// 0 or 1; none before it is completed.
    pub bonus_paid: Option<u8>,
    /// Milliseconds since 1970.
    pub queued_at: u64,
    /// Milliseconds since 1970.
    pub started_at: Option<u64>,
    /// Milliseconds since 1970.
    pub ended_at: Option<u64>,
    /// Why it failed.
    pub failure_code: Option<String>,
    /// Why it failed, for a person.
    pub failure_message: Option<String>,
    /// SHA-256 of the manifest.
    pub manifest_sha256: Option<String>,
    /// How many go before it, while it waits.
    #[serde(default)]
    pub ahead: u64,
    /// How long those work.
    #[serde(default)]
    pub ahead_ms: u64,
    /// How long those work that run already.
    #[serde(default)]
    pub running_ms: u64,
}

impl Row {
    /// As it is once it was taken back at a moment.
    pub fn cancelled(self, now: u64) -> Self {
        let ended_at = Some(now.max(self.queued_at));
        Self { state: "cancelled".to_owned(), ended_at, ..self }
    }

    /// What was ordered.
    pub fn production(&self) -> Result<Production, Failure> {
        Ok(serde_json::from_str(&self.production)?)
    }

    /// What is rendered.
    pub fn clips(&self) -> Result<Vec<Clip>, Failure> {
        Ok(serde_json::from_str(&self.clips)?)
    }

    /// What it was quoted.
    pub fn price(&self) -> Result<Price, Failure> {
        Ok(Price {
            cost: units(&self.cost)?,
            fee: units(&self.fee)?,
            burned: units(&self.burned)?,
            bonus: units(&self.bonus)?,
        })
    }

    /// What is held.
    pub fn total(&self) -> Result<Amount, Failure> {
        let price = self.price()?;
        let total = price.cost.checked_add(price.fee);
        total.ok_or_else(|| Failure::Fault(format!("job {} costs too much", self.number)))
    }

    /// Its priority.
    pub fn score(&self) -> Result<Score, Failure> {
        let score = self.score.parse().map(Score);
        score.map_err(|_| Failure::Fault(format!("job {} has no score", self.number)))
    }
}

/// One job, with its place while it waits.
pub async fn find(env: &Env, id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!("SELECT {COLUMNS}, {AHEAD} FROM jobs j WHERE j.id = ?1");
    Ok(statement(&database(env)?, &sql, &[text(id)])?.first::<Row>(None).await?)
}

/// Somebody's jobs before the number `before`, newest first; in one state, if one is named.
pub async fn list(
    env: &Env,
    principal: &str,
    state: Option<&str>,
    before: u64,
    limit: u32,
) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS}, {AHEAD} FROM jobs j WHERE j.principal_id = ?1 AND j.number < ?2 \
         AND (?3 = '' OR j.state = ?3) ORDER BY j.number DESC LIMIT ?4"
    );
    let state = text(state.unwrap_or(""));
    let values = [text(principal), number(before), state, number(limit.into())];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// Jobs that run since before `started_before`, and jobs that wait since before `queued_before`.
pub async fn overdue(
    env: &Env,
    started_before: u64,
    queued_before: u64,
    limit: u32,
) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "SELECT {COLUMNS} FROM jobs j WHERE (j.state = 'running' AND j.started_at <= ?1) \
         OR (j.state = 'queued' AND j.queued_at <= ?2) ORDER BY j.number LIMIT ?3"
    );
    let values = [number(started_before), number(queued_before), number(limit.into())];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// One line of the statistics.
#[derive(Debug, Deserialize)]
pub struct Count {
    /// As [`wire::job::JobState`] is written.
    pub state: String,
    /// Id of the tier.
    pub tier: String,
    /// How many.
    pub n: u64,
    /// Since when the oldest waits.
    pub oldest: u64,
}

/// How many jobs there are, by state and tier.
pub async fn counts(env: &Env) -> Result<Vec<Count>, Failure> {
    let sql = "SELECT state, tier, count(*) AS n, min(queued_at) AS oldest FROM jobs \
               GROUP BY state, tier";
    Ok(database(env)?.prepare(sql).all().await?.results()?)
}
