//! A character from what was measured on a face.

use serde::{Deserialize, Serialize};

use super::Look;
use super::dyes::{CLOTHES, SKINS, cloth_goes_with, set_clothes, set_hair, set_iris, set_skin};
use crate::accessory::{Accessory, Worn};
use crate::brow::BrowShape;
use crate::eye::EyeShape;
use crate::face::{FaceShape, NoseShape};
use crate::hair::{Hair, HairStyle};
use crate::mouth::MouthShape;
use crate::style::{Colour, Palette, Style, hex};

/// How long hair is, coarsely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HairLength {
    /// Shaved or close.
    Close,
    /// Above the jaw.
    #[default]
    Short,
    /// Jaw to shoulder.
    Medium,
    /// Below the shoulder.
    Long,
    /// Tied behind the head.
    Tied,
}

/// What the forehead shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fringe {
    /// All of it.
    Open,
    /// A part in the middle.
    Parted,
    /// Hair swept over a side.
    #[default]
    Side,
    /// Nothing: bangs.
    Full,
}

/// Measures of a face in a photograph. Ratios have no unit; angles are degrees, positive where the
/// outer end is higher. What could not be measured is left at its default, the human mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct FaceReading {
    /// Height of the face over its width at the cheekbones; about 1.35.
    pub face_ratio: f32,
    /// Width of the jaw over that of the cheekbones; about 0.78.
    pub jaw_ratio: f32,
    /// Height of the open eye over its width; about 0.31.
    pub eye_opening: f32,
    /// How much the outer corner of the eye is raised; about 3.
    pub eye_tilt: f32,
    /// Distance of the inner corners over the width of an eye; about 1.05.
    pub eye_spacing: f32,
    /// Height of the brow over the width of the eye; about 0.20.
    pub brow_thickness: f32,
    /// How much the outer end of the brow is raised; about 4.
    pub brow_angle: f32,
    /// Width of the nose over that of the face; about 0.26.
    pub nose_width: f32,
    /// Width of the mouth over that of the face; about 0.36.
    pub mouth_width: f32,
    /// Height of both lips over the width of the mouth; about 0.33.
    pub lip_fullness: f32,
    /// Skin.
    pub skin: Colour,
    /// Iris.
    pub iris: Colour,
    /// Hair.
    pub hair: Colour,
    /// How long the hair is.
    pub hair_length: HairLength,
    /// What the forehead shows.
    pub fringe: Fringe,
    /// 0 for straight hair to 1 for tight curls.
    pub curl: f32,
    /// Whether glasses are worn.
    pub glasses: bool,
}

impl Default for FaceReading {
    fn default() -> Self {
        Self {
            face_ratio: 1.35,
            jaw_ratio: 0.78,
            eye_opening: 0.31,
            eye_tilt: 3.0,
            eye_spacing: 1.05,
            brow_thickness: 0.20,
            brow_angle: 4.0,
            nose_width: 0.26,
            mouth_width: 0.36,
            lip_fullness: 0.33,
            skin: hex(0xE8_BE9E),
            iris: hex(0x6A_4A34),
            hair: hex(0x4A_3428),
            hair_length: HairLength::Short,
            fringe: Fringe::Side,
            curl: 0.0,
            glasses: false,
        }
    }
}

impl Look {
    /// The character that resembles a face.
    pub fn from_face(reading: &FaceReading, style: Style) -> Self {
        let reading = reading.finite();
        let mut look = Self {
            style,
            palette: palette(&reading),
            face: face(&reading),
            jaw: (reading.jaw_ratio - 0.78) * 8.0,
            hair: hair(&reading),
            nose: nose(&reading),
            nose_width: reading.nose_width / 0.26,
            mouth: mouth(&reading),
            mouth_width: reading.mouth_width / 0.36,
            ..Self::default()
        };
        look.eyes.shape = eye(&reading);
        look.eyes.opening = 1.0 + (reading.eye_opening - 0.31) * 0.9;
        look.eyes.tilt = (reading.eye_tilt - 3.0) * 0.5;
        look.eyes.spacing = 1.0 + (reading.eye_spacing - 1.05) * 0.3;
        look.brows.shape = brow(&reading);
        look.brows.weight = reading.brow_thickness / 0.20;
        look.brows.tilt = (reading.brow_angle - 4.0) * 0.4;
        if reading.glasses {
            // Round faces take square frames, and the other way about.
            let frame = match look.face {
                FaceShape::Round | FaceShape::Heart => Accessory::SquareGlasses,
                _ => Accessory::RoundGlasses,
            };
            look.accessories.push(Worn::new(frame));
        }
        look.bounded()
    }
}

