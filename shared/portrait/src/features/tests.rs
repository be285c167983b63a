use super::*;
use face::canonical::VERTICES;
use face::indices::{LEFT_IRIS, RIGHT_IRIS};
use picture::colour::srgb_to_oklab;

const STYLES: [&str; 4] = ["kingdom-hearts", "dark-cloud", "ghibli", "cel-shade"];
const SKIN: [f32; 3] = [0.82, 0.62, 0.52];
/// Width of the picture in centimetres of the canonical face.
const SPAN: f32 = 30.0;
/// Heights of the middle of eyes and mouth, in centimetres.
const EYE: f32 = 2.6;
const MOUTH: f32 = -4.35;

/// The canonical face, straight on, after `edit` (centimetres).
fn face_points(edit: impl Fn([f32; 2]) -> [f32; 2]) -> Vec<Point> {
    let mut places: Vec<[f32; 2]> =
        VERTICES.iter().map(|v| [v.position[0] as f32, v.position[1] as f32]).collect();
    for (ring, side) in [(RIGHT_IRIS, -1.0), (LEFT_IRIS, 1.0)] {
        for step in 0..ring.len() {
            let angle = step as f32 * std::f32::consts::FRAC_PI_2;
            let radius = if step == 0 { 0.0 } else { 0.6 };
            places.push([side * 3.18 + radius * angle.cos(), EYE + radius * angle.sin()]);
        }
    }
    places.into_iter().map(edit).map(|[x, y]| [0.5 + x / SPAN, 0.5 - y / SPAN]).collect()
}

fn is_lid([x, y]: [f32; 2]) -> bool {
    (1.5..4.6).contains(&x.abs()) && (y - EYE).abs() < 1.0
}

/// A photo of that face: white eyes with blue irises, and what the mouth's opening shows.
fn photo(points: &[Point], side: usize, inside: [f32; 3]) -> Picture {
    let scale = side as f32;
    let mut photo = Picture::from_fn(side, side, |x, _| {
        // Light falls in from the picture's left.
        SKIN.map(|v| v * (1.08 - 0.3 * x as f32 / scale))
    });
    let outline = |indices: &[usize]| -> Vec<Point> {
        indices.iter().map(|&index| points[index].map(|v| v * scale)).collect()
    };
    let mut fill = |shape: Vec<Point>, colour: [f32; 3]| {
        let window = brush::Window::around(&shape, 1.0, &photo).unwrap();
        let ink = |_: Point, _: [f32; 3]| brush::Ink { colour, alpha: 1.0 };
        brush::Shape::filled(window, &shape).paint(&mut photo, ink);
    };
    for eye in [face::indices::RIGHT_EYE, face::indices::LEFT_EYE] {
        fill(outline(&eye), [0.9; 3]);
    }
    for [centre, rim, ..] in [RIGHT_IRIS, LEFT_IRIS] {
        let radius = plane::length(minus(points[rim], points[centre])) * scale;
        let [x, y] = points[centre].map(|v| v * scale);
        let at = |step: usize| (step as f32 / 24.0 * std::f32::consts::TAU).sin_cos();
        let disc = (0..24).map(at).map(|(s, c)| [x + c * radius, y + s * radius]);
        fill(disc.collect(), [0.15, 0.35, 0.75]);
    }
    fill(outline(&face::indices::LIPS_INNER), inside);
    photo
}

fn drawn(points: &[Point], photo: &Picture, style: &str) -> Picture {
    let mut picture = blank();
    Features::of(points, photo).unwrap().draw(&mut picture, style, Coat::First);
    picture
}

fn blank() -> Picture {
    Picture::from_fn(256, 256, |x, _| SKIN.map(|v| v * (1.05 - 0.2 * x as f32 / 256.0)))
}

/// Pixels of clear blue: what only the iris of the test's photo has.
fn blues(picture: &Picture) -> usize {
    let clear = |[lightness, _, b]: [f32; 3]| lightness > 0.38 && b < -0.06;
    picture.pixels.iter().filter(|p| clear(srgb_to_oklab(**p))).count()
}

fn open_mouth([x, y]: [f32; 2]) -> [f32; 2] {
    if y < MOUTH && y > -6.5 && x.abs() < 2.4 {
        [x, y - 1.4 * (1.0 - x.abs() / 2.6)]
    } else {
        [x, y]
    }
}

