//! The steps on PyTorch: Burn stays the network's home, PyTorch only takes the steps, because on
//! a processor it takes them several times quicker.

use super::{BATCH, CHECKPOINT_STEPS, CROP, Course};
use crate::dataset::Shelf;
use crate::texture::Texture;
use crate::trainer::SIDE;
use crate::{loss, optimizer};
use serde_json::{Value, json};
use std::process::Command;
use stylize::Unit;

/// The loop itself.
const LOOP: &str = include_str!("../../torch/steps.py");

/// Takes the steps that are left, on `threads` threads (0: all cores).
///
/// `DIGIGAMI_PYTHON` names the interpreter; without it `python3` is asked.
///
/// # Errors
/// When there is no Python with PyTorch, or the loop fails.
pub fn run(course: &Course<'_>, threads: usize) -> Result<(), String> {
    let texture = course.file.painting.as_ref().map(Texture::of).transpose()?;
    let beside = |ending: &str| course.checkpoint.with_extension(ending);
    let painting = match &texture {
        Some(texture) => {
            let path = beside("painting");
            std::fs::write(&path, texture.bytes()).map_err(|e| e.to_string())?;
            Some(path)
        }
        None => None,
    };
    let mut plan = plan(course, threads);
    plan["painting"] = json!(painting);
    plan["painting_side"] = json!(SIDE);
    plan["painting_weight"] = json!(course.file.painting.as_ref().map(|p| p.weight));
    let (plan_file, script) = (beside("json"), beside("py"));
    std::fs::write(&plan_file, plan.to_string()).map_err(|e| e.to_string())?;
    std::fs::write(&script, LOOP).map_err(|e| e.to_string())?;
    let python = std::env::var("DIGIGAMI_PYTHON").unwrap_or_else(|_| "python3".into());
    let status = Command::new(&python).arg(&script).arg(&plan_file).status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(_) => Err(format!(
            "PyTorch stopped; what it learned until its last checkpoint is kept, and --resume goes \
             on. If it is not installed: {python} -m pip install torch numpy, or --engine burn."
        )),
        Err(e) => Err(format!("{python} could not be started: {e}. --engine burn needs none.")),
    }
}

fn plan(course: &Course<'_>, threads: usize) -> Value {
    let training = &course.file.training;
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let tensors: Vec<Value> = course
        .tier
        .tensors()
        .iter()
        .map(|tensor| json!({ "name": tensor.name, "shape": tensor.shape }))
        .collect();
    let units: Vec<Value> =
        course.tier.units().iter().map(|unit| json!({ "kind": kind(unit) })).collect();
    json!({
        "units": units,
        "tensors": tensors,
        "folder": course.shelf.folder(),
        "style": Shelf::pictures(&course.file.teacher),
        "scenes": course.seeds,
        "side": SIDE,
        "crop": CROP,
        "batch": BATCH,
        "seed": training.seed,
        "steps": training.steps,
        "threads": if threads == 0 { cores } else { threads },
        "quick": true,
        "checkpoint": course.checkpoint,
        "checkpoint_steps": CHECKPOINT_STEPS,
        "log": course.log,
        "edge_weight": loss::EDGE_WEIGHT,
        "structure_weight": loss::STRUCTURE_WEIGHT,
        "rate_peak": optimizer::RATE_PEAK,
        "rate_end": optimizer::RATE_END,
        "warm_up": optimizer::WARM_UP_STEPS,
        "weight_decay": optimizer::WEIGHT_DECAY,
        "clip": optimizer::CLIP,
        "average": optimizer::AVERAGE,
    })
}

fn kind(unit: &Unit) -> &'static str {
    match unit {
        Unit::Stem => "stem",
        Unit::Block { .. } => "block",
        Unit::Down { .. } => "down",
        Unit::Up { .. } => "up",
        Unit::Head => "head",
    }
}
