//! A character from a seed: the same seed is the same person in every style.

use super::dyes::{
    CLOTH_ROLES, CLOTHES, HAIRS, IRISES, NATURAL, SKINS, cloth_goes_with, eyes_go_with,
    set_clothes, set_hair, set_iris, set_skin,
};
use super::{Look, Mark};
use crate::accessory::{Accessory, Worn};
use crate::background::Background;
use crate::brow::{BrowShape, Brows};
use crate::eye::{EyeShape, Eyes};
use crate::face::{FaceShape, NoseShape};
use crate::geometry::noise::Random;
use crate::hair::{Hair, HairStyle};
use crate::mouth::MouthShape;
use crate::outfit::Outfit;
use crate::style::{Palette, Role, Style, hex};

/// How often a choice is made again before it is taken as it is.
const TRIES: usize = 8;

impl Look {
    /// The character of a seed. Only the style differs between styles.
    pub fn surprise(seed: u64, style: Style) -> Self {
        let mut random = Random::new(seed ^ 0x0D16_16A4_11CE);
        let sharp = random.chance(0.42);
        let hair = hair(&mut random, sharp);
        let outfit = *random.pick(&Outfit::ALL);
        let palette = palette(&mut random, outfit);
        let look = Self {
            style,
            hair: hair.0,
            face: *random.pick(if sharp { &SHARP_FACES } else { &SOFT_FACES }),
            jaw: random.between(-0.8, 0.6),
            eyes: eyes(&mut random, sharp),
            brows: brows(&mut random, sharp),
            nose: nose(&mut random, sharp),
            nose_width: random.between(0.85, 1.15),
            mouth: *random.pick(if sharp { &SHARP_MOUTHS } else { &SOFT_MOUTHS }),
            mouth_width: random.between(0.9, 1.12),
            mark: mark(&mut random),
            outfit,
            accessories: accessories(&mut random, hair.1),
            background: background(&mut random),
            palette,
        };
        look.bounded()
    }
}

const SOFT_FACES: [FaceShape; 4] =
    [FaceShape::Oval, FaceShape::Round, FaceShape::Heart, FaceShape::Oval];
const SHARP_FACES: [FaceShape; 4] =
    [FaceShape::Slim, FaceShape::Diamond, FaceShape::Square, FaceShape::Oval];
const SOFT_EYES: [EyeShape; 6] = [
    EyeShape::Round,
    EyeShape::Sparkling,
    EyeShape::Drooping,
    EyeShape::Almond,
    EyeShape::Sleepy,
    EyeShape::Round,
];
const SHARP_EYES: [EyeShape; 4] =
    [EyeShape::Keen, EyeShape::Cat, EyeShape::Narrow, EyeShape::Almond];
const SOFT_BROWS: [BrowShape; 4] =
    [BrowShape::Soft, BrowShape::Gentle, BrowShape::Arched, BrowShape::Short];
const SHARP_BROWS: [BrowShape; 3] = [BrowShape::Angled, BrowShape::Straight, BrowShape::Soft];
const SOFT_MOUTHS: [MouthShape; 5] =
    [MouthShape::Gentle, MouthShape::Small, MouthShape::Cat, MouthShape::Full, MouthShape::Gentle];
const SHARP_MOUTHS: [MouthShape; 4] =
    [MouthShape::Gentle, MouthShape::Wide, MouthShape::Fang, MouthShape::Full];
const SOFT_HAIR: [HairStyle; 11] = [
    HairStyle::Short,
    HairStyle::Bob,
    HairStyle::LongStraight,
    HairStyle::LongWavy,
    HairStyle::Ponytail,
    HairStyle::TwinTails,
    HairStyle::Braid,
    HairStyle::Curly,
    HairStyle::Bun,
    HairStyle::SideSwept,
    HairStyle::Princess,
];
const SHARP_HAIR: [HairStyle; 7] = [
    HairStyle::Short,
    HairStyle::Undercut,
    HairStyle::Spiky,
    HairStyle::SideSwept,
    HairStyle::Ponytail,
    HairStyle::LongStraight,
    HairStyle::Undercut,
];

fn hair(random: &mut Random, sharp: bool) -> (Hair, HairStyle) {
    let style = *random.pick(if sharp { &SHARP_HAIR[..] } else { &SOFT_HAIR[..] });
    let standing = matches!(style, HairStyle::Short | HairStyle::TwinTails | HairStyle::SideSwept);
    let hair = Hair {
        ahoge: standing && random.chance(0.5),
        mirrored: random.chance(0.4),
        ..Hair::of(style)
    };
    (hair, style)
}

