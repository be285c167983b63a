//! `cargo xtask bench rig`: what a pose costs a bone and a mesh a vertex, natively and in
//! WebAssembly, beside a plain way of doing the same and beside Spine's runtimes on the same
//! skeleton; and what a crowd costs a graphics card.
//!
//! The peers are fetched for this bench alone, into the cache; the product has nothing of them.
//! What cannot be fetched is told, and the rest is measured.

use crate::stamp::{read, write_if_changed};
use crate::steps::{execute, execute_quietly, step};
use crate::tools::Tools;
use crate::{Outcome, setup};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The peer in Node, pinned. The native one stands in `tests/bench/rig/native/Cargo.toml`.
const PEER: &str = "@esotericsoftware/spine-core@4.2.119";
/// Which row has which goal (DESIGN §9), in its unit.
const GOALS: [(&str, f64); 3] =
    [("pose, native", 15.0), ("pose, wasm", 20.0), ("5,000 poses, wasm", 5.0)];
/// What a pose of the crowd's goal has, and how many there are.
const CROWD: (f64, f64) = (32.0, 5_000.0);

/// Builds what is timed, runs it, prints the rows and writes them.
pub(super) fn run(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    let folder = tools.root.join("target/bench");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let (node, exported) = in_node(tools, &folder)?;
    let native = native(tools, &folder)?;
    let race = race(tools, &folder, &exported);
    let counts = step("crowds on a card that only counts", || {
        let mut cargo = tools.cargo(&["run", "--quiet", "--package", "render"]);
        execute_quietly(cargo.args(["--example", "crowd_counts"]))
    })?;
    let counts = serde_json::from_str(&counts).map_err(|error| format!("counts: {error}"))?;
    let report = report(&[native, race, node], &counts);
    print(&report);
    write_if_changed(&folder.join("rig.json"), report.to_string().as_bytes()).map(|_| ())
}

/// The WebAssembly rows, and where the skeleton lies that the peers read.
fn in_node(tools: &Tools, folder: &Path) -> Outcome<(Value, PathBuf)> {
    let mut cargo = tools.cargo(&["build", "--quiet", "--release", "--package", "rig"]);
    cargo.args(["--example", "pose_wasm", "--target", "wasm32-unknown-unknown"]);
    step("the rig in WebAssembly", || execute(&mut cargo))?;
    let module = tools.target().join("wasm32-unknown-unknown/release/examples/pose_wasm.wasm");
    let (measured, exported) = (folder.join("rig-node.json"), folder.join("rig-spine.json"));
    let peer = peer(tools);
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("tests/bench/rig/bench.mjs"));
    node.arg(module).arg(&measured).arg(&exported).args(peer.as_ref().ok());
    step("poses in Node", || execute(&mut node))?;
    let mut measured = parsed(&measured)?;
    if let Err(error) = peer
        && let Some(wrong) = measured["wrong"].as_array_mut()
    {
        wrong.push(json!(format!("{PEER} cannot be fetched, so it is not timed: {error}")));
    }
    Ok((measured, exported))
}

