//! One drawing at a time in an isolate: its memory (128 MB) has room for one open photo.
//!
//! Sessions that share an isolate must not wake each other's futures, because each runs in its own
//! context; so who waits looks again after a short while instead of being called.

use std::{cell::Cell, time::Duration};

use worker::Delay;

use crate::{
    clock,
    error::{Code, Failure},
};

use super::progress::Progress;

/// A turn that showed no life for this long was lost together with its session.
const LOST_MS: u64 = 30_000;
/// How long to wait between two looks, and how often to look.
const LOOK_MS: u64 = 100;
const LOOKS_MAX: usize = 1200;
/// Most sessions that wait.
const WAITING_MAX: u32 = 8;

thread_local! {
    /// When the one whose turn it is last showed life; 0 when it is nobody's turn.
    static ALIVE_AT: Cell<u64> = const { Cell::new(0) };
    static WAITING: Cell<u32> = const { Cell::new(0) };
}

/// The right to draw; given back when it is dropped.
pub struct Turn(());

impl Turn {
    /// Waits for a turn.
    pub async fn take(progress: &Progress) -> Result<Self, Failure> {
        if WAITING.get() >= WAITING_MAX {
            return Err(Code::Busy.into());
        }
        let _place = Place::take();
        for _ in 0..LOOKS_MAX {
            if progress.is_cancelled() {
                return Err(Code::Cancelled.into());
            }
            let now = clock::now_ms();
            if now.saturating_sub(ALIVE_AT.get()) > LOST_MS {
                ALIVE_AT.set(now);
                return Ok(Self(()));
            }
            Delay::from(Duration::from_millis(LOOK_MS)).await;
        }
        Err(Code::Busy.into())
    }

    /// Lets other events in (a cancel, a ping), and shows life.
    pub async fn breathe(&self, progress: &Progress) -> Result<(), Failure> {
        ALIVE_AT.set(clock::now_ms());
        Delay::from(Duration::ZERO).await;
        if progress.is_cancelled() { Err(Code::Cancelled.into()) } else { Ok(()) }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        ALIVE_AT.set(0);
    }
}

/// A place in the queue; given up when it is dropped.
struct Place(());

impl Place {
    fn take() -> Self {
        WAITING.set(WAITING.get() + 1);
        Self(())
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        WAITING.set(WAITING.get().saturating_sub(1));
    }
}
