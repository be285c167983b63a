//! The iris: ring, gradient, cap, crescent, ticks, pupil and highlights.

use super::shape::{Eyes, curves};
use crate::Side;
use crate::drawing::{Category, Layer, Paint, Shape, z};
use crate::geometry::{Affine, CONTOUR, Path, Point, c, closed, pt, s, taper};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Colour, Role, Style, WHITE, hex};

/// Width of the dark ring.
const RING: f32 = 4.2;

/// Where an iris lies on the canvas.
#[derive(Clone, Copy, Debug)]
pub(super) struct Disc {
    centre: Point,
    rx: f32,
    ry: f32,
}

impl Disc {
    pub(super) fn of(eyes: &Eyes, side: Side) -> Self {
        let [x, y, rx, ry] = curves(eyes.shape).iris;
        let centre = side.place().apply(eyes.place().apply(pt(x, y)));
        // An iris is round: it does not take all of the eye's own stretch.
        let (w, h) = (0.5 + 0.5 * eyes.width, 0.5 + 0.5 * eyes.opening);
        Self { centre, rx: rx * w, ry: ry * h }
    }

    /// From the unit disc to the canvas.
    fn at(&self, x: f32, y: f32) -> Point {
        self.centre + pt(x * self.rx, y * self.ry)
    }

    fn ellipse(&self, x: f32, y: f32, rx: f32, ry: f32) -> Path {
        Path::ellipse(self.at(x, y), rx * self.rx, ry * self.ry)
    }
}

/// The colours of one iris.
struct Tint {
    base: Colour,
    glow: Colour,
    deep: Colour,
    ring: Colour,
    pupil: Colour,
}

impl Tint {
    fn of(look: &Look, pen: &Pen, side: Side) -> Self {
        let t = &pen.tones;
        let (mut base, mut glow) = (t.base(Role::Iris), t.base(Role::IrisGlow));
        if look.eyes.odd && side == Side::Right {
            let turn = |colour: Colour| {
                let [hue, saturation, light] = colour.to_hsl();
                Colour::from_hsl([hue + 150.0, saturation, light])
            };
            (base, glow) = (turn(base), turn(glow));
        }
        let tint = pen.manner().shade.iris;
        let deep = base.multiply(tint).multiply(hex(0x8A_84B0));
        let ring = deep.multiply(hex(0xA8_9CC0));
        Self { base, glow, deep, ring, pupil: ring.multiply(hex(0x7A_6C90)) }
    }
}

/// Iris, pupil and highlights of one side; the iris and its company are clipped to the eye white.
pub(super) fn layers(look: &Look, pen: &Pen, side: Side) -> Vec<Layer> {
    let disc = Disc::of(&look.eyes, side);
    let tint = Tint::of(look, pen, side);
    let letter = side.letter();
    let layer = |part: &str, z: f32, depth: f32| {
        Layer::new(side.eye(), "open", &format!("{part}_{letter}"), z)
            .depth(depth)
            .bone(&format!("eye_{letter}"), disc.centre)
            .clip_to(&format!("eyewhite_{letter}"))
    };
    let mut iris = layer("irides", z::IRIS, 1.08);
    body(&mut iris, pen, disc, &tint);
    let mut pupil = layer("pupil", z::PUPIL, 1.08);
    pupil.add(Shape::new(disc.ellipse(0.0, 0.03, 0.40, 0.44), tint.pupil));
    if pen.has_three_tones() {
        // A breath of light in the pupil's lower half keeps it from being a hole.
        let glow = tint.base.mix(tint.pupil, 0.35);
        let light = [(0.0, glow.with_alpha(0.9)), (1.0, glow.with_alpha(0.0))];
        let light = Paint::radial(disc.at(0.0, 0.42), disc.rx * 0.36, disc.ry * 0.34, &light);
        let clip = pupil.clip(disc.ellipse(0.0, 0.03, 0.40, 0.44));
        pupil.add(Shape::new(disc.ellipse(0.0, 0.42, 0.36, 0.34), light).within(clip));
    }
    let mut highlights = layer("highlight", z::HIGHLIGHT, 1.07);
    highlights.extend(lights(pen, disc, &tint));
    vec![iris, pupil, highlights]
}

