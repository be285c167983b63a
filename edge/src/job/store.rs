//! Jobs in the database.

use creator::{
    job::{Backlog, Price},
    priority::{self, Score},
    production::agents_at_once,
};
use money::Amount;
use policy::Policies;
use serde::Deserialize;
use wire::{access::Production, job::Clip};
use worker::{D1Database, D1PreparedStatement, Env, wasm_bindgen::JsValue};

use crate::{
    error::Failure,
    staking::store::units,
    store::{database, digits, number, statement, text},
};

use super::RERANK_CHUNK;

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

/// A job that is about to be.
pub struct NewRow<'n> {
    /// UUID; of its hold, too.
    pub id: &'n str,
    /// See [`next_number`].
    pub number: u64,
    /// Whose it is.
    pub principal: &'n str,
    /// As it was ordered.
    pub title: &'n str,
    /// JSON.
    pub production: &'n str,
    /// JSON.
    pub clips: &'n str,
    /// How it stands in the queue.
    pub standing: &'n Standing,
    /// How many agents it needs.
    pub agents: u32,
    /// What it was quoted.
    pub price: &'n Price,
    /// UUID of the posting that holds the total.
    pub held_by: &'n str,
    /// Milliseconds since 1970.
    pub now: u64,
}

impl NewRow<'_> {
    /// As it will be read back, with its place in the line.
    pub fn row(&self, line: &Line) -> Row {
        let amount = |amount: Amount| amount.as_units().to_string();
        Row {
            id: self.id.to_owned(),
            number: self.number,
            principal_id: self.principal.to_owned(),
            title: self.title.to_owned(),
            production: self.production.to_owned(),
            clips: self.clips.to_owned(),
            state: "queued".to_owned(),
            tier: self.standing.tier.to_owned(),
            score: self.standing.score.0.to_string(),
            work_ms: self.standing.work_ms,
            cost: amount(self.price.cost),
            fee: amount(self.price.fee),
            burned: amount(self.price.burned),
            bonus: amount(self.price.bonus),
            bonus_paid: None,
            queued_at: self.now,
            started_at: None,
            ended_at: None,
            failure_code: None,
            failure_message: None,
            manifest_sha256: None,
            ahead: line.ahead,
            ahead_ms: line.ahead_ms,
            running_ms: line.running_ms,
        }
    }
}

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
            work_ms: creator::production::work_ms(agents, tier.max_agents, jobs.estimate_ms),
            ranked_with: priority::rules(policies),
        }
    }

    /// Its rank.
    pub fn rank(&self) -> i64 {
        i64::try_from(self.score.0).unwrap_or(i64::MAX).saturating_sub(self.aged)
    }
}

/// The next number, taken for good.
pub async fn next_number(env: &Env) -> Result<u64, Failure> {
    let sql = "UPDATE job_numbers SET last = last + 1 WHERE one = 1 RETURNING last";
    let number = database(env)?.prepare(sql).first::<u64>(Some("last")).await?;
    number.ok_or_else(|| Failure::Fault("job_numbers is empty".to_owned()))
}

/// The insertion of a job.
pub fn insert(database: &D1Database, row: &NewRow<'_>) -> Result<D1PreparedStatement, Failure> {
    let standing = row.standing;
    statement(
        database,
        "INSERT INTO jobs (id, number, principal_id, title, production, clips, state, tier, \
         score, aged, rank, ranked_with, agents, work_ms, cost, fee, burned, bonus, held_by, \
         queued_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'queued', ?7, CAST(?8 AS INTEGER), \
         CAST(?9 AS INTEGER), CAST(?10 AS INTEGER), ?11, ?12, ?13, CAST(?14 AS INTEGER), \
         CAST(?15 AS INTEGER), CAST(?16 AS INTEGER), CAST(?17 AS INTEGER), ?18, ?19)",
        &[
            text(row.id),
            number(row.number),
            text(row.principal),
            text(row.title),
            text(row.production),
            text(row.clips),
            text(standing.tier),
            digits(standing.score.0),
            digits(standing.aged),
            digits(standing.rank()),
            text(&standing.ranked_with),
            number(row.agents.into()),
            number(standing.work_ms),
            digits(row.price.cost.as_units()),
            digits(row.price.fee.as_units()),
            digits(row.price.burned.as_units()),
            digits(row.price.bonus.as_units()),
            text(row.held_by),
            number(row.now),
        ],
    )
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

/// How many wait, and how a job with this rank would stand if it came now.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub struct Line {
    /// Of all.
    pub all: u64,
    /// Of the caller.
    pub own: u64,
    /// That would go before it.
    pub ahead: u64,
    /// How long those work.
    pub ahead_ms: u64,
    /// How long those work that run already.
    pub running_ms: u64,
}

