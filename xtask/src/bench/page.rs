//! `cargo xtask bench page`: how fast the first page is there, by Lighthouse's simulated phone. A
//! figure of time, so it is measured here and not in a test; what Lighthouse finds beside it
//! (accessibility, best practices, SEO) is a journey's.

use crate::build::{self, Profile};
use crate::steps::execute;
use crate::tools::Tools;
use crate::{Outcome, setup};
use std::fs;

/// Builds the release site and has Lighthouse visit it, into `target/bench/page.json`.
pub(super) fn run(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    build::everything(tools, Profile::Release)?;
    let folder = tools.root.join("target/bench");
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/journeys/first-page.mjs"));
    node.arg("--json").arg(folder.join("page.json"));
    node.arg("--machine").arg(super::machine());
    execute(node.env("CHROMIUM_BIN", chromium))
}
