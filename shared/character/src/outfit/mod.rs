//! Outfits: what is worn from the neck to the shoes.

mod armor;
mod blazer;
mod colours;
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

use crate::style::{Palette, hex};
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
        let colours = colours::of(self);
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
