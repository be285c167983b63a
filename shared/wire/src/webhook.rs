//! Webhooks: events sent to an address of the member's.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The events that may be asked for, beside `*` for all of them and `test`.
pub const EVENTS: [&str; 9] = [
    "transfer.posted",
    "hold.changed",
    "stake.changed",
    "job.changed",
    "proposal.changed",
    "policy.changed",
    "catalogue.changed",
    "treasury.changed",
    "account.changed",
];

/// Body of `POST /api/v1/webhooks`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewWebhook {
    /// https, at most 500 characters.
    pub url: String,
    /// Names of events, or `*` for all.
    pub events: Vec<String>,
    /// 1 to 50 characters; the host if none is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A webhook, without its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Webhook {
    /// UUID.
    pub id: String,
    /// 1 to 50 characters.
    pub name: String,
    /// Where events are sent.
    pub url: String,
    /// Names of events, or `*`.
    pub events: Vec<String>,
    /// Whether events are sent; turned off after 20 deliveries in a row were given up.
    pub enabled: bool,
    /// Deliveries given up since the last that arrived.
    pub failures: u32,
    /// ISO 8601: until when answers are signed with the secret before as well.
    pub previous_secret_until: Option<String>,
    /// ISO 8601.
    pub created_at: String,
}

/// Answer of `POST /api/v1/webhooks` and `…/:id/rotate`: the only time the secret is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WebhookCreated {
    /// The webhook's entry.
    pub webhook: Webhook,
    /// `whsec_…`: the key of the HMAC in `digigami-signature`.
    pub secret: String,
}

/// Answer of `GET /api/v1/webhooks`, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WebhookList {
    /// All of them; at most 10.
    pub items: Vec<Webhook>,
}

/// Body of `PATCH /api/v1/webhooks/:id`: what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WebhookPatch {
    /// 1 to 50 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// https, at most 500 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Names of events, or `*`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub events: Option<Vec<String>>,
    /// Whether events are sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enabled: Option<bool>,
}

/// One event on its way to one webhook.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct Delivery {
    /// Rises with every delivery; also in the header `digigami-delivery`.
    pub id: String,
    /// Name of the event.
    pub event: String,
    /// `pending`, `delivered` or `failed`.
    pub state: DeliveryState,
    /// How often it was tried.
    pub attempts: u32,
    /// Status of the last answer; null when there was none.
    pub response_status: Option<u16>,
    /// ISO 8601.
    pub created_at: String,
    /// ISO 8601.
    pub last_attempt_at: Option<String>,
    /// ISO 8601; null when it is not tried again.
    pub next_attempt_at: Option<String>,
}

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum DeliveryState {
    /// Not there yet.
    Pending,
    /// Answered with a 2xx.
    Delivered,
    /// Given up.
    Failed,
}

/// One page of deliveries, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct DeliveryPage {
    /// The deliveries of this page.
    pub items: Vec<Delivery>,
    /// Send it as `cursor` for the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// What is sent: the body of a delivery.
///
/// The header `digigami-signature` is `t=SECONDS,v1=HEX`, HMAC-SHA256 over `SECONDS.BODY`; during a
/// rotation there are two `v1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "camelCase")]
pub struct WebhookEvent {
    /// Id of the event: the same in every delivery of it, so that a receiver can drop repeats.
    pub id: String,
    /// Name of the event.
    #[serde(rename = "type")]
    pub kind: String,
    /// ISO 8601.
    pub created_at: String,
    /// Ids of what changed; read it anew.
    #[cfg_attr(feature = "schema", schema(value_type = Object))]
    pub data: Value,
}
