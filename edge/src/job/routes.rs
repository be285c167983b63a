//! `/api/v1/jobs`

use creator::{
    access::{self, Rules},
    job::{self, OrderRefusal, Price},
    manifest, quote,
};
use ledger::{Hold, HoldChange, Kind, Posting};
use money::{Amount, Asset};
use policy::{Section, catalogue::PRODUCTIONS};
use serde_json::json;
use wire::{
    admin::Role,
    job::{JobPage, JobState, NewJob, Processed, QueueStats, TierQueue},
    scope::Scope,
};
use worker::Response;

use crate::{
    access as gate, answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    catalogue, clock,
    error::{Code, Failure, Refusal},
    idempotency::{Change, Claim, Outcome},
    identity, ledger as books, object, policy as rules,
    quota::{self, Kind as Counted},
    session::{self, Caller},
    staking::{
        self, TRIES, lost_race, page_cursor, page_limit,
        show::anm,
        store::{Held, demand_posted},
    },
    store::{database, demand, number, text},
};

use super::{
    HELD_MS, process, show,
    store::{self, End, Line, NewRow, Row, Standing},
};

/// An order, read and checked in form.
struct Order {
    asked: NewJob,
    max_total: Amount,
    production: String,
    clips: String,
}

/// `POST /api/v1/jobs`
pub async fn create_job(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    let asked: NewJob = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let order = read(asked)?;
    let hash = identity::sha256_parts(&[
        b"POST jobs",
        order.asked.title.as_bytes(),
        order.production.as_bytes(),
        order.clips.as_bytes(),
        &order.max_total.as_units().to_be_bytes(),
    ]);
    let claim = Claim::for_good(call, &caller.principal, hash.clone())?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &caller.principal, Counted::Jobs, call.now).await?;
    let key = claim.key_or_fresh(call);
    let mut number = None;
    for _ in 0..TRIES {
        let decided = match decide(call, &caller, &order).await {
            Ok(decided) => decided,
            Err(refusal) => return claim.replay_or(call, refusal).await,
        };
        let number = match number {
            Some(number) => number,
            None => *number.insert(store::next_number(&call.env).await?),
        };
        let change = write(call, &order, &decided, number, (&caller.principal, &key, &hash))?;
        match claim.apply(call, change).await {
            Ok(Outcome::Answer(response)) => {
                process::ask(&call.env).await;
                return Ok(response);
            }
            Ok(Outcome::Nothing) => {
                if let Some(response) = claim.replay(call).await? {
                    return Ok(response);
                }
            }
            Err(failure) if lost_race(&failure) => {}
            Err(failure) => return Err(failure),
        }
    }
    Err(Code::Busy.into())
}

fn read(asked: NewJob) -> Result<Order, Failure> {
    gate::routes::well_formed(&asked.production)?;
    if let Some(field) = manifest::malformed_field(&asked.title, &asked.clips) {
        return Err(Refusal::of(Code::FieldInvalid, field).into());
    }
    let max_total = Amount::parse(&asked.max_total, Asset::Anm)
        .map_err(|_| Refusal::of(Code::FieldInvalid, "maxTotal"))?;
    let production = serde_json::to_string(&asked.production)?;
    let clips = serde_json::to_string(&asked.clips)?;
    Ok(Order { asked, max_total, production, clips })
}

/// What was decided about an order, and what it was decided on.
struct Decided {
    price: Price,
    total: Amount,
    agents: u32,
    standing: Standing,
    held: Held,
    line: Line,
    limits: policy::Jobs,
}

