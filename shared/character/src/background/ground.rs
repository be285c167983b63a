//! How a style paints a ground: fields, facets, discs, dots, sparkles, leaves.

use crate::drawing::{Layer, Paint, Shape};
use crate::geometry::{CONTOUR, Knot, Path, Point, closed, noise, pt, taper};
use crate::pen::Pen;
use crate::style::{Colour, Style, WHITE};

/// The part of the canvas that a background covers: bust and full figure, in any format.
pub(super) const MIN: Point = pt(-700.0, -300.0);
pub(super) const MAX: Point = pt(1724.0, 2360.0);

/// A layer of ground being painted.
pub(super) struct Ground<'a> {
    pub(super) pen: &'a Pen,
    pub(super) layer: Layer,
}

impl Ground<'_> {
    /// One of the style's four ground colours.
    pub(super) fn colour(&self, index: usize) -> Colour {
        self.pen.manner().ground[index % 4]
    }

    pub(super) fn style(&self) -> Style {
        self.pen.style()
    }

    fn put(&mut self, path: Path, paint: impl Into<Paint>, opacity: f32) {
        self.layer.add(Shape::new(path, paint).opacity(opacity));
    }

    /// The whole field, from `top` to `low` where the style has gradients.
    pub(super) fn field(&mut self, top: Colour, low: Colour) {
        let path = Path::rectangle(MIN.x, MIN.y, MAX.x, MAX.y);
        if self.pen.manner().gradients {
            let stops = [(0.0, top), (0.5, top.mix(low, 0.55)), (1.0, low)];
            self.put(path, Paint::linear(pt(200.0, -80.0), pt(820.0, 1300.0), &stops), 1.0);
        } else {
            self.put(path, top, 1.0);
        }
    }

    /// A flat region; its edge wanders in Painterly.
    pub(super) fn region(&mut self, path: Path, colour: Colour, opacity: f32) {
        if self.pen.manner().brushed {
            let path = noise::wandering(&path, 16.0, 90.0, 40.0, 5);
            self.layer.add(Shape::new(path, colour).opacity(opacity).softened(5.0));
        } else {
            self.put(path, colour, opacity);
        }
    }

    /// A facet with straight edges.
    pub(super) fn facet(&mut self, corners: &[(f32, f32)], colour: Colour, opacity: f32) {
        let corners: Vec<Point> = corners.iter().map(|&(x, y)| pt(x, y)).collect();
        self.region(Path::polygon(&corners), colour, opacity);
    }

    /// A folded ridge along `tops` down to `low`: each slope has a lit and a shaded side.
    pub(super) fn ridge(&mut self, tops: &[(f32, f32)], low: f32, lit: Colour, dark: Colour) {
        for (index, pair) in tops.windows(2).enumerate() {
            let ((x0, y0), (x1, y1)) = (pair[0], pair[1]);
            let rising = y1 < y0;
            let colour = if rising { lit } else { dark };
            let bend = x0 + (x1 - x0) * if index % 2 == 0 { 0.42 } else { 0.6 };
            self.facet(&[(x0, y0), (x1, y1), (x1, low), (x0, low)], colour, 1.0);
            // A second crease catches a little light.
            let mid = y0 + (y1 - y0) * (bend - x0) / (x1 - x0);
            let crease = if rising { colour.mix(WHITE, 0.10) } else { colour.mix(lit, 0.4) };
            let foot = (y0.max(y1) + low) * 0.5;
            self.facet(&[(bend, mid), (x1, y1), (x1, low.min(foot + 260.0))], crease, 1.0);
        }
    }

    /// A disc with the style's edge: glow, flat, wash or key line.
    pub(super) fn disc(&mut self, centre: Point, radius: f32, colour: Colour) {
        match self.style() {
            Style::Vibrant => {
                let stops = [
                    (0.0, colour.with_alpha(0.95)),
                    (0.72, colour.with_alpha(0.55)),
                    (1.0, colour.with_alpha(0.0)),
                ];
                let path = Path::circle(centre, radius * 1.25);
                self.put(path, Paint::radial(centre, radius * 1.25, radius * 1.25, &stops), 1.0);
                self.put(Path::circle(centre, radius * 0.86), WHITE, 0.14);
            }
            Style::BoldCel => {
                let ink = self.colour(2);
                self.put(Path::circle(centre, radius + 16.0), ink, 1.0);
                self.put(Path::circle(centre, radius), colour, 1.0);
            }
            Style::Painterly => self.region(Path::circle(centre, radius), colour, 0.85),
            Style::WarmCel => self.put(Path::circle(centre, radius), colour, 1.0),
        }
    }

    /// Rows of dots that shrink downwards from (`x0`, `y0`).
    pub(super) fn dots(&mut self, y0: f32, rows: usize, colour: Colour, opacity: f32) {
        let mut all = Path::default();
        for row in 0..rows {
            let radius = 13.0 - 13.0 * row as f32 / rows as f32;
            if radius < 1.2 {
                continue;
            }
            let shift = if row % 2 == 0 { 0.0 } else { 21.0 };
            for column in 0..58 {
                let at = pt(MIN.x + column as f32 * 42.0 + shift, y0 + row as f32 * 26.0);
                all.extend(Path::circle(at, radius));
            }
        }
        self.put(all, colour, opacity);
    }

    /// A four-pointed sparkle.
    pub(super) fn sparkle(&mut self, at: Point, size: f32, colour: Colour) {
        let k = size * 0.12;
        let point = |x: f32, y: f32| at + pt(x, y);
        let corners = [
            point(0.0, -size),
            point(k, -k),
            point(size * 0.7, 0.0),
            point(k, k),
            point(0.0, size),
            point(-k, k),
            point(-size * 0.7, 0.0),
            point(-k, -k),
        ];
        self.put(Path::polygon(&corners), colour, 0.9);
    }

    /// A folded crystal: a square on its corner in three facets.
    pub(super) fn crystal(&mut self, at: Point, size: f32, colour: Colour) {
        let p = |x: f32, y: f32| at + pt(x, y) * size;
        self.put(
            Path::polygon(&[p(0.0, -1.0), p(1.0, 0.0), p(0.0, 1.0), p(-1.0, 0.0)]),
            WHITE,
            0.13,
        );
        self.put(Path::polygon(&[p(0.0, -1.0), p(1.0, 0.0), p(0.0, 0.1)]), colour, 0.42);
        self.put(Path::polygon(&[p(-1.0, 0.0), p(0.0, 0.1), p(0.0, 1.0)]), WHITE, 0.10);
    }

    /// A leaf along a spine, with a lighter half.
    pub(super) fn leaf(&mut self, spine: &[Point], width: f32, colour: Colour, opacity: f32) {
        let path = taper(spine, width, CONTOUR);
        self.region(path, colour, opacity);
        let vein = taper(spine, width * 0.07, CONTOUR);
        self.put(vein, colour.mix(WHITE, 0.35), opacity * 0.8);
    }

    /// A paper crane, flying; `size` is half its span, negative `turn` climbs.
    pub(super) fn crane(&mut self, at: Point, size: f32, turn: f32, paper: Colour, back: Colour) {
        let (sin, cos) = turn.to_radians().sin_cos();
        let p = |x: f32, y: f32| at + pt(x * cos - y * sin, x * sin + y * cos) * size;
        let shade = paper.multiply(back.mix(WHITE, 0.55));
        let facets = [
            ([p(-0.05, 0.1), p(-0.72, -0.62), p(0.16, -0.04)], shade),
            ([p(0.0, 0.12), p(0.22, -0.92), p(0.34, 0.02)], paper),
            ([p(0.34, 0.02), p(0.22, -0.92), p(0.48, 0.0)], shade),
            ([p(-0.05, 0.1), p(0.42, 0.0), p(0.2, 0.34)], paper),
            ([p(0.2, 0.34), p(0.42, 0.0), p(0.5, 0.16)], back),
            ([p(0.40, 0.02), p(1.0, -0.30), p(0.46, 0.18)], back),
            ([p(1.0, -0.30), p(1.16, -0.16), p(0.92, -0.22)], shade),
            ([p(-0.05, 0.1), p(-1.0, -0.06), p(0.12, 0.24)], back),
        ];
        for (corners, colour) in facets {
            self.put(Path::polygon(&corners), colour, 1.0);
        }
    }

    /// A cloud of overlapping rounds, almost flat below, round at both ends.
    pub(super) fn cloud(&mut self, at: Point, size: f32, colour: Colour, opacity: f32) {
        let p = |x: f32, y: f32| at + pt(x, y) * size;
        let knot = |at: Point, corner: bool| Knot { at, corner };
        let mut knots = vec![knot(p(-1.02, 0.34), false), knot(p(-1.30, 0.24), false)];
        // Each round leaves a notch where it meets the next.
        let rounds =
            [(-1.0, 0.04, 0.36), (-0.52, -0.2, 0.42), (0.06, -0.34, 0.52), (0.64, -0.12, 0.42)];
        for (x, y, r) in rounds.into_iter().chain([(1.06, 0.06, 0.32)]) {
            knots.push(knot(p(x - r, y + 0.05), x > -0.9));
            for (dx, dy) in [(-0.7, -0.72), (0.0, -1.0), (0.7, -0.72)] {
                knots.push(knot(p(x + dx * r, y + dy * r), false));
            }
        }
        // The underside sags a little between its ends.
        let under = [(1.40, 0.08), (1.34, 0.25), (1.06, 0.34), (0.62, 0.33), (0.30, 0.40)];
        knots.extend(under.map(|(x, y)| knot(p(x, y), false)));
        knots.extend([(-0.10, 0.35), (-0.58, 0.40)].map(|(x, y)| knot(p(x, y), false)));
        self.region(closed(&knots), colour, opacity);
    }

    /// What each style scatters over a ground: crystals and sparkles, nothing, washes, dots.
    pub(super) fn season(&mut self) {
        match self.style() {
            Style::Vibrant => {
                let tint = self.colour(3);
                for (x, y, size) in [
                    (140.0, 190.0, 54.0),
                    (880.0, 150.0, 34.0),
                    (930.0, 520.0, 70.0),
                    (90.0, 640.0, 36.0),
                    (-180.0, 420.0, 60.0),
                    (1220.0, 300.0, 44.0),
                    (120.0, 1300.0, 60.0),
                    (940.0, 1600.0, 44.0),
                ] {
                    self.crystal(pt(x, y), size, tint);
                }
                for (x, y, size) in [
                    (210.0, 330.0, 26.0),
                    (826.0, 250.0, 20.0),
                    (850.0, 640.0, 16.0),
                    (160.0, 520.0, 12.0),
                    (330.0, 130.0, 12.0),
                    (730.0, 96.0, 10.0),
                    (60.0, 1060.0, 18.0),
                    (960.0, 1180.0, 22.0),
                    (1300.0, 760.0, 20.0),
                    (-260.0, 820.0, 20.0),
                ] {
                    self.sparkle(pt(x, y), size, WHITE);
                }
            }
            Style::BoldCel => {
                let ink = self.colour(2);
                self.dots(-280.0, 26, ink, 0.16);
            }
            Style::Painterly => {
                let (a, b) = (self.colour(3), self.colour(2));
                for (x, y, r, colour) in [
                    (240.0, 260.0, 260.0, b),
                    (820.0, 220.0, 240.0, a),
                    (860.0, 760.0, 260.0, b),
                    (120.0, 860.0, 240.0, a),
                    (900.0, 1500.0, 320.0, b),
                    (60.0, 1700.0, 300.0, a),
                ] {
                    let shape =
                        Shape::new(Path::circle(pt(x, y), r), colour).opacity(0.38).softened(46.0);
                    self.layer.add(shape);
                }
            }
            Style::WarmCel => {}
        }
    }
}
