//! The treasury as the API shows it. Amounts are decimal strings with all decimals of their asset.

use serde::{Deserialize, Serialize};

use crate::token::Supply;

/// Answer of `GET /api/v1/treasury`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Treasury {
    /// Where every asset is.
    pub supplies: Vec<Supply>,
    /// What came into the ANM treasury within the last 30 days.
    pub credited_30_days: String,
    /// What went out of it within the last 30 days.
    pub debited_30_days: String,
    /// What was burned of ANM within the last 30 days.
    pub burned_30_days: String,
}

/// What moved in one day for one reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Flow {
    /// The day in UTC: `2026-01-31`.
    pub day: String,
    /// `job_paid`, `reward`, `grant`, `issue` and so on.
    pub kind: String,
    /// What came in.
    pub credited: String,
    /// What went out.
    pub debited: String,
}

/// Where the supply was at the end of a day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct SupplyPoint {
    /// The day in UTC: `2026-01-31`.
    pub day: String,
    /// In members' hands.
    pub circulating: String,
    /// Issued, and not yet in anybody's hands.
    pub reserve: String,
    /// The treasury.
    pub treasury: String,
    /// Fees of transfers.
    pub fees: String,
    /// Burned for good.
    pub burned: String,
}

/// Answer of `GET /api/v1/treasury/flows`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct TreasuryFlows {
    /// Of which asset.
    pub asset: String,
    /// By day and kind, oldest day first. Days without a movement are left out.
    pub flows: Vec<Flow>,
    /// One point for each day asked for, oldest first.
    pub supply: Vec<SupplyPoint>,
}