async fn decide(call: &Call, caller: &Caller, order: &Order) -> Result<Decided, Failure> {
    let catalogue = catalogue::store::load(&call.env).await?;
    if !catalogue.enabled(Section::Features, PRODUCTIONS) {
        return Err(Code::FeatureOff.into());
    }
    let policies = rules::store::load(&call.env, call.now).await?;
    let held = staking::store::load(&call.env, &caller.principal).await?;
    let staked = held.stake.staked;
    let rules = Rules { policies: &policies, catalogue: &catalogue };
    let production = &order.asked.production;
    let access = access::validate(production, staked, rules);
    if !access.allowed() {
        let details = serde_json::to_value(gate::show::decision(&access, staked))?;
        return Err(Refusal::with(Code::AccessDenied, details).into());
    }
    let quote = gate::routes::price(production, &policies)?;
    let standing = Standing::new(staked, quote.agents, call.now, &policies);
    process::recount(&call.env, &policies).await?;
    let line = store::line(&call.env, &caller.principal, standing.rank()).await?;
    let limits = policies.jobs();
    job::order(&quote, order.max_total, held.available, line.backlog(), &limits)
        .map_err(|refusal| refuse(&refusal))?;
    let price = Price {
        cost: quote.cost,
        fee: quote.fee.amount,
        burned: quote.fee.burned,
        bonus: quote::bonus(quote.cost, &policies),
    };
    let (total, agents) = (quote.total(), quote.agents);
    Ok(Decided { price, total, agents, standing, held, line, limits })
}

fn refuse(refusal: &OrderRefusal) -> Failure {
    match refusal {
        OrderRefusal::MaxTotalExceeded { total, max_total } => {
            let details =
                json!({"asset": "ANM", "total": anm(*total), "maxTotal": anm(*max_total)});
            Refusal::with(Code::MaxTotalExceeded, details).into()
        }
        OrderRefusal::InsufficientFunds { available, needed } => {
            let details =
                json!({"asset": "ANM", "available": anm(*available), "needed": anm(*needed)});
            Refusal::with(Code::InsufficientFunds, details).into()
        }
        OrderRefusal::QueueFull { limit, own } => {
            Refusal::with(Code::QueueFull, json!({"limit": limit, "own": own})).into()
        }
    }
}

fn write(
    call: &Call,
    order: &Order,
    decided: &Decided,
    number_taken: u64,
    claim: (&str, &str, &str),
) -> Result<Change, Failure> {
    let database = database(&call.env)?;
    let (id, transaction, principal) = (call.fresh_id(), call.fresh_id(), claim.0);
    let hold = Hold {
        id: id.clone(),
        owner: principal.to_owned(),
        asset: Asset::Anm,
        amount: decided.total,
    };
    let opening = HoldChange::Open { id: id.clone(), expires_at: call.now + HELD_MS, payee: None };
    let posting = hold
        .fill()
        .and_then(|leg| {
            Posting::new(transaction.clone(), claim, Kind::JobHeld, call.now, vec![leg])?
                .with_reference(Some(&id))
        })
        .map_err(|refusal| Failure::Fault(format!("an order is refused: {refusal}")))?
        .with_hold(opening);
    let row = NewRow {
        id: &id,
        number: number_taken,
        principal,
        title: &order.asked.title,
        production: &order.production,
        clips: &order.clips,
        standing: &decided.standing,
        agents: decided.agents,
        price: &decided.price,
        held_by: &transaction,
        now: call.now,
    };
    let same_stake = "SELECT coalesce(max(version), 0) = ?2 FROM stakes WHERE principal_id = ?1";
    let room = "SELECT count(*) < ?1 AND coalesce(sum(principal_id = ?2), 0) < ?3 \
                FROM jobs WHERE state = 'queued'";
    let limits = &decided.limits;
    let places = [number(limits.queue_limit), text(principal), number(limits.queue_limit_own)];
    Ok(Change {
        statement: books::store::post(&database, &posting)?,
        then: vec![
            demand_posted(&database, &transaction)?,
            demand(&database, same_stake, &[text(principal), number(decided.held.version)])?,
            demand(&database, room, &places)?,
            store::insert(&database, &row)?,
        ],
        status: 201,
        body: serde_json::to_string(&show::job(&row.row(&decided.line), call.now)?)?,
        etag: None,
    })
}

/// `GET /api/v1/jobs`
pub async fn list_jobs(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    let limit = page_limit(call)?;
    let before = page_cursor(call)?.unwrap_or(u64::from(u32::MAX));
    let state = call.query("state");
    if state.as_deref().is_some_and(|state| show::state(state).is_err()) {
        return Err(Refusal::of(Code::QueryInvalid, "state").into());
    }
    let env = &call.env;
    let mut rows = store::list(env, &caller.principal, state.as_deref(), before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.number.to_string());
    let items = rows.iter().map(|row| show::job(row, call.now)).collect::<Result<_, _>>()?;
    answer::json(200, &JobPage { items, next_cursor })
}

