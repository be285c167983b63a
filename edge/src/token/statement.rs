//! `GET /token/statement`: opening, what came and went by kind, closing; exact to the unit.

use money::{Amount, Asset};
use wire::{
    scope::Scope,
    token::{Statement, StatementLine},
};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure, Refusal},
    ledger::{
        self as books,
        store::{AccountRow, gather},
    },
    session,
    store::database,
};

use super::{
    csv, read,
    store::history::{self, Sum},
};

/// What a statement covers when nothing is said: 30 days.
const USUAL_MS: u64 = 30 * 24 * 3600 * 1000;
/// The base of the limbs of a sum.
const BASE: u128 = 1_000_000_000;

/// `GET /api/v1/token/statement`
pub async fn statement(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let owner = &caller.principal;
    let asset = read::asset_asked(call)?.unwrap_or(Asset::Anm);
    let to = read::moment_asked(call, "to")?.unwrap_or(call.now + 1);
    let from = read::moment_asked(call, "from")?.unwrap_or(to.saturating_sub(USUAL_MS));
    if from > to {
        return Err(Refusal::of(Code::QueryInvalid, "from").into());
    }
    let first = books::store::entry_at(&call.env, from.saturating_sub(1)).await?;
    let last = books::store::entry_at(&call.env, to.saturating_sub(1)).await?;
    let opening = total_at(call, owner, asset, first).await?;
    let closing = total_at(call, owner, asset, last).await?;
    let sums = history::by_kind(&call.env, owner, asset, first, last).await?;
    let (mut lines, mut credited, mut debited) = (Vec::new(), Amount::ZERO, Amount::ZERO);
    for sum in &sums {
        let (into, out) = both(sum)?;
        credited = add(credited, into)?;
        debited = add(debited, out)?;
        lines.push(StatementLine {
            kind: sum.kind.clone(),
            count: sum.count,
            credited: into.format(asset),
            debited: out.format(asset),
        });
    }
    let shown = Statement {
        asset: asset.code().to_owned(),
        from: clock::iso(from),
        to: clock::iso(to),
        opening: opening.format(asset),
        credited: credited.format(asset),
        debited: debited.format(asset),
        closing: closing.format(asset),
        lines,
    };
    match call.query("format").as_deref() {
        None | Some("json") => answer::json(200, &shown),
        Some("csv") => csv::statement(&shown),
        Some(_) => Err(Refusal::of(Code::QueryInvalid, "format").into()),
    }
}

async fn total_at(call: &Call, owner: &str, asset: Asset, entry: u64) -> Result<Amount, Failure> {
    let statement = books::store::balances_at_statement(&database(&call.env)?, owner, entry)?;
    let rows = statement.all().await?.results::<AccountRow>()?;
    Ok(gather(&rows, asset)?.total())
}

/// What came in and what went out.
pub fn both(sum: &Sum) -> Result<(Amount, Amount), Failure> {
    let into = joined([&sum.ik, &sum.ih, &sum.im, &sum.il])?;
    Ok((into, joined([&sum.ok, &sum.oh, &sum.om, &sum.ol])?))
}

/// A sum from its limbs, highest first. Turnover may be larger than a balance can be; above 36
/// digits it is shown as the largest amount.
pub fn joined(limbs: [&str; 4]) -> Result<Amount, Failure> {
    let mut units = 0u128;
    for limb in limbs {
        let limb: u128 =
            limb.parse().map_err(|_| Failure::Fault(format!("a limb of a sum: {limb}")))?;
        units = units.saturating_mul(BASE).saturating_add(limb);
    }
    Ok(Amount::checked(units).unwrap_or(Amount::MAX))
}

fn add(sum: Amount, more: Amount) -> Result<Amount, Failure> {
    Ok(sum.checked_add(more).unwrap_or(Amount::MAX))
}
