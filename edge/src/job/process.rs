//! The background's part: takes the next job, renders it, and settles what was held.

use creator::{
    access::{self, Rules},
    job::{self, Settlement},
    manifest,
};
use ledger::{Account, Hold, HoldChange, Kind, Leg, Posting, System};
use money::Asset;
use policy::Policies;
use worker::{D1PreparedStatement, Env, HttpMetadata};

use crate::{
    catalogue,
    error::Failure,
    identity, ledger as books,
    object::{self, Message},
    policy as rules,
    staking::{self, store::demand_posted},
    store::{database, raised},
};

use super::{
    OVERDUE_MAX, QUEUED_MS_MAX,
    store::{self, End, Row, Standing},
};

/// Most jobs that one round works on, beside those that the queue asks for.
const ROUND_MAX: u32 = 10;
/// Most statements of one recount after a vote.
const RECOUNTS_MAX: u32 = 50;

/// Where the manifest of a job lies.
pub fn manifest_key(job: &str) -> String {
    format!("jobs/{job}/manifest.json")
}

/// Whether jobs are worked on by themselves; `JOBS = "manual"` leaves them to the operators.
fn automatic(env: &Env) -> bool {
    env.var("JOBS").is_ok_and(|value| value.to_string() == "automatic")
}

/// Asks the background to work on the next job. If the queue does not take it, the next round
/// finds the job.
pub async fn ask(env: &Env) {
    if !automatic(env) {
        return;
    }
    let sent = match env.queue("BACKGROUND") {
        Ok(queue) => queue.send(&Message::Produce).await,
        Err(error) => Err(error),
    };
    if let Err(error) = sent {
        worker::console_error!("the queue did not take a job: {error}");
    }
}

/// What is done every few minutes: overdue jobs are given back, forgotten ones worked on.
pub async fn round(env: &Env, now: u64) -> Result<(), Failure> {
    give_back_overdue(env, now).await?;
    recount(env, &rules::store::load(env, now).await?).await?;
    for _ in 0..if automatic(env) { ROUND_MAX } else { 0 } {
        match process_next(env, now).await {
            Ok(None) => break,
            Ok(Some(_)) => {}
            // It was taken, so the next turn is another one's; its time will run out.
            Err(failure) => worker::console_error!("a production broke off: {failure:?}"),
        }
    }
    Ok(())
}

/// Works on the next job, and gives it as it ended; `None` when none waits.
pub async fn process_next(env: &Env, now: u64) -> Result<Option<Row>, Failure> {
    let policies = rules::store::load(env, now).await?;
    recount(env, &policies).await?;
    let Some(row) = store::take(env, now).await? else { return Ok(None) };
    work(env, &row, &policies, now).await?;
    store::find(env, &row.id).await
}

/// Counts waiting jobs anew whose ranks were counted with other policies than those that hold.
pub async fn recount(env: &Env, policies: &Policies) -> Result<(), Failure> {
    let with = creator::priority::rules(policies);
    let database = database(env)?;
    for _ in 0..RECOUNTS_MAX {
        let stale = store::stale(env, &with).await?;
        if stale.is_empty() {
            break;
        }
        let mut batch = Vec::with_capacity(stale.len());
        for job in &stale {
            let standing = Standing::new(job.staked()?, job.agents, job.queued_at, policies);
            batch.push(store::rerank(&database, job, &standing)?);
        }
        database.batch(batch).await?;
    }
    Ok(())
}

/// Gives back what jobs hold that run for too long or wait for too long.
pub async fn give_back_overdue(env: &Env, now: u64) -> Result<(), Failure> {
    let jobs = rules::store::load(env, now).await?.jobs();
    let started_before = now.saturating_sub(jobs.run_timeout_ms);
    let queued_before = now.saturating_sub(QUEUED_MS_MAX);
    for row in store::overdue(env, started_before, queued_before, OVERDUE_MAX).await? {
        let end = if row.state == "running" {
            End::Failed("interrupted", "It ran for too long, and was given up")
        } else {
            End::Cancelled
        };
        match refund(env, &row, &end, now).await {
            Ok(()) => {}
            // Somebody ended it this very moment.
            Err(failure) if is_over(&failure) => {}
            // The others are not to wait for it.
            Err(failure) => {
                worker::console_error!("job {} was not given back: {failure:?}", row.number);
            }
        }
    }
    Ok(())
}

/// Whether a batch failed because the job was not in the state it was to leave, or had its last
/// posting already.
fn is_over(failure: &Failure) -> bool {
    let words = ["JOB_STATE", "tx.scope"];
    matches!(failure, Failure::Fault(reason) if words.iter().any(|word| reason.contains(word)))
}

