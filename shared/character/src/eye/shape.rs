//! Eight shapes of eyes, each as the four curves that an illustrator draws.
//!
//! Local units around the eye's centre: +x to the outer corner, y down.

use serde::{Deserialize, Serialize};

use crate::geometry::{Affine, Knot, Point, c, pt, s};

/// The shape of the eyes.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum EyeShape {
    /// Large and level.
    #[default]
    Round,
    /// Outer corner raised, long lashes.
    Almond,
    /// Outer corner lowered, gentle.
    Drooping,
    /// Sharp and raised, like a cat's.
    Cat,
    /// Narrow and calm.
    Narrow,
    /// Very large, with long lashes.
    Sparkling,
    /// The upper lid rests on the iris.
    Sleepy,
    /// Straight upper lid, no wing: the plainest.
    Keen,
}

impl EyeShape {
    /// Every shape.
    pub const ALL: [Self; 8] = [
        Self::Round,
        Self::Almond,
        Self::Drooping,
        Self::Cat,
        Self::Narrow,
        Self::Sparkling,
        Self::Sleepy,
        Self::Keen,
    ];

    /// The label in files and libraries.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Round => "round",
            Self::Almond => "almond",
            Self::Drooping => "drooping",
            Self::Cat => "cat",
            Self::Narrow => "narrow",
            Self::Sparkling => "sparkling",
            Self::Sleepy => "sleepy",
            Self::Keen => "keen",
        }
    }
}

/// The curves of a shape.
pub(super) struct Curves {
    /// The eye's centre: off the axis.
    pub(super) centre_x: f32,
    /// The upper lid, from the inner corner to the outer: seven points.
    pub(super) lid: [(f32, f32); 7],
    /// The lower lid between the corners, from the outer side: four points.
    pub(super) low: [(f32, f32); 4],
    /// Thickness of the upper lash over the points of the lid.
    pub(super) lash: [f32; 7],
    /// The wing past the outer corner: knots from the lash's outer edge back to the lid's corner.
    pub(super) wing: &'static [Knot],
    /// Flicks of the lower lash: from, to.
    pub(super) flicks: &'static [[(f32, f32); 2]],
    /// Iris: centre x, centre y, radius x, radius y.
    pub(super) iris: [f32; 4],
    /// How far the crease floats above the lash; zero for none.
    pub(super) crease: f32,
}

pub(super) const fn curves(shape: EyeShape) -> &'static Curves {
    match shape {
        EyeShape::Round => &ROUND,
        EyeShape::Almond => &ALMOND,
        EyeShape::Drooping => &DROOPING,
        EyeShape::Cat => &CAT,
        EyeShape::Narrow => &NARROW,
        EyeShape::Sparkling => &SPARKLING,
        EyeShape::Sleepy => &SLEEPY,
        EyeShape::Keen => &KEEN,
    }
}

const ROUND: Curves = Curves {
    centre_x: 89.0,
    lid: [
        (-52.0, 16.0),
        (-45.0, -7.0),
        (-27.0, -29.0),
        (2.0, -39.0),
        (30.0, -33.0),
        (48.0, -13.0),
        (55.0, 12.0),
    ],
    low: [(46.0, 35.0), (20.0, 48.0), (-14.0, 48.0), (-39.0, 37.0)],
    lash: [3.0, 7.0, 10.5, 12.5, 14.5, 14.5, 9.0],
    wing: &[c(77.0, -19.0), s(65.0, -5.0), c(57.0, 22.0)],
    flicks: &[[(47.0, 36.0), (57.0, 45.0)]],
    iris: [-2.0, 0.0, 38.0, 48.0],
    crease: 13.0,
};

const ALMOND: Curves = Curves {
    centre_x: 91.0,
    lid: [
        (-56.0, 23.0),
        (-46.0, 1.0),
        (-26.0, -22.0),
        (4.0, -34.0),
        (33.0, -33.0),
        (53.0, -19.0),
        (61.0, -3.0),
    ],
    low: [(53.0, 22.0), (27.0, 41.0), (-8.0, 45.0), (-37.0, 38.0)],
    lash: [3.0, 6.5, 10.0, 12.5, 15.0, 15.5, 10.0],
    wing: &[c(89.0, -47.0), s(77.0, -31.0), c(92.0, -27.0), s(76.0, -15.0), c(63.0, 9.0)],
    flicks: &[[(55.0, 22.0), (67.0, 27.0)], [(46.0, 33.0), (56.0, 41.0)]],
    iris: [-4.0, 0.0, 38.0, 45.0],
    crease: 14.0,
};

const DROOPING: Curves = Curves {
    centre_x: 90.0,
    lid: [
        (-51.0, 8.0),
        (-46.0, -12.0),
        (-28.0, -31.0),
        (-1.0, -38.0),
        (28.0, -31.0),
        (48.0, -9.0),
        (57.0, 22.0),
    ],
    low: [(46.0, 39.0), (21.0, 47.0), (-12.0, 46.0), (-38.0, 32.0)],
    lash: [3.0, 7.0, 10.0, 12.0, 13.0, 13.0, 9.0],
    wing: &[c(76.0, 12.0), s(67.0, 17.0), c(58.0, 31.0)],
    flicks: &[[(50.0, 36.0), (62.0, 41.0)]],
    iris: [-3.0, 2.0, 38.0, 45.0],
    crease: 15.0,
};

