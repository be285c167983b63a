//! Productions that members order: held, queued by rank, worked on in the background, then paid or
//! given back.

pub mod process;
pub mod routes;
pub mod show;
pub mod store;
pub mod table;

/// How long a job may wait before it is given back: well before its hold runs out.
pub const QUEUED_MS_MAX: u64 = 60 * 24 * 3600 * 1000;
/// How long the total of a job is held.
pub const HELD_MS: u64 = 89 * 24 * 3600 * 1000;
/// Most overdue jobs that one round gives back.
pub const OVERDUE_MAX: u32 = 50;
/// Jobs that are counted anew in one statement after a vote.
pub const RERANK_CHUNK: u32 = 200;
