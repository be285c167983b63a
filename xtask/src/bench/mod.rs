//! `cargo xtask bench AREA`: what the product costs, and how good it is (DESIGN §9).

mod bundle;
mod ledger;
mod page;
mod quality;
mod rig;
mod style;
mod tasks;

use crate::Outcome;
use crate::tools::Tools;

/// Runs the area that is asked for.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words[..] {
        ["bundle"] => bundle::run(tools),
        ["ledger", ref rest @ ..] => ledger::run(tools, rest),
        ["page"] => page::run(tools),
        ["rig"] => rig::run(tools),
        ["style", "--quality", ref rest @ ..] => quality::run(tools, rest),
        ["style", ref rest @ ..] => style::run(tools, rest),
        ["tasks"] => tasks::run(tools),
        _ => Err(
            "`bench` needs an area; there are: bundle, ledger, page, rig, style, style --quality, \
             tasks"
                .to_owned(),
        ),
    }
}

/// The processor and how many of its cores there are.
fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let model = model.map_or(std::env::consts::ARCH, |(_, name)| name.trim());
    format!("{model}, {cores} cores")
}
