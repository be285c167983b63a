//! What must hold for every head: names, numbers, labels, symmetry, and one seed, one character.

use std::collections::BTreeSet;

use character::brow::BrowShape;
use character::eye::EyeShape;
use character::face::{FaceShape, NoseShape};
use character::geometry::{Affine, Bounds, Path, Point, pt};
use character::hair::{BackHair, FrontHair, Hair, HairStyle, SideHair};
use character::mouth::MouthShape;
use character::style::hex;
use character::{AXIS, Category, Drawing, Look, Mark, Role, Style, draw, svg};

const FRAME: Bounds = Bounds { min: pt(0.0, 0.0), max: pt(1024.0, 1024.0) };

/// Every head that the tests look at: each choice once, and some seeds, in turning styles.
fn looks() -> Vec<Look> {
    let base = Look::default();
    let mut looks = Vec::new();
    looks.extend(FaceShape::ALL.map(|face| Look { face, ..base.clone() }));
    looks.extend(NoseShape::ALL.map(|nose| Look { nose, ..base.clone() }));
    looks.extend(MouthShape::ALL.map(|mouth| Look { mouth, ..base.clone() }));
    looks.extend(Mark::ALL.map(|mark| Look { mark, ..base.clone() }));
    let mut with = |change: &dyn Fn(&mut Look)| {
        let mut look = base.clone();
        change(&mut look);
        looks.push(look);
    };
    EyeShape::ALL.iter().for_each(|&shape| with(&|look| look.eyes.shape = shape));
    BrowShape::ALL.iter().for_each(|&shape| with(&|look| look.brows.shape = shape));
    FrontHair::ALL.iter().for_each(|&front| with(&|look| look.hair.front = front));
    SideHair::ALL.iter().for_each(|&side| with(&|look| look.hair.side = side));
    BackHair::ALL.iter().for_each(|&back| with(&|look| look.hair.back = back));
    HairStyle::ALL.iter().for_each(|&style| {
        with(&|look| look.hair = Hair { mirrored: true, ..Hair::of(style) });
    });
    looks.extend((0..24).map(|seed| Look::surprise(seed, Style::Vibrant)));
    for (i, look) in looks.iter_mut().enumerate() {
        look.style = Style::ALL[i % 4];
    }
    looks
}

#[test]
fn every_layer_has_a_name_of_its_own_and_something_to_show() {
    for look in looks() {
        let drawing = draw(&look);
        let mut names = BTreeSet::new();
        for layer in &drawing.layers {
            assert!(names.insert(layer.name.clone()), "{} twice", layer.name);
            assert!(!layer.label.is_empty() && !layer.bone.is_empty(), "{}", layer.name);
            assert!(!layer.shapes.is_empty(), "{} is empty", layer.name);
        }
        assert!(drawing.layers.is_sorted_by(|a, b| a.z <= b.z));
    }
}

#[test]
fn every_number_is_finite_and_near_the_canvas() {
    let near = |p: Point| p.is_finite() && p.x.abs() < 4096.0 && p.y.abs() < 4096.0;
    for look in looks() {
        for layer in &draw(&look).layers {
            for path in layer.shapes.iter().map(|shape| &shape.path).chain(&layer.clips) {
                assert!(!path.is_empty(), "{}", layer.name);
                assert!(path.points().all(near), "{}", layer.name);
            }
            assert!(layer.anchor.is_finite() && layer.chain.iter().all(|p| p.is_finite()));
            assert!(layer.shapes.iter().all(|s| (0.0..=1.0).contains(&s.opacity)));
        }
    }
}

#[test]
fn clips_lead_somewhere() {
    for look in looks() {
        let drawing = draw(&look);
        for layer in &drawing.layers {
            let count = layer.clips.len();
            assert!(layer.shapes.iter().flat_map(|s| &s.clips).all(|clip| clip.0 < count));
            if let Some(name) = &layer.clip_to {
                let outer = drawing.find(name).expect("the clipping layer exists");
                assert_eq!(outer.label, layer.label);
                assert!(outer.z < layer.z);
            }
        }
    }
}

