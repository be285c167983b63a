//! The outline of the face: six shapes, each one smooth half-profile without a straight run.

use serde::{Deserialize, Serialize};

use crate::AXIS;
use crate::geometry::{Path, Point, closed, pt, smooth};

/// The shape of a face.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum FaceShape {
    /// Cheeks in balance, a small soft chin.
    #[default]
    Oval,
    /// Full cheeks, a short chin.
    Round,
    /// Wide at the eyes, pointed below.
    Heart,
    /// Narrow and long.
    Slim,
    /// A broad jaw with a corner.
    Square,
    /// High cheekbones, a tapered jaw.
    Diamond,
}

impl FaceShape {
    /// Every shape.
    pub const ALL: [Self; 6] =
        [Self::Oval, Self::Round, Self::Heart, Self::Slim, Self::Square, Self::Diamond];

    /// The label in files and libraries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Oval => "oval",
            Self::Round => "round",
            Self::Heart => "heart",
            Self::Slim => "slim",
            Self::Square => "square",
            Self::Diamond => "diamond",
        }
    }

    /// From the eye line to the chin: (x off the axis, y); the chin is the last.
    const fn lower(self) -> [(f32, f32); 8] {
        match self {
            Self::Oval => [
                (167.0, 318.0),
                (165.0, 400.0),
                (156.0, 450.0),
                (140.0, 494.0),
                (111.0, 538.0),
                (68.0, 579.0),
                (30.0, 601.0),
                (0.0, 607.0),
            ],
            Self::Round => [
                (168.0, 318.0),
                (170.0, 400.0),
                (166.0, 450.0),
                (152.0, 494.0),
                (124.0, 535.0),
                (80.0, 570.0),
                (38.0, 589.0),
                (0.0, 595.0),
            ],
            Self::Heart => [
                (170.0, 318.0),
                (168.0, 400.0),
                (156.0, 450.0),
                (134.0, 494.0),
                (98.0, 542.0),
                (54.0, 586.0),
                (22.0, 606.0),
                (0.0, 611.0),
            ],
            Self::Slim => [
                (163.0, 318.0),
                (160.0, 400.0),
                (150.0, 454.0),
                (133.0, 502.0),
                (104.0, 550.0),
                (64.0, 594.0),
                (28.0, 617.0),
                (0.0, 622.0),
            ],
            Self::Square => [
                (167.0, 318.0),
                (166.0, 400.0),
                (159.0, 456.0),
                (147.0, 502.0),
                (122.0, 546.0),
                (82.0, 584.0),
                (40.0, 606.0),
                (0.0, 611.0),
            ],
            Self::Diamond => [
                (164.0, 318.0),
                (168.0, 396.0),
                (160.0, 446.0),
                (138.0, 496.0),
                (104.0, 544.0),
                (60.0, 588.0),
                (26.0, 609.0),
                (0.0, 614.0),
            ],
        }
    }
}

/// The right half of the outline from the top of the skull to the chin, relative to the axis.
/// `jaw` in -1 to 1 makes the jaw narrower or wider.
pub fn half(shape: FaceShape, jaw: f32) -> Vec<Point> {
    let mut half = vec![pt(0.0, 160.0), pt(92.0, 170.0), pt(148.0, 226.0)];
    for (x, y) in shape.lower() {
        let below_cheek = ((y - 440.0) / 90.0).clamp(0.0, 1.0);
        half.push(pt(x * (1.0 + 0.05 * jaw * below_cheek), y));
    }
    half
}

/// The whole outline on the canvas.
pub fn outline(shape: FaceShape, jaw: f32) -> Path {
    let half = half(shape, jaw);
    let right = half.iter().map(|p| pt(AXIS + p.x, p.y));
    let left = half[1..half.len() - 1].iter().rev().map(|p| pt(AXIS - p.x, p.y));
    closed(&smooth(&right.chain(left).collect::<Vec<_>>()))
}
