//! Accessories: small things that are put on and can be dragged about.

mod glasses;
mod hats;
mod worn;

use serde::{Deserialize, Serialize};

use crate::body::joints;
use crate::body::trim::{bloom, bow};
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Affine, Bounds, Point, pt};
use crate::style::{Palette, Role, Style};
use crate::{Look, Pen};

/// A small thing that is put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Accessory {
    /// Round glasses.
    RoundGlasses,
    /// Square glasses.
    SquareGlasses,
    /// Dark glasses.
    Sunglasses,
    /// A cap with a peak.
    Cap,
    /// A knitted hat.
    Beanie,
    /// A wide straw hat.
    StrawHat,
    /// A long scarf.
    Scarf,
    /// A bow in the hair.
    HairBow,
    /// A flower of folded paper.
    Flower,
    /// Headphones.
    Headphones,
    /// Cat ears on a band.
    CatEars,
    /// Earrings.
    Earrings,
    /// A band around the neck.
    Choker,
    /// A star that holds the hair.
    StarClip,
    /// A mask over mouth and nose.
    Mask,
}

impl Accessory {
    /// Every accessory.
    pub const ALL: [Self; 15] = [
        Self::RoundGlasses,
        Self::SquareGlasses,
        Self::Sunglasses,
        Self::Cap,
        Self::Beanie,
        Self::StrawHat,
        Self::Scarf,
        Self::HairBow,
        Self::Flower,
        Self::Headphones,
        Self::CatEars,
        Self::Earrings,
        Self::Choker,
        Self::StarClip,
        Self::Mask,
    ];

    /// Its label in the library, as in files.
    pub const fn label(self) -> &'static str {
        match self {
            Self::RoundGlasses => "round_glasses",
            Self::SquareGlasses => "square_glasses",
            Self::Sunglasses => "sunglasses",
            Self::Cap => "cap",
            Self::Beanie => "beanie",
            Self::StrawHat => "straw_hat",
            Self::Scarf => "scarf",
            Self::HairBow => "hair_bow",
            Self::Flower => "flower",
            Self::Headphones => "headphones",
            Self::CatEars => "cat_ears",
            Self::Earrings => "earrings",
            Self::Choker => "choker",
            Self::StarClip => "star_clip",
            Self::Mask => "mask",
        }
    }
}

impl Accessory {
    /// The point about which it is turned and scaled, where it sits when it has not been moved.
    pub const fn anchor(self) -> Point {
        match self {
            Self::RoundGlasses | Self::SquareGlasses | Self::Sunglasses => pt(512.0, 430.0),
            Self::Cap | Self::Beanie | Self::StrawHat => pt(512.0, 200.0),
            Self::Scarf => pt(512.0, 690.0),
            Self::HairBow => pt(668.0, 190.0),
            Self::Flower => pt(664.0, 236.0),
            Self::Headphones => pt(512.0, 300.0),
            Self::CatEars => pt(512.0, 150.0),
            Self::Earrings => pt(512.0, 506.0),
            Self::Choker => pt(512.0, 652.0),
            Self::StarClip => pt(392.0, 262.0),
            Self::Mask => pt(512.0, 546.0),
        }
    }

    /// What it covers where it belongs, in canvas units.
    pub fn bounds(self) -> Bounds {
        let pen = Pen::new(Style::default(), Palette::default());
        let covered = self.draw(&pen).iter().filter_map(Layer::bounds).reduce(Bounds::join);
        covered.unwrap_or(Bounds { min: self.anchor(), max: self.anchor() })
    }

    /// What kind of thing it is.
    pub const fn category(self) -> Category {
        match self {
            Self::RoundGlasses | Self::SquareGlasses | Self::Sunglasses | Self::Mask => {
                Category::Eyewear
            }
            Self::Earrings => Category::Earwear,
            Self::Scarf | Self::Choker => Category::Scarf,
            _ => Category::Headwear,
        }
    }

    /// Height from back to front, depth for head turns, and the bone that carries it.
    const fn place(self) -> (f32, f32, &'static str) {
        match self {
            Self::RoundGlasses | Self::SquareGlasses | Self::Sunglasses => {
                (z::EYEWEAR, 1.18, "head")
            }
            Self::Mask => (z::MOUTH + 10.0, 1.12, "head"),
            Self::Cap | Self::Beanie | Self::StrawHat => (z::HEADWEAR, 1.20, "head"),
            Self::Headphones => (z::HEADWEAR - 2.0, 1.0, "head"),
            Self::CatEars => (z::INNER_HAIR - 1.0, 1.0, "head"),
            Self::HairBow | Self::Flower | Self::StarClip => (z::HEADWEAR + 2.0, 1.26, "head"),
            Self::Earrings => (z::SIDE_HAIR + 8.0, 0.96, "head"),
            Self::Choker => (z::NECK + 1.0, 0.85, "neck"),
            Self::Scarf => (z::SCARF + 3.0, 0.98, "chest"),
        }
    }

