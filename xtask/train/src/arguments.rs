//! What the command line asks for.

use crate::quality;
use std::path::PathBuf;

/// Shown on request and after a mistake.
pub const HELP: &str = "\
cargo xtask train --style ID|all [options]   train a pack that ships (or all four)
cargo xtask train --recipe FILE [options]    train a pack of your own from a recipe file
  --engine burn|torch      who runs the steps (burn); torch needs python3 with PyTorch
  --device cpu|cuda|wgpu   where Burn runs them (cpu)
  --threads N              threads for PyTorch (all cores)
  --tier, --steps, --scenes, --seed
                           in place of the recipe's own
  --resume                 go on from the last checkpoint
  --work DIR               checkpoints, scenes and logs (in the cache folder)
  --out DIR                where the pack goes (public/styles)
cargo xtask train scenes [--scenes N]        only make scenes and the four teachers' pictures
cargo xtask train preview --out DIR          scenes and teacher pictures, to look at
cargo xtask train sheet --out FILE [--packs DIR] PICTURE…
                                             original, teacher and network side by side
cargo xtask bench style --quality [--keep] [--gate] [--quick]
                                             the gates of every pack";

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
    /// Measure the gates of every pack.
    Quality(quality::Plan),
    /// Show the help.
    Help,
}

/// Who runs the optimisation steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Burn, on any device.
    Burn,
    /// PyTorch on the processor, some times quicker there.
    Torch,
}

/// A training run.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Ids of styles that ship.
    pub styles: Vec<String>,
    /// Recipe files.
    pub recipes: Vec<PathBuf>,
    /// Who runs the steps.
    pub engine: Engine,
    /// Threads for PyTorch; 0 for all cores.
    pub threads: usize,
    /// `cpu`, `cuda` or `wgpu`.
    pub device: String,
    /// In place of the recipe's tier.
    pub tier: Option<String>,
    /// In place of the recipe's steps.
    pub steps: Option<usize>,
    /// In place of the recipe's scenes.
    pub scenes: Option<usize>,
    /// In place of the recipe's seed.
    pub seed: Option<u64>,
    /// Go on from a checkpoint.
    pub resume: bool,
    /// Only make the scenes.
    pub scenes_only: bool,
    /// Folder for scenes, checkpoints and logs.
    pub work: PathBuf,
    /// Folder for packs.
    pub out: PathBuf,
}

impl Default for Plan {
    fn default() -> Self {
        let work = std::env::var("DIGIGAMI_TRAIN").unwrap_or_else(|_| "target/train".into());
        Self {
            styles: Vec::new(),
            recipes: Vec::new(),
            engine: Engine::Burn,
            threads: 0,
            device: "cpu".into(),
            tier: None,
            steps: None,
            scenes: None,
            seed: None,
            resume: false,
            scenes_only: false,
            work: work.into(),
            out: PathBuf::from("public/styles"),
        }
    }
}

/// Reads the arguments.
///
/// # Errors
/// A sentence that names the argument that is wrong.
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
        Some("scenes") => {
            let mut plan = Plan { scenes_only: true, ..Plan::default() };
            add_style(&mut plan, "all")?;
            return parse_plan(arguments.skip(1), plan);
        }
        Some("quality") => return parse_quality(arguments.skip(1)),
        _ => {}
    }
    parse_plan(arguments, Plan::default())
}

fn parse_plan(arguments: impl Iterator<Item = String>, mut plan: Plan) -> Result<Command, String> {
    each(arguments, |flag, value| match flag {
        "--style" => add_style(&mut plan, &value()?),
        "--recipe" => {
            plan.recipes.push(value()?.into());
            Ok(())
        }
        "--engine" => match value()?.as_str() {
            "burn" => set(&mut plan.engine, Engine::Burn),
            "torch" => set(&mut plan.engine, Engine::Torch),
            other => Err(format!("--engine is burn or torch, not {other}.")),
        },
        "--threads" => set(&mut plan.threads, number(flag, &value()?)?),
        "--device" => set(&mut plan.device, value()?),
        "--tier" => set(&mut plan.tier, Some(value()?)),
        "--steps" => set(&mut plan.steps, Some(number(flag, &value()?)?)),
        "--scenes" => set(&mut plan.scenes, Some(number(flag, &value()?)?)),
        "--seed" => set(&mut plan.seed, Some(number(flag, &value()?)?)),
        "--resume" => set(&mut plan.resume, true),
        "--work" => set(&mut plan.work, value()?.into()),
        "--out" => set(&mut plan.out, value()?.into()),
        _ => Err(unknown(flag)),
    })?;
    if plan.styles.is_empty() && plan.recipes.is_empty() {
        return Err("Which style? --style ID, --style all, or --recipe FILE.".into());
    }
    Ok(Command::Train(plan))
}

fn add_style(plan: &mut Plan, id: &str) -> Result<(), String> {
    let all = stylize::STYLES.iter().map(|style| style.id.to_owned());
    let before = plan.styles.len();
    plan.styles.extend(all.filter(|known| id == "all" || known == id));
    if plan.styles.len() == before { Err(format!("There is no style {id}.")) } else { Ok(()) }
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

fn parse_quality(arguments: impl Iterator<Item = String>) -> Result<Command, String> {
    let mut plan = quality::Plan {
        node: PathBuf::from("node"),
        packs: PathBuf::from("public/styles"),
        work: PathBuf::from("target/bench/quality"),
        out: PathBuf::from("target/bench/style-quality.json"),
        keep: None,
        gate: false,
        quick: false,
    };
    each(arguments, |flag, value| match flag {
        "--node" => set(&mut plan.node, value()?.into()),
        "--packs" => set(&mut plan.packs, value()?.into()),
        "--keep" => set(&mut plan.keep, Some("docs/styles".into())),
        "--gate" => set(&mut plan.gate, true),
        "--quick" => set(&mut plan.quick, true),
        _ => Err(unknown(flag)),
    })?;
    Ok(Command::Quality(plan))
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
        assert_eq!((plan.styles.len(), plan.steps, plan.resume), (4, Some(9), true));
    }

    #[test]
    fn mistakes_are_named() {
        for (line, part) in [
            ("--style nobody", "nobody"),
            ("--style all --steps many", "many"),
            ("--style all --faster", "--faster"),
            ("--steps 3", "--style"),
            ("--style all --engine steam", "steam"),
            ("--style", "value"),
        ] {
            let message = parsed(line).expect_err(line);
            assert!(message.contains(part), "{line}: {message}");
        }
    }
}
