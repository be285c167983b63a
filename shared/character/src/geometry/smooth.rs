//! Smooth curves through points, with corners where they are asked for.

use super::path::{Contour, Cubic, Path};
use super::point::{Affine, Point, pt};

/// A point that a curve goes through.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Knot {
    /// Where.
    pub at: Point,
    /// Whether the curve may bend sharply here.
    pub corner: bool,
}

/// A smooth knot.
pub const fn s(x: f32, y: f32) -> Knot {
    Knot { at: pt(x, y), corner: false }
}

/// A corner.
pub const fn c(x: f32, y: f32) -> Knot {
    Knot { at: pt(x, y), corner: true }
}

impl Knot {
    /// The knot moved by a map.
    pub fn mapped(self, by: Affine) -> Self {
        Self { at: by.apply(self.at), ..self }
    }
}

/// Smooth knots at `points`.
pub fn smooth(points: &[Point]) -> Vec<Knot> {
    points.iter().map(|&at| Knot { at, corner: false }).collect()
}

/// All knots moved by a map.
pub fn mapped(knots: &[Knot], by: Affine) -> Vec<Knot> {
    knots.iter().map(|knot| knot.mapped(by)).collect()
}

/// Just the places.
pub fn places(knots: &[Knot]) -> Vec<Point> {
    knots.iter().map(|knot| knot.at).collect()
}

/// A closed path along two edges with corners where they meet: along `there`, then against `back`.
pub fn between(there: &[Point], back: &[Point]) -> Path {
    let mut knots = smooth(there);
    let mut other = smooth(back);
    other.reverse();
    for run in [&mut knots, &mut other] {
        if let Some(first) = run.first_mut() {
            first.corner = true;
        }
        if let Some(last) = run.last_mut() {
            last.corner = true;
        }
    }
    // Edges that meet in a point must not leave a double corner there.
    let meets = |a: Option<&Knot>, b: Option<&Knot>| match (a, b) {
        (Some(a), Some(b)) => a.at.distance(b.at) < 0.05,
        _ => false,
    };
    if meets(knots.last(), other.first()) {
        other.remove(0);
    }
    if meets(knots.first(), other.last()) {
        other.pop();
    }
    knots.extend(other);
    closed(&knots)
}

/// The filled path inside the closed Catmull-Rom curve through the knots, broken at corners.
pub fn closed(knots: &[Knot]) -> Path {
    let n = knots.len();
    if n < 3 {
        return Path::default();
    }
    let Some(first) = knots.iter().position(|knot| knot.corner) else {
        let at = |i: usize| knots[i % n].at;
        let curves = (0..n).map(|i| curve(at(i + n - 1), at(i), at(i + 1), at(i + 2))).collect();
        return Path { contours: vec![Contour { start: knots[0].at, curves }] };
    };
    let mut run: Vec<Knot> = knots[first..].iter().chain(&knots[..first]).copied().collect();
    run.push(run[0]);
    Path { contours: vec![Contour { start: run[0].at, curves: open(&run) }] }
}

/// The curves from the first knot to the last.
pub fn open(knots: &[Knot]) -> Vec<Cubic> {
    let mut curves = Vec::with_capacity(knots.len());
    for i in 1..knots.len() {
        let (from, to) = (knots[i - 1], knots[i]);
        let before = if from.corner || i < 2 { from } else { knots[i - 2] };
        let after = if to.corner { to } else { *knots.get(i + 1).unwrap_or(&to) };
        curves.push(curve(before.at, from.at, to.at, after.at));
    }
    curves
}

fn curve(before: Point, from: Point, to: Point, after: Point) -> Cubic {
    const SIXTH: f32 = 1.0 / 6.0;
    Cubic { c1: from + (to - before) * SIXTH, c2: to - (after - from) * SIXTH, to }
}

/// `steps` + 1 points at equal distances along the smooth curve through `points`.
pub fn sample(points: &[Point], steps: usize) -> Vec<Point> {
    let Some(&start) = points.first() else { return Vec::new() };
    let mut dense = vec![start];
    let mut at = start;
    for curve in open(&smooth(points)) {
        dense.extend((1..=DENSITY).map(|j| curve.at(at, j as f32 / DENSITY as f32)));
        at = curve.to;
    }
    resample(&dense, steps)
}

/// Points by which a curve is measured.
const DENSITY: usize = 16;

/// `steps` + 1 points at equal distances along a polyline.
pub fn resample(line: &[Point], steps: usize) -> Vec<Point> {
    let mut lengths = Vec::with_capacity(line.len());
    let mut total = 0.0;
    lengths.push(0.0);
    for pair in line.windows(2) {
        total += pair[0].distance(pair[1]);
        lengths.push(total);
    }
    let mut j = 0;
    let place = |i: usize| {
        let want = total * i as f32 / steps as f32;
        while j + 2 < line.len() && lengths[j + 1] < want {
            j += 1;
        }
        if line.len() < 2 {
            return line[0];
        }
        let span = lengths[j + 1] - lengths[j];
        let share = if span > 0.0 { (want - lengths[j]) / span } else { 0.0 };
        line[j].towards(line[j + 1], share)
    };
    (0..=steps).map(place).collect()
}

/// The unit normals of a polyline: for a line that runs down, to the left.
pub fn normals(line: &[Point]) -> Vec<Point> {
    let last = line.len().saturating_sub(1);
    (0..line.len())
        .map(|i| {
            let along = line[(i + 1).min(last)] - line[i.saturating_sub(1)];
            pt(-along.y, along.x).unit()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_circle_through_eight_points_is_nearly_round() {
        let knots: Vec<Knot> = (0..8)
            .map(|i| {
                let (sin, cos) = (i as f32 * std::f32::consts::FRAC_PI_4).sin_cos();
                s(100.0 * cos, 100.0 * sin)
            })
            .collect();
        for p in closed(&knots).polylines(8).concat() {
            assert!((p.length() - 100.0).abs() < 1.0, "{p:?}");
        }
    }

    #[test]
    fn a_corner_is_sharp_and_a_knot_is_smooth() {
        let angle_at = |corner: bool| {
            let knots = [s(0.0, 0.0), Knot { at: pt(10.0, 0.0), corner }, s(10.0, 10.0)];
            let curves = open(&knots);
            let (into, out) = (curves[0].to - curves[0].c2, curves[1].c1 - curves[0].to);
            into.unit().x * out.unit().x + into.unit().y * out.unit().y
        };
        assert!(angle_at(true) < 0.1);
        assert!(angle_at(false) > 0.999);
    }

    #[test]
    fn samples_are_equally_far_apart() {
        let line = sample(&[pt(0.0, 0.0), pt(10.0, 40.0), pt(90.0, 50.0), pt(95.0, 0.0)], 20);
        let steps: Vec<f32> = line.windows(2).map(|p| p[0].distance(p[1])).collect();
        let mean = steps.iter().sum::<f32>() / steps.len() as f32;
        assert!(steps.iter().all(|step| (step / mean - 1.0).abs() < 0.03), "{steps:?}");
    }
}
