//! `cargo xtask bench ledger`: transfers in the Worker beside SQLite itself and two ways of writing
//! them in FastAPI, in turn; `--storm` kills the runtime under load; `--model` plays a million
//! random commands against the schema.

use crate::build::{self, Profile};
use crate::stamp::{read, write_if_changed};
use crate::steps::{execute, execute_quietly, step};
use crate::tools::Tools;
use crate::{Outcome, setup};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The peers' packages, pinned.
const PACKAGES: [&str; 5] = [
    "fastapi==0.115.12",
    "uvicorn==0.34.0",
    "sqlalchemy==2.0.40",
    "aiosqlite==0.21.0",
    "greenlet==3.2.1",
];
/// Kills of a storm when nothing is said.
const KILLS: &str = "50";
/// Ratios that are measured: name, ours over whose, of which figure, and the target (DESIGN §9).
const RATIOS: [(&str, &str, &str, &str, f64); 5] = [
    ("of raw SQLite, single commits", "ours", "raw", "perSecond", 0.25),
    ("of FastAPI, written fairly", "ours", "fair", "perSecond", 1.0),
    ("of FastAPI, the specification's flow", "ours", "specification", "perSecond", 3.0),
    ("p99 of the specification's p99", "ours", "specification", "p99Ms", 0.15),
    ("hot account of uniform", "ours_hot", "ours", "perSecond", 0.9),
];

/// Runs what is asked for.
pub(super) fn run(tools: &Tools, arguments: &[&str]) -> Outcome {
    match arguments {
        [] => measure(tools),
        ["--storm"] => storm(tools, KILLS),
        ["--storm", kills] => storm(tools, kills),
        ["--model"] => {
            let mut cargo = tools.command("cargo");
            execute(cargo.args(["bench", "--package", "ledger", "--bench", "model"]))
        }
        _ => Err("`bench ledger` takes nothing, --storm, --storm KILLS, or --model".to_owned()),
    }
}

fn storm(tools: &Tools, kills: &str) -> Outcome {
    setup::run(tools)?;
    build::everything(tools, Profile::Release)?;
    let mut node = tools.command(tools.node());
    execute(node.arg(tools.root.join("tests/bench/ledger/storm.mjs")).arg(kills))
}

fn measure(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    let python = peers(tools)?;
    build::everything(tools, Profile::Release)?;
    let folder = tools.root.join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let measured = folder.join("ledger-measured.json");
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/bench/ledger/bench.mjs")).arg(&measured);
    execute(node.env("BENCH_PYTHON", python))?;
    let measured: Value =
        serde_json::from_slice(&read(&measured)?).map_err(|error| error.to_string())?;
    let report = report(&measured);
    print(&report);
    write_if_changed(&folder.join("ledger.json"), report.to_string().as_bytes()).map(|_| ())
}

/// A Python with the peers in a folder of its own beside the cache, installed once.
fn peers(tools: &Tools) -> Outcome<PathBuf> {
    let folder = tools.cache.join("bench-ledger");
    let (python, stamp) = (folder.join("bin/python"), folder.join("packages"));
    let wanted = PACKAGES.join(" ");
    if stamp.exists() && read(&stamp)? == wanted.as_bytes() {
        return Ok(python);
    }
    step("python venv with FastAPI and SQLAlchemy (once)", || {
        execute_quietly(tools.command("python3").args(["-m", "venv"]).arg(&folder))?;
        let mut pip = tools.command(folder.join("bin/pip"));
        execute(pip.args(["install", "--quiet"]).args(PACKAGES))
    })?;
    write_if_changed(&stamp, wanted.as_bytes())?;
    Ok(python)
}

fn report(measured: &Value) -> Value {
    let rows = measured["rows"].as_array().cloned().unwrap_or_default();
    let figure = |name: &str, figure: &str| {
        let row = rows.iter().find(|row| row["name"] == name);
        row.and_then(|row| row[figure].as_f64()).unwrap_or(f64::NAN)
    };
    let ratios = RATIOS.map(|(words, ours, peer, of, target)| {
        let ratio = figure(ours, of) / figure(peer, of);
        json!({
            "name": words, "of": of, "ours": figure(ours, of), "peer": figure(peer, of),
            "ratio": ratio, "target": target,
            "reached": if of == "p99Ms" { ratio <= target } else { ratio >= target },
        })
    });
    json!({
        "area": "ledger",
        "machine": super::machine(),
        "callers": measured["callers"],
        "count": measured["count"],
        "rounds": measured["rounds"],
        "rows": rows,
        "ratios": ratios,
    })
}

fn print(report: &Value) {
    println!(
        "transfers, {} callers, {} rounds of {} in turn, medians; {}",
        report["callers"], report["rounds"], report["count"], report["machine"]
    );
    for row in report["rows"].as_array().into_iter().flatten() {
        let number = |name: &str| row[name].as_f64().map(|it| format!("{it:.1}"));
        println!(
            "  {:<14} {:>9} a second (least {}), p50 {} ms, p99 {} ms, conserved {}",
            row["name"].as_str().unwrap_or(""),
            number("perSecond").unwrap_or_default(),
            number("leastPerSecond").unwrap_or_default(),
            number("p50Ms").unwrap_or_else(|| "–".to_owned()),
            number("p99Ms").unwrap_or_else(|| "–".to_owned()),
            row["conserved"],
        );
    }
    for ratio in report["ratios"].as_array().into_iter().flatten() {
        println!(
            "  {:<38} {:.2} (target {}) {}",
            ratio["name"].as_str().unwrap_or(""),
            ratio["ratio"].as_f64().unwrap_or(f64::NAN),
            ratio["target"],
            if ratio["reached"] == true { "reached" } else { "not reached" },
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_taken_from_the_rows() {
        let row = |name: &str, rate: f64, p99: f64| json!({"name": name, "perSecond": rate, "p99Ms": p99});
        let rows = [
            row("ours", 500.0, 100.0),
            row("raw", 1000.0, 0.0),
            row("fair", 250.0, 50.0),
            row("specification", 100.0, 1000.0),
            row("ours_hot", 480.0, 90.0),
        ];
        let report = report(&json!({"rows": rows}));
        let ratios = report["ratios"].as_array().expect("ratios");
        let all: Vec<f64> = ratios.iter().filter_map(|it| it["ratio"].as_f64()).collect();
        assert_eq!(all, [0.5, 2.0, 5.0, 0.1, 0.96]);
        assert!(ratios.iter().all(|it| it["reached"] == true));
    }
}
