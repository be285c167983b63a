//! Sealing what was posted, off the path of any posting; heads where nobody overwrites them.

use ledger::chain::{START, from_hex, hex, seal};
use serde_json::json;
use worker::{Conditional, Env};

use crate::{call::Call, clock, error::Failure, object, store::raised_in};

use super::store::chain::{self as store, HeadRow, SealRow};

/// Most transactions between two heads, and so the longest proof.
const SEALED_AT_ONCE: u32 = 256;
/// Most heads that one round makes or publishes.
const HEADS_AT_ONCE: u32 = 16;

/// Seals what waits, at most [`HEADS_AT_ONCE`] × [`SEALED_AT_ONCE`] transactions, and publishes the
/// heads. Two rounds at once do not disturb each other: the schema lets only one go on.
pub async fn seal_waiting(env: &Env, now: u64) -> Result<(), Failure> {
    for _ in 0..HEADS_AT_ONCE {
        let last = store::last_seal(env).await?;
        let count = last.as_ref().map_or(0, |seal| seal.tx);
        let broken = || Failure::Fault("a seal that is no hash".to_owned());
        let previous = match &last {
            Some(seal) => from_hex(&seal.hash).ok_or_else(broken)?,
            None => START,
        };
        let entries = store::entries_after(env, count, SEALED_AT_ONCE).await?;
        if entries.is_empty() {
            break;
        }
        let seals = seal(count, previous, &entries)
            .map_err(|broken| Failure::Fault(format!("the chain: {broken}")))?;
        let mut before = previous;
        let rows: Vec<SealRow> = seals
            .iter()
            .zip(&entries)
            .map(|(it, entry)| {
                let previous = hex(&before);
                before = it.hash;
                let (leaf, hash) = (hex(&it.leaf), hex(&it.hash));
                SealRow { tx: entry.number, previous, leaf, hash }
            })
            .collect();
        match store::add(env, &rows, now).await {
            Err(failure) if raised_in(&failure, "CHAIN_GAP") => break,
            result => result?,
        }
        if rows.len() < SEALED_AT_ONCE as usize {
            break;
        }
    }
    for head in store::unpublished(env, HEADS_AT_ONCE).await? {
        publish(env, &head, now).await?;
    }
    Ok(())
}

/// In development, where no cron calls, [`seal_waiting`] before something is read.
pub async fn seal_in_development(call: &Call) -> Result<(), Failure> {
    if call.development() { seal_waiting(&call.env, call.now).await } else { Ok(()) }
}

/// Puts a head into the object store, unless one of its number lies there.
async fn publish(env: &Env, head: &HeadRow, now: u64) -> Result<(), Failure> {
    let key = key(head.count);
    let body = json!({
        "count": head.count, "hash": head.hash, "sealedAt": clock::iso(head.sealed_at),
    });
    let bucket = object::bucket(env)?;
    let unless_there = Conditional {
        etag_matches: None,
        etag_does_not_match: Some("*".to_owned()),
        uploaded_before: None,
        uploaded_after: None,
    };
    let put = bucket.put(&key, body.to_string().into_bytes()).only_if(unless_there);
    if put.execute().await?.is_none() {
        let there = object::read(env, &key).await?;
        if there != body.to_string().into_bytes() {
            // The first one counts; that ours differs is for people to look into.
            worker::console_error!("the chain: {key} holds another head than {}", head.hash);
            return Ok(());
        }
    }
    store::published(env, head.count, now).await
}

/// Where a head lies in the object store.
pub fn key(count: u64) -> String {
    format!("ledger/heads/{count:016}.json")
}
