//! The thing that tool clips handle: a sword, in the hand on the right of the picture.

use super::joints::Side;
use super::piece::Piece;
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Knot, Path, Point, closed, pt};
use crate::pen::Pen;
use crate::style::Role;

/// Where the left hand would hold it; the right one does.
pub(crate) const GRIP: Point = pt(224.0, 1336.0);
/// From the grip towards the tip, for a hand that hangs.
pub(crate) const REACH: Point = pt(160.0, -140.0);

/// Half a blade: along it and across, from the guard to the point.
const EDGE: [(f32, f32); 5] =
    [(56.0, 25.0), (250.0, 23.0), (430.0, 21.0), (492.0, 14.0), (546.0, 0.0)];
const GUARD: [(f32, f32); 8] = [
    (38.0, -74.0),
    (58.0, -82.0),
    (62.0, -34.0),
    (70.0, 0.0),
    (62.0, 34.0),
    (58.0, 82.0),
    (38.0, 74.0),
    (44.0, 0.0),
];
const HANDLE: [(f32, f32); 6] =
    [(-52.0, -11.0), (0.0, -14.0), (48.0, -12.0), (48.0, 12.0), (0.0, 14.0), (-52.0, 11.0)];

/// The tool's layer, not shown until a clip takes it up.
pub(crate) fn layers(pen: &Pen) -> Vec<Layer> {
    let grip = Side::Right.place(GRIP);
    let mut layer = Layer::new(Category::Tool, "sword", "sword", z::ARM_NEAR + 0.8)
        .bone("prop", grip)
        .depth(0.95)
        .hidden();
    blade(pen, &mut layer);
    hilt(pen, &mut layer);
    vec![layer]
}

/// A place along the tool and across it.
fn place((along, across): (f32, f32)) -> Point {
    let ahead = REACH.unit();
    Side::Right.place(GRIP) + ahead * along + pt(-ahead.y, ahead.x) * across
}

fn places(list: &[(f32, f32)]) -> Vec<Point> {
    list.iter().map(|it| place(*it)).collect()
}

/// Knots with corners at these numbers.
fn cornered(points: &[Point], corners: &[usize]) -> Vec<Knot> {
    let knot = |(n, at): (usize, &Point)| Knot { at: *at, corner: corners.contains(&n) };
    points.iter().enumerate().map(knot).collect()
}

fn blade(pen: &Pen, layer: &mut Layer) {
    let side = |sign: f32| EDGE.map(|(along, across)| (along, sign * across));
    let (upper, lower) = (places(&side(-1.0)), places(&side(1.0)));
    let tip = EDGE.len() - 1;
    let mut outline = upper.clone();
    outline.extend(lower[..tip].iter().rev());
    // Ground to an edge: the half away from the light is in shade.
    let mut dark = vec![place((EDGE[0].0, 3.0)), place((470.0, 3.0)), place(EDGE[tip])];
    dark.extend(lower[..tip].iter().rev());
    let glint = places(&[(120.0, -16.0), (330.0, -15.0), (330.0, -9.0), (120.0, -10.0)]);
    Piece::of(pen, &cornered(&outline, &[0, tip, outline.len() - 1]), Role::Metal)
        .shade(closed(&cornered(&dark, &[0, 1, 2, dark.len() - 1])))
        .light(Path::polygon(&glint))
        .crease(&places(&[(64.0, 3.0), (250.0, 3.0), (478.0, 3.0)]), 3.4)
        .contour(&upper, 6.6)
        .contour(&lower, 7.4)
        .onto(layer);
}

fn hilt(pen: &Pen, layer: &mut Layer) {
    let handle = places(&HANDLE);
    let wound = |along: f32| places(&[(along, -13.0), (along + 12.0, 0.0), (along + 10.0, 13.0)]);
    let mut grip = Piece::of(pen, &cornered(&handle, &[0, 2, 3, 5]), Role::Leather).lit(6.0, 4.0);
    for along in [-44.0, -24.0, -4.0, 16.0] {
        grip = grip.crease(&wound(along), 3.2);
    }
    grip.contour(&handle[..3], 5.4).contour(&handle[3..], 5.4).onto(layer);
    let guard = places(&GUARD);
    let ring: Vec<Point> = guard.iter().chain(&guard[..2]).copied().collect();
    Piece::of(pen, &cornered(&guard, &[0, 1, 5, 6]), Role::Trim)
        .lit(8.0, 6.0)
        .contour(&ring, 6.0)
        .onto(layer);
    for (at, radius) in [((-62.0, 0.0), 19.0), ((58.0, 0.0), 15.0)] {
        let centre = place(at);
        let round = |turn: f32| {
            let (sin, cos) = turn.to_radians().sin_cos();
            centre + pt(cos, sin) * radius
        };
        let ring: Vec<Point> = (0..=8).map(|k| round(k as f32 * 45.0)).collect();
        Piece::of(pen, &cornered(&ring[..8], &[]), Role::Accent)
            .lit(7.0, 6.0)
            .contour(&ring, 5.0)
            .onto(layer);
    }
}
