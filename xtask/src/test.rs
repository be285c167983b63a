//! `cargo xtask test`: everything that can be checked, in order of cost, counted and added up.

use crate::Outcome;
use crate::build::{self, Profile};
use crate::setup::{self, WASM};
use crate::stamp::files;
use crate::steps::execute;
use crate::tally::{self, Tally};
use crate::tools::Tools;
use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One stage of the whole: its name and what it runs.
struct Stage {
    name: &'static str,
    run: fn(&Run) -> Outcome<Tally>,
}

const STAGES: [Stage; 8] = [
    Stage { name: "format", run: format },
    Stage { name: "lint", run: lint },
    Stage { name: "tidy", run: tidy },
    Stage { name: "rust", run: rust },
    Stage { name: "app", run: app },
    Stage { name: "site", run: site },
    Stage { name: "api", run: api },
    Stage { name: "journeys", run: journeys },
];

/// What all stages share.
struct Run<'a> {
    tools: &'a Tools,
    /// Only tests whose name contains this, if the filter names no stage.
    pattern: Option<&'a str>,
}

/// Runs every stage, also after one has failed, and prints the sum as the last line.
pub(crate) fn run(tools: &Tools, arguments: &[String]) -> Outcome {
    let filter = match arguments {
        [] => None,
        [only] => Some(only.as_str()),
        _ => return Err("`test` takes at most one filter".to_owned()),
    };
    let named: Vec<&Stage> = STAGES.iter().filter(|stage| Some(stage.name) == filter).collect();
    let (stages, pattern) = match (named.is_empty(), filter) {
        (false, _) => (named, None),
        (true, None) => (STAGES.iter().collect(), None),
        // A filter for single tests leaves out what has no single tests.
        (true, Some(_)) => (STAGES[2..].iter().collect(), filter),
    };
    setup::run(tools)?;
    let run = Run { tools, pattern };
    let rows: Vec<(&str, Tally, f32)> = stages.iter().map(|stage| run_stage(&run, stage)).collect();
    report(&rows)
}

fn run_stage(run: &Run, stage: &Stage) -> (&'static str, Tally, f32) {
    println!("\n== {}", stage.name);
    let start = Instant::now();
    let tally = (stage.run)(run).unwrap_or_else(|sentence| {
        eprintln!("{}: {sentence}", stage.name);
        Tally::one(false)
    });
    (stage.name, tally, start.elapsed().as_secs_f32())
}

/// Prints the table and the closing line; fails if anything failed or nothing ran.
fn report(rows: &[(&str, Tally, f32)]) -> Outcome {
    println!("\n{:<10} {:>7} {:>7} {:>9}", "stage", "passed", "failed", "seconds");
    for (name, tally, seconds) in rows {
        println!("{name:<10} {:>7} {:>7} {seconds:>9.1}", tally.passed, tally.failed);
    }
    let sum = rows.iter().fold(Tally::default(), |sum, row| sum.plus(row.1));
    println!("{} passed, {} failed", sum.passed, sum.failed);
    match sum {
        // The closing line says it all; nothing is printed after it.
        Tally { failed: 1.., .. } | Tally { passed: 0, .. } => std::process::exit(1),
        _ => Ok(()),
    }
}

/// The network on a graphics card is checked with the rest: its kernels need no card to be judged.
const CARD: [&str; 2] = ["--features", "stylize/webgpu"];

fn format(run: &Run) -> Outcome<Tally> {
    Ok(Tally::one(execute(&mut run.tools.cargo(&["fmt", "--all", "--check"])).is_ok()))
}

/// Clippy where the code runs: pure crates and tools natively, the rest as WebAssembly.
fn lint(run: &Run) -> Outcome<Tally> {
    let mut native = run.tools.cargo(&["clippy", "--quiet", "--all-targets"]);
    native.args(packages(&native_crates(run.tools))).args(CARD);
    native.args(["--", "-D", "warnings"]);
    let mut wasm = run.tools.cargo(&["clippy", "--quiet", "--target", WASM]);
    wasm.args(packages(&wasm_crates(run.tools))).args(["--features", "style-worker/webgpu"]);
    wasm.args(["--", "-D", "warnings"]);
    // Both run even if the first finds something: one look shows all.
    let right =
        [execute(&mut native), execute(&mut wasm)].into_iter().collect::<Outcome<Vec<()>>>();
    if let Err(sentence) = &right {
        eprintln!("{sentence}");
    }
    Ok(Tally::one(right.is_ok()))
}

