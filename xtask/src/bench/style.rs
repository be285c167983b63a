//! `cargo xtask bench style`: the network in our runtime beside onnxruntime-web, in one browser.

use crate::build;
use crate::stamp::{read, write_if_changed};
use crate::steps::{execute, execute_quietly, step};
use crate::tools::Tools;
use crate::{Outcome, setup};
use serde_json::{Value, json};
use std::process::Command;

/// How many times as fast as the peer ours should be (DESIGN §9), by device.
const TARGETS: [(&str, f64); 2] = [("cpu", 1.0 / 1.2), ("webgpu", 2.0)];

/// Builds what is timed, runs the browser, prints the rows and writes them.
pub(super) fn run(tools: &Tools, arguments: &[&str]) -> Outcome {
    setup::run(tools)?;
    let chromium = setup::chromium()?;
    install_peer(tools)?;
    build::style_modules(tools, only(arguments)?)?;
    let folder = tools.root.join("target/bench");
    let measured = folder.join("style-measured.json");
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/bench/style.mjs")).arg(&measured).args(arguments);
    execute(node.env("CHROMIUM_BIN", chromium))?;
    let measured: Value =
        serde_json::from_slice(&read(&measured)?).map_err(|error| error.to_string())?;
    let machine = super::machine();
    let report = report(&measured, &machine);
    print(&report);
    write_if_changed(&folder.join("style.json"), report.to_string().as_bytes()).map(|_| ())
}

/// The device named after `--only`, if there is one.
fn only<'a>(arguments: &[&'a str]) -> Outcome<Option<&'a str>> {
    let Some(place) = arguments.iter().position(|word| *word == "--only") else { return Ok(None) };
    match arguments.get(place + 1) {
        Some(device) if TARGETS.iter().any(|(name, _)| name == device) => Ok(Some(device)),
        _ => Err("--only is followed by cpu or webgpu".to_owned()),
    }
}

/// The other runtime has packages of its own, because nobody else needs its 140 MB.
fn install_peer(tools: &Tools) -> Outcome {
    let folder = tools.root.join("tests/bench");
    let wanted = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if stamp.exists() && read(&stamp)? == wanted {
        return Ok(());
    }
    step("npm ci in tests/bench", || {
        let mut npm = Command::new("npm");
        npm.current_dir(&folder).args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        execute_quietly(&mut npm).map(|_| ())
    })?;
    write_if_changed(&stamp, &wanted).map(|_| ())
}

/// What was measured, with ratios and targets.
fn report(measured: &Value, machine: &str) -> Value {
    let row = |row: &Value| {
        let median = |side: &str| row[side]["median_ms"].as_f64().unwrap_or(f64::NAN);
        let ratio = median("peer") / median("ours");
        let target = TARGETS.iter().find(|(name, _)| row["name"] == *name).map(|(_, it)| *it);
        let mut row = row.clone();
        row["times_as_fast"] = json!(ratio);
        row["target_times_as_fast"] = json!(target);
        row
    };
    let rows: Vec<Value> = measured["rows"].as_array().into_iter().flatten().map(row).collect();
    json!({
        "area": "style",
        "machine": machine,
        "browser": measured["browser"],
        "adapter": measured["adapter"],
        "network": measured["network"],
        "rows": rows,
        "wrong": measured["wrong"],
    })
}

fn print(report: &Value) {
    let text = |value: &Value| value.as_str().unwrap_or("–").to_owned();
    let network = &report["network"];
    println!(
        "\nstyle network {} ({} weights), {side} × {side}, Chromium {}\nmachine: {}",
        text(&network["tier"]),
        network["parameters"],
        text(&report["browser"]),
        text(&report["machine"]),
        side = network["side"],
    );
    let adapter = &report["adapter"];
    if adapter.is_object() {
        let software =
            if adapter["software"] == true { " (software, no graphics card)" } else { "" };
        println!(
            "adapter: {}{software}, fallback: {}",
            text(&adapter["name"]),
            adapter["isFallbackAdapter"]
        );
    }
    println!(
        "{:<8} {:>4} {:>20} {:>20} {:>14} {:>8} {:>7}",
        "", "N", "ours min / median", "peer min / median", "times as fast", "target", "apart"
    );
    for row in report["rows"].as_array().into_iter().flatten() {
        let times = |side: &str| {
            let of = |name: &str| row[side][name].as_f64().unwrap_or(f64::NAN);
            format!("{:.1} / {:.1} ms", of("min_ms"), of("median_ms"))
        };
        let number = |name: &str| row[name].as_f64().unwrap_or(f64::NAN);
        println!(
            "{:<8} {:>4} {:>20} {:>20} {:>14.2} {:>8.2} {:>7.2}",
            text(&row["name"]),
            row["ours"]["n"],
            times("ours"),
            times("peer"),
            number("times_as_fast"),
            number("target_times_as_fast"),
            number("steps_apart"),
        );
        println!("         ours: {}; peer: {}", text(&row["device"]), text(&row["peer_name"]));
    }
    for sentence in report["wrong"].as_array().into_iter().flatten() {
        println!("not timed: {}", text(sentence));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_of_medians_and_says_how_much_faster_we_are() {
        let measured = json!({ "rows": [
            { "name": "cpu", "ours": { "median_ms": 100.0 }, "peer": { "median_ms": 150.0 } },
            { "name": "webgpu", "ours": { "median_ms": 10.0 }, "peer": { "median_ms": 10.0 } },
        ]});
        let report = report(&measured, "a machine");
        assert_eq!(report["rows"][0]["times_as_fast"], 1.5);
        assert_eq!(report["rows"][1]["target_times_as_fast"], 2.0);
        assert_eq!(report["machine"], "a machine");
    }

    #[test]
    fn only_one_device_or_both() {
        assert_eq!(only(&["--runs", "3"]), Ok(None));
        assert_eq!(only(&["--only", "webgpu"]), Ok(Some("webgpu")));
        assert!(only(&["--only"]).is_err() && only(&["--only", "abacus"]).is_err());
    }
}
