//! What happens after the answer: messages from the queue, a round every few minutes, and one at
//! night.

use std::time::Duration;

use serde_json::json;
use worker::{Env, MessageBatch, MessageExt, QueueRetryOptionsBuilder};

use crate::{
    call, clock,
    error::Failure,
    governance, job, ledger, live,
    object::{self, Message, Swept},
    quota,
    store::{database, number, statement},
    token, webhook,
};

/// When the nightly round is made, as wrangler.toml has it; every other time is the frequent one's.
pub const NIGHTLY: &str = "17 3 * * *";
/// How long a sweep waits for an upload of the same file.
const SWEEP_AGAIN: Duration = Duration::from_secs(60);
/// Most orphans that one nightly round asks to have swept.
const ORPHANS_MAX: u32 = 500;

/// Works messages off; what fails comes again.
pub async fn work_off(batch: &MessageBatch<Message>, env: &Env) -> Result<(), Failure> {
    for message in batch.messages()? {
        match handle(message.body(), env).await {
            Ok(Swept::Later) => {
                let again = QueueRetryOptionsBuilder::new()
                    .with_delay_seconds(SWEEP_AGAIN.as_secs() as u32)
                    .build();
                message.retry_with_options(&again);
            }
            Ok(_) => message.ack(),
            Err(failure) => {
                worker::console_error!("a message failed: {failure:?}");
                message.retry();
            }
        }
    }
    Ok(())
}

async fn handle(message: &Message, env: &Env) -> Result<Swept, Failure> {
    match message {
        Message::Sweep { key } => {
            let swept = object::sweep(env, key, clock::now_ms()).await?;
            if swept == Swept::Gone {
                worker::console_log!("{}", json!({"level": "info", "event": "swept", "key": key}));
            }
            Ok(swept)
        }
        Message::Deliver { delivery } => {
            webhook::deliver::deliver(env, *delivery).await?;
            Ok(Swept::Kept)
        }
        Message::Produce => {
            job::process::process_next(env, call::now_ms(env).await?).await?;
            // No request pokes the feed here; whoever waits for the production hears of it now.
            live::poke(env).await?;
            Ok(Swept::Kept)
        }
        Message::Probe { sent_at } => {
            let sql =
                "UPDATE receipts SET delivered_at = ?1 WHERE name = 'queue' AND sent_at >= ?2";
            let values = [number(clock::now_ms()), number(*sent_at)];
            statement(&database(env)?, sql, &values)?.run().await?;
            Ok(Swept::Kept)
        }
    }
}

/// Finds what a lost poke or message has left lying: events that were not told, productions that
/// wait or whose worker died. Each part works also when another one fails.
pub async fn frequent(env: &Env) -> Result<(), Failure> {
    let now = call::now_ms(env).await?;
    let parts = [
        ("holds", token::holds::give_back_run_out(env, now).await),
        ("audit", ledger::integrity::audit(env, now).await),
        ("chain", ledger::chain::seal_waiting(env, now).await),
        ("proposals", governance::settle::settle(env, now).await),
        ("productions", job::process::round(env, now).await.map(|_| ())),
        // Last, so that it tells of what the others did.
        ("feed", live::poke(env).await),
    ];
    report("frequent", parts);
    Ok(())
}

/// Removes what has run out, and asks for sweeps of forgotten files. Each part works also when
/// another one fails.
pub async fn nightly(env: &Env) -> Result<(), Failure> {
    let now = call::now_ms(env).await?;
    let parts = [
        ("what has run out", forget(env, now).await),
        ("told events", live::store::forget(env, now).await),
        ("deliveries", webhook::store::forget(env, now).await),
        ("feed", live::poke(env).await),
        ("orphans", sweep_orphans(env).await),
    ];
    report("nightly", parts);
    Ok(())
}

fn report<const N: usize>(round: &str, parts: [(&str, Result<(), Failure>); N]) {
    for (part, result) in parts {
        if let Err(failure) = result {
            worker::console_error!("the {round} round, {part}: {failure:?}");
        }
    }
}

async fn sweep_orphans(env: &Env) -> Result<(), Failure> {
    for key in object::orphans(env, ORPHANS_MAX).await? {
        object::sweep_later(env, &key).await;
    }
    Ok(())
}

/// Removes the rows that have run out.
async fn forget(env: &Env, now: u64) -> Result<(), Failure> {
    let database = database(env)?;
    let expired = |sql: &str, value: u64| statement(&database, sql, &[number(value)]);
    database
        .batch(vec![
            expired(
                "DELETE FROM sessions WHERE expires_at <= ?1 \
                 OR (idle_ms IS NOT NULL AND last_seen_at + idle_ms <= ?1)",
                now,
            )?,
            expired("DELETE FROM ceremonies WHERE expires_at <= ?1", now)?,
            expired("DELETE FROM oauth_states WHERE expires_at <= ?1", now)?,
            expired("DELETE FROM agent_token_uses WHERE expires_at <= ?1", now)?,
            expired("DELETE FROM idempotency WHERE expires_at <= ?1", now)?,
            expired("DELETE FROM quotas WHERE window < ?1", now / quota::WINDOW_MS)?,
        ])
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::NIGHTLY;

    #[test]
    fn the_nightly_round_stands_in_the_configuration() {
        let configuration = include_str!("../../wrangler.toml");
        assert!(configuration.contains(&format!("\"{NIGHTLY}\"")));
    }
}
