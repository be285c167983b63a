//! API keys: `eco_live_ID_SECRET`. The id finds the row, the secret is kept as an HMAC only.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use crate::secret;

const PREFIX: &str = "eco_live_";
/// Letters of the id: 8 bytes in hexadecimal.
pub const ID_LENGTH: usize = 16;
/// Letters of the secret: 32 bytes in base64url.
pub const SECRET_LENGTH: usize = 43;

/// A key as it was sent, in the right form; whether it is known is another question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// Finds the row.
    pub id: &'a str,
    /// Proves that it is the holder's.
    pub secret: &'a str,
}

/// Whether a bearer token means to be an API key.
pub fn looks_like_one(token: &str) -> bool {
    token.starts_with(PREFIX)
}

/// Takes a key apart; `None` when it has another form.
pub fn parse(key: &str) -> Option<Parts<'_>> {
    let (id, secret) = key.strip_prefix(PREFIX)?.split_once('_')?;
    let id_fits = id.len() == ID_LENGTH
        && id.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte));
    let secret_fits = secret.len() == SECRET_LENGTH
        && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    (id_fits && secret_fits).then_some(Parts { id, secret })
}

/// A key from random bytes: its id, and all of it, to be shown once.
pub fn make(id: [u8; 8], secret: [u8; 32]) -> (String, String) {
    let id = secret::hex(&id);
    let key = format!("{}{}", prefix(&id), URL_SAFE_NO_PAD.encode(secret));
    (id, key)
}

/// How the key with this id begins.
pub fn prefix(id: &str) -> String {
    format!("{PREFIX}{id}_")
}

/// What is kept of a key, in hexadecimal.
pub fn kept(pepper: &[u8], parts: Parts<'_>) -> String {
    let hash = secret::keyed_hash(pepper, &[b"key", parts.id.as_bytes(), parts.secret.as_bytes()]);
    secret::hex(&hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_comes_apart_as_it_was_made() {
        let (id, key) = make([0xab; 8], [0xff; 32]);
        let parts = parse(&key).expect("a made key has the form");
        assert_eq!(parts.id, id);
        assert_eq!(key, format!("eco_live_{}_{}", "ab".repeat(8), parts.secret));
        let other = make([0xab; 8], [0xfe; 32]).1;
        let other = kept(b"p", parse(&other).expect("form"));
        assert_ne!(kept(b"p", parts), other);
    }

    #[test]
    fn other_forms_are_none() {
        let (_, key) = make([1; 8], [2; 32]);
        for bad in ["", "eco_live_", "dgs_x", &key[..key.len() - 1], &format!("{key}A")] {
            assert_eq!(parse(bad), None, "{bad}");
        }
        assert_eq!(parse(&key.replace("0101", "01G1")), None);
    }
}
