//! Open mouths: cavity, tongue, teeth and the line of the lips, each a layer of its own.

use super::Hand;
use super::closed::chin_line;
use crate::drawing::{Layer, Shape, z};
use crate::geometry::{Knot, Path, Point, SWELL, closed, mapped, pt, taper};
use crate::style::{Role, WHITE, hex};

/// One form of the open mouth, in local units around the mouth's centre.
pub(super) struct Form {
    label: &'static str,
    /// Half of the width.
    half: f32,
    /// Height of the corners.
    corner: f32,
    /// Height of the middle of the upper lip.
    upper: f32,
    /// Height of the middle of the lower lip.
    lower: f32,
    /// 0 for an oval, 1 for a box.
    boxy: f32,
    /// Depth of the upper teeth; zero for none.
    teeth: f32,
    /// Depth of the lower teeth; zero for none.
    teeth_low: f32,
    /// How far the tongue rises from the lower lip.
    tongue: f32,
}

pub(super) const FORMS: [Form; 7] = [
    Form {
        label: "smile",
        half: 38.0,
        corner: -10.0,
        upper: -1.0,
        lower: 27.0,
        boxy: 0.55,
        teeth: 8.0,
        teeth_low: 0.0,
        tongue: 12.0,
    },
    Form {
        label: "a",
        half: 29.0,
        corner: -2.0,
        upper: -9.0,
        lower: 37.0,
        boxy: 0.42,
        teeth: 8.0,
        teeth_low: 0.0,
        tongue: 18.0,
    },
    Form {
        label: "i",
        half: 36.0,
        corner: -6.0,
        upper: -2.0,
        lower: 12.0,
        boxy: 0.85,
        teeth: 7.0,
        teeth_low: 5.0,
        tongue: 0.0,
    },
    Form {
        label: "u",
        half: 13.0,
        corner: 2.0,
        upper: -6.0,
        lower: 12.0,
        boxy: 0.3,
        teeth: 0.0,
        teeth_low: 0.0,
        tongue: 5.0,
    },
    Form {
        label: "e",
        half: 31.0,
        corner: -4.0,
        upper: -5.0,
        lower: 21.0,
        boxy: 0.7,
        teeth: 7.5,
        teeth_low: 0.0,
        tongue: 11.0,
    },
    Form {
        label: "o",
        half: 20.0,
        corner: 8.0,
        upper: -11.0,
        lower: 29.0,
        boxy: 0.28,
        teeth: 4.5,
        teeth_low: 0.0,
        tongue: 12.0,
    },
    Form {
        label: "laugh",
        half: 46.0,
        corner: -13.0,
        upper: -3.0,
        lower: 41.0,
        boxy: 0.55,
        teeth: 11.0,
        teeth_low: 0.0,
        tongue: 19.0,
    },
];

impl Form {
    /// The upper lip, left to right.
    fn upper_edge(&self) -> Vec<Point> {
        let (h, top, corner) = (self.half, self.upper, self.corner);
        let shoulder = corner + (top - corner) * 0.78;
        vec![
            pt(-h, corner),
            pt(-h * 0.52, shoulder),
            pt(0.0, top),
            pt(h * 0.52, shoulder),
            pt(h, corner),
        ]
    }

    /// The lower lip, right to left, without the corners.
    fn lower_edge(&self) -> Vec<Point> {
        let (h, low, corner) = (self.half, self.lower, self.corner);
        let side = (0.80 + 0.13 * self.boxy, corner + (low - corner) * (0.42 + 0.06 * self.boxy));
        let foot = (0.42 + 0.14 * self.boxy, corner + (low - corner) * 0.88);
        vec![
            pt(h * side.0, side.1),
            pt(h * foot.0, foot.1),
            pt(0.0, low),
            pt(-h * foot.0, foot.1),
            pt(-h * side.0, side.1),
        ]
    }

    /// The whole opening. An O has no corners.
    fn opening(&self) -> Vec<Knot> {
        let sharp = self.half > 22.0;
        let upper = self.upper_edge();
        let last = upper.len() - 1;
        let upper = upper.into_iter().enumerate();
        let upper = upper.map(|(i, at)| Knot { at, corner: sharp && (i == 0 || i == last) });
        let lower = self.lower_edge().into_iter().map(|at| Knot { at, corner: false });
        upper.chain(lower).collect()
    }
}

pub(super) fn layers(hand: &Hand<'_>, form: &Form) -> Vec<Layer> {
    let t = &hand.pen.tones;
    let place = hand.place();
    let opening = closed(&mapped(&form.opening(), place));
    let name = format!("mouth_cavity_{}", form.label);
    let mut cavity = hand.layer("mouth_cavity", form.label, z::MOUTH);
    let clip = cavity.clip(opening.clone());
    if hand.look.mouth.traits().lips {
        cavity.add(lip_rim(hand, form));
    }
    let inside = t.base(Role::Mouth);
    cavity.add(Shape::new(opening.clone(), inside).role(Role::Mouth));
    // The throat: darker towards the upper lip.
    let throat = opening.shifted(0.0, -(form.lower - form.upper) * 0.42);
    let deep = inside.multiply(hex(0xA8_7C96));
    cavity.add(Shape::new(throat, deep).opacity(0.8).within(clip));
    let mut layers = vec![cavity];
    if form.tongue > 0.0 {
        let mut tongue = hand.layer("tongue", form.label, z::MOUTH + 1.0).clip_to(&name);
        tongue_shapes(hand, form).into_iter().for_each(|shape| tongue.add(shape));
        layers.push(tongue);
    }
    if form.teeth > 0.0 {
        let mut teeth = hand.layer("teeth", form.label, z::MOUTH + 2.0).clip_to(&name);
        teeth_shapes(hand, form).into_iter().for_each(|shape| teeth.add(shape));
        layers.push(teeth);
    }
    let mut lips = hand.layer("mouth_open", form.label, z::MOUTH + 3.0);
    lip_lines(hand, form).into_iter().for_each(|shape| lips.add(shape));
    layers.push(lips);
    layers
}

