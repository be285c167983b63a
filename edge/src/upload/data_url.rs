//! `data:image/png;base64,…`

use base64::{Engine, engine::general_purpose::STANDARD};

use crate::error::Code;

use super::check::IMAGE_BYTES_MAX;

/// The stated media type and the bytes of a data URL.
pub fn parse(url: &str) -> Result<(String, Vec<u8>), Code> {
    let rest = url.strip_prefix("data:").ok_or(Code::ImageMissing)?;
    let (head, data) = rest.split_once(',').ok_or(Code::ImageCorrupt)?;
    let media_type = head.strip_suffix(";base64").ok_or(Code::ImageCorrupt)?;
    // Four characters carry three bytes; refused before anything is decoded.
    if data.len() / 4 * 3 > IMAGE_BYTES_MAX + 3 {
        return Err(Code::ImageTooLarge);
    }
    let bytes = STANDARD.decode(data.trim_end()).map_err(|_| Code::ImageCorrupt)?;
    Ok((media_type.to_owned(), bytes))
}

/// Writes a data URL.
pub fn write(media_type: &str, bytes: &[u8]) -> String {
    let mut url = format!("data:{media_type};base64,");
    STANDARD.encode_string(bytes, &mut url);
    url
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let url = write("image/png", &[1, 2, 3, 4]);
        assert_eq!(parse(&url), Ok(("image/png".to_owned(), vec![1, 2, 3, 4])));
    }

    #[test]
    fn what_is_none_is_refused() {
        assert_eq!(parse("https://example.com/a.png"), Err(Code::ImageMissing));
        assert_eq!(parse("data:image/png,abc"), Err(Code::ImageCorrupt));
        assert_eq!(parse("data:image/png;base64,!!!!"), Err(Code::ImageCorrupt));
        let long = format!("data:image/png;base64,{}", "A".repeat(IMAGE_BYTES_MAX / 3 * 4 + 64));
        assert_eq!(parse(&long), Err(Code::ImageTooLarge));
    }
}
