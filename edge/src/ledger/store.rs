//! Postings on their way into the books, and balances out of them.
//!
//! Amounts cross the border to JavaScript as text in both directions.

pub mod chain;
pub mod integrity;

use ledger::{Account, HoldChange, Posting, Purpose, System};
use money::{Amount, Asset, Limbs};
use serde::Deserialize;
use serde_json::Value;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{Planned, database, number, statement, text},
};

use super::Balance;

/// The one INSERT; the tests of `shared/ledger` apply the same text.
const POST: &str = include_str!("store/post.sql");

/// The posting as one statement, for a batch with whatever it belongs to. A batch whose key was
/// used before fails as a whole; see [`super::refusal_of`].
pub fn post(database: &D1Database, posting: &Posting) -> Result<D1PreparedStatement, Failure> {
    Planned::new(POST, values(posting)).prepare(database)
}

/// The posting as one statement that does nothing, and returns no row, when its key was used
/// before; otherwise it returns `id`, the number of the transaction.
pub fn post_once(posting: &Posting) -> Planned {
    let sql = format!("{POST} ON CONFLICT (scope, idempotency_key) DO NOTHING RETURNING id");
    Planned::new(sql, values(posting))
}

fn values(posting: &Posting) -> [Value; 14] {
    let hold = posting.hold.as_ref();
    let (expires_at, payee) = match hold {
        Some(HoldChange::Open { expires_at, payee, .. }) => {
            (Value::from(expires_at.to_string()), payee.as_deref().into())
        }
        _ => (Value::Null, Value::Null),
    };
    [
        posting.id.as_str().into(),
        posting.scope.as_str().into(),
        posting.key.as_str().into(),
        posting.request_hash.as_str().into(),
        posting.kind.name().into(),
        posting.at.to_string().into(),
        posting.legs_json().into(),
        posting.memo.as_deref().into(),
        posting.reference.as_deref().into(),
        posting.reverses.as_deref().into(),
        hold.map(HoldChange::id).into(),
        hold.map(HoldChange::name).into(),
        expires_at,
        payee,
    ]
}

/// A number of two limbs, as text.
#[derive(Clone, Debug, Deserialize)]
pub struct LimbRow {
    /// The upper limb.
    pub hi: String,
    /// The lower limb.
    pub lo: String,
}

impl LimbRow {
    /// As a balance, which may be negative.
    pub fn signed(&self) -> Result<i128, Failure> {
        let limbs = Limbs::parse(&self.hi, &self.lo);
        let broken = || Failure::Fault(format!("limbs out of range: {} {}", self.hi, self.lo));
        limbs.map(Limbs::signed).ok_or_else(broken)
    }

    /// As an amount.
    pub fn amount(&self) -> Result<Amount, Failure> {
        let units = u128::try_from(self.signed()?).ok().and_then(Amount::checked);
        units.ok_or_else(|| Failure::Fault(format!("a negative balance: {} {}", self.hi, self.lo)))
    }
}

/// One account of somebody's, as [`balances_statement`] returns it.
#[derive(Debug, Deserialize)]
pub struct AccountRow {
    asset: String,
    purpose: String,
    #[serde(flatten)]
    limbs: LimbRow,
}

/// All accounts of somebody that hold something; an account for each pending hold among them.
pub fn balances_statement(
    database: &D1Database,
    owner: &str,
) -> Result<D1PreparedStatement, Failure> {
    let sql = "SELECT asset, purpose, CAST(hi AS TEXT) AS hi, CAST(lo AS TEXT) AS lo \
               FROM account WHERE owner = ?1 AND hold IS NULL \
               UNION ALL SELECT asset, 'pending', CAST(hi AS TEXT), CAST(lo AS TEXT) \
               FROM holds WHERE owner = ?1 AND state = 'pending'";
    statement(database, sql, &[text(owner)])
}

