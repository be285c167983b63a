//! What holds hair together, and hair that is held: ties, bun, braid.

use super::Hand;
use super::strand::{How, clump, lock};
use super::style::BackHair;
use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{
    Affine, Clump, LONG_BELLY, Path, Point, Profile, SWELL, c, closed, mapped, pt, s,
};
use crate::style::Role;

pub(super) fn layers(hand: &Hand<'_>) -> Vec<Layer> {
    match hand.hair.back {
        BackHair::Ponytail => vec![band(hand, 1, pt(676.0, 132.0), 62.0)],
        BackHair::TwinTails => {
            vec![bow(hand, 1, pt(302.0, 212.0), -24.0), bow(hand, 2, pt(722.0, 212.0), 24.0)]
        }
        BackHair::Braid => braid(hand),
        BackHair::Bun => bun(hand),
        _ => Vec::new(),
    }
}

fn tie(hand: &Hand<'_>, index: usize, z: f32, at: Point) -> Layer {
    let at = place(hand).apply(at);
    let name = format!("hair_tie_{index}");
    Layer::new(Category::BackHair, hand.hair.back.label(), &name, z).depth(0.85).bone("head", at)
}

fn place(hand: &Hand<'_>) -> Affine {
    if hand.hair.mirrored { Affine::mirror(crate::AXIS) } else { Affine::IDENTITY }
}

/// A ring of cloth seen from the side, turned by `degrees`.
fn band(hand: &Hand<'_>, index: usize, at: Point, degrees: f32) -> Layer {
    let mut layer = tie(hand, index, z::BACK_HAIR_NEAR - 0.5, at);
    let by = Affine::turn(degrees, pt(0.0, 0.0)).then(Affine::shift(at.x, at.y)).then(place(hand));
    ring(hand, &mut layer, by);
    layer
}

fn ring(hand: &Hand<'_>, layer: &mut Layer, by: Affine) {
    let (pen, t) = (hand.pen, &hand.pen.tones);
    let outline = [
        s(-36.0, -10.0),
        s(0.0, -16.0),
        s(36.0, -10.0),
        s(42.0, 2.0),
        s(34.0, 12.0),
        s(0.0, 8.0),
        s(-34.0, 12.0),
        s(-42.0, 2.0),
    ];
    let path = closed(&mapped(&outline, by));
    let clip = layer.clip(path.clone());
    layer.add(pen.base(path, Role::Accent));
    let under = [c(-44.0, 4.0), s(0.0, -2.0), c(44.0, 2.0), c(44.0, 20.0), c(-44.0, 20.0)];
    layer.add(pen.shade(closed(&mapped(&under, by)), t.shade(Role::Accent)).within(clip));
    let line = t.line(Role::Accent);
    let around: Vec<Point> =
        (outline.iter().chain(&outline[..1])).map(|k| by.apply(k.at)).collect();
    layer.add(pen.ink(&around, 5.0, line, SWELL));
    for x in [-18.0, 2.0, 20.0] {
        let fold = [pt(x, -12.0), pt(x + 3.0, -2.0), pt(x, 7.0)].map(|p| by.apply(p));
        layer.add(pen.fine(&fold, 3.4, line, SWELL).opacity(0.7));
    }
}

/// A bow at the root of a tail.
fn bow(hand: &Hand<'_>, index: usize, at: Point, degrees: f32) -> Layer {
    let (pen, t) = (hand.pen, &hand.pen.tones);
    let mut layer = tie(hand, index, z::BACK_HAIR_NEAR + 8.0, at);
    let by = Affine::turn(degrees, pt(0.0, 0.0)).then(Affine::shift(at.x, at.y)).then(place(hand));
    let line = t.line(Role::Accent);
    let loop_of = [
        c(0.0, 0.0),
        s(-4.0, -26.0),
        s(-26.0, -54.0),
        c(-42.0, -50.0),
        s(-46.0, -30.0),
        c(-34.0, -12.0),
        s(-18.0, -2.0),
    ];
    let fold = [
        c(0.0, 0.0),
        s(-16.0, -18.0),
        c(-38.0, -34.0),
        s(-44.0, -24.0),
        c(-32.0, -8.0),
        s(-14.0, 0.0),
    ];
    for (turn, tone) in [(8.0, Role::Accent), (128.0, Role::Accent)] {
        let by = Affine::turn(turn, pt(0.0, 0.0)).then(by);
        let path = closed(&mapped(&loop_of, by));
        let clip = layer.clip(path.clone());
        layer.add(pen.base(path, tone));
        layer.add(pen.shade(closed(&mapped(&fold, by)), t.shade(tone)).within(clip));
        let around: Vec<Point> =
            (loop_of.iter().chain(&loop_of[..1])).map(|k| by.apply(k.at)).collect();
        layer.add(pen.ink(&around, 4.6, line, SWELL));
    }
    let knot = Path::ellipse(by.apply(pt(0.0, 0.0)), 11.0, 10.0);
    layer.add(Shape::new(Path::ellipse(by.apply(pt(0.0, 0.0)), 13.5, 12.5), line));
    layer.add(pen.base(knot, Role::Accent));
    let light = Path::ellipse(by.apply(pt(-3.0, -3.0)), 4.0, 3.0);
    layer.add(Shape::new(light, t.light(Role::Accent)));
    layer
}

