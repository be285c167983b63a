//! The queue in memory, for simulation; the durable one is a table that sorts in the same way.

use std::{cmp::Reverse, collections::BinaryHeap};

/// A waiting job: higher ranks go first, then lower numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Waiting {
    /// See [`crate::priority::rank`].
    pub rank: i64,
    /// Counts the jobs in the order of their arrival.
    pub number: Reverse<u64>,
}

impl Waiting {
    /// A waiting job.
    pub fn new(rank: i64, number: u64) -> Self {
        Self { rank, number: Reverse(number) }
    }
}

/// Waiting jobs; the next one is found in logarithmic time.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    heap: BinaryHeap<Waiting>,
}

impl Queue {
    /// Adds a job.
    pub fn push(&mut self, job: Waiting) {
        self.heap.push(job);
    }

    /// Takes the next job out.
    pub fn pop(&mut self) -> Option<Waiting> {
        self.heap.pop()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// Whether none waits.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// The true place of a job with this rank and number, 1 for the next.
    pub fn position(&self, job: Waiting) -> usize {
        1 + self.heap.iter().filter(|other| **other > job).count()
    }
}
