//! Everything below the head: every label is drawn, in every style, with sound numbers.

use std::collections::BTreeSet;

use character::accessory::{Accessory, Worn};
use character::background::Background;
use character::outfit::Outfit;
use character::style::hex;
use character::{Category, Drawing, Layer, Look, Role, Style, draw};

fn assert_sound(drawing: &Drawing, what: &str) {
    let mut names = BTreeSet::new();
    for layer in &drawing.layers {
        assert!(names.insert(&layer.name), "{what}: two layers are called {}", layer.name);
        assert!(!layer.shapes.is_empty(), "{what}: {} is empty", layer.name);
        assert!(layer.anchor.is_finite() && layer.z.is_finite() && layer.depth.is_finite());
        for shape in &layer.shapes {
            assert!(!shape.path.is_empty(), "{what}: an empty path on {}", layer.name);
            assert!(shape.path.points().all(|p| p.is_finite()), "{what}: {}", layer.name);
            assert!((0.0..=1.0).contains(&shape.opacity), "{what}: {}", layer.name);
            let known = |clip: &character::Clip| clip.0 < layer.clips.len();
            assert!(shape.clips.iter().all(known), "{what}: {} lacks a clip", layer.name);
        }
        for clip in &layer.clips {
            assert!(clip.points().all(|p| p.is_finite()), "{what}: a clip of {}", layer.name);
        }
    }
}

fn dressed(outfit: Outfit, style: Style) -> Look {
    let background = Background::None;
    Look { outfit, style, palette: outfit.palette(), background, ..Look::default() }
}

#[test]
fn every_outfit_is_drawn_in_every_style() {
    for outfit in Outfit::ALL {
        for style in Style::ALL {
            let drawing = draw(&dressed(outfit, style));
            let what = format!("{} in {}", outfit.label(), style.name());
            assert_sound(&drawing, &what);
            for part in ["arm", "forearm", "thigh", "shin", "foot"] {
                for letter in ["l", "r"] {
                    let name = format!("{part}_{letter}");
                    assert!(drawing.find(&name).is_some(), "{what} has no {name}");
                }
            }
            assert!(drawing.labels(Category::Topwear).contains(&outfit.label()), "{what}");
            let hands = ["relaxed", "open", "fist", "point", "grip"];
            assert_eq!(drawing.labels(Category::HandL), hands, "{what}");
            assert_eq!(drawing.labels(Category::HandR), hands, "{what}");
        }
    }
}

#[test]
fn every_accessory_is_drawn_and_follows_its_drag() {
    let bare = draw(&Look::default()).layers.len();
    for accessory in Accessory::ALL {
        let drawn = |worn: Worn| {
            let look = Look { accessories: vec![worn], ..Look::default() };
            draw(&look)
        };
        let here = drawn(Worn::new(accessory));
        assert_sound(&here, accessory.label());
        assert!(here.layers.len() > bare, "{}", accessory.label());
        let there = drawn(Worn { x: 40.0, y: -25.0, ..Worn::new(accessory) });
        let bounds = |drawing: &Drawing| {
            drawing.find(accessory.label()).and_then(Layer::bounds).expect("it is drawn")
        };
        let (a, b) = (bounds(&here), bounds(&there));
        assert!((b.min.x - a.min.x - 40.0).abs() < 0.01, "{}", accessory.label());
        assert!((b.min.y - a.min.y + 25.0).abs() < 0.01, "{}", accessory.label());
    }
}

#[test]
fn what_is_worn_is_bounded() {
    let wild = Worn { x: f32::NAN, y: 1e9, turn: -90.0, scale: 0.0, ..Worn::new(Accessory::Cap) };
    let tame = wild.bounded();
    assert_eq!((tame.x, tame.y), (0.0, Worn::SHIFT_MAX));
    assert_eq!((tame.turn, tame.scale), (270.0, Worn::SCALE.0));
    let many = vec![wild; 3 * Worn::COUNT_MAX];
    assert_sound(&draw(&Look { accessories: many, ..Look::default() }), "many caps");
}

#[test]
fn every_background_covers_bust_and_figure() {
    for background in Background::ALL {
        for style in Style::ALL {
            let drawing = draw(&Look { background, style, ..Look::default() });
            let ground = drawing.layers.iter().find(|it| it.category == Category::Background);
            let Some(ground) = ground else {
                assert_eq!(background, Background::None);
                continue;
            };
            let bounds = ground.bounds().expect("it is drawn");
            assert!(bounds.min.x < 0.0 && bounds.min.y < 0.0, "{background:?}");
            assert!(bounds.max.x > 1024.0 && bounds.max.y > 2120.0, "{background:?}");
        }
    }
}

#[test]
fn changing_the_colour_of_a_role_changes_what_has_it() {
    for outfit in Outfit::ALL {
        let look = dressed(outfit, Style::WarmCel);
        let before = draw(&look);
        let roles: BTreeSet<Role> = (before.layers.iter())
            .filter(|layer| layer.category == Category::Topwear)
            .flat_map(|layer| layer.shapes.iter().filter_map(|shape| shape.role))
            .collect();
        assert!(roles.contains(&Role::Cloth) || roles.len() >= 2, "{}: {roles:?}", outfit.label());
        for role in roles {
            let palette = look.palette.clone().with(role, hex(0x12_D0_40));
            let after = draw(&Look { palette, ..look.clone() });
            assert_ne!(before, after, "{} {role:?}", outfit.label());
        }
    }
}

#[test]
fn paired_parts_mirror_each_other() {
    let drawing = draw(&dressed(Outfit::Tee, Style::WarmCel));
    for part in ["arm", "forearm", "hand", "thigh", "shin", "foot"] {
        let name = |letter: &str| match part {
            "hand" => format!("hand_{letter}_relaxed"),
            _ => format!("{part}_{letter}"),
        };
        // The outline, not the shade: light comes from one side.
        let outline = |letter: &str| {
            let layer = drawing.find(&name(letter)).expect("it is drawn");
            layer.clips.iter().filter_map(|clip| clip.bounds()).reduce(|a, b| a.join(b))
        };
        let (left, right) = (outline("l").expect("clips"), outline("r").expect("clips"));
        assert!((left.min.x + right.max.x - 1024.0).abs() < 1.0, "{part}: {left:?} {right:?}");
        assert!((left.max.x + right.min.x - 1024.0).abs() < 1.0, "{part}: {left:?} {right:?}");
        assert!((left.max.y - right.max.y).abs() < 1.0, "{part}: {left:?} {right:?}");
    }
}