fn body(layer: &mut Layer, pen: &Pen, disc: Disc, tint: &Tint) {
    let inner = disc.inset(RING);
    let whole = Path::ellipse(disc.centre, disc.rx, disc.ry);
    let inside = Path::ellipse(inner.centre, inner.rx, inner.ry);
    layer.add(Shape::new(whole, tint.ring));
    let clip = layer.clip(inside.clone());
    let (top, bottom) = (disc.centre.y - disc.ry, disc.centre.y + disc.ry);
    let fill: Paint = if pen.manner().gradients {
        let upper = tint.base.multiply(hex(0xB8_B4D0));
        let steps = [(0.0, tint.deep), (0.38, upper), (0.62, tint.base), (1.0, tint.glow)];
        Paint::down(top, bottom, &steps)
    } else {
        tint.base.into()
    };
    layer.add(Shape::new(inside, fill).role(Role::Iris));
    if pen.style() == Style::BoldCel {
        // A second flat tone where other styles have a gradient.
        let lower = disc.ellipse(0.0, 0.62, 0.86, 0.62);
        layer.add(Shape::new(lower, tint.base.mix(tint.glow, 0.45)).within(clip));
    }
    let opacity = if pen.has_three_tones() { 0.80 } else { 0.92 };
    layer.add(Shape::new(cap(disc), tint.deep).opacity(opacity).within(clip));
    layer.add(Shape::new(crescent(disc), tint.glow).within(clip).role(Role::IrisGlow));
    let tick = tint.glow.mix(WHITE, 0.25);
    let strength = if pen.has_three_tones() { 0.6 } else { 0.35 };
    for degrees in [-74.0_f32, -50.0, -26.0, 0.0, 26.0, 50.0, 74.0] {
        let (sin, cos) = degrees.to_radians().sin_cos();
        let ends = [disc.at(sin * 0.46, cos * 0.48 + 0.04), disc.at(sin * 0.80, cos * 0.84)];
        let width = 3.8 - degrees.abs() * 0.012;
        layer.add(Shape::new(taper(&ends, width, CONTOUR), tick).opacity(strength).within(clip));
    }
    if pen.has_three_tones() {
        let rim = [c(-0.97, 0.05), s(-0.78, 0.62), s(-0.3, 0.95), c(0.1, 1.0)];
        let back = [s(-0.25, 0.86), s(-0.68, 0.55)];
        let knots: Vec<_> = (rim.iter().chain(&back))
            .map(|knot| knot.mapped(Affine::scale(disc.rx, disc.ry)))
            .map(|knot| knot.mapped(Affine::shift(disc.centre.x, disc.centre.y)))
            .collect();
        let bounce = pen.manner().rim.0.mix(tint.glow, 0.3);
        layer.add(Shape::new(closed(&knots), bounce).opacity(0.55).within(clip));
    }
}

/// The shade that the lid throws on the upper iris, with a curved lower edge.
fn cap(disc: Disc) -> Path {
    let (left, right) = (disc.at(-1.2, 0.0), disc.at(1.2, 0.0));
    let (cx, cy, ry) = (disc.centre.x, disc.centre.y, disc.ry);
    let half = disc.rx * 0.5;
    closed(&[
        c(left.x, cy - ry * 1.2),
        c(right.x, cy - ry * 1.2),
        c(right.x, cy - ry * 0.10),
        s(cx + half, cy - ry * 0.27),
        s(cx, cy - ry * 0.32),
        s(cx - half, cy - ry * 0.27),
        c(left.x, cy - ry * 0.10),
    ])
}

/// The pale crescent at the bottom.
fn crescent(disc: Disc) -> Path {
    let at = |x: f32, y: f32| disc.at(x, y);
    let knot = |corner: bool, p: Point| crate::geometry::Knot { at: p, corner };
    closed(&[
        knot(true, at(-0.80, 0.34)),
        knot(false, at(-0.42, 0.63)),
        knot(false, at(0.0, 0.71)),
        knot(false, at(0.42, 0.63)),
        knot(true, at(0.80, 0.34)),
        knot(false, at(0.55, 0.80)),
        knot(false, at(0.0, 0.93)),
        knot(false, at(-0.55, 0.80)),
    ])
}

/// Highlights are not mirrored: the light is one.
fn lights(pen: &Pen, disc: Disc, tint: &Tint) -> Vec<Shape> {
    let main = Path::ellipse(pt(0.0, 0.0), disc.rx * 0.31, disc.ry * 0.25);
    let place = disc.at(-0.36, -0.36);
    let main = main
        .transformed(Affine::turn(-18.0, pt(0.0, 0.0)))
        .transformed(Affine::shift(place.x, place.y));
    let mut shapes = vec![
        Shape::new(main, WHITE),
        Shape::new(disc.ellipse(0.42, 0.44, 0.16, 0.13), WHITE).opacity(0.95),
    ];
    if pen.has_three_tones() {
        shapes.push(Shape::new(disc.ellipse(0.38, -0.32, 0.09, 0.08), WHITE).opacity(0.75));
        shapes.push(Shape::new(disc.ellipse(0.18, 0.68, 0.06, 0.05), WHITE).opacity(0.8));
        let soft = tint.glow.mix(WHITE, 0.5);
        shapes.push(Shape::new(disc.ellipse(-0.44, 0.50, 0.10, 0.08), soft).opacity(0.7));
    }
    shapes
}

impl Disc {
    fn inset(self, by: f32) -> Self {
        Self { rx: self.rx - by, ry: self.ry - by, ..self }
    }
}

impl Side {
    /// The category of this side's eye.
    pub(crate) fn eye(self) -> Category {
        match self {
            Self::Left => Category::EyeL,
            Self::Right => Category::EyeR,
        }
    }
}
