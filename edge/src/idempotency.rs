//! The same key with the same request gives the first answer again; with another request, 409.
//!
//! The answer is written in the same atomic batch as the change it speaks of, so neither can
//! exist without the other, and of two requests at once only one takes effect.

use serde::Deserialize;
use worker::{D1PreparedStatement, Response};

use crate::{
    answer,
    call::Call,
    error::{Code, Failure},
    store::{database, number, statement, text, text_or_null},
};

/// How long an answer is kept.
pub const KEPT_MS: u64 = 24 * 3600 * 1000;

/// The end of what is kept for good: far away, and exact in JavaScript.
const FOR_GOOD_MS: u64 = 1 << 52;

/// Who sends which request under which key.
pub struct Claim {
    principal: String,
    key: Option<String>,
    request_hash: String,
    for_good: bool,
}

/// A change and the answer that speaks of it.
pub struct Change {
    /// The change; nothing happens when it touches no row.
    pub statement: D1PreparedStatement,
    /// What follows the change in the same batch.
    pub then: Vec<D1PreparedStatement>,
    /// 200 to 299.
    pub status: u16,
    /// JSON, or empty.
    pub body: String,
    /// The ETag of the answer.
    pub etag: Option<String>,
}

/// What became of a change.
pub enum Outcome {
    /// It took effect, or had done so before: this is its answer.
    Answer(Response),
    /// It touched no row.
    Nothing,
}

#[derive(Deserialize)]
struct Kept {
    request_hash: String,
    status: u16,
    etag: Option<String>,
    body: String,
}

impl Claim {
    /// Names the request. `request_hash` is over everything that makes it what it is.
    pub fn new(call: &Call, principal: &str, request_hash: String) -> Result<Self, Failure> {
        let key = call.idempotency_key()?;
        Ok(Self { principal: principal.to_owned(), key, request_hash, for_good: false })
    }

    /// As [`Claim::new`], but the answer is kept for good: for everything that moves money.
    pub fn for_good(call: &Call, principal: &str, request_hash: String) -> Result<Self, Failure> {
        Ok(Self { for_good: true, ..Self::new(call, principal, request_hash)? })
    }

    /// The key, or a fresh one for a request without: what a posting is filed under.
    pub fn key_or_fresh(&self, call: &Call) -> String {
        self.key.clone().unwrap_or_else(|| format!("fresh-{}", call.fresh_id()))
    }

    /// The first answer, if there was one.
    pub async fn replay(&self, call: &Call) -> Result<Option<Response>, Failure> {
        let Some(key) = &self.key else { return Ok(None) };
        let sql = "SELECT request_hash, status, etag, body FROM idempotency \
                   WHERE principal_id = ?1 AND key = ?2 AND expires_at > ?3";
        let values = [text(&self.principal), text(key), number(call.now)];
        let kept = statement(&database(&call.env)?, sql, &values)?.first::<Kept>(None).await?;
        let Some(kept) = kept else { return Ok(None) };
        if kept.request_hash != self.request_hash {
            return Err(Code::IdempotencyConflict.into());
        }
        let response = respond(kept.status, kept.body, kept.etag.as_deref())?;
        response.headers().set("idempotency-replayed", "true")?;
        Ok(Some(response))
    }

    /// The answer to a request that is refused by how things stand now: the first answer, if the
    /// same request took effect a moment ago and is why they stand so; otherwise the refusal.
    pub async fn replay_or(&self, call: &Call, failure: Failure) -> Result<Response, Failure> {
        self.replay(call).await?.ok_or(failure)
    }

    /// Applies a change together with its answer.
    pub async fn apply(&self, call: &Call, change: Change) -> Result<Outcome, Failure> {
        let database = database(&call.env)?;
        let mut batch = vec![change.statement];
        if let Some(key) = &self.key {
            // A key that has run out makes room; one that has not makes the batch fail.
            let expired = "DELETE FROM idempotency \
                           WHERE principal_id = ?1 AND key = ?2 AND expires_at <= ?3";
            let values = [text(&self.principal), text(key), number(call.now)];
            batch.insert(0, statement(&database, expired, &values)?);
            // `changes()` is the count of the change just before: no change, no answer kept.
            let keep = "INSERT INTO idempotency \
                        (principal_id, key, request_hash, status, etag, body, expires_at) \
                        SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE changes() > 0";
            let values = [
                text(&self.principal),
                text(key),
                text(&self.request_hash),
                number(change.status.into()),
                text_or_null(change.etag.as_deref()),
                text(&change.body),
                number(if self.for_good { FOR_GOOD_MS } else { call.now + KEPT_MS }),
            ];
            batch.push(statement(&database, keep, &values)?);
        }
        batch.extend(change.then);
        let index = usize::from(self.key.is_some());
        match database.batch(batch).await {
            Ok(results) => {
                let meta = results.get(index).map(|result| result.meta()).transpose()?.flatten();
                if meta.and_then(|meta| meta.changes).unwrap_or(0) == 0 {
                    return Ok(Outcome::Nothing);
                }
                respond(change.status, change.body, change.etag.as_deref()).map(Outcome::Answer)
            }
            Err(error) => self.after_failure(call, error).await,
        }
    }

    async fn after_failure(&self, call: &Call, error: worker::Error) -> Result<Outcome, Failure> {
        let reason = format!("{error:?} {error}");
        if reason.contains("avatars_full") {
            return Err(Code::AvatarsFull.into());
        }
        if reason.contains("idempotency.principal_id") || reason.contains("tx.scope") {
            // Somebody with the same key was faster: theirs is the first answer.
            if let Some(response) = self.replay(call).await? {
                return Ok(Outcome::Answer(response));
            }
        }
        match crate::ledger::refusal_of(&error) {
            Some(code) => Err(code.into()),
            None => Err(error.into()),
        }
    }
}

fn respond(status: u16, body: String, etag: Option<&str>) -> Result<Response, Failure> {
    let response = if body.is_empty() { answer::none() } else { answer::text(status, body)? };
    if let Some(etag) = etag {
        response.headers().set("etag", etag)?;
    }
    Ok(response)
}
