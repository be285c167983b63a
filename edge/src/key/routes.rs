//! `/api/v1/keys`

use std::collections::BTreeSet;

use credential::key;
use wire::{
    key::{Key, KeyCreated, KeyList, NewKey},
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    identity,
    quota::{self, Kind},
    session::{self, device},
};

use super::{
    DAYS_DEFAULT, DAYS_MAX, HOURLY_DEFAULT, HOURLY_MAX,
    store::{self, Row},
};

const DAY_MS: u64 = 24 * 3600 * 1000;

/// `POST /api/v1/keys`: the secret is shown this once, so the answer is kept nowhere.
pub async fn create_key(call: &mut Call) -> Result<Response, Failure> {
    let sent: NewKey = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::Keys).await?;
    caller.demand_fresh(call)?;
    let name = device::given(&sent.name, "name")?;
    let scopes = scopes(&sent.scopes)?;
    let days = within(sent.expires_in_days, (DAYS_DEFAULT, DAYS_MAX), "expiresInDays")?;
    let hourly = within(sent.hourly_limit, (HOURLY_DEFAULT, HOURLY_MAX), "hourlyLimit")?;
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    let (id, secret) = key::make(identity::random(), identity::random());
    let parts = key::parse(&secret).ok_or(Failure::Fault("a key of ours".to_owned()))?;
    let kept = key::kept(&identity::pepper(&call.env), parts);
    let life = (call.now, call.now + u64::from(days) * DAY_MS);
    let row = Row::new(id, &caller.principal, name, kept).allowing(&scopes, hourly, life);
    store::insert(&call.env, &row).await?;
    answer::json(201, &KeyCreated { key: show(&row), secret })
}

/// `GET /api/v1/keys`
pub async fn list_keys(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Keys).await?;
    let rows = store::list(&call.env, &caller.principal, call.now).await?;
    answer::json(200, &KeyList { items: rows.iter().map(show).collect() })
}

/// `DELETE /api/v1/keys/:id`
pub async fn revoke_key(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Keys).await?;
    if store::remove(&call.env, &caller.principal, id).await? {
        Ok(answer::none())
    } else {
        Err(Code::KeyNotFound.into())
    }
}

/// At least one scope, each known, and never the admin's.
fn scopes(sent: &[String]) -> Result<Vec<Scope>, Refusal> {
    let refused = || Refusal::of(Code::FieldInvalid, "scopes");
    let parse = |name: &String| Scope::parse(name).filter(|scope| *scope != Scope::Admin);
    let known: Option<BTreeSet<Scope>> = sent.iter().map(parse).collect();
    let known = known.filter(|scopes| !scopes.is_empty()).ok_or_else(refused)?;
    Ok(known.into_iter().collect())
}

fn within(sent: Option<u32>, limits: (u32, u32), field: &'static str) -> Result<u32, Refusal> {
    let (default, most) = limits;
    let value = sent.unwrap_or(default);
    let fits = (1..=most).contains(&value);
    if fits { Ok(value) } else { Err(Refusal::of(Code::FieldInvalid, field)) }
}

fn show(row: &Row) -> Key {
    Key {
        id: row.id.clone(),
        name: row.name.clone(),
        prefix: key::prefix(&row.id),
        scopes: row.scopes().iter().map(|scope| scope.name().to_owned()).collect(),
        hourly_limit: row.hourly_limit,
        used_this_hour: row.used.min(row.hourly_limit),
        created_at: clock::iso(row.created_at),
        expires_at: clock::iso(row.expires_at),
        last_used_at: row.last_used_at.map(clock::iso),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_known_and_never_the_admins() {
        let sent =
            |names: &[&str]| scopes(&names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>());
        assert_eq!(sent(&["stake", "jobs", "stake"]).map(|s| s.len()), Ok(2));
        assert!(sent(&[]).is_err() && sent(&["admin"]).is_err() && sent(&["all"]).is_err());
    }
}
