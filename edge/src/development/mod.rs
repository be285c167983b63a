//! Doors of local development: a clock that can be set forward, members without passkeys.
//!
//! They stand in the tables with `in_development`, so a deployment does not know their paths.

pub mod routes;
pub mod store;
pub mod table;
