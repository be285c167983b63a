//! Draws busts with accessories and backgrounds onto sheets, to be looked at.

use std::error::Error;

use character::accessory::{Accessory, Worn};
use character::background::Background;
use character::geometry::{Bounds, pt};
use character::outfit::Outfit;
use character::raster::{self, View};
use character::{Look, Style, draw};

/// Side of a picture of a bust, in pixels.
const SIDE: u32 = 300;
/// Pixels to a unit of whole figures.
const FIGURE_SCALE: f32 = 0.28;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "wear.png".into());
    let what = args.next().unwrap_or_default();
    let looks: Vec<Look> = match what.as_str() {
        "accessories" => with_each(&Accessory::ALL, |look, it| {
            look.accessories = vec![Worn::new(it)];
        }),
        "backgrounds" => with_each(&Background::ALL[1..], |look, it| look.background = it),
        _ => with_each(&Outfit::ALL, |look, it| {
            look.outfit = it;
            look.palette = it.palette();
        }),
    };
    let view = if what == "figures" {
        let region = Bounds { min: pt(80.0, 0.0), max: pt(944.0, 2120.0) };
        View { region, scale: FIGURE_SCALE }
    } else {
        View::bust(SIDE)
    };
    let columns = 8;
    let rows = looks.len().div_ceil(columns);
    let (wide, high) = view.size();
    let (width, height) = (wide * columns as u32, high * rows as u32);
    let mut sheet = vec![255; (width * height * 4) as usize];
    for (index, look) in looks.iter().enumerate() {
        let picture = raster::render(&draw(look), view);
        let (x0, y0) = ((index % columns) as u32 * wide, (index / columns) as u32 * high);
        for y in 0..high {
            let from = (y * wide * 4) as usize;
            let to = (((y0 + y) * width + x0) * 4) as usize;
            let row = (wide * 4) as usize;
            sheet[to..to + row].copy_from_slice(&picture.rgba[from..from + row]);
        }
    }
    let file = std::fs::File::create(path)?;
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&sheet)?;
    Ok(())
}

/// A look for each entry and style.
fn with_each<T: Copy>(list: &[T], put: impl Fn(&mut Look, T)) -> Vec<Look> {
    let one = |it: T, style: Style| {
        let mut look = Look { style, ..Look::default() };
        put(&mut look, it);
        look
    };
    list.iter().flat_map(|&it| Style::ALL.map(|style| one(it, style))).collect()
}
