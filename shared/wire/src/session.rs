//! Who is asking.

use serde::{Deserialize, Serialize};

/// Answer of `POST /api/v1/sessions`: the only time the token is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct SessionOpened {
    /// Send it as `Authorization: Bearer …`; a browser also holds it in a cookie.
    pub token: String,
    /// ISO 8601.
    pub expires_at: String,
    /// Whom the session stands for.
    pub principal: Principal,
}

/// Whom a session stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Principal {
    /// UUID.
    pub id: String,
    /// `guest`, `member` or `agent`.
    pub kind: String,
    /// ISO 8601.
    pub created_at: String,
}

/// A device that is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeviceSession {
    /// UUID; not the token.
    pub id: String,
    /// As it was named at sign-in, or made up from its browser.
    pub device: String,
    /// Whether this request came in it.
    pub current: bool,
    /// How it began: `sign_up`, `passkey`, `recovery`, `discord` or `guest`.
    pub opened_by: String,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601, to a few minutes.
    pub last_seen_at: String,
    /// ISO 8601: at the latest.
    pub expires_at: String,
}

/// Answer of `GET /api/v1/account/sessions`, last seen first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct DeviceSessionList {
    /// All that are open.
    pub items: Vec<DeviceSession>,
}

/// Answer of `DELETE /api/v1/account/sessions`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SessionsRevoked {
    /// How many other sessions were ended.
    pub revoked: u32,
}
