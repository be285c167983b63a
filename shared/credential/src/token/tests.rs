//! Tokens with real signatures, and every way to forge one.

use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};

use super::*;

const ORIGIN: &str = "https://digigami.me";
const NOW_S: u64 = 1_800_000_000;
const BODY: &[u8] = br#"{"amount":"1"}"#;

fn key(seed: u8) -> SigningKey {
    SigningKey::from_bytes(&[seed; 32])
}

fn did(seed: u8) -> String {
    did::encode(key(seed).verifying_key().as_bytes())
}

fn claims() -> Value {
    json!({
        "iss": did(1), "sub": did(1), "aud": ORIGIN,
        "iat": NOW_S, "nbf": NOW_S, "exp": NOW_S + 120,
        "jti": "0123456789abcdef", "htm": "POST", "htu": "/api/v1/token/transfer?x=1",
        "bsh": body_hash(BODY),
    })
}

fn sign(header: &Value, claims: &Value, key: &SigningKey) -> String {
    let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
    let signed = format!("{}.{}", part(header), part(claims));
    let signature = key.sign(signed.as_bytes()).to_bytes();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

fn request() -> Request<'static> {
    Request {
        origin: ORIGIN,
        method: "POST",
        path_and_query: "/api/v1/token/transfer?x=1",
        body: BODY,
        now_ms: NOW_S * 1000 + 500,
    }
}

fn header() -> Value {
    json!({"alg": "EdDSA", "typ": "JWT"})
}

fn with(name: &str, value: Value) -> Result<Verified, Fault> {
    let mut claims = claims();
    claims[name] = value;
    verify(&sign(&header(), &claims, &key(1)), request())
}

#[test]
fn an_honest_token_holds() {
    let found = verify(&sign(&header(), &claims(), &key(1)), request()).unwrap();
    assert_eq!(found.did, did(1));
    assert_eq!(found.expires_at_ms, (NOW_S + 120) * 1000);
    let full = with("htu", json!(format!("{ORIGIN}/api/v1/token/transfer?x=1")));
    assert!(full.is_ok());
    let named = json!({"alg": "EdDSA", "kid": format!("{}#key-1", did(1))});
    assert!(verify(&sign(&named, &claims(), &key(1)), request()).is_ok());
}

#[test]
fn no_header_chooses_algorithm_or_key() {
    for header in [
        json!({"alg": "none"}),
        json!({"alg": "HS256", "typ": "JWT"}),
        json!({"alg": "eddsa"}),
        json!({"alg": "EdDSA", "jku": "https://evil.example/keys"}),
        json!({"alg": "EdDSA", "x5u": "https://evil.example/cert"}),
        json!({"alg": "EdDSA", "jwk": {"kty": "OKP", "crv": "Ed25519", "x": "AA"}}),
        json!({"alg": "EdDSA", "crit": ["exp"]}),
        json!({"alg": "EdDSA", "kid": did(2)}),
        json!({"alg": "EdDSA", "kid": format!("{}x", did(1))}),
        json!({"typ": "JWT"}),
    ] {
        let token = sign(&header, &claims(), &key(1));
        assert_eq!(verify(&token, request()), Err(Fault::Header), "{header}");
    }
    let token = sign(&json!({"alg": "none"}), &claims(), &key(1));
    let bare = format!("{}.", token.rsplit_once('.').unwrap().0);
    assert!(verify(&bare, request()).is_err());
}

#[test]
fn another_key_signs_in_vain() {
    let token = sign(&header(), &claims(), &key(2));
    assert_eq!(verify(&token, request()), Err(Fault::Signature));
    let token = sign(&header(), &claims(), &key(1));
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let mut more = claims();
    more["exp"] = json!(NOW_S + 121);
    let changed = sign(&header(), &more, &key(1));
    let spliced = format!("{}.{signature}", changed.rsplit_once('.').unwrap().0);
    assert_eq!(verify(&spliced, request()), Err(Fault::Signature));
    assert_eq!(verify(signed, request()), Err(Fault::Malformed));
}

#[test]
fn issuer_and_audience_are_exact() {
    assert_eq!(with("iss", json!("did:web:evil.example")), Err(Fault::Issuer));
    assert_eq!(with("sub", json!(did(2))), Err(Fault::Issuer));
    assert_eq!(with("aud", json!("https://elsewhere.example")), Err(Fault::Audience));
    assert_eq!(with("aud", json!([ORIGIN])), Err(Fault::Malformed));
}

#[test]
fn a_token_lives_five_minutes_and_starts_now() {
    assert_eq!(with("exp", json!(NOW_S)), Err(Fault::Time));
    assert!(with("exp", json!(NOW_S + LIFE_MAX_S)).is_ok());
    assert_eq!(with("exp", json!(NOW_S + LIFE_MAX_S + 1)), Err(Fault::Time));
    assert_eq!(with("nbf", json!(NOW_S + SKEW_S + 1)), Err(Fault::Time));
    assert_eq!(with("iat", json!(NOW_S + SKEW_S + 1)), Err(Fault::Time));
    assert_eq!(with("iat", json!(NOW_S + 121)), Err(Fault::Time));
    assert_eq!(with("exp", json!(u64::MAX)), Err(Fault::Time));
    assert_eq!(with("exp", json!(-1)), Err(Fault::Malformed));
}

#[test]
fn a_token_is_for_one_request_alone() {
    assert_eq!(with("htm", json!("GET")), Err(Fault::Request));
    assert_eq!(with("htu", json!("/api/v1/token/burn")), Err(Fault::Request));
    assert_eq!(with("htu", json!("/api/v1/token/transfer")), Err(Fault::Request));
    assert_eq!(with("bsh", json!(body_hash(b"{}"))), Err(Fault::Request));
    assert_eq!(with("bsh", Value::Null), Err(Fault::Request));
    let mut bodiless = claims();
    bodiless["bsh"] = Value::Null;
    let token = sign(&header(), &bodiless, &key(1));
    assert!(verify(&token, Request { body: b"", ..request() }).is_ok());
}

#[test]
fn what_is_no_token_is_refused() {
    for token in ["", ".", "..", "a.b.c", "eyJ.eyJ.x", &"x".repeat(TOKEN_MAX + 1)] {
        assert!(verify(token, request()).is_err(), "{token}");
    }
    assert_eq!(with("jti", json!("short")), Err(Fault::Malformed));
    assert_eq!(with("jti", json!("with a space in it")), Err(Fault::Malformed));
}
