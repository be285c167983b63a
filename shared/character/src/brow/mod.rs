//! Brows: blades with a thick inner third.

use serde::{Deserialize, Serialize};

use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{Affine, Path, Point, Profile, pt, taper};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::Role;
use crate::{AXIS, EYE_Y, Side};

/// The shape of the brows.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum BrowShape {
    /// A soft arch.
    #[default]
    Soft,
    /// Straight and level.
    Straight,
    /// Rising, with a bend near the end.
    Angled,
    /// A high thin arch.
    Arched,
    /// Short and thick near the nose.
    Short,
    /// Falling outwards: worried, gentle.
    Gentle,
}

impl BrowShape {
    /// Every shape.
    pub const ALL: [Self; 6] =
        [Self::Soft, Self::Straight, Self::Angled, Self::Arched, Self::Short, Self::Gentle];

    /// The label in files and libraries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Soft => "soft",
            Self::Straight => "straight",
            Self::Angled => "angled",
            Self::Arched => "arched",
            Self::Short => "short",
            Self::Gentle => "gentle",
        }
    }

    /// Points from the nose outwards, around the eye's centre; width; how the width runs.
    const fn blade(self) -> ([(f32, f32); 4], f32, Profile) {
        const BLADE: Profile = &[(0.0, 0.5), (0.1, 0.92), (0.35, 1.0), (0.7, 0.62), (1.0, 0.0)];
        const EVEN: Profile = &[(0.0, 0.45), (0.1, 0.9), (0.5, 1.0), (0.85, 0.7), (1.0, 0.1)];
        match self {
            Self::Soft => {
                ([(-46.0, -76.0), (-16.0, -89.0), (24.0, -91.0), (62.0, -76.0)], 11.0, BLADE)
            }
            Self::Straight => {
                ([(-48.0, -78.0), (-16.0, -83.0), (24.0, -84.0), (62.0, -76.0)], 12.0, EVEN)
            }
            Self::Angled => {
                ([(-50.0, -69.0), (-14.0, -84.0), (34.0, -97.0), (68.0, -79.0)], 12.0, BLADE)
            }
            Self::Arched => {
                ([(-44.0, -78.0), (-14.0, -95.0), (26.0, -98.0), (62.0, -78.0)], 8.5, BLADE)
            }
            Self::Short => {
                ([(-38.0, -80.0), (-18.0, -87.0), (6.0, -88.0), (28.0, -82.0)], 15.0, EVEN)
            }
            Self::Gentle => {
                ([(-42.0, -89.0), (-12.0, -92.0), (26.0, -86.0), (62.0, -68.0)], 9.5, BLADE)
            }
        }
    }
}

/// The brows of a look.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Brows {
    /// The shape.
    pub shape: BrowShape,
    /// Thickness, 0.7 to 1.5.
    pub weight: f32,
    /// Degrees by which the outer ends are raised, -8 to 8.
    pub tilt: f32,
}

impl Default for Brows {
    fn default() -> Self {
        Self { shape: BrowShape::Soft, weight: 1.0, tilt: 0.0 }
    }
}

/// Over hair the brow shows through, at this opacity: less is lost, more is a scribble.
const OVER_HAIR: f32 = 0.42;

/// Both brows: under the hair in full, and faintly over it.
pub(crate) fn layers(look: &Look, pen: &Pen) -> Vec<Layer> {
    let mut layers = Vec::new();
    for side in Side::BOTH {
        let letter = side.letter();
        let anchor = side.place().apply(pt(AXIS + 90.0, EYE_Y - 85.0));
        let layer = |name: String, z: f32| {
            Layer::new(side.brow(), look.brows.shape.label(), &name, z)
                .depth(1.14)
                .bone(&format!("brow_{letter}"), anchor)
        };
        let blade = Shape::new(blade(&look.brows, pen, side), colour(pen)).role(Role::Hair);
        let mut under = layer(format!("eyebrow_{letter}"), z::CREASE + 2.0);
        under.add(blade.clone());
        let mut over = layer(format!("eyebrow_over_{letter}"), z::BROW);
        over.add(blade.opacity(OVER_HAIR));
        layers.extend([under, over]);
    }
    layers
}

fn colour(pen: &Pen) -> crate::style::Colour {
    let t = &pen.tones;
    let line = t.line(Role::Hair);
    // Under pale hair a brow in the hair's own line would look drawn on.
    if t.pale_hair() { line.mix(t.line(Role::Skin), 0.45) } else { line }
}

fn blade(brows: &Brows, pen: &Pen, side: Side) -> Path {
    let (points, width, profile) = brows.shape.blade();
    let by = Affine::turn(-brows.tilt, pt(0.0, -84.0))
        .then(Affine::shift(AXIS + 90.0, EYE_Y))
        .then(side.place());
    let line: Vec<Point> = points.iter().map(|&(x, y)| by.apply(pt(x, y))).collect();
    taper(&line, width * brows.weight * (0.72 + 0.28 * pen.manner().line_weight), profile)
}

impl Side {
    /// The category of this side's brow.
    pub(crate) fn brow(self) -> Category {
        match self {
            Self::Left => Category::BrowL,
            Self::Right => Category::BrowR,
        }
    }
}
