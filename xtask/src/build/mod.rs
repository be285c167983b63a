//! Builds the product: `dist/` (the site) and `edge/build/` (the Worker).
//!
//! Each step reads a few folders and writes one of its own under `build/`; a step whose inputs are
//! unchanged is skipped. At the end the parts are brought together without touching files that
//! are the same, so that a running server reloads only what changed.

mod app;
mod edge;
mod program;
mod site;
mod stylist;
mod vision;

use crate::Outcome;
use crate::stamp::{Hash, unless_fresh};
use crate::steps::step;
use crate::tools::Tools;
use std::path::{Path, PathBuf};

pub(crate) use edge::setting;

/// What every crate depends on, beside its own folder.
const WORKSPACE: [&str; 4] =
    ["Cargo.toml", "Cargo.lock", ".cargo/config.toml", "rust-toolchain.toml"];

/// What the compiler emits and every browser with WebAssembly SIMD understands.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// What is watched while `cargo xtask dev` runs.
pub(crate) const SOURCES: [&str; 11] = [
    "app",
    "edge/src",
    "edge/Cargo.toml",
    "edge/migrations",
    "shared",
    "style",
    "public",
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "wrangler.toml",
];

/// Quick to build, or small and quick to run.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    /// For a developer who waits.
    Dev,
    /// For a visitor who downloads.
    Release,
}

impl Profile {
    /// Reads `--release`, the only argument there is.
    pub(crate) fn from_arguments(arguments: &[String]) -> Outcome<Self> {
        match arguments {
            [] => Ok(Self::Dev),
            [only] if only == "--release" => Ok(Self::Release),
            other => Err(format!("unknown arguments {other:?}; only --release is known")),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Release => "release",
        }
    }
}

/// Builds whatever is out of date and brings it together.
pub(crate) fn everything(tools: &Tools, profile: Profile) -> Outcome {
    site(tools, profile)?;
    edge::build(tools)
}

/// Builds only the site, for those who measure it.
pub(crate) fn site(tools: &Tools, profile: Profile) -> Outcome {
    app::build(tools, profile)?;
    program::ALL.iter().try_for_each(|program| program.build(tools, profile))?;
    stylist::build(tools)?;
    vision::collect(tools)?;
    site::assemble(tools, profile)
}

/// Gathers only the models that find faces.
pub(crate) fn vision_models(tools: &Tools) -> Outcome {
    vision::collect(tools)
}

/// Builds only the style worker's modules, or one of them: `cpu` or `webgpu`.
pub(crate) fn style_modules(tools: &Tools, name: Option<&str>) -> Outcome {
    stylist::build_only(tools, name)
}

/// One part of the build: its name, what it reads, and the folder it makes.
struct Part<'a> {
    tools: &'a Tools,
    name: String,
    inputs: Vec<&'static str>,
    product: PathBuf,
}

impl Part<'_> {
    /// Runs `work` with the time printed, or says that nothing changed.
    fn build(&self, work: impl FnOnce() -> Outcome) -> Outcome {
        let mut hash = Hash::new();
        hash.add(self.name.as_bytes());
        for input in self.inputs.iter().chain(&WORKSPACE) {
            hash.add_path(Path::new(&self.tools.root.join(input)))?;
        }
        let stamp = self.tools.root.join("build/stamps").join(self.name.replace([' ', ','], "-"));
        let name = &self.name;
        let ran = unless_fresh(&stamp, hash, &self.product, || step(name, work))?;
        if !ran {
            println!("✓ {name}  unchanged");
        }
        Ok(())
    }
}
