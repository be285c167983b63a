//! Draws characters onto one sheet, to be looked at: `contact_sheet KIND FILE [SIDE]`.

use std::error::Error;

use character::eye::EyeShape;
use character::face::FaceShape;
use character::geometry::{Affine, Bounds, pt};
use character::hair::{Hair, HairStyle};
use character::mouth::MouthShape;
use character::raster::{Picture, View, render};
use character::{Category, Drawing, Look, Style, draw};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_else(|| "styles".into());
    let path = arguments.next().unwrap_or_else(|| "sheet.png".into());
    let side: u32 = arguments.next().map_or(Ok(360), |text| text.parse())?;
    let (columns, drawings) = cells(&kind);
    let view = match kind.as_str() {
        "mouths" | "eyes" => {
            let region = Bounds { min: pt(290.0, 300.0), max: pt(734.0, 634.0) };
            View { region, scale: side as f32 / region.width() }
        }
        _ => View::bust(side),
    };
    let pictures: Vec<Picture> = drawings.iter().map(|drawing| render(drawing, view)).collect();
    save(&path, &sheet(&pictures, columns))
}

fn cells(kind: &str) -> (usize, Vec<Drawing>) {
    let base = Look::default();
    let style = |style: Style| Look { style, ..base.clone() };
    let of = |looks: Vec<Look>| looks.iter().map(bust).collect();
    match kind {
        "hair" => {
            let looks = HairStyle::ALL.iter().map(|&h| Look { hair: Hair::of(h), ..base.clone() });
            (5, of(looks.collect()))
        }
        "seeds" => {
            let looks =
                varied().into_iter().flat_map(|seed| Style::ALL.map(|s| Look::surprise(seed, s)));
            (8, of(looks.collect()))
        }
        "expressions" => {
            let mut drawings = Vec::new();
            for look in [base.clone(), Look::surprise(4, Style::BoldCel)] {
                for (eyes, mouth) in [("open", "neutral"), ("open", "smile"), ("smile", "laugh")] {
                    let mut drawing = bust(&look);
                    drawing.show(Category::EyeL, eyes);
                    drawing.show(Category::EyeR, eyes);
                    drawing.show(Category::Mouth, mouth);
                    drawings.push(drawing);
                }
            }
            (3, drawings)
        }
        "pairs" => {
            let seeds = [4_u64, 7, 9, 11, 13, 14, 15, 16];
            let styles = [Style::Vibrant, Style::Painterly];
            let looks = styles.iter().flat_map(|&s| seeds.map(|seed| Look::surprise(seed, s)));
            (8, of(looks.collect()))
        }
        "faces" => (3, of(FaceShape::ALL.map(|face| Look { face, ..base.clone() }).into())),
        "eyes" => {
            let mut drawings = Vec::new();
            for shape in EyeShape::ALL {
                let mut look = base.clone();
                look.eyes.shape = shape;
                for label in ["open", "closed", "smile"] {
                    let mut drawing = bust(&look);
                    drawing.show(Category::EyeL, label);
                    drawing.show(Category::EyeR, label);
                    drawings.push(drawing);
                }
            }
            (6, drawings)
        }
        "mouths" => {
            let mut drawings = Vec::new();
            for shape in MouthShape::ALL {
                let look = Look { mouth: shape, ..base.clone() };
                for label in character::mouth::LABELS {
                    let mut drawing = bust(&look);
                    drawing.show(Category::Mouth, label);
                    drawings.push(drawing);
                }
            }
            (8, drawings)
        }
        _ => (4, of(Style::ALL.map(style).into())),
    }
}

/// Twelve seeds of which each brings another cut and colour of hair and another outfit.
fn varied() -> Vec<u64> {
    let mut chosen: Vec<(u64, Look)> = Vec::new();
    for seed in 1..2000 {
        let look = Look::surprise(seed, Style::Vibrant);
        let new = chosen.iter().all(|(_, other)| {
            let (a, b) = (&look, other);
            let hair = |look: &Look| look.palette.get(character::Role::Hair);
            let same_outfit = a.outfit == b.outfit && chosen.len() < 9;
            a.hair.back != b.hair.back && hair(a) != hair(b) && !same_outfit
        });
        let skin = |look: &Look| look.palette.get(character::Role::Skin);
        let alike = chosen.iter().filter(|(_, other)| skin(other) == skin(&look)).count();
        if new && alike < 2 && chosen.len() < 12 {
            chosen.push((seed, look));
        }
    }
    chosen.into_iter().map(|(seed, _)| seed).collect()
}

/// A bust with its head tilted a little: dead straight looks dead.
fn bust(look: &Look) -> Drawing {
    let mut drawing = draw(look);
    drawing.transform_head(Affine::turn(-2.6, pt(512.0, 640.0)));
    drawing
}

/// Pictures side by side, row by row.
fn sheet(pictures: &[Picture], columns: usize) -> Picture {
    const GAP: usize = 8;
    let (w, h) = (pictures[0].width as usize, pictures[0].height as usize);
    let rows = pictures.len().div_ceil(columns);
    let width = columns * (w + GAP) + GAP;
    let height = rows * (h + GAP) + GAP;
    let mut rgba = vec![0xFA_u8; width * height * 4];
    for (i, picture) in pictures.iter().enumerate() {
        let (x, y) = (GAP + (i % columns) * (w + GAP), GAP + (i / columns) * (h + GAP));
        for row in 0..h {
            let from = &picture.rgba[row * w * 4..(row + 1) * w * 4];
            let at = ((y + row) * width + x) * 4;
            rgba[at..at + w * 4].copy_from_slice(from);
        }
    }
    Picture { width: width as u32, height: height as u32, rgba }
}

fn save(path: &str, picture: &Picture) -> Result<(), Box<dyn Error>> {
    let file = std::fs::File::create(path)?;
    let mut encoder = png::Encoder::new(file, picture.width, picture.height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header()?.write_image_data(&picture.rgba)?;
    Ok(())
}
