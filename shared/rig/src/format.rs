//! The file: JSON with a version. A file is taken whole or not at all.

use crate::check::check;
use crate::refusal::Refusal;
use crate::skeleton::Skeleton;
use serde::{Deserialize, Serialize};

/// The version that is written.
pub const VERSION: u32 = 1;
/// The most bytes of a file.
pub const FILE_BYTES_MAX: usize = 64 << 20;
/// What the field `format` says.
pub const FORMAT: &str = "digigami-rig";

#[derive(Deserialize)]
struct Header {
    #[serde(default)]
    format: String,
    #[serde(default)]
    version: u32,
}

#[derive(Serialize)]
struct Writing<'a> {
    format: &'static str,
    version: u32,
    skeleton: &'a Skeleton,
}

#[derive(Deserialize)]
struct Reading {
    skeleton: Skeleton,
}

/// The file of a skeleton. The same skeleton gives the same bytes.
///
/// # Errors
/// What [`load`] would refuse is not written either.
pub fn save(skeleton: &Skeleton) -> Result<String, Refusal> {
    check(skeleton)?;
    let file = Writing { format: FORMAT, version: VERSION, skeleton };
    serde_json::to_string(&file).map_err(|_| Refusal::Unreadable { line: 0 })
}

/// The skeleton of a file.
///
/// # Errors
/// The file is too large, truncated, foreign, newer than this program, or holds a skeleton that
/// cannot be posed.
pub fn load(text: &str) -> Result<Skeleton, Refusal> {
    if text.len() > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge(FILE_BYTES_MAX));
    }
    // The header first: a newer file may have another shape, and must still be named as newer.
    let header: Header = serde_json::from_str(text).map_err(|fault| why(text, &fault))?;
    if header.format != FORMAT {
        return Err(Refusal::Foreign);
    }
    if header.version > VERSION {
        return Err(Refusal::Newer { found: header.version, known: VERSION });
    }
    let file: Reading = serde_json::from_str(text).map_err(|fault| why(text, &fault))?;
    check(&file.skeleton)?;
    Ok(file.skeleton)
}

fn why(text: &str, fault: &serde_json::Error) -> Refusal {
    // Half a number at the very end is an odd number to the parser.
    let n_lines = text.lines().count().max(1);
    let last = text.lines().last().map_or(0, str::len);
    let at_end = fault.line() == n_lines && fault.column() >= last;
    if fault.is_eof() || (at_end && !text.trim_end().ends_with('}')) {
        return Refusal::Truncated;
    }
    // JSON has no word for "not a number": writers put null, NaN or an endless exponent instead.
    let line = text.lines().nth(fault.line().saturating_sub(1)).unwrap_or("");
    let said = fault.to_string();
    let before = fault.column().saturating_sub(2);
    let near = line.get(before..).unwrap_or("");
    let word = near.trim_start_matches([' ', ',', '[', ':', '-']);
    let is_word = word.starts_with("NaN") || word.starts_with("Infinity");
    let is_null = said.contains("invalid type: null") && said.contains("expected f32");
    if is_word || is_null || said.contains("number out of range") {
        return Refusal::NotFinite { place: format!("Line {}", fault.line()) };
    }
    Refusal::Unreadable { line: fault.line() }
}