fn tidy(run: &Run) -> Outcome<Tally> {
    cargo_test(run, &["tidy".to_owned()], &[])
}

fn rust(run: &Run) -> Outcome<Tally> {
    let mut crates = native_crates(run.tools);
    crates.retain(|name| name != "tidy");
    crates.push("edge".to_owned());
    cargo_test(run, &crates, &CARD)
}

/// What of the page and its worker can be tested without a browser.
fn app(run: &Run) -> Outcome<Tally> {
    cargo_test(run, &run.tools.crates_under("app"), &[])
}

fn site(run: &Run) -> Outcome<Tally> {
    build::everything(run.tools, Profile::Release)?;
    Ok(Tally::one(true))
}

fn api(run: &Run) -> Outcome<Tally> {
    node_test(run, "tests/api", None)
}

fn journeys(run: &Run) -> Outcome<Tally> {
    let chromium = setup::chromium()?;
    node_test(run, "tests/journeys", Some(chromium.as_path()))
}

/// The crates that are tested and linted as native programs.
fn native_crates(tools: &Tools) -> Vec<String> {
    ["shared", "tests", "xtask"].iter().flat_map(|folder| tools.crates_under(folder)).collect()
}

/// The crates that only ever run as WebAssembly.
fn wasm_crates(tools: &Tools) -> Vec<String> {
    ["app", "edge"].iter().flat_map(|folder| tools.crates_under(folder)).collect()
}

fn packages(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().flat_map(|name| ["--package", name.as_str()])
}

fn cargo_test(run: &Run, crates: &[String], features: &[&str]) -> Outcome<Tally> {
    let mut cargo = run.tools.cargo(&["test", "--no-fail-fast"]);
    cargo.args(packages(crates)).args(features).args(run.pattern);
    let (output, succeeded) = tee(&mut cargo)?;
    Ok(tally::of_cargo(&output).unless_silent(succeeded))
}

/// Runs `node --test` over the test files of a folder, one file at a time: they share a machine
/// with a browser and a server, and a test that waits for its turn is not a test.
fn node_test(run: &Run, folder: &str, chromium: Option<&std::path::Path>) -> Outcome<Tally> {
    let tests: Vec<_> = files(&run.tools.root.join(folder))?
        .into_iter()
        .filter(|file| file.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if tests.is_empty() {
        return Err(format!("{folder} holds no *.test.mjs"));
    }
    let folder_out = run.tools.root.join("target/test");
    fs::create_dir_all(&folder_out).map_err(|error| error.to_string())?;
    let tap = folder_out.join(format!("{}.tap", folder.replace('/', "-")));
    let mut node = run.tools.command(run.tools.node());
    node.args(["--test", "--test-concurrency=1"]);
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", tap.display()));
    if let Some(pattern) = run.pattern {
        node.arg(format!("--test-name-pattern={pattern}"));
    }
    if let Some(chromium) = chromium {
        node.env("CHROMIUM_BIN", chromium);
    }
    let succeeded = execute(node.args(tests)).is_ok();
    let text = fs::read_to_string(&tap).map_err(|error| format!("{}: {error}", tap.display()))?;
    Ok(tally::of_tap(&text).unless_silent(succeeded))
}

/// Runs a command, shows its standard output line by line, and keeps it.
fn tee(command: &mut Command) -> Outcome<(String, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start {:?}: {error}", command.get_program()))?;
    let mut kept = String::new();
    if let Some(output) = child.stdout.take() {
        for line in BufReader::new(output).lines() {
            let line = line.map_err(|error| error.to_string())?;
            println!("{line}");
            kept.push_str(&line);
            kept.push('\n');
        }
    }
    let status = child.wait().map_err(|error| error.to_string())?;
    Ok((kept, status.success()))
}
