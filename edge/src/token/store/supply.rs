//! Where every unit is, read from the accounts of the system.

use money::Asset;
use serde::Deserialize;
use worker::Env;

use crate::{
    error::Failure,
    ledger::store::LimbRow,
    store::{database, number, statement, text},
};

use super::history::{Sum, sums};

/// An account of the system, or the sum of all stakes of an asset.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// Of which asset.
    pub asset: String,
    /// Which one; `staked` for the sum of all stakes.
    pub purpose: String,
    /// What it holds.
    #[serde(flatten)]
    pub limbs: LimbRow,
    /// Its floor: the upper limb.
    pub min_hi: String,
    /// Its floor: the lower limb.
    pub min_lo: String,
}

/// What is staked, in limbs to the base of 10^9, as text.
#[derive(Debug, Deserialize)]
pub struct Staked {
    /// Of which asset.
    pub asset: String,
    /// Highest limb first.
    pub k: String,
    /// See `k`.
    pub h: String,
    /// See `k`.
    pub m: String,
    /// See `k`.
    pub l: String,
}

#[derive(Deserialize)]
struct Entry {
    id: u64,
}

/// All accounts of the system, the stakes, and the number of the newest entry, as one snapshot.
pub async fn snapshot(env: &Env) -> Result<(Vec<Row>, Vec<Staked>, u64), Failure> {
    let database = database(env)?;
    let system = "SELECT asset, purpose, CAST(hi AS TEXT) AS hi, CAST(lo AS TEXT) AS lo, \
                    CAST(min_hi AS TEXT) AS min_hi, CAST(min_lo AS TEXT) AS min_lo \
                  FROM account WHERE owner IS NULL";
    let staked = "SELECT asset, CAST(sum(hi / 1000000000) AS TEXT) AS k, \
                    CAST(sum(hi % 1000000000) AS TEXT) AS h, \
                    CAST(sum(lo / 1000000000) AS TEXT) AS m, \
                    CAST(sum(lo % 1000000000) AS TEXT) AS l \
                  FROM account WHERE purpose = 'staked' GROUP BY asset";
    let newest = "SELECT coalesce(max(id), 0) AS id FROM xfer";
    let results =
        database.batch([system, staked, newest].map(|sql| database.prepare(sql)).to_vec()).await?;
    let rows = results.first().map(|it| it.results::<Row>()).transpose()?.unwrap_or_default();
    let staked = results.get(1).map(|it| it.results::<Staked>()).transpose()?.unwrap_or_default();
    let entry = results.get(2).map(|it| it.results::<Entry>()).transpose()?.unwrap_or_default();
    Ok((rows, staked, entry.first().map_or(0, |entry| entry.id)))
}

/// What an account exchanged with others, by day and kind, from a moment on.
pub async fn flows(env: &Env, account: &str, from: u64) -> Result<Vec<Sum>, Failure> {
    let sums = sums("x.cr = a.id", "x.dr = a.id");
    // The first entry of the time asked for is looked up, so that older ones are not read.
    let sql = format!(
        "SELECT t.kind, t.at / 86400000 AS day, count(*) AS count, {sums} \
         FROM account a CROSS JOIN entry e ON e.account = a.id AND e.xfer >= \
           (SELECT min(id) FROM xfer WHERE tx = \
             (SELECT id FROM tx WHERE at >= ?2 ORDER BY at, id LIMIT 1)) \
         CROSS JOIN xfer x ON x.id = e.xfer CROSS JOIN tx t ON t.id = x.tx \
         WHERE a.name = ?1 GROUP BY day, t.kind ORDER BY day, t.kind"
    );
    Ok(statement(&database(env)?, &sql, &[text(account), number(from)])?.all().await?.results()?)
}

/// The balance of an account of the system at the end of a day.
#[derive(Debug, Deserialize)]
pub struct Point {
    /// Days since 1970.
    pub day: u64,
    /// Which account.
    pub purpose: String,
    /// What it held.
    #[serde(flatten)]
    pub limbs: LimbRow,
}

/// What every account of the system of one asset held at the end of each of `count` days from
/// `first` on; a look-up for each.
pub async fn series(
    env: &Env,
    asset: Asset,
    first: u64,
    count: u32,
) -> Result<Vec<Point>, Failure> {
    let sql = "WITH RECURSIVE days (day) AS \
                 (SELECT CAST(?2 AS INTEGER) UNION ALL SELECT day + 1 FROM days \
                  WHERE day + 1 < CAST(?2 AS INTEGER) + CAST(?3 AS INTEGER)), \
               ends AS (SELECT day, (SELECT max(x.id) FROM xfer x WHERE x.tx = \
                   (SELECT id FROM tx WHERE at < (day + 1) * 86400000 ORDER BY at DESC, id DESC \
                    LIMIT 1)) AS xfer FROM days) \
               SELECT ends.day, a.purpose, CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo \
               FROM ends CROSS JOIN account a ON a.asset = ?1 AND a.owner IS NULL \
               CROSS JOIN entry e ON e.account = a.id AND e.xfer = \
                 (SELECT max(xfer) FROM entry WHERE account = a.id AND xfer <= ends.xfer) \
               ORDER BY ends.day";
    let values = [text(asset.code()), text(&first.to_string()), text(&count.to_string())];
    Ok(statement(&database(env)?, sql, &values)?.all().await?.results()?)
}