/// A job of the caller; those of others do not exist for them.
async fn owned(call: &Call, caller: &Caller, id: &str) -> Result<Row, Failure> {
    let row = store::find(&call.env, id).await?;
    let row = row.filter(|row| row.principal_id == caller.principal);
    row.ok_or_else(|| Code::JobNotFound.into())
}

/// `GET /api/v1/jobs/:id`
pub async fn get_job(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    answer::json(200, &show::job(&owned(call, &caller, id).await?, call.now)?)
}

/// `GET /api/v1/jobs/:id/manifest`
pub async fn get_manifest(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    let row = owned(call, &caller, id).await?;
    let Some(hash) = row.manifest_sha256 else { return Err(Code::ManifestNotFound.into()) };
    let bytes = object::read(&call.env, &process::manifest_key(&row.id)).await?;
    let response = answer::file(bytes, "application/json")?;
    response.headers().set("etag", &format!("\"{hash}\""))?;
    Ok(response)
}

/// `DELETE /api/v1/jobs/:id`: takes it back while it waits.
pub async fn cancel_job(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    let hash = identity::sha256_parts(&[b"DELETE jobs", id.as_bytes()]);
    let claim = Claim::for_good(call, &caller.principal, hash)?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    let row = owned(call, &caller, id).await?;
    let refused = |state: &str| {
        Failure::from(Refusal::with(Code::JobNotCancellable, json!({"state": state})))
    };
    if !job::may_cancel(show::state(&row.state)?) {
        return claim.replay_or(call, refused(&row.state)).await;
    }
    let (statement, then) = process::refund_statements(&call.env, &row, &End::Cancelled, call.now)?;
    let body = serde_json::to_string(&show::job(&row.cancelled(call.now), call.now)?)?;
    let applied =
        claim.apply(call, Change { statement, then, status: 200, body, etag: None }).await;
    if let Ok(Outcome::Answer(response)) = applied {
        return Ok(response);
    }
    // It began, or was taken back, at this very moment.
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    let state = owned(call, &caller, id).await?.state;
    match applied {
        Err(failure) if state == "queued" => Err(failure),
        _ => Err(refused(&state)),
    }
}

/// `GET /api/v1/jobs/queue`
pub async fn get_queue(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Jobs).await?;
    let policies = rules::store::load(&call.env, call.now).await?;
    let held = staking::store::load(&call.env, &caller.principal).await?;
    let standing = Standing::new(held.stake.staked, 1, call.now, &policies);
    let line = store::line(&call.env, &caller.principal, standing.rank()).await?;
    let counts = store::counts(&call.env).await?;
    let count = |state: JobState| -> Result<u64, Failure> {
        let mut sum = 0;
        for it in &counts {
            sum += if show::state(&it.state)? == state { it.n } else { 0 };
        }
        Ok(sum)
    };
    let queued = || counts.iter().filter(|it| it.state == "queued");
    let of_tier = |tier: &policy::Tier| {
        let tier = tier.id.name();
        let here = queued().filter(|it| it.tier == tier);
        TierQueue { tier: tier.to_owned(), queued: here.map(|it| it.n).sum() }
    };
    answer::json(
        200,
        &QueueStats {
            queued: count(JobState::Queued)?,
            running: count(JobState::Running)?,
            completed: count(JobState::Completed)?,
            failed: count(JobState::Failed)?,
            cancelled: count(JobState::Cancelled)?,
            by_tier: policies.tiers().iter().map(of_tier).collect(),
            oldest_queued_at: queued().map(|it| it.oldest).min().map(clock::iso),
            wait_seconds: (line.ahead_ms + line.running_ms).div_ceil(1000),
            next_position: line.ahead + 1,
        },
    )
}

/// `POST /api/v1/admin/jobs/process`: works on the next job at once.
pub async fn process_job(call: &Call) -> Result<Response, Failure> {
    session::with_role(call, &[Role::Operator]).await?;
    process::give_back_overdue(&call.env, call.now).await?;
    let row = process::process_next(&call.env, call.now).await?;
    let job = row.map(|row| show::job(&row, call.now)).transpose()?;
    answer::json(200, &Processed { job })
}
