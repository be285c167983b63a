//! Reads the header first, then the picture; a bomb is refused before it goes off.

use std::io::Cursor;

use image::{
    DynamicImage, ImageDecoder, ImageReader, Limits,
    codecs::{png::PngDecoder, webp::WebPDecoder},
    metadata::Orientation,
};

use crate::error::Code;

use super::kind::Kind;

/// Largest file.
pub const IMAGE_BYTES_MAX: usize = 5 * 1024 * 1024;
/// Longest side.
pub const IMAGE_SIDE_MAX: u32 = 4096;
/// Most pixels: a phone's 4:3 photo at the longest side.
pub const IMAGE_PIXELS_MAX: u64 = 4096 * 3072;
/// Most bytes of a picture once it is open, and of what a decoder may reserve on the way.
pub const IMAGE_OPEN_BYTES_MAX: u64 = 52 * 1024 * 1024;

/// What the header of a picture says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Header {
    /// The type of the file.
    pub kind: Kind,
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

/// An open picture, 8 bits a channel, rows from the top.
pub struct Opened {
    /// What the header said.
    pub header: Header,
    /// 1 grey, 2 grey and alpha, 3 colour, 4 colour and alpha.
    pub channels: usize,
    /// `width * height * channels` bytes.
    pub bytes: Vec<u8>,
    /// How the camera was held.
    pub orientation: Orientation,
}

/// Looks at the first bytes and the header, and opens nothing.
pub fn inspect(bytes: &[u8], stated_type: Option<&str>) -> Result<Header, Code> {
    if bytes.is_empty() {
        return Err(Code::ImageEmpty);
    }
    if bytes.len() > IMAGE_BYTES_MAX {
        return Err(Code::ImageTooLarge);
    }
    let kind = Kind::sniff(bytes)?;
    kind.agree(stated_type)?;
    if animated(kind, bytes)? {
        return Err(Code::ImageAnimated);
    }
    let decoder = decoder(kind, bytes)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    if width.max(height) > IMAGE_SIDE_MAX
        || pixels > IMAGE_PIXELS_MAX
        || decoder.total_bytes() > IMAGE_OPEN_BYTES_MAX
    {
        return Err(Code::ImageSidesTooLarge);
    }
    if pixels == 0 {
        return Err(Code::ImageCorrupt);
    }
    Ok(Header { kind, width, height })
}

/// Opens a picture that [`inspect`] has let through.
pub fn open(bytes: &[u8], header: Header) -> Result<Opened, Code> {
    let mut decoder = decoder(header.kind, bytes)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder).map_err(|_| Code::ImageCorrupt)?;
    let (channels, bytes) = match picture {
        DynamicImage::ImageLuma8(p) => (1, p.into_raw()),
        DynamicImage::ImageLumaA8(p) => (2, p.into_raw()),
        DynamicImage::ImageRgb8(p) => (3, p.into_raw()),
        DynamicImage::ImageRgba8(p) => (4, p.into_raw()),
        deeper => (4, deeper.into_rgba8().into_raw()),
    };
    Ok(Opened { header, channels, bytes, orientation })
}

fn decoder(kind: Kind, bytes: &[u8]) -> Result<impl ImageDecoder + '_, Code> {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind.format());
    let mut limits = Limits::default();
    // Sides are judged by `inspect`, which can say so; here a breach would read as damage.
    limits.max_alloc = Some(IMAGE_OPEN_BYTES_MAX);
    reader.limits(limits);
    reader.into_decoder().map_err(|error| match error {
        image::ImageError::Limits(_) => Code::ImageSidesTooLarge,
        _ => Code::ImageCorrupt,
    })
}

