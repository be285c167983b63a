//! The crown: the cap under the bangs, strands from the whorl, the skull's line, stray strands.

use super::front;
use super::strand::{How, clump, knots_of, lock};
use super::style::{BackHair, Hair, SideHair};
use super::{Hand, oriented};
use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{
    Affine, CONTOUR, Clump, Knot, Path, Profile, SWELL, c, closed, mapped, places, pt, s, taper,
};
use crate::style::{Role, WHITE};
use crate::{AXIS, Side};

/// The dome from the left temple over the top to the right temple; a true dome, never flat.
const DOME: [(f32, f32, bool); 11] = [
    (308.0, 388.0, true),
    (293.0, 326.0, false),
    (297.0, 258.0, false),
    (323.0, 186.0, false),
    (373.0, 130.0, false),
    (438.0, 96.0, false),
    (514.0, 83.0, false),
    (588.0, 95.0, false),
    (650.0, 130.0, false),
    (699.0, 188.0, false),
    (726.0, 260.0, false),
];
const DOME_END: [(f32, f32, bool); 2] = [(731.0, 328.0, false), (716.0, 388.0, true)];

fn dome_knots(hair: &Hair) -> Vec<Knot> {
    let mut knots = knots_of(&DOME, hair.mirrored);
    knots.extend(knots_of(&DOME_END, hair.mirrored));
    mapped(&knots, closeness(hair))
}

/// Shaved sides lie close to the skull.
fn closeness(hair: &Hair) -> Affine {
    let width = if hair.side == SideHair::Shaved { 0.955 } else { 1.0 };
    Affine::shift(-AXIS, 0.0).then(Affine::scale(width, 1.0)).then(Affine::shift(AXIS, 0.0))
}

/// The dome alone, closed straight from temple to temple.
pub(super) fn dome(hair: &Hair) -> Path {
    oriented(closed(&dome_knots(hair)))
}

fn hairline(hair: &Hair) -> Vec<Knot> {
    mapped(&knots_of(front::hairline(hair.front), hair.mirrored), closeness(hair))
}

/// The cap: the dome, with the hairline as its lower edge.
pub(super) fn cap(hand: &Hand<'_>) -> Path {
    let mut knots = dome_knots(&hand.hair);
    knots.extend(hairline(&hand.hair));
    oriented(closed(&knots))
}

pub(super) fn layers(hand: &Hand<'_>) -> Vec<Layer> {
    let mut layers = vec![inner(hand), crown(hand)];
    if hand.hair.side == SideHair::Shaved {
        layers.extend(Side::BOTH.map(|side| shaved(hand, side)));
    }
    layers.extend(strays(hand));
    layers
}

/// The cap under the bangs, dark along the hairline.
fn inner(hand: &Hand<'_>) -> Layer {
    let (pen, dye) = (hand.pen, &hand.dye);
    let mut layer =
        Layer::new(Category::InnerHair, hand.hair.front.label(), "hair_cap", z::INNER_HAIR)
            .depth(1.12);
    let path = cap(hand);
    let clip = layer.clip(path.clone());
    layer.add(Shape::new(path, dye.lit.clone()).role(Role::Hair));
    let open = hand.hair.front == super::FrontHair::Open;
    let shade = if open {
        closed(&[
            c(300.0, 420.0),
            s(322.0, 300.0),
            s(392.0, 206.0),
            s(512.0, 180.0),
            s(632.0, 206.0),
            s(702.0, 300.0),
            c(724.0, 420.0),
            s(662.0, 330.0),
            s(512.0, 210.0),
            s(362.0, 330.0),
        ])
    } else {
        closed(&[
            c(324.0, 400.0),
            s(330.0, 300.0),
            s(420.0, 232.0),
            s(512.0, 216.0),
            s(610.0, 232.0),
            s(700.0, 300.0),
            c(700.0, 400.0),
            s(512.0, 300.0),
        ])
    };
    layer.add(pen.shade(shade, dye.shaded.clone()).opacity(0.9).within(clip));
    if open {
        combed(hand, &mut layer);
    }
    let hairline = places(&hairline(&hand.hair));
    layer.add(pen.fine(&hairline, 4.4, dye.line, SWELL).opacity(0.9));
    layer
}

/// Strands combed from the hairline to the crown, with a halo across them.
fn combed(hand: &Hand<'_>, layer: &mut Layer) {
    let (pen, dye) = (hand.pen, &hand.dye);
    let clip = layer.clip(cap(hand));
    for (i, spine) in COMBED.iter().enumerate() {
        let body = lock(spine, 34.0).clump(hand.hair.mirrored);
        if let Some(piece) = super::halo::piece(&body, i) {
            layer.add(Shape::new(piece, dye.light).opacity(pen.manner().halo).within(clip));
        }
    }
    for i in 0..13 {
        let share = i as f32 / 12.0;
        let angle = (-82.0 + 164.0 * share).to_radians();
        let (sin, cos) = angle.sin_cos();
        let from = pt(AXIS + sin * 158.0, 372.0 - cos * 158.0);
        let bend = pt(AXIS + sin * 206.0, 352.0 - cos * 222.0);
        let to = pt(534.0 + sin * 60.0, 112.0 - cos * 8.0);
        let reach = [0.62, 1.0, 0.8][i % 3];
        let end = bend.towards(to, 0.35 * reach);
        let width = [3.0, 4.4, 3.6][i % 3];
        layer.add(
            pen.fine(&[from, bend.towards(from, 0.35), end], width, dye.line, OUTWARD)
                .opacity(0.7)
                .within(clip),
        );
    }
}

