//! What happened, read from the journal.

use money::Asset;
use serde::Deserialize;
use worker::{Env, wasm_bindgen::JsValue};

use crate::{
    error::Failure,
    ledger::store::LimbRow,
    store::{database, number, statement, text},
};

/// A movement with both sides, and the balance of the caller's account after it.
#[derive(Debug, Deserialize)]
pub struct Row {
    /// The number of the entry.
    pub entry: u64,
    /// UUID of the transaction.
    pub public_id: String,
    /// What it was for.
    pub kind: String,
    /// Words.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// Milliseconds since 1970.
    pub at: u64,
    /// How much: the upper limb.
    pub amount_hi: String,
    /// How much: the lower limb.
    pub amount_lo: String,
    /// The balance after it.
    #[serde(flatten)]
    pub after: LimbRow,
    /// Name of the account it came from.
    pub from_name: String,
    /// Name of the account it went to.
    pub to_name: String,
    /// Whose that was.
    pub from_owner: Option<String>,
    /// Whose that was.
    pub to_owner: Option<String>,
    /// Under which name.
    pub from_username: Option<String>,
    /// Under which name.
    pub to_username: Option<String>,
}

/// Which movements are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of one asset.
    pub asset: Option<Asset>,
    /// Of one kind.
    pub kind: Option<String>,
    /// `in`, `out` or `internal`.
    pub direction: Option<String>,
    /// From this moment on, in milliseconds since 1970.
    pub from: Option<u64>,
    /// Before this moment.
    pub to: Option<u64>,
    /// Letters of the memo, the reference, or the other side's username.
    pub words: Option<String>,
}

const COLUMNS: &str = "e.xfer AS entry, t.public_id, t.kind, t.memo, t.reference, t.at, \
     CAST(x.hi AS TEXT) AS amount_hi, CAST(x.lo AS TEXT) AS amount_lo, \
     CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo, \
     d.name AS from_name, c.name AS to_name, d.owner AS from_owner, c.owner AS to_owner, \
     dm.username AS from_username, cm.username AS to_username";
/// One entry of each movement: that of the account it left, or else of the one it reached. The
/// cross joins keep the order of the index, newest first, so that a page costs a page.
const TABLES: &str = "entry e CROSS JOIN xfer x ON x.id = e.xfer CROSS JOIN tx t ON t.id = x.tx \
     CROSS JOIN account d ON d.id = x.dr CROSS JOIN account c ON c.id = x.cr \
     LEFT JOIN members dm ON dm.principal_id = d.owner \
     LEFT JOIN members cm ON cm.principal_id = c.owner";
const OWN: &str = "e.owner = ?1 AND (e.account = x.dr OR d.owner IS NOT ?1)";

/// The newest movements before the entry `before`, at most `limit`.
pub async fn page(
    env: &Env,
    owner: &str,
    filter: &Filter,
    before: u64,
    limit: u32,
) -> Result<Vec<Row>, Failure> {
    let mut sql = format!("SELECT {COLUMNS} FROM {TABLES} WHERE {OWN} AND e.xfer < ?2");
    let mut values: Vec<JsValue> = vec![text(owner), number(before)];
    let mut ask = |condition: &str, value: JsValue| {
        values.push(value);
        sql.push_str(" AND ");
        sql.push_str(&condition.replace('#', &format!("?{}", values.len())));
    };
    if let Some(asset) = filter.asset {
        ask("d.asset = #", text(asset.code()));
    }
    if let Some(kind) = &filter.kind {
        ask("t.kind = #", text(kind));
    }
    if let Some(from) = filter.from {
        ask("t.at >= #", number(from));
    }
    if let Some(to) = filter.to {
        ask("t.at < #", number(to));
    }
    if let Some(words) = &filter.words {
        let places = "coalesce(t.memo, '') || char(10) || coalesce(t.reference, '') || char(10) \
                      || coalesce(dm.username, '') || char(10) || coalesce(cm.username, '')";
        ask(&format!("instr(lower({places}), #) > 0"), text(&words.to_lowercase()));
    }
    sql.push_str(match filter.direction.as_deref() {
        Some("in") => " AND d.owner IS NOT ?1",
        Some("out") => " AND c.owner IS NOT ?1",
        Some(_) => " AND d.owner IS ?1 AND c.owner IS ?1",
        None => "",
    });
    sql.push_str(&format!(" ORDER BY e.xfer DESC LIMIT {limit}"));
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}

