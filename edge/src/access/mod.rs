//! What a stake gives access to, and what a production costs.

pub mod routes;
pub mod show;
pub mod table;