fn tongue_shapes(hand: &Hand<'_>, form: &Form) -> Vec<Shape> {
    let t = &hand.pen.tones;
    let colour = t.base(Role::Lip).mix(hex(0xFF_8A8A), 0.45);
    let centre = hand.place().apply(pt(0.0, form.lower + 2.0));
    let (rx, ry) = (form.half * 0.58, form.tongue);
    let light = Path::ellipse(centre - pt(rx * 0.25, ry * 0.45), rx * 0.32, ry * 0.22);
    vec![
        Shape::new(Path::ellipse(centre, rx, ry), colour).role(Role::Lip),
        Shape::new(light, colour.mix(WHITE, 0.35)).opacity(0.6),
    ]
}

fn teeth_shapes(hand: &Hand<'_>, form: &Form) -> Vec<Shape> {
    let white = hex(0xFF_FDF8);
    let upper = form.upper_edge();
    let row = |lift: f32, depth: f32| {
        let top = upper.iter().map(|p| pt(p.x, p.y - lift));
        let sag = |p: &Point| 1.0 - (p.x / form.half).powi(2) * 0.35;
        let bottom = upper.iter().rev().map(|p| pt(p.x, p.y + depth * sag(p)));
        let knots: Vec<Knot> = (top.chain(bottom).enumerate())
            .map(|(i, at)| Knot { at, corner: matches!(i, 0 | 4 | 5 | 9) })
            .collect();
        closed(&mapped(&knots, hand.place()))
    };
    let shade = white.multiply(hand.pen.manner().shade.white);
    let mut shapes = vec![Shape::new(row(4.0, form.teeth), white)];
    shapes.push(Shape::new(row(4.0, 2.4), shade).opacity(0.8));
    if hand.look.mouth.traits().fang {
        let (x, y) = (form.half * 0.52, form.upper + (form.corner - form.upper) * 0.3);
        let tip = [
            pt(x - 6.0, y + form.teeth - 3.0),
            pt(x + 5.0, y + form.teeth - 4.0),
            pt(x, y + form.teeth + 7.0),
        ];
        shapes.push(Shape::new(Path::polygon(&tip.map(|p| hand.place().apply(p))), white));
    }
    if form.teeth_low > 0.0 {
        let lower = form.lower_edge();
        let mut knots: Vec<Knot> =
            lower.iter().map(|&at| Knot { at: at + pt(0.0, 4.0), corner: false }).collect();
        knots.extend(
            lower
                .iter()
                .rev()
                .map(|&at| Knot { at: pt(at.x, at.y - form.teeth_low * 0.7), corner: false }),
        );
        shapes.push(Shape::new(closed(&mapped(&knots, hand.place())), white.mix(shade, 0.35)));
    }
    shapes
}

fn lip_lines(hand: &Hand<'_>, form: &Form) -> Vec<Shape> {
    const UPPER: [(f32, f32); 5] = [(0.0, 0.35), (0.06, 1.0), (0.5, 0.55), (0.94, 1.0), (1.0, 0.3)];
    let (pen, line) = (hand.pen, hand.line());
    let place = hand.place();
    let to_canvas =
        |points: Vec<Point>| -> Vec<Point> { points.iter().map(|&p| place.apply(p)).collect() };
    let upper = to_canvas(form.upper_edge());
    let mut lower = vec![form.upper_edge()[4]];
    lower.extend(form.lower_edge());
    lower.push(form.upper_edge()[0]);
    let lower = to_canvas(lower);
    let weight = 0.62 + 0.38 * pen.manner().line_weight;
    vec![
        Shape::new(taper(&upper, 6.2 * weight, &UPPER), line),
        Shape::new(taper(&lower, 4.6 * weight, SWELL), line),
        chin_line(hand, form.lower + 9.0),
    ]
}

/// Lips around the opening: the opening, a little larger, in the lips' colour.
fn lip_rim(hand: &Hand<'_>, form: &Form) -> Shape {
    let t = &hand.pen.tones;
    let middle = (form.upper + form.lower) * 0.5;
    let grow = |p: Point| {
        let y = p.y + if p.y < middle { -5.0 } else { 6.0 };
        pt(p.x * 1.04, y)
    };
    let knots: Vec<Knot> = (form.opening().into_iter())
        .map(|knot| if knot.corner { knot } else { Knot { at: grow(knot.at), ..knot } })
        .collect();
    let lip = t.base(Role::Lip).mix(t.base(Role::Skin), 0.30);
    Shape::new(closed(&mapped(&knots, hand.place())), lip).opacity(0.85).role(Role::Lip)
}
