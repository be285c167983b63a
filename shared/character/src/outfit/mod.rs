//! Outfits: what is worn from the neck to the shoes.

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