/// Where combed hair carries its halo: from the crown to the hairline.
const COMBED: [&[(f32, f32)]; 6] = [
    &[(520.0, 100.0), (440.0, 110.0), (352.0, 200.0), (330.0, 330.0)],
    &[(524.0, 100.0), (460.0, 124.0), (396.0, 190.0), (372.0, 300.0)],
    &[(528.0, 100.0), (490.0, 140.0), (444.0, 190.0), (428.0, 280.0)],
    &[(534.0, 100.0), (520.0, 150.0), (500.0, 200.0), (496.0, 270.0)],
    &[(538.0, 100.0), (570.0, 150.0), (584.0, 200.0), (590.0, 276.0)],
    &[(542.0, 100.0), (600.0, 130.0), (636.0, 200.0), (648.0, 300.0)],
];

const OUTWARD: Profile = &[(0.0, 1.0), (0.4, 0.8), (1.0, 0.0)];

/// Over the bangs' roots: strands that leave the whorl, wedges of shade between them, the line of
/// the skull, and the light from above.
fn crown(hand: &Hand<'_>) -> Layer {
    let (pen, dye) = (hand.pen, &hand.dye);
    let mut layer =
        Layer::new(Category::FrontHair, hand.hair.front.label(), "hair_crown", z::CROWN)
            .depth(1.15);
    let mirrored = hand.hair.mirrored;
    let clip = layer.clip(dome(&hand.hair));
    for (i, lock) in front::locks(hand.hair.front).iter().enumerate() {
        if lock.width < 20.0 {
            continue;
        }
        let body = lock.clump(mirrored);
        let reach = [0.40, 0.30, 0.36][i % 3];
        let wedge = body.band((0.03, reach), -1.0, -0.45);
        layer.add(pen.shade(wedge, dye.shaded.clone()).opacity(0.75).within(clip));
        let strand = body.edge(0.25, 0.04, reach * 0.9);
        layer.add(pen.fine(&strand, 3.0, dye.line, CONTOUR).opacity(0.45).within(clip));
        let parting = body.edge(-1.0, 0.05, reach * 0.85);
        layer.add(pen.fine(&parting, 3.6, dye.line, CONTOUR).opacity(0.7).within(clip));
    }
    over_dome(hand).iter().enumerate().for_each(|(i, body)| {
        let width = [4.2, 3.2, 3.6][i % 3];
        layer.add(
            pen.fine(&body.edge(0.0, 0.10, 0.86), width, dye.line, CONTOUR)
                .opacity(0.55)
                .within(clip),
        );
        let shade = body.band((0.14, 0.9), 0.0, -1.0);
        layer.add(pen.shade(shade, dye.shaded.clone()).opacity(0.6).within(clip));
    });
    if pen.has_three_tones() {
        let glow = closed(&mapped(
            &[
                c(340.0, 214.0),
                s(384.0, 150.0),
                s(450.0, 112.0),
                c(520.0, 100.0),
                s(452.0, 126.0),
                s(392.0, 166.0),
            ],
            crate::geometry::Affine::IDENTITY,
        ));
        let light = dye.light.mix(WHITE, 0.15);
        layer.add(Shape::new(glow, light).opacity(0.34).softened(4.0).within(clip));
    }
    outline(hand, &mut layer);
    layer
}

/// Clumps that run from the whorl over the dome to the temples.
fn over_dome(hand: &Hand<'_>) -> Vec<Clump> {
    let (x, y) = front::root(hand.hair.front);
    let root = pt(if hand.hair.mirrored { 2.0 * AXIS - x } else { x }, y - 14.0);
    let mut clumps = Vec::new();
    for side in [-1.0_f32, 1.0] {
        for (inset, drop) in [(16.0, 0.62), (40.0, 0.52), (70.0, 0.40)] {
            let along = |degrees: f32| {
                let (sin, cos) = degrees.to_radians().sin_cos();
                pt(AXIS + side * (216.0 - inset) * sin, 312.0 - (228.0 - inset * 0.9) * cos)
            };
            let spine = [root, along(28.0), along(52.0), along(76.0 + 24.0 * drop)];
            clumps.push(Clump::new(&spine, 9.0, SLIVER).facing(pt(-0.8, -0.6)));
        }
    }
    clumps
}

const SLIVER: Profile = &[(0.0, 0.2), (0.3, 0.9), (0.55, 1.0), (0.8, 0.6), (1.0, 0.0)];

