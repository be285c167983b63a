//! Points, a part's own frame of reference, and curves over its width.

/// A place: x to the right, y down; shares of the square when measured, pixels when drawn.
pub(super) type Point = [f32; 2];

/// Samples of a [`Profile`] less one.
const STEPS: usize = 32;

pub(super) fn minus(a: Point, b: Point) -> Point {
    [a[0] - b[0], a[1] - b[1]]
}

pub(super) fn dot(a: Point, b: Point) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}

pub(super) fn length(a: Point) -> f32 {
    a[0].hypot(a[1])
}

pub(super) fn middle(a: Point, b: Point) -> Point {
    between(a, b, 0.5)
}

pub(super) fn between(a: Point, b: Point, t: f32) -> Point {
    [0, 1].map(|i| a[i] + (b[i] - a[i]) * t)
}

/// From 0 to 1 without a kink while `value` goes from `low` to `high`.
pub(super) fn smooth(low: f32, high: f32, value: f32) -> f32 {
    let t = ((value - low) / (high - low)).clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A frame of reference laid over a part of the face: its origin, and a unit vector along it.
///
/// In the frame, x runs along the part and y towards the forehead, both in widths of the part.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    origin: Point,
    along: Point,
    up: Point,
    /// Width of the part, in the units of the origin.
    pub(super) width: f32,
}

impl Frame {
    /// From one end of a part to the other; `up` tells on which side the forehead lies.
    pub(super) fn new(from: Point, to: Point, up: Point) -> Option<Self> {
        let span = minus(to, from);
        let width = length(span);
        // NaN fails the comparison, too.
        if !(1e-3..10.0).contains(&width) {
            return None;
        }
        let along = span.map(|v| v / width);
        let side = [along[1], -along[0]];
        let up = if dot(side, up) < 0.0 { side.map(|v| -v) } else { side };
        Some(Self { origin: from, along, up, width })
    }

    /// The same frame in other units.
    pub(super) fn scaled(&self, scale: f32) -> Self {
        Self { origin: self.origin.map(|v| v * scale), width: self.width * scale, ..*self }
    }

    /// Out of the frame.
    pub(super) fn place(&self, [x, y]: Point) -> Point {
        [0, 1].map(|i| self.origin[i] + (self.along[i] * x + self.up[i] * y) * self.width)
    }

    /// Into the frame.
    pub(super) fn read(&self, point: Point) -> Point {
        let offset = minus(point, self.origin);
        [dot(offset, self.along) / self.width, dot(offset, self.up) / self.width]
    }
}

/// A height for every x in `0.0..=1.0` of a [`Frame`].
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Profile([f32; STEPS + 1]);

impl Profile {
    /// A profile by its formula.
    pub(super) fn from_fn(height: impl Fn(f32) -> f32) -> Self {
        Self(std::array::from_fn(|step| height(step as f32 / STEPS as f32)))
    }

    /// The clean arch nearest to some points of the frame; it starts and ends at height 0.
    ///
    /// Least squares of x (1 - x) (a + b x + c x²): the detector's jitter does not fit in.
    pub(super) fn arch(points: &[Point]) -> Self {
        let mut rows = [[0.0_f32; 4]; 3];
        for &[x, y] in points {
            let bell = x * (1.0 - x);
            let terms = [bell, bell * x, bell * x * x];
            for (row, own) in rows.iter_mut().zip(terms) {
                for (cell, other) in row.iter_mut().zip(terms) {
                    *cell += own * other;
                }
                row[3] += own * y;
            }
        }
        // A little stiffness: few points, or all in one place, still have one answer.
        for (i, row) in rows.iter_mut().enumerate() {
            row[i] += [1e-6, 2e-4, 4e-4][i];
        }
        let [a, b, c] = solved(rows);
        Self::from_fn(|x| x * (1.0 - x) * (a + b * x + c * x * x))
    }

