//! The member's program: the pages of wallet, staking, governance, treasury, account, developers.
//! A module beside the page's own, fetched when one of their addresses is opened.

use super::{Part, Profile, app};
use crate::Outcome;
use crate::setup::WASM;
use crate::steps::execute;
use crate::tools::Tools;
use std::fs;
use std::path::PathBuf;

/// The files of the program, as they are called after their version.
pub(super) const FILES: [&str; 3] = [".js", "_bg.wasm", ".css"];

/// Where the program is left.
pub(super) fn folder(tools: &Tools, profile: Profile) -> PathBuf {
    tools.root.join("build").join(profile.name()).join("member")
}

/// Builds module, script and style sheet.
pub(super) fn build(tools: &Tools, profile: Profile) -> Outcome {
    let part = Part {
        tools,
        name: format!("member pages, {}", profile.name()),
        inputs: vec!["app/member", "app/ui", "shared", "style"],
        product: folder(tools, profile).join("member_bg.wasm"),
    };
    part.build(|| {
        let folder = folder(tools, profile);
        fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        compile(tools, profile)?;
        dress(tools, profile)
    })
}

fn compile(tools: &Tools, profile: Profile) -> Outcome {
    let (cargo_profile, below) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("page", "page"),
    };
    let mut cargo = tools.cargo(&["build", "--lib", "--package", "member", "--target", WASM]);
    execute(cargo.args(["--profile", cargo_profile]).env(app::FLAGS.0, app::FLAGS.1))?;

    let compiled = tools.target().join(WASM).join(below).join("member.wasm");
    let raw = tools.root.join("build").join(profile.name()).join("member-raw");
    let mut bindgen = tools.command(tools.tool("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", "member"]);
    execute(bindgen.arg("--out-dir").arg(&raw).arg(&compiled))?;

    let folder = folder(tools, profile);
    let (from, to) = (raw.join("member_bg.wasm"), folder.join("member_bg.wasm"));
    if profile == Profile::Release {
        let mut optimiser = tools.command(tools.npm(".bin/wasm-opt"));
        optimiser.arg("-Oz").args(super::WASM_FEATURES).arg(from);
        execute(optimiser.arg("--output").arg(to))?;
    } else {
        fs::copy(from, to).map_err(|error| format!("the member pages' module: {error}"))?;
    }
    esbuild(tools, profile, &raw.join("member.js"), "member.js")
}

/// The style sheet of the member's pages; everyone else does without it.
fn dress(tools: &Tools, profile: Profile) -> Outcome {
    execute(tools.command("sh").arg("style/join.sh"))?;
    esbuild(tools, profile, &tools.root.join("build/member.css"), "member.css")
}

/// Copies a script or a style sheet, without its spaces for a release.
fn esbuild(tools: &Tools, profile: Profile, from: &PathBuf, name: &str) -> Outcome {
    let mut esbuild = tools.command(tools.npm(".bin/esbuild"));
    esbuild.args(["--log-level=warning", "--allow-overwrite"]);
    if profile == Profile::Release {
        esbuild.arg("--minify");
    }
    let to = folder(tools, profile).join(name);
    execute(esbuild.arg(format!("--outfile={}", to.display())).arg(from))
}
