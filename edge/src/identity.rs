//! Names that nobody can guess, and hashes.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use worker::Env;

/// `N` random bytes from the platform.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the platform always has random bytes inside a request");
    bytes
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in lowercase hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// SHA-256 over several parts, each with its length before it, so that no two lists collide.
pub fn sha256_parts(parts: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hex(&hash.finalize())
}

/// The millisecond of the last UUID, and how many that millisecond has had.
static LAST: AtomicU64 = AtomicU64::new(0);
/// Bits that count within a millisecond, right behind the time.
const COUNT_BITS: u32 = 12;

/// A UUID of version 7: sorts by time of birth, also within a millisecond of one isolate, so that
/// what one request writes is listed in the order in which it was written.
pub fn uuid(now_ms: u64) -> String {
    let mut bytes = random::<16>();
    bytes[..6].copy_from_slice(&now_ms.to_be_bytes()[2..]);
    let count = count_within(now_ms).to_be_bytes();
    bytes[6] = count[6] & 0x0f | 0x70;
    bytes[7] = count[7];
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex(&bytes);
    format!("{}-{}-{}-{}-{}", &text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..])
}

/// How many UUIDs this millisecond has had; a clock that was set back begins anew.
fn count_within(now_ms: u64) -> u64 {
    let first = now_ms << COUNT_BITS;
    let last = LAST.load(Ordering::Relaxed);
    let next = if last >> COUNT_BITS == now_ms { last + 1 } else { first };
    LAST.store(next, Ordering::Relaxed);
    next - first
}

/// A fresh token for a session.
pub fn token() -> String {
    format!("dgs_{}", URL_SAFE_NO_PAD.encode(random::<32>()))
}

/// What keyed hashes are made with, where a deployment has set it: the secret `PEPPER`. Without it
/// they are as strong as what they hash, which is random and long.
pub fn pepper(env: &Env) -> Vec<u8> {
    env.secret("PEPPER").map(|secret| secret.to_string().into_bytes()).unwrap_or_default()
}

/// 256 random bits in base64url: a challenge, a state, a verifier.
pub fn nonce() -> String {
    URL_SAFE_NO_PAD.encode(random::<32>())
}

/// A fresh id of a request.
pub fn request_id() -> String {
    format!("req_{}", hex(&random::<10>()))
}

/// A fresh id of a drawing's session.
pub fn generation_session() -> String {
    format!("digi_{}", hex(&random::<16>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uuids_are_well_formed_and_sort_by_time() {
        let (early, late) = (uuid(1_700_000_000_000), uuid(1_700_000_000_001));
        assert_eq!(early.len(), 36);
        assert_eq!(&early[14..15], "7");
        assert!(early < late);
        let ids: Vec<String> = (0..1000).map(|_| uuid(1_800_000_000_000)).collect();
        assert!(ids.is_sorted(), "what is born in one millisecond keeps its order");
    }

    #[test]
    fn parts_do_not_run_together() {
        assert_ne!(sha256_parts(&[b"ab", b"c"]), sha256_parts(&[b"a", b"bc"]));
    }
}
