//! Whatever is tried against the tables themselves is refused; what is changed with the guards
//! taken away is noticed.

use ledger::{Account, Hold, HoldChange, Kind, Leg, Posting, Purpose, System, chain};
use money::{Amount, Asset};
use rusqlite::Connection;

use crate::books::{Applied, audited, balance_named, id, open, post};

const NOW: u64 = 1_767_225_600_001;

fn member(number: u64) -> Account {
    Account::available(&id(number), Asset::Anm).expect("an id")
}

fn system(system: System) -> Account {
    Account::system(system, Asset::Anm)
}

fn posting(number: u64, kind: Kind, legs: Vec<Leg>) -> Posting {
    let key = format!("key-{number}");
    let hash = "a".repeat(64);
    Posting::new(id(1000 + number), ("test", &key, &hash), kind, NOW, legs).expect("legs")
}

fn leg(from: Account, to: Account, units: u128) -> Leg {
    Leg::new(from, to, Amount::units(units)).expect("a leg")
}

/// Books in which member 1 has 700 units and member 2 has 300, of which 50 are held.
fn played() -> Connection {
    let books = open();
    let funds = leg(system(System::Reserve), member(1), 1000);
    assert_eq!(post(&books, &posting(1, Kind::Faucet, vec![funds])), Applied::Posted(2));
    let sent = leg(member(1), member(2), 300);
    assert_eq!(post(&books, &posting(2, Kind::Transfer, vec![sent])), Applied::Posted(3));
    let hold = hold();
    let opening = posting(3, Kind::Hold, vec![hold.fill().expect("a leg")]).with_hold(opening(2));
    assert_eq!(post(&books, &opening), Applied::Posted(4));
    books
}

fn hold() -> Hold {
    Hold { id: id(0xf0), owner: id(2), asset: Asset::Anm, amount: Amount::units(50) }
}

fn opening(payee: u64) -> HoldChange {
    HoldChange::Open { id: hold().id, expires_at: NOW + 1000, payee: Some(id(payee)) }
}

/// Every table of the books, row by row.
fn everything(books: &Connection) -> Vec<String> {
    let mut rows = Vec::new();
    for table in ["account", "tx", "xfer", "entry", "holds", "chain_seal", "chain_head", "outbox"] {
        let mut statement = books.prepare(&format!("SELECT * FROM {table}")).expect("SQL");
        let columns = statement.column_count();
        let mut found = statement.query([]).expect("rows");
        while let Some(row) = found.next().expect("a row") {
            let cells = (0..columns).map(|it| format!("{:?}", row.get_ref_unwrap(it)));
            rows.push(format!("{table}: {}", cells.collect::<Vec<_>>().join(" ")));
        }
    }
    rows
}

