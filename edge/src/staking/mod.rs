//! Stakes: the amount lies in the books, what it has earned lies here.

pub mod routes;
pub mod show;
pub mod store;
pub mod table;

/// How often a change is decided anew when somebody else was faster.
pub const TRIES: usize = 8;
/// Events on a page when nothing is said.
pub const PAGE_DEFAULT: u32 = 20;
/// Most events on a page.
pub const PAGE_MAX: u32 = 100;
