//! The page: Trunk compiles `app`, gathers the style sheets and copies `public/`.

use super::{Part, Profile};
use crate::Outcome;
use crate::steps::execute;
use crate::tools::Tools;
use std::path::PathBuf;

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
        trunk.env_remove("NO_COLOR");
        execute(&mut trunk)
    })
}
