//! The portrait of tests/fixtures, as the vision worker sees it: who looks at it says a woman with
//! fair skin, short wavy brown hair with bangs, brown eyes and a wide smile, without glasses.

use std::io::Cursor;

use character::{FaceReading, Fringe, HairLength};
use face::Landmarks;
use likeness::{Likeness, read};
use picture::{Picture, Plane};

const PHOTO: &[u8] = include_bytes!("../../../tests/fixtures/astronaut.png");
const MATTE: &[u8] = include_bytes!("../../../tests/fixtures/astronaut.matte.png");
const POINTS: &str = include_str!("../../../tests/fixtures/astronaut.points.csv");

/// Width, height and RGBA of a PNG of eight bits.
fn decoded(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    let mut decoder = png::Decoder::new(Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().expect("a PNG");
    let mut data = vec![0; reader.output_buffer_size().expect("a size")];
    let info = reader.next_frame(&mut data).expect("pixels");
    let n_channels = info.color_type.samples();
    let rgba = data[..info.buffer_size()]
        .chunks_exact(n_channels)
        .flat_map(|it| match *it {
            [grey] => [grey, grey, grey, 255],
            [r, g, b] => [r, g, b, 255],
            [r, g, b, a] => [r, g, b, a],
            _ => [0; 4],
        })
        .collect();
    (info.width as usize, info.height as usize, rgba)
}

fn photo() -> Picture {
    let (width, height, rgba) = decoded(PHOTO);
    Picture::from_rgba8(width, height, &rgba).expect("pixels")
}

fn matte() -> Plane {
    let (width, height, rgba) = decoded(MATTE);
    let values = rgba.chunks_exact(4).map(|it| f32::from(it[0]) / 255.0).collect();
    Plane { width, height, values }
}

fn landmarks() -> Landmarks {
    let numbers: Vec<f32> = POINTS
        .lines()
        .skip(1)
        .flat_map(|line| line.split(','))
        .map(|it| it.parse().expect("a number"))
        .collect();
    Landmarks::from_flat(&numbers).expect("478 points")
}

fn astronaut() -> Likeness {
    read(&photo(), Some(&matte()), &landmarks())
}

#[test]
fn the_portrait_reads_as_people_describe_it() {
    let Likeness { reading, expression } = astronaut();
    println!("{reading:#?}\n{expression:?}");
    let [hue, _, light] = reading.hair.to_hsl();
    assert!((18.0..36.0).contains(&hue) && light < 0.42, "brown hair: {}", reading.hair);
    let [hue, saturation, _] = reading.skin.to_hsl();
    assert!((5.0..35.0).contains(&hue) && saturation > 0.15, "skin: {}", reading.skin);
    assert!(reading.skin.luma() > 0.66, "fair skin: {}", reading.skin);
    assert!(expression.smile > 0.6, "{expression:?}");
    assert!(matches!(reading.hair_length, HairLength::Short | HairLength::Medium));
    assert!((0.2..0.66).contains(&reading.curl), "waves: {}", reading.curl);
    assert_ne!(reading.fringe, Fringe::Open);
    assert!(!reading.glasses);
}

#[test]
fn the_same_photo_reads_the_same_and_without_a_matte_the_colours_stay() {
    let first = astronaut().reading;
    assert_eq!(first, astronaut().reading);
    let plain = read(&photo(), None, &landmarks()).reading;
    assert_eq!((plain.skin, plain.iris), (first.skin, first.iris));
    assert!((plain.hair.luma() - first.hair.luma()).abs() < 0.1, "{} {}", plain.hair, first.hair);
    assert_eq!(plain.hair_length, FaceReading::default().hair_length);
}

#[test]
fn another_light_is_another_colour_and_the_same_face() {
    let first = astronaut().reading;
    let dim = read(&photo().map(|it| it.map(|v| v * 0.6)), Some(&matte()), &landmarks()).reading;
    assert!(dim.skin.luma() < first.skin.luma());
    assert_eq!(dim.face_ratio, first.face_ratio);
    let mirrored = {
        let photo = photo();
        let width = photo.width as isize;
        let flipped = Picture::from_fn(photo.width, photo.height, |x, y| {
            photo.at(width - 1 - x as isize, y as isize)
        });
        // Only the pixels: the face is then somewhere else, and the reading another one.
        read(&flipped, Some(&matte()), &landmarks()).reading
    };
    assert_ne!(mirrored.hair, first.hair);
}
