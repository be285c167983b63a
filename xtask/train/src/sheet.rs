//! Original, teacher and network side by side, for eyes.

use crate::measure;
use crate::teacher::{Study, recipes};
use crate::trainer::SIDE;
use picture::{Picture, Plane, exposure};
use pollster::block_on;
use std::path::Path;
use stylize::{Device, Pack};

/// One row a picture: original, then teacher and network for every style that has a pack.
pub fn sheet(out: &Path, packs: &Path, pictures: &[String]) -> Result<(), String> {
    let device = Device::flex();
    let mut rows = Vec::new();
    for name in pictures {
        let picture = exposure::even_exposure(&cut(name)?, None);
        let guidance = [0; 3].map(|_| Plane::filled(SIDE / 2, SIDE / 2, 0.0));
        let study = Study::of(&picture, &guidance);
        let mut row = vec![picture.clone()];
        for recipe in recipes::ALL.iter() {
            let target = study.draw(recipe);
            row.push(target.clone());
            let path = packs.join(format!("{}.safetensors", recipe.id));
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let pack = Pack::from_bytes(&bytes).map_err(|e| format!("{}: {e}", path.display()))?;
            let network = pack.network(&device);
            let drawn = block_on(stylize::draw(&network, &device, &picture, &guidance))
                .map_err(|e| e.to_string())?;
            let (psnr, ssim) = (measure::psnr(&drawn, &target), measure::ssim(&drawn, &target));
            println!("{name} {}: {psnr:.2} dB, SSIM {ssim:.3} against the teacher", recipe.id);
            row.push(drawn);
        }
        rows.push(row);
    }
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let sheet = Picture::from_fn(columns * SIDE, rows.len() * SIDE, |x, y| {
        let cell = rows[y / SIDE].get(x / SIDE);
        cell.map_or([1.0; 3], |p| p.pixels[(y % SIDE) * SIDE + x % SIDE])
    });
    let (width, height) = (sheet.width as u32, sheet.height as u32);
    image::save_buffer(out, &sheet.to_rgba8(None), width, height, image::ExtendedColorType::Rgba8)
        .map_err(|e| format!("{}: {e}", out.display()))
}

/// Reads `FILE` or `FILE:x,y,side` and brings it to the network's size.
fn cut(name: &str) -> Result<Picture, String> {
    let (file, place) = name.split_once(':').map_or((name, None), |(f, p)| (f, Some(p)));
    let image = image::open(file).map_err(|e| format!("{file}: {e}"))?.to_rgba8();
    let (width, height) = (image.width() as usize, image.height() as usize);
    let whole = Picture::from_rgba8(width, height, &image).ok_or(format!("{file} is odd."))?;
    let numbers: Vec<usize> =
        place.unwrap_or_default().split(',').filter_map(|n| n.parse().ok()).collect();
    let [x0, y0, side] = numbers[..] else {
        let side = width.min(height);
        return Ok(square(&whole, [(width - side) / 2, (height - side) / 2], side));
    };
    Ok(square(&whole, [x0, y0], side))
}

fn square(picture: &Picture, at: [usize; 2], side: usize) -> Picture {
    Picture::from_fn(side, side, |x, y| picture.at((at[0] + x) as isize, (at[1] + y) as isize))
        .resize(SIDE, SIDE)
}
