//! `cargo xtask bake`: hands over to the `bake` crate, then packs its pictures for the web.

use crate::steps::{execute, step};
use crate::tools::Tools;
use crate::{Outcome, setup};

/// Writes `public/living` and the still picture in `public/samples`. WebP with losses is packed by
/// the browser that the journeys run in: no library of ours writes it.
pub(crate) fn run(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    let scratch = tools.root.join("target/bake");
    let public = tools.root.join("public");
    step("bake", || {
        let mut cargo = tools.cargo(&["run", "--quiet", "--release", "--package", "bake", "--"]);
        execute(cargo.arg(public.join("living")).arg(&scratch))
    })?;
    step("pack", || {
        let mut node = tools.command(tools.node());
        node.arg(tools.root.join("xtask/bake/pack.mjs")).arg(&scratch).arg(&public);
        execute(node.env("CHROMIUM_BIN", chromium))
    })
}