impl FaceReading {
    /// The reading with what is not a number replaced by the mean.
    fn finite(mut self) -> Self {
        let mean = Self::default();
        let pairs: [(&mut f32, f32); 11] = [
            (&mut self.face_ratio, mean.face_ratio),
            (&mut self.jaw_ratio, mean.jaw_ratio),
            (&mut self.eye_opening, mean.eye_opening),
            (&mut self.eye_tilt, mean.eye_tilt),
            (&mut self.eye_spacing, mean.eye_spacing),
            (&mut self.brow_thickness, mean.brow_thickness),
            (&mut self.brow_angle, mean.brow_angle),
            (&mut self.nose_width, mean.nose_width),
            (&mut self.mouth_width, mean.mouth_width),
            (&mut self.lip_fullness, mean.lip_fullness),
            (&mut self.curl, mean.curl),
        ];
        for (value, mean) in pairs {
            if !value.is_finite() {
                *value = mean;
            }
        }
        self
    }
}

fn face(reading: &FaceReading) -> FaceShape {
    let (ratio, jaw) = (reading.face_ratio, reading.jaw_ratio);
    match () {
        () if jaw > 0.86 && ratio >= 1.27 => FaceShape::Square,
        () if ratio < 1.27 => FaceShape::Round,
        () if ratio > 1.47 => FaceShape::Slim,
        () if jaw < 0.70 && ratio < 1.36 => FaceShape::Heart,
        () if jaw < 0.72 => FaceShape::Diamond,
        () => FaceShape::Oval,
    }
}

fn eye(reading: &FaceReading) -> EyeShape {
    let (opening, tilt) = (reading.eye_opening, reading.eye_tilt);
    match () {
        () if tilt < -1.0 => EyeShape::Drooping,
        () if opening < 0.22 => EyeShape::Sleepy,
        () if opening < 0.27 => EyeShape::Narrow,
        () if tilt > 8.0 => EyeShape::Cat,
        () if tilt > 5.0 => EyeShape::Almond,
        () if opening > 0.40 => EyeShape::Sparkling,
        () if opening < 0.30 => EyeShape::Keen,
        () => EyeShape::Round,
    }
}

fn brow(reading: &FaceReading) -> BrowShape {
    let (thickness, angle) = (reading.brow_thickness, reading.brow_angle);
    match () {
        () if angle < -2.0 => BrowShape::Gentle,
        () if thickness < 0.14 => BrowShape::Arched,
        () if angle > 9.0 => BrowShape::Angled,
        () if angle < 2.0 && thickness > 0.26 => BrowShape::Short,
        () if angle < 2.0 => BrowShape::Straight,
        () => BrowShape::Soft,
    }
}

fn nose(reading: &FaceReading) -> NoseShape {
    match reading.nose_width {
        width if width > 0.29 => NoseShape::Button,
        width if width < 0.23 => NoseShape::Bridge,
        _ => NoseShape::Tick,
    }
}

fn mouth(reading: &FaceReading) -> MouthShape {
    match () {
        () if reading.lip_fullness > 0.42 => MouthShape::Full,
        () if reading.mouth_width > 0.41 => MouthShape::Wide,
        () if reading.mouth_width < 0.31 => MouthShape::Small,
        () => MouthShape::Gentle,
    }
}