#[test]
fn eyes_and_mouths_have_every_label() {
    for look in looks() {
        let mut drawing = draw(&look);
        for category in [Category::EyeL, Category::EyeR] {
            let labels: BTreeSet<&str> = drawing.labels(category).into_iter().collect();
            assert_eq!(labels, character::eye::LABELS.into());
        }
        let labels: BTreeSet<&str> = drawing.labels(Category::Mouth).into_iter().collect();
        assert_eq!(labels, character::mouth::LABELS.into());
        drawing.show(Category::Mouth, "a");
        drawing.show(Category::Mouth, "no such label");
        let mut shown = drawing.layers.iter().filter(|l| l.category == Category::Mouth && l.shown);
        assert!(shown.all(|layer| layer.label == "a"));
    }
}

#[test]
fn every_choice_changes_the_drawing() {
    let differ = |drawings: Vec<Drawing>| {
        for (i, a) in drawings.iter().enumerate() {
            assert!(drawings[..i].iter().all(|b| a.layers != b.layers));
        }
    };
    let with = |change: &dyn Fn(&mut Look)| {
        let mut look = Look::default();
        change(&mut look);
        draw(&look)
    };
    differ(FaceShape::ALL.iter().map(|&x| with(&|look| look.face = x)).collect());
    differ(EyeShape::ALL.iter().map(|&x| with(&|look| look.eyes.shape = x)).collect());
    differ(BrowShape::ALL.iter().map(|&x| with(&|look| look.brows.shape = x)).collect());
    differ(NoseShape::ALL.iter().map(|&x| with(&|look| look.nose = x)).collect());
    differ(MouthShape::ALL.iter().map(|&x| with(&|look| look.mouth = x)).collect());
    differ(HairStyle::ALL.iter().map(|&x| with(&|look| look.hair = Hair::of(x))).collect());
    differ(Style::ALL.iter().map(|&x| with(&|look| look.style = x)).collect());
}

#[test]
fn what_is_symmetric_is_symmetric_to_a_pixel() {
    let by = Affine::mirror(AXIS);
    for shape in EyeShape::ALL {
        let mut look = Look::default();
        look.eyes.shape = shape;
        let drawing = draw(&look);
        for part in ["eyewhite", "eyelash", "irides", "lid_crease", "eyebrow", "ears"] {
            let of = |side: char| -> &Path {
                &drawing.find(&format!("{part}_{side}")).expect("both sides").shapes[0].path
            };
            let left = of('l').transformed(by).polylines(4).concat();
            for p in of('r').polylines(4).concat() {
                let gap = left.iter().map(|q| q.distance(p)).fold(f32::MAX, f32::min);
                assert!(gap < 1.0, "{part} of {shape:?}: {gap}");
            }
        }
    }
}

#[test]
fn an_iris_lies_in_its_eye_and_its_top_under_the_lid() {
    for look in looks() {
        let drawing = draw(&look);
        for side in ['l', 'r'] {
            let find = |part: &str| drawing.find(&format!("{part}_{side}")).expect("is drawn");
            let white = &find("eyewhite").shapes[0].path;
            let iris = find("irides");
            assert_eq!(iris.clip_to, Some(format!("eyewhite_{side}")));
            let disc = iris.shapes[0].path.bounds().expect("an iris has bounds");
            let middle = disc.min.towards(disc.max, 0.5);
            let (mut inside, mut all) = (0, 0);
            for i in 0..400 {
                let at = |k: i32| (k as f32 + 0.5) / 10.0 - 1.0;
                let (x, y) = (at(i % 20), at(i / 20));
                if x.hypot(y) < 1.0 {
                    all += 1;
                    let place = pt(x * disc.width() / 2.0, y * disc.height() / 2.0);
                    inside += i32::from(contains(white, middle + place));
                }
            }
            let share = inside as f32 / all as f32;
            assert!((0.6..1.0).contains(&share), "{:?}: {share}", look.eyes.shape);
            assert!(disc.min.y < white.bounds().expect("bounds").min.y + 1.0);
        }
    }
}

/// Whether a point lies in a path, by the even-odd rule along a ray.
fn contains(path: &Path, p: Point) -> bool {
    let mut inside = false;
    for line in path.polylines(8) {
        for pair in line.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            if (a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y) {
                inside = !inside;
            }
        }
    }
    inside
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for seed in [0, 1, 42, u64::MAX] {
        for style in Style::ALL {
            let text = |look: &Look| serde_json::to_string(look).expect("a look is plain");
            let (a, b) = (Look::surprise(seed, style), Look::surprise(seed, style));
            assert_eq!(text(&a), text(&b));
            assert_eq!(svg(&draw(&a), FRAME), svg(&draw(&b), FRAME));
        }
    }
}

