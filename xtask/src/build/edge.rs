//! The Worker: `worker-build` compiles `edge` and bundles its glue.

use super::{Part, site, stylist};
use crate::Outcome;
use crate::stamp::read;
use crate::steps::execute;
use crate::tools::Tools;
use std::path::{Path, PathBuf};

/// The folder of the Worker's bundle, as `main` in wrangler.toml names it.
fn worker_folder(tools: &Tools) -> Outcome<PathBuf> {
    let text = read(&tools.root.join("wrangler.toml"))?;
    let main = setting(&String::from_utf8_lossy(&text), "main")
        .ok_or("wrangler.toml has no `main`")?
        .to_owned();
    let file = Path::new(&main);
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder =
        if folder.ends_with("worker") { folder.parent().unwrap_or(folder) } else { folder };
    Ok(tools.root.join(folder))
}

/// Finds `name = "value"` in a TOML file's plain lines.
pub(crate) fn setting<'a>(toml: &'a str, name: &str) -> Option<&'a str> {
    toml.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        let quoted = value.trim().strip_prefix('"')?;
        (key.trim() == name).then(|| quoted.split('"').next()).flatten()
    })
}

/// Builds the Worker and puts it where wrangler looks. `dev` and `release` share it: the network
/// it carries is of no use unoptimised.
pub(super) fn build(tools: &Tools) -> Outcome {
    let product = tools.root.join("build/edge");
    let part = Part {
        tools,
        name: "edge".to_owned(),
        inputs: vec!["edge/src", "edge/Cargo.toml", "shared"],
        product: product.join("index.js"),
    };
    part.build(|| {
        let mut worker_build = tools.command(tools.tool("worker-build"));
        worker_build.current_dir(tools.root.join("edge"));
        // worker-build takes the folder relative to the crate.
        worker_build.args(["--profile", stylist::PROFILE, "--out-dir", "../build/edge"]);
        execute(&mut worker_build)
    })?;
    site::mirror(&[(product, PathBuf::new())], &worker_folder(tools)?).map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::setting;

    #[test]
    fn settings_are_found_by_their_whole_name() {
        let toml = "main_module = \"no\"\nmain = \"build/edge/index.js\" # here\n[assets]\n";
        assert_eq!(setting(toml, "main"), Some("build/edge/index.js"));
        assert_eq!(setting(toml, "database_name"), None);
    }
}
