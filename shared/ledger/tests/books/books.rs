//! The real migrations on SQLite, and postings applied the way the edge applies them.

use ledger::{HoldChange, Posting, audit};
use money::Limbs;
use rusqlite::{Connection, OptionalExtension, params};

/// The migrations that the books need, in their order.
const MIGRATIONS: [&str; 3] = [
    include_str!("../../../../edge/migrations/0001_portraits.sql"),
    include_str!("../../../../edge/migrations/0002_live.sql"),
    include_str!("../../../../edge/migrations/0003_ledger.sql"),
];

/// What became of a posting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Applied {
    /// It took effect.
    Posted(i64),
    /// Its key was used before: nothing happened.
    Replayed,
    /// The database refused it with this word.
    Refused(String),
}

/// A database with the books in it.
pub(crate) fn open() -> Connection {
    let books = Connection::open_in_memory().expect("memory");
    books.pragma_update(None, "foreign_keys", true).expect("as on D1");
    for migration in MIGRATIONS {
        books.execute_batch(migration).expect("a migration applies");
    }
    books
}

/// The one INSERT. The edge has the same text in edge/src/ledger/store.
pub(crate) const POST: &str = include_str!("../../../../edge/src/ledger/store/post.sql");

/// Applies a posting.
pub(crate) fn post(books: &Connection, posting: &Posting) -> Applied {
    let hold = posting.hold.as_ref();
    let (expires_at, payee) = match hold {
        Some(HoldChange::Open { expires_at, payee, .. }) => (Some(*expires_at), payee.clone()),
        _ => (None, None),
    };
    let mut statement = books
        .prepare_cached(&format!(
            "{POST} ON CONFLICT (scope, idempotency_key) DO NOTHING RETURNING id"
        ))
        .expect("the statement is SQL");
    let values = params![
        posting.id,
        posting.scope,
        posting.key,
        posting.request_hash,
        posting.kind.name(),
        posting.at.to_string(),
        posting.legs_json(),
        posting.memo,
        posting.reference,
        posting.reverses,
        hold.map(HoldChange::id),
        hold.map(HoldChange::name),
        expires_at.map(|at| at.to_string()),
        payee,
    ];
    match statement.query_row(values, |row| row.get(0)).optional() {
        Ok(Some(id)) => Applied::Posted(id),
        Ok(None) => Applied::Replayed,
        Err(error) => Applied::Refused(word(&error)),
    }
}

/// The word of a refusal: a RAISE, or the name of a constraint.
fn word(error: &rusqlite::Error) -> String {
    let text = error.to_string();
    let text = text.strip_prefix("CHECK constraint failed: ").unwrap_or(&text);
    text.split(" in ").next().unwrap_or(text).to_owned()
}

/// The balance of the account of this name; nothing when there is none.
pub(crate) fn balance_named(books: &Connection, name: &str) -> i128 {
    let mut statement =
        books.prepare_cached("SELECT hi, lo FROM account WHERE name = ?1").expect("SQL");
    let limbs = |row: &rusqlite::Row<'_>| Ok(Limbs { hi: row.get(0)?, lo: row.get(1)? });
    statement.query_row([name], limbs).optional().expect("a row").map_or(0, Limbs::signed)
}

/// What an audit finds.
pub(crate) fn audited(books: &Connection) -> audit::Findings {
    books
        .query_row(audit::QUERY, [], |row| {
            let count = |column| row.get(column).map(|count: i64| count.unsigned_abs());
            Ok(audit::Findings {
                accounts: count(0)?,
                entries: count(1)?,
                assets: count(2)?,
                transactions: count(3)?,
            })
        })
        .expect("the audit is SQL")
}

/// A UUID from a number.
pub(crate) fn id(number: u64) -> String {
    format!("0192f0c1-2a3b-7c4d-8e5f-{number:012x}")
}
