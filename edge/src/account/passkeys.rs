//! `/api/v1/account/passkeys…`

use serde_json::json;
use wire::{
    passkey::{NewPasskey, Passkey, PasskeyList, PasskeyPatch},
    scope::Scope,
};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure},
    outbox,
    quota::{self, Kind},
    session::{self, Caller, device},
    store::database,
};

use super::{
    ceremony,
    sign_up::refusal_of,
    store::{
        ceremonies::{Ceremony, Purpose},
        members,
        passkeys::{self, Row},
    },
};

/// `GET /api/v1/account/passkeys`
pub async fn list_passkeys(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountRead).await?;
    let rows = passkeys::list(&call.env, &caller.principal).await?;
    answer::json(200, &PasskeyList { items: rows.iter().map(show).collect() })
}

/// `POST /api/v1/account/passkeys/begin`
pub async fn begin(call: &Call) -> Result<Response, Failure> {
    let caller = may_add(call).await?;
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    let known = passkeys::list(&call.env, &caller.principal).await?;
    let standing = members::standing(&call.env, &caller.principal, call.now).await?;
    let standing = standing.ok_or(Code::SessionRequired)?;
    let begun = Ceremony {
        user_handle: members::user_handle(&call.env, &caller.principal).await?,
        principal_id: Some(caller.principal),
        username: standing.username,
        display_name: standing.display_name,
        ..ceremony::fresh(call, Purpose::Add)
    };
    let known = known.iter().map(Row::named).collect();
    answer::json(200, &ceremony::begin_creation(call, begun, known).await?)
}

/// `POST /api/v1/account/passkeys/finish`
pub async fn finish(call: &mut Call) -> Result<Response, Failure> {
    let sent: NewPasskey = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = may_add(call).await?;
    let name = match &sent.name {
        Some(sent) => device::given(sent, "name")?,
        None => device::name(call),
    };
    let begun = ceremony::take(call, &sent.ceremony_id, Purpose::Add).await?;
    if begun.principal_id.as_deref() != Some(&caller.principal) {
        return Err(Code::CeremonyUnknown.into());
    }
    let made = ceremony::registered(call, &begun, &sent.credential)?;
    let id = call.fresh_id();
    let new = passkeys::New {
        id: &id,
        principal: &caller.principal,
        made: &made,
        transports: &sent.credential.response.transports,
        name: &name,
    };
    let database = database(&call.env)?;
    let body = json!({"what": "passkeys"});
    let mut batch = vec![
        passkeys::insert(call, &new)?,
        outbox::event(&database, call.now, "account.changed", &caller.principal, &body)?,
    ];
    if let Some(session) = &caller.session {
        batch.push(passkeys::recovered(call, &session.id)?);
    }
    database.batch(batch).await.map_err(|error| refusal_of(&error))?;
    let passkey = Passkey {
        id,
        name,
        backed_up: made.backed_up,
        created_at: clock::iso(call.now),
        last_used_at: None,
    };
    answer::json(201, &passkey)
}

/// `PATCH /api/v1/account/passkeys/:id`
pub async fn patch_passkey(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let sent: PasskeyPatch = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::AccountWrite).await?;
    let name = device::given(&sent.name, "name")?;
    if !passkeys::rename(&call.env, &caller.principal, id, &name).await? {
        return Err(Code::PasskeyNotFound.into());
    }
    let rows = passkeys::list(&call.env, &caller.principal).await?;
    let row = rows.iter().find(|row| row.id == id).ok_or(Code::PasskeyNotFound)?;
    answer::json(200, &show(row))
}

/// `DELETE /api/v1/account/passkeys/:id`: never the last way in.
pub async fn delete_passkey(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::AccountWrite).await?;
    caller.demand_fresh(call)?;
    if passkeys::remove(&call.env, &caller.principal, id).await? {
        return Ok(answer::none());
    }
    let rows = passkeys::list(&call.env, &caller.principal).await?;
    let is_there = rows.iter().any(|row| row.id == id);
    Err(if is_there { Code::LastWayIn } else { Code::PasskeyNotFound }.into())
}

/// A passkey may be added by a fresh session, or by one that has to add one.
async fn may_add(call: &Call) -> Result<Caller, Failure> {
    let caller = session::member(call, Scope::AccountRead).await?;
    if !caller.is_recovering() {
        caller.demand_fresh(call)?;
    }
    Ok(caller)
}

fn show(row: &Row) -> Passkey {
    Passkey {
        id: row.id.clone(),
        name: row.name.clone(),
        backed_up: row.backed_up == 1,
        created_at: clock::iso(row.created_at),
        last_used_at: row.last_used_at.map(clock::iso),
    }
}
