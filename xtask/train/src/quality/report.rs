//! The report: JSON for machines, a table for the terminal, a page for the repository.

use super::faces::Change;
use super::gates::{self, Gate, Row, Target};
use super::pictures::Kind;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Everything measured on one style.
pub(super) struct Verdict {
    /// Style id.
    pub(super) id: &'static str,
    /// Style name.
    pub(super) name: &'static str,
    /// What the pack says of itself, and its hash.
    pub(super) pack: Vec<(String, String)>,
    /// One row a picture.
    pub(super) rows: Vec<Row>,
    /// What became of the faces in the teacher's pictures, in the order of the rows with faces.
    pub(super) teacher_faces: Vec<Option<Change>>,
    /// The same in what the network drew, before it was finished.
    pub(super) network_faces: Vec<Option<Change>>,
}

/// The whole bench.
pub(super) struct Report {
    /// One for each style.
    pub(super) verdicts: Vec<Verdict>,
    /// What the detector itself makes of the warped photo without any style: the floor below
    /// which no style can come.
    pub(super) photo_faces: Vec<Option<Change>>,
    /// Seconds that the bench took.
    pub(super) seconds: f32,
}

impl Report {
    /// Gates that are missed, as `style: gate`.
    pub(super) fn missed(&self) -> Vec<String> {
        let of = |verdict: &Verdict| {
            let gates = gates::of(&verdict.rows);
            let missed = gates.into_iter().filter(|gate| !gate.passes());
            missed.map(|gate| format!("{}: {}", verdict.id, gate.id)).collect::<Vec<_>>()
        };
        self.verdicts.iter().flat_map(of).collect()
    }

    /// The rows and gates for other programs.
    pub(super) fn to_json(&self) -> Value {
        let faces = |changes: &[Option<Change>]| -> Vec<Value> {
            gates::kept_faces(changes).iter().map(gate_json).collect()
        };
        let styles: Vec<Value> = self
            .verdicts
            .iter()
            .map(|it| {
                let pack: serde_json::Map<String, Value> =
                    it.pack.iter().map(|(key, value)| (key.clone(), json!(value))).collect();
                json!({
                    "id": it.id,
                    "name": it.name,
                    "pack": pack,
                    "gates": gates::of(&it.rows).iter().map(gate_json).collect::<Vec<_>>(),
                    "teacher_faces": faces(&it.teacher_faces),
                    "network_faces": faces(&it.network_faces),
                    "pictures": it.rows.iter().map(row_json).collect::<Vec<_>>(),
                })
            })
            .collect();
        json!({
            "area": "style-quality",
            "photo_faces": faces(&self.photo_faces),
            "styles": styles,
        })
    }

    /// One line a gate, one column a style, for the terminal.
    pub(super) fn table(&self) -> String {
        let mut text = format!("{:<42} {:>8}", "style quality", "target");
        for verdict in &self.verdicts {
            write(&mut text, format_args!("{:>14}", verdict.name));
        }
        text.push_str("     no style");
        let photo = gates::kept_faces(&self.photo_faces);
        for gates in self.gate_lines() {
            let first = &gates[0];
            write(&mut text, format_args!("\n{:<42} {:>8}", first.name, target(first.target)));
            for gate in &gates {
                let mark = if gate.passes() { "✓" } else { "✗" };
                write(&mut text, format_args!("{:>12} {mark}", number(gate.reached)));
            }
            if let Some(floor) = photo.iter().find(|gate| gate.id == first.id) {
                write(&mut text, format_args!("{:>13}", number(floor.reached)));
            }
        }
        text
    }

