//! What was set aside.

use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    ledger::store::LimbRow,
    store::{database, number, statement, text},
};

/// A hold with both sides.
#[derive(Clone, Debug, Deserialize)]
pub struct Row {
    /// UUID.
    pub id: String,
    /// Whose it is.
    pub owner: String,
    /// Under which name.
    pub owner_username: Option<String>,
    /// Who it is for.
    pub payee: Option<String>,
    /// Under which name.
    pub payee_username: Option<String>,
    /// What is held.
    pub asset: String,
    /// How much.
    #[serde(flatten)]
    pub limbs: LimbRow,
    /// `pending`, `posted`, `voided` or `expired`.
    pub state: String,
    /// Milliseconds since 1970.
    pub expires_at: u64,
    /// The number of the transaction that opened it; holds are listed by it.
    pub opened_tx: u64,
    /// What it was for.
    pub kind: String,
    /// Words of the owner.
    pub memo: Option<String>,
    /// Milliseconds since 1970.
    pub created_at: u64,
    /// Milliseconds since 1970.
    pub settled_at: Option<u64>,
    /// The legs of the transaction that settled it.
    pub settled_legs: Option<String>,
}

const SELECT: &str = "SELECT h.id, h.owner, om.username AS owner_username, h.payee, \
     pm.username AS payee_username, h.asset, CAST(h.hi AS TEXT) AS hi, CAST(h.lo AS TEXT) AS lo, \
     h.state, h.expires_at, h.opened_tx, o.kind, o.memo, o.at AS created_at, s.at AS settled_at, \
     s.legs AS settled_legs FROM holds h JOIN tx o ON o.id = h.opened_tx \
     LEFT JOIN tx s ON s.id = h.settled_tx LEFT JOIN members om ON om.principal_id = h.owner \
     LEFT JOIN members pm ON pm.principal_id = h.payee";

/// The newest pending holds of somebody's own.
pub fn pending(
    database: &D1Database,
    owner: &str,
    limit: u32,
) -> Result<D1PreparedStatement, Failure> {
    let sql = format!(
        "{SELECT} WHERE h.owner = ?1 AND h.state = 'pending' ORDER BY h.opened_tx DESC LIMIT {limit}"
    );
    statement(database, &sql, &[text(owner)])
}

/// One hold.
pub async fn find(env: &Env, id: &str) -> Result<Option<Row>, Failure> {
    let sql = format!("{SELECT} WHERE h.id = ?1");
    Ok(statement(&database(env)?, &sql, &[text(id)])?.first::<Row>(None).await?)
}

/// The newest holds that somebody gave or is to get, opened before the transaction `before`.
pub async fn page(
    env: &Env,
    principal: &str,
    state: Option<&str>,
    before: u64,
    limit: u32,
) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "{SELECT} WHERE (h.owner = ?1 OR h.payee = ?1) AND h.opened_tx < ?2 \
         AND h.state = coalesce(?3, h.state) ORDER BY h.opened_tx DESC LIMIT {limit}"
    );
    let values = [text(principal), number(before), crate::store::text_or_null(state)];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// Pending holds whose time has run out, the oldest first.
pub async fn run_out(env: &Env, now: u64, limit: u32) -> Result<Vec<Row>, Failure> {
    let sql = format!(
        "{SELECT} WHERE h.state = 'pending' AND h.expires_at <= ?1 \
         ORDER BY h.expires_at LIMIT {limit}"
    );
    Ok(statement(&database(env)?, &sql, &[number(now)])?.all().await?.results()?)
}
