//! What the command line asks for.

use std::path::PathBuf;

/// Shown on request and after a mistake.
pub const HELP: &str = "\
cargo xtask train --style ID|all [options]   train a pack (or all four)
  --device cpu|cuda|wgpu   where (cpu)
  --tier xs|s              size of the network (xs)
  --steps N                optimisation steps (2400)
  --scenes N               generated training scenes (240)
  --seed N                 everything random follows from it (7)
  --resume                 go on from the last checkpoint
  --work DIR               checkpoints, scenes and logs (in the cache folder)
  --out DIR                where the pack goes (public/styles)
cargo xtask train preview --out DIR          scenes and teacher pictures, to look at
cargo xtask train sheet --out FILE [--packs DIR] PICTURE…
                                             original, teacher and network side by side";

/// One thing to do.
#[derive(Debug, PartialEq)]
pub enum Command {
    /// Train packs.
    Train(Plan),
    /// Write scenes and teacher pictures.
    Preview {
        /// Folder to write to.
        out: PathBuf,
    },
    /// Lay out original, teacher and network.
    Sheet {
        /// File to write.
        out: PathBuf,
        /// Folder with packs.
        packs: PathBuf,
        /// Square pictures, `FILE` or `FILE:x,y,side` for a cut.
        pictures: Vec<String>,
    },
    /// Show the help.
    Help,
}

/// A training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Style ids.
    pub styles: Vec<String>,
    /// `cpu`, `cuda` or `wgpu`.
    pub device: String,
    /// Tier name.
    pub tier: String,
    /// Optimisation steps.
    pub steps: usize,
    /// Training scenes.
    pub scenes: usize,
    /// Seed of weights, scenes and crops.
    pub seed: u64,
    /// Go on from a checkpoint.
    pub resume: bool,
    /// Folder for scenes, checkpoints and logs.
    pub work: PathBuf,
    /// Folder for packs.
    pub out: PathBuf,
}

/// Reads the arguments.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.peekable();
    match arguments.peek().map(String::as_str) {
        None | Some("--help" | "help") => return Ok(Command::Help),
        Some("preview") => {
            let mut out = PathBuf::from("target/preview");
            each(arguments.skip(1), |flag, value| match flag {
                "--out" => set(&mut out, value()?.into()),
                _ => Err(unknown(flag)),
            })?;
            return Ok(Command::Preview { out });
        }
        Some("sheet") => return parse_sheet(arguments.skip(1)),
        _ => {}
    }
    let mut plan = Plan {
        styles: Vec::new(),
        device: "cpu".into(),
        tier: "xs".into(),
        steps: 2400,
        scenes: 240,
        seed: 7,
        resume: false,
        work: PathBuf::from(
            std::env::var("DIGIGAMI_TRAIN").unwrap_or_else(|_| "target/train".into()),
        ),
        out: PathBuf::from("public/styles"),
    };
    each(arguments, |flag, value| match flag {
        "--style" => {
            let id = value()?;
            let all = stylize::STYLES.iter().map(|style| style.id.to_owned());
            plan.styles.extend(all.filter(|known| id == "all" || *known == id));
            if plan.styles.is_empty() { Err(format!("There is no style {id}.")) } else { Ok(()) }
        }
        "--device" => set(&mut plan.device, value()?),
        "--tier" => set(&mut plan.tier, value()?),
        "--steps" => set(&mut plan.steps, number(flag, &value()?)?),
        "--scenes" => set(&mut plan.scenes, number(flag, &value()?)?),
        "--seed" => set(&mut plan.seed, number(flag, &value()?)?),
        "--resume" => set(&mut plan.resume, true),
        "--work" => set(&mut plan.work, value()?.into()),
        "--out" => set(&mut plan.out, value()?.into()),
        _ => Err(unknown(flag)),
    })?;
    if plan.styles.is_empty() {
        return Err("Which style? --style ID, or --style all.".into());
    }
    Ok(Command::Train(plan))
}

fn parse_sheet(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut out = PathBuf::from("target/sheet.png");
    let mut packs = PathBuf::from("public/styles");
    let mut pictures = Vec::new();
    each(arguments, |flag, value| match flag {
        "--out" => set(&mut out, value()?.into()),
        "--packs" => set(&mut packs, value()?.into()),
        _ if !flag.starts_with("--") => {
            pictures.push(flag.to_owned());
            Ok(())
        }
        _ => Err(unknown(flag)),
    })?;
    Ok(Command::Sheet { out, packs, pictures })
}

/// Calls `take` with every flag and a way to ask for its value.
fn each(
    mut arguments: impl Iterator<Item = String>,
    mut take: impl FnMut(&str, &mut dyn FnMut() -> Result<String, String>) -> Result<(), String>,
) -> Result<(), String> {
    while let Some(flag) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{flag} needs a value."));
        take(&flag, &mut value)?;
    }
    Ok(())
}

fn set<T>(place: &mut T, value: T) -> Result<(), String> {
    *place = value;
    Ok(())
}

fn number<T: std::str::FromStr>(flag: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|_| format!("{flag} needs a number, not {value}."))
}

fn unknown(flag: &str) -> String {
    format!("I do not know {flag}.")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn all_means_every_style() {
        let Ok(Command::Train(plan)) = parsed("--style all --steps 9 --resume") else {
            panic!("a plan is expected");
        };
        assert_eq!((plan.styles.len(), plan.steps, plan.resume), (4, 9, true));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, part) in [
            ("--style nobody", "nobody"),
            ("--style all --steps many", "many"),
            ("--style all --faster", "--faster"),
            ("--steps 3", "--style"),
            ("--style", "value"),
        ] {
            let message = parsed(line).expect_err(line);
            assert!(message.contains(part), "{line}: {message}");
        }
    }
}
