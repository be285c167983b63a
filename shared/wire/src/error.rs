//! The one shape of every answer that is not a success.

use serde::{Deserialize, Serialize};

/// Body of every 4xx and 5xx answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What went wrong.
    pub error: ErrorDetail,
}

/// What went wrong, for a program (`code`) and for a person (`message`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetail {
    /// Stable, snake_case; part of the API.
    pub code: String,
    /// One sentence for a person; may change.
    pub message: String,
    /// The id under which the answer is found in the logs; also in the header `x-request-id`.
    #[serde(rename = "request_id")]
    pub request_id: String,
    /// The field of the request that is meant, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// Numbers that help to mend the request (a limit, a wait), where there are some.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schema(value_type = Option<Object>))]
    pub details: Option<serde_json::Value>,
}