/// Each attack, and the words one of which has to come back.
const ATTACKS: &[(&str, &str)] = &[
    // balances
    ("UPDATE account SET hi = 1 WHERE name LIKE 'user:%'", "BALANCE_ONLY_BY_TRANSFER"),
    ("UPDATE account SET lo = lo + 1 WHERE id = 2", "BALANCE_ONLY_BY_TRANSFER"),
    ("UPDATE account SET last_xfer = 99 WHERE name LIKE 'user:%'", "BALANCE_ONLY_BY_TRANSFER"),
    (
        "UPDATE account SET lo = lo + 300, last_xfer = 4 WHERE owner LIKE '%001'",
        "BALANCE_ONLY_BY_TRANSFER",
    ),
    ("UPDATE account SET lo = lo, hi = hi", "BALANCE_ONLY_BY_TRANSFER"),
    ("UPDATE account SET min_hi = -1", "IMMUTABLE"),
    ("UPDATE account SET min_lo = 5", "IMMUTABLE"),
    ("UPDATE account SET asset = 'USD'", "IMMUTABLE"),
    ("UPDATE account SET owner = NULL", "IMMUTABLE"),
    ("UPDATE account SET name = name || 'x'", "IMMUTABLE"),
    ("UPDATE account SET purpose = 'staked' WHERE purpose = 'available'", "IMMUTABLE"),
    ("UPDATE account SET id = id + 1000", "IMMUTABLE"),
    ("UPDATE OR REPLACE account SET id = 1 WHERE id = 2", "IMMUTABLE"),
    ("DELETE FROM account", "IMMUTABLE"),
    // accounts that should not be
    (
        "INSERT INTO account (name, owner, asset, purpose, lo) VALUES ('user:ID9:ANM:available', 'ID9', 'ANM', 'available', 5)",
        "IMMUTABLE",
    ),
    (
        "INSERT INTO account (name, owner, asset, purpose, last_xfer) VALUES ('user:ID9:ANM:available', 'ID9', 'ANM', 'available', 1)",
        "IMMUTABLE",
    ),
    (
        "INSERT INTO account (name, owner, asset, purpose, min_hi) VALUES ('user:ID9:ANM:available', 'ID9', 'ANM', 'available', -1)",
        "MEMBERS_OWE_NOTHING",
    ),
    (
        "INSERT INTO account (name, owner, asset, purpose) VALUES ('user:ID8:ANM:available', 'ID9', 'ANM', 'available')",
        "ACCOUNT_NAME",
    ),
    (
        "INSERT INTO account (name, owner, asset, purpose) VALUES ('user:ID9:ANM:treasury', 'ID9', 'ANM', 'treasury')",
        "ACCOUNT_NAME",
    ),
    (
        "INSERT INTO account (name, asset, purpose, min_hi) VALUES ('system:ANM:mint', 'ANM', 'mint', -999)",
        "IMMUTABLE|ACCOUNT_NAME",
    ),
    (
        "INSERT INTO account (id, name, owner, asset, purpose) VALUES (-1, 'user:ID9:ANM:available', 'ID9', 'ANM', 'available')",
        "CHECK|id > 0",
    ),
    (
        "INSERT OR REPLACE INTO account (id, name, owner, asset, purpose) VALUES (1, 'user:ID9:ANM:available', 'ID9', 'ANM', 'available')",
        "IMMUTABLE",
    ),
    (
        "INSERT OR REPLACE INTO account (name, owner, asset, purpose) SELECT name, owner, asset, purpose FROM account WHERE owner IS NOT NULL",
        "IMMUTABLE",
    ),
    (
        "INSERT INTO account (name, owner, asset, purpose) VALUES ('user:ID1:ANM:available', 'ID1', 'ANM', 'available') ON CONFLICT (name) DO UPDATE SET min_hi = -5",
        "IMMUTABLE",
    ),
    // movements without a posting
    (
        "INSERT INTO xfer (tx, leg, dr, cr, hi, lo) SELECT 3, 1, a.id, b.id, 0, 100 FROM account a, account b WHERE a.owner = 'ID2' AND b.owner = 'ID1' AND a.hold IS NULL",
        "LEG_UNKNOWN",
    ),
    (
        "INSERT INTO xfer (tx, leg, dr, cr, hi, lo) SELECT 3, 0, a.id, b.id, 0, 100 FROM account a, account b WHERE a.owner = 'ID2' AND b.owner = 'ID1' AND a.hold IS NULL",
        "IMMUTABLE",
    ),
    ("INSERT INTO xfer (tx, leg, dr, cr, hi, lo) VALUES (999, 0, 1, 2, 0, 1)", "LEG_UNKNOWN"),
    ("INSERT INTO xfer (tx, leg, dr, cr, hi, lo) VALUES (3, -1, 1, 2, 0, 1)", "LEG_UNKNOWN"),
    ("INSERT OR REPLACE INTO xfer SELECT id, tx, leg, cr, dr, hi, lo FROM xfer", "IMMUTABLE"),
    (
        "INSERT OR REPLACE INTO xfer (id, tx, leg, dr, cr, hi, lo) VALUES (1, 3, 7, 1, 2, 0, 1)",
        "IMMUTABLE",
    ),
    ("UPDATE xfer SET lo = lo + 1", "IMMUTABLE"),
    ("UPDATE OR REPLACE xfer SET id = 1 WHERE id = 2", "IMMUTABLE"),
    ("DELETE FROM xfer WHERE id = 3", "IMMUTABLE"),
    // history
    ("UPDATE tx SET memo = 'other'", "IMMUTABLE"),
    ("UPDATE tx SET legs = '[]'", "IMMUTABLE"),
    ("DELETE FROM tx WHERE id = 4", "IMMUTABLE"),
    ("INSERT OR REPLACE INTO tx SELECT * FROM tx WHERE id = 3", "IMMUTABLE"),
    (
        "INSERT OR REPLACE INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs) SELECT 'ID7', scope, idempotency_key, request_hash, kind, at + 1000, legs FROM tx WHERE id = 2",
        "FOREIGN KEY|TX_GAP",
    ),
    (
        "INSERT INTO tx (id, public_id, scope, idempotency_key, request_hash, kind, at, legs) SELECT 9000, 'ID7', 's', 'k', request_hash, kind, at, legs FROM tx WHERE id = 2",
        "TX_GAP",
    ),
    (
        "INSERT INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs) SELECT 'ID7', 's', 'k', request_hash, kind, 5, legs FROM tx WHERE id = 2",
        "TIME_GOES_BACK",
    ),
    ("UPDATE entry SET lo = lo + 1", "IMMUTABLE"),
    ("DELETE FROM entry", "IMMUTABLE"),
    (
        "INSERT INTO entry (account, xfer, owner, hi, lo) SELECT account, xfer + 1, owner, hi, lo + 1 FROM entry WHERE owner IS NOT NULL",
        "ENTRY_ONLY_BY_TRANSFER|FOREIGN KEY",
    ),
    (
        "INSERT OR REPLACE INTO entry SELECT account, xfer, owner, hi, lo FROM entry",
        "ENTRY_ONLY_BY_TRANSFER",
    ),
    // legs that are none
    ("POST []", "LEGS"),
    ("POST {}", "LEGS"),
    ("POST nonsense", "LEGS|malformed JSON"),
    ("POST [[\"user:ID2:ANM:available\",\"user:ID1:ANM:available\",0,251]]", "INSUFFICIENT_FUNDS"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,-300]]", "CHECK|lo BETWEEN"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",-1,999]]", "CHECK|hi BETWEEN"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,0]]", "AMOUNT_ZERO"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,1.5]]", "cannot store REAL"),
    (
        "POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,99999999999999999999]]",
        "cannot store REAL",
    ),
    (
        "POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,1000000000000000000]]",
        "CHECK|lo BETWEEN",
    ),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:available\",0,null]]", "NOT NULL"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID1:ANM:available\",0,1]]", "SELF_TRANSFER"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:AVT:available\",0,1]]", "ASSET_MISMATCH"),
    ("POST [[\"system:ANM:mint\",\"user:ID2:ANM:available\",0,1]]", "ACCOUNT_UNKNOWN"),
    ("POST [[\"user:treasury\",\"user:ID2:ANM:available\",0,1]]", "ACCOUNT_NAME|CHECK|length"),
    ("POST [[\"user:ID1:ANM:available\",\"user:ID2:ANM:savings\",0,1]]", "ACCOUNT_NAME"),
    ("POST [[\"user:ID1:ANX:available\",\"user:ID2:ANX:available\",0,1]]", "CHECK|asset IN"),
    ("POST [[\"system:ANM:burned\",\"user:ID2:ANM:available\",0,1]]", "BURNED_IS_GONE"),
    ("POST [[\"system:ANM:issue\",\"user:ID1:ANM:available\",0,1]]", "INSUFFICIENT_FUNDS"),
    ("POST [[\"hold:IDF:ANM\",\"user:ID1:ANM:available\",0,50]]", "HOLD_FOREIGN"),
    ("POST [[\"user:ID2:ANM:available\",\"hold:IDF:ANM\",0,1]]", "HOLD_FOREIGN"),
    // holds
    ("UPDATE holds SET state = 'voided', settled_tx = 3", "HOLD_ONLY_BY_POSTING"),
    ("UPDATE holds SET expires_at = 0", "HOLD_ONLY_BY_POSTING"),
    ("UPDATE holds SET lo = 5", "HOLD_ONLY_BY_POSTING"),
    ("DELETE FROM holds", "IMMUTABLE"),
    ("INSERT OR REPLACE INTO holds SELECT * FROM holds", "HOLD_MALFORMED"),
    (
        "INSERT INTO holds SELECT 'IDE', owner, payee, asset, hi, lo, state, expires_at, 3, NULL FROM holds",
        "HOLD_MALFORMED",
    ),
    // the chain
    ("INSERT INTO chain_seal VALUES (2, 'H', 'H', 'H')", "CHAIN_GAP"),
    ("INSERT INTO chain_seal VALUES (1, 'H', 'H', 'H')", "CHAIN_GAP"),
    ("INSERT INTO chain_head (count, hash, sealed_at) VALUES (1, 'H', 1)", "CHAIN_GAP"),
];

