//! Tokens: balances, transfers, holds, histories, and what the books prove.
//!
//! Each command becomes one posting and is answered from what the books have; nothing is kept
//! beside them, so the same key gives the same answer for good.

pub mod admin;
pub mod command;
pub mod csv;
pub mod cursor;
pub mod holds;
pub mod moment;
pub mod party;
pub mod proof;
pub mod read;
pub mod routes;
pub mod statement;
pub mod store;
pub mod supply;
pub mod table;

/// Most lines of a page of a history.
pub const PAGE_MAX: u32 = 100;
/// Lines of a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 20;
/// Most lines of a file.
pub const CSV_LINES_MAX: u32 = 5_000;
/// Most holds that come along with a balance.
pub const HOLDS_SHOWN: u32 = 100;
