//! A million random commands against the real schema and a map of numbers, in ten histories.

use std::io::Write;

#[path = "../tests/books/books.rs"]
mod books;
#[path = "../tests/books/model.rs"]
mod model;

const HISTORIES: u64 = 10;
const COMMANDS: u64 = 100_000;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for seed in 1..=HISTORIES {
        let tally = model::play(&books::open(), 0x9e37_79b9 * seed, COMMANDS);
        writeln!(out, "history {seed}: {tally:?}")?;
    }
    writeln!(out, "{} commands, no difference", HISTORIES * COMMANDS)
}
