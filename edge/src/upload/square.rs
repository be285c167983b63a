//! The centre square of a picture in a given size, with its transparency.

use std::io::Cursor;

use image::{
    DynamicImage, ExtendedColorType, ImageEncoder,
    codecs::{jpeg::JpegEncoder, png::PngEncoder, webp::WebPEncoder},
    metadata::Orientation,
};
use picture::{Picture, Plane};
use wire::avatar::ExportFormat;

use super::check::Opened;

/// Quality of JPEG exports.
const JPEG_QUALITY: u8 = 92;

/// A square picture with alpha, colour not multiplied by it.
pub struct Square {
    /// The colours.
    pub colour: Picture,
    /// `0.0..=1.0`.
    pub alpha: Plane,
}

/// Cuts the centre square out of `opened`, turned upright, and brings it to `side`.
///
/// One channel is handled at a time, and large pictures are averaged on the way in, so that the
/// peak of memory stays near the size of the open picture.
pub fn cut(opened: &Opened, side: usize) -> Square {
    let (width, height) = (opened.header.width as usize, opened.header.height as usize);
    let edge = width.min(height);
    let (left, top) = ((width - edge) / 2, (height - edge) / 2);
    let block = (edge / side).max(1);
    let inner = edge / block;
    let slack = (edge - inner * block) / 2;
    let channels = opened.channels;
    let weigh = 1.0 / (block * block) as f32;
    let plane = |value: &dyn Fn(&[u8]) -> f32| {
        let plane = Plane::from_fn(inner, inner, |x, y| {
            let mut sum = 0.0;
            for dy in 0..block {
                let row = (top + slack + y * block + dy) * width + left + slack + x * block;
                let pixels = &opened.bytes[row * channels..(row + block) * channels];
                sum += pixels.chunks_exact(channels).map(value).sum::<f32>();
            }
            sum * weigh
        });
        plane.resize(side, side)
    };
    let has_alpha = channels.is_multiple_of(2);
    let alpha_of = |p: &[u8]| if has_alpha { f32::from(p[channels - 1]) / 255.0 } else { 1.0 };
    let alpha = plane(&alpha_of).map(|a| a.clamp(0.0, 1.0));
    let grey = channels < 3;
    let colours = [0, 1, 2].map(|c| {
        let index = if grey { 0 } else { c };
        let mut colour = plane(&|p| f32::from(p[index]) / 255.0 * alpha_of(p));
        for (value, alpha) in colour.values.iter_mut().zip(&alpha.values) {
            *value = if *alpha > 0.0 { (*value / alpha).clamp(0.0, 1.0) } else { 0.0 };
        }
        colour
    });
    let [r, g, b] = colours.map(|plane| turn(&plane, opened.orientation));
    let alpha = turn(&alpha, opened.orientation);
    Square { colour: Picture::from_channels(&[r, g, b]), alpha }
}

/// Turns a square plane upright.
fn turn(plane: &Plane, orientation: Orientation) -> Plane {
    let last = plane.width as isize - 1;
    let at = |x: isize, y: isize| match orientation {
        Orientation::NoTransforms => (x, y),
        Orientation::FlipHorizontal => (last - x, y),
        Orientation::Rotate180 => (last - x, last - y),
        Orientation::FlipVertical => (x, last - y),
        Orientation::Rotate90FlipH => (y, x),
        Orientation::Rotate90 => (y, last - x),
        Orientation::Rotate270FlipH => (last - y, last - x),
        Orientation::Rotate270 => (last - y, x),
    };
    Plane::from_fn(plane.width, plane.height, |x, y| {
        let (x, y) = at(x as isize, y as isize);
        plane.at(x, y)
    })
}

/// Lays the picture over white.
pub fn over_white(square: &Square) -> Picture {
    let mut picture = square.colour.clone();
    for (pixel, alpha) in picture.pixels.iter_mut().zip(&square.alpha.values) {
        *pixel = pixel.map(|c| c * alpha + 1.0 - alpha);
    }
    picture
}

/// Writes the square as a file.
pub fn encode(square: &Square, format: ExportFormat) -> Result<Vec<u8>, image::ImageError> {
    let side = square.colour.width as u32;
    let mut out = Cursor::new(Vec::new());
    match format {
        ExportFormat::Png => {
            let rgba = square.colour.to_rgba8(Some(&square.alpha));
            PngEncoder::new(&mut out).write_image(&rgba, side, side, ExtendedColorType::Rgba8)?;
        }
        ExportFormat::Webp => {
            let rgba = square.colour.to_rgba8(Some(&square.alpha));
            WebPEncoder::new_lossless(&mut out).write_image(
                &rgba,
                side,
                side,
                ExtendedColorType::Rgba8,
            )?;
        }
        ExportFormat::Jpeg => {
            let rgba = over_white(square).to_rgba8(None);
            let picture = image::RgbaImage::from_raw(side, side, rgba)
                .map(|p| DynamicImage::ImageRgba8(p).into_rgb8())
                .unwrap_or_default();
            JpegEncoder::new_with_quality(&mut out, JPEG_QUALITY).write_image(
                picture.as_raw(),
                side,
                side,
                ExtendedColorType::Rgb8,
            )?;
        }
    }
    Ok(out.into_inner())
}

/// The media type of an export.
pub fn media_type(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Png => "image/png",
        ExportFormat::Jpeg => "image/jpeg",
        ExportFormat::Webp => "image/webp",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::upload::{
        check::{Header, inspect, open},
        kind::Kind,
    };

    fn opened(width: u32, height: u32, orientation: Orientation) -> Opened {
        let bytes = (0..height)
            .flat_map(|y| (0..width).flat_map(move |x| [x as u8 * 10, y as u8 * 10, 0, 128]))
            .collect();
        let header = Header { kind: Kind::Png, width, height };
        Opened { header, channels: 4, bytes, orientation }
    }

    #[test]
    fn the_centre_is_cut_and_alpha_kept() {
        let square = cut(&opened(12, 4, Orientation::NoTransforms), 4);
        assert!((square.colour.at(0, 0)[0] * 255.0 - 40.0).abs() < 0.01);
        assert!((square.colour.at(3, 3)[1] * 255.0 - 30.0).abs() < 0.01);
        assert!(square.alpha.values.iter().all(|a| (a - 128.0 / 255.0).abs() < 1e-4));
    }

    #[test]
    fn a_turned_photo_stands_upright() {
        // EXIF 6: the stored top left is the upright top right.
        let stored = cut(&opened(4, 4, Orientation::NoTransforms), 4).colour;
        let upright = cut(&opened(4, 4, Orientation::Rotate90), 4).colour;
        assert_eq!(upright.at(3, 0), stored.at(0, 0));
        assert_eq!(upright.at(0, 0), stored.at(0, 3));
    }

    #[test]
    fn every_format_opens_again_in_the_asked_size() {
        let square = cut(&opened(20, 14, Orientation::NoTransforms), 128);
        for format in [ExportFormat::Png, ExportFormat::Jpeg, ExportFormat::Webp] {
            let bytes = encode(&square, format).expect("encodes");
            let header = inspect(&bytes, Some(media_type(format))).expect("is a picture");
            let again = open(&bytes, header).expect("opens");
            assert_eq!((again.header.width, again.header.height), (128, 128));
            if again.channels == 4 {
                assert_eq!(again.bytes[3], 128);
            } else {
                assert_eq!(format, ExportFormat::Jpeg);
            }
        }
    }
}
