//! Contact sheets of scenes and of what the teacher makes of them, to be looked at.

use crate::scenes::{self, Scene};
use crate::teacher::{Study, recipes};
use picture::Picture;
use rayon::prelude::*;
use std::path::Path;

/// Seeds shown; far from those trained on, which count up from zero.
const FIRST_SEED: u64 = 1 << 40;
/// Scenes on the sheet without drawings.
const SCENES: u64 = 48;
/// Scenes on the sheet with drawings.
const DRAWN: u64 = 12;

/// Writes `scenes.png` and `teacher.png` into `out`.
pub fn write(out: &Path) -> Result<(), image::ImageError> {
    std::fs::create_dir_all(out)?;
    let scenes: Vec<Scene> =
        (0..SCENES).into_par_iter().map(|i| scenes::scene(FIRST_SEED + i)).collect();
    let small: Vec<Picture> = scenes.iter().map(|s| s.picture.resize(256, 256)).collect();
    save(&sheet(&small, 8), &out.join("scenes.png"))?;
    let rows: Vec<Vec<Picture>> = scenes[..DRAWN as usize].par_iter().map(row).collect();
    save(&sheet(&rows.concat(), 5), &out.join("teacher.png"))
}

fn row(scene: &Scene) -> Vec<Picture> {
    let study = Study::of(&scene.picture, &scene.guidance);
    let drawn = recipes::ALL.iter().map(|recipe| study.draw(recipe));
    std::iter::once(scene.picture.clone()).chain(drawn).collect()
}

/// Square pictures of one size, side by side.
fn sheet(pictures: &[Picture], columns: usize) -> Picture {
    let side = pictures.first().map_or(1, |p| p.width);
    let rows = pictures.len().div_ceil(columns);
    Picture::from_fn(columns * side, rows * side, |x, y| {
        let cell = y / side * columns + x / side;
        let inside = (y % side) * side + x % side;
        pictures.get(cell).map_or([1.0; 3], |p| p.pixels[inside])
    })
}

fn save(picture: &Picture, path: &Path) -> Result<(), image::ImageError> {
    let (width, height) = (picture.width as u32, picture.height as u32);
    let bytes = picture.to_rgba8(None);
    image::save_buffer(path, &bytes, width, height, image::ExtendedColorType::Rgba8)
}