#[test]
fn a_seed_is_the_same_person_in_every_style() {
    for seed in 0..40 {
        let first = Look::surprise(seed, Style::ALL[0]);
        for style in Style::ALL {
            let look = Look::surprise(seed, style);
            assert_eq!(Look { style: Style::ALL[0], ..look }, first);
        }
    }
}

#[test]
fn seeds_reach_every_choice() {
    let looks: Vec<Look> = (0..600).map(|seed| Look::surprise(seed, Style::Vibrant)).collect();
    let count = |of: &dyn Fn(&Look) -> String| looks.iter().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(count(&|l| format!("{:?}", l.face)), FaceShape::ALL.len());
    assert_eq!(count(&|l| format!("{:?}", l.eyes.shape)), EyeShape::ALL.len());
    assert_eq!(count(&|l| format!("{:?}", l.brows.shape)), BrowShape::ALL.len());
    assert_eq!(count(&|l| format!("{:?}", l.mouth)), MouthShape::ALL.len());
    assert_eq!(count(&|l| format!("{:?}", l.nose)), NoseShape::ALL.len());
    assert_eq!(count(&|l| format!("{:?}", l.hair.back)), BackHair::ALL.len());
    assert!(count(&|l| format!("{:?}", l.palette)) > 500);
}

#[test]
fn colours_of_a_surprise_go_together() {
    let mut clashes = 0;
    for seed in 0..400 {
        let palette = Look::surprise(seed, Style::Vibrant).palette;
        let (hair, cloth) = (palette.get(Role::Hair), palette.get(Role::Cloth));
        let near = (hair.r - cloth.r).abs() + (hair.g - cloth.g).abs() + (hair.b - cloth.b).abs();
        clashes += usize::from(near < 0.12);
        let (iris, glow) = (palette.get(Role::Iris), palette.get(Role::IrisGlow));
        assert!(glow.luma() > iris.luma() + 0.1, "an iris is lit from below");
        assert!(palette.get(Role::HairTip).luma() > hair.luma() - 0.2);
    }
    assert!(clashes < 4, "{clashes} of 400 wear the colour of their hair");
}

#[test]
fn a_look_survives_a_file_and_its_numbers_keep_their_bounds() {
    for look in looks() {
        let text = serde_json::to_string(&look).expect("a look is plain");
        let back: Look = serde_json::from_str(&text).expect("and reads back");
        assert_eq!(serde_json::to_string(&back).expect("plain"), text);
        assert_eq!(look.clone().bounded(), look);
    }
    let partial: Look = serde_json::from_str(r#"{"style":"ghibli"}"#).expect("the rest is default");
    assert_eq!(partial, Look { style: Style::Painterly, ..Look::default() });
    let mut wild = Look { jaw: f32::NAN, nose_width: 99.0, ..Look::default() };
    wild.eyes.tilt = -720.0;
    let tame = wild.bounded();
    assert_eq!((tame.jaw, tame.nose_width, tame.eyes.tilt), (0.0, 1.4, -6.0));
}

#[test]
fn dark_skin_has_warm_shades_and_pale_hair_light_ones() {
    for style in Style::ALL {
        let mut look = Look { style, ..Look::default() };
        look.palette.set(Role::Skin, hex(0x60_3828));
        look.palette.set(Role::Hair, hex(0xEF_E3F4));
        let pen = character::Pen::new(style, look.palette.clone());
        let shade = pen.tones.shade(Role::Skin);
        assert!(shade.r > shade.b * 1.1, "{style:?} {shade}");
        let hair = pen.tones.shade(Role::Hair);
        assert!(hair.luma() > 0.4, "{style:?} {hair}");
    }
}

#[test]
fn svg_has_a_group_for_every_shown_layer_and_none_for_hidden_ones() {
    let drawing = draw(&Look::default());
    let text = svg(&drawing, FRAME);
    for layer in &drawing.layers {
        assert_eq!(text.contains(&format!("id=\"{}\"", layer.name)), layer.shown, "{}", layer.name);
    }
    assert!(!text.contains("NaN") && !text.contains("inf"));
    assert_eq!(text.matches("<g").count(), text.matches("</g>").count());
}
