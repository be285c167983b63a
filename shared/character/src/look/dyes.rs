//! The colours from which looks are made: few, chosen by hand, and made to go together.

use crate::style::{Colour, Palette, Role, hex};

/// Skin, from porcelain to deep brown.
pub(super) const SKINS: [u32; 10] = [
    0xFF_EBE1, 0xFF_E4D6, 0xFB_D9C0, 0xF3_CBA8, 0xE5_B48A, 0xD0_9A6E, 0xB4_7B50, 0x9A_5A3A,
    0x7A_4630, 0x60_3828,
];

/// Hair: root and tip. The first eight grow on people.
pub(super) const HAIRS: [(u32, u32); 20] = [
    (0x2F_2C3C, 0x66_5A86),
    (0x4E_342E, 0x9C_6046),
    (0x7C_4A32, 0xCC_9058),
    (0xA6_4A32, 0xF2_9A62),
    (0xD9_7640, 0xFF_C878),
    (0xF0_C870, 0xFF_ECB0),
    (0xE6_CC9C, 0xFF_F2D2),
    (0xCA_CFE2, 0xF1_F5FF),
    (0x4A_62D0, 0x62_DCF0),
    (0x34_3C7C, 0x6A_86E4),
    (0xEF_E3F4, 0xF7_A9B4),
    (0xF0_90AC, 0xFF_CFCC),
    (0xC4_487F, 0xFF_94B4),
    (0xAA_8EE2, 0xE8_CCFF),
    (0x6C_50C4, 0xC4_88F4),
    (0x1F_9A98, 0x80_ECCC),
    (0x92_DCC2, 0xDC_FFE8),
    (0x3E_7C5C, 0xAA_D87C),
    (0xB2_2C3E, 0xFF_8462),
    (0x58_6A86, 0xB4_D2E4),
];
/// How many of [`HAIRS`] grow on people.
pub(super) const NATURAL: usize = 8;

/// Irises: colour, and the light at the bottom.
pub(super) const IRISES: [(u32, u32); 11] = [
    (0x17_A9BE, 0x8C_F2E0),
    (0xE8_901C, 0xFF_E07A),
    (0x7A_54D2, 0xD2_B6FF),
    (0x22_9E66, 0xAC_F0A4),
    (0x3A_8AE8, 0xAC_E6FF),
    (0xD0_4054, 0xFF_B6A6),
    (0x84_5230, 0xE6_B26A),
    (0xE0_648E, 0xFF_CCD4),
    (0x5C_7A98, 0xCC_E2F2),
    (0xC8_9A20, 0xFF_EE9E),
    (0x5A_3A30, 0xB8_8060),
];

/// The roles of [`CLOTHES`].
pub(super) const CLOTH_ROLES: [Role; 7] = [
    Role::Cloth,
    Role::ClothSecond,
    Role::ClothLower,
    Role::Leather,
    Role::Trim,
    Role::Accent,
    Role::Metal,
];

