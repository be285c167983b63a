//! Makes a machine with only Rust and Node ready: the wasm target, pinned tools, npm packages.
//!
//! Everything is skipped when it is there at the pinned version, so this runs before every command.

use crate::Outcome;
use crate::stamp::{Hash, read, write_if_changed};
use crate::steps::{execute, execute_quietly, step};
use crate::tools::Tools;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target of everything that runs in a browser or on the edge.
pub(crate) const WASM: &str = "wasm32-unknown-unknown";

/// One tool that cargo installs: its crate, its program, and whether its own lock file is used.
struct CargoTool {
    name: &'static str,
    program: &'static str,
    locked: bool,
}

/// Trunk builds only with its lock file on our compiler, the other two only without.
const CARGO_TOOLS: [CargoTool; 3] = [
    CargoTool { name: "trunk", program: "trunk", locked: true },
    CargoTool { name: "wasm-bindgen-cli", program: "wasm-bindgen", locked: false },
    CargoTool { name: "worker-build", program: "worker-build", locked: false },
];

/// Installs whatever is missing.
pub(crate) fn run(tools: &Tools) -> Outcome {
    add_wasm_target(tools)?;
    for tool in &CARGO_TOOLS {
        install_cargo_tool(tools, tool)?;
    }
    install_npm_packages(tools)
}

fn add_wasm_target(tools: &Tools) -> Outcome {
    let library = execute_quietly(tools.command("rustc").args(["--print", "sysroot"]))?;
    let there = Path::new(library.trim()).join("lib/rustlib").join(WASM).is_dir();
    if there {
        return Ok(());
    }
    step("rustup target add", || {
        execute(tools.command("rustup").args(["target", "add", WASM])).map_err(|error| {
            format!("{error}\nWithout rustup, install your distribution's std for {WASM}.")
        })
    })
}

fn install_cargo_tool(tools: &Tools, tool: &CargoTool) -> Outcome {
    let version = tools.version(tool.name)?;
    let program = tools.tool(tool.program);
    if installed_version(&program).is_some_and(|found| found == version) {
        return Ok(());
    }
    let root = tools.cache.join("tools");
    step(&format!("cargo install {} {version} (minutes, once)", tool.name), || {
        let mut cargo = tools.cargo(&["install", tool.name, "--version", version, "--force"]);
        cargo.arg("--root").arg(&root);
        // Outside the checkout, our own flags for wasm and our lints do not reach the tool.
        cargo.current_dir(&tools.cache).env("CARGO_TARGET_DIR", tools.cache.join("tool-target"));
        if tool.locked {
            cargo.arg("--locked");
        }
        execute(&mut cargo)
    })
}

/// The last word of the first line of `PROGRAM --version`, if the program is there at all.
fn installed_version(program: &Path) -> Option<String> {
    let output = Command::new(program).arg("--version").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    text.lines().next()?.split_whitespace().last().map(str::to_owned)
}

/// Runs `npm ci` when the lock file is not the one that `node_modules` was made from.
///
/// A finished `node_modules` is kept in the cache, by the hash of the lock file: a fresh clone
/// copies it in seconds and needs no network.
fn install_npm_packages(tools: &Tools) -> Outcome {
    let mut hash = Hash::new();
    for name in ["package.json", "package-lock.json", ".npmrc"] {
        hash.add(&read(&tools.root.join(name))?);
    }
    let wanted = hash.text();
    let modules = tools.root.join("node_modules");
    let stamp = modules.join(".digigami-lock");
    if tools.node().exists() && fs::read_to_string(&stamp).is_ok_and(|found| found == wanted) {
        return Ok(());
    }
    let kept = tools.cache.join("npm").join(&wanted);
    if kept.join(".digigami-lock").exists() {
        step("npm packages from the cache", || copy_folder(&kept, &modules))?;
    } else {
        step("npm ci", || npm_ci(tools))?;
        check_node(tools)?;
        write_if_changed(&stamp, wanted.as_bytes())?;
        keep_npm_packages(&modules, &kept);
    }
    check_node(tools)
}

fn npm_ci(tools: &Tools) -> Outcome {
    if Command::new("npm").arg("--version").output().is_err() {
        return Err("npm is missing: install Node.js 20 or newer with npm".to_owned());
    }
    // The caller's own Node runs npm: ours comes out of this very command.
    let mut npm = Command::new("npm");
    npm.current_dir(&tools.root).args(["ci", "--no-audit", "--no-fund"]);
    execute(&mut npm)
}

/// Copies the finished packages into the cache; if that fails, the next clone is slower, no more.
fn keep_npm_packages(modules: &Path, kept: &Path) {
    let Some(folder) = kept.parent() else { return };
    let half = folder.join(".half");
    let result = fs::remove_dir_all(folder)
        .or_else(|error| if folder.exists() { Err(error) } else { Ok(()) })
        .and_then(|()| fs::create_dir_all(folder))
        .map_err(|error| error.to_string())
        .and_then(|()| copy_folder(modules, &half))
        .and_then(|()| fs::rename(&half, kept).map_err(|error| error.to_string()));
    if let Err(error) = result {
        eprintln!("  (node_modules was not kept for other checkouts: {error})");
    }
}

fn copy_folder(from: &Path, to: &Path) -> Outcome {
    if to.exists() {
        fs::remove_dir_all(to).map_err(|error| format!("{}: {error}", to.display()))?;
    }
    execute(Command::new("cp").arg("-a").arg(from).arg(to))
}

fn check_node(tools: &Tools) -> Outcome {
    const NODE_MAJOR_MIN: u32 = 22;
    let text = execute_quietly(Command::new(tools.node()).arg("--version"))?;
    let major =
        text.trim().trim_start_matches('v').split('.').next().and_then(|it| it.parse().ok());
    if major.is_some_and(|major: u32| major >= NODE_MAJOR_MIN) {
        return Ok(());
    }
    Err(format!("node_modules/node is {}, wrangler needs Node {NODE_MAJOR_MIN}", text.trim()))
}

/// Finds a Chromium, or installs Debian's as root; otherwise says what to do.
pub(crate) fn chromium() -> Outcome<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    let advice = "the browser journeys need Chromium: install it (Debian: `apt-get install chromium`) \
                  or set CHROMIUM_BIN to a Chrome or Chromium program";
    let root = execute_quietly(Command::new("id").arg("-u")).is_ok_and(|user| user.trim() == "0");
    if !root || !on_path("apt-get") {
        return Err(advice.to_owned());
    }
    step("apt-get install chromium", || {
        let apt = |arguments: &[&str]| {
            let mut command = Command::new("apt-get");
            command.env("DEBIAN_FRONTEND", "noninteractive").args(arguments);
            execute_quietly(&mut command).map(|_| ())
        };
        apt(&["update", "-qq"])?;
        apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium"])
    })
    .map_err(|error| format!("{error}\n{advice}"))?;
    find_chromium().ok_or_else(|| advice.to_owned())
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM_BIN").map(PathBuf::from)
        && named.exists()
    {
        return Some(named);
    }
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
        .iter()
        .find_map(|name| search_path(name))
}

fn on_path(program: &str) -> bool {
    search_path(program).is_some()
}

fn search_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(program)).find(|file| file.is_file())
}