/// The folder with the peer, fetched once.
fn peer(tools: &Tools) -> Outcome<PathBuf> {
    let folder = tools.cache.join("bench-rig");
    let stamp = folder.join("packages");
    if stamp.exists() && read(&stamp)? == PEER.as_bytes() {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    write_if_changed(&folder.join("package.json"), br#"{ "private": true }"#)?;
    step("npm: the peer in Node (once)", || {
        let mut npm = Command::new("npm");
        npm.current_dir(&folder).args(["install", "--no-audit", "--no-fund", "--ignore-scripts"]);
        execute_quietly(npm.arg(PEER)).map(|_| ())
    })?;
    write_if_changed(&stamp, PEER.as_bytes())?;
    Ok(folder)
}

/// The native rows beside the plain way.
fn native(tools: &Tools, folder: &Path) -> Outcome<Value> {
    let measured = folder.join("rig-native.json");
    let mut cargo = tools.cargo(&["bench", "--quiet", "--package", "rig", "--bench", "pose"]);
    step("poses natively", || execute(cargo.args(["--", "--out"]).arg(&measured)))?;
    let it = parsed(&measured)?;
    let row = |name: &str, unit: &str, n: &str, ours: &str, peer: &str| {
        json!({
            "name": name, "unit": unit, "n": it[n], "rounds": it["rounds"],
            "ours": it[ours], "peer": it[peer], "peerName": "plain, native",
        })
    };
    Ok(json!({ "rows": [row("pose, native", "ns a bone", "n_bones", "pose", "plain")] }))
}

/// The native rows beside the C runtime; what went wrong, if it cannot be had.
fn race(tools: &Tools, folder: &Path, exported: &Path) -> Value {
    let measured = folder.join("rig-race.json");
    let mut cargo = tools.cargo(&["run", "--quiet", "--release", "--manifest-path"]);
    cargo.arg(tools.root.join("tests/bench/rig/native/Cargo.toml")).arg("--");
    let run = step("poses beside the C runtime", || {
        execute(cargo.arg(exported).arg(&measured)).and_then(|()| parsed(&measured))
    });
    run.unwrap_or_else(|error| {
        json!({ "wrong": [format!("the C runtime cannot be built, so it is not timed: {error}")] })
    })
}

fn parsed(path: &Path) -> Outcome<Value> {
    serde_json::from_slice(&read(path)?).map_err(|error| format!("{}: {error}", path.display()))
}

/// All rows of all runs, with ratios and goals.
fn report(runs: &[Value], counts: &Value) -> Value {
    let (mut rows, mut wrong) = (Vec::new(), Vec::new());
    for run in runs {
        let rounds = &run["rounds"];
        for row in run["rows"].as_array().into_iter().flatten() {
            let mut row = row.clone();
            if row["rounds"].is_null() {
                row["rounds"] = rounds.clone();
            }
            rows.push(row);
        }
        wrong.extend(run["wrong"].as_array().into_iter().flatten().cloned());
    }
    if let Some(crowd) = rows.iter().find(|it| it["name"] == "pose, wasm").map(crowd) {
        rows.push(crowd);
    }
    rows.iter_mut().for_each(judge);
    json!({
        "area": "rig",
        "machine": super::machine(),
        "rows": rows,
        "crowds": counts,
        "wrong": wrong,
    })
}

/// The crowd's frame that a row of poses makes.
fn crowd(pose: &Value) -> Value {
    let of = |side: &str| {
        let ms = |it: &Value| json!(it.as_f64().map(|it| it * CROWD.0 * CROWD.1 / 1e6));
        json!({ "min": ms(&pose[side]["min"]), "median": ms(&pose[side]["median"]) })
    };
    json!({
        "name": "5,000 poses, wasm", "unit": "ms", "n": CROWD.1, "rounds": pose["rounds"],
        "ours": of("ours"), "peer": of("peer"), "peerName": pose["peerName"],
    })
}

/// How many times as fast, by medians, and whether the least time reaches the goal: what else
/// runs on the machine only ever adds.
fn judge(row: &mut Value) {
    let ratio = row["peer"]["median"].as_f64().zip(row["ours"]["median"].as_f64());
    row["times_as_fast"] = json!(ratio.map(|(peer, ours)| peer / ours));
    let goal = GOALS.iter().find(|(name, _)| row["name"] == *name).map(|it| it.1);
    row["goal"] = json!(goal);
    row["reached"] = json!(goal.zip(row["ours"]["min"].as_f64()).map(|(goal, it)| it <= goal));
}

fn print(report: &Value) {
    println!("\nthe rig; machine: {}", report["machine"].as_str().unwrap_or("–"));
    println!(
        "{:<32} {:<12} {:>17} {:>17} {:>6}  goal",
        "", "", "ours min/median", "peer min/median", "times"
    );
    for row in report["rows"].as_array().into_iter().flatten() {
        let text = |name: &str| row[name].as_str().unwrap_or("–").to_owned();
        let times = |side: &str| {
            let of = |name: &str| row[side][name].as_f64();
            let both = of("min").zip(of("median"));
            both.map_or("–".to_owned(), |(min, median)| format!("{min:.2} / {median:.2}"))
        };
        let ratio = row["times_as_fast"].as_f64().map_or("–".to_owned(), |it| format!("{it:.2}"));
        let goal = match (row["goal"].as_f64(), row["reached"].as_bool()) {
            (Some(goal), Some(true)) => format!("{goal} reached"),
            (Some(goal), _) => format!("{goal} not reached"),
            _ => "–".to_owned(),
        };
        println!(
            "{:<32} {:<12} {:>17} {:>17} {ratio:>6}  {goal}",
            text("name"),
            text("unit"),
            times("ours"),
            times("peer"),
        );
        println!("    peer: {}; N {}, {} rounds", text("peerName"), row["n"], row["rounds"]);
    }
    for crowd in report["crowds"].as_array().into_iter().flatten() {
        println!(
            "{} characters of {} kinds, {} bones: {} draws and {} bytes in {} uploads a frame in \
             which all move; {} and {} when nobody does",
            crowd["characters"],
            crowd["kinds"],
            crowd["bones"],
            crowd["draws"],
            crowd["bytes"],
            crowd["uploads"],
            crowd["drawsIdle"],
            crowd["bytesIdle"],
        );
    }
    for sentence in report["wrong"].as_array().into_iter().flatten() {
        println!("not timed: {}", sentence.as_str().unwrap_or("–"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_judged_by_their_goals_and_peers() {
        let row = |name: &str, min: f64, peer: Value| json!({ "name": name, "ours": { "min": min, "median": 20.0 }, "peer": peer });
        let node = json!({ "rounds": 3, "rows": [row("pose, wasm", 19.0, json!({ "min": 80.0, "median": 100.0 }))] });
        let native = json!({ "rounds": 3, "rows": [row("pose, native", 16.0, Value::Null)], "wrong": ["no peer"] });
        let report = report(&[native, node], &json!([]));
        let rows = report["rows"].as_array().expect("rows");
        assert_eq!(rows[0]["reached"], false);
        assert!(rows[0]["times_as_fast"].is_null(), "nobody to compare with");
        assert_eq!((&rows[1]["reached"], &rows[1]["times_as_fast"]), (&json!(true), &json!(5.0)));
        assert_eq!(rows[2]["ours"]["min"], 19.0 * 32.0 * 5_000.0 / 1e6);
        assert_eq!(rows[2]["reached"], true);
        assert_eq!(report["wrong"], json!(["no peer"]));
    }
}
