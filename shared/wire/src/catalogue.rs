//! Agents, style packs and features, as votes have switched them.

use serde::{Deserialize, Serialize};

/// One agent, style pack or feature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct CatalogueItem {
    /// Small letters, digits, hyphens; for features underscores too.
    pub id: String,
    /// Whether it is on.
    pub enabled: bool,
    /// For agents: which version works.
    pub version: Option<String>,
    /// Whether it was there from the beginning.
    pub built_in: bool,
    /// ISO 8601: the last change; null as long as nothing was voted on it.
    pub changed_at: Option<String>,
    /// The proposal that changed it last.
    pub proposal_id: Option<String>,
}

/// Answer of `GET /api/v1/catalogue`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Catalogue {
    /// Who works on a production.
    pub agents: Vec<CatalogueItem>,
    /// How it can look.
    pub style_packs: Vec<CatalogueItem>,
    /// Parts of the product that can be switched.
    pub features: Vec<CatalogueItem>,
}
