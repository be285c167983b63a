//! Files and functions stay small enough to hold in the head.

use crate::rust_text::{functions, shipped_code};
use crate::{Repository, Source};

/// The most lines a file may have; the aim is 300.
pub const FILE_LINES_MAX: usize = 500;
/// The most lines a function may have, from its signature to its closing brace.
pub const FUNCTION_LINES_MAX: usize = 70;

/// Files with too many lines.
pub fn long_files(repository: &Repository) -> Vec<String> {
    let endings = ["rs", "js", "mjs", "css", "html", "wgsl", "sql"];
    let sources = repository.sources.iter().filter(|source| source.has_ending(&endings));
    sources
        .map(|source| (source, source.text.lines().count()))
        .filter(|(_, n_lines)| *n_lines > FILE_LINES_MAX)
        .map(|(source, n_lines)| format!("{}: {n_lines} lines", source.path))
        .collect()
}

/// Functions with too many lines; tests may tell longer stories.
pub fn long_functions(repository: &Repository) -> Vec<String> {
    let shipped = |source: &&Source| source.has_ending(&["rs"]) && !source.is_test();
    repository.sources.iter().filter(shipped).flat_map(long_functions_of).collect()
}

fn long_functions_of(source: &Source) -> Vec<String> {
    functions(&shipped_code(&source.text))
        .into_iter()
        .filter(|function| function.n_lines > FUNCTION_LINES_MAX)
        .map(|it| format!("{}:{}: `{}` has {} lines", source.path, it.line, it.name, it.n_lines))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_long_functions_outside_tests_are_reported() {
        let long = format!("fn long() {{\n{}}}\n", "  step();\n".repeat(FUNCTION_LINES_MAX));
        let found = long_functions_of(&Source::sample("shared/x/src/lib.rs", &long));
        assert_eq!(found, ["shared/x/src/lib.rs:1: `long` has 72 lines"]);
        let in_test = format!("#[cfg(test)]\nmod tests {{\n{long}}}\n");
        assert!(long_functions_of(&Source::sample("shared/x/src/lib.rs", &in_test)).is_empty());
    }
}
