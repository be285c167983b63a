//! Agents: programs with a `did:key` and a principal of their own, registered by a member.

pub mod routes;
pub mod store;
pub mod table;

/// Most agents of one member; the database counts those that are new.
pub const AGENTS_MAX: usize = 20;
/// Most letters of a kind.
pub const KIND_LETTERS_MAX: usize = 30;
