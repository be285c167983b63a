//! `/api/v1/staking`

use creator::{Change, Event, Place, Refusal, priority, upgrade};
use ledger::{Account, Kind, Leg, Posting, Purpose, System};
use money::{Amount, AmountFault, Asset};
use policy::{Policies, Versions};
use serde_json::json;
use wire::{
    scope::Scope,
    staking::{StakeAmount, StakeChange, StakeEvent, StakeEventPage, StakingOverview, TierList},
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal as Refused},
    idempotency::{self, Claim, Outcome},
    identity, job, ledger as books, policy as rules,
    quota::{self, Kind as Counted},
    session,
    store::database,
};

use super::{
    TRIES, lost_race, page_cursor, page_limit,
    show::{self, anm},
    store::{self, Entry, Held},
};

/// `GET /api/v1/staking/tiers`
pub async fn list_tiers(call: &Call) -> Result<Response, Failure> {
    let policies = rules::store::load(&call.env, call.now).await?;
    answer::json(200, &TierList { items: policies.tiers().iter().map(show::card).collect() })
}

/// `GET /api/v1/staking`
pub async fn get_staking(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let versions = rules::store::load_versions(&call.env).await?;
    let policies = versions.at(call.now);
    let held = store::load(&call.env, &caller.principal).await?;
    let settled = held.stake.settled(&versions, call.now).map_err(|it| refuse(&it))?;
    let tier = policies.tier_of(settled.staked);
    let next = upgrade::next_upgrade(settled.staked, &policies);
    answer::json(
        200,
        &StakingOverview {
            asset: Asset::Anm.code().to_owned(),
            staked: anm(settled.staked),
            available: anm(held.available),
            tier: tier.id.name().to_owned(),
            features: show::card(&tier),
            apy: tier.apy.to_string(),
            accrued: anm(settled.accrued),
            accrued_at: clock::iso(settled.settled_at_ms),
            rate_per_year: anm(creator::reward_per_year(settled.staked, &policies)),
            claimed: anm(settled.claimed),
            score: priority::score(settled.staked, tier.priority_multiplier).text(),
            next_tier: next.as_ref().map(show::upgrade),
            runway: store::runway(&call.env, held.treasury, &policies).await?,
        },
    )
}

/// `GET /api/v1/staking/history`
pub async fn list_events(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let limit = page_limit(call)?;
    let before = page_cursor(call)?.unwrap_or(u64::from(u32::MAX));
    let mut rows = store::history(&call.env, &caller.principal, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = rows.last().filter(|_| more).map(|row| row.0.to_string());
    let items = rows.into_iter().map(|row| row.1).collect();
    answer::json(200, &StakeEventPage { items, next_cursor })
}

/// `POST /api/v1/staking/stake`
pub async fn stake(call: &mut Call) -> Result<Response, Failure> {
    let amount = amount(call).await?;
    change(call, Event::Staked, amount).await
}

/// `POST /api/v1/staking/unstake`
pub async fn unstake(call: &mut Call) -> Result<Response, Failure> {
    let amount = amount(call).await?;
    change(call, Event::Unstaked, amount).await
}

/// `POST /api/v1/staking/claim`
pub async fn claim(call: &mut Call) -> Result<Response, Failure> {
    change(call, Event::Claimed, Amount::ZERO).await
}

/// `POST /api/v1/staking/compound`
pub async fn compound(call: &mut Call) -> Result<Response, Failure> {
    change(call, Event::Compounded, Amount::ZERO).await
}

/// The amount in the body; who asks is looked at first, so that nobody else learns what is taken.
async fn amount(call: &mut Call) -> Result<Amount, Failure> {
    session::member(call, Scope::Stake).await?;
    let asked: StakeAmount = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    Amount::parse(&asked.amount, Asset::Anm).map_err(|fault| {
        let code = match fault {
            AmountFault::Malformed => Code::AmountInvalid,
            AmountFault::TooManyDecimals => Code::AmountDecimals,
            AmountFault::TooLarge => Code::AmountTooLarge,
        };
        Refused::of(code, "amount").into()
    })
}

async fn change(call: &Call, event: Event, amount: Amount) -> Result<Response, Failure> {
    let principal = session::member(call, Scope::Stake).await?.principal;
    let parts =
        [b"POST staking".as_slice(), event.name().as_bytes(), &amount.as_units().to_be_bytes()];
    let hash = identity::sha256_parts(&parts);
    let claim = Claim::for_good(call, &principal, hash.clone())?;
    if let Some(response) = claim.replay(call).await? {
        return Ok(response);
    }
    quota::spend(&call.env, &principal, Counted::Stakes, call.now).await?;
    let versions = rules::store::load_versions(&call.env).await?;
    let key = claim.key_or_fresh(call);
    let mut last = Failure::from(Code::Busy);
    for _ in 0..TRIES {
        let held = store::load(&call.env, &principal).await?;
        let decided = match decide(event, amount, &held, &versions, call.now) {
            Ok(decided) => decided,
            Err(refusal) => return claim.replay_or(call, refuse(&refusal)).await,
        };
        let asked = Asked { principal: &principal, key: &key, hash: &hash };
        let written = write(call, &asked, &held, &decided, &versions.at(call.now)).await?;
        match claim.apply(call, written).await {
            Ok(Outcome::Answer(response)) => return Ok(response),
            // The same key at the same time: the other one's answer is kept by now.
            Ok(Outcome::Nothing) => {
                if let Some(response) = claim.replay(call).await? {
                    return Ok(response);
                }
            }
            // Somebody was faster; what is refused is said with the numbers as they are now.
            Err(failure) if lost_race(&failure) => last = failure,
            Err(failure) => return Err(failure),
        }
    }
    Err(if matches!(last, Failure::Fault(_)) { Code::Busy.into() } else { last })
}

fn decide(
    event: Event,
    amount: Amount,
    held: &Held,
    versions: &Versions,
    now: u64,
) -> Result<Change, Refusal> {
    match event {
        Event::Staked => held.stake.stake(amount, held.available, versions, now),
        Event::Unstaked => held.stake.unstake(amount, held.treasury, versions, now),
        Event::Claimed => held.stake.claim(held.treasury, versions, now),
        Event::Compounded => held.stake.compound(held.treasury, versions, now),
    }
}

struct Asked<'a> {
    principal: &'a str,
    key: &'a str,
    hash: &'a str,
}

