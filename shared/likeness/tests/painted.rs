//! Painted heads, of which it is known what they are: hair long and short, fringes, bald heads,
//! glasses, skins.

use character::{FaceReading, Fringe, HairLength};
use face::Landmarks;
use face::canonical::VERTICES;
use face::indices::LANDMARK_COUNT;
use likeness::read;
use picture::{Picture, Plane};

/// Side of the picture, and pixels to a centimetre of the canonical face.
const SIDE: usize = 480;
const SCALE: f32 = 10.0;
/// Where the middle of the canonical face is, in pixels.
const MIDDLE: [f32; 2] = [240.0, 190.0];

const BROWN: [f32; 3] = [0.30, 0.19, 0.12];
const BLOND: [f32; 3] = [0.80, 0.64, 0.36];
const FAIR: [f32; 3] = [0.93, 0.78, 0.68];
const DEEP: [f32; 3] = [0.42, 0.27, 0.19];
const SHIRT: [f32; 3] = [0.20, 0.35, 0.60];

/// A head to be painted, in centimetres from the middle of the face, y up.
#[derive(Clone, Copy)]
struct Head {
    skin: [f32; 3],
    hair: Option<[f32; 3]>,
    /// How far hair stands off the skull at the sides, and where it ends.
    volume: f32,
    ends_at: f32,
    /// Which thirds of the forehead it covers: left, middle, right.
    fringe: [bool; 3],
    has_glasses: bool,
}

const MEAN: Head = Head {
    skin: FAIR,
    hair: Some(BROWN),
    volume: 1.6,
    ends_at: -3.0,
    fringe: [false; 3],
    has_glasses: false,
};

fn landmarks() -> Landmarks {
    let mut points: Vec<[f32; 3]> = VERTICES
        .iter()
        .map(|vertex| {
            let [x, y, z] = vertex.position.map(|it| it as f32);
            let place = |value: f32, middle: f32| (middle + value * SCALE) / SIDE as f32;
            [place(x, MIDDLE[0]), place(-y, MIDDLE[1]), -z * SCALE / SIDE as f32]
        })
        .collect();
    // Irises in the middle of the eyes: too small to have a colour.
    points.resize(LANDMARK_COUNT, points[159]);
    Landmarks::new(points).expect("478 points")
}

impl Head {
    fn at(&self, x: f32, y: f32) -> Option<[f32; 3]> {
        let ellipse = |width: f32, height: f32, up: f32| {
            (x / width).powi(2) + ((y - up) / height).powi(2) < 1.0
        };
        let is_face = ellipse(7.6, 9.6, -0.2);
        // The skull reaches higher than the mesh.
        let is_skull = is_face || ellipse(8.0, 8.4, 4.0);
        let third = if x < -1.8 { 0 } else { usize::from(x > 1.8) + 1 };
        let is_fringe = is_face && y > 4.6 && self.fringe[third];
        if let Some(hair) = self.hair {
            let is_mane = y > self.ends_at
                && (ellipse(8.0 + self.volume, 8.6 + self.volume, 4.2)
                    || (y < 4.0 && x.abs() < 8.0 + self.volume))
                // It hangs behind the neck and on the shoulders.
                && (y > -8.0 || x.abs() > 4.5);
            if is_fringe || (is_mane && !is_face) {
                // Strands that hang.
                let strand = (x * 7.0).sin() * 0.03;
                return Some(hair.map(|it| it + strand));
            }
        }
        if is_skull {
            let rim = |eye: f32| {
                let off = (((x - eye) / 2.9).powi(2) + ((y - 1.6) / 2.4).powi(2)).sqrt();
                (0.86..1.06).contains(&off)
            };
            let is_bridge = x.abs() < 1.0 && (2.0..2.7).contains(&y);
            if self.has_glasses && (rim(-3.6) || rim(3.6) || is_bridge) {
                return Some([0.08; 3]);
            }
            return Some(self.skin);
        }
        let is_neck = x.abs() < 4.5 && (-14.0..0.0).contains(&y);
        let is_shirt = y < -13.0 && x.abs() < 20.0;
        match () {
            () if is_shirt => Some(SHIRT),
            () if is_neck => Some(self.skin.map(|it| it * 0.9)),
            () => None,
        }
    }

    fn reading(&self) -> FaceReading {
        let place = |x: usize, y: usize| {
            [(x as f32 + 0.5 - MIDDLE[0]) / SCALE, (MIDDLE[1] - y as f32 - 0.5) / SCALE]
        };
        let photo = Picture::from_fn(SIDE, SIDE, |x, y| {
            let [x, y] = place(x, y);
            self.at(x, y).unwrap_or([0.55, 0.62, 0.66])
        });
        let matte = Plane::from_fn(SIDE, SIDE, |x, y| {
            let [x, y] = place(x, y);
            f32::from(self.at(x, y).is_some())
        });
        read(&photo, Some(&matte), &landmarks()).reading
    }
}

fn near(found: character::Colour, painted: [f32; 3]) -> bool {
    [found.r, found.g, found.b].iter().zip(painted).all(|(a, b)| (a - b).abs() < 0.06)
}

#[test]
fn colours_are_those_that_were_painted() {
    for (skin, hair) in [(FAIR, BROWN), (FAIR, BLOND), (DEEP, BROWN)] {
        let reading = Head { skin, hair: Some(hair), ..MEAN }.reading();
        assert!(near(reading.skin, skin), "{} {skin:?}", reading.skin);
        assert!(near(reading.hair, hair), "{} {hair:?}", reading.hair);
    }
}

#[test]
fn hair_is_as_long_as_it_hangs() {
    for (ends_at, volume, length) in [
        (-3.0, 1.6, HairLength::Short),
        (-8.5, 1.6, HairLength::Medium),
        (-10.5, 1.6, HairLength::Medium),
        (-24.0, 1.6, HairLength::Long),
        (0.5, 0.2, HairLength::Close),
    ] {
        let found = Head { ends_at, volume, ..MEAN }.reading().hair_length;
        assert_eq!(found, length, "{ends_at} {volume}");
    }
}

#[test]
fn a_bare_head_is_close_and_open() {
    for skin in [FAIR, DEEP] {
        let reading = Head { skin, hair: None, ..MEAN }.reading();
        assert_eq!((reading.hair_length, reading.fringe), (HairLength::Close, Fringe::Open));
    }
}

#[test]
fn the_fringe_is_what_covers_the_forehead() {
    for (fringe, expected) in [
        ([false, false, false], Fringe::Open),
        ([true, true, true], Fringe::Full),
        ([true, false, true], Fringe::Parted),
        ([true, false, false], Fringe::Side),
        ([false, false, true], Fringe::Side),
    ] {
        assert_eq!(Head { fringe, ..MEAN }.reading().fringe, expected, "{fringe:?}");
    }
}

#[test]
fn glasses_are_seen_and_none_are_imagined() {
    for skin in [FAIR, DEEP] {
        assert!(!Head { skin, ..MEAN }.reading().glasses);
    }
    assert!(Head { has_glasses: true, ..MEAN }.reading().glasses);
}

#[test]
fn straight_strands_are_no_curls() {
    assert!(MEAN.reading().curl < 0.33);
}
