//! Draws figures without heads onto sheets, to be looked at.

use std::error::Error;

use character::background::Background;
use character::geometry::{Bounds, pt};
use character::outfit::Outfit;
use character::{Look, Style, draw, raster};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "figure.png".into());
    let which = args.next().unwrap_or_default();
    let bust = args.next().is_some_and(|it| it == "bust");
    let outfits: Vec<Outfit> = Outfit::ALL
        .into_iter()
        .filter(|it| {
            which.is_empty() || which == "all" || which.split(',').any(|w| w == it.label())
        })
        .collect();
    let region = if bust {
        Bounds { min: pt(80.0, 420.0), max: pt(944.0, 1284.0) }
    } else {
        Bounds { min: pt(80.0, 480.0), max: pt(944.0, 2120.0) }
    };
    let scale = if outfits.len() > 2 { 0.3 } else { 0.56 };
    let view = raster::View { region, scale };
    let (w, h) = view.size();
    let columns = if outfits.len() > 2 { 8 } else { 4 };
    let cells: Vec<(Outfit, Style)> =
        outfits.iter().flat_map(|&o| Style::ALL.into_iter().map(move |s| (o, s))).collect();
    let rows = cells.len().div_ceil(columns);
    let (width, height) = (w * columns as u32, h * rows as u32);
    let mut sheet = vec![235u8; (width * height * 4) as usize];
    for (index, (outfit, style)) in cells.iter().enumerate() {
        let look = Look {
            outfit: *outfit,
            style: *style,
            palette: outfit.palette(),
            background: Background::None,
            ..Look::default()
        };
        let picture = raster::render(&draw(&look), view);
        let (x0, y0) = ((index % columns) as u32 * w, (index / columns) as u32 * h);
        for y in 0..h {
            for x in 0..w {
                let from = ((y * w + x) * 4) as usize;
                let to = (((y0 + y) * width + x0 + x) * 4) as usize;
                let a = f32::from(picture.rgba[from + 3]) / 255.0;
                for k in 0..3 {
                    let over = f32::from(picture.rgba[from + k]) * a + 225.0 * (1.0 - a);
                    sheet[to + k] = over as u8;
                }
                sheet[to + 3] = 255;
            }
        }
    }
    let file = std::fs::File::create(path)?;
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&sheet)?;
    Ok(())
}
