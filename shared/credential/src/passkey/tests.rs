//! Ceremonies with an authenticator made of two keys, and every way to cheat.

use ed25519_dalek::Signer;
use p256::ecdsa::{Signature, SigningKey};
use wire::passkey::{AssertionResponse, AttestationResponse};

use super::*;

const ORIGIN: &str = "https://digigami.me";
const RP_ID: &str = "digigami.me";
const CHALLENGE: &[u8] = &[7; 32];
const ID: &[u8] = b"credential-1";
const HANDLE: &[u8] = b"handle-1";
/// Present, verified.
const FLAGS: u8 = 0b101;

fn expected() -> Expected<'static> {
    Expected { challenge: CHALLENGE, origin: ORIGIN, rp_id: RP_ID }
}

#[derive(Clone)]
enum Device {
    Es(Box<SigningKey>),
    Ed(Box<ed25519_dalek::SigningKey>),
}

fn es() -> Device {
    Device::Es(Box::new(SigningKey::from_slice(&[3; 32]).unwrap()))
}

fn ed() -> Device {
    Device::Ed(Box::new(ed25519_dalek::SigningKey::from_bytes(&[4; 32])))
}

impl Device {
    fn sign(&self, message: &[u8]) -> Vec<u8> {
        match self {
            Self::Es(key) => {
                let signature: Signature = key.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
            Self::Ed(key) => key.sign(message).to_bytes().to_vec(),
        }
    }

    fn cose(&self) -> Vec<u8> {
        match self {
            Self::Es(key) => {
                let point = key.verifying_key().to_encoded_point(false);
                let mut bytes = vec![0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32];
                bytes.extend_from_slice(point.x().unwrap());
                bytes.extend_from_slice(&[0x22, 0x58, 32]);
                bytes.extend_from_slice(point.y().unwrap());
                bytes
            }
            Self::Ed(key) => {
                let mut bytes = vec![0xa4, 1, 1, 3, 0x27, 0x20, 6, 0x21, 0x58, 32];
                bytes.extend_from_slice(key.verifying_key().as_bytes());
                bytes
            }
        }
    }
}

/// What a dishonest test changes.
#[derive(Clone)]
struct Turn {
    kind: &'static str,
    challenge: &'static [u8],
    origin: &'static str,
    cross: bool,
    rp_id: &'static str,
    flags: u8,
    count: u32,
}

fn turn(kind: &'static str) -> Turn {
    let (challenge, origin, rp_id) = (CHALLENGE, ORIGIN, RP_ID);
    Turn { kind, challenge, origin, cross: false, rp_id, flags: FLAGS, count: 5 }
}

impl Turn {
    fn client_data(&self) -> Vec<u8> {
        serde_json::json!({
            "type": self.kind, "challenge": encode(self.challenge), "origin": self.origin,
            "crossOrigin": self.cross, "other_keys_can_be_added_here": true,
        })
        .to_string()
        .into_bytes()
    }

    fn data(&self, credential: Option<&[u8]>) -> Vec<u8> {
        let mut bytes = Sha256::digest(self.rp_id.as_bytes()).to_vec();
        bytes.push(self.flags | if credential.is_some() { 0x40 } else { 0 });
        bytes.extend_from_slice(&self.count.to_be_bytes());
        if let Some(key) = credential {
            bytes.extend_from_slice(&[0; 16]);
            bytes.extend_from_slice(&(ID.len() as u16).to_be_bytes());
            bytes.extend_from_slice(ID);
            bytes.extend_from_slice(key);
        }
        bytes
    }

    fn registration(&self, device: &Device, format: &str) -> RegistrationCredential {
        let client_data = self.client_data();
        let data = self.data(Some(&device.cose()));
        let mut object = vec![0xa3, 0x63];
        object.extend_from_slice(b"fmt");
        object.push(0x60 | format.len() as u8);
        object.extend_from_slice(format.as_bytes());
        object.push(0x67);
        object.extend_from_slice(b"attStmt");
        if format == "packed" {
            let alg = if matches!(device, Device::Es(_)) { 0x26 } else { 0x27 };
            let signature = device.sign(&signed_bytes(&data, &client_data));
            object.extend_from_slice(&[0xa2, 0x63, b'a', b'l', b'g', alg, 0x63, b's', b'i', b'g']);
            object.extend_from_slice(&[0x58, signature.len() as u8]);
            object.extend_from_slice(&signature);
        } else {
            object.push(0xa0);
        }
        object.push(0x68);
        object.extend_from_slice(b"authData");
        object.push(0x59);
        object.extend_from_slice(&(data.len() as u16).to_be_bytes());
        object.extend_from_slice(&data);
        RegistrationCredential {
            id: encode(ID),
            raw_id: encode(ID),
            kind: "public-key".to_owned(),
            response: AttestationResponse {
                client_data_json: encode(&client_data),
                attestation_object: encode(&object),
                transports: Vec::new(),
            },
            client_extension_results: None,
        }
    }

