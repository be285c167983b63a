//! Hands: drawn hanging from the wrist, the thumb towards the body.

use super::joints::{HAND, Side};
use super::piece::Piece;
use crate::drawing::Layer;
use crate::geometry::{Affine, Knot, Point, normals, pt, sample};
use crate::pen::Pen;
use crate::style::Role;

/// The shapes a hand can take.
pub const SHAPES: [&str; 5] = ["relaxed", "open", "fist", "point", "grip"];

/// A finger: base, knuckle, tip and half width.
type Finger = ([(f32, f32); 3], f32);

struct Pose {
    palm: &'static [(f32, f32)],
    /// Back to front, under the palm's edge.
    fingers: &'static [Finger],
    thumb: Finger,
    /// Fingers that lie over the palm.
    over: bool,
}

const FLAT_PALM: &[(f32, f32)] = &[
    (-21.0, -26.0),
    (-21.0, -2.0),
    (-27.0, 20.0),
    (-29.0, 42.0),
    (-24.0, 56.0),
    (-8.0, 62.0),
    (12.0, 61.0),
    (25.0, 53.0),
    (29.0, 36.0),
    (26.0, 14.0),
    (21.0, -4.0),
    (20.0, -26.0),
];
const ROUND_PALM: &[(f32, f32)] = &[
    (-21.0, -26.0),
    (-21.0, -2.0),
    (-28.0, 16.0),
    (-31.0, 38.0),
    (-28.0, 56.0),
    (-10.0, 64.0),
    (12.0, 63.0),
    (28.0, 54.0),
    (31.0, 36.0),
    (28.0, 14.0),
    (21.0, -4.0),
    (20.0, -26.0),
];

const RELAXED: Pose = Pose {
    palm: FLAT_PALM,
    fingers: &[
        ([(-19.0, 44.0), (-24.0, 70.0), (-18.0, 88.0)], 7.6),
        ([(-7.0, 50.0), (-11.0, 80.0), (-4.0, 101.0)], 8.4),
        ([(6.0, 50.0), (4.0, 84.0), (11.0, 107.0)], 8.8),
        ([(18.0, 46.0), (20.0, 78.0), (27.0, 98.0)], 8.8),
    ],
    thumb: ([(17.0, 8.0), (37.0, 34.0), (39.0, 62.0)], 9.4),
    over: false,
};
const OPEN: Pose = Pose {
    palm: FLAT_PALM,
    fingers: &[
        ([(-20.0, 42.0), (-36.0, 66.0), (-45.0, 84.0)], 7.8),
        ([(-8.0, 50.0), (-17.0, 82.0), (-22.0, 106.0)], 8.6),
        ([(6.0, 50.0), (6.0, 88.0), (7.0, 114.0)], 9.0),
        ([(18.0, 46.0), (28.0, 78.0), (35.0, 103.0)], 9.0),
    ],
    thumb: ([(10.0, 6.0), (42.0, 26.0), (58.0, 50.0)], 9.6),
    over: false,
};
const FIST: Pose = Pose {
    palm: ROUND_PALM,
    fingers: &[
        ([(-20.0, 40.0), (-23.0, 60.0), (-20.0, 68.0)], 9.0),
        ([(-6.0, 44.0), (-8.0, 66.0), (-6.0, 74.0)], 9.6),
        ([(9.0, 44.0), (8.0, 67.0), (9.0, 76.0)], 10.0),
        ([(22.0, 42.0), (23.0, 62.0), (23.0, 70.0)], 9.6),
    ],
    thumb: ([(14.0, 6.0), (38.0, 32.0), (31.0, 60.0)], 9.8),
    over: false,
};
const POINT: Pose = Pose {
    palm: ROUND_PALM,
    fingers: &[
        ([(20.0, 40.0), (22.0, 84.0), (25.0, 116.0)], 9.0),
        ([(-20.0, 40.0), (-23.0, 60.0), (-20.0, 68.0)], 9.0),
        ([(-6.0, 44.0), (-8.0, 66.0), (-6.0, 73.0)], 9.6),
        ([(9.0, 44.0), (7.0, 66.0), (8.0, 74.0)], 10.0),
    ],
    thumb: ([(12.0, 8.0), (33.0, 34.0), (14.0, 60.0)], 9.6),
    over: false,
};
const GRIP: Pose = Pose {
    palm: ROUND_PALM,
    fingers: &[
        ([(-22.0, 66.0), (-26.0, 50.0), (-21.0, 34.0)], 9.0),
        ([(-8.0, 71.0), (-11.0, 52.0), (-7.0, 32.0)], 9.8),
        ([(8.0, 72.0), (6.0, 52.0), (9.0, 31.0)], 10.2),
        ([(23.0, 66.0), (23.0, 50.0), (24.0, 34.0)], 9.6),
    ],
    thumb: ([(14.0, 10.0), (36.0, 24.0), (14.0, 32.0)], 9.6),
    over: true,
};

