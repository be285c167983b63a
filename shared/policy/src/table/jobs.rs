//! Production jobs and their queue.

use super::{HOUR_MS, ONE, percent};
use crate::{Described, Durations, Integers, Key, Rates};

/// Paid from the treasury when a job is complete.
pub const JOB_BONUS: Key<Rates> = Key::new(
    "job.bonus",
    Rates { least: 0, most: percent(1) },
    ONE / 1000,
    "The part of the cost that the treasury gives back when a job is complete.",
    "ANIMA, Job Submission Flow, step 8",
);

/// How fast waiting raises the priority.
pub const JOB_AGEING: Key<Rates> = Key::new(
    "job.ageing_per_hour",
    Rates { least: ONE / 100, most: 1000 * ONE },
    6 * ONE,
    "How many points of priority an hour of waiting is worth, so that nobody starves.",
    "a choice of ours: the gap between the least and a stake of 50,000 ANM closes in 18 hours",
);

/// How long a job may run.
pub const JOB_RUN_TIMEOUT: Key<Durations> = Key::new(
    "job.run_timeout",
    Durations { least: 60_000, most: 24 * HOUR_MS },
    HOUR_MS / 2,
    "How long a job may run before it counts as failed and is refunded.",
    "a choice of ours",
);

/// How long a job is expected to run.
pub const JOB_ESTIMATE: Key<Durations> = Key::new(
    "job.estimate",
    Durations { least: 1000, most: 24 * HOUR_MS },
    2 * 60_000,
    "How long a job is expected to take, for the estimate of the wait.",
    "ANIMA, queue of the reference implementation: two minutes a job",
);

/// How many jobs may wait.
pub const JOB_QUEUE_LIMIT: Key<Integers> = Key::new(
    "job.queue_limit",
    Integers { unit: "jobs", least: 10, most: 1_000_000 },
    10_000,
    "How many jobs may wait, of all members together.",
    "a choice of ours",
);

/// How many jobs of one member may wait.
pub const JOB_QUEUE_LIMIT_OWN: Key<Integers> = Key::new(
    "job.queue_limit_own",
    Integers { unit: "jobs", least: 1, most: 10_000 },
    50,
    "How many jobs of one member may wait.",
    "a choice of ours",
);

/// In the order in which people read them.
pub(super) const LIST: &[&dyn Described] = &[
    &JOB_BONUS,
    &JOB_AGEING,
    &JOB_RUN_TIMEOUT,
    &JOB_ESTIMATE,
    &JOB_QUEUE_LIMIT,
    &JOB_QUEUE_LIMIT_OWN,
];
