//! `/api/v1/sessions`

use wire::session::{Principal, SessionOpened};
use worker::Response;

use crate::{
    answer,
    call::Call,
    clock,
    error::Failure,
    quota::{self, Kind},
};

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
