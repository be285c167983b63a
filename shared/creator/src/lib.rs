//! What a creator's stake gives: a tier, rewards, access, a price, a place in the queue.
//!
//! Pure decisions over integers: balances, rates and moments are arguments, and what is decided
//! is returned for a store to apply. Everything that a vote can change comes from [`policy`].
//! Start at [`Stake`] (settle, stake, unstake, claim, compound), [`access::check`],
//! [`quote::quote`], [`priority::score`] and [`job`].

pub mod access;
mod accrual;
pub mod job;
mod logarithm;
pub mod manifest;
pub mod priority;
pub mod production;
pub mod queue;
pub mod quote;
mod stake;
pub mod upgrade;

pub use accrual::{YEAR_MS, accrue, reward_per_year};
pub use stake::{Change, Event, Move, Place, Refusal, Stake};
