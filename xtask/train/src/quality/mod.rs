//! How good the packs are: the gates of the styles, measured on pictures nobody trained on
//! (`cargo xtask bench style --quality`).
//!
//! Each picture goes the way of a visitor's photo: the face is found in a browser, the picture cut,
//! evened and warped, drawn by teacher and network, finished; then the browser looks for the face
//! again. Entry: [`run`].

mod case;
mod faces;
mod gates;
mod lines;
mod pictures;
mod report;
mod sheets;
mod stability;

use case::{Artist, Case, STAGES};
use face::Landmarks;
use faces::{Change, Finder};
use gates::Row;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use picture::Picture;
use rayon::prelude::*;
use report::{Report, Verdict};
use std::collections::BTreeMap;
use std::fs;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Pictures on which every style is drawn dozens of times, to see whether it holds still.
const SHAKEN: [&str; 3] = ["portrait", "coffee", "head-"];
/// Of how many pictures a quick bench takes one.
const QUICK_STEP: usize = 4;
/// Rows of the sheets.
const SHOWN: usize = 10;
/// Sides of the sheets' cells.
const SHEET_SIDE: usize = 224;
const CROP_SIDE: usize = 224;
const SMALL_SIDE: usize = 128;
/// Where the face's features are in the square that is drawn.
const FACE_CENTRE: [f32; 2] = [0.5, 0.47];

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The Node that runs the script.
    pub node: PathBuf,
    /// Folder with packs.
    pub packs: PathBuf,
    /// Folder for pictures in between.
    pub work: PathBuf,
    /// File for the numbers.
    pub out: PathBuf,
    /// Folder for the report that is kept; none when it is not.
    pub keep: Option<PathBuf>,
    /// Whether a missed gate is an error.
    pub gate: bool,
    /// Whether every fourth picture is enough, and none is shaken: for a look in between.
    pub quick: bool,
}

/// Measures and reports.
///
/// # Errors
/// A sentence when something cannot be run, or, if so planned, when a gate is missed.
pub fn run(plan: &Plan) -> Result<(), String> {
    let began = Instant::now();
    let script = PathBuf::from("tests/bench/faces.mjs");
    let finder = Finder { node: plan.node.clone(), script };
    let artists = Artist::all(&plan.packs)?;
    let mut cases = cases(&finder, plan)?;
    let faces = cases.iter().filter(|case| case.face.is_some()).count();
    say(began, &format!("{} pictures, {faces} of them with a face", cases.len()));

    let folder = emptied(&plan.work.join("drawn"))?;
    let likenesses = drawn(&cases, &artists, &folder)?;
    say(began, "drawn by teachers and networks");
    let found = finder.find(&folder)?;
    for case in &mut cases {
        let seen = found.get(&format!("{}.before.png", case.name)).and_then(Option::as_ref);
        if let Some(points) = seen {
            case.face = case.face.take().map(|face| face.seen_in_the_square(points));
        }
    }
    say(began, "faces looked for again");
    let stillness = if plan.quick { BTreeMap::new() } else { shaken(&cases, &artists)? };
    say(began, "shaken");

    let changed = |case: &Case, stem: &str| -> Option<Change> {
        let points = found.get(&format!("{}.{stem}.png", case.name))?.as_ref()?;
        case.face.as_ref()?.change(points)
    };
    let with_face: Vec<&Case> = cases.iter().filter(|case| case.face.is_some()).collect();
    let all = |stem: &str| with_face.iter().map(|case| changed(case, stem)).collect::<Vec<_>>();
    let verdict = |(index, artist): (usize, &Artist)| {
        let stage = |name: &str| format!("{}.{name}", artist.id);
        let row = |(place, case): (usize, &Case)| Row {
            name: case.name.clone(),
            kind: case.kind,
            likeness: likenesses[place][index],
            stability: stillness.get(&(case.name.clone(), artist.id)).copied(),
            has_face: case.face.is_some(),
            change: changed(case, &stage("finished")),
        };
        Verdict {
            id: artist.id,
            name: artist.name,
            pack: artist.pack.clone(),
            rows: cases.iter().enumerate().map(row).collect(),
            teacher_faces: all(&stage("teacher")),
            network_faces: all(&stage("network")),
        }
    };
    let verdicts = artists.iter().enumerate().map(verdict).collect();
    let report =
        Report { verdicts, photo_faces: all("photo"), seconds: began.elapsed().as_secs_f32() };
    write(plan, &report)?;
    if let Some(folder) = &plan.keep {
        sheets(folder, &plan.work.join("drawn"), &cases, &artists)?;
    }
    println!("\n{}\n\n{:.0} s", report.table(), report.seconds);
    let missed = report.missed();
    if plan.gate && !missed.is_empty() {
        return Err(format!("missed gates: {}", missed.join(", ")));
    }
    Ok(())
}

/// The bench, made ready for the network.
fn cases(finder: &Finder, plan: &Plan) -> Result<Vec<Case>, String> {
    let step = if plan.quick { QUICK_STEP } else { 1 };
    let bench = pictures::bench(Path::new("tests/fixtures"))?;
    let originals: Vec<pictures::Original> = bench.into_iter().step_by(step).collect();
    let folder = emptied(&plan.work.join("originals"))?;
    originals
        .par_iter()
        .try_for_each(|it| save(&it.picture, &folder.join(format!("{}.png", it.name))))?;
    let found: BTreeMap<String, Option<Landmarks>> = finder.find(&folder)?;
    let case = |original: &pictures::Original| {
        let face = found.get(&format!("{}.png", original.name)).and_then(Option::as_ref);
        Case::new(original, face)
    };
    originals.par_iter().map(case).collect()
}

