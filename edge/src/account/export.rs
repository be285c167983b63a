//! `GET /api/v1/account/export`

use money::{Amount, Asset, Limbs};
use serde_json::{Map, Value, json};
use wire::scope::Scope;
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::Failure,
    ledger,
    quota::{self, Kind},
    session,
};

use super::store::export as store;

/// Everything that is kept about the member, as one file; the pictures stand behind their addresses.
pub async fn export(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountRead).await?;
    // The file has the movements of the books as well.
    session::member(call, Scope::LedgerRead).await?;
    quota::spend(&call.env, &caller.principal, Kind::DataExports, call.now).await?;
    let (mut sections, cut) = store::read(&call.env, &caller.principal).await?;
    if let Some(Value::Array(rows)) = sections.get_mut("transfers") {
        rows.iter_mut().filter_map(Value::as_object_mut).try_for_each(with_amount)?;
    }
    let mut balances = Vec::new();
    for asset in Asset::ALL {
        let balance = ledger::store::balance(&call.env, &caller.principal, asset).await?;
        balances.push(json!({"asset": asset.code(), "total": balance.total().format(asset)}));
    }
    sections.insert("balances".to_owned(), Value::Array(balances));
    sections.insert("exportedAt".to_owned(), Value::String(clock::iso(call.now)));
    sections.insert("truncated".to_owned(), json!(cut));
    let response = answer::json(200, &sections)?;
    let name = "attachment; filename=\"digigami-account.json\"";
    response.headers().set("content-disposition", name)?;
    Ok(response)
}

/// Two limbs as one amount with its decimals.
fn with_amount(row: &mut Map<String, Value>) -> Result<(), Failure> {
    let broken = || Failure::Fault("a movement of the books".to_owned());
    let word = |row: &Map<String, Value>, name: &str| {
        row.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let asset = Asset::parse(&word(row, "asset")).ok_or_else(broken)?;
    let limbs = Limbs::parse(&word(row, "hi"), &word(row, "lo")).ok_or_else(broken)?;
    let units = u128::try_from(limbs.signed()).map_err(|_| broken())?;
    let amount = Amount::checked(units).ok_or_else(broken)?;
    row.remove("hi");
    row.remove("lo");
    row.insert("amount".to_owned(), Value::String(amount.format(asset)));
    Ok(())
}
