//! One training run: scenes, teacher, steps, checkpoints, pack, and what it is worth.

use crate::arguments::{Engine, Plan};
use crate::dataset::{DATASET_VERSION, Dataset, Shelf, guidance_of, picture_of};
use crate::optimizer::Optimizer;
use crate::recipe::{self, RecipeFile, teacher_hash};
use crate::scenes::random::Random;
use crate::steps::{self, Course};
use crate::teacher::Recipe;
use crate::{checkpoint, curve, measure};
use pollster::block_on;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use stylize::{Device, FORMAT, INPUT_CONVENTION, Network, Pack, Tier};

/// Side of scenes and of the pictures the network is made for.
pub const SIDE: usize = 512;
/// Scenes that are never trained on, by which a run is judged.
const HELD_OUT: u64 = 6;
const HELD_OUT_SEED: u64 = 1 << 40;
/// What a run must gain over the untrained network for its pack to be written, in decibels.
const GAIN_MIN: f64 = 3.0;

/// Trains every recipe of the plan.
///
/// # Errors
/// A sentence for the terminal; what was learned until the last checkpoint is kept.
pub fn train(plan: &Plan) -> Result<(), String> {
    let files = files(plan)?;
    let shelf = Shelf::of(&plan.work);
    let teachers: Vec<&Recipe> = files.iter().map(|file| &file.teacher).collect();
    for file in &files {
        let seeds: Vec<u64> = seeds(file);
        println!("{}: {} scenes and their teacher pictures", file.pack.id, seeds.len());
        shelf.fill(&teachers, &seeds)?;
        shelf.fill(&teachers, &held_out())?;
        if !plan.scenes_only {
            train_one(plan, file, &shelf, &seeds)?;
        }
    }
    Ok(())
}

/// The recipes of the plan, with what the plan asks for in place of their own.
fn files(plan: &Plan) -> Result<Vec<RecipeFile>, String> {
    let shipped = recipe::shipped().iter().filter(|f| plan.styles.contains(&f.pack.id)).cloned();
    let mut files: Vec<RecipeFile> = shipped.collect();
    for path in &plan.recipes {
        let file = RecipeFile::read(path)?;
        if stylize::style(&file.pack.id).is_some() {
            return Err(format!("{} is a style that ships; choose another id.", file.pack.id));
        }
        files.push(file);
    }
    for file in &mut files {
        let training = &mut file.training;
        if let Some(tier) = &plan.tier {
            Tier::named(tier).ok_or(format!("There is no tier {tier}."))?;
            training.tier.clone_from(tier);
        }
        training.steps = plan.steps.unwrap_or(training.steps);
        training.scenes = plan.scenes.unwrap_or(training.scenes);
        training.seed = plan.seed.unwrap_or(training.seed);
        file.check()?;
    }
    Ok(files)
}

fn seeds(file: &RecipeFile) -> Vec<u64> {
    (0..file.training.scenes as u64).map(|i| file.training.seed + i).collect()
}

fn held_out() -> Vec<u64> {
    (0..HELD_OUT).map(|i| HELD_OUT_SEED + i).collect()
}