const CAT: Curves = Curves {
    centre_x: 91.0,
    lid: [
        (-56.0, 27.0),
        (-47.0, 6.0),
        (-28.0, -16.0),
        (3.0, -31.0),
        (33.0, -35.0),
        (53.0, -25.0),
        (62.0, -10.0),
    ],
    low: [(55.0, 14.0), (31.0, 37.0), (-4.0, 44.0), (-37.0, 40.0)],
    lash: [3.0, 7.0, 11.0, 14.0, 16.0, 16.0, 10.0],
    wing: &[c(92.0, -44.0), s(76.0, -20.0), c(64.0, 2.0)],
    flicks: &[[(57.0, 14.0), (70.0, 15.0)]],
    iris: [-3.0, 1.0, 36.0, 44.0],
    crease: 12.0,
};

const NARROW: Curves = Curves {
    centre_x: 91.0,
    lid: [
        (-55.0, 16.0),
        (-46.0, 0.0),
        (-27.0, -14.0),
        (3.0, -22.0),
        (32.0, -22.0),
        (52.0, -12.0),
        (60.0, 4.0),
    ],
    low: [(50.0, 22.0), (24.0, 35.0), (-10.0, 37.0), (-38.0, 31.0)],
    lash: [3.0, 6.0, 9.0, 11.0, 13.0, 13.0, 8.0],
    wing: &[c(84.0, -16.0), s(71.0, -3.0), c(62.0, 13.0)],
    flicks: &[],
    iris: [-3.0, 3.0, 33.0, 39.0],
    crease: 11.0,
};

const SPARKLING: Curves = Curves {
    centre_x: 90.0,
    lid: [
        (-53.0, 18.0),
        (-47.0, -8.0),
        (-28.0, -34.0),
        (2.0, -46.0),
        (32.0, -40.0),
        (51.0, -17.0),
        (58.0, 11.0),
    ],
    low: [(49.0, 36.0), (21.0, 51.0), (-15.0, 51.0), (-40.0, 39.0)],
    lash: [3.0, 7.0, 10.0, 12.0, 14.5, 15.0, 9.0],
    wing: &[c(82.0, -40.0), s(71.0, -24.0), c(90.0, -15.0), s(73.0, -2.0), c(61.0, 22.0)],
    flicks: &[[(50.0, 36.0), (61.0, 46.0)], [(38.0, 45.0), (45.0, 55.0)]],
    iris: [-2.0, 0.0, 41.0, 52.0],
    crease: 12.0,
};

const SLEEPY: Curves = Curves {
    centre_x: 90.0,
    lid: [
        (-53.0, 14.0),
        (-45.0, -4.0),
        (-26.0, -16.0),
        (3.0, -20.0),
        (31.0, -17.0),
        (50.0, -5.0),
        (58.0, 15.0),
    ],
    low: [(47.0, 34.0), (21.0, 45.0), (-13.0, 45.0), (-39.0, 34.0)],
    lash: [3.0, 7.0, 10.0, 13.0, 14.0, 14.0, 8.0],
    wing: &[c(80.0, 2.0), s(68.0, 9.0), c(60.0, 25.0)],
    flicks: &[[(49.0, 34.0), (60.0, 41.0)]],
    iris: [-2.0, 4.0, 37.0, 43.0],
    crease: 18.0,
};

const KEEN: Curves = Curves {
    centre_x: 90.0,
    lid: [
        (-52.0, 20.0),
        (-44.0, -2.0),
        (-27.0, -20.0),
        (1.0, -29.0),
        (29.0, -28.0),
        (48.0, -16.0),
        (56.0, 2.0),
    ],
    low: [(49.0, 24.0), (24.0, 40.0), (-11.0, 42.0), (-38.0, 35.0)],
    lash: [4.0, 8.0, 10.0, 11.0, 12.0, 12.0, 8.0],
    wing: &[c(72.0, -6.0), s(64.0, 0.0), c(58.0, 11.0)],
    flicks: &[],
    iris: [-3.0, 2.0, 33.0, 42.0],
    crease: 12.0,
};

/// How much wider and higher eyes are than their shape, how far they are turned, how far apart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Eyes {
    /// The shape.
    pub shape: EyeShape,
    /// Width, 0.88 to 1.1.
    pub width: f32,
    /// Opening, 0.85 to 1.1.
    pub opening: f32,
    /// Degrees by which the outer corners are raised, -6 to 6.
    pub tilt: f32,
    /// Distance from the axis, 0.94 to 1.08.
    pub spacing: f32,
    /// Whether the right eye has a colour of its own.
    pub odd: bool,
}

impl Default for Eyes {
    fn default() -> Self {
        Self {
            shape: EyeShape::Round,
            width: 1.0,
            opening: 1.0,
            tilt: 0.0,
            spacing: 1.0,
            odd: false,
        }
    }
}

impl Eyes {
    /// From local units to the right half of the canvas; for the left, mirror it.
    pub(super) fn place(&self) -> Affine {
        let centre = pt(crate::AXIS + curves(self.shape).centre_x * self.spacing, crate::EYE_Y);
        Affine::scale(self.width, self.opening)
            .then(Affine::turn(-self.tilt, pt(0.0, 0.0)))
            .then(Affine::shift(centre.x, centre.y))
    }
}

impl Curves {
    pub(super) fn lid_points(&self) -> Vec<Point> {
        self.lid.iter().map(|&(x, y)| pt(x, y)).collect()
    }

    pub(super) fn low_points(&self) -> Vec<Point> {
        self.low.iter().map(|&(x, y)| pt(x, y)).collect()
    }
}
