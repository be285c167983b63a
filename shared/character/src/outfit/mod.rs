//! Outfits: what is worn from the neck to the shoes.

mod armor;
mod blazer;
mod dress;
mod hoodie;
mod jacket;
mod kimono;
mod knit;
mod sailor;
mod skirt;
mod suit;
mod summer;
mod tailor;
mod techwear;
mod tee;
mod varsity;

use crate::style::{Palette, Role, hex};
use serde::{Deserialize, Serialize};

/// What a character wears.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Outfit {
    /// A hooded top with raglan sleeves, joggers, trainers.
    #[default]
    Hoodie,
    /// A club jacket over a shirt, jeans.
    Varsity,
    /// A T-shirt with a printed fold, shorts.
    Tee,
    /// A school blazer with tie and scarf.
    Blazer,
    /// A sailor collar, ribbon and pleated skirt.
    Sailor,
    /// A suit with tie.
    Suit,
    /// A dress with puffed sleeves and a sash.
    Dress,
    /// A kimono with wide sleeves and an obi.
    Kimono,
    /// Plate over a tunic, with a cape.
    Armor,
    /// A technical jacket with straps and a high collar.
    Techwear,
    /// An open shirt over a top, shorts, sandals.
    Summer,
    /// A knitted roll-neck.
    Knit,
}

impl Outfit {
    /// Every outfit.
    pub const ALL: [Self; 12] = [
        Self::Hoodie,
        Self::Varsity,
        Self::Tee,
        Self::Blazer,
        Self::Sailor,
        Self::Suit,
        Self::Dress,
        Self::Kimono,
        Self::Armor,
        Self::Techwear,
        Self::Summer,
        Self::Knit,
    ];

    /// The palette it is made for: its cloth over the default skin, hair and eyes.
    pub fn palette(self) -> Palette {
        let colours: &[(Role, u32)] = match self {
            Self::Hoodie => &[(Role::ClothLower, 0x3B_3F72), (Role::Trim, 0x2E_2A63)],
            Self::Varsity => &[
                (Role::Cloth, 0x2F_4FA8),
                (Role::ClothSecond, 0xFF_F3E2),
                (Role::ClothLower, 0x4C_5A86),
                (Role::Trim, 0x22_2A5C),
                (Role::Accent, 0xF2_B234),
            ],
            Self::Tee => &[
                (Role::Cloth, 0x19_B5C9),
                (Role::ClothLower, 0x34_3A66),
                (Role::Trim, 0x1B_6F8C),
                (Role::Accent, 0xFF_8A5C),
            ],
            Self::Blazer => &[
                (Role::Cloth, 0x3B_3580),
                (Role::ClothLower, 0x6E_6A8C),
                (Role::Trim, 0xF5_B83D),
                (Role::Accent, 0x18_A49E),
            ],
            Self::Suit => &[
                (Role::Cloth, 0x3A_3A4E),
                (Role::ClothLower, 0x2C_2C40),
                (Role::Trim, 0xC9_A6F0),
                (Role::Accent, 0x8A_2F5E),
                (Role::Leather, 0x2E_2430),
            ],
            Self::Sailor => &[
                (Role::Cloth, 0x2C_3F86),
                (Role::ClothSecond, 0xFF_FAF2),
                (Role::Trim, 0x26_2C5A),
                (Role::Accent, 0xE8_4A5F),
                (Role::Leather, 0x5A_3428),
            ],
            Self::Dress => &[
                (Role::Cloth, 0xF4_8FB1),
                (Role::ClothSecond, 0xFF_F6F2),
                (Role::Accent, 0x6B_5CE7),
                (Role::Leather, 0x8A_3A5A),
            ],
            Self::Kimono => &[
                (Role::Cloth, 0x5B_4FC2),
                (Role::ClothSecond, 0xFF_F4EA),
                (Role::Trim, 0x2C_2A66),
                (Role::Accent, 0xF0_7A5E),
                (Role::Leather, 0x9A_6A44),
            ],
            Self::Armor => &[
                (Role::Cloth, 0x2F_3F7E),
                (Role::ClothSecond, 0x4A_4760),
                (Role::ClothLower, 0x3A_3850),
                (Role::Metal, 0xC9_D2E4),
                (Role::Accent, 0xD8_4A52),
                (Role::Leather, 0x5C_4034),
            ],
            Self::Techwear => &[
                (Role::Cloth, 0x3C_4152),
                (Role::ClothLower, 0x2E_3242),
                (Role::Trim, 0x5C_6478),
                (Role::Accent, 0x2F_E0C8),
                (Role::Leather, 0x2A_2C38),
                (Role::Metal, 0xB8_C0CE),
            ],
            Self::Summer => &[
                (Role::Cloth, 0xFF_9A6B),
                (Role::ClothLower, 0x2F_7F95),
                (Role::Trim, 0x1E_8A7A),
                (Role::Accent, 0xFF_E29A),
                (Role::Leather, 0x8A_5A3C),
            ],
            Self::Knit => &[
                (Role::Cloth, 0xF2_D7A8),
                (Role::ClothLower, 0x5B_4A5E),
                (Role::Trim, 0xC0_6A4A),
                (Role::Leather, 0x7A_4A34),
            ],
        };
        (colours.iter()).fold(Palette::default(), |all, &(role, rgb)| all.with(role, hex(rgb)))
    }

    /// Its label in the library, as in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Hoodie => "hoodie",
            Self::Varsity => "varsity",
            Self::Tee => "tee",
            Self::Blazer => "blazer",
            Self::Sailor => "sailor",
            Self::Suit => "suit",
            Self::Dress => "dress",
            Self::Kimono => "kimono",
            Self::Armor => "armor",
            Self::Techwear => "techwear",
            Self::Summer => "summer",
            Self::Knit => "knit",
        }
    }
}

/// The layers of the outfit of a look, and of the body in it.
pub(crate) fn layers(look: &crate::Look, pen: &crate::Pen) -> Vec<crate::Layer> {
    let tailor = tailor::Tailor { pen, outfit: look.outfit };
    let mut layers = crate::body::trunk::layers(pen);
    layers.extend(match look.outfit {
        Outfit::Varsity => varsity::layers(&tailor),
        Outfit::Tee => tee::layers(&tailor),
        Outfit::Blazer => blazer::layers(&tailor),
        Outfit::Suit => suit::layers(&tailor),
        Outfit::Sailor => sailor::layers(&tailor),
        Outfit::Dress => dress::layers(&tailor),
        Outfit::Kimono => kimono::layers(&tailor),
        Outfit::Hoodie => hoodie::layers(&tailor),
        Outfit::Armor => armor::layers(&tailor),
        Outfit::Techwear => techwear::layers(&tailor),
        Outfit::Summer => summer::layers(&tailor),
        Outfit::Knit => knit::layers(&tailor),
    });
    layers
}
