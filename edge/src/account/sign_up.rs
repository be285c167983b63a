//! `/api/v1/account/sign-up/…`: a guest, or nobody, becomes a member.

use credential::{recovery as codes, username};
use serde_json::json;
use wire::account::{SignUpBegin, SignUpFinish, SignedIn};
use worker::Response;

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    identity, outbox,
    quota::{self, Kind},
    session::{
        self, PrincipalKind, device,
        open::{OpenedBy, Prepared},
    },
    store::{database, demand_failed, raised},
};

use super::{
    ceremony, profile, recovery,
    store::{
        ceremonies::{Ceremony, Purpose},
        members::{self, NewMember},
        passkeys,
    },
};

/// `POST /api/v1/account/sign-up/begin`
pub async fn begin(call: &mut Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    let sent: SignUpBegin = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let guest = guest(call).await?;
    let name = name(&sent.username)?;
    let display_name = match &sent.display_name {
        Some(sent) => device::given(sent, "displayName")?,
        None => name.name.clone(),
    };
    quota::spend_by_address(call, Kind::Ceremonies).await?;
    if members::taken(&call.env, &name.skeleton, "").await? {
        return Err(Refusal::of(Code::UsernameTaken, "username").into());
    }
    let begun = Ceremony {
        principal_id: guest,
        user_handle: Some(identity::nonce()),
        username: Some(name.name),
        display_name: Some(display_name),
        ..ceremony::fresh(call, Purpose::SignUp)
    };
    answer::json(200, &ceremony::begin_creation(call, begun, Vec::new()).await?)
}

/// `POST /api/v1/account/sign-up/finish`
pub async fn finish(call: &mut Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    let sent: SignUpFinish = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let given = |name: &Option<String>, field| {
        name.as_deref().map(|sent| device::given(sent, field)).transpose()
    };
    let passkey_name = given(&sent.passkey_name, "passkeyName")?;
    let device_name = given(&sent.device_name, "deviceName")?;
    let guest = guest(call).await?;
    let begun = ceremony::take(call, &sent.ceremony_id, Purpose::SignUp).await?;
    if begun.principal_id != guest {
        return Err(Code::CeremonyUnknown.into());
    }
    let made = ceremony::registered(call, &begun, &sent.credential)?;
    let name = name(begun.username.as_deref().unwrap_or_default())?;
    let principal = guest.clone().unwrap_or_else(|| call.fresh_id());
    let member = NewMember {
        principal: &principal,
        is_guest: guest.is_some(),
        username: &name.name,
        skeleton: &name.skeleton,
        display_name: begun.display_name.as_deref().unwrap_or(&name.name),
        user_handle: begun.user_handle.as_deref().unwrap_or_default(),
    };
    let passkey = passkeys::New {
        id: &call.fresh_id(),
        principal: &principal,
        made: &made,
        transports: &sent.credential.response.transports,
        name: &passkey_name.unwrap_or_else(|| device::name(call)),
    };
    let (shown, kept) = recovery::fresh_codes(call, &principal);
    let prepared = Prepared::new(call, &principal, OpenedBy::SignUp, device_name);
    let mut batch = members::insert(call, &member)?;
    batch.push(passkeys::insert(call, &passkey)?);
    batch.extend(kept?);
    batch.extend(prepared.statements(call)?);
    let database = database(&call.env)?;
    let body = json!({"what": "signed_up"});
    batch.push(outbox::event(&database, call.now, "account.changed", &principal, &body)?);
    database.batch(batch).await.map_err(|error| refusal_of(&error))?;
    let signed_in = SignedIn {
        account: profile::after_sign_in(call, &principal, true, false).await?,
        token: prepared.hand_over(call),
        expires_at: clock::iso(prepared.expires_at),
        recovery_codes: shown,
        avatars_moved: 0,
        avatars_left: 0,
    };
    debug_assert_eq!(signed_in.recovery_codes.len(), codes::CODES);
    answer::json(201, &signed_in)
}

/// The guest who asks, if there is one; a member has signed up already.
async fn guest(call: &Call) -> Result<Option<String>, Failure> {
    match session::caller(call).await? {
        None => Ok(None),
        Some(caller) if caller.kind == PrincipalKind::Guest => Ok(Some(caller.principal)),
        Some(_) => Err(Code::AlreadyMember.into()),
    }
}

/// A username that may be taken.
pub fn name(sent: &str) -> Result<username::Username, Refusal> {
    username::parse(sent).map_err(|fault| {
        let code = match fault {
            username::Fault::Malformed => Code::UsernameInvalid,
            username::Fault::Reserved => Code::UsernameReserved,
        };
        Refusal::of(code, "username")
    })
}

/// What the database said no to: somebody was faster.
pub fn refusal_of(error: &worker::Error) -> Failure {
    if raised(error, "members.username") || raised(error, "members.skeleton") {
        Refusal::of(Code::UsernameTaken, "username").into()
    } else if raised(error, "passkeys.credential_id") {
        Code::PasskeyKnown.into()
    } else if raised(error, "passkeys_full") {
        Code::PasskeysFull.into()
    } else if demand_failed(error) {
        Code::AlreadyMember.into()
    } else {
        Failure::Fault(error.to_string())
    }
}