async fn write(
    call: &Call,
    asked: &Asked<'_>,
    held: &Held,
    decided: &Change,
    policies: &Policies,
) -> Result<idempotency::Change, Failure> {
    let database = database(&call.env)?;
    let (id, transaction) = (call.fresh_id(), call.fresh_id());
    let after = decided.after;
    let before = policies.tier_of(held.stake.staked).id.name();
    let tier = policies.tier_of(after.staked);
    let entry = Entry {
        id: &id,
        principal: asked.principal,
        version: held.version,
        change: decided,
        tiers: (before, tier.id.name()),
        transaction: &transaction,
        now: call.now,
    };
    let mut then = store::write(&database, &entry)?;
    let jobs_reranked = job::store::count_queued_of(&call.env, asked.principal).await?;
    then.push(job::store::rerank_owner(&database, asked.principal, after.staked, policies)?);
    let body = StakeChange {
        event: StakeEvent {
            id: id.clone(),
            kind: decided.event.name().to_owned(),
            amount: anm(decided.amount),
            reward: anm(decided.reward),
            staked: anm(after.staked),
            accrued: anm(after.accrued),
            tier_before: before.to_owned(),
            tier_after: tier.id.name().to_owned(),
            transaction_id: Some(transaction.clone()),
            at: clock::iso(call.now),
        },
        staked: anm(after.staked),
        tier: tier.id.name().to_owned(),
        accrued: anm(after.accrued),
        reward_kept: decided.reward_kept,
        jobs_reranked: jobs_reranked as u32,
    };
    Ok(idempotency::Change {
        statement: books::store::post(&database, &posting(call.now, asked, decided, transaction)?)?,
        then,
        status: 200,
        body: serde_json::to_string(&body)?,
        etag: None,
    })
}

fn posting(now: u64, asked: &Asked<'_>, decided: &Change, id: String) -> Result<Posting, Failure> {
    let account = |place| match place {
        Place::Treasury => Ok(Account::system(System::Treasury, Asset::Anm)),
        Place::Available => Account::available(asked.principal, Asset::Anm),
        Place::Staked => Account::member(asked.principal, Asset::Anm, Purpose::Staked),
    };
    let leg = |step: &creator::Move| Leg::new(account(step.from)?, account(step.to)?, step.amount);
    let legs: Result<Vec<Leg>, ledger::Refusal> = decided.moves.iter().map(leg).collect();
    let kind = match decided.event {
        Event::Staked => Kind::Stake,
        Event::Unstaked => Kind::Unstake,
        Event::Claimed => Kind::Reward,
        Event::Compounded => Kind::Compound,
    };
    let claim = (asked.principal, asked.key, asked.hash);
    let posting = legs.and_then(|legs| Posting::new(id, claim, kind, now, legs));
    posting.map_err(|refusal| Failure::Fault(format!("a decided change is refused: {refusal}")))
}

fn refuse(refusal: &Refusal) -> Failure {
    match refusal {
        Refusal::AmountZero => Refused::of(Code::AmountInvalid, "amount").into(),
        Refusal::TooLarge => Refused::of(Code::AmountTooLarge, "amount").into(),
        Refusal::NothingToClaim => Code::NothingToClaim.into(),
        Refusal::InsufficientFunds { available, needed } => {
            let details =
                json!({"asset": "ANM", "available": anm(*available), "needed": anm(*needed)});
            Refused::with(Code::InsufficientFunds, details).into()
        }
        Refusal::StakeTooSmall { staked, needed } => {
            let details = json!({"asset": "ANM", "staked": anm(*staked), "needed": anm(*needed)});
            Refused::with(Code::StakeTooSmall, details).into()
        }
        Refusal::TreasuryEmpty { treasury, due } => {
            let details = json!({"asset": "ANM", "treasury": anm(*treasury), "due": anm(*due)});
            Refused::with(Code::TreasuryEmpty, details).into()
        }
    }
}
