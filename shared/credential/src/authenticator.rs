//! What an authenticator says about itself: authenticator data (WebAuthn Level 3, §6.1).

use crate::cbor;

/// Longest id of a credential (§5.8.3).
pub const CREDENTIAL_ID_MAX: usize = 1023;

const USER_PRESENT: u8 = 1;
const USER_VERIFIED: u8 = 1 << 2;
const BACKUP_ELIGIBLE: u8 = 1 << 3;
const BACKED_UP: u8 = 1 << 4;
const ATTESTED: u8 = 1 << 6;
const EXTENSIONS: u8 = 1 << 7;

/// Authenticator data, read.
#[derive(Clone, Debug, PartialEq)]
pub struct AuthenticatorData<'a> {
    /// SHA-256 of the domain that it signed for.
    pub rp_id_hash: [u8; 32],
    /// Somebody touched it.
    pub user_present: bool,
    /// It made sure who: by a PIN, a finger, a face.
    pub user_verified: bool,
    /// The passkey may be copied by its maker.
    pub backup_eligible: bool,
    /// It has been.
    pub backed_up: bool,
    /// How often it has signed; 0 where it does not count.
    pub sign_count: u32,
    /// The passkey that was just made; at a registration only.
    pub credential: Option<Credential<'a>>,
}

/// A passkey that was just made.
#[derive(Clone, Debug, PartialEq)]
pub struct Credential<'a> {
    /// Model of the authenticator; zeros where it does not tell.
    pub aaguid: [u8; 16],
    /// At most [`CREDENTIAL_ID_MAX`] bytes.
    pub id: &'a [u8],
    /// A COSE_Key.
    pub public_key: &'a [u8],
}

/// Reads authenticator data. `None` when it breaks the form in any way.
pub fn read(bytes: &[u8]) -> Option<AuthenticatorData<'_>> {
    let (rp_id_hash, rest) = bytes.split_first_chunk::<32>()?;
    let (flags, rest) = rest.split_first()?;
    let (count, mut rest) = rest.split_first_chunk::<4>()?;
    let has = |flag| flags & flag != 0;
    let mut credential = None;
    if has(ATTESTED) {
        let (aaguid, behind) = rest.split_first_chunk::<16>()?;
        let (length, behind) = behind.split_first_chunk::<2>()?;
        let length = usize::from(u16::from_be_bytes(*length));
        if length == 0 || length > CREDENTIAL_ID_MAX {
            return None;
        }
        let (id, behind) = behind.split_at_checked(length)?;
        let (_, after) = cbor::first(behind)?;
        let public_key = &behind[..behind.len() - after.len()];
        credential = Some(Credential { aaguid: *aaguid, id, public_key });
        rest = after;
    }
    if has(EXTENSIONS) {
        rest = cbor::first(rest)?.1;
    }
    // A copy that may not exist is a lie (§6.1.3), and so is anything behind the end.
    let consistent = has(BACKUP_ELIGIBLE) || !has(BACKED_UP);
    (rest.is_empty() && consistent).then_some(AuthenticatorData {
        rp_id_hash: *rp_id_hash,
        user_present: has(USER_PRESENT),
        user_verified: has(USER_VERIFIED),
        backup_eligible: has(BACKUP_ELIGIBLE),
        backed_up: has(BACKED_UP),
        sign_count: u32::from_be_bytes(*count),
        credential,
    })
}
