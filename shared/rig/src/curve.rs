//! Keys to cubic pieces. All interpolation is decided here, once, when a clip is compiled.

use crate::animation::{Curve, Key, Mode};

/// How many pieces a Bézier of time is cut into; a cubic through each is then off by less than a
/// thousandth of the way.
const BEZIER_PIECES: usize = 8;
/// Times closer than this are the same time, in seconds.
pub(crate) const SAME_TIME: f64 = 1e-6;

/// A cubic that holds from `start` to the next piece: `c0 + c1·u + c2·u² + c3·u³`, u in seconds
/// since `start`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Piece {
    pub(crate) start: f64,
    pub(crate) cubic: [f64; 4],
}

impl Piece {
    fn level(start: f64, value: f64) -> Self {
        Self { start, cubic: [value, 0.0, 0.0, 0.0] }
    }

    /// The cubic with these values and slopes (per second) at both ends.
    fn hermite(start: f64, length: f64, values: [f64; 2], slopes: [f64; 2]) -> Self {
        let rise = (values[1] - values[0]) / length;
        let square = (3.0 * rise - 2.0 * slopes[0] - slopes[1]) / length;
        let cube = (slopes[0] + slopes[1] - 2.0 * rise) / (length * length);
        Self { start, cubic: [values[0], slopes[0], square, cube] }
    }

    /// The same curve, told from a later moment.
    pub(crate) fn rebased(&self, start: f64) -> Self {
        let u = start - self.start;
        let [c0, c1, c2, c3] = self.cubic;
        let cubic = [
            c0 + u * (c1 + u * (c2 + u * c3)),
            c1 + u * (2.0 * c2 + u * 3.0 * c3),
            c2 + u * 3.0 * c3,
            c3,
        ];
        Self { start, cubic }
    }
}

/// One number of a key, with its time.
#[derive(Clone, Copy)]
struct Knot {
    time: f64,
    value: f64,
    curve: Curve,
}

/// The pieces of one component of a channel, the first one starting at zero.
pub(crate) fn pieces<const N: usize>(
    keys: &[Key<[f32; N]>],
    component: usize,
    duration: f32,
    looping: bool,
    mode: Mode,
) -> Vec<Piece> {
    let knots: Vec<Knot> = keys
        .iter()
        .map(|key| Knot {
            time: f64::from(key.time),
            value: f64::from(key.value[component]),
            curve: key.curve,
        })
        .collect();
    let duration = f64::from(duration);
    if looping
        && mode == Mode::Seamless
        && let Some(ring) = ring(&knots, duration)
    {
        return around(&ring, duration);
    }
    along(&knots, mode)
}

/// The knots of a loop, each once; none if the last key stands at the end with another value
/// than the first, which is a jump that somebody wanted.
fn ring(knots: &[Knot], duration: f64) -> Option<Vec<Knot>> {
    let mut ring = knots.to_vec();
    let (first, last) = (knots.first()?, knots.last()?);
    if knots.len() > 1 && first.time < SAME_TIME && last.time > duration - SAME_TIME {
        if (first.value - last.value).abs() > 1e-6 {
            return None;
        }
        ring.pop();
        // The way to the end of the loop is told by the key that stood there.
        ring[0].curve = last.curve;
    }
    Some(ring)
}

/// The pieces of a loop: neighbours wrap around its end.
fn around(ring: &[Knot], duration: f64) -> Vec<Piece> {
    let n = ring.len() as i64;
    if n == 1 {
        return vec![Piece::level(0.0, ring[0].value)];
    }
    let knot = |index: i64| {
        let turns = index.div_euclid(n);
        let it = ring[index.rem_euclid(n) as usize];
        Knot { time: it.time + turns as f64 * duration, ..it }
    };
    let mut pieces = Vec::new();
    for index in 0..n {
        let four = [knot(index - 1), knot(index), knot(index + 1), knot(index + 2)];
        between(&four, Mode::Seamless, &mut pieces);
    }
    // What runs over the end of the loop is its beginning.
    let over: Vec<Piece> = pieces.iter().filter(|it| it.start >= duration).copied().collect();
    pieces.retain(|it| it.start < duration - SAME_TIME);
    let mut beginning = Vec::new();
    if ring[0].time > SAME_TIME
        && let Some(last) = pieces.last()
    {
        beginning.push(Piece { start: 0.0, ..last.rebased(duration) });
        let later = over.iter().filter(|it| it.start > duration + SAME_TIME);
        beginning.extend(later.map(|it| Piece { start: it.start - duration, ..*it }));
    }
    beginning.extend(pieces);
    beginning
}

