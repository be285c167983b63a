//! Proposals: written, voted on, executed. What is decided is decided in the crate `governance`.

pub mod carry_out;
pub mod gather;
pub mod routes;
pub mod settle;
pub mod show;
pub mod store;
pub mod table;

/// Proposals or votes on a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 20;
/// Most proposals or votes on a page.
pub const PAGE_MAX: u32 = 100;
/// The topic of the events.
pub const TOPIC: &str = "proposal.changed";
