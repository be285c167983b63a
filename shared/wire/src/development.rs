//! Doors of local development; a deployment has none of them.

use serde::{Deserialize, Serialize};

/// The clock of local development.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DevelopmentClock {
    /// How far it is ahead of the machine's, in milliseconds; never taken back.
    pub ahead_ms: u64,
}

/// Body of `POST /api/dev/members`: a member without a passkey, for tests.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DevelopmentMember {
    /// As in sign-up.
    pub username: String,
    /// Roles to grant.
    #[serde(default)]
    pub roles: Vec<String>,
}
