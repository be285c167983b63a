//! Reads the header of a picture: what it is, how large, and whether it moves. Decodes nothing.

use super::{FileTrouble, PIXELS_MAX, SIDE_MAX, jpeg, moving};

/// The formats that every browser decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Png,
    Jpeg,
    Webp,
    Gif,
}

impl Format {
    pub(super) fn mime(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
        }
    }
}

/// What the header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) format: Format,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Judges a file by its bytes; the name only helps to say what was expected.
pub(super) fn inspect(bytes: &[u8], name: &str) -> Result<Header, FileTrouble> {
    if bytes.is_empty() {
        return Err(FileTrouble::Empty);
    }
    let format = sniff(bytes, name)?;
    if let Some(format) = moving::format_if_moving(format, bytes) {
        return Err(FileTrouble::Moving { format });
    }
    let (width, height) = dimensions(format, bytes).ok_or(FileTrouble::Damaged)?;
    if width == 0 || height == 0 {
        return Err(FileTrouble::Damaged);
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > SIDE_MAX || height > SIDE_MAX || pixels > PIXELS_MAX {
        return Err(FileTrouble::TooLarge { width, height });
    }
    Ok(Header { format, width, height })
}

fn sniff(bytes: &[u8], name: &str) -> Result<Format, FileTrouble> {
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok(Format::Png);
    }
    if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
        return Ok(Format::Jpeg);
    }
    if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        return Ok(Format::Webp);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Ok(Format::Gif);
    }
    Err(stranger(bytes, name))
}

/// Something else: a picture we know but do not take, or no picture at all.
fn stranger(bytes: &[u8], name: &str) -> FileTrouble {
    let brand = bytes.get(4..8).filter(|tag| *tag == b"ftyp").and_then(|_| bytes.get(8..12));
    match brand {
        Some(b"heic" | b"heix" | b"hevc" | b"mif1" | b"msf1") => {
            return FileTrouble::Format { name: "HEIC" };
        }
        Some(b"avif" | b"avis") => return FileTrouble::Format { name: "AVIF" },
        _ => {}
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return FileTrouble::Format { name: "TIFF" };
    }
    if bytes.starts_with(b"BM") && bytes.len() > 54 {
        return FileTrouble::Format { name: "BMP" };
    }
    let extension = match name.rsplit_once('.') {
        Some((_, end)) if (1..=5).contains(&end.len()) => end.to_ascii_lowercase(),
        _ => String::new(),
    };
    FileTrouble::NotAPicture { extension }
}

fn dimensions(format: Format, bytes: &[u8]) -> Option<(u32, u32)> {
    match format {
        Format::Png => Some((big_endian_32(bytes, 16)?, big_endian_32(bytes, 20)?)),
        Format::Jpeg => jpeg::dimensions(bytes),
        Format::Webp => webp_dimensions(bytes),
        Format::Gif => Some((little_endian_16(bytes, 6)?, little_endian_16(bytes, 8)?)),
    }
}

fn webp_dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    match bytes.get(12..16)? {
        b"VP8X" => Some((little_endian_24(bytes, 24)? + 1, little_endian_24(bytes, 27)? + 1)),
        // Lossless: 14 bits each after the signature byte.
        b"VP8L" => {
            let packed = little_endian_16(bytes, 21)? | little_endian_16(bytes, 23)? << 16;
            Some(((packed & 0x3fff) + 1, (packed >> 14 & 0x3fff) + 1))
        }
        // Lossy: after the frame tag and the start code.
        b"VP8 " => {
            Some((little_endian_16(bytes, 26)? & 0x3fff, little_endian_16(bytes, 28)? & 0x3fff))
        }
        _ => None,
    }
}

fn big_endian_32(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(four.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte)))
}

fn little_endian_16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at + 2)?;
    Some(u32::from(two[0]) | u32::from(two[1]) << 8)
}

fn little_endian_24(bytes: &[u8], at: usize) -> Option<u32> {
    Some(little_endian_16(bytes, at)? | u32::from(*bytes.get(at + 2)?) << 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR".to_vec();
        bytes.extend(width.to_be_bytes());
        bytes.extend(height.to_be_bytes());
        bytes.extend([8, 2, 0, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    fn webp(chunk: &[u8; 4], body: &[u8]) -> Vec<u8> {
        let mut bytes = b"RIFF\0\0\0\0WEBP".to_vec();
        bytes.extend(chunk);
        bytes.extend((body.len() as u32).to_le_bytes());
        bytes.extend(body);
        bytes
    }

    #[test]
    fn a_png_says_its_size() {
        let header = inspect(&png(640, 480), "face.png").expect("a good header");
        assert_eq!(header, Header { format: Format::Png, width: 640, height: 480 });
    }

    #[test]
    fn too_many_pixels_are_refused_by_the_header_alone() {
        let trouble = inspect(&png(20_000, 20_000), "huge.png").expect_err("refused");
        assert_eq!(trouble, FileTrouble::TooLarge { width: 20_000, height: 20_000 });
        assert!(inspect(&png(12_001, 10), "long.png").is_err());
        assert!(inspect(&png(12_000, 4_000), "wide.png").is_ok());
        assert!(inspect(&png(8_000, 8_000), "square.png").is_err());
    }

    #[test]
    fn words_named_jpg_are_not_a_picture() {
        let trouble = inspect(b"dear diary", "me.JPG").expect_err("refused");
        assert_eq!(trouble, FileTrouble::NotAPicture { extension: "jpg".into() });
        assert_eq!(inspect(b"", "me.jpg"), Err(FileTrouble::Empty));
    }

    #[test]
    fn a_phone_format_has_its_own_words() {
        let trouble = inspect(b"\0\0\0\x18ftypheic\0\0\0\0", "IMG_1.HEIC").expect_err("refused");
        assert_eq!(trouble, FileTrouble::Format { name: "HEIC" });
    }

    #[test]
    fn all_three_kinds_of_webp_say_their_size() {
        let extended = webp(b"VP8X", &[0, 0, 0, 0, 0x1f, 0x03, 0, 0x57, 0x02, 0]);
        assert_eq!(dimensions(Format::Webp, &extended), Some((800, 600)));
        // 14 bits of width - 1, then 14 bits of height - 1.
        let packed: u32 = 799 | 599 << 14;
        let mut body = vec![0x2f];
        body.extend(packed.to_le_bytes());
        assert_eq!(dimensions(Format::Webp, &webp(b"VP8L", &body)), Some((800, 600)));
        let lossy = webp(b"VP8 ", &[0, 0, 0, 0x9d, 0x01, 0x2a, 0x20, 0x03, 0x58, 0x02]);
        assert_eq!(dimensions(Format::Webp, &lossy), Some((800, 600)));
    }

    #[test]
    fn a_header_that_stops_early_is_damaged() {
        assert_eq!(inspect(&png(4, 4)[..18], "cut.png"), Err(FileTrouble::Damaged));
        assert_eq!(inspect(&png(0, 4), "none.png"), Err(FileTrouble::Damaged));
        assert_eq!(inspect(&[0xff, 0xd8, 0xff, 0xe0], "cut.jpg"), Err(FileTrouble::Damaged));
    }
}
