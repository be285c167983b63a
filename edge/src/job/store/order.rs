//! Orders: the line they would join, and the row they become.

use creator::job::{Backlog, Price};
use money::Amount;
use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, digits, number, statement, text},
};

use super::{Row, Standing};

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
