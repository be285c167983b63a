//! API keys.

use serde::{Deserialize, Serialize};

/// Body of `POST /api/v1/keys`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewKey {
    /// 1 to 50 characters.
    pub name: String,
    /// What it may do; at least one, see `scope`. `admin` is never given to a key.
    pub scopes: Vec<String>,
    /// 1 to 365; 90 if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in_days: Option<u32>,
    /// Requests in an hour, 1 to 10,000; 1,000 if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hourly_limit: Option<u32>,
}

/// An API key, without its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Key {
    /// The part of the key that is no secret, 16 characters.
    pub id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// How the key begins: `eco_live_{id}_`.
    pub prefix: String,
    /// What it may do.
    pub scopes: Vec<String>,
    /// Requests in an hour.
    pub hourly_limit: u32,
    /// Requests in the current hour.
    pub used_this_hour: u32,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub expires_at: String,
    /// ISO 8601, to a few minutes.
    pub last_used_at: Option<String>,
}

/// Answer of `POST /api/v1/keys`: the only time the secret is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeyCreated {
    /// The key's entry.
    pub key: Key,
    /// Send it as `Authorization: Bearer eco_live_…`.
    pub secret: String,
}

/// Answer of `GET /api/v1/keys`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeyList {
    /// All that are not revoked; at most 20.
    pub items: Vec<Key>,
}
