//! One training run: scenes, teacher, steps, checkpoints, pack, and what it is worth.

use crate::arguments::Plan;
use crate::dataset::{Batch, DATASET_VERSION, Dataset, guidance_of, picture_of};
use crate::optimizer::Optimizer;
use crate::scenes::random::Random;
use crate::teacher::{Recipe, recipes};
use crate::{checkpoint, loss, measure};
use pollster::block_on;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;
use stylize::{Device, FORMAT, INPUT_CONVENTION, Network, Tensor, TensorData, Tier};

/// Side of scenes and of the pictures the network is made for.
pub const SIDE: usize = 512;
const CROP: usize = 128;
const BATCH: usize = 8;
const CHECKPOINT_STEPS: usize = 100;
/// Scenes that are never trained on, by which a run is judged.
const HELD_OUT: usize = 6;
const HELD_OUT_SEED: u64 = 1 << 40;
const AUTHOR: &str = "Digigami";
const LICENCE: &str = "MIT";

/// A style that follows another one in the same run starts from its weights: lines, bands and
/// flats are alike, so a half of the steps is enough.
const FOLLOWER_DIVISOR: usize = 2;

/// Where a style's training begins.
struct Start {
    weights: Vec<Vec<f32>>,
    /// The style whose weights these are, or `nothing`.
    from: &'static str,
    steps: usize,
}

/// What a style's training ended with.
struct Learned {
    style: &'static str,
    weights: Vec<Vec<f32>>,
}

/// Trains every style of the plan.
pub fn train(plan: &Plan) -> Result<(), String> {
    let tier = Tier::named(&plan.tier).ok_or(format!("There is no tier {}.", plan.tier))?;
    let device = device(&plan.device)?;
    let mut before: Option<Learned> = None;
    for id in &plan.styles {
        let recipe = recipes::by_id(id).ok_or(format!("The teacher has no recipe for {id}."))?;
        let start = before.as_ref().map_or_else(
            || Start {
                weights: initial_weights(tier, plan.seed),
                from: "nothing",
                steps: plan.steps,
            },
            |learned| Start {
                weights: learned.weights.clone(),
                from: learned.style,
                steps: plan.steps / FOLLOWER_DIVISOR,
            },
        );
        before = Some(train_style(plan, tier, &device, recipe, start)?);
    }
    Ok(())
}

fn device(name: &str) -> Result<Device, String> {
    match name {
        "cpu" => Ok(Device::flex()),
        #[cfg(feature = "cuda")]
        "cuda" => Ok(Device::cuda(0)),
        #[cfg(feature = "wgpu")]
        "wgpu" => Ok(Device::wgpu(burn::tensor::DeviceKind::DefaultDevice)),
        _ => {
            Err(format!("This build cannot train on {name}; cargo xtask train adds what it needs."))
        }
    }
}

fn train_style(
    plan: &Plan,
    tier: &'static Tier,
    device: &Device,
    recipe: &'static Recipe,
    begin: Start,
) -> Result<Learned, String> {
    let start = Instant::now();
    println!("{}: {} scenes and their teacher pictures", recipe.id, plan.scenes);
    let data = Dataset::of(recipe, plan.scenes, plan.seed, &plan.work)?;
    let held_out = Dataset::of(recipe, HELD_OUT, HELD_OUT_SEED, &plan.work)?;
    println!("{}: ready after {:.0} s", recipe.id, start.elapsed().as_secs_f32());

    let sizes: Vec<usize> = tier.tensors().iter().map(|t| t.shape.iter().product()).collect();
    let untrained = initial_weights(tier, plan.seed);
    let file = plan.work.join(format!("{}-{}.checkpoint", recipe.id, tier.name));
    let mut optimizer = if plan.resume && file.exists() {
        checkpoint::load(&file, &sizes)?
    } else {
        Optimizer::new(begin.weights.clone())
    };
    steps(
        plan,
        tier,
        device,
        &Course { recipe, data: &data, steps: begin.steps, file },
        &mut optimizer,
    )?;
    let before = judge(tier, &untrained, &held_out)?;
    let after = judge(tier, &optimizer.average, &held_out)?;
    println!(
        "{}: held-out scenes {:.2} dB and SSIM {:.3} (untrained {:.2} dB and {:.3})",
        recipe.id, after.0, after.1, before.0, before.1
    );
    if after.0 < before.0 + 3.0 {
        return Err(format!("{} did not learn; its pack is not written.", recipe.id));
    }
    let bytes = block_on(stylize::write_pack(
        tier,
        &optimizer.average,
        notes(plan, tier, recipe, &begin, after),
    ))
    .map_err(|e| format!("{}: {e}", recipe.id))?;
    fs::create_dir_all(&plan.out).map_err(|e| e.to_string())?;
    let path = plan.out.join(format!("{}.safetensors", recipe.id));
    fs::write(&path, &bytes).map_err(|e| format!("{}: {e}", path.display()))?;
    println!("{}: {} ({} bytes)", recipe.id, path.display(), bytes.len());
    Ok(Learned { style: recipe.id, weights: optimizer.average })
}

/// What one run of steps works on.
struct Course<'a> {
    recipe: &'a Recipe,
    data: &'a Dataset,
    steps: usize,
    /// The checkpoint.
    file: PathBuf,
}