    /// The layers of the accessory where it belongs, not yet moved.
    fn draw(self, pen: &Pen) -> Vec<Layer> {
        let (height, depth, bone) = self.place();
        let layer = |part: &str, z: f32| {
            let name = format!("{}{part}", self.label());
            let hangs = if bone == "chest" { joints::NECK } else { self.anchor() };
            Layer::new(self.category(), self.label(), &name, z).depth(depth).bone(bone, hangs)
        };
        let mut main = layer("", height);
        let mut layers = Vec::new();
        match self {
            Self::RoundGlasses | Self::SquareGlasses | Self::Sunglasses => {
                glasses::draw(pen, &mut main, self);
            }
            Self::Cap => hats::cap(pen, &mut main),
            Self::Beanie => hats::beanie(pen, &mut main),
            Self::StrawHat => {
                let mut back = layer("_back", z::BACK_HAIR_FILL - 2.0).depth(0.7);
                hats::straw_back(pen, &mut back);
                hats::straw(pen, &mut main);
                layers.push(back);
            }
            Self::Scarf => {
                let mut back = layer("_back", z::NECK - 4.0);
                worn::scarf_back(pen, &mut back);
                let mut tails = layer("_tails", height - 1.0).chain(worn::TAIL.to_vec());
                worn::scarf_tails(pen, &mut tails);
                worn::scarf_loop(pen, &mut main);
                layers.extend([back, tails]);
            }
            Self::HairBow => {
                bow(pen, &mut main, self.anchor(), 0.86, Role::Accent);
                main.transform(Affine::turn(24.0, self.anchor()));
            }
            Self::Flower => bloom(pen, &mut main, self.anchor(), 58.0, 5, Role::Accent),
            Self::Headphones => worn::headphones(pen, &mut main),
            Self::CatEars => worn::cat_ears(pen, &mut main),
            Self::Earrings => worn::earrings(pen, &mut main),
            Self::Choker => worn::choker(pen, &mut main),
            Self::StarClip => worn::star_clip(pen, &mut main),
            Self::Mask => worn::mask(pen, &mut main),
        }
        layers.push(main);
        layers
    }
}

/// The layers of everything that a look has put on.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let worn = look.accessories.iter().take(Worn::COUNT_MAX).enumerate();
    worn.flat_map(|(index, worn)| worn.bounded().layers(pen, index)).collect()
}

/// An accessory as it is worn: moved, turned and scaled about its anchor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Worn {
    /// Which.
    pub accessory: Accessory,
    /// Shift to the right, in canvas units; within ±[`Worn::SHIFT_MAX`].
    #[serde(default)]
    pub x: f32,
    /// Shift down, in canvas units; within ±[`Worn::SHIFT_MAX`].
    #[serde(default)]
    pub y: f32,
    /// Turn in degrees, clockwise.
    #[serde(default)]
    pub turn: f32,
    /// Size; within [`Worn::SCALE`].
    #[serde(default = "one")]
    pub scale: f32,
}

const fn one() -> f32 {
    1.0
}

impl Worn {
    /// The farthest an accessory can be dragged along an axis.
    pub const SHIFT_MAX: f32 = 600.0;
    /// The smallest and the largest size.
    pub const SCALE: (f32, f32) = (0.25, 3.0);
    /// The most accessories that are worn at once.
    pub const COUNT_MAX: usize = 8;

    /// An accessory where it belongs.
    pub const fn new(accessory: Accessory) -> Self {
        Self { accessory, x: 0.0, y: 0.0, turn: 0.0, scale: 1.0 }
    }

    /// The same with every number finite and within its bounds.
    pub fn bounded(self) -> Self {
        let finite = |value: f32, other: f32| if value.is_finite() { value } else { other };
        let shift = |value: f32| finite(value, 0.0).clamp(-Self::SHIFT_MAX, Self::SHIFT_MAX);
        Self {
            accessory: self.accessory,
            x: shift(self.x),
            y: shift(self.y),
            turn: finite(self.turn, 0.0).rem_euclid(360.0),
            scale: finite(self.scale, 1.0).clamp(Self::SCALE.0, Self::SCALE.1),
        }
    }

    /// Its layers where it was dragged to; `index` keeps names apart.
    fn layers(self, pen: &Pen, index: usize) -> Vec<Layer> {
        let anchor = self.accessory.anchor();
        let by = Affine::shift(-anchor.x, -anchor.y)
            .then(Affine::scale(self.scale, self.scale))
            .then(Affine::turn(self.turn, pt(0.0, 0.0)))
            .then(Affine::shift(anchor.x + self.x, anchor.y + self.y));
        let mut layers = self.accessory.draw(pen);
        for layer in &mut layers {
            layer.transform(by);
            layer.z += 0.01 * index as f32;
            if index > 0 {
                layer.name = format!("{}_{index}", layer.name);
            }
        }
        layers
    }
}
