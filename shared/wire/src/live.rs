//! What happens, told to those who listen: `GET /api/v1/live`.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A frame of the live WebSocket, from the edge. Clients need not send any.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum LiveFrame {
    /// The first frame.
    Hello {
        /// The newest event so far; come back with `?after=` this or a later one.
        cursor: u64,
        /// Whether everything that was missed since `?after=` follows. If not, read everything
        /// again: more happened than is told twice.
        complete: bool,
    },
    /// Something happened; read again what you show.
    Event(LiveEvent),
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct LiveEvent {
    /// Rises with every event.
    pub id: u64,
    /// `transfer.posted`, `hold.changed`, `stake.changed`, `job.changed`, `proposal.changed`,
    /// `policy.changed`, `catalogue.changed`, `treasury.changed` or `account.changed`.
    pub topic: String,
    /// ISO 8601.
    pub at: String,
    /// Names of what changed.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub body: Value,
}
