//! The treasury: what it holds, what flows through it, where the supply was.

pub mod routes;
pub mod table;
