//! Finds the size of a JPEG by walking its segments.

/// Width and height from the first frame header, or nothing if there is none.
pub(super) fn dimensions(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut at = 2;
    loop {
        // Any number of fill bytes may stand before a marker.
        while *bytes.get(at)? == 0xff && *bytes.get(at + 1)? == 0xff {
            at += 1;
        }
        if *bytes.get(at)? != 0xff {
            return None;
        }
        let marker = *bytes.get(at + 1)?;
        at += 2;
        if matches!(marker, 0x01 | 0xd0..=0xd8) {
            continue;
        }
        // The scan or the end before any frame header: nothing to find any more.
        if matches!(marker, 0xd9 | 0xda) {
            return None;
        }
        let length = word(bytes, at)?;
        if is_frame_header(marker) {
            return Some((word(bytes, at + 5)?, word(bytes, at + 3)?));
        }
        at += usize::try_from(length.max(2)).ok()?;
    }
}

/// Start of frame, all kinds; 0xc4, 0xc8 and 0xcc in their midst are tables.
fn is_frame_header(marker: u8) -> bool {
    matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc)
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(*bytes.get(at)?) << 8 | u32::from(*bytes.get(at + 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn skips_other_segments_and_fill_bytes() {
        let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2];
        bytes.extend([0xff, 0xff, 0xff, 0xc4, 0, 3, 9]);
        bytes.extend([0xff, 0xc2, 0, 11, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0]);
        assert_eq!(dimensions(&bytes), Some((800, 600)));
    }

    #[test]
    fn no_frame_header_is_no_size() {
        assert_eq!(dimensions(&[0xff, 0xd8, 0xff, 0xda, 0, 2]), None);
        assert_eq!(dimensions(&[0xff, 0xd8, 0x12, 0x34]), None);
        assert_eq!(dimensions(&[0xff, 0xd8]), None);
    }
}
