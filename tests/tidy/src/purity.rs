//! `shared` computes; it does not touch the world.

use crate::rust_text::shipped_code;
use crate::{Repository, Source};

/// What would make a shared crate depend on where and when it runs, and what to do instead.
const FORBIDDEN: [(&str, &str); 10] = [
    ("std::time", "take the time as an argument"),
    ("std::fs", "take bytes as an argument"),
    ("std::env", "take the setting as an argument"),
    ("std::net", "shared crates do not talk"),
    ("std::process", "shared crates start nothing"),
    ("std::thread", "the caller decides about threads"),
    ("rand::", "take a seed as an argument"),
    ("getrandom", "take a seed as an argument"),
    ("static mut", "shared crates have no state"),
    ("println!", "return what is to be said"),
];

/// Impure code in `shared`, outside tests and examples: an example is a caller.
pub fn impure_code(repository: &Repository) -> Vec<String> {
    let shared = |source: &&Source| {
        source.path.starts_with("shared/")
            && source.has_ending(&["rs"])
            && !source.is_test()
            && !source.path.contains("/examples/")
    };
    repository.sources.iter().filter(shared).flat_map(impure_lines).collect()
}

fn impure_lines(source: &Source) -> Vec<String> {
    let code = shipped_code(&source.text);
    let mut found = Vec::new();
    for (index, line) in code.lines().enumerate() {
        for (word, advice) in FORBIDDEN {
            if stands_alone(line, word) {
                found.push(format!("{}:{}: `{word}`: {advice}", source.path, index + 1));
            }
        }
    }
    found
}

/// Whether the word occurs and is not the tail of a longer one (`operand::` is not `rand::`).
fn stands_alone(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_found_in_code_but_not_in_words_or_tests() {
        let lines = |text: &str| impure_lines(&Source::sample("shared/x/src/lib.rs", text)).len();
        assert_eq!(lines("use std::time::Instant;"), 1);
        assert_eq!(lines("// std::fs is not for us\nlet a = \"std::env\";"), 0);
        assert_eq!(lines("use operand::Operand;"), 0);
        assert_eq!(lines("#[cfg(test)]\nmod tests { use std::fs; }"), 0);
    }
}