async fn work(env: &Env, row: &Row, policies: &Policies, now: u64) -> Result<(), Failure> {
    let production = row.production()?;
    let held = staking::store::load(env, &row.principal_id).await?;
    let catalogue = catalogue::store::load(env).await?;
    // Checked again: the stake may have left since, or a vote may have changed what it allows.
    let rules = Rules { policies, catalogue: &catalogue };
    let access = access::validate(&production, held.stake.staked, rules);
    if let Some(violation) = access.violations.first() {
        let why =
            format!("The stake no longer allows it: {} {}", violation.feature, violation.asked);
        return refund(env, row, &End::Failed("access_lost", &why), now).await;
    }
    let manifest = match manifest::render(&row.id, &row.title, &production, &row.clips()?) {
        Ok(manifest) => serde_json::to_vec(&manifest)?,
        Err(refusal) => {
            let why = refusal.to_string();
            return refund(env, row, &End::Failed(refusal.code(), &why), now).await;
        }
    };
    let hash = identity::sha256(&manifest);
    let kind = HttpMetadata {
        content_type: Some("application/json".to_owned()),
        ..HttpMetadata::default()
    };
    let key = manifest_key(&row.id);
    object::bucket(env)?.put(&key, manifest).http_metadata(kind).execute().await?;
    let settlement = job::settle(&row.price()?, held.treasury);
    match pay(env, row, &settlement, &hash, now).await {
        // The treasury was emptied meanwhile: the bonus is left out, and noted.
        Err(failure) if !settlement.bonus.is_zero() && staking::lost_race(&failure) => {
            let without = Settlement { bonus: money::Amount::ZERO, ..settlement };
            pay(env, row, &without, &hash, now).await
        }
        other => other,
    }
}

/// The hold's account under the job's id.
fn hold(row: &Row) -> Result<Hold, Failure> {
    let (id, owner) = (row.id.clone(), row.principal_id.clone());
    Ok(Hold { id, owner, asset: Asset::Anm, amount: row.total()? })
}

/// The last posting of a job. All of them share a key, so there is only ever one.
fn last_posting(
    row: &Row,
    kind: Kind,
    legs: Result<Vec<Leg>, ledger::Refusal>,
    change: HoldChange,
    now: u64,
) -> Result<Posting, Failure> {
    let (key, hash) = (format!("{}:end", row.id), identity::sha256(row.id.as_bytes()));
    let posting = legs.and_then(|legs| {
        let claim = ("jobs", key.as_str(), hash.as_str());
        Posting::new(identity::uuid(now), claim, kind, now, legs)?.with_reference(Some(&row.id))
    });
    let posting = posting.map(|posting| posting.with_hold(change));
    posting.map_err(|refusal| Failure::Fault(format!("job {} cannot end: {refusal}", row.number)))
}

async fn pay(
    env: &Env,
    row: &Row,
    settlement: &Settlement,
    manifest_sha256: &str,
    now: u64,
) -> Result<(), Failure> {
    let treasury = Account::system(System::Treasury, Asset::Anm);
    let legs = || {
        let hold = Account::hold(&row.id, Asset::Anm)?;
        let owner = Account::available(&row.principal_id, Asset::Anm)?;
        let burned = Account::system(System::Burned, Asset::Anm);
        // The bonus first: it is paid out of what the treasury held before.
        let steps = [
            (treasury.clone(), owner, settlement.bonus),
            (hold.clone(), treasury, settlement.treasury),
            (hold, burned, settlement.burned),
        ];
        let due = steps.into_iter().filter(|step| !step.2.is_zero());
        due.map(|(from, to, amount)| Leg::new(from, to, amount)).collect()
    };
    let change = HoldChange::Post(row.id.clone());
    let posting = last_posting(row, Kind::JobPaid, legs(), change, now)?;
    let end = End::Completed(manifest_sha256, !settlement.bonus.is_zero());
    finish(env, row, &posting, &end, now).await
}

/// The statements with which a job is given back: the posting, and what goes with it.
pub fn refund_statements(
    env: &Env,
    row: &Row,
    end: &End<'_>,
    now: u64,
) -> Result<(D1PreparedStatement, Vec<D1PreparedStatement>), Failure> {
    let legs = hold(row)?.give_back().map(|leg| vec![leg]);
    let change = HoldChange::Void(row.id.clone());
    let posting = last_posting(row, Kind::JobRefunded, legs, change, now)?;
    let database = database(env)?;
    let then = vec![
        demand_posted(&database, &posting.id)?,
        store::end(&database, &row.id, &posting.id, now, end)?,
    ];
    Ok((books::store::post(&database, &posting)?, then))
}

async fn refund(env: &Env, row: &Row, end: &End<'_>, now: u64) -> Result<(), Failure> {
    let (posting, then) = refund_statements(env, row, end, now)?;
    let batch = [posting].into_iter().chain(then).collect();
    match database(env)?.batch(batch).await {
        Ok(_) => Ok(()),
        // Its hold has run out: everything was given back already.
        Err(error) if raised(&error, "HOLD_SETTLED") => end_given_back(env, row, end, now).await,
        Err(error) => Err(error.into()),
    }
}

async fn end_given_back(env: &Env, row: &Row, end: &End<'_>, now: u64) -> Result<(), Failure> {
    let database = database(env)?;
    let Some(settled_by) = store::hold_settled_by(env, &row.id).await? else {
        return Err(Failure::Fault(format!("the hold of job {} is lost", row.number)));
    };
    store::end(&database, &row.id, &settled_by, now, end)?.run().await?;
    Ok(())
}

async fn finish(
    env: &Env,
    row: &Row,
    posting: &Posting,
    end: &End<'_>,
    now: u64,
) -> Result<(), Failure> {
    let database = database(env)?;
    let batch = vec![
        books::store::post(&database, posting)?,
        demand_posted(&database, &posting.id)?,
        store::end(&database, &row.id, &posting.id, now, end)?,
    ];
    database.batch(batch).await?;
    Ok(())
}
