//! `cargo xtask`: everything a developer of Digigami types.
//!
//! It knows how to set a machine up, build, serve, test and measure the product; it knows nothing
//! of what the product does. It uses the standard library and `serde_json` only, so that the first
//! command in the README answers after seconds.

mod bake;
mod bench;
mod build;
mod dev;
mod fuzz;
mod http;
mod setup;
mod shots;
mod stamp;
mod steps;
mod tally;
mod test;
mod tools;
mod train;

use std::process::ExitCode;
use tools::Tools;

/// What can go wrong here is told to a person, so an error is a sentence.
type Outcome<T = ()> = Result<T, String>;

const HELP: &str = "\
Digigami's tasks

  cargo xtask dev [--port 8787] [--state DIR] [--release]
        set up, build, migrate, serve on localhost, and rebuild on change
  cargo xtask test [FILTER]
        everything; FILTER names a stage (format, lint, tidy, rust, app, site, api, journeys),
        or else a test
  cargo xtask build [--release]
        dist/ (the site) and edge/build/ (the Worker), ready for `wrangler deploy`
  cargo xtask bench bundle
        what a visitor downloads, against its budgets
  cargo xtask bench style [--only cpu|webgpu] [--runs N] [--style ID]
        the network in our runtime beside onnxruntime-web, in one browser
  cargo xtask bench style --quality [--keep] [--gate] [--quick] [--packs DIR]
        how near each style is to its teacher, how still it holds, what it does to faces;
        --keep writes docs/styles, --gate fails when a gate is missed, --quick takes a few pictures
  cargo xtask train --style ID [--device cpu|cuda|wgpu] [--resume]
        train a style pack
  cargo xtask bake
        the landing page's living character, from the product's own drawing and evaluator, into
        public/living and public/samples
  cargo xtask fuzz [--examples N]
        schemathesis against the API, from nothing but its OpenAPI document
  cargo xtask shots
        screenshots of every page into target/shots
  cargo xtask setup
        only install what is missing

Tools, the npm packages and compiled crates are kept outside the checkout, in $DIGIGAMI_CACHE,
$XDG_CACHE_HOME/digigami or ~/.cache/digigami.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\nxtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Outcome {
    let Some((command, rest)) = arguments.split_first() else {
        println!("{HELP}");
        return Ok(());
    };
    match command.as_str() {
        "dev" => dev::run(&Tools::find()?, rest),
        "test" => test::run(&Tools::find()?, rest),
        "build" => {
            let profile = build::Profile::from_arguments(rest)?;
            let tools = Tools::find()?;
            setup::run(&tools)?;
            build::everything(&tools, profile)
        }
        "bench" => bench::run(&Tools::find()?, rest),
        "train" => train::run(&Tools::find()?, rest),
        "bake" => bake::run(&Tools::find()?),
        "fuzz" => fuzz::run(&Tools::find()?, rest),
        "shots" => shots::run(&Tools::find()?, rest),
        "setup" => setup::run(&Tools::find()?),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        unknown => Err(format!("there is no command `{unknown}`\n\n{HELP}")),
    }
}
