//! The command line of the trainer; see the library.

use std::process::ExitCode;
use train::arguments;

fn main() -> ExitCode {
    let outcome = arguments::parse(std::env::args().skip(1))
        .map_err(|message| format!("{message}\n\n{}", arguments::HELP))
        .and_then(train::run);
    if let Err(message) = outcome {
        eprintln!("{message}");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
