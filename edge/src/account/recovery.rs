//! `/api/v1/account/recovery-codes`

use credential::recovery;
use serde_json::json;
use wire::{account::RecoveryCodes, scope::Scope};
use worker::{D1PreparedStatement, Response};

use crate::{
    answer,
    call::Call,
    error::Failure,
    identity, outbox,
    quota::{self, Kind},
    session,
    store::database,
};

use super::store::codes;

/// `POST /api/v1/account/recovery-codes`: a new set; the one before is void.
pub async fn renew(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountWrite).await?;
    caller.demand_fresh(call)?;
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    let (shown, kept) = fresh_codes(call, &caller.principal);
    let mut batch = kept?;
    let database = database(&call.env)?;
    let body = json!({"what": "recovery_codes"});
    batch.push(outbox::event(&database, call.now, "account.changed", &caller.principal, &body)?);
    database.batch(batch).await?;
    answer::json(200, &RecoveryCodes { codes: shown })
}

/// A set of codes to be shown, and what keeps it.
pub fn fresh_codes(
    call: &Call,
    principal: &str,
) -> (Vec<String>, Result<Vec<D1PreparedStatement>, Failure>) {
    let pepper = identity::pepper(&call.env);
    let shown: Vec<String> =
        (0..recovery::CODES).map(|_| recovery::make(identity::random())).collect();
    let normal = shown.iter().filter_map(|code| recovery::normal(code));
    let hashes: Vec<String> =
        normal.map(|code| recovery::kept(&pepper, principal, &code)).collect();
    let kept = codes::replace(&call.env, principal, &hashes);
    (shown, kept)
}
