//! `/token/holds`: set aside, paid in part or whole, given back, or run out.

use ledger::{HOLD_MS_MAX, HOLD_MS_MIN, Hold, HoldChange, Kind, Posting, is_id};
use money::{Amount, Asset};
use serde_json::json;
use wire::{
    scope::Scope,
    token::{self, HoldPage, HoldPost, NewHold},
};
use worker::{D1Database, D1PreparedStatement, Env, Response};

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    ledger::{refusal_of, refused, store::post_once},
    session,
    store::database,
};

use super::{
    command::{self, Order},
    cursor, party, read,
    store::holds::{self, Row},
};

/// Most holds that one round gives back.
const RUN_OUT_MAX: u32 = 200;
/// Whose keys the system's own postings are filed under.
const SYSTEM_SCOPE: &str = "system";

/// `POST /api/v1/token/holds`
pub async fn open(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: NewHold = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let lasts = wanted.expires_in_seconds.saturating_mul(1000);
    if !(HOLD_MS_MIN..=HOLD_MS_MAX).contains(&lasts) {
        return Err(Refusal::of(Code::FieldInvalid, "expiresInSeconds").into());
    }
    // Whoever is not there any more may have been when the key was used first.
    let payee = command::recipient(call, &wanted.to).await.and_then(|payee| {
        let own = payee.id == caller.principal;
        if own { Err(Refusal::of(Code::SelfTransfer, "to").into()) } else { Ok(payee.id) }
    });
    let hold = Hold { id: call.fresh_id(), owner: caller.principal.clone(), asset, amount };
    let change = HoldChange::Open {
        id: hold.id.clone(),
        expires_at: call.now + lasts,
        payee: payee.as_ref().ok().cloned(),
    };
    let order = Order {
        principal: &caller.principal,
        route: "POST token/holds",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Hold,
        asset,
        legs: payee.and_then(|_| hold.fill().map(|leg| vec![leg]).map_err(refused)),
        memo: wanted.memo.as_deref(),
        hold: Some(change),
    };
    settle(call, order, 201).await
}

/// Posts an order that changes a hold. The answer is what the posting made of the hold, so a replay
/// of an opening answers as it did before, also when the hold has been settled meanwhile.
async fn settle(call: &Call, order: Order<'_>, status: u16) -> Result<Response, Failure> {
    let opening = matches!(order.hold, Some(HoldChange::Open { .. }));
    let done = order.done(call).await?;
    let id = done.hold.as_deref().unwrap_or_default();
    let mut row = holds::find(&call.env, id).await?.ok_or(Code::HoldNotFound)?;
    if opening {
        row.state = "pending".to_owned();
        (row.settled_at, row.settled_legs) = (None, None);
    }
    let response = answer::json(status, &show(row)?)?;
    if done.replayed {
        response.headers().set("idempotency-replayed", "true")?;
    }
    Ok(response)
}

/// `POST /api/v1/token/holds/:id/post`: by the payee, or by the owner, who pays of their own accord.
pub async fn post(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: HoldPost = call.body(SMALL_BODY_BYTES_MAX).await?.json_or_default()?;
    let (row, hold) = known(call, &caller.principal, id).await?;
    let amount = match &wanted.amount {
        Some(text) => command::amount(text, hold.asset)?,
        None => hold.amount,
    };
    let payee = row.payee.as_deref().ok_or(Code::HoldNotFound)?;
    // The payee may have closed the account meanwhile.
    let legs = command::recipient(call, payee).await.and_then(|payee| {
        hold.pay(command::available(&payee.id, hold.asset)?, amount).map_err(refused)
    });
    let order = Order {
        principal: &caller.principal,
        route: "POST token/holds/post",
        body: json!([id, wanted.amount]).to_string(),
        kind: Kind::HoldPosted,
        asset: hold.asset,
        legs,
        memo: None,
        hold: Some(HoldChange::Post(id.to_owned())),
    };
    settle(call, order, 200).await
}

/// `POST /api/v1/token/holds/:id/void`: by the payee alone. To the payee a hold is a promise; the
/// owner gets it back when its time has run out.
pub async fn void(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let (row, hold) = known(call, &caller.principal, id).await?;
    let may = row.payee.as_deref() == Some(&caller.principal) || row.expires_at <= call.now;
    let back = hold.give_back().map(|leg| vec![leg]).map_err(refused);
    let order = Order {
        principal: &caller.principal,
        route: "POST token/holds/void",
        body: id.to_owned(),
        kind: Kind::HoldVoided,
        asset: hold.asset,
        legs: if may { back } else { Err(Code::HoldNotYours.into()) },
        memo: None,
        hold: Some(HoldChange::Void(id.to_owned())),
    };
    settle(call, order, 200).await
}

