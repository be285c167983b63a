//! Trains style packs: generated scenes, a teacher's pictures of them, and a small network that
//! learns to draw like the teacher (DESIGN §5; run as `cargo xtask train`).

mod arguments;
mod checkpoint;
mod dataset;
mod loss;
mod measure;
mod optimizer;
mod preview;
mod scenes;
mod sheet;
mod teacher;
mod trainer;

use arguments::Command;
use std::process::ExitCode;

fn main() -> ExitCode {
    let outcome = match arguments::parse(std::env::args().skip(1)) {
        Ok(Command::Train(plan)) => trainer::train(&plan),
        Ok(Command::Preview { out }) => preview::preview(&out),
        Ok(Command::Sheet { out, packs, pictures }) => sheet::sheet(&out, &packs, &pictures),
        Ok(Command::Help) => {
            println!("{}", arguments::HELP);
            Ok(())
        }
        Err(message) => Err(format!("{message}\n\n{}", arguments::HELP)),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
