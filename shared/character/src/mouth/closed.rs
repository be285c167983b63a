//! The closed mouth.

use super::Hand;
use crate::drawing::{Layer, Shape, z};
use crate::geometry::{CONTOUR, Path, c, closed, mapped, s, taper_in};
use crate::style::{Role, hex};

/// Heavier in the corners, with a breath in the middle.
const LINE: [(f32, f32); 7] =
    [(0.0, 0.2), (0.1, 1.0), (0.32, 0.62), (0.5, 0.75), (0.7, 0.6), (0.9, 1.0), (1.0, 0.15)];

pub(super) fn neutral(hand: &Hand<'_>) -> Layer {
    let (pen, t) = (hand.pen, &hand.pen.tones);
    let traits = hand.look.mouth.traits();
    let mut layer = hand.layer("mouth_close", "neutral", z::MOUTH + 4.0);
    let weight = 5.6 * (0.62 + 0.38 * pen.manner().line_weight);
    let [left, right] = traits.corners;
    let line = if traits.cat {
        hand.points(&[
            (-27.0, -6.0),
            (-22.0, 1.0),
            (-12.0, 4.0),
            (-4.0, 1.0),
            (0.0, -4.0),
            (4.0, 1.0),
            (12.0, 4.0),
            (22.0, 1.0),
            (27.0, -7.0),
        ])
    } else {
        hand.points(&[
            (-27.0, -left),
            (-20.0, -left * 0.25),
            (-6.0, 1.6),
            (6.0, 1.4),
            (20.0, -right * 0.2),
            (28.0, -right),
        ])
    };
    if traits.lips {
        layer.extend(lips(hand));
    } else {
        let under = closed(&mapped(
            &[c(-13.0, 12.0), s(0.0, 14.0), c(13.0, 12.0), s(0.0, 19.0)],
            hand.place(),
        ));
        layer.add(pen.shade(under, t.shade(Role::Skin)).opacity(0.9));
    }
    layer.add(Shape::new(taper_in(&line, weight, &LINE, 22), hand.line()));
    if traits.fang {
        layer.add(fang(hand));
    }
    layer
}

/// Both lips in their own colour, the upper one darker, a light on the lower.
fn lips(hand: &Hand<'_>) -> Vec<Shape> {
    let t = &hand.pen.tones;
    let place = hand.place();
    let lip = t.base(Role::Lip).mix(t.base(Role::Skin), 0.30);
    let upper = [
        c(-25.0, -2.0),
        s(-12.0, -7.0),
        s(-4.0, -9.0),
        s(0.0, -7.0),
        s(4.0, -9.0),
        s(12.0, -7.0),
        c(26.0, -3.0),
        s(10.0, 2.0),
        s(-8.0, 2.0),
    ];
    let lower =
        [c(-21.0, 0.0), s(-6.0, 2.0), s(8.0, 2.0), c(22.0, -1.0), s(11.0, 11.0), s(-9.0, 11.0)];
    let light = Path::ellipse(place.apply(crate::geometry::pt(3.0, 6.0)), 6.0, 2.2);
    let sheen = t.base(Role::Skin).mix(hex(0xFF_F4EA), 0.5);
    vec![
        Shape::new(closed(&mapped(&lower, place)), lip).opacity(0.85).role(Role::Lip),
        Shape::new(closed(&mapped(&upper, place)), lip.multiply(t.manner.shade.skin))
            .opacity(0.9)
            .role(Role::Lip),
        Shape::new(light, sheen).opacity(0.7),
    ]
}

fn fang(hand: &Hand<'_>) -> Shape {
    let tooth = [c(11.0, 1.0), c(19.0, 0.0), s(17.0, 6.0), c(15.0, 9.0), s(12.5, 5.0)];
    Shape::new(closed(&mapped(&tooth, hand.place())), hex(0xFF_FDF8))
}

/// The short line under the lower lip of an open mouth.
pub(super) fn chin_line(hand: &Hand<'_>, y: f32) -> Shape {
    let line = hand.points(&[(-13.0, y), (0.0, y + 2.0), (13.0, y)]);
    hand.pen.fine(&line, 4.0, hand.line(), CONTOUR).opacity(0.45)
}
