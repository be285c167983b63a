//! `GET /token/…`: what a member has, and how it came to be.

use ledger::{Kind, is_id};
use money::{Asset, Limbs};
use wire::{
    scope::Scope,
    token::{AssetBalance, Balances, HistoryItem, HistoryPage, Movement, Transaction},
};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure, Refusal},
    ledger::{
        self as books,
        store::{AccountRow, gather},
    },
    session,
    store::database,
};

use super::{
    CSV_LINES_MAX, HOLDS_SHOWN, PAGE_DEFAULT, PAGE_MAX, csv, cursor, holds, moment, party,
    store::history::{self, Filter, Header, Row},
};

/// The longest text that is looked for in a history.
const WORDS_MAX: usize = 60;

/// `GET /api/v1/token/balance`
pub async fn balance(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let owner = &caller.principal;
    let newest = books::store::newest_entry(&call.env).await?;
    let (entry, at) = match call.query("at") {
        None => (newest, call.now),
        Some(text) => point(call, &text, newest).await?,
    };
    let database = database(&call.env)?;
    let statement = if entry == newest {
        books::store::balances_statement(&database, owner)?
    } else {
        books::store::balances_at_statement(&database, owner, entry)?
    };
    // Balances and holds are one snapshot: a batch is one transaction.
    let batch = vec![statement, holds::pending_statement(&database, owner, HOLDS_SHOWN)?];
    let results = database.batch(batch).await?;
    let rows = results.first().map(|it| it.results::<AccountRow>()).transpose()?;
    let rows = rows.unwrap_or_default();
    let show = |asset: Asset| {
        let balance = gather(&rows, asset)?;
        let text = |amount: money::Amount| amount.format(asset);
        Ok(AssetBalance {
            asset: asset.code().to_owned(),
            decimals: asset.decimals(),
            total: text(balance.total()),
            available: text(balance.available),
            staked: text(balance.staked),
            escrowed: text(balance.escrowed),
            pending: text(balance.pending),
        })
    };
    let items = Asset::ALL.into_iter().map(show).collect::<Result<_, Failure>>()?;
    let holds = match (entry == newest, results.get(1)) {
        (true, Some(found)) => holds::shown(found.results()?)?,
        _ => Vec::new(),
    };
    answer::json(200, &Balances { items, entry, at: clock::iso(at), holds })
}

/// A point of time: the number of an entry, or a moment. Gives entry and moment.
async fn point(call: &Call, text: &str, newest: u64) -> Result<(u64, u64), Failure> {
    if let Ok(entry) = text.parse::<u64>() {
        return Ok((entry.min(newest), call.now));
    }
    let at = moment::parse(text).ok_or_else(|| Refusal::of(Code::QueryInvalid, "at"))?;
    Ok((books::store::entry_at(&call.env, at).await?, at))
}

/// How many lines a page has.
pub fn limit(call: &Call) -> Result<u32, Failure> {
    let Some(text) = call.query("limit") else { return Ok(PAGE_DEFAULT) };
    let limit = text.parse().ok().filter(|limit| (1..=PAGE_MAX).contains(limit));
    limit.ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit").into())
}

/// The asset of the query, if one is named.
pub fn asset_asked(call: &Call) -> Result<Option<Asset>, Failure> {
    let Some(code) = call.query("asset") else { return Ok(None) };
    let asset = Asset::parse(&code).ok_or_else(|| Refusal::of(Code::QueryInvalid, "asset"))?;
    Ok(Some(asset))
}

/// A moment of the query.
pub fn moment_asked(call: &Call, name: &'static str) -> Result<Option<u64>, Failure> {
    let Some(text) = call.query(name) else { return Ok(None) };
    let moment = moment::parse(&text).ok_or_else(|| Refusal::of(Code::QueryInvalid, name))?;
    Ok(Some(moment))
}

