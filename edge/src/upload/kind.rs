//! What a file is, by its first bytes.

use crate::error::Code;

/// The types that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Portable Network Graphics.
    Png,
    /// JPEG, baseline or progressive.
    Jpeg,
    /// WebP, lossy or lossless.
    Webp,
}

impl Kind {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
        }
    }

    /// The ending of a stored file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Jpeg => "jpg",
            Self::Webp => "webp",
        }
    }

    /// The type for the decoders.
    pub fn format(self) -> image::ImageFormat {
        match self {
            Self::Png => image::ImageFormat::Png,
            Self::Jpeg => image::ImageFormat::Jpeg,
            Self::Webp => image::ImageFormat::WebP,
        }
    }

    /// What `bytes` are; an animated GIF is told apart from other foreign files.
    pub fn sniff(bytes: &[u8]) -> Result<Self, Code> {
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            Ok(Self::Png)
        } else if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            Ok(Self::Jpeg)
        } else if bytes.len() >= 12 && &bytes[..4] == b"RIFF" && &bytes[8..12] == b"WEBP" {
            Ok(Self::Webp)
        } else if gif_frames(bytes) > 1 {
            Err(Code::ImageAnimated)
        } else {
            Err(Code::ImageTypeUnsupported)
        }
    }

    /// Holds a stated media type against what the bytes are.
    ///
    /// No type, or one that says nothing, is not a lie.
    pub fn agree(self, stated: Option<&str>) -> Result<(), Code> {
        let stated = stated.unwrap_or("").split(';').next().unwrap_or("").trim();
        let stated = stated.to_ascii_lowercase();
        match stated.as_str() {
            "" | "application/octet-stream" => Ok(()),
            "image/jpg" if self == Self::Jpeg => Ok(()),
            other if other == self.media_type() => Ok(()),
            _ => Err(Code::ImageTypeMismatch),
        }
    }
}

/// How many pictures a GIF holds, counted up to two; 0 when it is none.
fn gif_frames(bytes: &[u8]) -> usize {
    if !bytes.starts_with(b"GIF8") || bytes.len() < 13 {
        return 0;
    }
    let table = |flags: u8| if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    let mut at = 13 + table(bytes[10]);
    let mut frames = 0;
    while frames < 2 {
        match bytes.get(at) {
            Some(0x21) => at += 2,
            Some(0x2c) => {
                frames += 1;
                at += 10 + table(bytes.get(at + 9).copied().unwrap_or(0)) + 1;
            }
            _ => break,
        }
        while let Some(&length) = bytes.get(at) {
            at += 1 + usize::from(length);
            if length == 0 {
                break;
            }
        }
    }
    frames
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_told_by_their_first_bytes() {
        assert_eq!(Kind::sniff(b"\x89PNG\r\n\x1a\nrest"), Ok(Kind::Png));
        assert_eq!(Kind::sniff(b"\xff\xd8\xff\xe0"), Ok(Kind::Jpeg));
        assert_eq!(Kind::sniff(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Ok(Kind::Webp));
        assert_eq!(Kind::sniff(b"hello"), Err(Code::ImageTypeUnsupported));
        assert_eq!(Kind::sniff(b"<svg/>"), Err(Code::ImageTypeUnsupported));
    }

    #[test]
    fn a_gif_with_two_pictures_is_an_animation() {
        let head = b"GIF89a\x01\x00\x01\x00\x00\x00\x00";
        let frame = b"\x2c\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02\x44\x01\x00";
        let one = [&head[..], frame, b"\x3b"].concat();
        let two = [&head[..], frame, frame, b"\x3b"].concat();
        assert_eq!(Kind::sniff(&one), Err(Code::ImageTypeUnsupported));
        assert_eq!(Kind::sniff(&two), Err(Code::ImageAnimated));
    }

    #[test]
    fn a_stated_type_must_agree() {
        assert_eq!(Kind::Png.agree(Some("image/png")), Ok(()));
        assert_eq!(Kind::Png.agree(None), Ok(()));
        assert_eq!(Kind::Jpeg.agree(Some("image/jpg; q=1")), Ok(()));
        assert_eq!(Kind::Png.agree(Some("image/jpeg")), Err(Code::ImageTypeMismatch));
        assert_eq!(Kind::Png.agree(Some("text/plain")), Err(Code::ImageTypeMismatch));
    }
}
