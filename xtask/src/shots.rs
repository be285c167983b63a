//! `cargo xtask shots`: what every page looks like, for eyes that judge.

use crate::build::{self, Profile};
use crate::steps::execute;
use crate::tools::Tools;
use crate::{Outcome, setup};

/// Builds the release site and runs the journeys' camera over it, into `target/shots`.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    build::everything(tools, Profile::Release)?;
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/journeys/shots.mjs")).args(arguments);
    execute(node.env("CHROMIUM_BIN", chromium))
}