#[test]
fn nothing_outside_the_features_changes() {
    let points = face_points(open_mouth);
    let photo = photo(&points, 512, [0.9; 3]);
    let near = |x: usize, y: usize| {
        let (x, y) = ((x as f32 / 256.0 - 0.5) * SPAN, (0.5 - y as f32 / 256.0) * SPAN);
        let eye = x.abs() < 6.2 && x.abs() > 0.9 && (0.5..6.8).contains(&y);
        let cheek = x.abs() < 8.0 && (-3.0..2.0).contains(&y);
        let mouth = x.abs() < 3.4 && (-8.5..-2.8).contains(&y);
        eye || cheek || mouth
    };
    let before = blank();
    for style in STYLES {
        let after = drawn(&points, &photo, style);
        let mut inside = 0;
        for (index, (a, b)) in before.pixels.iter().zip(&after.pixels).enumerate() {
            let (x, y) = (index % 256, index / 256);
            assert!(a == b || near(x, y), "{style} changed {x}, {y}");
            inside += usize::from(a != b);
        }
        assert!(inside > 800, "{style} drew only {inside} pixels");
    }
}

#[test]
fn a_closed_eye_has_no_iris() {
    let open = face_points(|p| p);
    let shut =
        face_points(|[x, y]| if is_lid([x, y]) { [x, EYE + (y - EYE) * 0.12] } else { [x, y] });
    let winking =
        face_points(
            |[x, y]| {
                if is_lid([x, y]) && x > 0.0 { [x, EYE + (y - EYE) * 0.12] } else { [x, y] }
            },
        );
    let photo = photo(&open, 512, SKIN);
    for style in STYLES {
        let both = blues(&drawn(&open, &photo, style));
        let one = blues(&drawn(&winking, &photo, style));
        assert!(both > 30, "{style}: an open eye shows only {both} pixels of its iris");
        assert!(one > 10 && one < both * 2 / 3, "{style}: {one} of {both} when winking");
        let closed = drawn(&shut, &photo, style);
        assert_eq!(blues(&closed), 0, "{style}: a closed eye has an iris");
        assert_ne!(closed, blank(), "{style}: a closed eye is a line");
    }
}

#[test]
fn an_opening_that_shows_only_skin_is_a_closed_eye() {
    let points = face_points(|p| p);
    let eyes = |photo: &Picture| Features::of(&points, photo).unwrap().eyes.map(|eye| eye.open);
    let mut shut = Picture::filled(512, 512, SKIN);
    assert_eq!(eyes(&shut), [0.0; 2], "the detector sees lids apart where there is only skin");
    // Dimmer, but with a dark iris in it.
    shut = photo(&points, 512, SKIN).map(|p| p.map(|v| v * 0.7));
    assert!(eyes(&shut).iter().all(|open| *open > 0.99));
}

#[test]
fn an_iris_has_the_persons_own_colour() {
    let points = face_points(|p| p);
    let features = Features::of(&points, &photo(&points, 1024, SKIN)).unwrap();
    let truth = srgb_to_oklab([0.15, 0.35, 0.75]);
    for eye in &features.eyes {
        for (axis, value) in eye.colour.iter().enumerate() {
            assert!((value - truth[axis]).abs() < 0.02, "{:?} for {truth:?}", eye.colour);
        }
        assert!(eye.open > 0.99 && eye.presence > 0.99);
    }
}

#[test]
fn colours_stay_in_range_in_every_light() {
    let points = face_points(open_mouth);
    for light in [0.0, 0.05, 1.0, 3.0] {
        let photo = photo(&points, 256, [0.9; 3]).map(|p| p.map(|v| (v * light).min(1.0)));
        for style in STYLES {
            let mut picture = blank().map(|p| p.map(|v| (v * light).min(1.0)));
            let features = Features::of(&points, &photo).unwrap();
            features.draw(&mut picture, style, Coat::First);
            features.draw(&mut picture, style, Coat::Again);
            assert!(picture.pixels.iter().flatten().all(|v| (0.0..=1.0).contains(v)), "{style}");
        }
    }
}

