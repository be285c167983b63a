//! Counts what crowds cost a graphics card, on a device that checks everything and draws nothing:
//! draws, and bytes uploaded in a frame in which everybody moves, and in one in which nobody does.
//! Prints JSON; `cargo xtask bench rig` shows it.

#[path = "../tests/card/mod.rs"]
mod card;
#[path = "../tests/figure/mod.rs"]
mod figure;

use card::Card;
use figure::Figure;
use render::{Counts, Crowd, Instance, Scene, Stage, View};

const KINDS: u16 = 4;
const CROWDS: [u16; 2] = [60, 1000];
const CLIPS: [&str; 4] = ["walk", "run", "dance_1", "cheer"];

fn main() {
    let card = Card::blank();
    let mut figures: Vec<Figure> =
        (0..KINDS).map(|kind| Figure::surprising(u64::from(kind) + 1, 0.1)).collect();
    let rows: Vec<String> = CROWDS.iter().map(|n| row(&card, &mut figures, *n)).collect();
    println!("[{}]", rows.join(","));
}

fn row(card: &Card, figures: &mut [Figure], n: u16) -> String {
    let mut stage = card.stage();
    let mut scene = Scene::new(View { origin: [0.0; 2], scale: 1.0, size: [1024, 1024] });
    let n_each = n / KINDS;
    let instances: Vec<Instance> = (0..n_each).map(Instance::new).collect();
    for figure in figures.iter() {
        let mut crowd = Crowd::new(figure.archetype.clone());
        crowd.set_instances(&instances).expect("not too many");
        scene.crowds.push(crowd);
    }
    let first = frame(card, &mut stage, &mut scene, figures, 0.0);
    let moving = frame(card, &mut stage, &mut scene, figures, 0.3);
    let idle = draw(card, &mut stage, &scene);
    let bones: usize = figures.iter().map(|it| it.rig.n_bones() * usize::from(n_each)).sum();
    format!(
        r#"{{"characters":{n},"kinds":{KINDS},"bones":{bones},"draws":{},"uploads":{},"bytes":{},"bytesFirst":{},"bytesIdle":{},"drawsIdle":{}}}"#,
        moving.draws,
        moving.uploads,
        moving.uploaded_bytes,
        first.uploaded_bytes,
        idle.uploaded_bytes,
        idle.draws,
    )
}

/// Everybody at a moment of their own, a part of the way through their clips.
fn frame(
    card: &Card,
    stage: &mut Stage,
    scene: &mut Scene,
    figures: &mut [Figure],
    part: f32,
) -> Counts {
    for (figure, crowd) in figures.iter_mut().zip(&mut scene.crowds) {
        for row in 0..crowd.instances().len() as u16 {
            let clip = CLIPS[usize::from(row) % CLIPS.len()];
            let own = (f32::from(row) * 0.618_034 + part).fract();
            figure.play(crowd, row, clip, own);
        }
    }
    draw(card, stage, scene)
}

fn draw(card: &Card, stage: &mut Stage, scene: &Scene) -> Counts {
    let target = card.target(scene.view.size);
    stage.draw(scene, &target.create_view(&Default::default())).expect("a card that is there")
}
