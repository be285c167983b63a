//! `did:key` with Ed25519: a name that is its own public key, so that no registry can lie about it.

use ed25519_dalek::VerifyingKey;

use crate::base58;

const METHOD: &str = "did:key:z";
/// Multicodec of an Ed25519 public key, as a varint.
const ED25519: [u8; 2] = [0xed, 0x01];

/// The name of a key.
pub fn encode(key: &[u8; 32]) -> String {
    let mut bytes = ED25519.to_vec();
    bytes.extend_from_slice(key);
    format!("{METHOD}{}", base58::encode(&bytes))
}

/// The key of a name. `None` unless it is an Ed25519 key that can be trusted, written in the one
/// way there is.
pub fn decode(did: &str) -> Option<VerifyingKey> {
    let bytes = base58::decode(did.strip_prefix(METHOD)?)?;
    let key: [u8; 32] = bytes.strip_prefix(&ED25519)?.try_into().ok()?;
    let key = VerifyingKey::from_bytes(&key).ok()?;
    // A key of small order would take signatures that nobody made, and a second spelling of a
    // point would be a second name for the same key.
    let canonical = key.to_edwards().compress().as_bytes() == key.as_bytes();
    (!key.is_weak() && canonical && encode(key.as_bytes()) == did).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the did:key specification.
    const EXAMPLE: &str = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";

    #[test]
    fn a_key_is_its_name() {
        let key = decode(EXAMPLE).expect("the example reads");
        assert_eq!(encode(key.as_bytes()), EXAMPLE);
    }

    #[test]
    fn other_methods_other_keys_and_broken_names_are_none() {
        for did in [
            "did:web:example.com",
            "did:key:z6Mk",
            "did:key:",
            &EXAMPLE.replace("z6Mk", "z1z6Mk"),
            &EXAMPLE.replace('h', "0"),
            // P-256 of the specification.
            "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
            &encode(&[0; 32]),
            &encode(&[0xff; 32]),
        ] {
            assert!(decode(did).is_none(), "{did}");
        }
    }
}