impl Line {
    /// How many wait.
    pub fn backlog(&self) -> Backlog {
        Backlog { all: self.all, own: self.own }
    }
}

/// See [`Line`]. Equal ranks go before, because they came before.
pub async fn line(env: &Env, principal: &str, rank: i64) -> Result<Line, Failure> {
    let sql = "SELECT count(*) AS \"all\", coalesce(sum(principal_id = ?1), 0) AS own, \
               coalesce(sum(rank >= CAST(?2 AS INTEGER)), 0) AS ahead, \
               coalesce(sum((rank >= CAST(?2 AS INTEGER)) * work_ms), 0) AS ahead_ms, \
               (SELECT coalesce(sum(work_ms), 0) FROM jobs WHERE state = 'running') AS running_ms \
               FROM jobs WHERE state = 'queued'";
    let line = statement(&database(env)?, sql, &[text(principal), digits(rank)])?;
    Ok(line.first::<Line>(None).await?.unwrap_or_default())
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

/// Takes the next job: of two at once, each gets another one.
pub async fn take(env: &Env, now: u64) -> Result<Option<Row>, Failure> {
    let columns = COLUMNS.replace("j.", "");
    let sql = format!(
        "UPDATE jobs SET state = 'running', started_at = max(?1, queued_at) WHERE number = \
         (SELECT number FROM jobs WHERE state = 'queued' ORDER BY rank DESC, number LIMIT 1) \
         RETURNING {columns}"
    );
    Ok(statement(&database(env)?, &sql, &[number(now)])?.first::<Row>(None).await?)
}

/// How a job ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End<'e> {
    /// Done: the SHA-256 of its manifest, and whether the bonus was paid.
    Completed(&'e str, bool),
    /// Not done: the code and a sentence.
    Failed(&'e str, &'e str),
    /// Taken back.
    Cancelled,
}

/// Ends a job; without effect, and the batch with it, unless it is in the state it ends from.
pub fn end(
    database: &D1Database,
    id: &str,
    settled_by: &str,
    now: u64,
    end: &End<'_>,
) -> Result<D1PreparedStatement, Failure> {
    let null = || JsValue::NULL;
    let (state, manifest, bonus, code, message) = match end {
        End::Completed(hash, bonus) => {
            ("completed", text(hash), number((*bonus).into()), null(), null())
        }
        End::Failed(code, message) => ("failed", null(), null(), text(code), text(message)),
        End::Cancelled => ("cancelled", null(), null(), null(), null()),
    };
    // Another state, or none, makes the trigger or the demand before it fail the batch.
    let sql = "UPDATE jobs SET state = ?2, settled_by = ?3, ended_at = max(?4, queued_at), \
               manifest_sha256 = ?5, bonus_paid = ?6, failure_code = ?7, failure_message = ?8 \
               WHERE id = ?1";
    let values =
        [text(id), text(state), text(settled_by), number(now), manifest, bonus, code, message];
    statement(database, sql, &values)
}

/// The posting that settled the hold of a job, if one did.
pub async fn hold_settled_by(env: &Env, id: &str) -> Result<Option<String>, Failure> {
    let sql = "SELECT t.public_id AS id FROM holds h JOIN tx t ON t.id = h.settled_tx \
               WHERE h.id = ?1";
    Ok(statement(&database(env)?, sql, &[text(id)])?.first::<String>(Some("id")).await?)
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