fn train_one(plan: &Plan, file: &RecipeFile, shelf: &Shelf, seeds: &[u64]) -> Result<(), String> {
    let tier = file.tier();
    let id = &file.pack.id;
    let sizes: Vec<usize> = tier.tensors().iter().map(|t| t.shape.iter().product()).collect();
    let untrained = initial_weights(tier, file.training.seed);
    let name = format!("{id}-{}", tier.name);
    let course = Course {
        file,
        tier,
        shelf,
        seeds,
        checkpoint: plan.work.join(format!("{name}.checkpoint")),
        log: plan.work.join(format!("{name}.csv")),
    };
    if !(plan.resume && course.checkpoint.exists()) {
        let begin = match &file.training.start {
            Some(start) => pack_weights(&plan.out.join(format!("{start}.safetensors")), tier)?,
            None => untrained.clone(),
        };
        checkpoint::save(&course.checkpoint, &Optimizer::new(begin))?;
        fs::write(&course.log, "step,loss,rate,seconds\n").map_err(|e| e.to_string())?;
    }
    match plan.engine {
        Engine::Burn => steps::burn::run(&course, &plan.device)?,
        Engine::Torch => steps::torch::run(&course, plan.threads)?,
    }
    curve::draw(&course.log, &plan.work.join(format!("{name}.png")))?;
    let weights = checkpoint::load(&course.checkpoint, &sizes)?.average;
    let data = Dataset::of(shelf, &file.teacher, &held_out())?;
    let (before, after) = (judge(tier, &untrained, &data)?, judge(tier, &weights, &data)?);
    println!(
        "{id}: held-out scenes {:.2} dB and SSIM {:.3} (untrained {:.2} dB and {:.3})",
        after.0, after.1, before.0, before.1
    );
    if after.0 < before.0 + GAIN_MIN {
        return Err(format!("{id} did not learn; its pack is not written."));
    }
    let bytes = stylize::write_pack(tier, &weights, notes(plan, file, after))
        .map_err(|e| format!("{id}: {e}"))?;
    fs::create_dir_all(&plan.out).map_err(|e| e.to_string())?;
    let path = plan.out.join(format!("{id}.safetensors"));
    fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("{id}: {} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// The weights of a pack that a run begins with.
fn pack_weights(path: &Path, tier: &Tier) -> Result<Vec<Vec<f32>>, String> {
    let wrong = |why: String| format!("The run cannot begin with {}: {why}", path.display());
    let bytes = fs::read(path).map_err(|e| wrong(e.to_string()))?;
    let pack = Pack::from_bytes(&bytes).map_err(|e| wrong(e.to_string()))?;
    if pack.tier() != tier {
        return Err(wrong(format!("its tier is {}, not {}.", pack.tier().name, tier.name)));
    }
    Ok(pack.weights().to_vec())
}

/// Kaiming for what a ReLU follows, small for what is added to something, the identity for the
/// colour matrix: an untrained network nearly repeats its input.
fn initial_weights(tier: &Tier, seed: u64) -> Vec<Vec<f32>> {
    let mut random = Random::new(seed);
    let spec = |t: stylize::TensorSpec| {
        let n: usize = t.shape.iter().product();
        if t.name == "colour.weight" {
            return (0..n).map(|i| if i % 4 == 0 { 1.0 } else { 0.0 }).collect();
        }
        if t.fan_in == 0 {
            return vec![0.0; n];
        }
        let quiet = t.name.contains("narrow") || t.name.starts_with("head");
        let gain = if quiet { 0.1 } else { 1.0 };
        let deviation = gain * (2.0 / t.fan_in as f32).sqrt();
        (0..n).map(|_| random.normal() * deviation).collect()
    };
    tier.tensors().into_iter().map(spec).collect()
}

/// Mean PSNR and SSIM against the teacher on pictures that were not trained on.
fn judge(tier: &'static Tier, weights: &[Vec<f32>], data: &Dataset) -> Result<(f64, f64), String> {
    let device = Device::flex();
    let network = Network::new(tier, &device, |i| weights[i].clone());
    let (mut psnr, mut ssim) = (0.0, 0.0);
    for example in &data.examples {
        let picture = picture_of(&example.input);
        let guidance = guidance_of(&example.guidance);
        let drawn = block_on(stylize::draw(&network, &device, &picture, &guidance))
            .map_err(|e| e.to_string())?;
        let target = picture_of(&example.target);
        psnr += measure::psnr(&drawn, &target);
        ssim += measure::ssim(&drawn, &target);
    }
    let n = data.examples.len() as f64;
    Ok((psnr / n, ssim / n))
}

fn notes(plan: &Plan, file: &RecipeFile, score: (f64, f64)) -> BTreeMap<String, String> {
    let (pack, training) = (&file.pack, &file.training);
    let engine = match plan.engine {
        Engine::Burn => "burn",
        Engine::Torch => "torch",
    };
    [
        ("format", FORMAT.to_owned()),
        ("input", INPUT_CONVENTION.to_owned()),
        ("id", pack.id.clone()),
        ("name", pack.name.clone()),
        ("version", pack.version.clone()),
        ("tier", training.tier.clone()),
        ("licence", pack.licence.clone()),
        ("author", pack.author.clone()),
        ("teacher_hash", teacher_hash(&file.teacher, DATASET_VERSION)),
        (
            "training",
            format!(
                "{} steps from {} on {engine}, {} scenes, seed {}",
                training.steps,
                training.start.as_deref().unwrap_or("nothing"),
                training.scenes,
                training.seed
            ),
        ),
        ("held_out", format!("{:.2} dB, SSIM {:.3}", score.0, score.1)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}
