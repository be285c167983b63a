//! The file of a project: JSON with a version. It is taken whole or not at all.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use crate::Project;

/// The version that is written.
pub const VERSION: u32 = 1;
/// Most bytes of a file.
pub const FILE_BYTES_MAX: usize = 1 << 20;
/// What the field `format` says.
pub const FORMAT: &str = "digigami-project";

/// Why a file is not opened. What was open stays as it is.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// More bytes than are taken.
    #[error("The file is larger than {FILE_BYTES_MAX} bytes; no project is.")]
    TooLarge,
    /// It ends in the middle.
    #[error("The file ends too early; it may not have been saved or sent whole.")]
    Truncated,
    /// It is not JSON, or not of this shape.
    #[error("The file cannot be read as a project, near line {line}.")]
    Unreadable {
        /// Counted from 1.
        line: usize,
    },
    /// It is JSON of something else.
    #[error("The file is not a project of this studio.")]
    Foreign,
    /// It was written by a later studio.
    #[error(
        "The file has version {found}; this studio reads versions up to {known}. Reload the page to get the newest studio."
    )]
    Newer {
        /// What it says.
        found: u32,
        /// What is read here.
        known: u32,
    },
    /// A number is missing where one has to be, as JSON writes NaN and the infinite.
    #[error("The file holds a value that is not a number, near line {line}.")]
    NotANumber {
        /// Counted from 1.
        line: usize,
    },
}

impl Refusal {
    /// Its name, which stays.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "project_too_large",
            Self::Truncated => "project_truncated",
            Self::Unreadable { .. } => "project_unreadable",
            Self::Foreign => "project_foreign",
            Self::Newer { .. } => "project_newer",
            Self::NotANumber { .. } => "project_not_a_number",
        }
    }
}

#[derive(Serialize)]
struct Writing<'a> {
    format: &'static str,
    version: u32,
    project: &'a Project,
}

#[derive(Deserialize)]
struct Reading {
    project: Project,
}

/// The file of a project. The same project gives the same bytes.
///
/// # Errors
/// A project with a value that is not a number is not written.
pub fn save(project: &Project) -> Result<String, Refusal> {
    let file = Writing { format: FORMAT, version: VERSION, project };
    let text = serde_json::to_string(&file).map_err(|_| Refusal::Unreadable { line: 1 })?;
    // JSON has no word for what is not a number; it would come back as a hole.
    if text.contains("null") { Err(Refusal::NotANumber { line: 1 }) } else { Ok(text) }
}

/// The project of a file, every number within its bounds.
///
/// # Errors
/// See [`Refusal`].
pub fn load(text: &str) -> Result<Project, Refusal> {
    if text.len() > FILE_BYTES_MAX {
        return Err(Refusal::TooLarge);
    }
    // The header first: a newer file may have another shape, and must still be named as newer.
    let header: Value = serde_json::from_str(text).map_err(|fault| why(text, &fault))?;
    if header.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(Refusal::Foreign);
    }
    let version = header.get("version").and_then(Value::as_u64).unwrap_or(0);
    if version > u64::from(VERSION) {
        let found = u32::try_from(version).unwrap_or(u32::MAX);
        return Err(Refusal::Newer { found, known: VERSION });
    }
    let file: Reading = serde_json::from_str(text).map_err(|fault| why(text, &fault))?;
    Ok(file.project.bounded())
}

fn why(text: &str, fault: &serde_json::Error) -> Refusal {
    let line = fault.line().max(1);
    if fault.is_eof() {
        return Refusal::Truncated;
    }
    let words = fault.to_string();
    let at = text.lines().nth(line - 1).unwrap_or_default();
    let near = at.get(fault.column().saturating_sub(5)..).unwrap_or_default();
    let is_hole = words.contains("null") || near.contains("NaN") || words.contains("out of range");
    if is_hole { Refusal::NotANumber { line } } else { Refusal::Unreadable { line } }
}

#[cfg(test)]
mod tests {
    use super::*;
    use character::Style;

    fn example() -> Project {
        Project::surprise(11, Style::default())
    }

    #[test]
    fn what_is_saved_is_loaded() {
        for seed in 0..40 {
            let project = Project::surprise(seed, Style::ALL[seed as usize % 4]);
            let text = save(&project).expect("ours");
            assert_eq!(load(&text).as_ref(), Ok(&project));
            assert_eq!(save(&load(&text).expect("ours")).expect("ours"), text);
        }
    }

    #[test]
    fn a_file_that_is_cut_anywhere_is_refused() {
        let text = save(&example()).expect("ours");
        for end in 0..text.len() - 1 {
            if text.is_char_boundary(end) {
                assert_eq!(load(&text[..end]), Err(Refusal::Truncated), "cut at {end}");
            }
        }
    }

    #[test]
    fn everything_else_is_refused_in_its_own_words() {
        let text = save(&example()).expect("ours");
        let newer = text.replace("\"version\":1", "\"version\":7");
        assert_eq!(load(&newer), Err(Refusal::Newer { found: 7, known: VERSION }));
        let shape = r#"{"format":"digigami-project","version":9,"project":[]}"#;
        assert_eq!(load(shape).map_err(|it| it.code()), Err("project_newer"));
        let foreign = text.replace(FORMAT, "digigami-rig");
        assert_eq!(load(&foreign), Err(Refusal::Foreign));
        assert_eq!(load("[1, 2]"), Err(Refusal::Foreign));
        assert_eq!(load("hello"), Err(Refusal::Unreadable { line: 1 }));
        for hole in ["null", "NaN", "1e999"] {
            let broken = text.replace("\"speed\":1.0", &format!("\"speed\":{hole}"));
            assert_ne!(broken, text);
            assert_eq!(load(&broken), Err(Refusal::NotANumber { line: 1 }), "{hole}");
        }
        let wrong = text.replace("\"speed\":1.0", "\"speed\":\"fast\"");
        assert_eq!(load(&wrong), Err(Refusal::Unreadable { line: 1 }));
        assert_eq!(load(&" ".repeat(FILE_BYTES_MAX + 1)), Err(Refusal::TooLarge));
    }

    #[test]
    fn numbers_out_of_bounds_are_brought_within_them() {
        let text = save(&example()).expect("ours").replace("\"speed\":1.0", "\"speed\":99.0");
        assert_eq!(load(&text).expect("it can be read").scene.speed, 3.0);
    }

    #[test]
    fn what_is_no_number_is_not_written() {
        let mut project = example();
        project.scene.speed = f32::NAN;
        assert_eq!(save(&project).map_err(|it| it.code()), Err("project_not_a_number"));
    }
}
