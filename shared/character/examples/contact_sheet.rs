//! Draws characters onto one sheet, to be looked at.

use std::error::Error;

use character::{Look, draw, raster};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "sheet.png".into());
    let picture = raster::render(&draw(&Look::default()), raster::View::bust(512));
    save(&path, &picture)
}

fn save(path: &str, picture: &raster::Picture) -> Result<(), Box<dyn Error>> {
    let file = std::fs::File::create(path)?;
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&picture.rgba)?;
    Ok(())
}
