//! `POST /token/…`: what a member does with tokens of their own.

use ledger::{Account, Kind, System};
use money::Asset;
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
    let caller = session::member(call, Scope::LedgerWrite).await?;
    let wanted: NewTransfer = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let asset = command::asset(wanted.asset.as_deref())?;
    let amount = command::amount(&wanted.amount, asset)?;
    let to = command::recipient(call, &wanted.to).await?;
    let fees = command::fees(call, asset).await?;
    let legs = command::transfer(&caller.principal, &to.id, asset, amount, fees.as_ref())?;
    let order = Order {
        principal: &caller.principal,
        route: "POST token/transfer",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Transfer,
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
    let mut legs = Vec::with_capacity(wanted.transfers.len());
    for part in &wanted.transfers {
        let amount = command::amount(&part.amount, asset)?;
        let to = command::recipient(call, &part.to).await?;
        legs.extend(command::transfer(&caller.principal, &to.id, asset, amount, fees.as_ref())?);
    }
    let order = Order {
        principal: &caller.principal,
        route: "POST token/transfers",
        body: serde_json::to_string(&wanted)?,
        kind: Kind::Transfer,
        legs,
        memo: wanted.memo.as_deref(),
        hold: None,
    };
    command::carry_out(call, order).await
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
        legs: vec![command::leg(from, Account::system(System::Burned, asset), amount)?],
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
        legs: vec![command::leg(Account::system(source(asset), asset), to, amount)?],
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
