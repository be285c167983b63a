//! Registration and sign-in with a passkey (WebAuthn Level 3, §7.1 and §7.2).

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use thiserror::Error;
use wire::passkey::{AuthenticationCredential, RegistrationCredential};

use crate::{
    authenticator::{self, AuthenticatorData},
    cbor::{self, Value},
    client,
    cose::PublicKey,
};

/// Most bytes of an attestation object; ours are small, because no attestation is asked for.
pub const ATTESTATION_MAX: usize = 16 * 1024;

/// What this ceremony is to be about.
#[derive(Clone, Copy, Debug)]
pub struct Expected<'a> {
    /// The bytes that were given out.
    pub challenge: &'a [u8],
    /// Scheme, host and port of the page.
    pub origin: &'a str,
    /// The domain, which the passkey is bound to.
    pub rp_id: &'a str,
}

/// Why a ceremony is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Not of the form that the standard asks for.
    #[error("the credential could not be read")]
    Malformed,
    /// A registration where a sign-in was expected, or the other way round.
    #[error("the credential is of another ceremony")]
    OtherCeremony,
    /// The signed challenge is not the one that was given out.
    #[error("the challenge is another one")]
    OtherChallenge,
    /// Signed for a page of another origin, or in a frame of one.
    #[error("the origin is another one")]
    OtherOrigin,
    /// Signed for another domain.
    #[error("the domain is another one")]
    OtherDomain,
    /// Nobody touched the device.
    #[error("nobody was present")]
    NotPresent,
    /// The device did not make sure who touched it.
    #[error("the user was not verified")]
    NotVerified,
    /// A kind of key or of attestation that was not asked for.
    #[error("this kind of key is not taken")]
    Unsupported,
    /// The signature is not the key's.
    #[error("the signature does not fit")]
    BadSignature,
    /// The passkey is not the one that is known, or says that it is somebody else's.
    #[error("the passkey is another one")]
    OtherCredential,
    /// The counter stands where it stood or lower: somebody may have copied the key.
    #[error("the passkey's counter went back")]
    CounterWentBack,
}

/// A passkey that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The device's name for it.
    pub credential_id: Vec<u8>,
    /// A COSE_Key, as it came.
    pub public_key: Vec<u8>,
    /// Where its counter stands.
    pub sign_count: u32,
    /// Whether its maker may keep copies; that never changes.
    pub backup_eligible: bool,
    /// Whether its maker does.
    pub backed_up: bool,
}

/// A passkey as it was kept.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// The device's name for it.
    pub credential_id: &'a [u8],
    /// A COSE_Key.
    pub public_key: &'a [u8],
    /// Where its counter stood.
    pub sign_count: u32,
    /// What it said at its registration.
    pub backup_eligible: bool,
    /// The user handle that was given at its registration.
    pub user_handle: &'a [u8],
}

/// A sign-in that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asserted {
    /// Where the counter stands now.
    pub sign_count: u32,
    /// Whether the passkey's maker keeps copies now.
    pub backed_up: bool,
}

/// Checks a registration.
pub fn register(
    sent: &RegistrationCredential,
    expected: Expected<'_>,
) -> Result<Registered, Fault> {
    let id = named(&sent.kind, &sent.id, &sent.raw_id)?;
    let client_data = decode(&sent.response.client_data_json)?;
    same_ceremony(&client_data, "webauthn.create", expected)?;
    let object = decode(&sent.response.attestation_object)?;
    if object.len() > ATTESTATION_MAX {
        return Err(Fault::Malformed);
    }
    let object = cbor::whole(&object).ok_or(Fault::Malformed)?;
    let raw = object.named("authData").and_then(Value::bytes).ok_or(Fault::Malformed)?;
    let data = authenticator::read(raw).ok_or(Fault::Malformed)?;
    same_domain(&data, expected)?;
    let credential = data.credential.as_ref().ok_or(Fault::Malformed)?;
    if credential.id != id {
        return Err(Fault::OtherCredential);
    }
    let key = cbor::whole(credential.public_key).as_ref().and_then(PublicKey::read);
    let key = key.ok_or(Fault::Unsupported)?;
    attested(&object, &key, raw, &client_data)?;
    Ok(Registered {
        credential_id: id,
        public_key: credential.public_key.to_vec(),
        sign_count: data.sign_count,
        backup_eligible: data.backup_eligible,
        backed_up: data.backed_up,
    })
}

