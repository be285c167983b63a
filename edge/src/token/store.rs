//! Postings applied and read back.

pub mod history;
pub mod holds;
pub mod supply;

use ledger::{Account, Posting};
use money::Amount;
use serde::Deserialize;
use worker::{D1PreparedStatement, Env};

use crate::{
    error::{Code, Failure},
    ledger::{
        self as books,
        store::{LimbRow, post_once},
    },
    store::{database, statement, text},
};

/// A posting as the books have it.
#[derive(Clone, Debug, Deserialize)]
pub struct Done {
    /// Its place in the chain.
    pub number: u64,
    /// UUID.
    pub public_id: String,
    /// Of the request that asked for it.
    pub request_hash: String,
    /// What it was for.
    pub kind: String,
    /// Milliseconds since 1970.
    pub at: u64,
    /// As the books keep them.
    pub legs: String,
    /// The hold that it changed.
    pub hold: Option<String>,
    hi: Option<String>,
    lo: Option<String>,
    /// Whether it had been applied before.
    #[serde(default)]
    pub replayed: bool,
}

impl Done {
    /// What the account asked for held right after it.
    pub fn available(&self) -> Result<Amount, Failure> {
        match (&self.hi, &self.lo) {
            (Some(hi), Some(lo)) => LimbRow { hi: hi.clone(), lo: lo.clone() }.amount(),
            _ => Ok(Amount::ZERO),
        }
    }
}

#[derive(Deserialize)]
struct Number {
    #[expect(dead_code, reason = "that there is a row is what counts")]
    id: u64,
}

/// Applies a posting, unless its key was used before, and reads it back with the balance that
/// `shown` had right after it, all in one batch with `then`. Refused with `idempotency_conflict`
/// when the key was used with another request.
pub async fn carry_out(
    env: &Env,
    posting: &Posting,
    shown: &Account,
    then: Vec<D1PreparedStatement>,
) -> Result<Done, Failure> {
    let database = database(env)?;
    let read = "SELECT t.id AS number, t.public_id, t.request_hash, t.kind, t.at, t.legs, t.hold, \
                  CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo \
                FROM tx t LEFT JOIN account a ON a.name = ?3 \
                LEFT JOIN entry e ON e.account = a.id AND e.xfer = \
                  (SELECT max(xfer) FROM entry WHERE account = a.id \
                   AND xfer <= (SELECT max(id) FROM xfer WHERE tx = t.id)) \
                WHERE t.scope = ?1 AND t.idempotency_key = ?2";
    let values = [text(&posting.scope), text(&posting.key), text(&shown.name())];
    let mut batch = vec![post_once(&database, posting)?, statement(&database, read, &values)?];
    batch.extend(then);
    let results = match database.batch(batch).await {
        Ok(results) => results,
        Err(error) => {
            return Err(match books::refusal_of(&error) {
                Some(code) => code.into(),
                None => error.into(),
            });
        }
    };
    let inserted = results.first().map(|result| result.results::<Number>()).transpose()?;
    let found = results.get(1).map(|result| result.results::<Done>()).transpose()?;
    let done = found.and_then(|rows| rows.into_iter().next());
    let mut done = done.ok_or_else(|| Failure::Fault("a posting left no row".to_owned()))?;
    if done.request_hash != posting.request_hash {
        return Err(Code::IdempotencyConflict.into());
    }
    done.replayed = inserted.is_none_or(|rows| rows.is_empty());
    Ok(done)
}
