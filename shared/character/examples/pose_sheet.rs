//! Draws a rigged character in motion onto a sheet, to be looked at:
//! `FILE turn|face|CLIP [OUTFIT] [HAIR] [ACCESSORY]`; `-` stands for what is usual.

use std::error::Error;

use character::accessory::{Accessory, Worn};
use character::geometry::{Bounds, pt};
use character::hair::{Hair, HairStyle};
use character::outfit::Outfit;
use character::raster::{Atlas, View, posed};
use character::rigging::skeleton;
use character::{Look, Style, draw};
use rig::{Dress, Inputs, Layer, Pose, Rig};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().unwrap_or_else(|| "pose.png".into());
    let clip = args.next().unwrap_or_else(|| "turn".into());
    let outfit = args.next().unwrap_or_default();
    let outfit = Outfit::ALL.into_iter().find(|it| it.label() == outfit).unwrap_or_default();
    let mut look =
        Look { outfit, palette: outfit.palette(), style: Style::Vibrant, ..Look::default() };
    let hair = args.next().unwrap_or_default();
    if let Some(style) = HairStyle::ALL.iter().find(|it| it.label() == hair) {
        look.hair = Hair::of(*style);
    }
    let accessory = args.next().unwrap_or_default();
    let worn = Accessory::ALL.into_iter().filter(|it| it.label() == accessory);
    look.accessories = worn.map(Worn::new).collect();
    let drawings = [draw(&look)];
    let rig = Rig::new(&skeleton(&drawings))?;
    let mut pose = Pose::new(&rig);
    let dress = Dress::new(&rig);
    let turning = clip == "turn" || clip == "face";
    let view = if turning {
        View { region: Bounds { min: pt(112.0, 0.0), max: pt(912.0, 900.0) }, scale: 0.30 }
    } else {
        View { region: Bounds { min: pt(-150.0, -100.0), max: pt(1174.0, 2150.0) }, scale: 0.22 }
    };
    let atlas = Atlas::new(&drawings, view.scale * 1.5);
    let columns = if turning { 5 } else { 7 };
    let rows = if turning { 5 } else { 2 };
    let (wide, high) = view.size();
    let (width, height) = (wide * columns, high * rows);
    let mut sheet = vec![225; (width * height * 4) as usize];
    for cell in 0..columns * rows {
        let (column, row) = (cell % columns, cell / columns);
        if turning {
            let mut values: Vec<f32> = rig.parameters().iter().map(|it| it.rest).collect();
            let turn = vec![
                ("AngleX", -30.0 + 15.0 * column as f32),
                ("AngleY", 30.0 - 15.0 * row as f32),
            ];
            for (name, value) in if clip == "face" { face(row, column) } else { turn } {
                if let Some(place) = rig.parameter(name) {
                    values[place] = value;
                }
            }
            let inputs = Inputs { parameters: &values, ..Inputs::default() };
            pose.evaluate(&rig, &mut [], inputs);
        } else {
            let id = rig.clip(&clip).ok_or("no such clip")?;
            let time = rig.duration(id) * cell as f32 / (columns * rows) as f32;
            pose.evaluate(&rig, &mut [Layer::new(id, time)], Inputs::default());
        }
        pose.dress(&dress);
        let picture = posed(&rig, &mut pose, &atlas, view);
        for y in 0..high {
            for x in 0..wide {
                let from = ((y * wide + x) * 4) as usize;
                let to = (((row * high + y) * width + column * wide + x) * 4) as usize;
                let alpha = f32::from(picture.rgba[from + 3]) / 255.0;
                for k in 0..3 {
                    let over = f32::from(picture.rgba[from + k]) * alpha + 225.0 * (1.0 - alpha);
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

/// Rows of a face: lids, vowels, smile, gaze, brows.
fn face(row: u32, column: u32) -> Vec<(&'static str, f32)> {
    let share = column as f32 / 4.0;
    match row {
        0 => vec![("EyeLOpen", 1.0 - share), ("EyeROpen", 1.0 - share)],
        1 => vec![(["A", "I", "U", "E", "O"][column as usize], 1.0)],
        2 => vec![("EyeLSmile", share), ("EyeRSmile", share), ("MouthOpenY", share)],
        3 => vec![("EyeBallX", 2.0 * share - 1.0), ("EyeBallY", 1.0 - 2.0 * share)],
        _ => vec![("BrowLY", 2.0 * share - 1.0), ("BrowRY", 2.0 * share - 1.0), ("EyeROpen", 1.5)],
    }
}
