//! Leaves in a file what draws the picture and what we wrote into it, and nothing else: no place,
//! no camera, no time, no data behind the end. The pixels are not touched.

use crate::error::Code;

use super::kind::Kind;

/// Chunks of a PNG that decide how it looks.
const PNG_KEPT: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT",
    b"cICP", b"bKGD",
];
/// Text chunks stay when their keyword is ours.
const PNG_KEYWORD: &str = "digigami";
/// Longest text chunk that stays.
const PNG_TEXT_BYTES_MAX: usize = 4096;
/// Chunks of a WebP that decide how it looks.
const WEBP_KEPT: [&[u8; 4]; 5] = [b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ICCP"];

/// The file without what does not belong to the picture.
///
/// `orientation` is the EXIF value (1 to 8) that must survive in a JPEG.
pub fn strip(kind: Kind, bytes: &[u8], orientation: u8) -> Result<Vec<u8>, Code> {
    let stripped = match kind {
        Kind::Png => png(bytes),
        Kind::Jpeg => jpeg(bytes, orientation),
        Kind::Webp => webp(bytes),
    };
    stripped.ok_or(Code::ImageCorrupt)
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..8)?.to_vec();
    let mut at = 8;
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize;
        let end = at.checked_add(12)?.checked_add(length)?;
        let chunk = bytes.get(at..end)?;
        let (name, data) = (&chunk[4..8], &chunk[8..8 + length]);
        let text = matches!(name, b"tEXt" | b"iTXt") && length <= PNG_TEXT_BYTES_MAX;
        if PNG_KEPT.iter().any(|kept| &kept[..] == name) || text && ours(data) {
            kept.extend_from_slice(chunk);
        }
        if name == b"IEND" {
            return Some(kept);
        }
        at = end;
    }
}

/// Whether a text chunk's keyword, up to the zero byte, begins with our name or names the maker.
fn ours(data: &[u8]) -> bool {
    let keyword = data.split(|&byte| byte == 0).next().unwrap_or(data);
    let keyword = String::from_utf8_lossy(keyword).to_ascii_lowercase();
    keyword.starts_with(PNG_KEYWORD) || keyword == "software"
}

fn jpeg(bytes: &[u8], orientation: u8) -> Option<Vec<u8>> {
    let mut kept = bytes.get(..2)?.to_vec();
    if orientation > 1 {
        kept.extend(exif_orientation(orientation));
    }
    let mut at = 2;
    loop {
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            0xff => at += 1,
            0xd9 => {
                kept.extend([0xff, 0xd9]);
                return Some(kept);
            }
            0x01 | 0xd0..=0xd7 => {
                kept.extend([0xff, marker]);
                at += 2;
            }
            _ => {
                let length = u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?);
                let end = at + 2 + usize::from(length);
                // The length counts its own two bytes; less would point backwards.
                let data = bytes.get(at + 4..end)?;
                if draws(marker, data) {
                    kept.extend_from_slice(&bytes[at..end]);
                }
                at = end;
                if marker == 0xda {
                    let end = scan_end(bytes, at)?;
                    kept.extend_from_slice(&bytes[at..end]);
                    at = end;
                }
            }
        }
    }
}

/// Whether a segment decides how the picture looks: all but the notes do. Of the application's
/// segments those are APP0 (JFIF), APP2 with a colour profile and APP14 (Adobe's transform).
fn draws(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xe1 | 0xe3..=0xed | 0xef | 0xfe => false,
        0xe2 => data.starts_with(b"ICC_PROFILE"),
        _ => true,
    }
}

/// Where the entropy-coded data that begins at `at` ends: at the next marker that is no restart.
fn scan_end(bytes: &[u8], at: usize) -> Option<usize> {
    let mut at = at;
    loop {
        if *bytes.get(at)? == 0xff && !matches!(*bytes.get(at + 1)?, 0x00 | 0xd0..=0xd7) {
            return Some(at);
        }
        at += 1;
    }
}

/// An APP1 segment that says how the camera was held, and nothing else.
fn exif_orientation(orientation: u8) -> Vec<u8> {
    let mut segment = vec![0xff, 0xe1, 0x00, 0x22];
    segment.extend(b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0");
    segment.extend([orientation, 0, 0, 0, 0, 0, 0]);
    segment
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?) as usize;
    let bytes = bytes.get(..size.checked_add(8)?)?;
    let mut kept = bytes.get(..12)?.to_vec();
    let mut at = 12;
    while at < bytes.len() {
        let name: [u8; 4] = bytes.get(at..at + 4)?.try_into().ok()?;
        let length = u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?) as usize;
        let end = at.checked_add(8)?.checked_add(length)?;
        let chunk = bytes.get(at..end)?;
        if WEBP_KEPT.contains(&&name) {
            let start = kept.len();
            kept.extend_from_slice(chunk);
            if &name == b"VP8X" {
                // The flags for EXIF (bit 3) and XMP (bit 2) go with their chunks.
                *kept.get_mut(start + 8)? &= !0b0000_1100;
            }
            if length % 2 == 1 {
                kept.push(0);
            }
        }
        at = end + length % 2;
    }
    let size = (kept.len() - 8) as u32;
    kept[4..8].copy_from_slice(&size.to_le_bytes());
    Some(kept)
}

