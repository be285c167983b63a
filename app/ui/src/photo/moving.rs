//! Tells whether a picture moves, from its blocks alone.

use super::inspect::Format;

/// The name of the moving format, if this one moves.
pub(super) fn format_if_moving(format: Format, bytes: &[u8]) -> Option<&'static str> {
    let moving = match format {
        Format::Gif => gif_has_two_frames(bytes),
        // The animation bit of the extended header.
        Format::Webp => {
            bytes.get(12..16) == Some(b"VP8X") && bytes.get(20).is_some_and(|flags| flags & 2 != 0)
        }
        Format::Png => png_is_animated(bytes),
        Format::Jpeg => false,
    };
    let name = match format {
        Format::Gif => "GIF",
        Format::Webp => "WebP",
        Format::Png => "PNG",
        Format::Jpeg => "JPEG",
    };
    moving.then_some(name)
}

fn gif_has_two_frames(bytes: &[u8]) -> bool {
    let Some(&flags) = bytes.get(10) else { return false };
    let mut at = 13 + colour_table_bytes(flags);
    let mut n_frames = 0;
    loop {
        match bytes.get(at) {
            Some(0x2c) => {
                n_frames += 1;
                if n_frames == 2 {
                    return true;
                }
                let Some(&flags) = bytes.get(at + 9) else { return false };
                // Descriptor, local colours, one byte of code size, then the data.
                at = skip_blocks(bytes, at + 11 + colour_table_bytes(flags));
            }
            Some(0x21) => at = skip_blocks(bytes, at + 2),
            _ => return false,
        }
    }
}

fn colour_table_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// The place after a chain of sub-blocks; past the end when the chain breaks off.
fn skip_blocks(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&length) = bytes.get(at) {
        at += 1 + usize::from(length);
        if length == 0 {
            return at;
        }
    }
    bytes.len()
}

/// An animation control chunk before the first data makes a moving PNG.
fn png_is_animated(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let (Some(length), Some(kind)) = (bytes.get(at..at + 4), bytes.get(at + 4..at + 8)) {
        match kind {
            b"acTL" => return true,
            b"IDAT" | b"IEND" => return false,
            _ => {}
        }
        let length = length.iter().fold(0usize, |sum, byte| sum << 8 | usize::from(*byte));
        at = at.saturating_add(length).saturating_add(12);
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gif(n_frames: usize) -> Vec<u8> {
        let mut bytes = b"GIF89a\x01\0\x01\0\x80\0\0".to_vec();
        bytes.extend([0; 6]);
        for _ in 0..n_frames {
            bytes.extend([0x21, 0xf9, 4, 0, 0, 0, 0, 0]);
            bytes.extend([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]);
        }
        bytes.push(0x3b);
        bytes
    }

    #[test]
    fn a_gif_moves_from_the_second_frame() {
        assert_eq!(format_if_moving(Format::Gif, &gif(1)), None);
        assert_eq!(format_if_moving(Format::Gif, &gif(2)), Some("GIF"));
        assert_eq!(format_if_moving(Format::Gif, &gif(2)[..20]), None, "cut off, and no loop");
    }

    #[test]
    fn a_png_moves_by_its_control_chunk() {
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.extend([0, 0, 0, 0, b'I', b'H', b'D', b'R', 0, 0, 0, 0]);
        assert_eq!(format_if_moving(Format::Png, &bytes), None);
        bytes.extend([0, 0, 0, 0, b'a', b'c', b'T', b'L', 0, 0, 0, 0]);
        assert_eq!(format_if_moving(Format::Png, &bytes), Some("PNG"));
    }
}
