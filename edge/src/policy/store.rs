//! Policies in the database: changes only, the defaults are in the program.

use policy::{Policies, Version, Versions};
use serde::Deserialize;
use worker::{D1Database, D1PreparedStatement, Env};

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

#[derive(Deserialize)]
struct Row {
    key: String,
    version: u64,
    value: String,
    effective_at: u64,
    proposal_id: String,
}

impl From<Row> for Version {
    fn from(row: Row) -> Self {
        Self {
            key: row.key,
            version: row.version,
            value: row.value,
            effective_at_ms: row.effective_at,
            set_by: row.proposal_id,
        }
    }
}

const ROWS: &str = "SELECT p.key, p.version, p.value, p.effective_at, o.id AS proposal_id \
                    FROM policies p JOIN proposals o ON o.number = p.proposal";

/// What holds at a moment.
pub async fn load(env: &Env, at_ms: u64) -> Result<Policies, Failure> {
    Ok(load_latest(env, at_ms).await?.at(at_ms))
}

/// What holds once every change has taken effect. A change takes effect at the moment of the
/// request that made it, which may be a little ahead of another request's; what is checked against
/// the policies before they change is checked against these.
pub async fn load_newest(env: &Env) -> Result<Policies, Failure> {
    load(env, 1 << 52).await
}

/// The last change of each policy that has taken effect by a moment.
pub async fn load_latest(env: &Env, at_ms: u64) -> Result<Versions, Failure> {
    let sql = format!(
        "{ROWS} WHERE p.version = \
         (SELECT max(version) FROM policies WHERE key = p.key AND effective_at <= ?1)"
    );
    let rows = statement(&database(env)?, &sql, &[number(at_ms)])?.all().await?;
    Ok(Versions::new(rows.results::<Row>()?.into_iter().map(Version::from)))
}

/// Every change of every policy.
pub async fn load_versions(env: &Env) -> Result<Versions, Failure> {
    let rows = database(env)?.prepare(ROWS).all().await?;
    Ok(Versions::new(rows.results::<Row>()?.into_iter().map(Version::from)))
}

/// A change of one policy with the proposal behind it.
#[derive(Debug, Deserialize)]
pub struct Change {
    /// 1 for the first.
    pub version: u64,
    /// The new value.
    pub value: String,
    /// Milliseconds since 1970.
    pub effective_at: u64,
    /// UUID.
    pub proposal_id: String,
    /// The proposal's title.
    pub proposal_title: String,
    /// Id of who executed it.
    pub executed_by: String,
}

/// Every change of one policy, newest first.
pub async fn history(env: &Env, key: &str) -> Result<Vec<Change>, Failure> {
    let sql = "SELECT p.version, p.value, p.effective_at, o.id AS proposal_id, \
               o.title AS proposal_title, e.executor AS executed_by FROM policies p \
               JOIN proposals o ON o.number = p.proposal JOIN executions e ON e.proposal = p.proposal \
               WHERE p.key = ?1 ORDER BY p.version DESC";
    Ok(statement(&database(env)?, sql, &[text(key)])?.all().await?.results()?)
}

/// How many changes there are: what was decided on this many changes may be demanded to hold.
pub async fn count(env: &Env) -> Result<u64, Failure> {
    let count = database(env)?.prepare("SELECT count(*) AS n FROM policies");
    Ok(count.first::<u64>(Some("n")).await?.unwrap_or(0))
}

/// The change of a policy by a proposal, from now on. Time never goes back for a policy.
pub fn insert(
    database: &D1Database,
    key: &str,
    value: &str,
    now: u64,
    proposal: u64,
) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "INSERT INTO policies (key, version, value, effective_at, proposal) \
         SELECT ?1, coalesce(max(version), 0) + 1, ?2, max(?3, coalesce(max(effective_at), 0)), ?4 \
         FROM policies WHERE key = ?1",
        &[text(key), text(value), number(now), number(proposal)],
    )
}