/// The checksum of PNG chunks.
#[cfg(test)]
pub(crate) fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |c, _| c >> 1 ^ if c & 1 == 1 { 0xedb8_8320 } else { 0 })
    })
}

#[cfg(test)]
mod tests {
    use image::ImageFormat;

    use super::*;
    use crate::upload::check::{inspect, open, tests::sample};

    fn text_chunk(name: &[u8; 4], text: &[u8]) -> Vec<u8> {
        let body = [&name[..], text].concat();
        let mut chunk = (text.len() as u32).to_be_bytes().to_vec();
        chunk.extend(&body);
        chunk.extend(crc32(&body).to_be_bytes());
        chunk
    }

    fn pixels(kind: Kind, bytes: &[u8]) -> Vec<u8> {
        let header = inspect(bytes, Some(kind.media_type())).expect("still a picture");
        open(bytes, header).expect("still opens").bytes
    }

    #[test]
    fn a_png_loses_the_place_and_keeps_our_words() {
        let plain = sample(9, 7, ImageFormat::Png);
        let mut noted = plain[..33].to_vec();
        noted.extend(text_chunk(b"tEXt", b"digigami:style\0ghibli"));
        noted.extend(text_chunk(b"tEXt", b"Comment\0at home"));
        noted.extend(text_chunk(b"eXIf", b"MM\0\x2aGPS"));
        noted.extend(&plain[33..]);
        noted.extend(b"behind the end");
        let stripped = strip(Kind::Png, &noted, 1).expect("strips");
        let has = |needle: &[u8]| stripped.windows(needle.len()).any(|w| w == needle);
        assert!(has(b"digigami:style\0ghibli"));
        assert!(!has(b"at home") && !has(b"GPS") && !has(b"behind the end"));
        assert_eq!(pixels(Kind::Png, &stripped), pixels(Kind::Png, &plain));
    }

    #[test]
    fn a_jpeg_loses_its_notes_and_keeps_its_turn() {
        let plain = sample(16, 8, ImageFormat::Jpeg);
        let mut noted = plain[..2].to_vec();
        noted.extend(b"\xff\xe1\x00\x0bExif\0\0GPS");
        noted.extend(b"\xff\xfe\x00\x09at home");
        noted.extend(&plain[2..]);
        noted.extend(b"behind the end");
        let stripped = strip(Kind::Jpeg, &noted, 6).expect("strips");
        let has = |needle: &[u8]| stripped.windows(needle.len()).any(|w| w == needle);
        assert!(!has(b"at home") && !has(b"GPS") && !has(b"behind the end"));
        assert_eq!(pixels(Kind::Jpeg, &stripped), pixels(Kind::Jpeg, &plain));
        let header = inspect(&stripped, None).expect("still a picture");
        let orientation = open(&stripped, header).expect("opens").orientation;
        assert_eq!(orientation.to_exif(), 6);
    }

    #[test]
    fn lengths_that_lie_are_damage_and_nothing_worse() {
        for length in [b"\x00\x00", b"\x00\x01", b"\xff\xff"] {
            let bytes = [&b"\xff\xd8\xff\xe2"[..], length, b"\xff\xd9"].concat();
            assert_eq!(strip(Kind::Jpeg, &bytes, 1), Err(Code::ImageCorrupt));
        }
        let whole = sample(8, 8, ImageFormat::Png);
        for end in 0..whole.len() {
            assert_eq!(strip(Kind::Png, &whole[..end], 1), Err(Code::ImageCorrupt));
        }
        let whole = sample(8, 8, ImageFormat::WebP);
        for end in 0..whole.len() {
            assert_eq!(strip(Kind::Webp, &whole[..end], 1), Err(Code::ImageCorrupt));
        }
    }

    #[test]
    fn a_truncated_jpeg_is_damaged() {
        let mut bytes = sample(64, 64, ImageFormat::Jpeg);
        bytes.truncate(bytes.len() - 20);
        assert_eq!(strip(Kind::Jpeg, &bytes, 1), Err(Code::ImageCorrupt));
    }

    #[test]
    fn a_webp_loses_its_notes() {
        let plain = sample(8, 8, ImageFormat::WebP);
        let mut noted = plain.clone();
        noted.extend(b"EXIF\x03\0\0\0GPS\0");
        let size = (noted.len() - 8) as u32;
        noted[4..8].copy_from_slice(&size.to_le_bytes());
        let stripped = strip(Kind::Webp, &noted, 1).expect("strips");
        assert_eq!(pixels(Kind::Webp, &stripped), pixels(Kind::Webp, &plain));
        assert!(!stripped.windows(3).any(|w| w == b"GPS"));
    }
}