/// The pieces of a clip that ends: neighbours are clamped, and it is level before the first key
/// and after the last.
fn along(knots: &[Knot], mode: Mode) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (Some(first), Some(last)) = (knots.first(), knots.last()) else { return pieces };
    if first.time > SAME_TIME {
        pieces.push(Piece::level(0.0, first.value));
    }
    for index in 0..knots.len() - 1 {
        let before = knots[index.saturating_sub(1)];
        let after = knots[(index + 2).min(knots.len() - 1)];
        between(&[before, knots[index], knots[index + 1], after], mode, &mut pieces);
    }
    pieces.push(Piece::level(last.time, last.value));
    pieces
}

/// The way from the second knot to the third; the outer two give the tangents. The kind of curve
/// is the third's: a key says how it is reached.
fn between(knots: &[Knot; 4], mode: Mode, pieces: &mut Vec<Piece>) {
    let [before, from, to, after] = knots;
    let length = to.time - from.time;
    if length < SAME_TIME {
        return;
    }
    match to.curve {
        Curve::Step => pieces.push(Piece::level(from.time, from.value)),
        Curve::Linear => {
            let slope = (to.value - from.value) / length;
            pieces.push(Piece { start: from.time, cubic: [from.value, slope, 0.0, 0.0] });
        }
        Curve::CatmullRom => {
            let slope = |a: &Knot, b: &Knot| {
                // A clamped neighbour counts as evenly spaced.
                let clamped = b.time - a.time <= length + SAME_TIME;
                let time = match mode {
                    Mode::Compatible => 2.0 * length,
                    Mode::Seamless if clamped => 2.0 * length,
                    Mode::Seamless => b.time - a.time,
                };
                (b.value - a.value) / time
            };
            let slopes = [slope(before, to), slope(from, after)];
            pieces.push(Piece::hermite(from.time, length, [from.value, to.value], slopes));
        }
        Curve::Bezier(handles) => bezier(from, to, handles, pieces),
    }
}

