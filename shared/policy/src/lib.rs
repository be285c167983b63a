//! Every fee, rate, weight and limit that a vote can change, and what holds at a moment.
//!
//! A [`Key`] names one value, its bounds, its default and the place in the specification it comes
//! from. [`Policies`] are the values in force at one moment, read through typed views
//! ([`Policies::tiers`], [`Policies::fees`], …). [`Versions`] is the whole history: it answers
//! what held when, and cuts a span of time where something changed.
//! Defaults live here; a history holds changes only. [`Catalogue`] is what votes switch on and off.

pub mod catalogue;
mod key;
mod kind;
mod policies;
mod refusal;
pub mod table;
mod tier;
mod versions;
mod views;

pub use catalogue::{Catalogue, Section, Switch};
pub use key::{Described, Key};
pub use kind::{
    Amounts, Durations, Flags, Integers, Kind, Limits, Rates, Resolutions, Shape, WORDS_MAX, Words,
};
pub use policies::Policies;
pub use refusal::Refusal;
pub use tier::{Resolution, Tier, TierId};
pub use versions::{Period, Segment, Version, Versions};
pub use views::{Fees, Governance, Jobs, Prices};
