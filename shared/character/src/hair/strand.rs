//! One clump: fill, shaded flank, halo, light sliver, rim, inner strands and tapered edges.

use super::halo;
use crate::drawing::{Clip, Layer, Paint, Shape};
use crate::geometry::noise::Random;
use crate::geometry::{BELLY, CONTOUR, Clump, HAIR_EDGE, Knot, Path, Point, Profile, between, pt};
use crate::pen::Pen;
use crate::style::{Colour, Role, Style, WHITE, hex};

/// A clump as the tables have it: spine and half width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lock {
    pub(super) spine: &'static [(f32, f32)],
    pub(super) width: f32,
    pub(super) belly: Profile,
}

/// Where the light comes from: the upper left, a little more from the left than from above.
const LIGHT: Point = pt(-0.8, -0.6);

/// A lock with the usual belly.
pub(super) const fn lock(spine: &'static [(f32, f32)], width: f32) -> Lock {
    Lock { spine, width, belly: BELLY }
}

impl Lock {
    pub(super) const fn belly(self, belly: Profile) -> Self {
        Self { belly, ..self }
    }

    /// The clump; u = 1 is its lit edge.
    pub(super) fn clump(&self, mirrored: bool) -> Clump {
        let turn = |x: f32| if mirrored { 2.0 * crate::AXIS - x } else { x };
        let spine: Vec<Point> = self.spine.iter().map(|&(x, y)| pt(turn(x), y)).collect();
        Clump::new(&spine, self.width, self.belly).facing(LIGHT)
    }
}

/// How a clump is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    /// Whether it lies behind the head, in the shade of what is before it.
    pub(super) behind: bool,
    /// Where along the clump its contour is born.
    pub(super) contour_from: f32,
    /// Width of the contour.
    pub(super) contour: f32,
    /// Inner strand lines.
    pub(super) strands: u8,
    /// Whether its flank is shaded.
    pub(super) shade: bool,
    /// Whether it carries a piece of the halo, and its index among its neighbours.
    pub(super) halo: Option<usize>,
    /// Whether light falls on its near edge.
    pub(super) light: bool,
    /// Whether the light from behind catches its far edge.
    pub(super) rim: bool,
}

impl How {
    /// Bangs and everything before the head.
    pub(super) const FRONT: Self = Self {
        behind: false,
        contour_from: 0.26,
        contour: 5.4,
        strands: 2,
        shade: true,
        halo: None,
        light: true,
        rim: false,
    };
    /// Everything behind the head.
    pub(super) const BACK: Self =
        Self { behind: true, contour_from: 0.3, contour: 6.4, light: false, ..Self::FRONT };
}

/// Paints and colours shared by all clumps of a head of hair, so that seams vanish.
pub(super) struct Dye {
    pub(super) lit: Paint,
    pub(super) shaded: Paint,
    pub(super) behind: Paint,
    pub(super) behind_shaded: Paint,
    pub(super) deep: Colour,
    pub(super) line: Colour,
    pub(super) light: Colour,
}

impl Dye {
    /// The dye of hair that reaches down to `bottom`.
    pub(super) fn new(pen: &Pen, bottom: f32) -> Self {
        let (t, m) = (&pen.tones, pen.manner());
        let (hair, shade, deep) = (t.base(Role::Hair), t.shade(Role::Hair), t.deep(Role::Hair));
        let (tip, tip_shade) = (t.base(Role::HairTip), t.shade(Role::HairTip));
        let run = |y: f32, stops: [(f32, Colour); 4], flat: Colour| -> Paint {
            if m.gradients { Paint::down(y, bottom, &stops) } else { flat.into() }
        };
        let crown = hair.mix(shade, 0.35);
        let light = if t.pale_hair() {
            hair.mix(WHITE, 0.95).mix(tip, 0.12)
        } else {
            hair.mix(tip, 0.45).mix(WHITE, 0.42)
        };
        Self {
            lit: run(
                110.0,
                [(0.0, crown), (0.18, hair), (0.55, hair), (1.0, hair.mix(tip, 0.85))],
                hair,
            ),
            shaded: run(
                110.0,
                [(0.0, shade), (0.3, shade), (0.55, shade), (1.0, shade.mix(tip_shade, 0.7))],
                shade,
            ),
            behind: run(
                300.0,
                [
                    (0.0, deep),
                    (0.35, shade.mix(deep, 0.3)),
                    (0.6, shade),
                    (1.0, shade.mix(tip, 0.4)),
                ],
                shade.mix(hair, if pen.style() == Style::BoldCel { 0.0 } else { 0.12 }),
            ),
            behind_shaded: run(
                300.0,
                [(0.0, deep), (0.4, deep), (0.7, deep.mix(shade, 0.3)), (1.0, shade)],
                deep,
            ),
            deep: deep.mix(shade, 0.25),
            line: t.line(Role::Hair),
            light,
        }
    }
}

