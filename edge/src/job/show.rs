//! Jobs as the API shows them.

use serde_json::Value;
use wire::job::{Job, JobBonus, JobEstimate, JobFailure, JobState};

use crate::{clock, error::Failure, staking::show::anm};

use super::store::Row;

/// A state by its name in the database, which is its name in JSON.
pub fn state(name: &str) -> Result<JobState, Failure> {
    Ok(serde_json::from_value(Value::String(name.to_owned()))?)
}

/// A job as it stands at a moment.
pub fn job(row: &Row, now: u64) -> Result<Job, Failure> {
    let state = state(&row.state)?;
    let price = row.price()?;
    let completed = state == JobState::Completed;
    let failure = row.failure_code.as_ref().map(|code| JobFailure {
        code: code.clone(),
        message: row.failure_message.clone().unwrap_or_default(),
    });
    let payment = match state {
        JobState::Queued | JobState::Running => "held",
        JobState::Completed => "paid",
        JobState::Failed | JobState::Cancelled => "refunded",
    };
    Ok(Job {
        id: row.id.clone(),
        number: row.number,
        name: format!("JOB-{:06}", row.number),
        title: row.title.clone(),
        state,
        production: row.production()?,
        clips: row.clips()?,
        position: (state == JobState::Queued).then_some(row.ahead + 1),
        estimate: estimate(row, state, now),
        tier: row.tier.clone(),
        score: row.score()?.text(),
        cost: anm(price.cost),
        fee: anm(price.fee),
        total: anm(row.total()?),
        hold_id: row.id.clone(),
        payment: payment.to_owned(),
        bonus: completed
            .then(|| JobBonus { amount: anm(price.bonus), paid: row.bonus_paid == Some(1) }),
        failure,
        manifest_url: completed.then(|| format!("/api/v1/jobs/{}/manifest", row.id)),
        manifest_sha256: row.manifest_sha256.clone(),
        queued_at: clock::iso(row.queued_at),
        started_at: row.started_at.map(clock::iso),
        ended_at: row.ended_at.map(clock::iso),
    })
}

/// When it will be a job's turn: after those that run and those before it, one after the other.
fn estimate(row: &Row, state: JobState, now: u64) -> Option<JobEstimate> {
    let (wait_ms, work_ms) = match state {
        JobState::Queued => (row.ahead_ms + row.running_ms, row.work_ms),
        JobState::Running => {
            let worked = now.saturating_sub(row.started_at.unwrap_or(now));
            (0, row.work_ms.saturating_sub(worked))
        }
        _ => return None,
    };
    Some(JobEstimate {
        wait_seconds: wait_ms.div_ceil(1000),
        work_seconds: work_ms.div_ceil(1000),
        done_at: clock::iso(now.saturating_add(wait_ms).saturating_add(work_ms)),
    })
}
