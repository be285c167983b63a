//! A cloud of curls: rounded tufts in two rings around the head.

use super::Hand;
use super::strand::{How, clump};
use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{
    CONTOUR, Clump, Path, Point, Profile, SWELL, between, c, closed, noise::Random, pt, s,
};
use crate::style::Role;

/// The middle of the cloud.
const CENTRE: Point = pt(512.0, 340.0);

/// The tufts of the outer ring, then those of the inner one.
pub(super) fn layers(hand: &Hand<'_>) -> Vec<Layer> {
    let mut random = Random::new(11);
    let mut layers = Vec::new();
    let rings = [(240.0, 146.0_f32, 13, 60.0), (196.0, 150.0, 12, 54.0)];
    for (ring, (distance, reach, count, size)) in rings.into_iter().enumerate() {
        for i in 0..count {
            let share = i as f32 / (count - 1) as f32;
            let angle = (share * 2.0 - 1.0) * reach + random.between(-3.0, 3.0);
            let (sin, cos) = angle.to_radians().sin_cos();
            let far = distance + random.between(-10.0, 10.0);
            let at = CENTRE + pt(sin * far * 1.02, -cos * far * 1.08);
            let radius = size * random.between(0.86, 1.14);
            let name = format!("back_hair_near_{}", ring * 13 + i + 1);
            layers.push(tuft(hand, &name, (at, radius, angle), ring));
        }
    }
    layers
}

fn tuft(hand: &Hand<'_>, name: &str, (at, radius, angle): (Point, f32, f32), ring: usize) -> Layer {
    let (pen, dye) = (hand.pen, &hand.dye);
    let out = (at - CENTRE).unit();
    let spine = Clump::new(&[CENTRE.towards(at, 0.7), at, at + out * radius], radius, ROUND);
    let z = z::BACK_HAIR_NEAR + ring as f32 + 0.01 * radius;
    let mut layer = hand.swinging(Category::BackHair, name, z, 0.7, &spine);
    let ball = Path::ellipse(at, radius, radius * 0.94);
    let clip = layer.clip(ball.clone());
    layer.add(Shape::new(ball, dye.lit.clone()).role(Role::Hair));
    let turn = |x: f32, y: f32| at + pt(x, y) * radius;
    let shade = closed(&[
        corner(turn(1.0, -0.5)),
        soft(turn(0.62, 0.3)),
        soft(turn(0.0, 0.62)),
        corner(turn(-0.8, 0.5)),
        corner(turn(-0.6, 1.2)),
        corner(turn(1.2, 1.2)),
    ]);
    layer.add(pen.shade(shade, dye.shaded.clone()).opacity(0.9).within(clip));
    let light = between(
        &[turn(-0.78, 0.16), turn(-0.70, -0.36), turn(-0.28, -0.74), turn(0.2, -0.76)],
        &[turn(-0.78, 0.16), turn(-0.54, -0.28), turn(-0.20, -0.58), turn(0.2, -0.76)],
    );
    layer.add(Shape::new(light, dye.light).opacity(0.65).within(clip));
    // A spiral inside, opening towards the outside of the cloud.
    let hand_of = if angle < 0.0 { -1.0 } else { 1.0 };
    let spiral: Vec<Point> = (0..9)
        .map(|i| {
            let (sin, cos) = (i as f32 * 46.0 * hand_of + angle).to_radians().sin_cos();
            turn(sin * (0.74 - 0.07 * i as f32), -cos * (0.74 - 0.07 * i as f32))
        })
        .collect();
    layer.add(pen.fine(&spiral, 4.2, dye.line, CONTOUR).opacity(0.75));
    let edge: Vec<Point> = (0..=12)
        .map(|i| {
            let degrees = angle - 128.0 + 256.0 * i as f32 / 12.0;
            let (sin, cos) = degrees.to_radians().sin_cos();
            turn(sin, -cos * 0.94)
        })
        .collect();
    layer.add(pen.ink(&edge, 6.0, dye.line, SWELL));
    let wisp =
        Clump::new(&[turn(0.2, -0.6), turn(0.7, -0.2), turn(0.86, 0.4)], radius * 0.16, ROUND);
    let how = How { contour: 3.6, strands: 0, shade: false, light: false, ..How::FRONT };
    clump(&mut layer, pen, dye, &wisp, &how, Some(clip));
    layer
}

const ROUND: Profile = &[(0.0, 0.4), (0.4, 1.0), (0.7, 0.8), (1.0, 0.0)];

fn corner(p: Point) -> crate::geometry::Knot {
    c(p.x, p.y)
}

fn soft(p: Point) -> crate::geometry::Knot {
    s(p.x, p.y)
}
