//! `cargo xtask bench tasks`: how long the page's own thread is busy at a stretch while it draws,
//! exports and films. A figure to look at, never a test: it also tells of the machine.

use crate::build::{self, Profile};
use crate::steps::execute;
use crate::tools::Tools;
use crate::{Outcome, setup};
use std::fs;

/// Builds the release site and lets a browser trace it, into `target/bench/tasks.json`.
pub(super) fn run(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    build::everything(tools, Profile::Release)?;
    let folder = tools.root.join("target/bench");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    println!("machine: {}, N = 1", super::machine());
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/journeys/long-tasks.mjs"));
    node.arg("--json").arg(folder.join("tasks.json"));
    execute(node.env("CHROMIUM_BIN", chromium))
}