    fn assertion(&self, device: &Device) -> AuthenticationCredential {
        let (client_data, data) = (self.client_data(), self.data(None));
        AuthenticationCredential {
            id: encode(ID),
            raw_id: encode(ID),
            kind: "public-key".to_owned(),
            response: AssertionResponse {
                signature: encode(&device.sign(&signed_bytes(&data, &client_data))),
                client_data_json: encode(&client_data),
                authenticator_data: encode(&data),
                user_handle: Some(encode(HANDLE)),
            },
            client_extension_results: None,
        }
    }
}

fn known(public_key: &[u8]) -> Known<'_> {
    let (credential_id, user_handle) = (ID, HANDLE);
    Known { credential_id, public_key, sign_count: 4, backup_eligible: false, user_handle }
}

#[test]
fn both_kinds_of_key_register_and_sign_in() {
    for device in [es(), ed()] {
        for format in ["none", "packed"] {
            let sent = turn("webauthn.create").registration(&device, format);
            let made = register(&sent, expected()).unwrap();
            assert_eq!((made.credential_id.as_slice(), made.sign_count), (ID, 5));
            let sent = turn("webauthn.get").assertion(&device);
            let seen = assert(&sent, expected(), known(&made.public_key));
            assert_eq!(seen, Ok(Asserted { sign_count: 5, backed_up: false }));
        }
    }
}

#[test]
fn each_lie_has_its_name() {
    let honest = turn("webauthn.create");
    for (lie, fault) in [
        (Turn { kind: "webauthn.get", ..honest.clone() }, Fault::OtherCeremony),
        (Turn { challenge: &[8; 32], ..honest.clone() }, Fault::OtherChallenge),
        (Turn { origin: "https://evil.example", ..honest.clone() }, Fault::OtherOrigin),
        (Turn { origin: "https://digigami.me:444", ..honest.clone() }, Fault::OtherOrigin),
        (Turn { cross: true, ..honest.clone() }, Fault::OtherOrigin),
        (Turn { rp_id: "evil.example", ..honest.clone() }, Fault::OtherDomain),
        (Turn { flags: 0b100, ..honest.clone() }, Fault::NotPresent),
        (Turn { flags: 0b001, ..honest.clone() }, Fault::NotVerified),
        (Turn { flags: FLAGS | 0b1_0000, ..honest.clone() }, Fault::Malformed),
    ] {
        assert_eq!(register(&lie.registration(&es(), "none"), expected()), Err(fault));
        let lie = Turn {
            kind: if lie.kind == honest.kind { "webauthn.get" } else { honest.kind },
            ..lie
        };
        assert_eq!(assert(&lie.assertion(&es()), expected(), known(&es().cose())), Err(fault));
    }
}

#[test]
fn attestations_that_were_not_asked_for_are_refused() {
    let sent = turn("webauthn.create").registration(&es(), "tpm");
    assert_eq!(register(&sent, expected()), Err(Fault::Unsupported));
    let mut sent = turn("webauthn.create").registration(&es(), "packed");
    sent.response.client_data_json =
        encode(&[turn("webauthn.create").client_data(), b" ".to_vec()].concat());
    assert_eq!(register(&sent, expected()), Err(Fault::BadSignature));
}

#[test]
fn a_passkey_is_the_one_that_is_known() {
    let honest = turn("webauthn.get");
    let key = es().cose();
    assert_eq!(assert(&honest.assertion(&ed()), expected(), known(&key)), Err(Fault::BadSignature));
    let mut sent = honest.assertion(&es());
    sent.response.user_handle = Some(encode(b"handle-2"));
    assert_eq!(assert(&sent, expected(), known(&key)), Err(Fault::OtherCredential));
    sent.response.user_handle = None;
    assert_eq!(assert(&sent, expected(), known(&key)), Err(Fault::OtherCredential));
    let other = Known { credential_id: b"credential-2", ..known(&key) };
    assert_eq!(assert(&honest.assertion(&es()), expected(), other), Err(Fault::OtherCredential));
    let synced = Turn { flags: FLAGS | 0b1_1000, ..honest.clone() };
    assert_eq!(
        assert(&synced.assertion(&es()), expected(), known(&key)),
        Err(Fault::OtherCredential)
    );
    let mut sent = honest.assertion(&es());
    sent.raw_id = encode(b"credential-2");
    assert_eq!(assert(&sent, expected(), known(&key)), Err(Fault::Malformed));
}

#[test]
fn a_counter_only_goes_up_unless_there_is_none() {
    let key = es().cose();
    let at = |count: u32, stood: u32| {
        let sent = Turn { count, ..turn("webauthn.get") }.assertion(&es());
        assert(&sent, expected(), Known { sign_count: stood, ..known(&key) }).map(|a| a.sign_count)
    };
    assert_eq!(at(5, 4), Ok(5));
    assert_eq!(at(0, 0), Ok(0));
    assert_eq!(at(4, 4), Err(Fault::CounterWentBack));
    assert_eq!(at(3, 4), Err(Fault::CounterWentBack));
    assert_eq!(at(0, 4), Err(Fault::CounterWentBack));
}

#[test]
fn changed_bytes_never_pass() {
    let made = turn("webauthn.create").registration(&es(), "packed");
    let object = decode(&made.response.attestation_object).unwrap();
    for at in 0..object.len() {
        let mut bytes = object.clone();
        bytes[at] ^= 1;
        let mut sent = made.clone();
        sent.response.attestation_object = encode(&bytes);
        assert!(register(&sent, expected()).is_err(), "byte {at}");
        sent.response.attestation_object = encode(&object[..at]);
        assert!(register(&sent, expected()).is_err(), "cut at {at}");
    }
}
