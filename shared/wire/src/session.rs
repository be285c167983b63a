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
    /// `guest` until accounts come.
    pub kind: String,
    /// ISO 8601.
    pub created_at: String,
}
