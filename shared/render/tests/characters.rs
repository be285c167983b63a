//! Real characters: on a card, on the processor, and by the drawing's own renderer.

mod card;
mod figure;

use card::{difference, on_a_card};
use character::raster;
use figure::Figure;
use render::{Crowd, Instance, Scene, View, reference};

/// Half a pixel to a unit: the bust on 512 pixels.
const SCALE: f32 = 0.5;

fn bust() -> Scene {
    let mut scene = Scene::new(View::bust(512));
    scene.ground = Some([1.0; 4]);
    scene
}

/// The pose of a figure as that of one character with everything bent.
fn alone(figure: &mut Figure, values: &[(&str, f32)]) -> Scene {
    let mut scene = bust();
    let mut crowd = Crowd::new(figure.archetype.clone());
    figure.hold(&mut crowd, 0, values);
    crowd.set_instances(&[Instance::new(0).shaped(0)]).expect("one");
    scene.crowds.push(crowd);
    scene
}

/// A picture with straight alpha over white.
fn over_white(picture: &raster::Picture) -> Vec<u8> {
    let over = |pixel: &[u8]| {
        let alpha = u16::from(pixel[3]);
        let on = |value: u8| ((u16::from(value) * alpha + 255 * (255 - alpha) + 127) / 255) as u8;
        [on(pixel[0]), on(pixel[1]), on(pixel[2]), 255]
    };
    picture.rgba.chunks_exact(4).flat_map(over).collect()
}

#[test]
fn a_character_is_drawn_alike_thrice() {
    on_a_card("a_character_is_drawn_alike_thrice", |card| {
        let mut stage = card.stage();
        for seed in [1, 3] {
            let mut figure = Figure::surprising(seed, SCALE);
            for values in [
                &[][..],
                &[("AngleX", 20.0), ("AngleY", -8.0), ("EyeLOpen", 0.7), ("EyeBallX", 0.6)],
            ] {
                let scene = alone(&mut figure, values);
                let (ours, counts) = card.picture(&mut stage, &scene);
                let found = difference(&ours, &reference::draw(&scene, None));
                println!("{seed}: {found:?} {counts:?}");
                assert_eq!(counts.draws, 1);
                // Some sixty layers lie over each other, and each rounds.
                assert!(found.mean <= 0.25 && found.far_per_mille <= 20.0, "{found:?}");
                assert!(found.most <= 32, "{found:?}");
            }
        }
    });
}

/// At rest every picture lies where it was drawn, so our processor's picture is the drawing but
/// for the blur of one more sampling.
#[test]
fn a_character_at_rest_looks_as_it_was_drawn() {
    for seed in [1, 3] {
        let mut figure = Figure::surprising(seed, SCALE);
        let scene = alone(&mut figure, &[]);
        let ours = reference::draw(&scene, None);
        let mut drawing = figure.drawing.clone();
        drawing.layers.retain(|it| it.category != character::Category::Background);
        let plain = raster::plain(&drawing, raster::View::bust(512));
        let found = difference(&ours, &over_white(&plain));
        println!("{seed}: {found:?}");
        assert!(found.mean <= 2.0, "{seed}: {found:?}");
    }
}
