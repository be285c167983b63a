//! The colours that outfits are made for.

use super::Outfit;
use crate::style::Role;

/// Roles and their colours, as 0xRRGGBB.
type Colours = &'static [(Role, u32)];

/// The cloth of an outfit; other roles keep their colours.
pub(super) const fn of(outfit: Outfit) -> Colours {
    match outfit {
        Outfit::Hoodie => HOODIE,
        Outfit::Varsity => VARSITY,
        Outfit::Tee => TEE,
        Outfit::Blazer => BLAZER,
        Outfit::Suit => SUIT,
        Outfit::Sailor => SAILOR,
        Outfit::Dress => DRESS,
        Outfit::Kimono => KIMONO,
        Outfit::Armor => ARMOR,
        Outfit::Techwear => TECHWEAR,
        Outfit::Summer => SUMMER,
        Outfit::Knit => KNIT,
    }
}

const HOODIE: Colours = &[(Role::ClothLower, 0x3B_3F72), (Role::Trim, 0x2E_2A63)];
const VARSITY: Colours = &[
    (Role::Cloth, 0x2F_4FA8),
    (Role::ClothSecond, 0xFF_F3E2),
    (Role::ClothLower, 0x4C_5A86),
    (Role::Trim, 0x22_2A5C),
    (Role::Accent, 0xF2_B234),
];
const TEE: Colours = &[
    (Role::Cloth, 0x19_B5C9),
    (Role::ClothLower, 0x34_3A66),
    (Role::Trim, 0x1B_6F8C),
    (Role::Accent, 0xFF_8A5C),
];
const BLAZER: Colours = &[
    (Role::Cloth, 0x3B_3580),
    (Role::ClothLower, 0x6E_6A8C),
    (Role::Trim, 0xF5_B83D),
    (Role::Accent, 0x18_A49E),
];
const SUIT: Colours = &[
    (Role::Cloth, 0x3A_3A4E),
    (Role::ClothLower, 0x2C_2C40),
    (Role::Trim, 0xC9_A6F0),
    (Role::Accent, 0x8A_2F5E),
    (Role::Leather, 0x2E_2430),
];
const SAILOR: Colours = &[
    (Role::Cloth, 0x2C_3F86),
    (Role::ClothSecond, 0xFF_FAF2),
    (Role::Trim, 0x26_2C5A),
    (Role::Accent, 0xE8_4A5F),
    (Role::Leather, 0x5A_3428),
];
const DRESS: Colours = &[
    (Role::Cloth, 0xF4_8FB1),
    (Role::ClothSecond, 0xFF_F6F2),
    (Role::Accent, 0x6B_5CE7),
    (Role::Leather, 0x8A_3A5A),
];
const KIMONO: Colours = &[
    (Role::Cloth, 0x5B_4FC2),
    (Role::ClothSecond, 0xFF_F4EA),
    (Role::Trim, 0x2C_2A66),
    (Role::Accent, 0xF0_7A5E),
    (Role::Leather, 0x9A_6A44),
];
const ARMOR: Colours = &[
    (Role::Cloth, 0x2F_3F7E),
    (Role::ClothSecond, 0x4A_4760),
    (Role::ClothLower, 0x3A_3850),
    (Role::Metal, 0xC9_D2E4),
    (Role::Accent, 0xD8_4A52),
    (Role::Leather, 0x5C_4034),
];
const TECHWEAR: Colours = &[
    (Role::Cloth, 0x3C_4152),
    (Role::ClothLower, 0x2E_3242),
    (Role::Trim, 0x5C_6478),
    (Role::Accent, 0x2F_E0C8),
    (Role::Leather, 0x2A_2C38),
    (Role::Metal, 0xB8_C0CE),
];
const SUMMER: Colours = &[
    (Role::Cloth, 0xFF_9A6B),
    (Role::ClothLower, 0x2F_7F95),
    (Role::Trim, 0x1E_8A7A),
    (Role::Accent, 0xFF_E29A),
    (Role::Leather, 0x8A_5A3C),
];
const KNIT: Colours = &[
    (Role::Cloth, 0xF2_D7A8),
    (Role::ClothLower, 0x5B_4A5E),
    (Role::Trim, 0xC0_6A4A),
    (Role::Leather, 0x7A_4A34),
];