fn filter(call: &Call) -> Result<Filter, Failure> {
    let invalid = |field| Failure::from(Refusal::of(Code::QueryInvalid, field));
    let kind = call.query("kind");
    if kind.as_deref().is_some_and(|kind| Kind::parse(kind).is_none()) {
        return Err(invalid("kind"));
    }
    let direction = call.query("direction");
    if !matches!(direction.as_deref(), None | Some("in" | "out" | "internal")) {
        return Err(invalid("direction"));
    }
    let words = call.query("q").filter(|words| !words.trim().is_empty());
    if words.as_deref().is_some_and(|words| words.chars().count() > WORDS_MAX) {
        return Err(invalid("q"));
    }
    let (from, to) = (moment_asked(call, "from")?, moment_asked(call, "to")?);
    Ok(Filter { asset: asset_asked(call)?, kind, direction, from, to, words })
}

/// `GET /api/v1/token/history`
pub async fn history(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let owner = &caller.principal;
    let filter = filter(call)?;
    let list = format!("history {filter:?}");
    let before = match call.query("cursor") {
        Some(text) => cursor::read(owner, &list, &text)?,
        None => u64::MAX >> 11,
    };
    let as_csv = match call.query("format").as_deref() {
        None | Some("json") => false,
        Some("csv") => true,
        Some(_) => return Err(Refusal::of(Code::QueryInvalid, "format").into()),
    };
    let limit = if as_csv && call.query("limit").is_none() { CSV_LINES_MAX } else { limit(call)? };
    let mut rows = history::page(&call.env, owner, &filter, before, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = match rows.last() {
        Some(last) if more => Some(cursor::write(owner, &list, last.entry)),
        _ => None,
    };
    let items = rows.into_iter().map(|row| item(owner, row)).collect::<Result<Vec<_>, _>>()?;
    if as_csv {
        return csv::history(&items, next_cursor.as_deref());
    }
    answer::json(200, &HistoryPage { items, next_cursor })
}

fn movement(row: &Row) -> Result<Movement, Failure> {
    let from = party::of_account(&row.from_name, row.from_username.clone())?;
    let to = party::of_account(&row.to_name, row.to_username.clone())?;
    let account = ledger::Account::parse(&row.from_name)
        .map_err(|_| Failure::Fault(format!("an account without a name: {}", row.from_name)))?;
    let amount = Limbs::parse(&row.amount_hi, &row.amount_lo).and_then(Limbs::amount);
    let amount = amount.ok_or_else(|| Failure::Fault("a movement out of range".to_owned()))?;
    let asset = account.asset();
    Ok(Movement { from, to, asset: asset.code().to_owned(), amount: amount.format(asset) })
}

fn item(owner: &str, row: Row) -> Result<HistoryItem, Failure> {
    let is_own = |it: &Option<String>| it.as_deref() == Some(owner);
    let direction = match (is_own(&row.from_owner), is_own(&row.to_owner)) {
        (true, true) => "internal",
        (true, false) => "out",
        _ => "in",
    };
    let Movement { from, to, asset, amount } = movement(&row)?;
    let after = row.after.amount()?;
    let known = Asset::parse(&asset).unwrap_or(Asset::Anm);
    Ok(HistoryItem {
        transaction_id: row.public_id,
        entry: row.entry,
        kind: row.kind,
        direction: direction.to_owned(),
        asset,
        amount,
        from,
        to,
        memo: row.memo,
        reference: row.reference,
        balance_after: after.format(known),
        at: clock::iso(row.at),
    })
}

/// `GET /api/v1/token/transactions/:id`
pub async fn transaction(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::LedgerRead).await?;
    let (header, rows) = own_transaction(call, &caller.principal, id).await?;
    let movements = rows.iter().map(movement).collect::<Result<Vec<_>, _>>()?;
    answer::json(
        200,
        &Transaction {
            id: header.public_id,
            number: header.number,
            kind: header.kind,
            at: clock::iso(header.at),
            movements,
            memo: header.memo,
            reference: header.reference,
            reverses: header.reverses,
            reversed_by: header.reversed_by,
        },
    )
}

/// A transaction that touches the caller; any other does not exist for them.
pub async fn own_transaction(
    call: &Call,
    owner: &str,
    id: &str,
) -> Result<(Header, Vec<Row>), Failure> {
    if !is_id(id) {
        return Err(Code::TransactionNotFound.into());
    }
    match history::transaction(&call.env, owner, id).await? {
        Some((header, rows)) if !rows.is_empty() => Ok((header, rows)),
        _ => Err(Code::TransactionNotFound.into()),
    }
}
