//! The books: accounts, postings of 1 to 64 legs, holds, reversals, and a chain of hashes over
//! everything that was ever posted.
//!
//! Decides which posting a command makes and says why it is refused; the database applies it and
//! keeps the books honest by itself (edge/migrations/0003_ledger.sql). Knows no policy: fees and
//! rates come as amounts.
//! Entry types: [`Account`], [`Posting`], [`chain::Proof`].

mod account;
pub mod audit;
pub mod chain;
mod hold;
mod kind;
mod posting;

pub use account::{Account, AccountError, Holder, Purpose, System, is_id};
pub use hold::{HOLD_MS_MAX, HOLD_MS_MIN, Hold, HoldChange};
pub use kind::Kind;
pub use posting::{
    KEY_MAX, LEGS_MAX, Leg, MEMO_MAX, Posting, REFERENCE_MAX, Refusal, legs_from_json,
};
