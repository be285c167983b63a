//! `/api/v1/webhooks`

use wire::{
    scope::Scope,
    webhook::{
        Delivery, DeliveryPage, DeliveryState, EVENTS, NewWebhook, Webhook, WebhookCreated,
        WebhookList, WebhookPatch,
    },
};
use worker::Response;

use crate::{
    answer,
    avatar::{PAGE_DEFAULT, PAGE_MAX},
    call::{Call, SMALL_BODY_BYTES_MAX},
    clock,
    error::{Code, Failure, Refusal},
    identity,
    quota::{self, Kind},
    session::{self, device},
};

use super::{
    EVENTS_MAX, OVERLAP_MS, address,
    store::{self, Row},
};

/// Greater than every delivery's number, and exact in JavaScript.
const FROM_THE_NEWEST: u64 = 1 << 52;

/// `POST /api/v1/webhooks`: the secret is shown this once.
pub async fn create_webhook(call: &mut Call) -> Result<Response, Failure> {
    let sent: NewWebhook = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let caller = session::member(call, Scope::Webhooks).await?;
    let url = address(call, &sent.url)?;
    let name = match &sent.name {
        Some(sent) => device::given(sent, "name")?,
        None => host(&url),
    };
    let events = events(&sent.events)?;
    quota::spend(&call.env, &caller.principal, Kind::Makings, call.now).await?;
    let row = Row {
        id: call.fresh_id(),
        name,
        url,
        events,
        secret: secret(),
        previous_secret: None,
        previous_until: None,
        enabled: 1,
        failures: 0,
        created_at: call.now,
    };
    store::insert(&call.env, &caller.principal, &row).await?;
    answer::json(201, &WebhookCreated { webhook: show(call, &row), secret: row.secret })
}

/// `GET /api/v1/webhooks`
pub async fn list_webhooks(call: &Call) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Webhooks).await?;
    let rows = store::list(&call.env, &caller.principal).await?;
    answer::json(200, &WebhookList { items: rows.iter().map(|row| show(call, row)).collect() })
}

/// `PATCH /api/v1/webhooks/:id`
pub async fn patch_webhook(call: &mut Call, id: &str) -> Result<Response, Failure> {
    let sent: WebhookPatch = call.body(SMALL_BODY_BYTES_MAX).await?.json()?;
    let mut row = own(call, id).await?;
    if let Some(sent) = &sent.name {
        row.name = device::given(sent, "name")?;
    }
    if let Some(sent) = &sent.url {
        row.url = address(call, sent)?;
    }
    if let Some(sent) = &sent.events {
        row.events = events(sent)?;
    }
    if let Some(enabled) = sent.enabled {
        row.failures = if enabled && row.enabled == 0 { 0 } else { row.failures };
        row.enabled = enabled.into();
    }
    store::update(&call.env, &row).await?;
    answer::json(200, &show(call, &row))
}

/// `DELETE /api/v1/webhooks/:id`
pub async fn remove_webhook(call: &Call, id: &str) -> Result<Response, Failure> {
    let caller = session::member(call, Scope::Webhooks).await?;
    if store::remove(&call.env, &caller.principal, id).await? {
        Ok(answer::none())
    } else {
        Err(Code::WebhookNotFound.into())
    }
}

/// `POST /api/v1/webhooks/:id/rotate`: a new secret, shown this once.
pub async fn rotate_secret(call: &Call, id: &str) -> Result<Response, Failure> {
    let row = own(call, id).await?;
    let (secret, until) = (secret(), call.now + OVERLAP_MS);
    store::rotate(&call.env, id, &secret, until).await?;
    let row = Row { previous_until: Some(until), ..row };
    answer::json(200, &WebhookCreated { webhook: show(call, &row), secret })
}

/// `POST /api/v1/webhooks/:id/test`
pub async fn test_webhook(call: &Call, id: &str) -> Result<Response, Failure> {
    let row = own(call, id).await?;
    quota::spend(&call.env, &row.id, Kind::Makings, call.now).await?;
    let delivery = store::insert_test(&call.env, &row.id, call.now).await?;
    answer::json(202, &show_delivery(&delivery))
}

/// `GET /api/v1/webhooks/:id/deliveries`
pub async fn list_deliveries(call: &Call, id: &str) -> Result<Response, Failure> {
    let row = own(call, id).await?;
    let limit: u32 = match call.query("limit") {
        None => PAGE_DEFAULT,
        Some(text) => text
            .parse()
            .ok()
            .filter(|limit| (1..=PAGE_MAX).contains(limit))
            .ok_or_else(|| Refusal::of(Code::QueryInvalid, "limit"))?,
    };
    let cursor: u64 = match call.query("cursor") {
        None => FROM_THE_NEWEST,
        Some(text) => text
            .parse()
            .ok()
            .filter(|cursor| *cursor <= FROM_THE_NEWEST)
            .ok_or_else(|| Refusal::of(Code::QueryInvalid, "cursor"))?,
    };
    let mut rows = store::deliveries(&call.env, &row.id, cursor, limit + 1).await?;
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next_cursor = if more { rows.last().map(|row| row.id.to_string()) } else { None };
    let items = rows.iter().map(show_delivery).collect();
    answer::json(200, &DeliveryPage { items, next_cursor })
}

/// A webhook of the caller's own; that of somebody else does not exist for them.
async fn own(call: &Call, id: &str) -> Result<Row, Failure> {
    let caller = session::member(call, Scope::Webhooks).await?;
    store::find(&call.env, &caller.principal, id).await?.ok_or(Code::WebhookNotFound.into())
}

fn address(call: &Call, sent: &str) -> Result<String, Refusal> {
    let url = address::parse(sent, call.development());
    let url = url.ok_or(Refusal::of(Code::WebhookUrlRefused, "url"))?;
    Ok(url.to_string())
}

fn host(url: &str) -> String {
    let behind = url.split("//").nth(1).unwrap_or(url);
    behind.split('/').next().unwrap_or(behind).chars().take(device::NAME_CHARS_MAX).collect()
}

fn events(sent: &[String]) -> Result<String, Refusal> {
    let known = |name: &String| name == "*" || EVENTS.contains(&name.as_str());
    if sent.is_empty() || sent.len() > EVENTS_MAX || !sent.iter().all(known) {
        return Err(Refusal::of(Code::FieldInvalid, "events"));
    }
    Ok(serde_json::json!(sent).to_string())
}

fn secret() -> String {
    format!("whsec_{}", identity::nonce())
}

fn show(call: &Call, row: &Row) -> Webhook {
    let previous = row.previous_until.filter(|until| *until > call.now);
    Webhook {
        id: row.id.clone(),
        name: row.name.clone(),
        url: row.url.clone(),
        events: serde_json::from_str(&row.events).unwrap_or_default(),
        enabled: row.enabled == 1,
        failures: row.failures,
        previous_secret_until: previous.map(clock::iso),
        created_at: clock::iso(row.created_at),
    }
}

fn show_delivery(row: &store::Delivery) -> Delivery {
    Delivery {
        id: row.id.to_string(),
        event: row.topic.clone(),
        state: match row.state.as_str() {
            "delivered" => DeliveryState::Delivered,
            "failed" => DeliveryState::Failed,
            _ => DeliveryState::Pending,
        },
        attempts: row.attempts,
        response_status: row.response_status,
        created_at: clock::iso(row.created_at),
        last_attempt_at: row.last_attempt_at.map(clock::iso),
        next_attempt_at: row.next_attempt_at.map(clock::iso),
    }
}
