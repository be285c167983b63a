//! Roles: granted for a time, with a reason, and logged.
//!
//! A deployment may set an admin key for the first grant and for emergencies; without it there is
//! none, and nothing that is sent as one is looked at.

pub mod key;
pub mod log;
pub mod routes;
pub mod store;
pub mod table;