    /// The page that is kept in the repository.
    pub(super) fn page(&self) -> String {
        let mut text = String::from(INTRODUCTION);
        self.page_gates(&mut text);
        self.page_faces(&mut text);
        self.page_pictures(&mut text);
        text.push_str(
            "\n## Packs\n\n| style | tier | training | teacher | sha256 (half) |\n|---|---|---|---|---|\n",
        );
        for verdict in &self.verdicts {
            let note = |key: &str| {
                verdict.pack.iter().find(|(name, _)| name == key).map_or("", |(_, value)| value)
            };
            let (tier, training, hash) = (note("tier"), note("training"), note("sha256"));
            let same = note("teacher_is_the_same") == "true";
            let teacher = if same { "this one" } else { "changed since" };
            write(
                &mut text,
                format_args!("| {} | {tier} | {training} | {teacher} | `{hash}` |\n", verdict.name),
            );
        }
        text
    }

    fn page_gates(&self, text: &mut String) {
        self.head(text, "| gate | target | pictures |");
        for gates in self.gate_lines() {
            let first = &gates[0];
            write(
                text,
                format_args!("\n| {} | {} | {} |", first.name, target(first.target), first.n),
            );
            for gate in &gates {
                let mark = if gate.passes() { "✓" } else { "✗" };
                let worst = gate
                    .worst_twentieth
                    .map_or(String::new(), |worst| format!(" ({})", number(worst)));
                write(text, format_args!(" {}{worst} {mark} |", number(gate.reached)));
            }
        }
        text.push_str("\n\nIn brackets: 95 of 100 pictures stay at or below this.\n");
        text.push_str("The photos themselves, compared with the teacher's lines, have an F1 of");
        for (index, verdict) in self.verdicts.iter().enumerate() {
            let rows = verdict.rows.iter().filter(|row| row.kind.is_real());
            let values: Vec<f64> = rows.filter_map(|row| row.likeness.photo_line_f1).collect();
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let comma = if index == 0 { "" } else { "," };
            write(text, format_args!("{comma} {} ({})", number(mean), verdict.name));
        }
        text.push_str(".\n");
        text.push_str(
            "Flat pixels are counted on photos of which less than half is flat to begin with.\n",
        );
    }

    fn page_faces(&self, text: &mut String) {
        text.push_str(FACES);
        text.push_str("\n| gate | warped photo |");
        for verdict in &self.verdicts {
            write(text, format_args!(" {0}, teacher | {0}, network |", verdict.name));
        }
        text.push_str("\n|---|---|");
        text.push_str(&"---|---|".repeat(self.verdicts.len()));
        let photo = gates::kept_faces(&self.photo_faces);
        let stages: Vec<Vec<Gate>> = self
            .verdicts
            .iter()
            .flat_map(|it| [&it.teacher_faces, &it.network_faces])
            .map(|changes| gates::kept_faces(changes))
            .collect();
        for (index, gate) in photo.iter().enumerate() {
            write(text, format_args!("\n| {} | {} |", gate.name, number(gate.reached)));
            for stage in &stages {
                write(text, format_args!(" {} |", number(stage[index].reached)));
            }
        }
        text.push('\n');
    }

    fn page_pictures(&self, text: &mut String) {
        text.push_str("\n## Picture by picture\n\nPSNR in dB / F1 of the lines, – where the teacher draws none; † where the finished picture's\nface is not found again.\n");
        self.head(text, "| picture |");
        let n = self.verdicts.first().map_or(0, |verdict| verdict.rows.len());
        for index in 0..n {
            for (column, verdict) in self.verdicts.iter().enumerate() {
                let row = &verdict.rows[index];
                if column == 0 {
                    let face = if row.has_face { "" } else { " (no face)" };
                    write(text, format_args!("\n| {}{face} |", row.name));
                }
                let lines = row.likeness.line_f1.map_or("–".to_owned(), number);
                let lost = if row.has_face && row.change.is_none() { " †" } else { "" };
                write(text, format_args!(" {} / {lines}{lost} |", number(row.likeness.psnr)));
            }
        }
        text.push('\n');
    }

    fn head(&self, text: &mut String, first: &str) {
        write(text, format_args!("\n{first}"));
        for verdict in &self.verdicts {
            write(text, format_args!(" {} |", verdict.name));
        }
        text.push_str("\n|");
        text.push_str(&"---|".repeat(first.matches('|').count() - 1 + self.verdicts.len()));
    }