#[test]
fn every_attack_on_the_tables_is_refused() {
    let books = played();
    let before = everything(&books);
    for (attack, words) in ATTACKS {
        let sql = match attack.strip_prefix("POST ") {
            Some(legs) => format!(
                "INSERT INTO tx (public_id, scope, idempotency_key, request_hash, kind, at, legs) \
                 VALUES ('ID7', 'attack', 'k', 'H', 'transfer', {NOW}, '{legs}')"
            ),
            None => (*attack).to_owned(),
        };
        let mut sql = sql.replace("'H'", &format!("'{}'", "b".repeat(64)));
        for (short, number) in [("ID1", 1), ("ID2", 2), ("ID7", 0x70), ("ID8", 8), ("ID9", 9)] {
            sql = sql.replace(short, &id(number));
        }
        let sql = sql.replace("IDE", &id(0xe0)).replace("IDF", &hold().id);
        let refused = books.execute_batch(&sql).expect_err(attack).to_string();
        assert!(words.split('|').any(|it| refused.contains(it)), "{attack}: {refused}");
        assert_eq!(everything(&books), before, "{attack}");
    }
    assert!(audited(&books).clean());
}

#[test]
fn the_cap_is_exact_to_the_unit() {
    let books = open();
    let all = leg(system(System::Reserve), member(1), 900_000_000_000_000);
    assert_eq!(post(&books, &posting(1, Kind::Issue, vec![all])), Applied::Posted(2));
    let one_more = |number, from| {
        post(&books, &posting(number, Kind::Issue, vec![leg(system(from), member(1), 1)]))
    };
    let refused = Applied::Refused("INSUFFICIENT_FUNDS".to_owned());
    assert_eq!(one_more(2, System::Reserve), refused);
    assert_eq!(one_more(3, System::Issue), refused);
    assert_eq!(balance_named(&books, "system:ANM:issue"), -(10i128.pow(15)));
    // AVT has 36 digits and not one unit more.
    let avt = |system| Account::system(system, Asset::Avt);
    let most = leg(avt(System::Issue), avt(System::Reserve), Amount::MAX.as_units());
    assert_eq!(post(&books, &posting(4, Kind::Issue, vec![most])), Applied::Posted(3));
    let more = leg(avt(System::Issue), avt(System::Treasury), 1);
    assert!(matches!(post(&books, &posting(5, Kind::Issue, vec![more])), Applied::Refused(_)));
    assert!(audited(&books).clean());
}

