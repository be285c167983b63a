//! Draws the character of a photo in the four styles, to be looked at beside the photo.
//!
//! `likeness_sheet PHOTO.png MATTE.png POINTS.csv [SHEET.png]`, as in tests/fixtures.

#![expect(clippy::disallowed_methods, reason = "a picture to be looked at comes from a file")]

use std::error::Error;
use std::fs::File;
use std::io::BufReader;

use character::raster::{View, render};
use character::{Category, Look, Style, draw};
use face::Landmarks;
use picture::{Picture, Plane};

/// Side of a picture, in pixels.
const SIDE: u32 = 480;

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [photo, matte, points, rest @ ..] = args.as_slice() else {
        return Err("likeness_sheet PHOTO.png MATTE.png POINTS.csv [SHEET.png]".into());
    };
    let (width, height, rgba) = decoded(photo)?;
    let photo = Picture::from_rgba8(width, height, &rgba).ok_or("no pixels")?;
    let (width, height, rgba) = decoded(matte)?;
    let values = rgba.chunks_exact(4).map(|it| f32::from(it[0]) / 255.0).collect();
    let matte = Plane { width, height, values };
    let text = std::io::read_to_string(File::open(points)?)?;
    let numbers: Result<Vec<f32>, _> =
        text.lines().skip(1).flat_map(|line| line.split(',')).map(str::parse).collect();
    let likeness = likeness::read(&photo, Some(&matte), &Landmarks::from_flat(&numbers?)?);
    println!("{likeness:#?}");

    let n_styles = Style::ALL.len() as u32;
    let mut sheet = vec![0; (SIDE * SIDE * n_styles * 4) as usize];
    for (index, style) in Style::ALL.into_iter().enumerate() {
        let mut drawing = draw(&Look::from_face(&likeness.reading, style));
        if likeness.expression.smile > 0.5 {
            drawing.show(Category::Mouth, "smile");
        }
        let made = render(&drawing, View::bust(SIDE));
        let row_bytes = (SIDE * 4) as usize;
        for (row, pixels) in made.rgba.chunks_exact(row_bytes).enumerate() {
            let at = (row * n_styles as usize + index) * row_bytes;
            sheet[at..at + row_bytes].copy_from_slice(pixels);
        }
    }
    let path = rest.first().map_or("likeness.png", String::as_str);
    let mut encoder = png::Encoder::new(File::create(path)?, SIDE * n_styles, SIDE);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.write_header()?.write_image_data(&sheet)?;
    Ok(())
}

/// Width, height and RGBA of a PNG.
fn decoded(path: &str) -> Result<(usize, usize, Vec<u8>), Box<dyn Error>> {
    let mut decoder = png::Decoder::new(BufReader::new(File::open(path)?));
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info()?;
    let mut data = vec![0; reader.output_buffer_size().ok_or("too large")?];
    let info = reader.next_frame(&mut data)?;
    let rgba = data[..info.buffer_size()]
        .chunks_exact(info.color_type.samples())
        .flat_map(|it| match *it {
            [grey] => [grey, grey, grey, 255],
            [r, g, b] => [r, g, b, 255],
            [r, g, b, a] => [r, g, b, a],
            _ => [0; 4],
        })
        .collect();
    Ok((info.width as usize, info.height as usize, rgba))
}
