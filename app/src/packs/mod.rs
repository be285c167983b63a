//! A visitor's own style packs: what they may weigh, where they are kept, and what is said of them.
//! The portrait page tries them and draws with them.

pub(crate) mod store;
pub(crate) mod words;

use wire::pack::PackBounds;

use crate::styles::Card;

/// Largest pack that is read, in bytes; the workers hold to the same number.
pub(crate) const PACK_BYTES_MAX: f64 = 800_000.0;
/// Packs that are kept on one device.
pub(crate) const KEPT_MAX: usize = 8;
/// What all kept packs may weigh together, in bytes.
pub(crate) const KEPT_BYTES_MAX: u32 = 4_000_000;
/// What a pack may take while it is tried.
pub(crate) const BOUNDS: PackBounds =
    PackBounds { elapsed_ms_max: 20_000.0, memory_bytes_max: 768.0 * 1_048_576.0 };
/// A sandbox that has not answered by then is ended; the worker itself has to load first.
pub(crate) const ANSWER_MS_MAX: i32 = 30_000;

/// Whether one more pack has room beside the kept ones.
pub(crate) fn has_room(kept: &[&'static Card], more: &Card) -> bool {
    let weight: u32 = kept.iter().map(|card| card.label.size_bytes).sum();
    kept.len() < KEPT_MAX && weight.saturating_add(more.label.size_bytes) <= KEPT_BYTES_MAX
}

/// The id under which a pack is drawn: the start of its file's name, in plain letters, and a sum
/// over its bytes, so that another pack of the same name is another style.
pub(crate) fn style_of(name: &str, bytes: &[u8]) -> String {
    const NAME_LENGTH_MAX: usize = 24;
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem: String = stem.chars().take(NAME_LENGTH_MAX).map(plain).collect();
    // FNV-1a: it tells packs apart, and guards nothing.
    let sum = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("own-{}-{sum:016x}", stem.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use wire::pack::PackLabel;

    fn card(number: usize, size_bytes: u32) -> &'static Card {
        let label = PackLabel {
            id: "moon".into(),
            name: "Moon".into(),
            version: "1".into(),
            author: "Ren".into(),
            licence: "CC0-1.0".into(),
            tier: "xs".into(),
            size_bytes,
        };
        Card::of(&format!("own-room-{number}-{size_bytes}"), label)
    }

    #[test]
    fn the_shelf_has_an_end_in_number_and_in_weight() {
        let small: Vec<_> = (0..KEPT_MAX - 1).map(|number| card(number, 1000)).collect();
        assert!(has_room(&small, card(98, 1000)));
        let full: Vec<_> = (0..KEPT_MAX).map(|number| card(number, 1000)).collect();
        assert!(!has_room(&full, card(98, 1000)), "one too many");
        let heavy: Vec<_> = (0..5).map(|number| card(number, 790_000)).collect();
        assert!(!has_room(&heavy, card(99, 100_000)), "too heavy together");
    }

    #[test]
    fn a_style_is_named_after_its_file_and_its_bytes() {
        let style = style_of("Paper Moon (2).safetensors", b"one");
        assert!(style.starts_with("own-paper-moon--2-"), "{style}");
        assert_ne!(style, style_of("Paper Moon (2).safetensors", b"two"));
        assert_eq!(style_of("", b"").len(), "own--".len() + 16);
    }
}
