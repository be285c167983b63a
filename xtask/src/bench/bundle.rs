//! `cargo xtask bench bundle`: what a visitor downloads, against the budgets of the design.

use crate::build::{self, Profile};
use crate::stamp::{files, read, write_if_changed};
use crate::steps::execute_quietly;
use crate::tools::Tools;
use crate::{Outcome, setup};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Everything before the first paint: page, script, module, style sheet.
const FIRST_LOAD_BYTES_MAX: u64 = 300_000;
/// One style worker: its script and its module.
const STYLIST_BYTES_MAX: u64 = 1_500_000;
/// One style pack, as it lies on disk: trained weights hardly compress.
const PACK_BYTES_MAX: u64 = 800_000;

/// One line of the table.
struct Row {
    name: String,
    bytes: u64,
    /// No limit means: only shown.
    limit: Option<u64>,
}

/// Builds the site for release and weighs it.
pub(super) fn run(tools: &Tools) -> Outcome {
    setup::run(tools)?;
    build::site(tools, Profile::Release)?;
    let dist = tools.root.join("dist");
    let rows = measure(tools, &dist)?;
    let machine = super::machine();
    println!(
        "\n{:<34} {:>10} {:>10}  machine: {machine}, N = 1, brotli 11",
        "bundle", "ours", "limit"
    );
    for row in &rows {
        let limit =
            row.limit.map_or("–".to_owned(), |limit| format!("{:.1} KB", kilobytes(limit)));
        println!("{:<34} {:>7.1} KB {limit:>10}", row.name, kilobytes(row.bytes));
    }
    let path = tools.root.join("target/bench/bundle.json");
    write_if_changed(&path, to_json(&rows, &machine).to_string().as_bytes())?;
    let over: Vec<&str> = rows
        .iter()
        .filter(|row| row.limit.is_some_and(|limit| row.bytes > limit))
        .map(|row| row.name.as_str())
        .collect();
    if over.is_empty() { Ok(()) } else { Err(format!("over budget: {}", over.join(", "))) }
}

fn measure(tools: &Tools, dist: &Path) -> Outcome<Vec<Row>> {
    let page = dist.join("index.html");
    let html = String::from_utf8(read(&page)?).map_err(|error| error.to_string())?;
    let named: Vec<PathBuf> = local_references(&html).iter().map(|name| dist.join(name)).collect();
    let first_load = |ending: &str| -> Vec<PathBuf> {
        let of_kind = |file: &&PathBuf| file.extension().is_some_and(|it| it == ending);
        named.iter().filter(of_kind).cloned().collect()
    };
    let mut rows = Vec::new();
    for (name, set) in [
        ("first load: html", vec![page]),
        ("first load: wasm", first_load("wasm")),
        ("first load: js", first_load("js")),
        ("first load: css", first_load("css")),
    ] {
        rows.push(Row { name: name.to_owned(), bytes: brotli(tools, &set)?, limit: None });
    }
    let sum = rows.iter().map(|row| row.bytes).sum();
    rows.push(Row { name: "first load".to_owned(), bytes: sum, limit: Some(FIRST_LOAD_BYTES_MAX) });
    // Loaded when one of their pages is opened, so the first load does not wait for them.
    for (program, name) in [
        ("member", "member pages, on top"),
        ("studio", "studio pages, on top"),
        ("performer", "performer, on top"),
    ] {
        let bytes = brotli(tools, &files(&dist.join(program))?)?;
        rows.push(Row { name: name.to_owned(), bytes, limit: None });
    }
    let pictures: Vec<PathBuf> =
        ["webp", "avif", "jpg", "png", "svg"].into_iter().flat_map(first_load).collect();
    rows.push(Row { name: "pictures and icons".to_owned(), bytes: size(&pictures)?, limit: None });
    let fonts = files(&dist.join("fonts"))?;
    rows.push(Row { name: "fonts".to_owned(), bytes: size(&fonts)?, limit: None });
    for variant in ["cpu", "webgpu"] {
        let set = ["js", "wasm"].map(|ending| {
            let middle = if ending == "js" { "" } else { "_bg" };
            dist.join(format!("stylist/{variant}{middle}.{ending}"))
        });
        let name = format!("style worker {variant}");
        rows.push(Row { name, bytes: brotli(tools, &set)?, limit: Some(STYLIST_BYTES_MAX) });
    }
    for pack in files(&dist.join("styles"))? {
        if pack.extension().is_some_and(|ending| ending == "safetensors") {
            let name = format!("pack {}", pack.file_stem().unwrap_or_default().to_string_lossy());
            rows.push(Row { name, bytes: size(&[pack])?, limit: Some(PACK_BYTES_MAX) });
        }
    }
    Ok(rows)
}

/// The files of our own that a page names in `src` and `href`, each once.
fn local_references(html: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for attribute in ["src=", "href="] {
        for rest in html.split(attribute).skip(1) {
            let value = rest.trim_start_matches(['"', '\'']);
            let end = value.find(['"', '\'', ' ', '>']).unwrap_or(value.len());
            let Some(name) = value[..end].strip_prefix('/') else { continue };
            if !name.is_empty() && !found.iter().any(|known| known == name) {
                found.push(name.to_owned());
            }
        }
    }
    found
}

fn brotli(tools: &Tools, set: &[PathBuf]) -> Outcome<u64> {
    let mut node = tools.command(tools.node());
    node.arg(tools.root.join("xtask/node/brotli.mjs")).args(set);
    let output = execute_quietly(&mut node)?;
    Ok(output.lines().filter_map(|line| line.parse::<u64>().ok()).sum())
}

fn size(set: &[PathBuf]) -> Outcome<u64> {
    let lengths = set.iter().map(|file| file.metadata().map(|it| it.len()));
    lengths.sum::<Result<u64, _>>().map_err(|error| error.to_string())
}

fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

fn to_json(rows: &[Row], machine: &str) -> Value {
    let rows: Vec<Value> = rows
        .iter()
        .map(|row| json!({ "name": row.name, "bytes": row.bytes, "limit_bytes": row.limit }))
        .collect();
    json!({ "area": "bundle", "machine": machine, "n": 1, "compression": "brotli 11", "rows": rows })
}

#[cfg(test)]
mod tests {
    use super::local_references;

    #[test]
    fn a_page_names_its_own_files_once() {
        let html = "<link rel=preload href=/app_bg.wasm><link href=\"/style.css\">\
                    <a href=\"/\">home</a><script src='/boot.js'></script>\
                    <link rel=modulepreload href=\"/boot.js\"><a href=\"https://example.com/x.js\">";
        assert_eq!(local_references(html), ["boot.js", "app_bg.wasm", "style.css"]);
    }
}
