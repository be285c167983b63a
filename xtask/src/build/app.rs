//! The page: Trunk compiles `app`, gathers the style sheets and copies `public/`.

use super::{Part, Profile};
use crate::Outcome;
use crate::stamp::files;
use crate::steps::execute;
use crate::tools::Tools;
use std::path::{Path, PathBuf};

/// Views lose their types before they meet: a tenth less to download, and quicker to compile.
/// Joined to the flags of `.cargo/config.toml` for the page alone: the workers' tensor library would
/// be compiled anew for a flag that it does not know.
pub(super) const FLAGS: (&str, &str) =
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "--cfg erase_components");

/// Where Trunk leaves the page.
pub(super) fn folder(tools: &Tools, profile: Profile) -> PathBuf {
    tools.root.join("build").join(profile.name()).join("app")
}

/// Builds the page.
pub(super) fn build(tools: &Tools, profile: Profile) -> Outcome {
    let product = folder(tools, profile);
    let part = Part {
        tools,
        name: format!("page, {}", profile.name()),
        inputs: vec![
            "app/src",
            "app/Cargo.toml",
            "app/ui",
            "app/index.html",
            "Trunk.toml",
            "shared",
            "style",
            "public",
        ],
        product: product.join("index.html"),
    };
    part.build(|| {
        let mut trunk = tools.command(tools.tool("trunk"));
        trunk.args(["build", "--offline", "--color", "never"]).arg("--dist").arg(&product);
        if profile == Profile::Release {
            trunk.arg("--release");
        }
        // Trunk reads NO_COLOR as a boolean and stumbles over the usual `1`.
        trunk.env_remove("NO_COLOR").env(FLAGS.0, FLAGS.1);
        execute(&mut trunk)?;
        if profile == Profile::Release { minify(tools, &product) } else { Ok(()) }
    })
}

/// Trunk's own minifier leaves wasm-bindgen's script as it is, and what lies in `public/`.
fn minify(tools: &Tools, product: &Path) -> Outcome {
    let player = product.join("living/living.js");
    let ours = |file: &PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let program = name.starts_with("app-") && name.ends_with(".js");
        file.parent() == Some(product) && program || *file == player
    };
    for script in files(product)?.iter().filter(|file| ours(file)) {
        let mut esbuild = tools.command(tools.npm(".bin/esbuild"));
        esbuild.args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"]);
        execute(esbuild.arg(format!("--outfile={}", script.display())).arg(script))?;
    }
    Ok(())
}
