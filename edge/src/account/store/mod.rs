//! Accounts in the database.

pub mod adoption;
pub mod ceremonies;
pub mod codes;
pub mod discord;
pub mod members;
pub mod passkeys;