/// Draws every picture in every style into `folder`; likenesses by picture, then style.
fn drawn(
    cases: &[Case],
    artists: &[Artist],
    folder: &Path,
) -> Result<Vec<Vec<case::Likeness>>, String> {
    let draw = |case: &Case| {
        save(&case.before, &folder.join(format!("{}.before.png", case.name)))?;
        save(&case.prepared.picture, &folder.join(format!("{}.photo.png", case.name)))?;
        case.draw(artists, |style, stage, picture| {
            save(picture, &folder.join(format!("{}.{style}.{stage}.png", case.name)))
        })
    };
    cases.par_iter().map(draw).collect()
}

/// How still each style holds on a few pictures, by picture and style.
fn shaken(
    cases: &[Case],
    artists: &[Artist],
) -> Result<BTreeMap<(String, &'static str), [f64; 2]>, String> {
    let chosen = SHAKEN.iter().filter_map(|name| {
        let exact = cases.iter().find(|case| case.name == *name);
        exact.or_else(|| cases.iter().find(|case| case.name.starts_with(name)))
    });
    let pairs: Vec<(&Case, &Artist)> =
        chosen.flat_map(|case| artists.iter().map(move |artist| (case, artist))).collect();
    let shake = |(case, artist): &(&Case, &Artist)| {
        Ok(((case.name.clone(), artist.id), artist.stability(case)?))
    };
    pairs.par_iter().map(shake).collect()
}

fn write(plan: &Plan, report: &Report) -> Result<(), String> {
    let json = serde_json::to_string_pretty(&report.to_json()).map_err(|e| e.to_string())? + "\n";
    let mut files = vec![(plan.out.clone(), json.clone())];
    if let Some(folder) = &plan.keep {
        files.push((folder.join("quality.json"), json));
        files.push((folder.join("quality.md"), report.page()));
    }
    for (path, text) in files {
        let said = |e: std::io::Error| format!("{}: {e}", path.display());
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(said)?;
        fs::write(&path, text).map_err(said)?;
    }
    Ok(())
}

/// The three contact sheets, from the pictures in `drawn`.
fn sheets(out: &Path, drawn: &Path, cases: &[Case], artists: &[Artist]) -> Result<(), String> {
    let step = cases.len().div_ceil(SHOWN).max(1);
    let chosen: Vec<&Case> = cases.iter().step_by(step).collect();
    let row = |case: &&Case| -> Result<Vec<Picture>, String> {
        let mut row = vec![case.prepared.picture.clone()];
        for artist in artists {
            for stage in &STAGES[..2] {
                row.push(open(&drawn.join(format!("{}.{}.{stage}.png", case.name, artist.id)))?);
            }
        }
        Ok(row)
    };
    let rows: Vec<Vec<Picture>> = chosen.par_iter().map(row).collect::<Result<_, _>>()?;
    let resized = |side: usize| -> Vec<Vec<Picture>> {
        let row = |row: &Vec<Picture>| row.iter().map(|p| p.resize(side, side)).collect();
        rows.par_iter().map(row).collect()
    };
    sheets::write(&out.join("sheet.jpg"), &resized(SHEET_SIDE))?;
    sheets::write(&out.join("small.jpg"), &resized(SMALL_SIDE))?;
    let cropped = |row: &Vec<Picture>| -> Vec<Picture> {
        row.iter().map(|p| sheets::crop(p, FACE_CENTRE, CROP_SIDE)).collect()
    };
    let crops: Vec<Vec<Picture>> = rows.iter().step_by(2).map(cropped).collect();
    sheets::write(&out.join("crops.jpg"), &crops)
}

fn emptied(folder: &Path) -> Result<PathBuf, String> {
    let said = |e: std::io::Error| format!("{}: {e}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(said)?;
    }
    fs::create_dir_all(folder).map_err(said)?;
    Ok(folder.to_path_buf())
}

fn save(picture: &Picture, path: &Path) -> Result<(), String> {
    let said = |e: String| format!("{}: {e}", path.display());
    let file = fs::File::create(path).map_err(|e| said(e.to_string()))?;
    // Hundreds of these are written, read once and thrown away.
    PngEncoder::new_with_quality(BufWriter::new(file), CompressionType::Fast, FilterType::Sub)
        .write_image(
            &picture.to_rgba8(None),
            picture.width as u32,
            picture.height as u32,
            ExtendedColorType::Rgba8,
        )
        .map_err(|e| said(e.to_string()))
}

fn open(path: &Path) -> Result<Picture, String> {
    let image = image::open(path).map_err(|e| format!("{}: {e}", path.display()))?.to_rgba8();
    Picture::from_rgba8(image.width() as usize, image.height() as usize, &image)
        .ok_or(format!("{} has no pixels", path.display()))
}

fn say(began: Instant, what: &str) {
    println!("{:>5.0} s  {what}", began.elapsed().as_secs_f32());
}
