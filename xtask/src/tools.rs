//! Where things are and which version they have.
//!
//! Every version stands in one place: `[workspace.metadata.tools]` in the root `Cargo.toml` for the
//! tools that cargo installs, `package-lock.json` for those from npm.

use crate::Outcome;
use crate::steps::execute_quietly;
use serde_json::Value;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The checkout, the cache beside it, and the pinned versions.
pub(crate) struct Tools {
    /// The root of the checkout.
    pub(crate) root: PathBuf,
    /// Tools, npm packages and compiled crates, shared by all checkouts of one person.
    pub(crate) cache: PathBuf,
    /// `cargo metadata` without dependencies.
    metadata: Value,
}

impl Tools {
    /// Finds the checkout this program was built from, and the cache.
    pub(crate) fn find() -> Outcome<Self> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = here.parent().ok_or("xtask has no parent folder")?.to_path_buf();
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&root).args(["metadata", "--no-deps", "--format-version", "1"]);
        let metadata = serde_json::from_str(&execute_quietly(&mut cargo)?)
            .map_err(|error| format!("cargo metadata is not JSON: {error}"))?;
        Ok(Self { root, cache: cache_folder()?, metadata })
    }

    /// The pinned version of a tool that cargo installs.
    pub(crate) fn version(&self, tool: &str) -> Outcome<&str> {
        self.metadata["metadata"]["tools"][tool].as_str().ok_or_else(|| {
            format!("Cargo.toml pins no version of {tool} in [workspace.metadata.tools]")
        })
    }

    /// The crates of the workspace whose folder lies under `folder`, by name.
    pub(crate) fn crates_under(&self, folder: &str) -> Vec<String> {
        let prefix = self.root.join(folder);
        let packages = self.metadata["packages"].as_array().map_or(&[][..], Vec::as_slice);
        packages
            .iter()
            .filter(|package| {
                package["manifest_path"]
                    .as_str()
                    .is_some_and(|path| Path::new(path).starts_with(&prefix))
            })
            .filter_map(|package| package["name"].as_str().map(str::to_owned))
            .collect()
    }

    /// Where cargo puts what it builds for the product.
    pub(crate) fn target(&self) -> PathBuf {
        self.cache.join("target")
    }

    /// A tool installed by cargo.
    pub(crate) fn tool(&self, name: &str) -> PathBuf {
        self.cache.join("tools").join("bin").join(name)
    }

    /// A file of an npm package.
    pub(crate) fn npm(&self, path: &str) -> PathBuf {
        self.root.join("node_modules").join(path)
    }

    /// The Node that wrangler needs; it comes as an npm package, beside whatever is installed.
    pub(crate) fn node(&self) -> PathBuf {
        self.npm("node/bin/node")
    }

    /// A command in the root of the checkout that finds our tools before any others.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        let ours = [self.cache.join("tools/bin"), self.npm("node/bin"), self.npm(".bin")];
        let theirs = env::var_os("PATH").unwrap_or_default();
        let paths = ours.into_iter().chain(env::split_paths(&theirs));
        if let Ok(path) = env::join_paths(paths) {
            command.env("PATH", path);
        }
        // `cargo run` tells us about this crate; a child that is cargo again must not hear it.
        for (name, _) in env::vars_os() {
            let text = name.to_string_lossy();
            if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
                command.env_remove(&name);
            }
        }
        command
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.target())
            .env("WASM_BINDGEN_BIN", self.tool("wasm-bindgen"))
            .env("ESBUILD_BIN", self.npm(".bin/esbuild"))
            .env("WASM_OPT_BIN", self.npm(".bin/wasm-opt"))
            // None of these programs has a reason to call home.
            .env("WRANGLER_SEND_METRICS", "false")
            .env("CLOUDFLARE_CF_FETCH_ENABLED", "false")
            .env("NO_UPDATE_NOTIFIER", "1");
        command
    }

    /// Cargo, building into the shared target folder.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = self.command("cargo");
        command.args(arguments);
        command
    }

    /// Wrangler under our Node.
    pub(crate) fn wrangler(&self, arguments: &[&str]) -> Command {
        let mut command = self.command(self.node());
        command.arg(self.npm("wrangler/bin/wrangler.js")).args(arguments);
        command
    }
}

/// `$DIGIGAMI_CACHE`, or the place where this system keeps caches.
fn cache_folder() -> Outcome<PathBuf> {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    if let Some(folder) = variable("DIGIGAMI_CACHE") {
        return std::path::absolute(folder).map_err(|error| format!("DIGIGAMI_CACHE: {error}"));
    }
    if let Some(folder) = variable("XDG_CACHE_HOME") {
        return Ok(Path::new(&folder).join("digigami"));
    }
    let home = variable("HOME").ok_or("neither DIGIGAMI_CACHE nor HOME is set")?;
    Ok(Path::new(&home).join(".cache").join("digigami"))
}