/// Draws one clump onto a layer, inside `outer` if there is one.
pub(super) fn clump(
    layer: &mut Layer,
    pen: &Pen,
    dye: &Dye,
    clump: &Clump,
    how: &How,
    outer: Option<Clip>,
) {
    let outline = clump.outline();
    let inside = layer.clip(outline.clone());
    let mut put = |shape: Shape, clipped: bool| {
        let shape = if clipped { shape.within(inside) } else { shape };
        layer.add(match outer {
            Some(outer) => shape.within(outer),
            None => shape,
        });
    };
    let (fill, shaded) =
        if how.behind { (&dye.behind, &dye.behind_shaded) } else { (&dye.lit, &dye.shaded) };
    put(Shape::new(outline, fill.clone()).role(Role::Hair), false);
    let m = pen.manner();
    if how.shade {
        let opacity = if pen.has_three_tones() { 0.9 } else { 1.0 };
        put(pen.shade(flank(clump, m.flank), shaded.clone()).opacity(opacity), true);
    }
    if m.brushed {
        bristles(pen, dye, clump, how).into_iter().for_each(|shape| put(shape, true));
    }
    if let Some(piece) = how.halo.and_then(|index| halo::piece(clump, index)) {
        let soft = if m.brushed { 1.6 } else { 0.0 };
        put(Shape::new(piece, dye.light).opacity(m.halo).softened(soft), true);
    }
    if how.light && pen.has_three_tones() {
        put(Shape::new(clump.band((0.42, 0.94), 0.86, 0.58), dye.light).opacity(0.5), true);
    }
    if how.rim && m.rim.1 > 0.0 {
        let inner = -1.0 + 11.0 / clump.half_width().max(6.0);
        let band = clump.band((0.18, 0.99), -1.08, inner);
        put(Shape::new(band, m.rim.0).opacity(m.rim.1), true);
    }
    strands(pen, dye, clump, how).into_iter().for_each(|shape| put(shape, false));
}

/// The shade on the side away from the light; it wraps the tip.
fn flank(clump: &Clump, breadth: f32) -> Path {
    let q = breadth;
    let inner = [
        (0.17, -1.08),
        (0.3, -0.94 + 0.45 * q),
        (0.5, -0.62 + 0.3 * q),
        (0.72, -0.40 + 0.3 * q),
        (0.9, 0.15 * q),
        (1.0, 0.0),
    ];
    let inner: Vec<Point> = inner.iter().map(|&(t, u)| clump.at(t, u)).collect();
    between(&inner, &clump.edge(-1.3, 0.17, 1.0))
}

/// Inner strands and the two edges, which are born after the root and meet in the tip.
fn strands(pen: &Pen, dye: &Dye, clump: &Clump, how: &How) -> Vec<Shape> {
    let mut shapes = Vec::new();
    let faint = if pen.manner().brushed { 0.6 } else { 1.0 };
    if how.strands > 0 {
        let line = clump.edge(0.30, 0.50, 0.93);
        shapes.push(pen.fine(&line, 3.4, dye.line, CONTOUR).opacity(0.7 * faint));
    }
    if how.strands > 1 {
        let line = clump.edge(-0.28, 0.30, 0.80);
        shapes.push(pen.fine(&line, 3.0, dye.line, CONTOUR).opacity(0.55 * faint));
    }
    let from = how.contour_from;
    shapes.push(pen.ink(&clump.edge(1.0, from, 1.0), how.contour, dye.line, HAIR_EDGE));
    shapes.push(pen.ink(&clump.edge(-1.0, from, 1.0), how.contour * 1.12, dye.line, HAIR_EDGE));
    shapes
}

/// Brush hairs along the clump: what makes Painterly painted.
fn bristles(pen: &Pen, dye: &Dye, clump: &Clump, how: &How) -> Vec<Shape> {
    let t = &pen.tones;
    let place = clump.at(0.5, 0.0);
    let mut random = Random::new((place.x * 31.0 + place.y * 7.0).abs() as u64);
    let (hair, shade) = (t.base(Role::Hair), t.shade(Role::Hair));
    let lights = [hair.mix(dye.light, 0.65), hair.mix(hex(0xFF_E9C8), 0.35), hair.mix(WHITE, 0.18)];
    let depth = if t.pale_hair() { 0.1 } else { 0.4 };
    let darks = [shade.mix(t.deep(Role::Hair), depth), shade, shade.mix(hair, 0.3)];
    let count = ((clump.half_width() / 6.0) as usize).clamp(3, 9);
    (0..count)
        .map(|_| {
            let u = random.between(-0.85, 0.9);
            let lit = u > random.between(-0.5, 0.5) && !how.behind;
            let colour = *random.pick(if lit { &lights } else { &darks });
            let start = random.between(0.10, 0.5);
            let end = (start + random.between(0.25, 0.5)).min(0.97);
            let swell = u + random.between(0.08, 0.26);
            Shape::new(clump.band((start, end), u, swell), colour)
                .opacity(random.between(0.28, 0.6))
                .softened(0.5)
        })
        .collect()
}

/// Knots from a table of (x, y, corner).
pub(super) fn knots_of(table: &[(f32, f32, bool)], mirrored: bool) -> Vec<Knot> {
    let turn = |x: f32| if mirrored { 2.0 * crate::AXIS - x } else { x };
    table.iter().map(|&(x, y, corner)| Knot { at: pt(turn(x), y), corner }).collect()
}
