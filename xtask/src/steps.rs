//! Running a step: its name, its time, and its command's failure as a sentence.

use crate::Outcome;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Runs one step and prints how long it took.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    println!("· {name}");
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "✓" } else { "✗" };
    println!("{mark} {name}  {:.1} s", start.elapsed().as_secs_f32());
    result
}

/// Runs a command to its end with its output shown.
pub(crate) fn execute(command: &mut Command) -> Outcome {
    let shown = describe(command);
    let status = command.status().map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed ({status})")) }
}

/// Runs a command to its end and keeps its output, which is shown only if it fails.
pub(crate) fn execute_quietly(command: &mut Command) -> Outcome<String> {
    let shown = describe(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("cannot start `{shown}`: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() {
        return Ok(text);
    }
    eprint!("{text}{}", String::from_utf8_lossy(&output.stderr));
    Err(format!("`{shown}` failed ({})", output.status))
}

/// The command as one would type it, shortened to its first words.
fn describe(command: &Command) -> String {
    const WORDS_MAX: usize = 9;
    let program = std::path::Path::new(command.get_program());
    let mut words = vec![program.file_name().unwrap_or_default().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    let shortened = words.len() > WORDS_MAX;
    words.truncate(WORDS_MAX);
    if shortened {
        words.push("…".to_owned());
    }
    words.join(" ")
}
