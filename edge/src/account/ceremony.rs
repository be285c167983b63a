//! Ceremonies with passkeys: begun by us with a challenge, finished once or never.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use credential::{
    cose,
    passkey::{Expected, Fault, Registered, register},
};
use serde_json::json;
use wire::passkey::{
    AuthenticatorSelection, CreationOptions, CredentialKind, CredentialName, CredentialUser,
    PasskeyCreation, PasskeyRequest, RegistrationCredential, RelyingParty, RequestOptions,
};

use crate::{
    call::Call,
    clock,
    error::{Code, Failure, Refusal},
    identity,
};

use super::{
    CEREMONY_MS,
    store::ceremonies::{self, Ceremony, Purpose},
};

/// What devices show beside the name.
const HOUSE: &str = "Digigami";
const PUBLIC_KEY: &str = "public-key";

/// Begins a registration for whom the ceremony names.
pub async fn begin_creation(
    call: &Call,
    ceremony: Ceremony,
    known: Vec<CredentialName>,
) -> Result<PasskeyCreation, Failure> {
    ceremonies::insert(&call.env, &ceremony).await?;
    let alg = |number: i64| CredentialKind { kind: PUBLIC_KEY.to_owned(), alg: number as i32 };
    let word = |word: Option<String>| word.unwrap_or_default();
    Ok(PasskeyCreation {
        ceremony_id: ceremony.id,
        expires_at: clock::iso(ceremony.expires_at),
        public_key: CreationOptions {
            rp: RelyingParty { id: rp_id(call), name: HOUSE.to_owned() },
            user: CredentialUser {
                id: word(ceremony.user_handle),
                name: word(ceremony.username),
                display_name: word(ceremony.display_name),
            },
            challenge: ceremony.challenge,
            pub_key_cred_params: vec![alg(cose::ES256), alg(cose::EDDSA)],
            timeout: CEREMONY_MS as u32,
            exclude_credentials: known,
            authenticator_selection: AuthenticatorSelection {
                resident_key: "required".to_owned(),
                require_resident_key: true,
                user_verification: "required".to_owned(),
            },
            attestation: "none".to_owned(),
        },
    })
}

/// Begins a sign-in; whoever has a passkey may finish it.
pub async fn begin_request(call: &Call) -> Result<PasskeyRequest, Failure> {
    let ceremony = fresh(call, Purpose::SignIn);
    ceremonies::insert(&call.env, &ceremony).await?;
    Ok(PasskeyRequest {
        ceremony_id: ceremony.id,
        expires_at: clock::iso(ceremony.expires_at),
        public_key: RequestOptions {
            challenge: ceremony.challenge,
            timeout: CEREMONY_MS as u32,
            rp_id: rp_id(call),
            allow_credentials: Vec::new(),
            user_verification: "required".to_owned(),
        },
    })
}

/// A ceremony that is about to be, for nobody yet.
pub fn fresh(call: &Call, purpose: Purpose) -> Ceremony {
    Ceremony {
        id: identity::nonce(),
        purpose,
        challenge: identity::nonce(),
        principal_id: None,
        user_handle: None,
        username: None,
        display_name: None,
        expires_at: call.now + CEREMONY_MS,
    }
}

/// Takes a ceremony, so that nobody else can finish it; a failed try uses it up as well.
pub async fn take(call: &Call, id: &str, purpose: Purpose) -> Result<Ceremony, Failure> {
    let taken = ceremonies::take(&call.env, id, purpose, call.now).await?;
    taken.ok_or(Code::CeremonyUnknown.into())
}

/// Checks a registration against its ceremony.
pub fn registered(
    call: &Call,
    ceremony: &Ceremony,
    sent: &RegistrationCredential,
) -> Result<Registered, Failure> {
    with_expected(call, ceremony, |expected| register(sent, expected))
}

/// Has a check made with what the ceremony expects.
pub fn with_expected<T>(
    call: &Call,
    ceremony: &Ceremony,
    check: impl FnOnce(Expected<'_>) -> Result<T, Fault>,
) -> Result<T, Failure> {
    let challenge = URL_SAFE_NO_PAD.decode(&ceremony.challenge);
    let challenge = challenge.map_err(|_| Failure::Fault("a challenge of ours".to_owned()))?;
    let (origin, rp_id) = (call.origin(), rp_id(call));
    let expected = Expected { challenge: &challenge, origin: &origin, rp_id: &rp_id };
    check(expected).map_err(refused)
}

/// The refusal of a credential.
pub fn refused(fault: Fault) -> Failure {
    Refusal::with(Code::PasskeyRefused, json!({"reason": fault.to_string()})).into()
}

/// The domain that passkeys are bound to.
fn rp_id(call: &Call) -> String {
    call.url.host_str().unwrap_or_default().to_owned()
}