/// The same as it was when the books had `entry` movements.
pub fn balances_at_statement(
    database: &D1Database,
    owner: &str,
    entry: u64,
) -> Result<D1PreparedStatement, Failure> {
    let sql = "SELECT a.asset, a.purpose, CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo \
               FROM account a JOIN entry e ON e.account = a.id AND e.xfer = \
                 (SELECT max(xfer) FROM entry WHERE account = a.id AND xfer <= ?2) \
               WHERE a.owner = ?1 AND a.hold IS NULL \
               UNION ALL SELECT asset, 'pending', CAST(hi AS TEXT), CAST(lo AS TEXT) FROM holds \
               WHERE owner = ?1 \
                 AND opened_tx <= coalesce((SELECT tx FROM xfer WHERE id <= ?2 ORDER BY id DESC LIMIT 1), 0) \
                 AND (settled_tx IS NULL OR settled_tx > \
                   coalesce((SELECT tx FROM xfer WHERE id <= ?2 ORDER BY id DESC LIMIT 1), 0))";
    statement(database, sql, &[text(owner), number(entry)])
}

/// Puts the accounts of one asset together.
pub fn gather(rows: &[AccountRow], asset: Asset) -> Result<Balance, Failure> {
    let mut balance = Balance::default();
    for row in rows.iter().filter(|row| row.asset == asset.code()) {
        let part = match Purpose::parse(&row.purpose) {
            Some(Purpose::Available) => &mut balance.available,
            Some(Purpose::Staked) => &mut balance.staked,
            Some(Purpose::Escrowed) => &mut balance.escrowed,
            Some(Purpose::Pending) => &mut balance.pending,
            None => return Err(Failure::Fault(format!("an unknown purpose: {}", row.purpose))),
        };
        *part = part.checked_add(row.limbs.amount()?).ok_or_else(overflow)?;
    }
    Ok(balance)
}

fn overflow() -> Failure {
    Failure::Fault("a sum of balances is too large".to_owned())
}

/// What somebody owns of an asset.
pub async fn balance(env: &Env, owner: &str, asset: Asset) -> Result<Balance, Failure> {
    let found = balances_statement(&database(env)?, owner)?.all().await?;
    gather(&found.results::<AccountRow>()?, asset)
}

/// What an account held when the books had `entry` movements (`snapshot_xfer` of a proposal).
/// One look-up, however long the history is; zero for an account that did not exist.
pub async fn balance_at(env: &Env, account: &Account, entry: u64) -> Result<Amount, Failure> {
    let sql = "SELECT CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo \
               FROM entry e JOIN account a ON a.id = e.account \
               WHERE a.name = ?1 AND e.xfer <= ?2 ORDER BY e.xfer DESC LIMIT 1";
    let values = [text(&account.name()), number(entry)];
    let found = statement(&database(env)?, sql, &values)?.first::<LimbRow>(None).await?;
    found.map_or(Ok(Amount::ZERO), |row| row.amount())
}

/// What an account of the system holds, in smallest units; negative for what was issued from.
pub async fn system_balance(env: &Env, system: System, asset: Asset) -> Result<i128, Failure> {
    let sql = "SELECT CAST(hi AS TEXT) AS hi, CAST(lo AS TEXT) AS lo FROM account WHERE name = ?1";
    let name = Account::system(system, asset).name();
    let found = statement(&database(env)?, sql, &[text(&name)])?.first::<LimbRow>(None).await?;
    found.map_or(Ok(0), |row| row.signed())
}

/// How many movements the books have; what [`balance_at`] takes as `entry`.
pub async fn newest_entry(env: &Env) -> Result<u64, Failure> {
    let sql = "SELECT coalesce(max(id), 0) AS id FROM xfer";
    Ok(database(env)?.prepare(sql).first::<u64>(Some("id")).await?.unwrap_or(0))
}

/// How many movements the books had at a moment, in milliseconds since 1970.
pub async fn entry_at(env: &Env, at: u64) -> Result<u64, Failure> {
    let sql = "SELECT coalesce(max(id), 0) AS id FROM xfer WHERE tx = \
               (SELECT id FROM tx WHERE at <= ?1 ORDER BY at DESC, id DESC LIMIT 1)";
    let found = statement(&database(env)?, sql, &[number(at)])?;
    Ok(found.first::<u64>(Some("id")).await?.unwrap_or(0))
}
