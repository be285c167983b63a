//! `/api/v1/account/sign-in/…`: a passkey, or a recovery code, opens the account.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use credential::{
    passkey::{self, Known, assert},
    recovery, username,
};
use serde_json::json;
use wire::account::{Recover, SignInFinish, SignedIn};
use worker::{D1PreparedStatement, Response};

use crate::{
    answer,
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure},
    identity, outbox,
    quota::{self, Kind},
    session::{
        self, PrincipalKind, device,
        open::{OpenedBy, Prepared},
    },
    store::{database, demand_failed},
};

use super::{
    ceremony, profile,
    store::{
        adoption::{self, Adopted},
        ceremonies::Purpose,
        codes, members, passkeys,
    },
};

/// `POST /api/v1/account/sign-in/begin`
pub async fn begin(call: &Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    quota::spend_by_address(call, Kind::Ceremonies).await?;
    answer::json(200, &ceremony::begin_request(call).await?)
}

/// `POST /api/v1/account/sign-in/finish`
pub async fn finish(call: &mut Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    let sent: SignInFinish = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let device_name = device_name(sent.device_name.as_deref())?;
    let begun = ceremony::take(call, &sent.ceremony_id, Purpose::SignIn).await?;
    let id = passkey::credential_id(&sent.credential.id).map(|id| passkey::encode(&id));
    let unknown = || ceremony::refused(passkey::Fault::OtherCredential);
    let row = passkeys::find(&call.env, &id.ok_or_else(unknown)?).await?.ok_or_else(unknown)?;
    let bytes = |text: &str| {
        URL_SAFE_NO_PAD.decode(text).map_err(|_| Failure::Fault("a stored passkey".to_owned()))
    };
    let (credential_id, public_key) = (bytes(&row.credential_id)?, bytes(&row.public_key)?);
    let user_handle = bytes(&row.user_handle)?;
    let known = Known {
        credential_id: &credential_id,
        public_key: &public_key,
        sign_count: row.sign_count,
        backup_eligible: row.backup_eligible == 1,
        user_handle: &user_handle,
    };
    let asserted = ceremony::with_expected(call, &begun, |expected| {
        assert(&sent.credential, expected, known)
    })?;
    let mut batch = passkeys::used(call, &row, asserted.sign_count, asserted.backed_up)?;
    let prepared = Prepared::new(call, &row.principal_id, OpenedBy::Passkey, device_name);
    batch.extend(prepared.statements(call)?);
    let adopted = open(call, &row.principal_id, batch).await?;
    show(call, &prepared, adopted, false).await
}

/// `POST /api/v1/account/sign-in/recover`
pub async fn recover(call: &mut Call) -> Result<Response, Failure> {
    session::guard_origin(call)?;
    let sent: Recover = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let device_name = device_name(sent.device_name.as_deref())?;
    quota::spend_by_address(call, Kind::Recoveries).await?;
    let name = sent.username.trim().trim_start_matches('@').to_ascii_lowercase();
    let subject = format!("name:{}", &identity::sha256(name.as_bytes())[..32]);
    quota::spend(&call.env, &subject, Kind::Recoveries, call.now).await?;
    let principal = match username::parse(&name) {
        Ok(known) => members::named(&call.env, &known.name).await?,
        Err(_) => None,
    };
    // An unknown name and a wrong code are not to be told apart.
    let (Some(principal), Some(code)) = (principal, recovery::normal(&sent.code)) else {
        return Err(Code::RecoveryRefused.into());
    };
    let hash = recovery::kept(&identity::pepper(&call.env), &principal, &code);
    if !codes::spend(&call.env, &principal, &hash, call.now).await? {
        return Err(Code::RecoveryRefused.into());
    }
    let prepared = Prepared::new(call, &principal, OpenedBy::Recovery, device_name);
    let mut batch = prepared.statements(call)?;
    let body = json!({"what": "recovered"});
    let database = database(&call.env)?;
    batch.push(outbox::event(&database, call.now, "account.changed", &principal, &body)?);
    // The avatars wait: whoever found a slip of paper is to be kept from other people's guests.
    let adopted = Adopted::default();
    database.batch(batch).await?;
    show(call, &prepared, adopted, true).await
}

/// Opens the session, and has the guest's avatars come along.
pub async fn open(
    call: &Call,
    principal: &str,
    batch: Vec<D1PreparedStatement>,
) -> Result<Adopted, Failure> {
    let guest = session::caller(call).await?.filter(|it| it.kind == PrincipalKind::Guest);
    database(&call.env)?.batch(batch).await.map_err(|error| {
        // The counter moved between reading and writing: the same key signed twice at once.
        if demand_failed(&error) {
            ceremony::refused(passkey::Fault::CounterWentBack)
        } else {
            error.into()
        }
    })?;
    adoption::adopt(&call.env, guest.as_ref().map(|it| it.principal.as_str()), principal).await
}

async fn show(
    call: &Call,
    prepared: &Prepared,
    adopted: Adopted,
    recovering: bool,
) -> Result<Response, Failure> {
    let principal = &prepared.session.principal;
    let signed_in = SignedIn {
        account: profile::after_sign_in(call, principal, !recovering, recovering).await?,
        token: prepared.hand_over(call),
        expires_at: clock::iso(prepared.expires_at),
        recovery_codes: Vec::new(),
        avatars_moved: adopted.moved,
        avatars_left: adopted.left,
    };
    answer::json(200, &signed_in)
}

fn device_name(sent: Option<&str>) -> Result<Option<String>, Failure> {
    Ok(sent.map(|sent| device::given(sent, "deviceName")).transpose()?)
}
