//! Agents' tokens: a short-lived JWT that an agent signs with the key of its `did:key`, for one
//! request alone.
//!
//! The algorithm is no choice of the token's, and the key comes from the did: a header that says
//! anything else (`jku`, `x5u`, `jwk`, `crit`) is refused, because nobody needs it.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use ed25519_dalek::Signature;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::did;

/// Longest token.
pub const TOKEN_MAX: usize = 4096;
/// Longest life, in seconds.
pub const LIFE_MAX_S: u64 = 300;
/// How far an agent's clock may be ahead of ours, in seconds.
pub const SKEW_S: u64 = 60;

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Not three parts of base64url, or claims that are missing or of another form.
    #[error("the token could not be read")]
    Malformed,
    /// A header that asks for another algorithm, or names a key.
    #[error("the token's header asks for something else than EdDSA with the did's key")]
    Header,
    /// `iss` is no did:key with Ed25519, or `sub` is another.
    #[error("the token's issuer is no did:key")]
    Issuer,
    /// The signature is not the did's.
    #[error("the signature does not fit")]
    Signature,
    /// Run out, not valid yet, or with a life of more than five minutes.
    #[error("the token is not valid now")]
    Time,
    /// Meant for another deployment.
    #[error("the token is for another audience")]
    Audience,
    /// Meant for another method, path or body.
    #[error("the token is for another request")]
    Request,
}

/// The request that the token came with.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// Scheme, host and port of this deployment.
    pub origin: &'a str,
    /// In capitals.
    pub method: &'a str,
    /// The path as it was sent, with the query.
    pub path_and_query: &'a str,
    /// Empty when there is none.
    pub body: &'a [u8],
    /// Milliseconds since 1970.
    pub now_ms: u64,
}

/// What a token that holds says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// Who signed.
    pub did: String,
    /// Unique for the did; to refuse a second use by.
    pub jti: String,
    /// When it runs out, in milliseconds since 1970.
    pub expires_at_ms: u64,
    /// Of a registration: the member whose agent it agrees to be.
    pub owner: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    alg: String,
    #[serde(default)]
    typ: Option<String>,
    #[serde(default)]
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: String,
    iat: u64,
    nbf: u64,
    exp: u64,
    jti: String,
    htm: String,
    htu: String,
    #[serde(default)]
    bsh: Option<String>,
    #[serde(default)]
    owner: Option<String>,
}

/// Whether a bearer token means to be an agent's: three parts, the first a JSON object.
pub fn looks_like_one(token: &str) -> bool {
    token.starts_with("eyJ") && token.bytes().filter(|byte| *byte == b'.').count() == 2
}

/// What stands in `bsh`: SHA-256 of the body, base64url.
pub fn body_hash(body: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(body))
}

/// Checks a token against the request that it came with.
///
/// Whether `jti` was seen before is left to the caller, who keeps the list.
pub fn verify(token: &str, request: Request<'_>) -> Result<Verified, Fault> {
    if token.len() > TOKEN_MAX {
        return Err(Fault::Malformed);
    }
    let (signed, signature) = token.rsplit_once('.').ok_or(Fault::Malformed)?;
    let (header, claims) = signed.split_once('.').ok_or(Fault::Malformed)?;
    let header: Header = serde_json::from_slice(&decode(header)?).map_err(|_| Fault::Header)?;
    let claims: Claims = serde_json::from_slice(&decode(claims)?).map_err(|_| Fault::Malformed)?;
    let signature = Signature::from_slice(&decode(signature)?).map_err(|_| Fault::Malformed)?;
    let typ_fits = header.typ.as_deref().is_none_or(|typ| typ.eq_ignore_ascii_case("jwt"));
    let kid_fits = header.kid.as_deref().is_none_or(|kid| {
        kid.strip_prefix(claims.iss.as_str()).is_some_and(|f| f.is_empty() || f.starts_with('#'))
    });
    if header.alg != "EdDSA" || !typ_fits || !kid_fits {
        return Err(Fault::Header);
    }
    let key = did::decode(&claims.iss).filter(|_| claims.sub == claims.iss).ok_or(Fault::Issuer)?;
    key.verify_strict(signed.as_bytes(), &signature).map_err(|_| Fault::Signature)?;
    in_time(&claims, request.now_ms)?;
    if claims.aud != request.origin {
        return Err(Fault::Audience);
    }
    same_request(&claims, request)?;
    let jti_fits =
        (8..=64).contains(&claims.jti.len()) && claims.jti.bytes().all(|b| b.is_ascii_graphic());
    if !jti_fits {
        return Err(Fault::Malformed);
    }
    let expires_at_ms = claims.exp * 1000;
    Ok(Verified { did: claims.iss, jti: claims.jti, expires_at_ms, owner: claims.owner })
}

fn in_time(claims: &Claims, now_ms: u64) -> Result<(), Fault> {
    let now = now_ms / 1000;
    let life = claims.exp.checked_sub(claims.iat).ok_or(Fault::Time)?;
    let begun = claims.iat <= now + SKEW_S && claims.nbf <= now + SKEW_S;
    if begun && now < claims.exp && life <= LIFE_MAX_S { Ok(()) } else { Err(Fault::Time) }
}

fn same_request(claims: &Claims, request: Request<'_>) -> Result<(), Fault> {
    let path = claims.htu.strip_prefix(request.origin).unwrap_or(&claims.htu);
    let body_fits = match &claims.bsh {
        Some(hash) => *hash == body_hash(request.body),
        None => request.body.is_empty(),
    };
    let fits = claims.htm == request.method && path == request.path_and_query && body_fits;
    if fits { Ok(()) } else { Err(Fault::Request) }
}

fn decode(text: &str) -> Result<Vec<u8>, Fault> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Fault::Malformed)
}

#[cfg(test)]
mod tests;
