//! What crosses a border: page to worker, caller to edge.
//!
//! Knows shapes and names only; no rule lives here, and no type of another crate.
//! Entry types: [`avatar::Avatar`], [`generate::ClientFrame`], [`stylist::Request`].

pub mod access;
pub mod account;
pub mod admin;
pub mod agent;
pub mod avatar;
pub mod catalogue;
pub mod development;
pub mod error;
pub mod generate;
pub mod governance;
pub mod health;
pub mod job;
pub mod key;
pub mod live;
pub mod pack;
pub mod passkey;
pub mod policy;
pub mod scope;
pub mod session;
pub mod staking;
pub mod styles;
pub mod stylist;
pub mod token;
pub mod treasury;
pub mod webhook;
