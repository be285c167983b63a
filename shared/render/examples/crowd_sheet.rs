//! Draws a crowd of rigged characters, to be looked at: `FILE [KINDS] [CHARACTERS] [processor]`.
//!
//! On a graphics card if there is one and `processor` is not asked for.

#[path = "../tests/card/mod.rs"]
mod card;
#[path = "../tests/figure/mod.rs"]
mod figure;

use card::Card;
use figure::Figure;
use render::{Crowd, Instance, Scene, View, reference};
use std::error::Error;

/// How many phases of each clip there are; characters in the same phase share a row.
const PHASES: u16 = 4;
const CLIPS: [&str; 8] =
    ["idle_1", "walk", "wave", "dance_1", "dance_2", "dance_3", "cheer", "dance_7"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "crowd.png".into());
    let n_kinds: u64 = args.next().map_or(Ok(3), |it| it.parse())?;
    let n_characters: usize = args.next().map_or(Ok(60), |it| it.parse())?;
    let on_processor = args.next().is_some_and(|it| it == "processor");
    let view = View { origin: [0.0, 0.0], scale: 1.0, size: [1600, 900] };
    let mut scene = Scene::new(view);
    scene.ground = Some([0.93, 0.91, 0.88, 1.0]);
    for kind in 0..n_kinds {
        let mut figure = Figure::surprising(kind + 1, 0.35);
        scene.crowds.push(crowd(&mut figure, kind as usize, n_kinds as usize, n_characters));
    }
    let pixels = if on_processor {
        reference::draw(&scene, None)
    } else {
        let card = Card::new();
        let mut stage = card.stage();
        let (pixels, counts) = card.picture(&mut stage, &scene);
        println!("{counts:?}");
        pixels
    };
    let [width, height] = view.size;
    let mut encoder = png::Encoder::new(std::fs::File::create(path)?, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(())
}

/// One kind's share of the characters, in rows from back to front, each in a clip and phase.
fn crowd(figure: &mut Figure, kind: usize, n_kinds: usize, n_characters: usize) -> Crowd {
    let mut crowd = Crowd::new(figure.archetype.clone());
    for (at, clip) in CLIPS.iter().enumerate() {
        for phase in 0..PHASES {
            let row = at as u16 * PHASES + phase;
            figure.play(&mut crowd, row, clip, f32::from(phase) / f32::from(PHASES));
        }
    }
    let n_rows = CLIPS.len() * usize::from(PHASES);
    let instance = |k: usize| {
        let all = k * n_kinds + kind;
        let depth = k as f32 * n_kinds as f32 / n_characters as f32;
        let scale = 0.1 + 0.14 * depth;
        let at = [(all * 367 % 1560) as f32 - 512.0 * scale, 60.0 + 420.0 * depth];
        Instance::new((all * 5 % n_rows) as u16).at(at, scale)
    };
    let instances: Vec<Instance> = (0..n_characters / n_kinds).map(instance).collect();
    crowd.set_instances(&instances).expect("as many as asked for");
    crowd
}