/// Clothes: cloth, second cloth, lower cloth, leather, trim, accent, metal.
pub(super) const CLOTHES: [[u32; 7]; 13] = [
    [0xFF_7A66, 0xFF_F7EE, 0x3B_3580, 0x6B_4636, 0x2E_2A63, 0xF5_B83D, 0xD9_DCE8],
    [0x3B_3580, 0xFB_F4EA, 0x2C_2A5E, 0x5A_4038, 0xF5_B83D, 0x18_B4AE, 0xE8_D8A8],
    [0x1E_8E90, 0xF6_F2E4, 0x2E_3A56, 0x6E_4C38, 0xFF_D27A, 0xFF_7A66, 0xD9_DCE8],
    [0xE9_AE42, 0xFF_F7EE, 0x4A_4A6E, 0x7A_4A34, 0x7A_3A2A, 0x2E_7E92, 0xE8_E2D0],
    [0xE8_8CA2, 0xFF_F4F0, 0x6A_4E72, 0x7A_4A4A, 0xB8_425E, 0x8A_D2CA, 0xF0_DCC8],
    [0x42_7256, 0xF2_EAD4, 0x4C_3E34, 0x6A_4630, 0xE2_B654, 0xDA_643F, 0xD8_C89A],
    [0x42_465A, 0xEA_E7F1, 0x2E_3040, 0x3A_3438, 0xFF_5F72, 0x5A_C8E8, 0xC8_CEDC],
    [0xB8_A2E8, 0xFF_FDF8, 0x5C_508E, 0x6E_5060, 0xF5_B83D, 0xF0_8CA8, 0xE8_E4F4],
    [0x6A_B4E8, 0xFF_FDF4, 0x36_528E, 0x7A_5640, 0xFF_8A5A, 0xFF_D45A, 0xE4_ECF4],
    [0x90_3448, 0xF8_ECDE, 0x3C_2E38, 0x5A_3A30, 0xE2_B262, 0x40_8E8C, 0xE4_CE98],
    [0xEA_DABA, 0x7A_5440, 0x5C_6C5C, 0x7A_5034, 0xC8_6A4A, 0x40_7C8E, 0xD8_CCAA],
    [0xF5_F2FA, 0x3C_4C90, 0x2E_3866, 0x4A_3A3A, 0x3C_4C90, 0xE8_4A60, 0xE0_E4F0],
    [0x7C_B89A, 0xFF_FBEE, 0x3E_5068, 0x72_5240, 0xF8_EED2, 0xF2_9A5C, 0xE6_E2CE],
];

/// Skin and what belongs to it: blush, lips and the inside of the mouth follow its depth.
pub(super) fn set_skin(palette: &mut Palette, skin: Colour) {
    // 0 for porcelain, 1 for deep brown.
    let depth = ((0.92 - skin.luma()) / 0.60).clamp(0.0, 1.0);
    palette.set(Role::Skin, skin);
    palette.set(Role::Blush, hex(0xFF_8C88).mix(hex(0xC8_4A38), depth));
    palette.set(Role::Lip, hex(0xDC_666E).mix(hex(0xA2_4046), depth));
    palette.set(Role::Mouth, hex(0x8E_2F44).mix(hex(0x5A_1C2A), depth));
}

pub(super) fn set_hair(palette: &mut Palette, (root, tip): (Colour, Colour)) {
    palette.set(Role::Hair, root);
    palette.set(Role::HairTip, tip);
}

pub(super) fn set_iris(palette: &mut Palette, (iris, glow): (Colour, Colour)) {
    palette.set(Role::Iris, iris);
    palette.set(Role::IrisGlow, glow);
}

pub(super) fn set_clothes(palette: &mut Palette, clothes: &[u32; 7]) {
    for (role, &rgb) in CLOTH_ROLES.into_iter().zip(clothes) {
        palette.set(role, hex(rgb));
    }
}

/// How far two colours' hues lie apart, in degrees; greys are far from everything.
pub(super) fn hue_gap(a: Colour, b: Colour) -> f32 {
    let ([ha, sa, _], [hb, sb, _]) = (a.to_hsl(), b.to_hsl());
    if sa < 0.18 || sb < 0.18 {
        return 180.0;
    }
    let gap = (ha - hb).rem_euclid(360.0);
    gap.min(360.0 - gap)
}

/// Whether eyes go with hair: of its family, or clearly of another.
pub(super) fn eyes_go_with(iris: Colour, hair: Colour) -> bool {
    let gap = hue_gap(iris, hair);
    !(32.0..=75.0).contains(&gap)
}

/// Whether cloth goes with hair: never nearly the same colour.
pub(super) fn cloth_goes_with(cloth: Colour, hair: Colour) -> bool {
    hue_gap(cloth, hair) > 38.0 && (cloth.luma() - hair.luma()).abs() > 0.07
}
