//! What holds: every fee, rate, weight and limit, and how votes have changed it.

pub mod routes;
pub mod store;
pub mod table;
