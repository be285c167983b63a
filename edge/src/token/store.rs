//! Postings applied and read back.

pub mod history;
pub mod holds;
pub mod supply;

use ledger::{Account, Posting};
use money::Amount;
use policy::table;
use serde::Deserialize;
use serde_json::Value;
use worker::Env;

use crate::{
    call::Call,
    error::{Code, Failure},
    group_commit,
    ledger::{
        self as books,
        store::{LimbRow, post_once},
    },
    policy as policies, quota,
    store::{Planned, database, demand_failed, statement, text},
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

const READ: &str = "SELECT t.id AS number, t.public_id, t.request_hash, t.kind, t.at, t.legs, \
       t.hold, CAST(e.hi AS TEXT) AS hi, CAST(e.lo AS TEXT) AS lo \
     FROM tx t LEFT JOIN account a ON a.name = ?3 \
     LEFT JOIN entry e ON e.account = a.id AND e.xfer = \
       (SELECT max(xfer) FROM entry WHERE account = a.id \
        AND xfer <= (SELECT max(id) FROM xfer WHERE tx = t.id)) \
     WHERE t.scope = ?1 AND t.idempotency_key = ?2";

/// What a request (scope, key, hash) did before, if it did something; see [`carry_out`].
pub async fn replay(
    env: &Env,
    claim: (&str, &str, &str),
    shown: &Account,
) -> Result<Option<Done>, Failure> {
    let (scope, key, hash) = claim;
    let values = [text(scope), text(key), text(&shown.name())];
    let found = statement(&database(env)?, READ, &values)?.first::<Done>(None).await?;
    match found {
        Some(done) if done.request_hash != hash => Err(Code::IdempotencyConflict.into()),
        found => Ok(found.map(|done| Done { replayed: true, ..done })),
    }
}

/// An entry of the admin log for a posting, in the batch of the posting; none when the posting did
/// nothing because its key was used before.
pub fn log_if_posted(
    call: &Call,
    actor: &str,
    action: &str,
    details: &Value,
    posting: &str,
) -> Planned {
    Planned::new(
        "INSERT INTO admin_log (id, at, actor, action, request_id, details) \
         SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM tx WHERE public_id = ?7)",
        [
            call.fresh_id().into(),
            call.now.into(),
            actor.into(),
            action.into(),
            call.id.as_str().into(),
            details.to_string().into(),
            posting.into(),
        ],
    )
}

/// Counts one more transfer, burn or hold of somebody within this hour, and fails the whole batch
/// above the policy `limit.hourly.transfers`.
pub fn within_limit(call: &Call, principal: &str) -> Vec<Planned> {
    let unlimited = call.env.var("RATE_LIMITS").is_ok_and(|value| value.to_string() == "off");
    if call.development() && unlimited {
        return Vec::new();
    }
    let count = "INSERT INTO quotas (subject, kind, window, used) VALUES (?1, 'transfers', ?2, 1) \
                 ON CONFLICT (subject, kind, window) DO UPDATE SET used = used + 1";
    let holds = "(SELECT used FROM quotas WHERE subject = ?1 AND kind = 'transfers' \
                   AND window = ?2) <= coalesce((SELECT CAST(value AS INTEGER) FROM policies \
                   WHERE key = ?3 AND effective_at <= ?4 ORDER BY version DESC LIMIT 1), ?5)";
    let (who, window) = (Value::from(principal), Value::from(call.now / quota::WINDOW_MS));
    let values = [who.clone(), window.clone(), LIMIT.into(), call.now.into(), LIMIT_USUAL.into()];
    vec![Planned::new(count, [who, window]), Planned::demand(holds, values)]
}

/// The policy of how many transfers, burns and holds one member may make within an hour.
const LIMIT: &str = "limit.hourly.transfers";
/// What holds before any vote has changed it; a test compares it with the policy.
const LIMIT_USUAL: u64 = 1000;

/// Applies a posting, unless its key was used before, and reads it back with the balance that
/// `shown` had right after it, all at once with `then`, in a group with whatever else is on its way
/// ([`group_commit`]). Refused with `idempotency_conflict` when the key was used with another request.
pub async fn carry_out(
    env: &Env,
    posting: &Posting,
    shown: &Account,
    then: Vec<Planned>,
) -> Result<Done, Failure> {
    let values = [posting.scope.as_str().into(), posting.key.as_str().into(), shown.name().into()];
    let mut statements = vec![post_once(posting), Planned::new(READ, values)];
    statements.extend(then);
    let mut rows = match group_commit::commit(env, &statements).await? {
        Ok(rows) => rows,
        Err(error) => {
            return match books::refusal_of(&error) {
                Some(code) => Err(code.into()),
                None if demand_failed(&error) => above_limit(env, posting, shown).await,
                None => Err(error.into()),
            };
        }
    };
    let replayed = rows.is_empty(0);
    let done: Option<Done> = rows.first(1)?;
    let mut done = done.ok_or_else(|| Failure::Fault("a posting left no row".to_owned()))?;
    if done.request_hash != posting.request_hash {
        return Err(Code::IdempotencyConflict.into());
    }
    done.replayed = replayed;
    Ok(done)
}

/// What is answered above the limit: what the same request did before it was reached, else the
/// refusal, with the limit that holds.
async fn above_limit(env: &Env, posting: &Posting, shown: &Account) -> Result<Done, Failure> {
    let claim = (posting.scope.as_str(), posting.key.as_str(), posting.request_hash.as_str());
    if let Some(done) = replay(env, claim, shown).await? {
        return Ok(done);
    }
    let limit = policies::store::load(env, posting.at).await?.get(&table::HOURLY_TRANSFERS);
    let left = quota::WINDOW_MS - posting.at % quota::WINDOW_MS;
    Err(quota::too_often(limit, quota::WINDOW_MS / 1000, left.div_ceil(1000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_usual_limit_is_the_policy_s() {
        let usual = ::policy::Versions::new([]).at(0);
        assert_eq!(usual.get(&table::HOURLY_TRANSFERS), LIMIT_USUAL);
        assert_eq!(::policy::Described::name(&table::HOURLY_TRANSFERS), LIMIT);
    }
}