#[test]
fn limbs_carry_and_borrow_at_their_edges() {
    let books = open();
    let limb = money::LIMB;
    let avt = |number| Account::available(&id(number), Asset::Avt).expect("an id");
    let source = Account::system(System::Issue, Asset::Avt);
    let mut number = 0;
    let mut held = 0i128;
    for units in [limb - 1, 1, limb - 1, 2, limb, limb * 7 + 5, 10u128.pow(35)] {
        number += 1;
        let legs = vec![leg(source.clone(), avt(1), units)];
        assert!(matches!(post(&books, &posting(number, Kind::Faucet, legs)), Applied::Posted(_)));
        held += units as i128;
        assert_eq!(balance_named(&books, &avt(1).name()), held);
    }
    for units in [1, limb, limb + 1, limb - 1, 10u128.pow(35) - 3] {
        number += 1;
        let legs = vec![leg(avt(1), avt(2), units)];
        assert!(matches!(post(&books, &posting(number, Kind::Transfer, legs)), Applied::Posted(_)));
        held -= units as i128;
        assert_eq!(balance_named(&books, &avt(1).name()), held);
    }
    let rest = vec![leg(avt(1), avt(2), held as u128)];
    assert!(matches!(post(&books, &posting(99, Kind::Transfer, rest)), Applied::Posted(_)));
    assert_eq!(balance_named(&books, &avt(1).name()), 0);
    assert!(audited(&books).clean());
}

#[test]
fn a_posting_happens_whole_or_not_at_all() {
    let books = played();
    let before = everything(&books);
    let legs = vec![leg(member(1), member(3), 600), leg(member(2), member(3), 251)];
    let refused = post(&books, &posting(9, Kind::Transfer, legs));
    assert_eq!(refused, Applied::Refused("INSUFFICIENT_FUNDS".to_owned()));
    assert_eq!(everything(&books), before, "not even an empty account is left");
    // What an earlier leg brings, a later one may pass on.
    let legs = vec![leg(member(1), member(2), 700), leg(member(2), member(3), 950)];
    assert_eq!(post(&books, &posting(10, Kind::Transfer, legs)), Applied::Posted(5));
}

