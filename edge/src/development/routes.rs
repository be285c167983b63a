//! `/api/dev/…`

use wire::{
    admin::Role,
    development::{DevelopmentClock, DevelopmentMember},
    session::{Principal, SessionOpened},
};
use worker::Response;

use crate::{
    account::sign_up::name,
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    identity, session,
};

use super::store;

/// The clock goes forward by at most ten years, so that times stay exact in JavaScript.
const AHEAD_MS_MAX: u64 = 10 * 366 * 24 * 3600 * 1000;

/// `GET /api/dev/clock`
pub async fn get_clock(call: &Call) -> Result<Response, Failure> {
    let ahead_ms = store::clock_ahead(&call.env).await?;
    answer::json(200, &DevelopmentClock { ahead_ms })
}

/// `PUT /api/dev/clock`
pub async fn put_clock(call: &mut Call) -> Result<Response, Failure> {
    let body = call.body(SMALL_BODY_BYTES_MAX).await?;
    let wanted: DevelopmentClock = body.json()?;
    if wanted.ahead_ms > AHEAD_MS_MAX {
        return Err(Refusal::of(Code::FieldInvalid, "aheadMs").into());
    }
    let ahead_ms = store::set_clock_ahead(&call.env, wanted.ahead_ms).await?;
    answer::json(200, &DevelopmentClock { ahead_ms })
}

/// `POST /api/dev/members`: a member and a token, without a passkey.
pub async fn post_member(call: &mut Call) -> Result<Response, Failure> {
    let body = call.body(SMALL_BODY_BYTES_MAX).await?;
    let wanted: DevelopmentMember = body.json()?;
    let token = identity::token();
    let username = name(&wanted.username)?;
    let role = |sent: &String| Role::parse(sent).ok_or(Refusal::of(Code::FieldInvalid, "roles"));
    let roles = wanted.roles.iter().map(role).collect::<Result<Vec<_>, _>>()?;
    let id = store::open_member(call, &username, &roles, &token).await?;
    let created_at = clock::iso(call.now);
    let principal = Principal { id, kind: "member".to_owned(), created_at };
    let expires_at = clock::iso(call.now + session::SESSION_MS);
    answer::json(201, &SessionOpened { token, expires_at, principal })
}
