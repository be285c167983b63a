//! Whether somebody is who they say: passkeys, agents' tokens, API keys, recovery codes, names.
//!
//! Pure: challenges, times, random bytes and stored rows are arguments, and each check answers yes
//! with what it learned or no with the reason. Knows no request and no database.
//! Entry points: [`passkey::register`], [`passkey::assert`], [`token::verify`],
//! [`key::parse`], [`recovery::normal`], [`username::parse`].

pub mod authenticator;
pub mod base58;
pub mod cbor;
pub mod client;
pub mod cose;
pub mod did;
pub mod key;
pub mod passkey;
pub mod recovery;
pub mod secret;
pub mod token;
pub mod username;