/// The skull's contour: one heavy-light-heavy sweep on each side, open at the whorl.
fn outline(hand: &Hand<'_>, layer: &mut Layer) {
    let points = places(&dome_knots(&hand.hair));
    const LEFT: Profile = &[(0.0, 0.0), (0.25, 0.9), (0.6, 0.7), (0.9, 0.5), (1.0, 0.0)];
    const RIGHT: Profile = &[(0.0, 0.0), (0.25, 0.6), (0.6, 1.0), (1.0, 0.0)];
    let (pen, line) = (hand.pen, hand.dye.line);
    layer.add(pen.ink(&points[..8], 8.0, line, LEFT));
    layer.add(pen.ink(&points[6..], 8.6, line, RIGHT));
}

/// The shaved side: a soft patch of stubble from temple to ear.
fn shaved(hand: &Hand<'_>, side: Side) -> Layer {
    let name = format!("side_hair_{}_1", side.letter());
    let z = z::INNER_HAIR - 0.5;
    let mut layer = Layer::new(Category::SideHair, hand.hair.side.label(), &name, z).depth(1.0);
    let patch = closed(&mapped(
        &[
            c(650.0, 290.0),
            s(712.0, 300.0),
            s(715.0, 372.0),
            c(706.0, 404.0),
            s(686.0, 420.0),
            s(676.0, 446.0),
            c(669.0, 476.0),
            s(662.0, 420.0),
            s(654.0, 360.0),
        ],
        side.place(),
    ));
    let t = &hand.pen.tones;
    let stubble = t.shade(Role::Hair);
    let fade = [(0.0, stubble), (0.3, stubble.with_alpha(0.92)), (1.0, stubble.with_alpha(0.25))];
    let clip = layer.clip(patch.clone());
    // Stubble lets the skin through, and nothing else.
    layer.add(Shape::new(patch.clone(), t.shade(Role::Skin)).role(Role::Skin));
    layer.add(Shape::new(patch, crate::drawing::Paint::down(350.0, 480.0, &fade)).role(Role::Hair));
    for i in 0..9 {
        let (x, y) = (664.0 + (i % 3) as f32 * 9.0, 306.0 + i as f32 * 14.0);
        let ends = [pt(x, y), pt(x - 5.0, y + 12.0)].map(|p| side.place().apply(p));
        let hairline = Shape::new(taper(&ends, 2.6, CONTOUR), hand.dye.line);
        layer.add(hairline.opacity(0.5).within(clip));
    }
    layer
}

/// Strands that leave the outline: two that follow the skull, and one that stands up.
fn strays(hand: &Hand<'_>) -> Vec<Layer> {
    // They step the outline of the crown: a smooth dome is a helmet.
    const HUGGING: [(&[(f32, f32)], f32); 5] = [
        (&[(600.0, 118.0), (668.0, 136.0), (726.0, 204.0)], 10.0),
        (&[(424.0, 126.0), (354.0, 146.0), (302.0, 218.0)], 10.0),
        (&[(548.0, 106.0), (484.0, 84.0), (408.0, 102.0), (352.0, 142.0)], 11.0),
        (&[(526.0, 104.0), (600.0, 90.0), (664.0, 122.0), (704.0, 168.0)], 10.0),
        (&[(330.0, 200.0), (296.0, 256.0), (284.0, 318.0), (278.0, 360.0)], 11.0),
    ];
    const STANDING: [(&[(f32, f32)], f32); 2] = [
        (&[(520.0, 128.0), (518.0, 84.0), (556.0, 56.0), (608.0, 78.0)], 14.0),
        (&[(540.0, 124.0), (556.0, 96.0), (590.0, 92.0), (614.0, 108.0)], 9.0),
    ];
    const BELLY: Profile = &[(0.0, 0.8), (0.4, 1.0), (0.75, 0.6), (1.0, 0.0)];
    let how = How {
        shade: true,
        strands: 0,
        light: false,
        contour: 5.0,
        contour_from: 0.0,
        ..How::FRONT
    };
    let mut layers = Vec::new();
    if !matches!(hand.hair.back, BackHair::Spiky | BackHair::Curly | BackHair::Close) {
        for (i, (spine, width)) in HUGGING.into_iter().enumerate() {
            let body = lock(spine, width).belly(BELLY).clump(hand.hair.mirrored);
            let name = format!("stray_{}", i + 1);
            let mut layer =
                hand.swinging(Category::BackHair, &name, z::BACK_HAIR_NEAR + 5.0, 0.9, &body);
            clump(&mut layer, hand.pen, &hand.dye, &body, &how, None);
            layers.push(layer);
        }
    }
    if hand.hair.ahoge {
        for (i, (spine, width)) in STANDING.into_iter().enumerate() {
            let body = lock(spine, width).belly(BELLY).clump(hand.hair.mirrored);
            let name = format!("ahoge_{}", i + 1);
            let mut layer = Layer::new(Category::Ahoge, "ahoge", &name, z::BACK_HAIR_NEAR + 6.0)
                .depth(1.0)
                .bone(&name, body.at(0.0, 0.0))
                .chain(body.chain(2));
            clump(&mut layer, hand.pen, &hand.dye, &body, &how, None);
            layers.push(layer);
        }
    }
    layers
}
