//! What crosses a border: page to worker, caller to edge.
//!
//! Knows shapes and names only; no rule lives here, and no type of another crate.

pub mod stylist;
