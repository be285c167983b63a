//! `cargo xtask bench style --quality`: the gates of every style, computed by the `train` crate.

use crate::build;
use crate::steps::execute;
use crate::tools::Tools;
use crate::{Outcome, setup};

/// Gathers what the face mesh needs and hands over; `--keep` writes the report that is committed,
/// `--gate` makes a missed gate an error, `--packs DIR` judges other packs.
pub(super) fn run(tools: &Tools, arguments: &[&str]) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    build::vision_models(tools)?;
    let mut cargo = tools.cargo(&["run", "--quiet", "--package", "train", "--", "quality"]);
    cargo.arg("--node").arg(tools.node()).args(arguments);
    execute(cargo.env("CHROMIUM_BIN", chromium))
}
