//! One attempt to deliver.

use std::pin::pin;

use credential::secret;
use futures_util::future::{Either, select};
use wire::webhook::WebhookEvent;
use worker::{
    AbortController, Env, Fetch, Headers, MessageBuilder, Method, Request, RequestInit,
    RequestRedirect, wasm_bindgen::JsValue,
};

use crate::{
    call::{self, in_development},
    clock,
    error::Failure,
    live,
    object::Message,
};

use super::{
    address,
    store::{self, Delivery, Row},
};

/// How long an answer is waited for.
const ANSWER_MS_MAX: u64 = 10_000;
/// How long after each failed attempt the next one comes, in seconds: two days in all.
pub const WAITS_S: [u64; 8] = [5, 30, 120, 600, 3600, 6 * 3600, 12 * 3600, 24 * 3600];
/// The longest that the platform's queue holds a message back.
const QUEUE_DELAY_S_MAX: u64 = 12 * 3600;

/// Tries to deliver, and has it tried again when it fails.
pub async fn deliver(env: &Env, id: u64) -> Result<(), Failure> {
    let now = call::now_ms(env).await?;
    let Some((delivery, webhook)) = store::attempt(env, id, now).await? else { return Ok(()) };
    let status = send(env, &delivery, &webhook, now).await;
    let wait = WAITS_S.get(delivery.attempts.saturating_sub(1) as usize).copied();
    // A webhook that was turned off is left alone.
    let wait = wait.filter(|_| webhook.enabled == 1);
    store::conclude(env, &delivery, status, wait.map(|wait| now + wait * 1000)).await?;
    let arrived = status.is_some_and(|status| (200..300).contains(&status));
    if let Some(wait) = wait.filter(|wait| !arrived && *wait <= QUEUE_DELAY_S_MAX) {
        let again = MessageBuilder::new(Message::Deliver { delivery: id });
        env.queue("BACKGROUND")?.send(again.delay_seconds(wait as u32).build()).await?;
    }
    Ok(())
}

/// The status of the answer; none when there was none in time.
async fn send(env: &Env, delivery: &Delivery, webhook: &Row, now: u64) -> Option<u16> {
    // Asked once more: what may be sent to may have become stricter.
    address::parse(&webhook.url, in_development(env))?;
    let request = request(delivery, webhook, now).ok()?;
    let controller = AbortController::default();
    let signal = controller.signal();
    let fetch = Fetch::Request(request);
    let answer = pin!(fetch.send_with_signal(&signal));
    let late = pin!(live::pause(ANSWER_MS_MAX));
    match select(answer, late).await {
        Either::Left((answer, _)) => answer.ok().map(|answer| answer.status_code()),
        Either::Right(_) => {
            controller.abort();
            None
        }
    }
}

fn request(delivery: &Delivery, webhook: &Row, now: u64) -> Result<Request, Failure> {
    let event = WebhookEvent {
        id: match delivery.event_id {
            Some(event) => format!("evt_{event}"),
            None => format!("evt_test_{}", delivery.id),
        },
        kind: delivery.topic.clone(),
        created_at: clock::iso(delivery.created_at),
        data: serde_json::from_str(&delivery.body)?,
    };
    let body = serde_json::to_string(&event)?;
    let previous = webhook.previous_secret.as_deref();
    let previous = previous.filter(|_| webhook.previous_until.is_some_and(|until| until > now));
    let secrets: Vec<&str> = std::iter::once(webhook.secret.as_str()).chain(previous).collect();
    let headers = Headers::new();
    headers.set("content-type", "application/json")?;
    headers.set("user-agent", "digigami-webhooks/1")?;
    headers.set("digigami-event", &delivery.topic)?;
    headers.set("digigami-delivery", &delivery.id.to_string())?;
    headers.set("digigami-signature", &signature(&secrets, now / 1000, &body))?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_redirect(RequestRedirect::Manual)
        .with_body(Some(JsValue::from_str(&body)));
    Ok(Request::new_with_init(&webhook.url, &init)?)
}

/// `t=SECONDS,v1=HEX`, with one `v1` for each secret; HMAC-SHA256 over `SECONDS.BODY`.
fn signature(secrets: &[&str], seconds: u64, body: &str) -> String {
    let message = format!("{seconds}.{body}");
    let mut text = format!("t={seconds}");
    for key in secrets {
        let mac = secret::hmac_sha256(key.as_bytes(), message.as_bytes());
        text.push_str(&format!(",v1={}", secret::hex(&mac)));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_has_one_part_for_each_secret() {
        let text = signature(&["new", "old"], 1_700_000_000, "{}");
        let parts: Vec<_> = text.split(',').collect();
        assert_eq!(parts[0], "t=1700000000");
        let mac = secret::hex(&secret::hmac_sha256(b"new", b"1700000000.{}"));
        assert_eq!(parts[1], format!("v1={mac}"));
        assert_eq!(parts.len(), 3);
        assert_ne!(parts[1], parts[2]);
    }
}
