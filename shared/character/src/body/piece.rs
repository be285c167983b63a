//! One piece of a part (a panel of cloth, a finger, a plate): its outline, and what is painted on
//! it. Light comes from the upper left.

use crate::drawing::{Layer, Paint, Shape};
use crate::geometry::{
    CONTOUR, Knot, Path, Point, Profile, SWELL, between, closed, normals, profile_at, pt, sample,
    taper,
};
use crate::pen::Pen;
use crate::style::Role;

/// Where the light does not reach.
const DARK: Point = pt(0.80, 0.60);
/// The canvas heights between which the ambient light grows.
const AMBIENT: (f32, f32) = (700.0, 2100.0);
/// How much of the ambient light cloth takes at its lowest.
const AMBIENT_SHARE: f32 = 0.6;

/// A closed outline of one role, and the shapes painted on it so far, back to front.
pub struct Piece<'a> {
    pen: &'a Pen,
    role: Role,
    outline: Path,
    shapes: Vec<(Shape, Bounded)>,
}

/// Whether a shape ends at the outline of its piece.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bounded {
    Inside,
    Free,
}

impl<'a> Piece<'a> {
    /// A piece in the lit tone of its role.
    pub fn new(pen: &'a Pen, outline: Path, role: Role) -> Self {
        let fill = Shape::new(outline.clone(), ambient(pen, role)).role(role);
        Self { pen, role, outline, shapes: vec![(fill, Bounded::Free)] }
    }

    /// The same from knots.
    pub fn of(pen: &'a Pen, knots: &[Knot], role: Role) -> Self {
        Self::new(pen, closed(knots), role)
    }

    fn add(mut self, shape: Shape, bounded: Bounded) -> Self {
        self.shapes.push((shape, bounded));
        self
    }

    /// Form shadow: all is in shade but what the outline covers when it is moved towards the
    /// light by (`x`, `y`).
    pub fn lit(self, x: f32, y: f32) -> Self {
        let flank = self.pen.manner().flank;
        let lit = self.outline.shifted(-x * flank, -y * flank);
        let dark = Shape::new(self.outline.clone(), self.pen.tones.shade(self.role));
        let light = self.pen.shade(lit, ambient(self.pen, self.role)).role(self.role);
        self.add(dark, Bounded::Free).add(light, Bounded::Inside)
    }

    /// All of it in shade: the inside of a hood, the back of a skirt.
    pub fn dark(self) -> Self {
        let shape = Shape::new(self.outline.clone(), self.pen.tones.shade(self.role));
        self.add(shape, Bounded::Free)
    }

    /// A region in shade.
    pub fn shade(self, path: Path) -> Self {
        let shape = self.pen.shade(path, self.pen.tones.shade(self.role));
        self.add(shape, Bounded::Inside)
    }

    /// A region in the deepest tone; weaker where the style has two tones only.
    pub fn deep(self, path: Path) -> Self {
        let opacity = if self.pen.has_three_tones() { 0.75 } else { 0.55 };
        let shape = self.pen.shade(path, self.pen.tones.deep(self.role)).opacity(opacity);
        self.add(shape, Bounded::Inside)
    }

    /// A region in the light, in styles with three tones.
    pub fn light(self, path: Path) -> Self {
        if !self.pen.has_three_tones() {
            return self;
        }
        let shape = self.pen.shade(path, self.pen.tones.light(self.role)).opacity(0.8);
        self.add(shape, Bounded::Inside)
    }

    /// A region in the colour of another role.
    pub fn inlay(self, path: Path, role: Role) -> Self {
        let shape = Shape::new(path, ambient(self.pen, role)).role(role);
        self.add(shape, Bounded::Inside)
    }

    /// A region of another role in its shade.
    pub fn inlay_dark(self, path: Path, role: Role) -> Self {
        let shape = Shape::new(path, self.pen.tones.shade(role)).role(role);
        self.add(shape, Bounded::Inside)
    }

    /// A region in a given colour.
    pub fn paint(self, path: Path, paint: impl Into<Paint>, opacity: f32) -> Self {
        self.add(Shape::new(path, paint).opacity(opacity), Bounded::Inside)
    }

