//! The style worker: the same crate twice, once for the CPU and once for WebGPU.

use super::Part;
use crate::Outcome;
use crate::setup::WASM;
use crate::steps::execute;
use crate::tools::Tools;
use std::fs;
use std::path::PathBuf;

/// The cargo profile of everything that computes.
pub(super) const PROFILE: &str = "compute";

/// One build of the worker.
struct Variant {
    name: &'static str,
    features: &'static [&'static str],
}

const VARIANTS: [Variant; 2] = [
    Variant { name: "cpu", features: &[] },
    Variant { name: "webgpu", features: &["--features", "style-worker/webgpu"] },
];

/// Where the modules are left.
pub(super) fn folder(tools: &Tools) -> PathBuf {
    tools.root.join("build/stylist")
}

/// Builds both variants; the same files serve `dev` and `release`, for only their speed matters.
pub(super) fn build(tools: &Tools) -> Outcome {
    build_only(tools, None)
}

/// Builds the named variant, or both.
pub(super) fn build_only(tools: &Tools, name: Option<&str>) -> Outcome {
    let wanted = VARIANTS.iter().filter(|variant| name.is_none_or(|name| name == variant.name));
    wanted.into_iter().try_for_each(|variant| {
        let part = Part {
            tools,
            name: format!("style worker {}", variant.name),
            inputs: vec!["app/style-worker/src", "app/style-worker/Cargo.toml", "shared"],
            product: folder(tools).join(format!("{}_bg.wasm", variant.name)),
        };
        part.build(|| build_variant(tools, variant))
    })
}

fn build_variant(tools: &Tools, variant: &Variant) -> Outcome {
    let mut cargo = tools.cargo(&["build", "--lib", "--target", WASM, "--profile", PROFILE]);
    execute(cargo.args(["--package", "style-worker"]).args(variant.features))?;

    let compiled = tools.target().join(WASM).join("compute/style_worker.wasm");
    let raw = tools.root.join("build/stylist-raw");
    let mut bindgen = tools.command(tools.tool("wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", variant.name]);
    execute(bindgen.arg("--out-dir").arg(&raw).arg(&compiled))?;

    let say = |error: std::io::Error| format!("the style worker's folder: {error}");
    fs::create_dir_all(folder(tools)).map_err(say)?;
    let script = format!("{}.js", variant.name);
    fs::copy(raw.join(&script), folder(tools).join(&script)).map_err(say)?;
    let module = format!("{}_bg.wasm", variant.name);
    let mut optimiser = tools.command(tools.npm(".bin/wasm-opt"));
    optimiser.arg("-O3").args(super::WASM_FEATURES).arg(raw.join(&module));
    execute(optimiser.arg("--output").arg(folder(tools).join(&module)))
}
