//! Public keys of passkeys (RFC 9052, 9053): ES256 and EdDSA, and no other.

use ed25519_dalek::Signature as EdSignature;
use p256::ecdsa::{Signature as EcSignature, VerifyingKey as EcKey, signature::Verifier};

use crate::cbor::Value;

/// COSE's number of ECDSA on P-256 with SHA-256.
pub const ES256: i64 = -7;
/// COSE's number of Ed25519.
pub const EDDSA: i64 = -8;

/// A key that signatures can be checked with.
#[derive(Clone, Debug)]
pub enum PublicKey {
    /// ECDSA on P-256 with SHA-256; signatures in DER.
    Es256(EcKey),
    /// Ed25519; signatures of 64 bytes.
    EdDsa(ed25519_dalek::VerifyingKey),
}

impl PublicKey {
    /// Reads a COSE_Key. `None` for another kind, or a point that is not on the curve.
    pub fn read(key: &Value<'_>) -> Option<Self> {
        let number = |at| key.at(at).and_then(Value::integer);
        let coordinate = |at| -> Option<[u8; 32]> { key.at(at)?.bytes()?.try_into().ok() };
        match (number(1)?, number(3)?, number(-1)?) {
            (2, ES256, 1) => {
                let (x, y) = (coordinate(-2)?, coordinate(-3)?);
                let point =
                    p256::EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
                EcKey::from_encoded_point(&point).ok().map(Self::Es256)
            }
            (1, EDDSA, 6) => {
                let key = ed25519_dalek::VerifyingKey::from_bytes(&coordinate(-2)?).ok()?;
                (!key.is_weak()).then_some(Self::EdDsa(key))
            }
            _ => None,
        }
    }

    /// COSE's number of its algorithm.
    pub fn algorithm(&self) -> i64 {
        match self {
            Self::Es256(_) => ES256,
            Self::EdDsa(_) => EDDSA,
        }
    }

    /// Whether this key signed the message.
    pub fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        match self {
            Self::Es256(key) => EcSignature::from_der(signature)
                .is_ok_and(|signature| key.verify(message, &signature).is_ok()),
            Self::EdDsa(key) => EdSignature::from_slice(signature)
                .is_ok_and(|signature| key.verify_strict(message, &signature).is_ok()),
        }
    }
}