    /// A fold: a line, and beside it on the dark side a wedge of shade, `reach` wide.
    pub fn fold(self, points: &[Point], width: f32, reach: f32) -> Self {
        self.dent(points, reach).crease(points, width)
    }

    /// A wedge of shade without a line.
    pub fn dent(self, points: &[Point], reach: f32) -> Self {
        let reach = reach * self.pen.manner().flank;
        self.shade(wedge(points, reach))
    }

    /// A tapered line inside the piece.
    pub fn crease(self, points: &[Point], width: f32) -> Self {
        self.inner_line(points, width, CONTOUR, 0.92)
    }

    /// A line that keeps its weight: a seam.
    pub fn seam(self, points: &[Point], width: f32) -> Self {
        self.inner_line(points, width, SWELL, 0.8)
    }

    fn inner_line(self, points: &[Point], width: f32, profile: Profile, opacity: f32) -> Self {
        let colour = self.pen.tones.line(self.role);
        let shape = self.pen.fine(points, width, colour, profile).opacity(opacity);
        self.add(shape, Bounded::Inside)
    }

    /// A band of another role along `points` (a stripe, piping).
    pub fn band(self, points: &[Point], width: f32, role: Role) -> Self {
        let path = taper(points, width, crate::geometry::EVEN);
        self.inlay(path, role)
    }

    /// Rim light inside the far edge that `points` follow, in styles that have one.
    pub fn rim(self, points: &[Point], width: f32) -> Self {
        let (colour, opacity) = self.pen.manner().rim;
        if opacity <= 0.0 {
            return self;
        }
        let colour = self.pen.tones.base(self.role).mix(colour, opacity);
        let shape = Shape::new(taper(points, width * 2.0, SWELL), colour).opacity(0.9);
        self.add(shape, Bounded::Inside)
    }

    /// The outer contour along `points`.
    pub fn contour(self, points: &[Point], width: f32) -> Self {
        self.contour_as(points, width, EDGE)
    }

    /// The outer contour with a given profile.
    pub fn contour_as(self, points: &[Point], width: f32, profile: Profile) -> Self {
        let shape = self.pen.ink(points, width, self.pen.tones.line(self.role), profile);
        self.add(shape, Bounded::Free)
    }

    /// Puts what was painted on a layer.
    pub fn onto(self, layer: &mut Layer) {
        let clip = layer.clip(self.outline);
        for (shape, bounded) in self.shapes {
            layer.add(if bounded == Bounded::Inside { shape.within(clip) } else { shape });
        }
    }
}

/// The profile of outer contours: alive, but never gone where pieces meet.
const EDGE: Profile = &[(0.0, 0.55), (0.22, 0.78), (0.55, 1.0), (0.82, 0.78), (1.0, 0.55)];

/// The lit tone of a role, running into the style's ambient light towards the feet.
fn ambient(pen: &Pen, role: Role) -> Paint {
    let base = pen.tones.base(role);
    let (colour, share) = pen.manner().ambient;
    if !pen.manner().gradients || share <= 0.0 || role == Role::Skin {
        return Paint::Solid(base);
    }
    Paint::down(
        AMBIENT.0,
        AMBIENT.1,
        &[(0.0, base), (1.0, base.mix(colour, share * AMBIENT_SHARE))],
    )
}

/// The region between a line and the same line bowed towards the dark side by `reach`.
fn wedge(points: &[Point], reach: f32) -> Path {
    let line = sample(points, 10);
    let normals = normals(&line);
    let last = (line.len() - 1) as f32;
    let bow = |(i, (&p, &n)): (usize, (&Point, &Point))| {
        let facing = if n.x * DARK.x + n.y * DARK.y < 0.0 { -1.0 } else { 1.0 };
        p + n * (facing * reach * profile_at(CONTOUR, i as f32 / last))
    };
    let bowed: Vec<Point> = line.iter().zip(&normals).enumerate().map(bow).collect();
    between(&line, &bowed)
}