#[test]
fn a_reversal_turns_exactly_what_was() {
    let books = played();
    let original = posting(2, Kind::Transfer, vec![leg(member(1), member(2), 300)]);
    let hash = "c".repeat(64);
    let turned = |key: &str, number| {
        original.reversal(id(number), ("admin", key, &hash), NOW).expect("reversible")
    };
    let mut forged = turned("f", 2000);
    forged.legs = vec![leg(member(2), member(1), 100)];
    assert_eq!(post(&books, &forged), Applied::Refused("REVERSAL_MISMATCH".to_owned()));
    // Member 2 has 250 left.
    let spent = post(&books, &turned("a", 2001));
    assert_eq!(spent, Applied::Refused("INSUFFICIENT_FUNDS".to_owned()));
    let more = posting(20, Kind::Transfer, vec![leg(member(1), member(2), 50)]);
    assert_eq!(post(&books, &more), Applied::Posted(5));
    assert_eq!(post(&books, &turned("a", 2001)), Applied::Posted(6));
    assert_eq!(balance_named(&books, &member(1).name()), 950);
    let twice = post(&books, &turned("b", 2002));
    assert_eq!(twice, Applied::Refused("UNIQUE constraint failed: tx.reverses".to_owned()));
    let mut again = turned("c", 2003);
    again.reverses = Some(id(2001));
    again.legs = vec![leg(member(1), member(2), 300)];
    assert_eq!(post(&books, &again), Applied::Refused("REVERSAL_MISMATCH".to_owned()));
}

#[test]
fn a_hold_is_settled_once_and_in_time() {
    let books = played();
    let settle = |number, kind, legs, change, at| {
        let settling = posting(number, kind, legs).with_hold(change);
        post(&books, &Posting { at, ..settling })
    };
    let refused = |word: &str| Applied::Refused(word.to_owned());
    let part = hold().pay(member(1), Amount::units(20)).expect("a part");
    let back = vec![hold().give_back().expect("a leg")];
    let id = hold().id;
    let stolen = vec![leg(hold().account().expect("id"), member(1), 50)];
    let void = |legs| settle(30, Kind::HoldVoided, legs, HoldChange::Void(id.clone()), NOW);
    assert_eq!(void(stolen), refused("HOLD_UNSETTLED"));
    let early = settle(31, Kind::HoldExpired, back.clone(), HoldChange::Expire(id.clone()), NOW);
    assert_eq!(early, refused("HOLD_NOT_EXPIRED"));
    let incomplete = vec![part[0].clone()];
    let unsettled = settle(32, Kind::HoldPosted, incomplete, HoldChange::Post(id.clone()), NOW);
    assert_eq!(unsettled, refused("HOLD_UNSETTLED"));
    let late = NOW + 1000;
    let posted = settle(33, Kind::HoldPosted, part, HoldChange::Post(id.clone()), late);
    assert_eq!(posted, refused("HOLD_EXPIRED"));
    let expired = settle(34, Kind::HoldExpired, back.clone(), HoldChange::Expire(id.clone()), late);
    assert_eq!(expired, Applied::Posted(5));
    let again = settle(35, Kind::HoldVoided, back, HoldChange::Void(id.clone()), late);
    assert_eq!(again, refused("HOLD_SETTLED"));
    assert_eq!(balance_named(&books, &member(2).name()), 300);
    assert!(audited(&books).clean());
}

#[test]
fn balances_at_an_entry_never_change() {
    let books = played();
    let at = |entry: i64| -> i64 {
        let sql = "SELECT e.lo FROM entry e JOIN account a ON a.id = e.account \
                   WHERE a.name = ?1 AND e.xfer <= ?2 ORDER BY e.xfer DESC LIMIT 1";
        books.query_row(sql, (member(2).name(), entry), |row| row.get(0)).unwrap_or(0)
    };
    assert_eq!([at(3), at(4), at(5), at(6)], [0, 300, 250, 250]);
    let staked = Account::member(&id(2), Asset::Anm, Purpose::Staked).expect("an id");
    post(&books, &posting(40, Kind::Stake, vec![leg(member(2), staked, 250)]));
    assert_eq!([at(3), at(4), at(5), at(6)], [0, 300, 250, 0]);
}

