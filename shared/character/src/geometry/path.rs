//! Filled outlines made of cubic curves.

use super::point::{Affine, Point, pt};

/// One cubic curve; it begins where the one before it ended.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cubic {
    /// First handle.
    pub c1: Point,
    /// Second handle.
    pub c2: Point,
    /// End.
    pub to: Point,
}

/// One closed outline.
#[derive(Clone, Debug, PartialEq)]
pub struct Contour {
    /// Where the first curve begins, and the last one ends.
    pub start: Point,
    /// The curves in order.
    pub curves: Vec<Cubic>,
}

/// Closed outlines, filled together by the non-zero rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Path {
    /// The outlines.
    pub contours: Vec<Contour>,
}

/// A box with sides along the axes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Smallest x and y.
    pub min: Point,
    /// Largest x and y.
    pub max: Point,
}

impl Bounds {
    /// Width.
    pub fn width(self) -> f32 {
        self.max.x - self.min.x
    }

    /// Height.
    pub fn height(self) -> f32 {
        self.max.y - self.min.y
    }

    /// The smallest box around both.
    pub fn join(self, other: Self) -> Self {
        Self {
            min: pt(self.min.x.min(other.min.x), self.min.y.min(other.min.y)),
            max: pt(self.max.x.max(other.max.x), self.max.y.max(other.max.y)),
        }
    }

    /// The box with `margin` more on each side.
    pub fn grown(self, margin: f32) -> Self {
        Self { min: self.min - pt(margin, margin), max: self.max + pt(margin, margin) }
    }
}

/// Handle length of a quarter circle as a cubic, in radii.
const KAPPA: f32 = 0.552_284_8;

impl Path {
    /// Straight edges through `points`, closed.
    pub fn polygon(points: &[Point]) -> Self {
        let Some((&start, rest)) = points.split_first() else { return Self::default() };
        let mut at = start;
        let mut curves = Vec::with_capacity(points.len());
        for &to in rest.iter().chain([&start]) {
            curves.push(Cubic { c1: at.towards(to, 1.0 / 3.0), c2: at.towards(to, 2.0 / 3.0), to });
            at = to;
        }
        Self { contours: vec![Contour { start, curves }] }
    }

    /// A rectangle from (x0, y0) to (x1, y1).
    pub fn rectangle(x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        Self::polygon(&[pt(x0, y0), pt(x1, y0), pt(x1, y1), pt(x0, y1)])
    }

    /// An ellipse with radii `rx`, `ry` around `centre`.
    pub fn ellipse(centre: Point, rx: f32, ry: f32) -> Self {
        let at = |x: f32, y: f32| centre + pt(x * rx, y * ry);
        let curve = |a: (f32, f32), b: (f32, f32), to: (f32, f32)| Cubic {
            c1: at(a.0, a.1),
            c2: at(b.0, b.1),
            to: at(to.0, to.1),
        };
        let k = KAPPA;
        let curves = vec![
            curve((1.0, k), (k, 1.0), (0.0, 1.0)),
            curve((-k, 1.0), (-1.0, k), (-1.0, 0.0)),
            curve((-1.0, -k), (-k, -1.0), (0.0, -1.0)),
            curve((k, -1.0), (1.0, -k), (1.0, 0.0)),
        ];
        Self { contours: vec![Contour { start: at(1.0, 0.0), curves }] }
    }

    /// A circle.
    pub fn circle(centre: Point, radius: f32) -> Self {
        Self::ellipse(centre, radius, radius)
    }

    /// The path with every point moved by `change`.
    pub fn map(&self, change: impl Fn(Point) -> Point) -> Self {
        let contours = self.contours.iter().map(|contour| Contour {
            start: change(contour.start),
            curves: (contour.curves.iter())
                .map(|c| Cubic { c1: change(c.c1), c2: change(c.c2), to: change(c.to) })
                .collect(),
        });
        Self { contours: contours.collect() }
    }