/// A transaction without its movements.
#[derive(Debug, Deserialize)]
pub struct Header {
    /// Its place in the chain.
    pub number: u64,
    /// UUID.
    pub public_id: String,
    /// What it was for.
    pub kind: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// Words.
    pub memo: Option<String>,
    /// What it belongs to.
    pub reference: Option<String>,
    /// What it turns round.
    pub reverses: Option<String>,
    /// What turned it round.
    pub reversed_by: Option<String>,
}

/// A transaction and the movements of it that touch `owner`, in their order.
pub async fn transaction(
    env: &Env,
    owner: &str,
    id: &str,
) -> Result<Option<(Header, Vec<Row>)>, Failure> {
    let database = database(env)?;
    let header = "SELECT t.id AS number, t.public_id, t.kind, t.at, t.memo, t.reference, \
                    t.reverses, r.public_id AS reversed_by \
                  FROM tx t LEFT JOIN tx r ON r.reverses = t.public_id WHERE t.public_id = ?1";
    let rows = format!(
        "SELECT {COLUMNS} FROM tx t CROSS JOIN xfer x ON x.tx = t.id \
         CROSS JOIN account d ON d.id = x.dr CROSS JOIN account c ON c.id = x.cr \
         CROSS JOIN entry e ON e.xfer = x.id AND e.account IN (x.dr, x.cr) \
         LEFT JOIN members dm ON dm.principal_id = d.owner \
         LEFT JOIN members cm ON cm.principal_id = c.owner \
         WHERE t.public_id = ?2 AND {OWN} ORDER BY x.leg"
    );
    let batch = vec![
        statement(&database, header, &[text(id)])?,
        statement(&database, &rows, &[text(owner), text(id)])?,
    ];
    let results = database.batch(batch).await?;
    let header = results.first().map(|it| it.results::<Header>()).transpose()?;
    let rows = results.get(1).map(|it| it.results::<Row>()).transpose()?.unwrap_or_default();
    Ok(header.and_then(|it| it.into_iter().next()).map(|header| (header, rows)))
}

/// The sum of what moved of one kind, in limbs to the base of 10^9, as text.
#[derive(Debug, Deserialize)]
pub struct Sum {
    /// What it was for.
    pub kind: String,
    /// The day, as a number of days since 1970.
    #[serde(default)]
    pub day: u64,
    /// How many movements.
    pub count: u64,
    /// Came in, highest limb first.
    pub ik: String,
    /// See `ik`.
    pub ih: String,
    /// See `ik`.
    pub im: String,
    /// See `ik`.
    pub il: String,
    /// Went out, highest limb first.
    pub ok: String,
    /// See `ok`.
    pub oh: String,
    /// See `ok`.
    pub om: String,
    /// See `ok`.
    pub ol: String,
}

/// The columns of [`Sum`] for two conditions: what counts as in, and what as out.
pub fn sums(into: &str, out: &str) -> String {
    let limbs = [
        ("k", "x.hi / 1000000000"),
        ("h", "x.hi % 1000000000"),
        ("m", "x.lo / 1000000000"),
        ("l", "x.lo % 1000000000"),
    ];
    let side = |letter: &str, condition: &str| {
        let columns = limbs.map(|(name, limb)| {
            format!("CAST(sum({limb} * ({condition})) AS TEXT) AS {letter}{name}")
        });
        columns.join(", ")
    };
    format!("{}, {}", side("i", into), side("o", out))
}

/// The sums by kind of what an owner's accounts of one asset exchanged with others, after one
/// entry and up to another.
pub async fn by_kind(
    env: &Env,
    owner: &str,
    asset: Asset,
    after: u64,
    upto: u64,
) -> Result<Vec<Sum>, Failure> {
    let sums = sums("d.owner IS NOT ?1", "c.owner IS NOT ?1");
    let sql = format!(
        "SELECT t.kind, count(*) AS count, {sums} FROM entry e CROSS JOIN xfer x ON x.id = e.xfer \
         CROSS JOIN tx t ON t.id = x.tx \
         CROSS JOIN account d ON d.id = x.dr CROSS JOIN account c ON c.id = x.cr \
         WHERE {OWN} AND e.xfer > ?3 AND e.xfer <= ?4 AND d.asset = ?2 \
           AND d.owner IS NOT c.owner \
         GROUP BY t.kind ORDER BY t.kind"
    );
    let values = [text(owner), text(asset.code()), number(after), number(upto)];
    Ok(statement(&database(env)?, &sql, &values)?.all().await?.results()?)
}