#[test]
fn whoever_is_touched_hears_of_it() {
    let books = played();
    let sql = "SELECT topic || ' ' || audience FROM outbox ORDER BY id";
    let mut statement = books.prepare(sql).expect("SQL");
    let told: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .expect("rows")
        .map(|it| it.expect("text"))
        .collect();
    let line = |topic: &str, number| format!("{topic} {}", id(number));
    assert_eq!(told[0], line("transfer.posted", 1));
    let mut transfer = told[1..3].to_vec();
    transfer.sort();
    assert_eq!(transfer, [line("transfer.posted", 1), line("transfer.posted", 2)]);
    assert_eq!(told[3..], [line("transfer.posted", 2), line("hold.changed", 2)]);
}

/// The same books with the guards taken away.
fn unguarded() -> Connection {
    let books = played();
    let mut statement =
        books.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").expect("SQL");
    let names: Vec<String> = statement
        .query_map([], |row| row.get(0))
        .expect("rows")
        .map(|it| it.expect("text"))
        .collect();
    drop(statement);
    for name in names {
        books.execute_batch(&format!("DROP TRIGGER {name}")).expect("a trigger goes");
    }
    books
}

#[test]
fn an_audit_notices_what_was_changed_without_guards() {
    assert!(audited(&unguarded()).clean());
    for (forgery, notices) in [
        ("UPDATE account SET lo = lo + 1 WHERE owner IS NOT NULL AND lo = 700", [1, 1, 1, 0]),
        ("UPDATE account SET lo = lo + 1 WHERE name = 'system:ANM:treasury'", [1, 1, 1, 0]),
        // One takes from another: every sum of balances still holds.
        (
            "UPDATE account SET lo = lo - (lo = 250) * 50 + (lo = 700) * 50 WHERE owner IS NOT NULL AND hold IS NULL",
            [2, 2, 0, 0],
        ),
        ("UPDATE xfer SET lo = lo + 1 WHERE id = 4", [2, 0, 0, 0]),
        ("UPDATE xfer SET hi = 1 WHERE id = 4", [2, 0, 0, 0]),
        ("DELETE FROM xfer WHERE id = 4", [2, 0, 0, 1]),
        ("UPDATE entry SET lo = lo + 1 WHERE xfer = 5 AND hi = 0 AND lo = 50", [0, 1, 0, 0]),
    ] {
        let books = unguarded();
        books.execute_batch("PRAGMA foreign_keys = OFF").expect("a switch");
        books.execute_batch(forgery).expect("the guards are gone");
        let it = audited(&books);
        assert_eq!([it.accounts, it.entries, it.assets, it.transactions], notices, "{forgery}");
    }
}

#[test]
fn the_chain_notices_one_changed_byte_of_history() {
    let books = unguarded();
    let entries = |books: &Connection| -> Vec<chain::Entry> {
        let sql = "SELECT id, public_id, request_hash, kind, at, legs, memo, reference, reverses \
                   FROM tx ORDER BY id";
        let mut statement = books.prepare(sql).expect("SQL");
        let row = |row: &rusqlite::Row<'_>| {
            Ok(chain::Entry {
                number: row.get::<_, i64>(0)?.unsigned_abs(),
                id: row.get(1)?,
                request_hash: row.get(2)?,
                kind: row.get(3)?,
                at: row.get::<_, i64>(4)?.unsigned_abs(),
                legs: row.get(5)?,
                memo: row.get(6)?,
                reference: row.get(7)?,
                reverses: row.get(8)?,
            })
        };
        statement.query_map([], row).expect("rows").map(|it| it.expect("an entry")).collect()
    };
    let sealed = entries(&books);
    let seals = chain::seal(0, chain::START, &sealed).expect("in order");
    assert!(chain::verify(0, chain::START, sealed.iter().zip(&seals)).is_ok());
    books.execute_batch("UPDATE tx SET legs = replace(legs, ',300]', ',301]')").expect("no guard");
    let found = entries(&books);
    let broken = chain::verify(0, chain::START, found.iter().zip(&seals));
    assert_eq!(broken, Err(chain::Broken::Changed(3)));
}
