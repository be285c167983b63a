//! Heads as pixels: no holes, labels that swap, and every style with its finish.
#![cfg(feature = "raster")]

use character::geometry::{Bounds, pt};
use character::hair::{Hair, HairStyle};
use character::raster::{Picture, View, layer, plain, render};
use character::{Category, Drawing, Look, Style, draw};

fn alpha(picture: &Picture, x: usize, y: usize) -> u8 {
    picture.rgba[(y * picture.width as usize + x) * 4 + 3]
}

/// The figure without what stands behind it.
fn figure(look: &Look) -> Drawing {
    let mut drawing = draw(look);
    drawing.layers.retain(|layer| layer.category != Category::Background);
    drawing
}

#[test]
fn no_head_has_a_hole() {
    for style in HairStyle::ALL {
        for mirrored in [false, true] {
            let hair = Hair { mirrored, ..Hair::of(*style) };
            let picture = plain(&figure(&Look { hair, ..Look::default() }), View::bust(256));
            // Within skull and face, a little inside their outline.
            for y in 24..150 {
                for x in 80..176 {
                    let (dx, dy) = ((x as f32 - 128.0) / 46.0, (y as f32 - 76.0) / 50.0);
                    let below = (y as f32 - 76.0) / 70.0;
                    let half = if dy > 0.0 { dx.hypot(below) } else { dx.hypot(dy) };
                    let opaque = alpha(&picture, x, y) == 255;
                    assert!(half > 0.96 || opaque, "{style:?} has a hole at {x}, {y}");
                }
            }
        }
    }
}

#[test]
fn a_label_swaps_only_its_own_place() {
    let mut drawing = figure(&Look::default());
    let before = plain(&drawing, View::bust(256));
    drawing.show(Category::Mouth, "a");
    let after = plain(&drawing, View::bust(256));
    let mut changed = 0;
    for y in 0..256 {
        for x in 0..256 {
            let i = (y * 256 + x) * 4;
            if before.rgba[i..i + 4] != after.rgba[i..i + 4] {
                changed += 1;
                assert!((110..146).contains(&x) && (130..156).contains(&y), "{x} {y}");
            }
        }
    }
    assert!(changed > 40, "{changed}");
}

#[test]
fn the_finish_goes_around_the_figure() {
    for style in Style::ALL {
        let drawing = figure(&Look { style, ..Look::default() });
        let (bare, done) = (plain(&drawing, View::bust(256)), render(&drawing, View::bust(256)));
        let cover =
            |picture: &Picture| picture.rgba.iter().skip(3).step_by(4).filter(|&&a| a > 8).count();
        if style == Style::Painterly {
            assert!(cover(&done).abs_diff(cover(&bare)) < cover(&bare) / 20);
            assert_ne!(bare.rgba, done.rgba);
        } else {
            assert!(cover(&done) > cover(&bare) + 200, "{style:?}");
        }
    }
}

#[test]
fn a_layer_alone_lies_in_its_box() {
    for style in [Style::Vibrant, Style::Painterly] {
        for piece in &figure(&Look { style, ..Look::default() }).layers {
            let (picture, bounds) = layer(piece, style, 0.25).expect("no layer is empty");
            assert!(picture.rgba.iter().skip(3).step_by(4).any(|&a| a > 0), "{}", piece.name);
            assert!(bounds.width() * 0.25 <= picture.width as f32 + 0.01);
            let edge = (0..picture.width as usize).map(|x| alpha(&picture, x, 0)).max();
            assert!(edge.is_some_and(|a| a < 255), "{} is cut off", piece.name);
        }
    }
}

#[test]
fn a_view_of_nothing_is_empty_and_small() {
    let region = Bounds { min: pt(5000.0, 5000.0), max: pt(5001.0, 5001.0) };
    let picture = render(&figure(&Look::default()), View { region, scale: 1.0 });
    assert_eq!((picture.width, picture.height), (1, 1));
    assert_eq!(picture.rgba[3], 0);
}
