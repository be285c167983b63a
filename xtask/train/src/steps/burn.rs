//! The steps on Burn.

use super::{BATCH, CHECKPOINT_STEPS, CROP, Course};
use crate::dataset::{Batch, Dataset};
use crate::optimizer::Optimizer;
use crate::scenes::random::Random;
use crate::texture::Texture;
use crate::{checkpoint, loss};
use std::io::Write as _;
use std::time::Instant;
use stylize::{Device, Network, Tensor, TensorData, Tier};

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

/// Takes the steps that are left.
///
/// # Errors
/// When the device is not in this build, a file cannot be written, or the loss is no number.
pub fn run(course: &Course<'_>, device_name: &str) -> Result<(), String> {
    let device = device(device_name)?;
    let tier = course.tier;
    let training = &course.file.training;
    let data = Dataset::of(course.shelf, &course.file.teacher, course.seeds)?;
    let texture = course.file.painting.as_ref().map(Texture::of).transpose()?;
    let start = Instant::now();
    let sizes: Vec<usize> = tier.tensors().iter().map(|t| t.shape.iter().product()).collect();
    let mut optimizer = checkpoint::load(&course.checkpoint, &sizes)?;
    let decays: Vec<bool> = tier.tensors().iter().map(|t| t.fan_in > 0).collect();
    let mut log = std::fs::OpenOptions::new()
        .append(true)
        .open(&course.log)
        .map_err(|e| format!("{}: {e}", course.log.display()))?;
    let mut running = None;
    while optimizer.step < training.steps {
        // Every step draws from its own seed, so that a resumed run sees what it would have seen.
        let mut random = Random::new(training.seed ^ ((optimizer.step as u64 + 1) << 20));
        let batch = data.batch(BATCH, CROP, &mut random);
        let lesson = Lesson { batch, texture: texture.as_ref(), random };
        let (value, gradients) = gradients(tier, &device, &optimizer.weights, lesson)?;
        optimizer.update(&gradients, &decays, training.steps);
        let mean = running.map_or(value, |old: f32| old * 0.98 + value * 0.02);
        running = Some(mean);
        let seconds = start.elapsed().as_secs_f32();
        if optimizer.step.is_multiple_of(20) {
            let rate = Optimizer::rate(optimizer.step, training.steps);
            writeln!(log, "{},{mean:.5},{rate:.6},{seconds:.1}", optimizer.step)
                .map_err(|e| e.to_string())?;
        }
        if optimizer.step.is_multiple_of(CHECKPOINT_STEPS) || optimizer.step == training.steps {
            checkpoint::save(&course.checkpoint, &optimizer)?;
            let (id, step, steps) = (&course.file.pack.id, optimizer.step, training.steps);
            println!("{id}: step {step} of {steps}, loss {mean:.4}, {seconds:.0} s");
        }
    }
    Ok(())
}

/// What one step learns from.
struct Lesson<'a> {
    batch: Batch,
    texture: Option<&'a Texture>,
    random: Random,
}

fn gradients(
    tier: &'static Tier,
    device: &Device,
    weights: &[Vec<f32>],
    mut lesson: Lesson<'_>,
) -> Result<(f32, Vec<Vec<f32>>), String> {
    let learning = device.clone().autodiff();
    let batch = lesson.batch;
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
    let mut value =
        loss::loss(drawn.clone(), tensor(batch.target, 3, CROP), tensor(batch.map, 1, CROP));
    if let Some(texture) = lesson.texture {
        value = value + texture.distance(drawn, &mut lesson.random);
    }
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
