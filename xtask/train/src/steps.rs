//! What a run of optimisation steps is, whoever takes them.

pub mod burn;
pub mod torch;

use crate::dataset::Shelf;
use crate::recipe::RecipeFile;
use std::path::PathBuf;
use stylize::Tier;

/// Side of the squares that are cut from the scenes.
pub const CROP: usize = 128;
/// Squares a step.
pub const BATCH: usize = 8;
/// Steps between checkpoints.
pub const CHECKPOINT_STEPS: usize = 100;

/// One run of steps.
pub struct Course<'a> {
    /// What is to be learned.
    pub file: &'a RecipeFile,
    /// The network's size.
    pub tier: &'static Tier,
    /// Where the scenes are.
    pub shelf: &'a Shelf,
    /// The seeds of the scenes.
    pub seeds: &'a [u64],
    /// The checkpoint, written before the first step.
    pub checkpoint: PathBuf,
    /// Where `step,loss,rate,seconds` goes.
    pub log: PathBuf,
}