#[test]
fn a_mirrored_face_is_drawn_mirrored() {
    let frown = |side: f32| {
        face_points(move |[x, y]| {
            let lid = is_lid([x, y]) && x * side > 0.0;
            if lid { [x, EYE + (y - EYE) * 0.6] } else { [x, y] }
        })
    };
    let mirrored = |p: &Picture| {
        Picture::from_fn(p.width, p.height, |x, y| p.pixels[y * p.width + p.width - 1 - x])
    };
    let (right, left) = (frown(-1.0), frown(1.0));
    let photo = photo(&right, 512, SKIN);
    // Painterly is left out: its paper has a grain of its own.
    for style in ["kingdom-hearts", "dark-cloud", "cel-shade"] {
        let mut one = blank();
        Features::of(&right, &photo).unwrap().draw(&mut one, style, Coat::First);
        let mut other = mirrored(&blank());
        Features::of(&left, &mirrored(&photo)).unwrap().draw(&mut other, style, Coat::First);
        let other = mirrored(&other);
        let pairs = one.pixels.iter().flatten().zip(other.pixels.iter().flatten());
        let worst = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(worst < 0.02, "{style} differs by {worst}");
    }
}

#[test]
fn teeth_show_only_where_the_photo_shows_them() {
    let (shut, open) = (face_points(|p| p), face_points(open_mouth));
    let teeth = |points: &[Point], inside: [f32; 3]| {
        Features::of(points, &photo(points, 512, inside)).unwrap().mouth.teeth
    };
    let neutral = face_points(|[x, y]| {
        let lips = y > -5.5 && y < -3.5 && x.abs() < 2.6;
        if lips { [x, MOUTH + (y - MOUTH) * 0.02] } else { [x, y] }
    });
    let features = Features::of(&neutral, &photo(&neutral, 512, [0.9; 3])).unwrap();
    assert_eq!((features.mouth.open, features.mouth.teeth), (0.0, 0.0), "a neutral mouth");
    assert!(teeth(&open, [0.92, 0.9, 0.86]) > 0.7, "teeth fill the opening");
    assert_eq!(teeth(&open, [0.25, 0.08, 0.08]), 0.0, "an opening may be dark");
    assert_eq!(teeth(&shut, SKIN.map(|v| v * 0.6)), 0.0);
}

#[test]
fn an_eye_behind_the_nose_is_faded_out() {
    let points = face_points(|[x, y]| if x > 0.0 { [x * 0.15, y] } else { [x, y] });
    let features = Features::of(&points, &photo(&points, 512, SKIN)).unwrap();
    let [right, left] = &features.eyes;
    assert!(right.presence > 0.99 && left.presence < 0.01, "{} {}", right.presence, left.presence);
    let turned = face_points(|[x, y]| if x > 0.0 { [x * 0.65, y] } else { [x, y] });
    let features = Features::of(&turned, &photo(&turned, 512, SKIN)).unwrap();
    assert!(features.eyes.iter().all(|eye| eye.presence > 0.95), "at 30 degrees both are seen");
}

#[test]
fn the_same_face_is_drawn_the_same_at_every_size() {
    let points = face_points(open_mouth);
    let features = Features::of(&points, &photo(&points, 512, [0.9; 3])).unwrap();
    for style in STYLES {
        let at = |side: usize| {
            let mut picture = blank().resize(side, side);
            features.draw(&mut picture, style, Coat::First);
            picture
        };
        assert_eq!(at(512), at(512), "{style} must be deterministic");
        let (small, large) = (at(512), at(1024).resize(512, 512));
        let pairs = small.pixels.iter().flatten().zip(large.pixels.iter().flatten());
        let apart = pairs.map(|(a, b)| (a - b).abs()).sum::<f32>() / (512.0 * 512.0);
        assert!(apart < 0.004, "{style} differs by {apart} on average");
    }
}

#[test]
fn other_styles_and_flat_faces_are_left_alone() {
    let points = face_points(|p| p);
    let photo = photo(&points, 256, SKIN);
    assert_eq!(drawn(&points, &photo, "somebody-elses"), blank());
    assert_eq!(Features::of(&[[0.4; 2]; 478], &photo), None);
    assert_eq!(Features::of(&[[f32::NAN; 2]; 478], &photo), None);
}
