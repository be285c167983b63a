//! `DELETE /api/v1/account`

use ledger::{Account, Kind, Leg, Posting, Purpose, System};
use money::Asset;
use serde_json::{Value, json};
use wire::{account::AccountDeletion, scope::Scope};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    error::{Code, Failure, Refusal},
    identity,
    ledger::{self as books, Balance},
    object,
    session::{self, open::clear_cookie},
    store::{database, demand_failed},
};

use super::store::deletion as store;

/// Deletes the account: everything personal goes, the username is free again, the books keep their
/// rows under an opaque id.
///
/// Refused with `account_in_use` while something is on hold or with an agent, and while tokens
/// remain, unless they are given to the treasury.
pub async fn delete_account(call: &mut Call) -> Result<Response, Failure> {
    let sent: AccountDeletion = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::AccountWrite).await?;
    caller.demand_fresh(call)?;
    let principal = caller.principal.as_str();
    let standing = super::store::members::standing(&call.env, principal, call.now).await?;
    let username = standing.and_then(|standing| standing.username);
    if username.as_deref() != Some(sent.username.trim().trim_start_matches('@')) {
        return Err(Refusal::of(Code::FieldInvalid, "username").into());
    }
    let mut left = Vec::new();
    let mut legs = Vec::new();
    let mut is_bound = store::agents_hold(&call.env, principal).await?;
    for asset in Asset::ALL {
        let balance = books::store::balance(&call.env, principal, asset).await?;
        if balance.total().is_zero() {
            continue;
        }
        is_bound |= !balance.pending.is_zero() || !balance.escrowed.is_zero();
        left.push(show(asset, balance));
        legs.extend(forfeited(principal, asset, balance)?);
    }
    if is_bound || !(sent.forfeit || left.is_empty()) {
        return Err(Refusal::with(Code::AccountInUse, json!({"left": left})).into());
    }
    let database = database(&call.env)?;
    let mut batch = Vec::new();
    if !legs.is_empty() {
        let hash = identity::sha256_parts(&[b"DELETE account", principal.as_bytes()]);
        let claim = (principal, "account-closed", hash.as_str());
        let posting = Posting::new(call.fresh_id(), claim, Kind::Forfeit, call.now, legs);
        batch.push(books::store::post(&database, &posting.map_err(books::refused)?)?);
    }
    batch.extend(store::forget(call, principal)?);
    let files = store::files(&call.env, principal).await?;
    database.batch(batch).await.map_err(|error| {
        // Something came in meanwhile.
        let refusal = demand_failed(&error).then_some(Code::AccountInUse);
        match refusal.or_else(|| books::refusal_of(&error)) {
            Some(code) => code.into(),
            None => Failure::from(error),
        }
    })?;
    for key in files {
        object::sweep_later(&call.env, &key).await;
    }
    clear_cookie(call);
    Ok(answer::none())
}

/// What is free and what is staked, to the treasury.
fn forfeited(principal: &str, asset: Asset, balance: Balance) -> Result<Vec<Leg>, Failure> {
    let parts = [(Purpose::Available, balance.available), (Purpose::Staked, balance.staked)];
    let parts = parts.into_iter().filter(|(_, amount)| !amount.is_zero());
    parts
        .map(|(purpose, amount)| {
            let from = Account::member(principal, asset, purpose)
                .map_err(|_| Failure::Fault("a principal of ours".to_owned()))?;
            let to = Account::system(System::Treasury, asset);
            Leg::new(from, to, amount).map_err(books::refused)
        })
        .collect()
}

fn show(asset: Asset, balance: Balance) -> Value {
    json!({
        "asset": asset.code(),
        "available": balance.available.format(asset),
        "staked": balance.staked.format(asset),
        "escrowed": balance.escrowed.format(asset),
        "pending": balance.pending.format(asset),
    })
}
