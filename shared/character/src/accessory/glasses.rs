//! Glasses in three shapes.

use super::Accessory;
use crate::body::trunk::mirrored_knots;
use crate::drawing::{Layer, Shape};
use crate::geometry::{Affine, EVEN, Knot, OUT, Path, Point, closed, mapped, places, pt, s, taper};
use crate::pen::Pen;
use crate::style::{Role, WHITE};

/// Centre of the left lens.
const LENS: Point = pt(418.0, 436.0);

pub(super) fn draw(pen: &Pen, layer: &mut Layer, kind: Accessory) {
    let outline = outline(kind);
    let frame = if kind == Accessory::RoundGlasses { Role::Accent } else { Role::Trim };
    let weight = 0.55 + 0.45 * pen.manner().line_weight;
    let width = if kind == Accessory::RoundGlasses { 8.0 } else { 12.0 };
    for far in [false, true] {
        let knots = if far { mirrored_knots(&outline) } else { outline.clone() };
        lens(pen, layer, &knots, kind, far);
        let mut ring = places(&knots);
        ring.push(ring[0]);
        ring.push(ring[1]);
        let line = pen.tones.line(frame);
        layer.add(Shape::new(taper(&ring, width + 4.6 * weight, EVEN), line));
        layer.add(pen.base(taper(&ring, width, EVEN), frame));
        temple(pen, layer, far, width, frame);
    }
    let bridge = [pt(482.0, 424.0), pt(498.0, 412.0), pt(526.0, 412.0), pt(542.0, 424.0)];
    layer.add(Shape::new(taper(&bridge, width + 4.4 * weight, EVEN), pen.tones.line(frame)));
    layer.add(pen.base(taper(&bridge, width, EVEN), frame));
}

fn outline(kind: Accessory) -> Vec<Knot> {
    let at = |x: f32, y: f32| s(LENS.x + x, LENS.y + y);
    match kind {
        Accessory::RoundGlasses => (0..16)
            .map(|i| {
                let (sin, cos) = (i as f32 * std::f32::consts::TAU / 16.0).sin_cos();
                at(cos * 80.0, sin * 76.0)
            })
            .collect(),
        Accessory::SquareGlasses => vec![
            at(-80.0, -44.0),
            at(-66.0, -58.0),
            at(0.0, -62.0),
            at(62.0, -56.0),
            at(74.0, -42.0),
            at(70.0, 20.0),
            at(56.0, 52.0),
            at(0.0, 60.0),
            at(-56.0, 54.0),
            at(-76.0, 24.0),
        ],
        _ => vec![
            at(-86.0, -48.0),
            at(-40.0, -60.0),
            at(30.0, -58.0),
            at(72.0, -46.0),
            at(76.0, -16.0),
            at(54.0, 42.0),
            at(8.0, 64.0),
            at(-44.0, 56.0),
            at(-80.0, 10.0),
        ],
    }
}

fn lens(pen: &Pen, layer: &mut Layer, knots: &[Knot], kind: Accessory, far: bool) {
    let glass = closed(knots);
    let clip = layer.clip(glass.clone());
    let dark = kind == Accessory::Sunglasses;
    if dark {
        layer.add(Shape::new(glass, pen.tones.deep(Role::Trim)).opacity(0.93).role(Role::Trim));
        let low = closed(&mapped(knots, Affine::shift(6.0, 62.0)));
        layer.add(Shape::new(low, pen.tones.base(Role::Accent)).opacity(0.30).within(clip));
    } else {
        layer.add(Shape::new(glass, WHITE).opacity(0.10));
    }
    // Two panes of reflected sky; the light stands at the same place for both lenses.
    let x = if far { 2.0 * crate::AXIS - LENS.x } else { LENS.x };
    let glare = |from: f32, to: f32| {
        Path::polygon(&[
            pt(x + from, 340.0),
            pt(x + to, 340.0),
            pt(x + to - 96.0, 540.0),
            pt(x + from - 96.0, 540.0),
        ])
    };
    let opacity = if dark { 0.34 } else { 0.26 };
    layer.add(Shape::new(glare(-16.0, 26.0), WHITE).opacity(opacity).within(clip));
    layer.add(Shape::new(glare(38.0, 50.0), WHITE).opacity(opacity).within(clip));
}

/// The side piece, running to the ear under the hair.
fn temple(pen: &Pen, layer: &mut Layer, far: bool, width: f32, role: Role) {
    let mirror = |p: Point| if far { pt(2.0 * crate::AXIS - p.x, p.y) } else { p };
    let line = [mirror(pt(338.0, 414.0)), mirror(pt(322.0, 404.0)), mirror(pt(306.0, 402.0))];
    layer.add(Shape::new(taper(&line, width + 4.0, OUT), pen.tones.line(role)));
    layer.add(pen.base(taper(&line, width * 0.7, OUT), role));
}
