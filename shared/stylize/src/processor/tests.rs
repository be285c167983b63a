use super::*;
use crate::TIERS;
use crate::tier::Tier;

/// Numbers in `-0.5..0.5`, the same on every machine.
fn noise(mut state: u32) -> impl FnMut() -> f32 {
    move || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as f32 / (1 << 24) as f32 - 0.5
    }
}

/// Weights of a size that keeps the numbers alive through all layers.
fn weights(tier: &'static Tier) -> Vec<Vec<f32>> {
    let mut next = noise(7);
    let specs = tier.tensors();
    let fill = |spec: &crate::TensorSpec| {
        let scale = if spec.fan_in == 0 { 0.2 } else { (6.0 / spec.fan_in as f32).sqrt() };
        (0..spec.shape.iter().product()).map(|_| next() * scale).collect()
    };
    specs.iter().map(fill).collect()
}

fn input(width: usize, height: usize) -> (Picture, [Plane; 3]) {
    let mut next = noise(3);
    let picture = Picture::from_fn(width, height, |_, _| [0; 3].map(|_| next() + 0.5));
    let guidance = [0; 3].map(|_| Plane::from_fn(width / 2, height / 2, |_, _| next() + 0.5));
    (picture, guidance)
}

fn network(tier: &'static Tier) -> Network {
    let weights = weights(tier);
    Network::new(tier, |position| weights[position].clone())
}

#[cfg(feature = "burn")]
#[test]
fn burn_draws_the_same() {
    let device = crate::Device::flex();
    // Sides that fill the last run of pixels, leave one in it, and fill none.
    for (tier, width, height) in
        [(&TIERS[0], 136, 64), (&TIERS[1], 96, 128), (&TIERS[0], 8, 8), (&TIERS[1], 40, 24)]
    {
        let weights = weights(tier);
        let (picture, guidance) = input(width, height);
        let ours = draw(&network(tier), &picture, &guidance).expect("finite numbers");
        let theirs = crate::Network::new(tier, &device, |position| weights[position].clone());
        let drawn = crate::draw(&theirs, &device, &picture, &guidance);
        let theirs = pollster::block_on(drawn).expect("finite numbers");
        let differences = || ours.pixels.iter().flatten().zip(theirs.pixels.iter().flatten());
        let worst = differences().map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst <= 1e-4, "{} at {width} × {height} differs by {worst}", tier.name);
        let inner = ours.pixels.iter().flatten().filter(|v| (0.01..0.99).contains(*v)).count();
        assert!(inner * 4 > ours.pixels.len(), "the picture must not be clamped away");
    }
}

#[test]
fn steps_add_up_to_the_whole() {
    let network = network(&TIERS[1]);
    let (picture, guidance) = input(512, 384);
    let mut pass = Pass::new(&network, &picture, &guidance);
    let (mut steps, mut last) = (0, 0.0);
    while pass.step() {
        assert!(pass.progress() > last, "progress goes forward");
        last = pass.progress();
        steps += 1;
    }
    assert!(steps > network.layers.len(), "large layers are cut into pieces: {steps}");
    assert!((last - 1.0).abs() < 1e-6, "the last step ends at {last}");
    assert_eq!(
        pass.finish().expect("finite"),
        draw(&network, &picture, &guidance).expect("finite")
    );
}

#[test]
fn what_is_not_finite_is_no_picture() {
    let weights = weights(&TIERS[0]);
    let last = weights.len() - 1;
    let network = Network::new(&TIERS[0], |position| {
        let mut values = weights[position].clone();
        if position == last {
            values[1] = f32::INFINITY;
        }
        values
    });
    let (picture, guidance) = input(16, 8);
    assert!(draw(&network, &picture, &guidance).is_err(), "an infinite colour is no colour");
}

#[test]
#[should_panic(expected = "multiples of 8")]
fn other_sides_are_a_mistake_of_the_caller() {
    let (picture, guidance) = input(20, 16);
    drop(Pass::new(&network(&TIERS[0]), &picture, &guidance));
}
