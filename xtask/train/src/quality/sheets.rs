//! Contact sheets: original, then teacher and network for every style. Numbers do not see ugliness.

use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;
use picture::Picture;
use std::path::Path;

/// The largest sheet, in bytes.
const BYTES_MAX: usize = 700_000;
/// JPEG qualities that are tried until a sheet is small enough.
const QUALITIES: [u8; 5] = [90, 82, 74, 66, 56];
/// White between cells.
const GAP: usize = 4;

/// Lays rows of equal cells out and writes them as a JPEG.
///
/// # Errors
/// A sentence when the file cannot be written.
pub(super) fn write(path: &Path, rows: &[Vec<Picture>]) -> Result<(), String> {
    let sheet = laid_out(rows);
    let rgb: Vec<u8> = sheet
        .pixels
        .iter()
        .flat_map(|p| p.map(|v| (v.clamp(0.0, 1.0) * 255.0 + 0.5) as u8))
        .collect();
    let mut bytes = Vec::new();
    for quality in QUALITIES {
        bytes.clear();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .encode(&rgb, sheet.width as u32, sheet.height as u32, ExtendedColorType::Rgb8)
            .map_err(|e| format!("{}: {e}", path.display()))?;
        if bytes.len() <= BYTES_MAX {
            break;
        }
    }
    std::fs::write(path, &bytes).map_err(|e| format!("{}: {e}", path.display()))
}

/// The middle `side` by `side` pixels around a place given as shares of the picture.
pub(super) fn crop(picture: &Picture, centre: [f32; 2], side: usize) -> Picture {
    let start = |share: f32, length: usize| {
        let middle = (share * length as f32) as usize;
        middle.saturating_sub(side / 2).min(length.saturating_sub(side))
    };
    let (left, top) = (start(centre[0], picture.width), start(centre[1], picture.height));
    Picture::from_fn(side, side, |x, y| picture.at((left + x) as isize, (top + y) as isize))
}

fn laid_out(rows: &[Vec<Picture>]) -> Picture {
    let cell = rows.first().and_then(|row| row.first()).map_or(1, |picture| picture.width);
    let columns = rows.iter().map(Vec::len).max().unwrap_or(1);
    let length = |n: usize| (n * (cell + GAP)).saturating_sub(GAP).max(1);
    Picture::from_fn(length(columns), length(rows.len()), |x, y| {
        let (column, row) = (x / (cell + GAP), y / (cell + GAP));
        let (u, v) = (x % (cell + GAP), y % (cell + GAP));
        let picture = rows.get(row).and_then(|row| row.get(column));
        match picture {
            Some(picture) if u < cell && v < cell => picture.pixels[v * cell + u],
            _ => [1.0; 3],
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_where_they_belong() {
        let one = |value: f32| Picture::filled(10, 10, [value; 3]);
        let sheet = laid_out(&[vec![one(0.1), one(0.2)], vec![one(0.3)]]);
        assert_eq!((sheet.width, sheet.height), (24, 24));
        let at = |x: usize, y: usize| sheet.pixels[y * 24 + x][0];
        assert_eq!([at(0, 0), at(14, 9), at(9, 14), at(23, 23)], [0.1, 0.2, 0.3, 1.0]);
        assert_eq!(at(11, 5), 1.0, "white lies between");
    }

    #[test]
    fn crops_stay_inside() {
        let picture = Picture::from_fn(20, 20, |x, y| [x as f32, y as f32, 0.0]);
        assert_eq!(crop(&picture, [0.5, 0.5], 10).pixels[0], [5.0, 5.0, 0.0]);
        assert_eq!(crop(&picture, [0.0, 1.0], 10).pixels[0], [0.0, 10.0, 0.0]);
    }
}
