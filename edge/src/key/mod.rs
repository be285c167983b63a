//! API keys: what a member lets a program do in their name.

pub mod routes;
pub mod store;
pub mod table;

/// Days a key lasts when nothing is said.
pub const DAYS_DEFAULT: u32 = 90;
/// Most days a key lasts.
pub const DAYS_MAX: u32 = 365;
/// Requests in an hour when nothing is said.
pub const HOURLY_DEFAULT: u32 = 1000;
/// Most requests in an hour.
pub const HOURLY_MAX: u32 = 10_000;
