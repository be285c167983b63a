//! The admin key: sent as `x-admin-key`, kept as its SHA-256 in the secret `ADMIN_KEY_SHA256`.

use credential::secret;

use crate::{
    call::Call,
    error::{Code, Failure},
    identity,
    quota::{self, Kind},
};

/// The header.
const HEADER: &str = "x-admin-key";
/// Letters of a SHA-256 in hexadecimal.
const HASH_LENGTH: usize = 64;

/// Whether the request carries the admin key. A wrong one is refused and counted; where none is
/// set, the header means nothing.
pub async fn shown(call: &Call) -> Result<bool, Failure> {
    let Some(sent) = call.header(HEADER) else { return Ok(false) };
    let wanted = call.env.var("ADMIN_KEY_SHA256").map(|value| value.to_string());
    let Some(wanted) = wanted.ok().filter(|hash| hash.len() == HASH_LENGTH) else {
        return Ok(false);
    };
    let hash = identity::sha256(sent.as_bytes());
    if secret::same(hash.as_bytes(), wanted.to_ascii_lowercase().as_bytes()) {
        return Ok(true);
    }
    quota::spend_by_address(call, Kind::AdminKeys).await?;
    Err(Code::AdminKeyRefused.into())
}
