//! Agents: programs that act under a `did:key` of their own.

use serde::{Deserialize, Serialize};

/// Body of `POST /api/v1/agents`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewAgent {
    /// `did:key:z6Mk…`, an Ed25519 key.
    pub did: String,
    /// 1 to 50 characters.
    pub name: String,
    /// What kind of work it does, 1 to 30 of a–z, 0–9, `_` and `-`; `assistant` for example.
    pub kind: String,
    /// That the agent agrees: an agent token (EdDSA JWT) signed by the did's key, with
    /// `aud` = this origin, `owner` = the member's principal id, and the times, `htm` and `htu`
    /// of this request; without `bsh`.
    pub proof: String,
}

/// An agent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Agent {
    /// UUID of the agent's own principal.
    pub id: String,
    /// `did:key:z6Mk…`
    pub did: String,
    /// 1 to 50 characters.
    pub name: String,
    /// What kind of work it does.
    pub kind: String,
    /// UUID of the member who registered it.
    pub owner_id: String,
    /// Whether its tokens are taken.
    pub enabled: bool,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601, to a few minutes.
    pub last_used_at: Option<String>,
}

/// Answer of `GET /api/v1/agents`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct AgentList {
    /// All of the member's; at most 20.
    pub items: Vec<Agent>,
}

/// Body of `PATCH /api/v1/agents/:id`: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AgentPatch {
    /// 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Whether its tokens are taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}