    /// The path under an affine map.
    pub fn transformed(&self, by: Affine) -> Self {
        self.map(|p| by.apply(p))
    }

    /// The path moved by (x, y).
    pub fn shifted(&self, x: f32, y: f32) -> Self {
        self.transformed(Affine::shift(x, y))
    }

    /// The same outlines, run the other way.
    pub fn reversed(&self) -> Self {
        let contours = self.contours.iter().map(|contour| {
            let mut curves = Vec::with_capacity(contour.curves.len());
            for (i, curve) in contour.curves.iter().enumerate().rev() {
                let to = if i == 0 { contour.start } else { contour.curves[i - 1].to };
                curves.push(Cubic { c1: curve.c2, c2: curve.c1, to });
            }
            let start = contour.curves.last().map_or(contour.start, |curve| curve.to);
            Contour { start, curves }
        });
        Self { contours: contours.collect() }
    }

    /// Adds the outlines of another path.
    pub fn extend(&mut self, other: Self) {
        self.contours.extend(other.contours);
    }

    /// Both paths as one.
    pub fn with(mut self, other: Self) -> Self {
        self.extend(other);
        self
    }

    /// Whether there is nothing to fill.
    pub fn is_empty(&self) -> bool {
        self.contours.iter().all(|contour| contour.curves.is_empty())
    }

    /// Every point that occurs, handles included.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.contours.iter().flat_map(|contour| {
            let handles = contour.curves.iter().flat_map(|c| [c.c1, c.c2, c.to]);
            std::iter::once(contour.start).chain(handles)
        })
    }

    /// A box that holds the path: that of its points and handles; none for an empty path.
    pub fn bounds(&self) -> Option<Bounds> {
        self.points().map(|p| Bounds { min: p, max: p }).reduce(Bounds::join)
    }

    /// The outlines as polylines, `steps` points to a curve.
    pub fn polylines(&self, steps: usize) -> Vec<Vec<Point>> {
        let flatten = |contour: &Contour| {
            let mut at = contour.start;
            let mut line = vec![at];
            for curve in &contour.curves {
                for step in 1..=steps {
                    line.push(curve.at(at, step as f32 / steps as f32));
                }
                at = curve.to;
            }
            line
        };
        self.contours.iter().map(flatten).collect()
    }

    /// Each curve cut in `pieces`, so that a warp of its points follows the field closely.
    pub fn subdivided(&self, pieces: usize) -> Self {
        let contours = self.contours.iter().map(|contour| {
            let mut at = contour.start;
            let mut curves = Vec::with_capacity(contour.curves.len() * pieces);
            for curve in &contour.curves {
                curve.cut(at, pieces, &mut curves);
                at = curve.to;
            }
            Contour { start: contour.start, curves }
        });
        Self { contours: contours.collect() }
    }
}

impl Cubic {
    /// The point at `t` in 0 to 1 of the curve that begins at `from`.
    pub fn at(&self, from: Point, t: f32) -> Point {
        let u = 1.0 - t;
        from * (u * u * u)
            + self.c1 * (3.0 * u * u * t)
            + self.c2 * (3.0 * u * t * t)
            + self.to * (t * t * t)
    }

    /// The derivative by `t`.
    fn slope(&self, from: Point, t: f32) -> Point {
        let u = 1.0 - t;
        (self.c1 - from) * (3.0 * u * u)
            + (self.c2 - self.c1) * (6.0 * u * t)
            + (self.to - self.c2) * (3.0 * t * t)
    }

    fn cut(&self, from: Point, pieces: usize, into: &mut Vec<Self>) {
        let step = 1.0 / pieces as f32;
        for i in 0..pieces {
            let (t0, t1) = (i as f32 * step, (i + 1) as f32 * step);
            let to = if i + 1 == pieces { self.to } else { self.at(from, t1) };
            into.push(Self {
                c1: self.at(from, t0) + self.slope(from, t0) * (step / 3.0),
                c2: to - self.slope(from, t1) * (step / 3.0),
                to,
            });
        }
    }
}