    /// Each gate with its value in every style.
    fn gate_lines(&self) -> Vec<Vec<Gate>> {
        let by_style: Vec<Vec<Gate>> =
            self.verdicts.iter().map(|verdict| gates::of(&verdict.rows)).collect();
        let n = by_style.first().map_or(0, Vec::len);
        (0..n).map(|i| by_style.iter().map(|gates| gates[i].clone()).collect()).collect()
    }
}

const INTRODUCTION: &str = "\
# How good the styles are

Made by `cargo xtask bench style --quality`; the numbers in full are in `quality.json`.
The photos are fifteen rows made of four photographs: one person (the public-domain NASA portrait,
mirrored, dim, bright, tinted, small, tilted, noisy, close), and her whole figure, a cup, a cat and a
man with a camera as pictures in which no face is looked for.
The heads are our own renders, from seeds that no training reaches. Nothing here was trained on.

![Original, then teacher and network for each style](sheet.jpg)

![The same at 100 %](crops.jpg)

![The same at 128 pixels](small.jpg)

Columns: original, then for Vibrant, Warm cel, Painterly and Bold cel the teacher's and the network's.

## Gates
";

const FACES: &str = "
## Where the faces change

The gates above judge the picture as visitors get it. The table below says where a change comes
from: the detector on the warped photo without any style (no style can be expected to do better), on
the teacher's picture, and on the network's before it is finished. All are compared with the face as
the detector sees it in the same square before the warp; points are taken back through the warp
before they are measured. Eyes, mouth and brows are the ratios of `face::expression`, the smile is
the number of 0 to 1 that visitors see.
";

fn gate_json(gate: &Gate) -> Value {
    let (bound, value) = match gate.target {
        Target::AtLeast(value) => ("at_least", value),
        Target::AtMost(value) => ("at_most", value),
    };
    json!({
        "id": gate.id,
        "target": { bound: value },
        "reached": gate.reached.is_finite().then(|| rounded(gate.reached)),
        "p95": gate.worst_twentieth.map(rounded),
        "n": gate.n,
        "passes": gate.passes(),
    })
}

fn row_json(row: &Row) -> Value {
    let it = &row.likeness;
    let kind = match row.kind {
        Kind::Portrait => "portrait",
        Kind::Thing => "thing",
        Kind::Head => "head",
    };
    let change = row.change.map(|it| {
        json!({
            "eye": rounded(it.eye),
            "mouth": rounded(it.mouth),
            "smile": rounded(it.smile),
            "brow": rounded(it.brow),
            "pose_degrees": rounded(it.pose),
            "points": rounded(it.points),
        })
    });
    json!({
        "name": row.name,
        "kind": kind,
        "psnr": rounded(it.psnr),
        "ssim": rounded(it.ssim),
        "delta_e": rounded(it.delta_e),
        "line_f1": it.line_f1.map(rounded),
        "photo_line_f1": it.photo_line_f1.map(rounded),
        "flat_share": it.flat.map(rounded),
        "motion": row.stability.map(|both| rounded(both[0])),
        "noise": row.stability.map(|both| rounded(both[1])),
        "has_face": row.has_face,
        "change": change,
    })
}

/// Four digits are more than any of this is worth.
fn rounded(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

fn target(target: Target) -> String {
    match target {
        Target::AtLeast(value) => format!("≥ {value}"),
        Target::AtMost(value) => format!("≤ {value}"),
    }
}

/// Three digits that matter.
fn number(value: f64) -> String {
    if !value.is_finite() {
        return "–".to_owned();
    }
    let digits = if value.abs() >= 10.0 {
        1
    } else if value.abs() >= 1.0 {
        2
    } else {
        3
    };
    format!("{value:.digits$}")
}

/// A `String` takes everything.
fn write(text: &mut String, arguments: std::fmt::Arguments<'_>) {
    if text.write_fmt(arguments).is_err() {
        text.push('?');
    }
}
