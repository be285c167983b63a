//! `POST /token/…`: what a member does with tokens of their own.

use ledger::{Account, Kind, Leg, System};
use money::Asset;
use policy::Fees;
use wire::{
    scope::Scope,
    token::{FaucetDraw, NewBurn, NewTransfer, NewTransfers},
};
use worker::Response;

use crate::{
    call::{Call, SMALL_BODY_BYTES_MAX},
    error::{Code, Failure, Refusal},
    session,
};

use super::command::{self, Order};

/// `POST /api/v1/token/transfer`
pub async fn transfer(call: &mut Call) -> Result<Response, Failure> {
    // Whoever may not ask hears that first, whatever the body says.
    let wanted: Result<NewTransfer, Failure> =
        call.body(SMALL_BODY_BYTES_MAX).await.and_then(|body| Ok(body.json()?));
    if let Ok(NewTransfer { to, .. }) = &wanted
        && command::is_address(to)
    {
        call.expect_recipient(to);
    }
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted = wanted?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let fees = command::fees(call, asset).await?;
    let to = command::recipient(call, &wanted.to).await;
    let legs = to
        .and_then(|to| command::transfer(&caller.principal, &to.id, asset, amount, fees.as_ref()));
    let order = Order {
        principal: &caller.principal,
        route: "POST token/transfer",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Transfer,
        asset,
        legs,
        memo: wanted.memo.as_deref(),
        hold: None,
    };
    command::carry_out(call, order).await
}

/// `POST /api/v1/token/transfers`: all of them, or none.
pub async fn transfers(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: NewTransfers = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    if wanted.transfers.is_empty() || wanted.transfers.len() > ledger::LEGS_MAX {
        return Err(Refusal::of(Code::FieldInvalid, "transfers").into());
    }
    let asset = command::asset(wanted.asset.as_deref())?;
    let fees = command::fees(call, asset).await?;
    let legs = shares(call, &caller.principal, &wanted, asset, fees.as_ref()).await;
    let order = Order {
        principal: &caller.principal,
        route: "POST token/transfers",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Transfer,
        asset,
        legs,
        memo: wanted.memo.as_deref(),
        hold: None,
    };
    command::carry_out(call, order).await
}

async fn shares(
    call: &Call,
    from: &str,
    wanted: &NewTransfers,
    asset: Asset,
    fees: Option<&Fees>,
) -> Result<Vec<Leg>, Failure> {
    let mut legs = Vec::with_capacity(wanted.transfers.len());
    for part in &wanted.transfers {
        let amount = command::amount(&part.amount, asset)?;
        let to = command::recipient(call, &part.to).await?;
        legs.extend(command::transfer(from, &to.id, asset, amount, fees)?);
    }
    Ok(legs)
}

/// `POST /api/v1/token/burn`
pub async fn burn(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: NewBurn = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let from = command::available(&caller.principal, asset)?;
    let order = Order {
        principal: &caller.principal,
        route: "POST token/burn",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Burn,
        asset,
        legs: command::leg(from, Account::system(System::Burned, asset), amount)
            .map(|leg| vec![leg]),
        memo: wanted.memo.as_deref(),
        hold: None,
    };
    command::carry_out(call, order).await
}

/// `POST /api/v1/token/faucet`, in local development only.
pub async fn faucet(call: &mut Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: FaucetDraw = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let to = command::available(&caller.principal, asset)?;
    let order = Order {
        principal: &caller.principal,
        route: "POST token/faucet",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Faucet,
        asset,
        legs: command::leg(Account::system(source(asset), asset), to, amount).map(|leg| vec![leg]),
        memo: None,
        hold: None,
    };
    command::carry_out(call, order).await
}

/// Where new units of an asset come from: ANM exist already, dollars come from outside.
pub fn source(asset: Asset) -> System {
    match asset {
        Asset::Anm => System::Reserve,
        Asset::Avt | Asset::Digi => System::Issue,
        Asset::Usd => System::Gateway,
    }
}
