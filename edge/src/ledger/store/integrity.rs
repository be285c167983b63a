//! Whether the books balance, asked of the journal.

use ledger::audit::{Findings, QUERY};
use serde::Deserialize;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement},
};

#[derive(Deserialize)]
struct Found {
    accounts: u64,
    entries: u64,
    assets: u64,
    transactions: u64,
}

impl From<Found> for Findings {
    fn from(found: Found) -> Self {
        let Found { accounts, entries, assets, transactions } = found;
        Self { accounts, entries, assets, transactions }
    }
}

/// Sums the whole journal up and keeps what was found.
pub async fn audit(env: &Env, now: u64) -> Result<Findings, Failure> {
    let database = database(env)?;
    let found = database.prepare(QUERY).first::<Found>(None).await?;
    let found = found.ok_or_else(|| Failure::Fault("an audit gave no row".to_owned()))?;
    let keep = "INSERT INTO audit (name, at, accounts, entries, assets, transactions) \
                VALUES ('ledger', ?1, ?2, ?3, ?4, ?5) ON CONFLICT (name) DO UPDATE SET \
                at = ?1, accounts = ?2, entries = ?3, assets = ?4, transactions = ?5";
    let counts = [now, found.accounts, found.entries, found.assets, found.transactions];
    statement(&database, keep, &counts.map(number))?.run().await?;
    Ok(found.into())
}

/// What the last audit found, if it was after a moment.
pub async fn last(env: &Env, after: u64) -> Result<Option<Findings>, Failure> {
    let sql = "SELECT accounts, entries, assets, transactions FROM audit \
               WHERE name = 'ledger' AND at > ?1";
    let found = statement(&database(env)?, sql, &[number(after)])?.first::<Found>(None).await?;
    Ok(found.map(Findings::from))
}
