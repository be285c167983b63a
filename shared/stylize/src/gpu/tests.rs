use super::plan::{Plan, Slot};
use super::*;
use crate::tier::Tier;
use crate::{GOLDEN_TOLERANCE, TIERS, processor};

/// Numbers in `-1.0..1.0`, the same on every machine.
fn noise(mut state: u32) -> impl FnMut() -> f32 {
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 23) as f32 - 1.0
    }
}

/// Weights of a size that keeps the numbers alive through all layers.
fn weights(tier: &'static Tier) -> Vec<Vec<f32>> {
    let mut next = noise(7);
    let fill = |spec: &crate::TensorSpec| {
        let scale = if spec.fan_in == 0 { 0.1 } else { (1.5 / spec.fan_in as f32).sqrt() };
        (0..spec.shape.iter().product()).map(|_| next() * scale).collect()
    };
    tier.tensors().iter().map(fill).collect()
}

fn input(width: usize, height: usize) -> (Picture, [Plane; 3]) {
    let mut next = noise(3);
    let picture = Picture::from_fn(width, height, |_, _| [0; 3].map(|_| next() * 0.5 + 0.5));
    let guidance = [0; 3].map(|_| Plane::from_fn(width / 2, height / 2, |_, _| next() + 0.5));
    (picture, guidance)
}

#[test]
fn a_place_is_used_again_only_when_nobody_needs_it() {
    for tier in &TIERS {
        let plan = Plan::new(tier);
        let launches: Vec<_> = plan.units.iter().flatten().collect();
        for (position, launch) in launches.iter().enumerate() {
            let reads: Vec<Slot> =
                [Some(launch.input), launch.other].into_iter().flatten().collect();
            assert!(!reads.contains(&launch.output), "a launch reads what it writes: {launch:?}");
            for read in reads.iter().filter(|read| **read != plan.source) {
                let writer = launches[..position].iter().rposition(|it| it.output == *read);
                let writer = writer.expect("somebody has written it");
                let same_maps = launches[writer + 1..position].iter().all(|it| it.output != *read);
                assert!(same_maps, "overwritten before {launch:?}");
            }
        }
        assert_eq!((plan.result.quads, plan.result.level), (3, 1));
    }
}

#[test]
fn skips_survive_until_the_way_up() {
    for tier in &TIERS {
        let plan = Plan::new(tier);
        let launches: Vec<_> = plan.units.iter().flatten().collect();
        let inputs = |stride_wanted: usize| {
            launches.iter().filter_map(move |it| match it.kernel {
                super::plan::Kernel::Dense { stride, .. } if stride == stride_wanted => {
                    Some(it.input)
                }
                _ => None,
            })
        };
        let remembered: Vec<Slot> = inputs(2).collect();
        let added: Vec<Slot> = launches
            .iter()
            .filter(|it| it.output.level < it.input.level)
            .filter_map(|it| it.other)
            .collect();
        assert_eq!(remembered.into_iter().rev().collect::<Vec<_>>(), added, "{}", tier.name);
    }
}

/// A device that checks everything and computes nothing: every shader and every launch is valid.
#[test]
fn kernels_are_accepted() {
    let (device, queue) = wgpu::Device::noop(&wgpu::DeviceDescriptor::default());
    let gpu = Gpu::new(device, queue);
    for tier in &TIERS {
        let weights = weights(tier);
        let network = Network::new(&gpu, tier, |position| weights[position].clone());
        let (picture, guidance) = input(40, 24);
        let drawn = pollster::block_on(draw(&network, &picture, &guidance));
        let drawn = drawn.unwrap_or_else(|fault| panic!("{}: {fault}", tier.name));
        assert_eq!((drawn.width, drawn.height), (40, 24));
    }
}

#[test]
fn a_lost_card_is_a_fault() {
    let (device, queue) = wgpu::Device::noop(&wgpu::DeviceDescriptor::default());
    let gpu = Gpu::new(device, queue);
    let weights = weights(&TIERS[0]);
    let network = Network::new(&gpu, &TIERS[0], |position| weights[position].clone());
    let (picture, guidance) = input(16, 8);
    let pass = Pass::new(&network, &picture, &guidance);
    gpu.device.destroy();
    assert!(pollster::block_on(pass.finish()).is_err(), "a card that is gone draws nothing");
}

/// On whatever card there is, emulated or not. Where there is none the browser's journey and the
/// golden picture of every pack are what holds the kernels to their numbers.
#[test]
fn the_card_draws_what_the_processor_draws() {
    pollster::block_on(async {
        let instance = wgpu::Instance::new(wgpu::InstanceDescriptor::new_without_display_handle());
        // The browser's journey and every pack's golden picture hold the kernels where none is.
        let Ok(adapter) = instance.request_adapter(&Default::default()).await else {
            return println!("no card here: nothing was compared");
        };
        println!("{:?}", adapter.get_info());
        let (device, queue) = adapter.request_device(&Default::default()).await.expect("a device");
        let gpu = Gpu::new(device, queue);
        // Sides that fill workgroups, and sides that end within one.
        for (tier, width, height) in
            [(&TIERS[0], 64, 64), (&TIERS[1], 72, 40), (&TIERS[1], 8, 8), (&TIERS[0], 24, 136)]
        {
            let weights = weights(tier);
            let (picture, guidance) = input(width, height);
            let card = Network::new(&gpu, tier, |position| weights[position].clone());
            let ours = draw(&card, &picture, &guidance).await.expect("the card draws");
            let plain = processor::Network::new(tier, |position| weights[position].clone());
            let theirs = processor::draw(&plain, &picture, &guidance).expect("finite numbers");
            let pairs = || ours.pixels.iter().flatten().zip(theirs.pixels.iter().flatten());
            let worst = pairs().map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            println!("{} {width} × {height}: differs by {worst:e}", tier.name);
            assert!(worst <= GOLDEN_TOLERANCE, "{} differs by {worst}", tier.name);
            let inner = pairs().filter(|(a, _)| (0.01..0.99).contains(*a)).count();
            assert!(inner * 4 > ours.pixels.len(), "the picture must not be clamped away");
        }
    });
}
