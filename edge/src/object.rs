//! Files in the object store, addressed by what they hold, and the rows that count them.
//!
//! Storing: touch the row, write the file, settle the row together with the avatar.
//! Sweeping: doom the row, delete the file, delete the row. A doomed row lets nobody touch it and
//! a freshly touched one cannot be doomed, so neither side can lose a file that the other needs.

use serde::{Deserialize, Serialize};
use worker::{Bucket, D1Database, D1PreparedStatement, Delay, Env};

use crate::{
    call::Call,
    error::{Code, Failure},
    identity,
    store::{database, number, statement, text},
    upload::{check::Header, kind::Kind},
};

/// An upload that did not settle within this time has failed, and its file may go.
const UPLOAD_MS_MAX: u64 = 60_000;
/// How often, and how long apart, an upload waits for a sweep of the same file to end.
const SWEEP_WAITS: usize = 20;
const SWEEP_WAIT_MS: u64 = 100;

/// A message to the background.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Message {
    /// Delete the file unless an avatar refers to it.
    Sweep {
        /// Where the file is.
        key: String,
    },
    /// Try to deliver an event to a webhook.
    Deliver {
        /// Which delivery.
        delivery: u64,
    },
    /// Work on the next production.
    Produce,
    /// Write down that this message arrived.
    Probe {
        /// When it was sent.
        sent_at: u64,
    },
}

/// What a sweep came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Swept {
    /// The file is gone.
    Gone,
    /// Something refers to it, or it was gone already.
    Kept,
    /// It is being uploaded right now; ask again later.
    Later,
}

/// The object store.
pub fn bucket(env: &Env) -> Result<Bucket, Failure> {
    Ok(env.bucket("OBJECTS")?)
}

/// The content address of a file.
pub fn key(bytes: &[u8], kind: Kind) -> String {
    format!("avatars/sha256/{}.{}", identity::sha256(bytes), kind.ending())
}

/// Touches the row and writes the file.
pub async fn store(call: &Call, key: &str, bytes: Vec<u8>, header: Header) -> Result<(), Failure> {
    let database = database(&call.env)?;
    let sql = "INSERT INTO objects (key, content_type, size_bytes, width, height, touched_at) \
               VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (key) \
               DO UPDATE SET touched_at = ?6, settled_at = NULL WHERE doomed_at IS NULL \
               RETURNING key";
    let values = [
        text(key),
        text(header.kind.media_type()),
        number(bytes.len() as u64),
        number(header.width.into()),
        number(header.height.into()),
        number(call.now),
    ];
    let mut waits = 0;
    while statement(&database, sql, &values)?.first::<String>(Some("key")).await?.is_none() {
        if waits == SWEEP_WAITS {
            return Err(Code::Busy.into());
        }
        waits += 1;
        Delay::from(std::time::Duration::from_millis(SWEEP_WAIT_MS)).await;
    }
    let metadata = worker::HttpMetadata {
        content_type: Some(header.kind.media_type().to_owned()),
        ..worker::HttpMetadata::default()
    };
    bucket(&call.env)?.put(key, bytes).http_metadata(metadata).execute().await?;
    Ok(())
}

/// The end of an upload, in one batch with the avatar that refers to the file.
pub fn settle(database: &D1Database, key: &str, now: u64) -> Result<D1PreparedStatement, Failure> {
    statement(
        database,
        "UPDATE objects SET settled_at = ?2 WHERE key = ?1",
        &[text(key), number(now)],
    )
}

/// The bytes of a file.
pub async fn read(env: &Env, key: &str) -> Result<Vec<u8>, Failure> {
    let found = bucket(env)?.get(key).execute().await?;
    let Some(object) = found else {
        return Err(Failure::Fault(format!("the file {key} is missing")));
    };
    let body = object.body().ok_or_else(|| Failure::Fault(format!("{key} has no body")))?;
    Ok(body.bytes().await?)
}

/// Asks the background to look whether a file is still needed.
///
/// The avatar is gone already; if the queue does not take the message, the nightly round finds
/// the file.
pub async fn sweep_later(env: &Env, key: &str) {
    let message = Message::Sweep { key: key.to_owned() };
    let sent = match env.queue("BACKGROUND") {
        Ok(queue) => queue.send(&message).await,
        Err(error) => Err(error),
    };
    if let Err(error) = sent {
        worker::console_error!("sweep of {key} was not queued: {error}");
    }
}

/// Deletes a file unless something refers to it.
pub async fn sweep(env: &Env, key: &str, now: u64) -> Result<Swept, Failure> {
    let database = database(env)?;
    let values = [text(key), number(now), number(now.saturating_sub(UPLOAD_MS_MAX))];
    let doom = "UPDATE objects SET doomed_at = ?2 WHERE key = ?1 \
                AND NOT EXISTS (SELECT 1 FROM avatars WHERE object_key = ?1) \
                AND (settled_at IS NOT NULL OR touched_at < ?3) RETURNING key";
    let doomed = statement(&database, doom, &values)?.first::<String>(Some("key")).await?;
    if doomed.is_none() {
        let waiting = "SELECT key FROM objects WHERE key = ?1 AND settled_at IS NULL \
                       AND NOT EXISTS (SELECT 1 FROM avatars WHERE object_key = ?1)";
        let waiting = statement(&database, waiting, &[text(key)])?;
        let waiting = waiting.first::<String>(Some("key")).await?;
        return Ok(if waiting.is_some() { Swept::Later } else { Swept::Kept });
    }
    bucket(env)?.delete(key).await?;
    let gone = "DELETE FROM objects WHERE key = ?1 AND doomed_at IS NOT NULL";
    statement(&database, gone, &[text(key)])?.run().await?;
    Ok(Swept::Gone)
}

/// Files that no avatar refers to, at most `limit`.
pub async fn orphans(env: &Env, limit: u32) -> Result<Vec<String>, Failure> {
    #[derive(Deserialize)]
    struct Orphan {
        key: String,
    }
    let sql = "SELECT key FROM objects o \
               WHERE NOT EXISTS (SELECT 1 FROM avatars WHERE object_key = o.key) LIMIT ?1";
    let found = statement(&database(env)?, sql, &[number(limit.into())])?.all().await?;
    Ok(found.results::<Orphan>()?.into_iter().map(|orphan| orphan.key).collect())
}
