//! Webhooks: events sent to an address of the member's, signed, and again until they arrive.
//!
//! A trigger of the outbox writes a delivery for each webhook that asked for the event. The feed,
//! when it has told what is new, puts due deliveries on the queue; what fails waits for its next
//! turn.

pub mod address;
pub mod deliver;
pub mod routes;
pub mod store;
pub mod table;

use worker::{BatchMessageBuilder, Env};

use crate::{error::Failure, object::Message};

/// Most events that one webhook names.
pub const EVENTS_MAX: usize = 16;
/// How long the secret from before a rotation still signs.
pub const OVERLAP_MS: u64 = 24 * 3600 * 1000;

/// Puts deliveries on the queue.
pub async fn put_on_queue(env: &Env, due: &[u64]) -> Result<(), Failure> {
    if due.is_empty() {
        return Ok(());
    }
    let messages = due.iter().map(|id| Message::Deliver { delivery: *id });
    let batch = BatchMessageBuilder::new().messages(messages).build();
    Ok(env.queue("BACKGROUND")?.send_batch(batch).await?)
}
