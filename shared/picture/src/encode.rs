//! PNG, with words inside: what made a portrait travels with it.

use std::io::Cursor;

/// Sides above this are refused, on writing and on reading.
pub const SIDE_MAX: u32 = 8192;
/// The longest keyword that the format allows, in bytes.
const KEYWORD_MAX: usize = 79;
/// The longest text that is written or read.
const TEXT_MAX: usize = 64 * 1024;
/// What a decoder may set aside for one file.
const DECODE_BYTES_MAX: usize = 64 * 1024 * 1024;

/// Why a PNG was not written or read.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// The bytes are not `width * height` pixels of RGBA, or a side is zero or too long.
    #[error("the pixels do not fit the size")]
    WrongSize,
    /// A keyword is empty, too long or not ASCII, or a text is too long.
    #[error("a keyword or text cannot be stored")]
    WrongText,
    /// The bytes are not a PNG that can be read to its end.
    #[error("not a readable PNG")]
    NotReadable,
}

impl Refusal {
    /// The stable code of this refusal.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongSize => "png_wrong_size",
            Self::WrongText => "png_wrong_text",
            Self::NotReadable => "png_not_readable",
        }
    }
}

/// Writes 8-bit RGBA as PNG, marked as sRGB, with keyworded texts.
///
/// Texts in plain ASCII become `tEXt` chunks, which every tool shows; others become `iTXt`.
pub fn encode_png(
    width: u32,
    height: u32,
    rgba8: &[u8],
    texts: &[(&str, String)],
) -> Result<Vec<u8>, Refusal> {
    let sides_fit = (1..=SIDE_MAX).contains(&width) && (1..=SIDE_MAX).contains(&height);
    if !sides_fit || rgba8.len() != width as usize * height as usize * 4 {
        return Err(Refusal::WrongSize);
    }
    let mut bytes = Vec::with_capacity(rgba8.len() / 2 + 1024);
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_source_srgb(png::SrgbRenderingIntent::Perceptual);
    for (keyword, text) in texts {
        let storable = keyword.is_ascii() && (1..=KEYWORD_MAX).contains(&keyword.len());
        if !storable || text.len() > TEXT_MAX || text.contains('\0') {
            return Err(Refusal::WrongText);
        }
        let added = if text.is_ascii() {
            encoder.add_text_chunk((*keyword).to_owned(), text.clone())
        } else {
            encoder.add_itxt_chunk((*keyword).to_owned(), text.clone())
        };
        added.map_err(|_| Refusal::WrongText)?;
    }
    let mut writer = encoder.write_header().map_err(|_| Refusal::WrongSize)?;
    writer.write_image_data(rgba8).map_err(|_| Refusal::WrongSize)?;
    writer.finish().map_err(|_| Refusal::WrongSize)?;
    Ok(bytes)
}

/// Reads the keyworded texts of a PNG, before or behind its pixels.
pub fn read_texts(bytes: &[u8]) -> Result<Vec<(String, String)>, Refusal> {
    let limits = png::Limits { bytes: DECODE_BYTES_MAX };
    let decoder = png::Decoder::new_with_limits(Cursor::new(bytes), limits);
    let mut reader = decoder.read_info().map_err(|_| Refusal::NotReadable)?;
    let info = reader.info();
    if info.width > SIDE_MAX || info.height > SIDE_MAX {
        return Err(Refusal::WrongSize);
    }
    reader.finish().map_err(|_| Refusal::NotReadable)?;
    let info = reader.info();
    let plain = info.uncompressed_latin1_text.iter().map(|c| (c.keyword.clone(), c.text.clone()));
    let mut texts: Vec<_> = plain.collect();
    for chunk in &info.utf8_text {
        let mut chunk = chunk.clone();
        chunk.decompress_text_with_limit(TEXT_MAX).map_err(|_| Refusal::NotReadable)?;
        let text = chunk.get_text().map_err(|_| Refusal::NotReadable)?;
        texts.push((chunk.keyword, text));
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(width: u32, height: u32) -> Vec<u8> {
        (0..width * height * 4).map(|i| (i * 7 % 256) as u8).collect()
    }

    #[test]
    fn pixels_and_texts_come_back() {
        let texts = [
            ("Software", "Digigami".to_owned()),
            ("digigami:style", "ghibli".to_owned()),
            ("Title", "Porträt – 肖像".to_owned()),
        ];
        let bytes = encode_png(17, 9, &pixels(17, 9), &texts).unwrap();
        let read = read_texts(&bytes).unwrap();
        for (keyword, text) in &texts {
            assert!(read.iter().any(|(k, t)| k == keyword && t == text), "{keyword}: {read:?}");
        }
        let mut reader = png::Decoder::new(Cursor::new(&bytes)).read_info().unwrap();
        let mut back = vec![0; reader.output_buffer_size().unwrap()];
        reader.next_frame(&mut back).unwrap();
        assert_eq!(back, pixels(17, 9));
    }

    #[test]
    fn what_does_not_fit_is_refused() {
        for (width, height, length) in [(0, 4, 0), (4, 4, 63), (4, 4, 65), (9000, 1, 36_000)] {
            let refused = encode_png(width, height, &vec![0; length], &[]);
            assert!(matches!(refused, Err(Refusal::WrongSize)), "{width} x {height}");
        }
        for (keyword, text) in [("", "a"), ("schlüssel", "a"), ("key", "a\0b")] {
            let refused = encode_png(2, 2, &[0; 16], &[(keyword, text.to_owned())]);
            assert!(matches!(refused, Err(Refusal::WrongText)), "{keyword}");
        }
    }

    #[test]
    fn broken_files_are_refused() {
        let good = encode_png(8, 8, &pixels(8, 8), &[("Software", "x".to_owned())]).unwrap();
        let mut flipped = good.clone();
        flipped[20] ^= 0xff;
        for bytes in [&b""[..], b"GIF89a", &good[..good.len() / 2], &flipped] {
            let refused = read_texts(bytes);
            assert!(refused.is_err(), "{refused:?}");
        }
    }
}