fn hair(reading: &FaceReading) -> Hair {
    use {Fringe as F, HairLength as L, HairStyle as S};
    if reading.curl > 0.66 && reading.hair_length != L::Close {
        return Hair::of(S::Curly);
    }
    let wavy = reading.curl > 0.33;
    Hair::of(match (reading.hair_length, reading.fringe) {
        (L::Close, _) => S::Undercut,
        (L::Short, F::Open) => S::Spiky,
        (L::Short, F::Parted | F::Side) if !wavy => S::Undercut,
        (L::Short, _) => S::Short,
        (L::Medium, F::Full) => S::Bob,
        (L::Medium, _) => S::SideSwept,
        (L::Long, F::Full) => S::Princess,
        (L::Long, F::Parted | F::Open) => S::LongWavy,
        (L::Long, F::Side) if wavy => S::LongWavy,
        (L::Long, F::Side) => S::LongStraight,
        (L::Tied, F::Open) => S::Bun,
        (L::Tied, F::Parted) => S::Braid,
        (L::Tied, _) => S::Ponytail,
    })
}

fn palette(reading: &FaceReading) -> Palette {
    let mut palette = Palette::default();
    set_skin(&mut palette, drawn_skin(reading.skin));
    let hair = drawn_hair(reading.hair);
    set_hair(&mut palette, hair);
    set_iris(&mut palette, drawn_iris(reading.iris));
    let clothes = CLOTHES.iter().find(|clothes| cloth_goes_with(hex(clothes[0]), hair.0));
    set_clothes(&mut palette, clothes.unwrap_or(&CLOTHES[0]));
    palette
}

/// Photographs are greyer than drawings: the nearest tone of the palette, with some of the photo's.
fn drawn_skin(photo: Colour) -> Colour {
    let gap = |skin: Colour| (skin.luma() - photo.luma()).abs();
    let nearest = (SKINS.iter().map(|&rgb| hex(rgb)))
        .min_by(|a, b| gap(*a).total_cmp(&gap(*b)))
        .unwrap_or(photo);
    nearest.mix(photo.saturate(1.15), 0.3)
}

/// Root and tip: the photo's colour a little clearer, and lighter and warmer at the tips.
fn drawn_hair(photo: Colour) -> (Colour, Colour) {
    let [hue, saturation, light] = photo.to_hsl();
    let root = Colour::from_hsl([hue, (saturation * 1.25).min(0.85), light.clamp(0.17, 0.88)]);
    let warmer = if hue > 60.0 && hue < 300.0 { hue } else { hue + 8.0 };
    let tip = [warmer, (saturation * 1.2).min(0.9), (light + 0.2).clamp(0.34, 0.94)];
    (root, Colour::from_hsl(tip))
}

