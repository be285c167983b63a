//! `/api/v1/sessions` and `/api/v1/account/sessions`

use wire::{
    scope::Scope,
    session::{DeviceSession, DeviceSessionList, Principal, SessionOpened, SessionsRevoked},
};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::{Code, Failure},
    quota::{self, Kind},
};

use super::{Caller, open::clear_cookie, store};

/// `POST /api/v1/sessions`: for those who want a token to hold.
///
/// Any origin may ask: the token is in the body, and a cookie is set for our own pages only.
pub async fn open_session(call: &Call) -> Result<Response, Failure> {
    quota::spend_by_address(call, Kind::Sessions).await?;
    let opened = super::open(call).await?;
    answer::json(
        201,
        &SessionOpened {
            token: opened.token,
            expires_at: clock::iso(call.now + super::SESSION_MS),
            principal: Principal {
                id: opened.principal_id,
                kind: "guest".to_owned(),
                created_at: clock::iso(call.now),
            },
        },
    )
}

/// `GET /api/v1/account/sessions`
pub async fn list_sessions(call: &Call) -> Result<Response, Failure> {
    let caller = super::member(call, Scope::AccountRead).await?;
    let rows = store::list(&call.env, &caller.principal, call.now).await?;
    let current = current(&caller);
    let items = rows.into_iter().map(|row| DeviceSession {
        current: row.id == current,
        id: row.id,
        device: row.device,
        opened_by: row.opened_by,
        created_at: clock::iso(row.created_at),
        last_seen_at: clock::iso(row.last_seen_at),
        expires_at: clock::iso(row.expires_at),
    });
    answer::json(200, &DeviceSessionList { items: items.collect() })
}

/// `DELETE /api/v1/account/sessions/:id`
pub async fn end_session(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = super::member(call, Scope::AccountWrite).await?;
    if !store::end(&call.env, &caller.principal, id).await? {
        return Err(Code::SessionNotFound.into());
    }
    if id == current(&caller) {
        clear_cookie(call);
    }
    Ok(answer::none())
}

/// `DELETE /api/v1/account/sessions`: all but the one that asks.
pub async fn end_other_sessions(call: &Call) -> Result<Response, Failure> {
    let caller = super::member(call, Scope::AccountWrite).await?;
    let revoked = store::end_others(&call.env, &caller.principal, &current(&caller)).await?;
    answer::json(200, &SessionsRevoked { revoked })
}

/// `POST /api/v1/account/sign-out`: ends the session that asks, a guest's as well.
pub async fn sign_out(call: &Call) -> Result<Response, Failure> {
    super::guard_origin(call)?;
    if let Some(caller) = super::caller(call).await? {
        store::end(&call.env, &caller.principal, &current(&caller)).await?;
    }
    clear_cookie(call);
    Ok(answer::none())
}

/// The name of the session that asks; empty when a key or an agent does.
fn current(caller: &Caller) -> String {
    caller.session.as_ref().map(|session| session.id.clone()).unwrap_or_default()
}