/// Checks a sign-in with a passkey that is known.
pub fn assert(
    sent: &AuthenticationCredential,
    expected: Expected<'_>,
    known: Known<'_>,
) -> Result<Asserted, Fault> {
    let id = named(&sent.kind, &sent.id, &sent.raw_id)?;
    // A discoverable passkey always says whose it is (§7.2, step 6).
    let handle = sent.response.user_handle.as_deref().ok_or(Fault::OtherCredential)?;
    if id != known.credential_id || decode(handle)? != known.user_handle {
        return Err(Fault::OtherCredential);
    }
    let client_data = decode(&sent.response.client_data_json)?;
    same_ceremony(&client_data, "webauthn.get", expected)?;
    let raw = decode(&sent.response.authenticator_data)?;
    let data = authenticator::read(&raw).ok_or(Fault::Malformed)?;
    same_domain(&data, expected)?;
    if data.backup_eligible != known.backup_eligible {
        return Err(Fault::OtherCredential);
    }
    let key = cbor::whole(known.public_key).as_ref().and_then(PublicKey::read);
    let key = key.ok_or(Fault::Unsupported)?;
    let signature = decode(&sent.response.signature)?;
    if !key.signed(&signed_bytes(&raw, &client_data), &signature) {
        return Err(Fault::BadSignature);
    }
    let counts = data.sign_count != 0 || known.sign_count != 0;
    if counts && data.sign_count <= known.sign_count {
        return Err(Fault::CounterWentBack);
    }
    Ok(Asserted { sign_count: data.sign_count, backed_up: data.backed_up })
}

/// The id that a credential says it has, before anything is believed: to find the passkey by.
pub fn credential_id(sent: &str) -> Option<Vec<u8>> {
    decode(sent).ok().filter(|id| !id.is_empty() && id.len() <= authenticator::CREDENTIAL_ID_MAX)
}

/// base64url without padding, as everything of WebAuthn's JSON forms is written.
pub fn encode(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).map_err(|_| Fault::Malformed)
}

fn named(kind: &str, id: &str, raw_id: &str) -> Result<Vec<u8>, Fault> {
    if kind != "public-key" || id != raw_id {
        return Err(Fault::Malformed);
    }
    credential_id(id).ok_or(Fault::Malformed)
}

fn same_ceremony(bytes: &[u8], kind: &str, expected: Expected<'_>) -> Result<(), Fault> {
    let data = client::read(bytes).ok_or(Fault::Malformed)?;
    if data.kind != kind {
        return Err(Fault::OtherCeremony);
    }
    if decode(&data.challenge)? != expected.challenge {
        return Err(Fault::OtherChallenge);
    }
    if data.origin != expected.origin || data.cross_origin {
        return Err(Fault::OtherOrigin);
    }
    Ok(())
}

fn same_domain(data: &AuthenticatorData<'_>, expected: Expected<'_>) -> Result<(), Fault> {
    if data.rp_id_hash[..] != Sha256::digest(expected.rp_id.as_bytes())[..] {
        return Err(Fault::OtherDomain);
    }
    if !data.user_present {
        return Err(Fault::NotPresent);
    }
    if !data.user_verified {
        return Err(Fault::NotVerified);
    }
    Ok(())
}

fn signed_bytes(authenticator_data: &[u8], client_data: &[u8]) -> Vec<u8> {
    let mut bytes = authenticator_data.to_vec();
    bytes.extend_from_slice(&Sha256::digest(client_data));
    bytes
}

/// No attestation is asked for. A browser may hand a device's own signature through all the same
/// (§5.4.7, self attestation); then it has to fit.
fn attested(
    object: &Value<'_>,
    key: &PublicKey,
    authenticator_data: &[u8],
    client_data: &[u8],
) -> Result<(), Fault> {
    let statement = object.named("attStmt").ok_or(Fault::Malformed)?;
    match object.named("fmt").and_then(Value::text).ok_or(Fault::Malformed)? {
        "none" if *statement == Value::Map(Vec::new()) => Ok(()),
        "packed" if statement.named("x5c").is_none() => {
            let algorithm = statement.named("alg").and_then(Value::integer);
            let signature = statement.named("sig").and_then(Value::bytes);
            let signature = signature.ok_or(Fault::Malformed)?;
            let message = signed_bytes(authenticator_data, client_data);
            let fits = algorithm == Some(key.algorithm()) && key.signed(&message, signature);
            if fits { Ok(()) } else { Err(Fault::BadSignature) }
        }
        _ => Err(Fault::Unsupported),
    }
}

#[cfg(test)]
mod tests;