/// Iris and glow: as clear as drawn eyes are.
fn drawn_iris(photo: Colour) -> (Colour, Colour) {
    let [hue, saturation, light] = photo.to_hsl();
    let iris = [hue, (saturation * 1.7 + 0.1).clamp(0.2, 0.85), (light + 0.1).clamp(0.34, 0.52)];
    let glow = [hue + 6.0, (saturation * 1.6 + 0.15).clamp(0.3, 0.9), 0.78];
    (Colour::from_hsl(iris), Colour::from_hsl(glow))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MEAN: fn() -> FaceReading = FaceReading::default;

    #[test]
    fn ratios_choose_the_face() {
        let check = |face_ratio: f32, jaw_ratio: f32, shape: FaceShape| {
            let look =
                Look::from_face(&FaceReading { face_ratio, jaw_ratio, ..MEAN() }, Style::Vibrant);
            assert_eq!(look.face, shape, "{face_ratio} {jaw_ratio}");
        };
        check(1.35, 0.78, FaceShape::Oval);
        check(1.20, 0.78, FaceShape::Round);
        check(1.55, 0.78, FaceShape::Slim);
        check(1.38, 0.90, FaceShape::Square);
        check(1.32, 0.66, FaceShape::Heart);
        check(1.42, 0.68, FaceShape::Diamond);
    }

    #[test]
    fn opening_and_tilt_choose_the_eyes() {
        let check = |eye_opening: f32, eye_tilt: f32, shape: EyeShape| {
            let look =
                Look::from_face(&FaceReading { eye_opening, eye_tilt, ..MEAN() }, Style::WarmCel);
            assert_eq!(look.eyes.shape, shape, "{eye_opening} {eye_tilt}");
        };
        check(0.31, 3.0, EyeShape::Round);
        check(0.31, -3.0, EyeShape::Drooping);
        check(0.20, 3.0, EyeShape::Sleepy);
        check(0.25, 3.0, EyeShape::Narrow);
        check(0.31, 9.0, EyeShape::Cat);
        check(0.31, 6.0, EyeShape::Almond);
        check(0.45, 3.0, EyeShape::Sparkling);
        check(0.28, 3.0, EyeShape::Keen);
    }

    #[test]
    fn length_and_fringe_choose_the_hair() {
        use {Fringe as F, HairLength as L, HairStyle as S};
        let rows = [
            (L::Close, F::Open, 0.0, S::Undercut),
            (L::Short, F::Full, 0.0, S::Short),
            (L::Short, F::Open, 0.0, S::Spiky),
            (L::Medium, F::Full, 0.0, S::Bob),
            (L::Medium, F::Side, 0.0, S::SideSwept),
            (L::Long, F::Full, 0.0, S::Princess),
            (L::Long, F::Side, 0.0, S::LongStraight),
            (L::Long, F::Side, 0.5, S::LongWavy),
            (L::Tied, F::Open, 0.0, S::Bun),
            (L::Tied, F::Parted, 0.0, S::Braid),
            (L::Tied, F::Full, 0.0, S::Ponytail),
            (L::Medium, F::Side, 0.9, S::Curly),
        ];
        for (hair_length, fringe, curl, style) in rows {
            let reading = FaceReading { hair_length, fringe, curl, ..MEAN() };
            let look = Look::from_face(&reading, Style::Vibrant);
            assert_eq!(look.hair, Hair::of(style), "{hair_length:?} {fringe:?} {curl}");
        }
    }

    #[test]
    fn colours_stay_what_they_were() {
        let hue = |colour: Colour| colour.to_hsl()[0];
        for rgb in [0x4A_3428, 0xC8_A060, 0x8A_3420] {
            let reading = FaceReading { hair: hex(rgb), ..MEAN() };
            let look = Look::from_face(&reading, Style::Vibrant);
            let drawn = look.palette.get(crate::Role::Hair);
            assert!((hue(drawn) - hue(hex(rgb))).abs() < 3.0, "{drawn}");
        }
        let skin = |rgb: u32| {
            let reading = FaceReading { skin: hex(rgb), ..MEAN() };
            Look::from_face(&reading, Style::Vibrant).palette.get(crate::Role::Skin).luma()
        };
        assert!(skin(0xF0_D0C0) > skin(0xC0_9070));
        assert!(skin(0xC0_9070) > skin(0x60_4030));
    }

    #[test]
    fn nonsense_gives_the_mean() {
        let reading = FaceReading {
            face_ratio: f32::NAN,
            nose_width: f32::INFINITY,
            eye_tilt: f32::NEG_INFINITY,
            ..MEAN()
        };
        assert_eq!(
            Look::from_face(&reading, Style::Vibrant),
            Look::from_face(&MEAN(), Style::Vibrant)
        );
        let wild = FaceReading { nose_width: 9.0, mouth_width: -4.0, jaw_ratio: 7.0, ..MEAN() };
        let look = Look::from_face(&wild, Style::Vibrant);
        assert_eq!(look.clone().bounded(), look);
    }

    #[test]
    fn glasses_are_worn() {
        let reading = FaceReading { glasses: true, ..MEAN() };
        let look = Look::from_face(&reading, Style::Vibrant);
        assert_eq!(look.accessories.len(), 1);
    }
}
