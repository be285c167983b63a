//! Where the joints of the figure stand: the figure is about 3.8 heads tall.

use crate::AXIS;
use crate::geometry::{Point, pt};

/// The floor on which the figure stands.
pub const FLOOR: f32 = 2056.0;

/// Between the feet.
pub const ROOT: Point = pt(AXIS, FLOOR);
/// Middle of the pelvis.
pub const HIP: Point = pt(AXIS, 1238.0);
/// The waist.
pub const SPINE: Point = pt(AXIS, 1110.0);
/// Under the breastbone.
pub const CHEST: Point = pt(AXIS, 946.0);
/// The pit of the neck.
pub const NECK: Point = pt(AXIS, 716.0);
/// Under the skull, behind the chin.
pub const HEAD: Point = pt(AXIS, 624.0);

/// Inner end of the collar bone (picture left; the right one is its mirror image).
pub const SHOULDER: Point = pt(446.0, 748.0);
/// The shoulder joint.
pub const ARM: Point = pt(326.0, 800.0);
/// The elbow.
pub const FOREARM: Point = pt(262.0, 1052.0);
/// The wrist.
pub const HAND: Point = pt(226.0, 1282.0);
/// The knuckle of the middle finger: the end of the hand's bone.
pub const FINGERS: Point = pt(222.0, 1346.0);
/// The hip joint.
pub const THIGH: Point = pt(444.0, 1276.0);
/// The knee.
pub const SHIN: Point = pt(440.0, 1636.0);
/// The ankle.
pub const FOOT: Point = pt(434.0, 1952.0);
/// The tip of the shoe.
pub const TOES: Point = pt(404.0, 2040.0);

/// One half of what is paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// On the left of the picture.
    Left,
    /// On the right of the picture.
    Right,
}

/// Both sides.
pub const SIDES: [Side; 2] = [Side::Left, Side::Right];

impl Side {
    /// A place of the left half, on this side.
    pub fn place(self, p: Point) -> Point {
        match self {
            Self::Left => p,
            Self::Right => pt(2.0 * AXIS - p.x, p.y),
        }
    }

    /// `l` or `r`, as names of bones and layers end.
    pub const fn letter(self) -> &'static str {
        match self {
            Self::Left => "l",
            Self::Right => "r",
        }
    }

    /// Which way is away from the body: -1 on the left, +1 on the right.
    pub const fn outward(self) -> f32 {
        match self {
            Self::Left => -1.0,
            Self::Right => 1.0,
        }
    }
}