    /// The curve through some points of the frame that go from left to right.
    pub(super) fn through(points: &[Point]) -> Self {
        let height = |x: f32| {
            let after = points.partition_point(|p| p[0] < x).clamp(1, points.len() - 1);
            let (a, b) = (points[after - 1], points[after]);
            let t = ((x - a[0]) / (b[0] - a[0]).max(1e-6)).clamp(0.0, 1.0);
            a[1] + (b[1] - a[1]) * t
        };
        Self::from_fn(height).softened().softened()
    }

    /// Each sample with its neighbours; the ends stay.
    pub(super) fn softened(&self) -> Self {
        let v = &self.0;
        Self(std::array::from_fn(|i| match i {
            0 | STEPS => v[i],
            _ => (v[i - 1] + 2.0 * v[i] + v[i + 1]) / 4.0,
        }))
    }

    /// The height at x; outside of `0.0..=1.0` that of the nearer end.
    pub(super) fn at(&self, x: f32) -> f32 {
        let place = x.clamp(0.0, 1.0) * STEPS as f32;
        let step = (place as usize).min(STEPS - 1);
        let t = place - step as f32;
        self.0[step] + (self.0[step + 1] - self.0[step]) * t
    }

    /// Heights of two profiles put together.
    pub(super) fn with(&self, other: &Self, f: impl Fn(f32, f32) -> f32) -> Self {
        Self(std::array::from_fn(|i| f(self.0[i], other.0[i])))
    }

    /// Points of the profile from one x to another, in the frame.
    pub(super) fn points(&self, from: f32, to: f32) -> Vec<Point> {
        let x = |step: usize| from + (to - from) * step as f32 / STEPS as f32;
        (0..=STEPS).map(x).map(|x| [x, self.at(x)]).collect()
    }

    /// The greatest height.
    pub(super) fn highest(&self) -> f32 {
        self.0.iter().copied().fold(f32::NEG_INFINITY, f32::max)
    }
}

/// Three linear equations, by elimination; the rows come from a positive definite matrix.
fn solved(mut rows: [[f32; 4]; 3]) -> [f32; 3] {
    for i in 0..3 {
        for k in i + 1..3 {
            let pivot = rows[i];
            let factor = rows[k][i] / pivot[i];
            for (cell, above) in rows[k].iter_mut().zip(pivot) {
                *cell -= factor * above;
            }
        }
    }
    let mut found = [0.0; 3];
    for i in (0..3).rev() {
        let known: f32 = (i + 1..3).map(|k| rows[i][k] * found[k]).sum();
        found[i] = (rows[i][3] - known) / rows[i][i];
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_reads_what_it_places() {
        let frame = Frame::new([0.2, 0.4], [0.5, 0.5], [0.0, -1.0]).unwrap();
        let [x, y] = frame.read(frame.place([0.3, 0.7]));
        assert!((x - 0.3).abs() < 1e-5 && (y - 0.7).abs() < 1e-5, "{x} {y}");
        assert!(frame.place([0.5, 1.0])[1] < 0.4, "up is towards the forehead");
        assert_eq!(Frame::new([0.2; 2], [0.2; 2], [0.0, -1.0]), None);
        assert_eq!(Frame::new([f32::NAN; 2], [0.2; 2], [0.0, -1.0]), None);
    }

    #[test]
    fn an_arch_is_found_among_jitter() {
        let truth = |x: f32| x * (1.0 - x) * (0.8 + 0.3 * x);
        let jitter = |i: usize| 0.01 * [1.0, -1.0][i % 2];
        let points: Vec<Point> = (0..9)
            .map(|i| i as f32 / 8.0)
            .enumerate()
            .map(|(i, x)| [x, truth(x) + jitter(i)])
            .collect();
        let arch = Profile::arch(&points);
        for i in 0..=20 {
            let x = i as f32 / 20.0;
            assert!((arch.at(x) - truth(x)).abs() < 0.012, "{x}: {} for {}", arch.at(x), truth(x));
        }
        assert_eq!((arch.at(0.0), arch.at(1.0)), (0.0, 0.0));
        assert!(Profile::arch(&[[0.5, 0.0]; 9]).highest().abs() < 1e-4);
    }
}