fn animated(kind: Kind, bytes: &[u8]) -> Result<bool, Code> {
    let cursor = Cursor::new(bytes);
    match kind {
        Kind::Jpeg => Ok(false),
        Kind::Png => {
            let decoder = PngDecoder::new(cursor).map_err(|_| Code::ImageCorrupt)?;
            decoder.is_apng().map_err(|_| Code::ImageCorrupt)
        }
        Kind::Webp => {
            let decoder = WebPDecoder::new(cursor).map_err(|_| Code::ImageCorrupt)?;
            Ok(decoder.has_animation())
        }
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use image::{ImageFormat, RgbaImage};

    use super::*;

    /// A small picture in the format.
    pub(crate) fn sample(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
        let picture = RgbaImage::from_fn(width, height, |x, y| {
            image::Rgba([x as u8, y as u8, 90, if format == ImageFormat::Jpeg { 255 } else { 128 }])
        });
        let mut bytes = Cursor::new(Vec::new());
        let picture = DynamicImage::ImageRgba8(picture);
        let picture = if format == ImageFormat::Jpeg { picture.to_rgb8().into() } else { picture };
        picture.write_to(&mut bytes, format).expect("sample writes");
        bytes.into_inner()
    }

    /// A PNG with only a header of these sides, and no pixels.
    fn png_header(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = sample(1, 1, ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let crc = crate::upload::strip::crc32(&bytes[12..29]);
        bytes[29..33].copy_from_slice(&crc.to_be_bytes());
        bytes
    }

    #[test]
    fn good_pictures_pass() {
        for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
            let bytes = sample(20, 10, format);
            let header = inspect(&bytes, Some(format.to_mime_type())).expect("passes");
            assert_eq!((header.width, header.height), (20, 10));
            let opened = open(&bytes, header).expect("opens");
            assert_eq!(opened.bytes.len(), 200 * opened.channels);
        }
    }

    #[test]
    fn bombs_are_refused_by_their_header() {
        let bomb = png_header(20_000, 20_000);
        assert_eq!(inspect(&bomb, None), Err(Code::ImageSidesTooLarge));
        assert_eq!(inspect(&png_header(4096, 4096), None), Err(Code::ImageSidesTooLarge));
        assert_eq!(inspect(&png_header(0, 10), None), Err(Code::ImageCorrupt));
    }

    #[test]
    fn empty_large_foreign_and_mislabelled_files_have_their_own_codes() {
        assert_eq!(inspect(b"", None), Err(Code::ImageEmpty));
        let large = vec![0; IMAGE_BYTES_MAX + 1];
        assert_eq!(inspect(&large, None), Err(Code::ImageTooLarge));
        assert_eq!(inspect(b"just text", Some("image/jpeg")), Err(Code::ImageTypeUnsupported));
        let png = sample(2, 2, ImageFormat::Png);
        assert_eq!(inspect(&png, Some("image/jpeg")), Err(Code::ImageTypeMismatch));
    }

    #[test]
    fn a_damaged_png_is_found_when_it_is_opened() {
        let mut bytes = sample(64, 64, ImageFormat::Png);
        let middle = bytes.len() / 2;
        bytes[middle] ^= 0xff;
        let result = inspect(&bytes, None).and_then(|header| open(&bytes, header));
        assert_eq!(result.err(), Some(Code::ImageCorrupt));
        bytes.truncate(middle);
        let result = inspect(&bytes, None).and_then(|header| open(&bytes, header));
        assert_eq!(result.err(), Some(Code::ImageCorrupt));
    }

    #[test]
    fn an_animated_png_is_refused() {
        let still = sample(2, 2, ImageFormat::Png);
        let mut control = b"acTL\x00\x00\x00\x02\x00\x00\x00\x00".to_vec();
        let crc = crate::upload::strip::crc32(&control);
        control.extend(crc.to_be_bytes());
        let mut bytes = still[..33].to_vec();
        bytes.extend(8u32.to_be_bytes());
        bytes.extend(control);
        bytes.extend(&still[33..]);
        assert_eq!(inspect(&bytes, None), Err(Code::ImageAnimated));
    }
}
