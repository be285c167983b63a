//! Secrets are kept as what they hash to, and compared without telling how far they agree.

use hmac::{Hmac, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// HMAC-SHA256 over several parts, each with its length before it, so that no two lists collide.
///
/// `pepper` is the deployment's: a stolen database alone does not let anybody try guesses.
pub fn keyed_hash(pepper: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = keyed(pepper);
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Plain HMAC-SHA256, for protocols that prescribe the message.
pub fn hmac_sha256(key: &[u8], message: &[u8]) -> [u8; 32] {
    let mut mac = keyed(key);
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// Whether two values are the same, in a time that does not depend on where they differ.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.ct_eq(b).into()
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_test_case_of_rfc_4231_holds() {
        let mac = hmac_sha256(b"Jefe", b"what do ya want for nothing?");
        let wanted = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&mac), wanted);
    }

    #[test]
    fn parts_do_not_run_together_and_the_pepper_counts() {
        assert_ne!(keyed_hash(b"p", &[b"ab", b"c"]), keyed_hash(b"p", &[b"a", b"bc"]));
        assert_ne!(keyed_hash(b"p", &[b"a"]), keyed_hash(b"q", &[b"a"]));
        assert!(same(b"abc", b"abc") && !same(b"abc", b"abd") && !same(b"abc", b"ab"));
    }
}
