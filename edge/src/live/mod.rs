//! What happens, told while it happens: one durable object holds the sockets and empties the
//! outbox.
//!
//! A request that changed something pokes the feed after its answer; several pokes within
//! [`POKE_DELAY_MS`] are one. What a lost poke leaves behind is found by the next one, or by the
//! cron.

pub mod object;
pub mod routes;
pub mod store;
pub mod table;

use std::sync::atomic::{AtomicU64, Ordering};

use wasm_bindgen::{JsCast, JsValue};
use worker::{
    Env,
    js_sys::{self, Function, Promise, Reflect},
    wasm_bindgen_futures::JsFuture,
};

use crate::{call::Call, clock, error::Failure};

/// How long pokes are gathered.
const POKE_DELAY_MS: u64 = 40;
/// The one feed.
const FEED: &str = "feed";

/// When the poke that is on its way goes off; later changes need one of their own.
static NEXT_POKE: AtomicU64 = AtomicU64::new(0);

/// Has the feed look into the outbox soon, after the answer.
pub fn poke_later(call: &Call) {
    let now = clock::now_ms();
    if NEXT_POKE.load(Ordering::Relaxed) > now {
        return;
    }
    NEXT_POKE.store(now + POKE_DELAY_MS, Ordering::Relaxed);
    let env = call.env.clone();
    call.context.wait_until(async move {
        pause(POKE_DELAY_MS).await;
        if let Err(failure) = poke(&env).await {
            worker::console_error!("the feed was not poked: {failure:?}");
        }
    });
}

/// Has the feed look into the outbox now.
pub async fn poke(env: &Env) -> Result<(), Failure> {
    let feed = env.durable_object("FEED")?.get_by_name(FEED)?;
    feed.fetch_with_str("https://feed.invalid/poke").await?;
    Ok(())
}

/// Waits. The platform's `scheduler` does it: its timers are objects, which the bindings of
/// `setTimeout` take for numbers. Where there is none the poke goes off at once, which is early
/// and does no harm.
pub async fn pause(ms: u64) {
    let scheduler = Reflect::get(&js_sys::global(), &"scheduler".into()).unwrap_or_default();
    let wait = Reflect::get(&scheduler, &"wait".into()).and_then(JsCast::dyn_into::<Function>);
    let waiting = wait.and_then(|wait| wait.call1(&scheduler, &JsValue::from_f64(ms as f64)));
    if let Ok(waiting) = waiting.and_then(JsCast::dyn_into::<Promise>)
        && let Err(error) = JsFuture::from(waiting).await
    {
        worker::console_warn!("a pause ended early: {error:?}");
    }
}
