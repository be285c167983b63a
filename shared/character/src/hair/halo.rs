//! The halo: one band of light on the skull, of which each clump carries its piece.

use crate::geometry::{Clump, Knot, Path, Point, closed, pt};

/// The skull that the light falls on: centre and radius of the band.
const CENTRE: Point = pt(512.0, 420.0);
const RADIUS: f32 = 208.0;
/// Places at which a clump is searched for the band.
const SEARCH: usize = 48;

/// The piece of the band on a clump: a lens across it whose lower edge runs out in strands along
/// its flow. None where the clump does not cross the band or the light does not reach.
pub(super) fn piece(clump: &Clump, index: usize) -> Option<Path> {
    let crossing = (1..SEARCH * 4 / 5)
        .map(|i| i as f32 / SEARCH as f32)
        .find(|&t| clump.at(t, 0.0).distance(CENTRE) < RADIUS)?;
    let at = clump.at(crossing, 0.0);
    // On slivers a piece of light is a chip.
    let breadth = ((clump.half_width() - 22.0) / 24.0).clamp(0.0, 1.0);
    let angle = (at.x - CENTRE.x).atan2(CENTRE.y - at.y).to_degrees();
    let strength = strength(angle) * breadth;
    if strength < 0.3 {
        return None;
    }
    let length: f32 = (1..SEARCH)
        .map(|i| {
            let t = |i: usize| clump.at(i as f32 / SEARCH as f32, 0.0);
            t(i).distance(t(i - 1))
        })
        .sum();
    let jitter = (((index * 7) % 5) as f32 - 2.0) * 2.0;
    let unit = 1.0 / length.max(1.0);
    let top = crossing + (jitter - 12.0 * strength) * unit;
    let drop = |units: f32| crossing + (jitter + units * 1.8 * strength) * unit;
    Some(lens(clump, top, drop, index))
}

/// How brightly the band shines at an angle off the crown, in degrees.
fn strength(angle: f32) -> f32 {
    let bump = |from: f32, to: f32| {
        let share = ((angle - from) / (to - from)).clamp(0.0, 1.0);
        (std::f32::consts::PI * share).sin().max(0.0).powf(0.6)
    };
    (bump(-72.0, 6.0)).max(0.62 * bump(8.0, 58.0))
}

/// Across the clump from its lit edge: strands below, a shallow arch above.
fn lens(clump: &Clump, top: f32, drop: impl Fn(f32) -> f32, index: usize) -> Path {
    /// (u, how far down): long strands and short gaps between them.
    const STRANDS: [[(f32, f32); 7]; 3] = [
        [
            (0.86, 3.0),
            (0.62, 30.0),
            (0.44, 9.0),
            (0.24, 21.0),
            (0.02, 7.0),
            (-0.22, 15.0),
            (-0.5, 2.0),
        ],
        [
            (0.80, 2.0),
            (0.66, 16.0),
            (0.48, 7.0),
            (0.22, 33.0),
            (-0.04, 9.0),
            (-0.26, 19.0),
            (-0.56, 2.0),
        ],
        [
            (0.84, 2.0),
            (0.56, 24.0),
            (0.34, 8.0),
            (0.16, 17.0),
            (-0.02, 8.0),
            (-0.32, 25.0),
            (-0.6, 2.0),
        ],
    ];
    let strands = STRANDS[index % STRANDS.len()];
    let mut knots = Vec::with_capacity(16);
    for (i, &(u, down)) in strands.iter().enumerate() {
        knots.push(Knot { at: clump.at(drop(down), u), corner: i % 2 == 1 || i == 0 || i == 6 });
    }
    for u in [-0.36_f32, 0.14, 0.6] {
        let arch = 1.0 - (u - 0.14).abs() * 0.5;
        knots.push(Knot { at: clump.at(top * arch + drop(0.0) * (1.0 - arch), u), corner: false });
    }
    closed(&knots)
}
