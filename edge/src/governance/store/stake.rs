//! What is staked, now and at an earlier moment, from the books.

use money::Amount;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

use super::anm;

fn account(owner: &str) -> String {
    format!("user:{owner}:ANM:staked")
}

/// What somebody has staked now.
pub async fn now(env: &Env, owner: &str) -> Result<Amount, Failure> {
    let sql = "SELECT lo FROM account WHERE name = ?1";
    let found = statement(&database(env)?, sql, &[text(&account(owner))])?;
    Ok(anm(found.first::<u64>(Some("lo")).await?.unwrap_or(0)))
}

/// What all together have staked now.
pub async fn total(env: &Env) -> Result<Amount, Failure> {
    let sql = format!("SELECT ({TOTAL}) AS total");
    Ok(anm(database(env)?.prepare(&sql).first::<u64>(Some("total")).await?.unwrap_or(0)))
}

/// What somebody had staked after a movement in the books: it never changes any more.
pub async fn at(env: &Env, owner: &str, xfer: u64) -> Result<Amount, Failure> {
    let sql = "SELECT e.lo FROM entry e JOIN account a ON a.id = e.account \
               WHERE a.name = ?1 AND e.xfer <= ?2 ORDER BY e.xfer DESC LIMIT 1";
    let values = [text(&account(owner)), number(xfer)];
    let found = statement(&database(env)?, sql, &values)?.first::<u64>(Some("lo")).await?;
    Ok(anm(found.unwrap_or(0)))
}

/// SQL: what all together have staked. All ANM there is fits into `lo`.
pub const TOTAL: &str =
    "SELECT coalesce(sum(lo), 0) FROM account WHERE asset = 'ANM' AND purpose = 'staked'";
/// SQL: the last movement in the books.
pub const LAST_XFER: &str = "SELECT coalesce(max(id), 0) FROM xfer";
