//! Roles, granted and logged.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What somebody with a role may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Grants roles, issues tokens, reverses transfers.
    Admin,
    /// Works queues off.
    Operator,
    /// Cancels proposals that would do harm, before they are executed.
    Guardian,
    /// Judges reports and disputes.
    Moderator,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Admin, Self::Operator, Self::Guardian, Self::Moderator];

    /// As in JSON and in the database.
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Operator => "operator",
            Self::Guardian => "guardian",
            Self::Moderator => "moderator",
        }
    }

    /// The role of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Body of `POST /api/v1/admin/roles`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewRoleGrant {
    /// `@username` or a principal's id; a member.
    pub member: String,
    /// Which role.
    pub role: Role,
    /// 1 to 200 characters; it is kept in the log.
    pub reason: String,
    /// 1 to 8,784; 720 (thirty days) if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_in_hours: Option<u32>,
}

/// A role that is in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct RoleGrant {
    /// UUID.
    pub id: String,
    /// UUID of the member.
    pub principal_id: String,
    /// Of the member.
    pub username: Option<String>,
    /// Which role.
    pub role: Role,
    /// Why.
    pub reason: String,
    /// UUID of who granted it; `admin_key` or `development` where nobody did in person.
    pub granted_by: String,
    /// ISO 8601.
    pub granted_at: String,
    /// ISO 8601.
    pub expires_at: String,
}

/// Answer of `GET /api/v1/admin/roles`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct RoleGrantList {
    /// All that are in force.
    pub items: Vec<RoleGrant>,
}

/// Something that somebody did by virtue of a role, or by the admin key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AdminLogEntry {
    /// UUID.
    pub id: String,
    /// ISO 8601.
    pub at: String,
    /// UUID of who; `admin_key` or `development` where nobody did in person.
    pub actor: String,
    /// What, as `role.granted`.
    pub action: String,
    /// The id under which the request stands in the logs.
    pub request_id: String,
    /// What it was about.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub details: Value,
}

/// One page of the log, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct AdminLogPage {
    /// The entries of this page.
    pub items: Vec<AdminLogEntry>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}
