//! Draws characters onto one sheet, to be looked at: `contact_sheet KIND FILE [SIDE]`.

use std::error::Error;

use character::eye::EyeShape;
use character::face::FaceShape;
use character::geometry::{Affine, Path, SWELL, c, closed, pt, s};
use character::hair::{Hair, HairStyle};
use character::mouth::MouthShape;
use character::raster::{Picture, View, render};
use character::{Category, Drawing, Layer, Look, Paint, Pen, Role, Shape, Style, draw, z};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let kind = arguments.next().unwrap_or_else(|| "styles".into());
    let path = arguments.next().unwrap_or_else(|| "sheet.png".into());
    let side: u32 = arguments.next().map_or(Ok(360), |text| text.parse())?;
    let (columns, drawings) = cells(&kind);
    let view = match kind.as_str() {
        "mouths" | "eyes" => {
            let region =
                character::geometry::Bounds { min: pt(290.0, 300.0), max: pt(734.0, 634.0) };
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
            let looks = (1..=12).flat_map(|seed| Style::ALL.map(|s| Look::surprise(seed, s)));
            (8, of(looks.collect()))
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

fn bust(look: &Look) -> Drawing {
    let mut drawing = draw(look);
    drawing.transform_head(Affine::turn(-2.6, pt(512.0, 640.0)));
    if drawing.labels(Category::Topwear).is_empty() {
        let pen = Pen::new(look.style, look.palette.clone());
        drawing.layers.extend(stand_in(&pen));
        drawing = Drawing::new(look.style, drawing.layers);
    }
    drawing
}

/// A neck, a shirt and a ground, while there are no others.
fn stand_in(pen: &Pen) -> Vec<Layer> {
    let t = &pen.tones;
    let mut neck = Layer::new(Category::Neck, "neck", "neck", z::NECK);
    let outline = closed(&[
        c(450.0, 510.0),
        s(452.0, 570.0),
        s(450.0, 622.0),
        s(430.0, 656.0),
        c(300.0, 710.0),
        c(300.0, 830.0),
        c(724.0, 830.0),
        c(724.0, 710.0),
        s(594.0, 656.0),
        s(574.0, 622.0),
        s(572.0, 570.0),
        c(574.0, 510.0),
    ]);
    let clip = neck.clip(outline.clone());
    neck.add(pen.base(outline, Role::Skin));
    let chin = closed(&[
        c(430.0, 510.0),
        c(600.0, 510.0),
        c(600.0, 620.0),
        s(582.0, 654.0),
        s(516.0, 680.0),
        s(458.0, 634.0),
        s(430.0, 610.0),
    ]);
    neck.add(pen.shade(chin, t.shade(Role::Skin)).within(clip));
    let mut top = Layer::new(Category::Topwear, "shirt", "shirt", z::TOPWEAR);
    let body = closed(&[
        c(420.0, 646.0),
        s(330.0, 686.0),
        s(240.0, 730.0),
        s(190.0, 840.0),
        c(160.0, 1060.0),
        c(864.0, 1060.0),
        s(834.0, 840.0),
        s(784.0, 730.0),
        s(694.0, 686.0),
        c(604.0, 646.0),
        s(512.0, 740.0),
    ]);
    let clip = top.clip(body.clone());
    let edge: Vec<_> =
        [(604.0, 646.0), (694.0, 686.0), (784.0, 730.0), (834.0, 840.0), (864.0, 1060.0)]
            .map(|(x, y)| pt(x, y))
            .into();
    let mirrored: Vec<_> = edge.iter().map(|p| pt(1024.0 - p.x, p.y)).collect();
    top.add(pen.base(body, Role::Cloth));
    let shade = closed(&[
        c(620.0, 640.0),
        s(700.0, 800.0),
        c(660.0, 1060.0),
        c(900.0, 1060.0),
        c(900.0, 640.0),
    ]);
    top.add(pen.shade(shade, t.shade(Role::Cloth)).within(clip));
    top.add(pen.ink(&edge, 8.0, t.line(Role::Cloth), SWELL));
    top.add(pen.ink(&mirrored, 8.0, t.line(Role::Cloth), SWELL));
    let mut ground = Layer::new(Category::Background, "plain", "ground", z::BACKGROUND);
    let [a, b, low, _] = pen.manner().ground;
    let paint = Paint::down(0.0, 1024.0, &[(0.0, a), (0.55, b), (1.0, low)]);
    ground.add(Shape::new(Path::rectangle(0.0, 0.0, 1024.0, 1024.0), paint));
    for layer in [&mut neck, &mut top] {
        layer.bone = "chest".into();
    }
    vec![ground, neck, top]
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