fn steps(
    plan: &Plan,
    tier: &'static Tier,
    device: &Device,
    course: &Course<'_>,
    optimizer: &mut Optimizer,
) -> Result<(), String> {
    let start = Instant::now();
    let decays: Vec<bool> = tier.tensors().iter().map(|t| t.fan_in > 0).collect();
    let mut log = String::from("step,loss,rate,seconds\n");
    let mut running = None;
    while optimizer.step < course.steps {
        // Every step draws from its own seed, so that a resumed run sees what it would have seen.
        let mut random = Random::new(plan.seed ^ ((optimizer.step as u64 + 1) << 20));
        let batch = course.data.batch(BATCH, CROP, &mut random);
        let (value, gradients) = gradients(tier, device, &optimizer.weights, batch)?;
        optimizer.update(&gradients, &decays, course.steps);
        let mean = running.map_or(value, |old: f32| old * 0.98 + value * 0.02);
        running = Some(mean);
        if optimizer.step.is_multiple_of(20) {
            let rate = Optimizer::rate(optimizer.step, course.steps);
            let seconds = start.elapsed().as_secs_f32();
            writeln!(log, "{},{mean:.5},{rate:.6},{seconds:.1}", optimizer.step)
                .map_err(|e| e.to_string())?;
        }
        if optimizer.step.is_multiple_of(CHECKPOINT_STEPS) || optimizer.step == course.steps {
            checkpoint::save(&course.file, optimizer)?;
            println!(
                "{}: step {} of {}, loss {mean:.4}, {:.0} s",
                course.recipe.id,
                optimizer.step,
                course.steps,
                start.elapsed().as_secs_f32()
            );
        }
    }
    keep_log(&plan.work.join(format!("{}-{}.csv", course.recipe.id, tier.name)), &log, plan.resume)
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

fn gradients(
    tier: &'static Tier,
    device: &Device,
    weights: &[Vec<f32>],
    batch: Batch,
) -> Result<(f32, Vec<Vec<f32>>), String> {
    let learning = device.clone().autodiff();
    let mut fours: Vec<(usize, Tensor<4>)> = Vec::new();
    let mut ones: Vec<(usize, Tensor<1>)> = Vec::new();
    let network = Network::new(tier, &learning, |i| weights[i].clone()).map_tensors(
        |i, t| {
            let t = t.require_grad();
            fours.push((i, t.clone()));
            t
        },
        |i, t| {
            let t = t.require_grad();
            ones.push((i, t.clone()));
            t
        },
    );
    let tensor = |values: Vec<f32>, c: usize, side: usize| {
        Tensor::<4>::from_data(TensorData::new(values, [BATCH, c, side, side]), &learning)
    };
    let drawn = network.forward(tensor(batch.input, 3, CROP), tensor(batch.guidance, 3, CROP / 2));
    let value = loss::loss(drawn, tensor(batch.target, 3, CROP), tensor(batch.map, 1, CROP));
    let mut grads = value.backward();
    let number = value.into_data().try_to_vec::<f32>().map_err(|e| format!("{e:?}"))?[0];
    if !number.is_finite() {
        return Err("The loss is no longer a number; resume with another seed.".into());
    }
    let mut gradients = vec![Vec::new(); weights.len()];
    let missing = |i: usize| format!("Tensor {i} has no gradient.");
    for (i, t) in fours {
        let grad = t.grad_remove(&mut grads).ok_or(missing(i))?;
        gradients[i] = grad.into_data().try_to_vec().map_err(|e| format!("{e:?}"))?;
    }
    for (i, t) in ones {
        let grad = t.grad_remove(&mut grads).ok_or(missing(i))?;
        gradients[i] = grad.into_data().try_to_vec().map_err(|e| format!("{e:?}"))?;
    }
    Ok((number, gradients))
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

fn notes(
    plan: &Plan,
    tier: &Tier,
    recipe: &Recipe,
    begin: &Start,
    score: (f64, f64),
) -> BTreeMap<String, String> {
    let style = stylize::style(recipe.id);
    [
        ("format", FORMAT.to_owned()),
        ("input", INPUT_CONVENTION.to_owned()),
        ("id", recipe.id.to_owned()),
        ("name", style.map_or(recipe.id, |s| s.name).to_owned()),
        ("version", "1".to_owned()),
        ("tier", tier.name.to_owned()),
        ("licence", LICENCE.to_owned()),
        ("author", AUTHOR.to_owned()),
        ("teacher_hash", teacher_hash(recipe)),
        (
            "training",
            format!(
                "{} steps from {}, {} scenes, seed {}",
                begin.steps, begin.from, plan.scenes, plan.seed
            ),
        ),
        ("held_out", format!("{:.2} dB, SSIM {:.3}", score.0, score.1)),
    ]
    .map(|(key, value)| (key.to_owned(), value))
    .into()
}

/// Names the teacher: changes whenever the recipe or the way it is drawn does.
fn teacher_hash(recipe: &Recipe) -> String {
    let digest = Sha256::digest(format!("teacher {DATASET_VERSION} {recipe:?}"));
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn keep_log(path: &Path, log: &str, append: bool) -> Result<(), String> {
    let before = if append { fs::read_to_string(path).unwrap_or_default() } else { String::new() };
    let lines = if before.is_empty() { log } else { log.split_once('\n').map_or("", |(_, l)| l) };
    fs::write(path, before + lines).map_err(|e| format!("{}: {e}.", path.display()))
}
