//! The rules of the house that a machine can check.
//!
//! Each rule is a function from the files of the repository to a list of violations, each a
//! sentence that names the place; it knows nothing of how the product works. The rules run over
//! the real repository in `tests/house.rs`, and over small samples beside their code.
//! Start at [`Repository`].

pub mod layers;
pub mod names;
pub mod packs;
pub mod promises;
pub mod purity;
pub mod repository;
pub mod rust_text;
pub mod sizes;
pub mod style_sheets;
pub mod words;

pub use repository::{Repository, Source};