/// Cuts a curve of time into cubics with the curve's own values and slopes at the cuts.
fn bezier(from: &Knot, to: &Knot, handles: [f32; 4], pieces: &mut Vec<Piece>) {
    let [x1, y1, x2, y2] = handles.map(f64::from);
    let (length, rise) = (to.time - from.time, to.value - from.value);
    let at = |s: f64, one: f64, two: f64| {
        let r = 1.0 - s;
        3.0 * r * r * s * one + 3.0 * r * s * s * two + s * s * s
    };
    let change = |s: f64, one: f64, two: f64| {
        let r = 1.0 - s;
        3.0 * r * r * one + 6.0 * r * s * (two - one) + 3.0 * s * s * (1.0 - two)
    };
    // A handle straight up has no slope in time; the nearest one that has stands in for it.
    let slope = |s: f64| change(s, y1, y2) / change(s, x1, x2).max(1e-3) * rise / length;
    let knot = |k: usize| {
        let s = k as f64 / BEZIER_PIECES as f64;
        let s_inside = s.clamp(1e-4, 1.0 - 1e-4);
        let time = from.time + at(s, x1, x2) * length;
        (time, from.value + at(s, y1, y2) * rise, slope(s_inside))
    };
    for k in 0..BEZIER_PIECES {
        let (start, value, slope) = knot(k);
        let (end, value_end, slope_end) = knot(k + 1);
        if end - start < SAME_TIME {
            continue;
        }
        let values = [value, value_end];
        pieces.push(Piece::hermite(start, end - start, values, [slope, slope_end]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(curve: Curve, list: &[(f32, f32)]) -> Vec<Key<[f32; 1]>> {
        list.iter().map(|&(time, value)| Key { time, value: [value], curve }).collect()
    }

    fn value(pieces: &[Piece], time: f64) -> f64 {
        let piece = pieces.iter().rev().find(|it| it.start <= time + SAME_TIME).unwrap();
        piece.rebased(time).cubic[0]
    }

    fn slope(pieces: &[Piece], time: f64) -> f64 {
        let piece = pieces.iter().rev().find(|it| it.start <= time).unwrap();
        piece.rebased(time).cubic[1]
    }

    #[test]
    fn breathing_is_as_the_specification_says() {
        // Creator studio, "Example: Idle breathing animation", x and y of the chest's scale.
        let golden_x = [(0.375, 1.004_531_25), (0.75, 1.011_25), (1.125, 1.017_343_75)];
        let golden_x = [&golden_x[..], &[(1.5, 1.02), (2.25, 1.011_25), (3.0, 1.0)]].concat();
        let golden_y = vec![(0.375, 1.006_796_875), (0.75, 1.016_875), (1.125, 1.026_015_625)];
        for (top, golden) in [(1.02, golden_x), (1.03, golden_y)] {
            let keys = keys(Curve::CatmullRom, &[(0.0, 1.0), (1.5, top), (3.0, 1.0)]);
            let pieces = pieces(&keys, 0, 3.0, true, Mode::Compatible);
            for (time, expected) in golden {
                let got = value(&pieces, time);
                assert!((got - expected).abs() < 1e-7, "{time}: {got} for {expected}");
            }
        }
    }

    #[test]
    fn the_kind_of_the_way_is_that_of_the_key_it_leads_to() {
        let mut keys = keys(Curve::Linear, &[(0.0, 0.0), (1.0, 10.0), (2.0, 20.0)]);
        keys[0].curve = Curve::Step;
        keys[1].curve = Curve::Step;
        for looping in [true, false] {
            let pieces = pieces(&keys, 0, 2.0, looping, Mode::Compatible);
            let values = [0.0, 0.9, 1.0, 1.5, 2.0].map(|time| value(&pieces, time));
            assert_eq!(values, [0.0, 0.0, 10.0, 15.0, 20.0]);
        }
    }

    #[test]
    fn loops_have_no_seam_wherever_their_keys_are() {
        let closed = [(0.0, 3.0), (0.2, -5.0), (1.1, 9.0), (2.0, 3.0)];
        let open = [(0.3, 3.0), (0.5, -5.0), (1.4, 9.0)];
        for list in [&closed[..], &open, &open[..2]] {
            let pieces = pieces(&keys(Curve::CatmullRom, list), 0, 2.0, true, Mode::Seamless);
            assert_eq!(pieces[0].start, 0.0);
            let (end, start) = (value(&pieces, 2.0 - 1e-9), value(&pieces, 0.0));
            assert!((end - start).abs() < 1e-5, "value at the seam: {end} {start}");
            let (end, start) = (slope(&pieces, 2.0 - 1e-9), slope(&pieces, 0.0));
            assert!((end - start).abs() < 1e-3, "velocity at the seam: {end} {start}");
            for &(time, expected) in list {
                assert!((value(&pieces, f64::from(time)) - f64::from(expected)).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn tangents_know_the_spacing_of_keys() {
        // On a straight line with uneven keys nothing but the line is right.
        let list = [(0.0, 0.0), (0.2, 2.0), (1.0, 10.0), (1.1, 11.0), (3.0, 30.0)];
        let aware = pieces(&keys(Curve::CatmullRom, &list), 0, 3.0, false, Mode::Seamless);
        let even = pieces(&keys(Curve::CatmullRom, &list), 0, 3.0, false, Mode::Compatible);
        let off = |pieces: &[Piece]| {
            (3..10).map(|k| (value(pieces, f64::from(k) * 0.1) - f64::from(k)).abs()).sum::<f64>()
        };
        assert!(off(&aware) < 1e-5, "{}", off(&aware));
        assert!(off(&even) > 1.0, "{}", off(&even));
    }

    #[test]
    fn a_bezier_of_time_is_met_within_a_thousandth() {
        for handles in [[0.42, 0.0, 0.58, 1.0], [0.25, 0.1, 0.25, 1.0], [0.5, -0.5, 0.3, 1.5]] {
            let list = keys(Curve::Bezier(handles), &[(0.0, 0.0), (2.0, 100.0)]);
            let pieces = pieces(&list, 0, 2.0, false, Mode::Seamless);
            let [x1, y1, x2, y2] = handles.map(f64::from);
            for step in 0..=200 {
                let s = f64::from(step) / 200.0;
                let r = 1.0 - s;
                let at =
                    |one: f64, two: f64| 3.0 * r * r * s * one + 3.0 * r * s * s * two + s * s * s;
                let got = value(&pieces, 2.0 * at(x1, x2));
                assert!((got - 100.0 * at(y1, y2)).abs() < 0.1, "{handles:?} {s}: {got}");
            }
        }
    }
}