/// Draws the hand of one side in one of [`SHAPES`]; an unknown shape is drawn relaxed. `role` is
/// skin, or what the glove is made of.
pub fn hand(pen: &Pen, layer: &mut Layer, side: Side, shape: &str, role: Role) {
    let pose = match shape {
        "open" => &OPEN,
        "fist" => &FIST,
        "point" => &POINT,
        "grip" => &GRIP,
        _ => &RELAXED,
    };
    let hand = Hand { pen, side, role };
    if pose.over {
        hand.palm(pose).onto(layer);
    }
    pose.fingers.iter().for_each(|finger| hand.finger(finger, pose.over).onto(layer));
    if !pose.over {
        hand.palm(pose).onto(layer);
    }
    hand.finger(&pose.thumb, pose.over).onto(layer);
}

struct Hand<'a> {
    pen: &'a Pen,
    side: Side,
    role: Role,
}

/// How much larger than drawn hands are, and how far the arm's slant turns them.
const SIZE: f32 = 1.08;
const SLANT: f32 = 6.0;

impl<'a> Hand<'a> {
    fn place(&self, p: (f32, f32)) -> Point {
        let turned = Affine::turn(SLANT, pt(0.0, 0.0)).apply(pt(p.0 * SIZE, p.1 * SIZE));
        self.side.place(HAND + turned)
    }

    fn palm(&self, pose: &Pose) -> Piece<'a> {
        let points: Vec<Point> = pose.palm.iter().map(|&p| self.place(p)).collect();
        let (outer, inner) = (&points[1..5], &points[7..points.len() - 1]);
        Piece::of(self.pen, &cut_ends(&points), self.role)
            .lit(8.0, 0.0)
            .contour(outer, 5.4)
            .contour(inner, 5.4)
    }

    /// A finger, round at its tip; `whole` fingers are round at their base too.
    fn finger(&self, (bones, radius): &Finger, whole: bool) -> Piece<'a> {
        let bones: Vec<Point> = bones.iter().map(|&p| self.place(p)).collect();
        let spine = sample(&bones, 8);
        let across = normals(&spine);
        let half = |i: usize| radius * SIZE * (1.0 - 0.02 * i as f32);
        let edge = |i: usize, side: f32| spine[i] + across[i] * (side * half(i));
        let cap = |i: usize, along: Point| -> Vec<Point> {
            let way = if i == 0 { -1.0 } else { 1.0 };
            let round = |turn: f32| {
                let (sin, cos) = turn.to_radians().sin_cos();
                spine[i] + across[i] * (way * cos * half(i)) + along * (sin * half(i) * 0.92)
            };
            [36.0, 72.0, 108.0, 144.0].map(round).to_vec()
        };
        let mut points: Vec<Point> = (0..=8).map(|i| edge(i, 1.0)).collect();
        points.extend(cap(8, (spine[8] - spine[7]).unit()));
        points.extend((0..=8).rev().map(|i| edge(i, -1.0)));
        if whole {
            points.extend(cap(0, (spine[0] - spine[1]).unit()));
            let ring: Vec<Point> = points.iter().chain(&points[..2]).copied().collect();
            let knots = crate::geometry::smooth(&points);
            return Piece::of(self.pen, &knots, self.role).lit(4.0, 3.0).contour(&ring, 4.6);
        }
        let last = points.len() - 1;
        Piece::of(self.pen, &cut_ends(&points), self.role)
            .lit(4.0, 3.0)
            // Two strokes that meet on the tip keep it round.
            .contour(&points[1..=11], 4.6)
            .contour(&points[10..last], 4.6)
    }
}

/// Knots with corners at both ends of the list: the straight cut hides under a neighbour.
fn cut_ends(points: &[Point]) -> Vec<Knot> {
    let last = points.len() - 1;
    let knot = |(i, &at): (usize, &Point)| Knot { at, corner: i == 0 || i == last };
    points.iter().enumerate().map(knot).collect()
}
