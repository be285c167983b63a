//! Accounts in the database.

pub mod adoption;
pub mod ceremonies;
pub mod codes;
pub mod deletion;
pub mod discord;
pub mod export;
pub mod members;
pub mod passkeys;
