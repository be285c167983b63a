//! The halo: one band of light on the skull, of which each clump carries its piece.

use crate::geometry::{Knot, Path, Point, closed, pt};

/// One piece: from and to in degrees off the crown, teeth, height up and down, seed.
struct Piece {
    from: f32,
    to: f32,
    teeth: usize,
    up: f32,
    down: f32,
    seed: usize,
}

const PIECES: [Piece; 3] = [
    Piece { from: -66.0, to: -2.0, teeth: 14, up: 9.0, down: 40.0, seed: 1 },
    Piece { from: 10.0, to: 34.0, teeth: 6, up: 6.0, down: 25.0, seed: 4 },
    Piece { from: 39.0, to: 52.0, teeth: 4, up: 4.0, down: 16.0, seed: 9 },
];

/// The band around the skull's ellipse, gone at its ends, with uneven teeth.
pub(super) fn band(centre: Point, radius: f32) -> Path {
    PIECES.iter().fold(Path::default(), |path, piece| path.with(one(centre, radius, piece)))
}

fn one(centre: Point, radius: f32, piece: &Piece) -> Path {
    let n = piece.teeth;
    let mut up = Vec::with_capacity(n + 1);
    let mut low = Vec::with_capacity(n + 1);
    for i in 0..=n {
        let share = i as f32 / n as f32;
        let (sin, cos) = (piece.from + (piece.to - piece.from) * share).to_radians().sin_cos();
        let ends = (std::f32::consts::PI * share).sin().max(0.0).powf(0.6);
        let uneven = ((i * 37 + piece.seed * 11) % 17) as f32 / 17.0;
        let odd = i % 2 == 1;
        let rise = ends * piece.up * if odd { 0.55 + 0.45 * uneven } else { 0.35 * uneven };
        let fall = ends * piece.down * if odd { 0.12 } else { 0.55 + 0.6 * uneven };
        up.push(centre + pt(sin, -cos) * (radius + rise));
        low.push(centre + pt(sin, -cos) * (radius - fall));
    }
    low.reverse();
    let mut knots = scalloped(&up);
    let back = scalloped(&low);
    knots.extend(&back[1..back.len() - 1]);
    closed(&knots)
}

/// Corners at the teeth, hollow between them.
fn scalloped(points: &[Point]) -> Vec<Knot> {
    let mut knots = vec![Knot { at: points[0], corner: true }];
    for pair in points.windows(2) {
        let (p, q) = (pair[0], pair[1]);
        let y = p.y.min(q.y) * 0.72 + p.y.max(q.y) * 0.28;
        knots.push(Knot { at: pt((p.x + q.x) * 0.5, y), corner: false });
        knots.push(Knot { at: q, corner: true });
    }
    knots
}