fn palette(random: &mut Random, outfit: Outfit) -> Palette {
    let mut palette = Palette::default();
    let pair = |(a, b): (u32, u32)| (hex(a), hex(b));
    set_skin(&mut palette, hex(*random.pick(&SKINS)));
    let natural = random.chance(0.4);
    let hair = pair(*random.pick(if natural { &HAIRS[..NATURAL] } else { &HAIRS[NATURAL..] }));
    set_hair(&mut palette, hair);
    let mut iris = pair(*random.pick(&IRISES));
    for _ in 0..TRIES {
        if eyes_go_with(iris.0, hair.0) {
            break;
        }
        iris = pair(*random.pick(&IRISES));
    }
    set_iris(&mut palette, iris);
    let mut clothes = random.pick(&CLOTHES);
    for _ in 0..TRIES {
        if cloth_goes_with(hex(clothes[0]), hair.0) {
            break;
        }
        clothes = random.pick(&CLOTHES);
    }
    set_clothes(&mut palette, clothes);
    // Half of the time an outfit comes in the colours it was made for.
    let own = outfit.palette();
    if random.chance(0.5) && cloth_goes_with(own.get(Role::Cloth), hair.0) {
        for role in CLOTH_ROLES {
            palette.set(role, own.get(role));
        }
    }
    palette
}

fn eyes(random: &mut Random, sharp: bool) -> Eyes {
    Eyes {
        shape: *random.pick(if sharp { &SHARP_EYES[..] } else { &SOFT_EYES[..] }),
        width: random.between(0.95, 1.05),
        opening: random.between(0.95, 1.05),
        tilt: random.between(-2.0, 2.5),
        spacing: random.between(0.98, 1.04),
        odd: random.chance(0.04),
    }
}

fn brows(random: &mut Random, sharp: bool) -> Brows {
    Brows {
        shape: *random.pick(if sharp { &SHARP_BROWS[..] } else { &SOFT_BROWS[..] }),
        weight: if sharp { random.between(1.0, 1.35) } else { random.between(0.8, 1.1) },
        tilt: random.between(-2.0, 3.0),
    }
}

fn nose(random: &mut Random, sharp: bool) -> NoseShape {
    let bridge = if sharp { 0.6 } else { 0.1 };
    if random.chance(bridge) {
        NoseShape::Bridge
    } else if random.chance(0.25) {
        NoseShape::Button
    } else {
        NoseShape::Tick
    }
}

fn mark(random: &mut Random) -> Mark {
    match random.unit() {
        x if x < 0.12 => Mark::Freckles,
        x if x < 0.20 => Mark::Mole,
        _ => Mark::None,
    }
}

/// At most one thing before the eyes, one on the head and one elsewhere.
fn accessories(random: &mut Random, hair: HairStyle) -> Vec<Worn> {
    const EYES: [Accessory; 2] = [Accessory::RoundGlasses, Accessory::SquareGlasses];
    const HATS: [Accessory; 3] = [Accessory::Cap, Accessory::Beanie, Accessory::StrawHat];
    const CLIPS: [Accessory; 3] = [Accessory::HairBow, Accessory::Flower, Accessory::StarClip];
    const OTHER: [Accessory; 4] =
        [Accessory::Scarf, Accessory::Headphones, Accessory::Earrings, Accessory::Choker];
    // Nothing goes over hair that stands up.
    let bare =
        matches!(hair, HairStyle::Spiky | HairStyle::Curly | HairStyle::Bun | HairStyle::TwinTails);
    let mut worn = Vec::new();
    if random.chance(0.2) {
        worn.push(*random.pick(&EYES));
    }
    match random.unit() {
        x if x < 0.08 && !bare => worn.push(*random.pick(&HATS)),
        x if x < 0.36 => worn.push(*random.pick(&CLIPS)),
        x if x < 0.41 && !bare => worn.push(Accessory::CatEars),
        _ => {}
    }
    let taken = |a: &Accessory| HATS.contains(a) || *a == Accessory::CatEars;
    let hatless = !worn.iter().any(taken);
    if random.chance(0.28) {
        let other = *random.pick(&OTHER);
        if other != Accessory::Headphones || (hatless && !bare) {
            worn.push(other);
        }
    }
    worn.into_iter().map(Worn::new).collect()
}

fn background(random: &mut Random) -> Background {
    let with_something: Vec<Background> =
        Background::ALL.into_iter().filter(|&b| b != Background::None).collect();
    *random.pick(&with_something)
}
