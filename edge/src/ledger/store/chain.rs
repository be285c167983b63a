//! The chain of hashes in the database.

use ledger::chain::Entry;
use serde::Deserialize;
use serde_json::json;
use worker::Env;

use crate::{
    error::Failure,
    store::{database, number, statement, text},
};

/// A transaction as the chain hashes it.
#[derive(Debug, Deserialize)]
pub struct EntryRow {
    id: u64,
    public_id: String,
    request_hash: String,
    kind: String,
    at: u64,
    legs: String,
    memo: Option<String>,
    reference: Option<String>,
    reverses: Option<String>,
}

impl From<EntryRow> for Entry {
    fn from(row: EntryRow) -> Self {
        Self {
            number: row.id,
            id: row.public_id,
            request_hash: row.request_hash,
            kind: row.kind,
            at: row.at,
            legs: row.legs,
            memo: row.memo,
            reference: row.reference,
            reverses: row.reverses,
        }
    }
}

const COLUMNS: &str = "id, public_id, request_hash, kind, at, legs, memo, reference, reverses";

/// The transactions after one number, in their order, at most `limit`.
pub async fn entries_after(env: &Env, count: u64, limit: u32) -> Result<Vec<Entry>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM tx WHERE id > ?1 ORDER BY id LIMIT {limit}");
    let found = statement(&database(env)?, &sql, &[number(count)])?.all().await?;
    Ok(found.results::<EntryRow>()?.into_iter().map(Entry::from).collect())
}

/// The transaction of this number.
pub async fn entry(env: &Env, tx: u64) -> Result<Option<Entry>, Failure> {
    let sql = format!("SELECT {COLUMNS} FROM tx WHERE id = ?1");
    let found = statement(&database(env)?, &sql, &[number(tx)])?;
    Ok(found.first::<EntryRow>(None).await?.map(Entry::from))
}

/// A seal, as text.
#[derive(Clone, Debug, Deserialize)]
pub struct SealRow {
    /// The number of the transaction.
    pub tx: u64,
    /// The chain's hash before it.
    pub previous: String,
    /// Hash of the transaction.
    pub leaf: String,
    /// The chain's hash after it.
    pub hash: String,
}

/// The last seal.
pub async fn last_seal(env: &Env) -> Result<Option<SealRow>, Failure> {
    let sql = "SELECT tx, previous, leaf, hash FROM chain_seal ORDER BY tx DESC LIMIT 1";
    Ok(database(env)?.prepare(sql).first::<SealRow>(None).await?)
}

/// The seals from one number to another, both inclusive.
pub async fn seals(env: &Env, first: u64, last: u64) -> Result<Vec<SealRow>, Failure> {
    let sql = "SELECT tx, previous, leaf, hash FROM chain_seal \
               WHERE tx BETWEEN ?1 AND ?2 ORDER BY tx";
    let found = statement(&database(env)?, sql, &[number(first), number(last)])?.all().await?;
    Ok(found.results()?)
}

/// Adds seals and the head that covers them. Fails with `CHAIN_GAP` when somebody was faster.
pub async fn add(env: &Env, seals: &[SealRow], now: u64) -> Result<(), Failure> {
    let Some(last) = seals.last() else { return Ok(()) };
    let rows = seals.iter().map(|it| json!([it.tx, it.previous, it.leaf, it.hash]));
    let rows = serde_json::to_string(&rows.collect::<Vec<_>>())?;
    let database = database(env)?;
    let insert = "INSERT INTO chain_seal (tx, previous, leaf, hash) \
                  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), \
                    json_extract(value, '$[2]'), json_extract(value, '$[3]') \
                  FROM json_each(?1) ORDER BY key";
    let head = "INSERT INTO chain_head (count, hash, sealed_at) VALUES (?1, ?2, ?3)";
    let batch = vec![
        statement(&database, insert, &[text(&rows)])?,
        statement(&database, head, &[number(last.tx), text(&last.hash), number(now)])?,
    ];
    database.batch(batch).await?;
    Ok(())
}

/// A head.
#[derive(Clone, Debug, Deserialize)]
pub struct HeadRow {
    /// How many transactions it covers.
    pub count: u64,
    /// The chain's hash after them.
    pub hash: String,
    /// Milliseconds since 1970.
    pub sealed_at: u64,
    /// When it was put where nobody overwrites it.
    pub published_at: Option<u64>,
    /// How many transactions there are.
    pub newest: u64,
}

const HEAD: &str = "SELECT count, hash, sealed_at, published_at, \
     (SELECT coalesce(max(id), 0) FROM tx) AS newest FROM chain_head";

/// The newest head.
pub async fn head(env: &Env) -> Result<Option<HeadRow>, Failure> {
    let sql = format!("{HEAD} ORDER BY count DESC LIMIT 1");
    Ok(database(env)?.prepare(&sql).first::<HeadRow>(None).await?)
}

/// The first head that covers a transaction.
pub async fn head_over(env: &Env, tx: u64) -> Result<Option<HeadRow>, Failure> {
    let sql = format!("{HEAD} WHERE count >= ?1 ORDER BY count LIMIT 1");
    Ok(statement(&database(env)?, &sql, &[number(tx)])?.first::<HeadRow>(None).await?)
}

/// The oldest heads that were not published yet.
pub async fn unpublished(env: &Env, limit: u32) -> Result<Vec<HeadRow>, Failure> {
    let sql = format!("{HEAD} WHERE published_at IS NULL ORDER BY count LIMIT {limit}");
    Ok(database(env)?.prepare(&sql).all().await?.results()?)
}

/// Notes that a head was published.
pub async fn published(env: &Env, count: u64, now: u64) -> Result<(), Failure> {
    let sql = "UPDATE chain_head SET published_at = ?2 WHERE count = ?1 AND published_at IS NULL";
    statement(&database(env)?, sql, &[number(count), number(now)])?.run().await?;
    Ok(())
}