/// A hold between members that the caller is a side of; any other does not exist for them.
async fn known(call: &Call, principal: &str, id: &str) -> Result<(Row, Hold), Failure> {
    if !is_id(id) {
        return Err(Code::HoldNotFound.into());
    }
    let row = holds::find(&call.env, id).await?.ok_or(Code::HoldNotFound)?;
    let concerned = row.owner == principal || row.payee.as_deref() == Some(principal);
    if !concerned || row.payee.is_none() {
        return Err(Code::HoldNotFound.into());
    }
    let hold = hold_of(&row)?;
    Ok((row, hold))
}

fn hold_of(row: &Row) -> Result<Hold, Failure> {
    let asset = asset_of(row)?;
    let amount = row.limbs.amount()?;
    Ok(Hold { id: row.id.clone(), owner: row.owner.clone(), asset, amount })
}

fn asset_of(row: &Row) -> Result<Asset, Failure> {
    let unknown = || Failure::Fault(format!("a hold of an unknown asset: {}", row.asset));
    Asset::parse(&row.asset).ok_or_else(unknown)
}

/// `GET /api/v1/token/holds`
pub async fn list(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let state = call.query("state");
    let known = |state: &str| ["pending", "posted", "voided", "expired"].contains(&state);
    if state.as_deref().is_some_and(|state| !known(state)) {
        return Err(Refusal::of(Code::QueryInvalid, "state").into());
    }
    let list = format!("holds {state:?}");
    let before = match call.query("cursor") {
        Some(text) => cursor::read(&caller.principal, &list, &text)?,
        None => u64::MAX >> 11,
    };
    let limit = read::limit(call)?;
    let mut rows =
        holds::page(&call.env, &caller.principal, state.as_deref(), before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(cursor::write(&caller.principal, &list, last.opened_tx)),
        _ => None,
    };
    answer::json(200, &HoldPage { items: shown(rows)?, next_cursor })
}

/// The newest pending holds of somebody's own, to be read in the snapshot of a balance.
pub fn pending_statement(
    database: &D1Database,
    owner: &str,
    limit: u32,
) -> Result<D1PreparedStatement, Failure> {
    holds::pending(database, owner, limit)
}

/// Holds as the API shows them.
pub fn shown(rows: Vec<Row>) -> Result<Vec<token::Hold>, Failure> {
    rows.into_iter().map(show).collect()
}

fn show(row: Row) -> Result<token::Hold, Failure> {
    let asset = asset_of(&row)?;
    let account = hold_of(&row)?.account().map_err(|error| refused(error.into()))?;
    let back = command::available(&row.owner, asset)?;
    // Paid is what left the hold and did not go back.
    let posted = row.settled_legs.as_deref().and_then(ledger::legs_from_json).map(|legs| {
        let paid = legs.iter().filter(|leg| leg.from == account && leg.to != back);
        Amount::sum(paid.map(|leg| leg.amount)).unwrap_or(Amount::MAX)
    });
    Ok(token::Hold {
        owner: party::member(&row.owner, row.owner_username),
        payee: row.payee.map(|id| party::member(&id, row.payee_username)),
        amount: row.limbs.amount()?.format(asset),
        posted: posted.map(|amount| amount.format(asset)),
        asset: row.asset,
        id: row.id,
        state: row.state,
        kind: row.kind,
        memo: row.memo,
        created_at: clock::iso(row.created_at),
        expires_at: clock::iso(row.expires_at),
        settled_at: row.settled_at.map(clock::iso),
    })
}

/// Gives back what ran out, in a round of the background. The others do not wait for a hold that
/// cannot be given back.
pub async fn give_back_run_out(env: &Env, now: u64) -> Result<(), Failure> {
    let database = database(env)?;
    for row in holds::run_out(env, now, RUN_OUT_MAX).await? {
        if let Err(failure) = give_back(&database, &row, now).await {
            worker::console_error!("hold {} was not given back: {failure:?}", row.id);
        }
    }
    Ok(())
}

/// Gives one back; one that somebody settled in the same moment is left alone.
async fn give_back(database: &D1Database, row: &Row, now: u64) -> Result<(), Failure> {
    let hold = hold_of(row)?;
    let key = format!("expire {}", hold.id);
    let claim = (SYSTEM_SCOPE, key.as_str(), NO_REQUEST);
    let legs = vec![hold.give_back().map_err(refused)?];
    let id = crate::identity::uuid(now);
    let posting = Posting::new(id, claim, Kind::HoldExpired, now, legs).map_err(refused)?;
    let posting = posting.with_hold(HoldChange::Expire(hold.id));
    match post_once(&posting).prepare(database)?.run().await {
        Err(error) if refusal_of(&error) != Some(Code::HoldSettled) => Err(error.into()),
        _ => Ok(()),
    }
}

/// The hash of a posting that no request asked for.
const NO_REQUEST: &str = "0000000000000000000000000000000000000000000000000000000000000000";
