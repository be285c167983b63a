//! Closed eyes: the blink, whose lash falls on the lower lid, and the arch of a smile.

use super::shape::{Curves, curves};
use super::{lash_colour, weight};
use crate::Side;
use crate::drawing::{Layer, Shape, z};
use crate::geometry::{
    Affine, CONTOUR, Knot, OUT, Point, c, closed, mapped, normals, pt, s, sample, smooth, taper,
};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::Role;

fn layer(look: &Look, side: Side, label: &str) -> (Layer, Affine) {
    let by = look.eyes.place().then(side.place());
    let letter = side.letter();
    let name = format!("eye_close_{label}_{letter}");
    let layer = Layer::new(side.eye(), label, &name, z::EYE_CLOSED)
        .depth(1.10)
        .bone(&format!("eye_{letter}"), by.apply(pt(0.0, 0.0)))
        .hidden();
    (layer, by)
}

/// The blink: the upper lash has fallen and spread, hanging a little between the corners.
pub(super) fn blink(look: &Look, pen: &Pen, side: Side) -> Layer {
    let (mut layer, by) = layer(look, side, "closed");
    let lash = lash_colour(pen);
    let line = fallen(curves(look.eyes.shape));
    let (normals, thickness) = (normals(&line), [2.0, 5.0, 7.0, 8.5, 9.5, 9.0, 6.0]);
    let upper: Vec<Point> = (0..7).map(|i| line[i] - normals[i] * (thickness[i] * 0.5)).collect();
    let lower: Vec<Point> = (0..7).map(|i| line[i] + normals[i] * (thickness[i] * 0.5)).collect();
    let end = line[6];
    let mut knots = vec![Knot { at: line[0] + pt(-4.0, -3.0), corner: true }];
    knots.extend(smooth(&upper[1..6]));
    knots.push(c(end.x + 15.0, end.y - 3.0));
    knots.push(s(end.x + 7.0, end.y + 4.0));
    knots.push(c(end.x + 13.0, end.y + 13.0));
    knots.extend(smooth(&lower[1..6]).into_iter().rev());
    layer.add(Shape::new(closed(&mapped(&knots, by)), lash));
    for (i, reach) in [(3, 8.0), (4, 10.0)] {
        let from = line[i] + pt(6.0, 2.0);
        let ends = [from, from + pt(4.0, reach)].map(|p| by.apply(p));
        layer.add(Shape::new(taper(&ends, 4.2 * weight(pen), OUT), lash));
    }
    let crease: Vec<Point> =
        line[1..6].iter().map(|p| by.apply(pt(p.x + 2.0, p.y * 0.35 - 22.0))).collect();
    layer.add(pen.fine(&crease, 4.2, pen.tones.line(Role::Skin), CONTOUR).opacity(0.6));
    layer
}

/// Where the upper lid comes to lie: on the lower one, a little above its bottom.
fn fallen(curves: &Curves) -> Vec<Point> {
    let (inner, outer) = (curves.lid[0], curves.lid[6]);
    let bottom = curves.low[1].1.max(curves.low[2].1);
    let level = (inner.1 + outer.1) * 0.5;
    let sag = (bottom - level) * 0.62;
    (0..7)
        .map(|i| {
            let share = i as f32 / 6.0;
            let on_chord = pt(inner.0, inner.1 + 4.0).towards(pt(outer.0, outer.1 + 6.0), share);
            on_chord + pt(0.0, sag * (std::f32::consts::PI * share).sin())
        })
        .collect()
}

/// The smile: an arch, heavy in the middle, with the cheek's crease under it.
pub(super) fn smile(look: &Look, pen: &Pen, side: Side) -> Layer {
    let (mut layer, by) = layer(look, side, "smile");
    let lean = (curves(look.eyes.shape).lid[6].1 - curves(look.eyes.shape).lid[0].1) * 0.25;
    let arch = [
        c(-58.0, 29.0),
        s(-45.0, 3.0),
        s(-22.0, -16.0),
        s(4.0, -22.0),
        s(32.0, -14.0),
        s(53.0, 6.0),
        c(74.0, 19.0),
        s(65.0, 19.0),
        c(72.0, 32.0),
        s(56.0, 24.0),
        s(46.0, 17.0),
        s(28.0, 2.0),
        s(3.0, -7.0),
        s(-20.0, -3.0),
        s(-41.0, 11.0),
    ];
    let arch =
        arch.map(|knot| Knot { at: pt(knot.at.x, knot.at.y + lean * (knot.at.x / 60.0)), ..knot });
    layer.add(Shape::new(closed(&mapped(&arch, by)), lash_colour(pen)));
    let line = pen.tones.line(Role::Skin);
    let curve = |points: &[(f32, f32)]| -> Vec<Point> {
        points.iter().map(|&(x, y)| by.apply(pt(x, y))).collect()
    };
    let lid = curve(&[(-36.0, -36.0), (-4.0, -49.0), (34.0, -42.0), (55.0, -25.0)]);
    layer.add(pen.fine(&lid, 4.2, line, CONTOUR).opacity(0.65));
    let cheek = sample(&curve(&[(-30.0, 45.0), (2.0, 38.0), (36.0, 45.0)]), 8);
    layer.add(pen.fine(&cheek, 4.0, line, CONTOUR).opacity(0.5));
    layer
}