const LOBE: Profile = &[(0.0, 0.3), (0.25, 0.9), (0.5, 1.0), (0.8, 0.7), (1.0, 0.1)];

/// A braid over the right shoulder: lobes that cross, and a tuft below the tie.
fn braid(hand: &Hand<'_>) -> Vec<Layer> {
    let path = lock(
        &[(610.0, 540.0), (668.0, 616.0), (694.0, 700.0), (696.0, 790.0), (684.0, 876.0)],
        38.0,
    )
    .belly(LONG_BODY)
    .clump(hand.hair.mirrored);
    let mut layer =
        hand.swinging(Category::BackHair, "back_hair_braid", z::EARS - 2.0, 0.95, &path);
    let how = How { contour: 5.6, contour_from: 0.0, strands: 2, ..How::FRONT };
    let tuft = Clump::new(
        &[
            path.at(0.96, 0.0),
            path.at(1.0, 0.0) + pt(-2.0, 30.0),
            path.at(1.0, 0.0) + pt(-14.0, 78.0),
        ],
        26.0,
        LONG_BELLY,
    );
    clump(&mut layer, hand.pen, &hand.dye, &tuft, &how, None);
    const LOBES: usize = 9;
    for i in 0..LOBES {
        let t = i as f32 / LOBES as f32;
        let side = if i % 2 == 0 { 1.0 } else { -1.0 };
        let step = 1.0 / LOBES as f32;
        let spine = [
            path.at(t - step * 0.4, side * 0.9),
            path.at(t + step * 0.5, side * 0.62),
            path.at(t + step * 1.5, -side * 0.18),
            path.at(t + step * 1.9, -side * 0.5),
        ];
        let lobe = Clump::new(&spine, 27.0 - 9.0 * t, LOBE).facing(pt(-0.8, -0.6));
        clump(&mut layer, hand.pen, &hand.dye, &lobe, &how, None);
    }
    let end = path.at(0.985, 0.0);
    let mut knot = tie(hand, 1, z::EARS - 1.5, pt(0.0, 0.0));
    knot.bone = layer.bone.clone();
    knot.anchor = layer.anchor;
    knot.chain = layer.chain.clone();
    ring(hand, &mut knot, Affine::scale(0.52, 0.9).then(Affine::shift(end.x, end.y)));
    vec![layer, knot]
}

const LONG_BODY: Profile = &[(0.0, 0.9), (0.4, 1.0), (0.8, 0.8), (1.0, 0.55)];

/// A bun on top: a ball of three turns, with a tie at its foot.
fn bun(hand: &Hand<'_>) -> Vec<Layer> {
    let (pen, dye) = (hand.pen, &hand.dye);
    let by = place(hand);
    let centre = pt(548.0, 84.0);
    let mut layer = Layer::new(
        Category::BackHair,
        hand.hair.back.label(),
        "back_hair_bun",
        z::BACK_HAIR_NEAR + 1.0,
    )
    .depth(0.8)
    .bone("head", by.apply(centre));
    let ball = Path::ellipse(centre, 80.0, 64.0).transformed(by);
    let clip = layer.clip(ball.clone());
    layer.add(Shape::new(ball, dye.lit.clone()).role(Role::Hair));
    let turns: [&[(f32, f32)]; 4] = [
        &[(478.0, 118.2), (480.0, 64.2), (540.0, 28.2), (606.0, 48.0)],
        &[(500.0, 139.8), (512.0, 87.6), (560.0, 58.8), (622.0, 80.4)],
        &[(540.0, 143.4), (560.0, 111.0), (596.0, 98.4), (630.0, 111.0)],
        &[(470.0, 91.2), (500.0, 46.2), (556.0, 21.0), (590.0, 30.0)],
    ];
    for (i, spine) in turns.into_iter().enumerate() {
        let body = lock(spine, [26.0, 26.0, 20.0, 12.0][i]).belly(LOBE).clump(hand.hair.mirrored);
        let how = How { contour: 4.6, contour_from: 0.05, strands: 2, ..How::FRONT };
        clump(&mut layer, pen, dye, &body, &how, Some(clip));
    }
    let shade = closed(&mapped(
        &[
            c(640.0, 40.0),
            s(624.0, 100.0),
            s(560.0, 128.0),
            c(480.0, 118.0),
            c(480.0, 150.0),
            c(660.0, 150.0),
        ],
        by,
    ));
    layer.add(pen.shade(shade, dye.shaded.clone()).opacity(0.8).within(clip));
    let around: Vec<Point> = (0..=16)
        .map(|i| {
            let (sin, cos) = (i as f32 * 22.5 + 90.0).to_radians().sin_cos();
            by.apply(centre + pt(80.0 * cos, 64.0 * sin))
        })
        .collect();
    layer.add(pen.ink(&around, 8.0, dye.line, SWELL));
    vec![layer, band(hand, 1, pt(546.0, 118.0), 2.0)]
}
