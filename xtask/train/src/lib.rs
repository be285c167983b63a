//! Trains style packs: generated scenes, a teacher's pictures of them, and a small network that
//! learns to draw like the teacher (DESIGN §5; run as `cargo xtask train`).
//!
//! Knows nothing of the page or the edge. Entry: [`arguments::parse`], then [`run`].

pub mod arguments;
pub mod checkpoint;
pub mod curve;
pub mod dataset;
pub mod loss;
pub mod measure;
pub mod optimizer;
pub mod preview;
pub mod quality;
pub mod recipe;
pub mod scenes;
pub mod sheet;
pub mod steps;
pub mod teacher;
pub mod texture;
pub mod trainer;

use arguments::Command;

/// Does what was asked for.
///
/// # Errors
/// A sentence for the terminal.
pub fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Train(plan) => trainer::train(&plan),
        Command::Preview { out } => preview::write(&out).map_err(|e| e.to_string()),
        Command::Sheet { out, packs, pictures } => sheet::sheet(&out, &packs, &pictures),
        Command::Quality(plan) => quality::run(&plan),
        Command::Help => {
            println!("{}", arguments::HELP);
            Ok(())
        }
    }
}
