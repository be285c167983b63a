//! `cargo xtask fuzz`: an independent program reads the OpenAPI document and tries to break the API.
//!
//! Schemathesis comes from PyPI into a folder of its own beside the cache; it knows nothing of this
//! project but the document that the edge serves.

use crate::build::{self, Profile};
use crate::steps::{execute, execute_quietly, step};
use crate::tools::Tools;
use crate::{Outcome, setup};
use std::path::PathBuf;

/// Builds the Worker, starts it, and lets schemathesis at it; what follows is handed on.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    setup::run(tools)?;
    let program = schemathesis(tools)?;
    build::everything(tools, Profile::Release)?;
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/fuzz/run.mjs")).args(arguments);
    execute(node.env("SCHEMATHESIS", program))
}

/// The pinned version, installed when it is missing.
fn schemathesis(tools: &Tools) -> Outcome<PathBuf> {
    let version = tools.version("schemathesis")?;
    let folder = tools.cache.join(format!("schemathesis-{version}"));
    let program = folder.join("bin/schemathesis");
    if program.exists() {
        return Ok(program);
    }
    step(&format!("python venv with schemathesis {version} (once)"), || {
        execute_quietly(tools.command("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = tools.command(folder.join("bin/pip"));
        pip.args(["install", "--quiet", &format!("schemathesis=={version}")]);
        execute(&mut pip)
    })?;
    Ok(program)
}
