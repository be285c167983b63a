//! The open eye around its iris: white, lid shadow, lashes, crease.

use super::shape::{Curves, curves};
use super::{lash_colour, weight};
use crate::Side;
use crate::drawing::{Layer, Paint, Shape, z};
use crate::geometry::{
    Affine, CONTOUR, Knot, OUT, Path, Point, closed, mapped, normals, pt, smooth, taper,
};
use crate::look::Look;
use crate::pen::Pen;
use crate::style::{Role, WHITE};

/// How deep the upper lid's shadow falls on the white.
const LID_SHADOW: f32 = 17.0;

pub(super) fn layers(look: &Look, pen: &Pen, side: Side) -> Vec<Layer> {
    let by = look.eyes.place().then(side.place());
    let curves = curves(look.eyes.shape);
    let letter = side.letter();
    let centre = by.apply(pt(0.0, 0.0));
    let layer = |part: &str, z: f32, depth: f32| {
        Layer::new(side.eye(), "open", &format!("{part}_{letter}"), z)
            .depth(depth)
            .bone(&format!("eye_{letter}"), centre)
    };
    let mut white = layer("eyewhite", z::EYEWHITE, 1.06);
    eye_white(&mut white, pen, curves, by);
    let mut shadow =
        layer("lid_shadow", z::LID_SHADOW, 1.09).clip_to(&format!("eyewhite_{letter}"));
    lid_shadow(&mut shadow, pen, curves, by);
    let mut lower = layer("eyelash_lower", z::LASH_LOWER, 1.10);
    lower_lash(&mut lower, pen, curves, by);
    let mut upper = layer("eyelash", z::LASH_UPPER, 1.12);
    upper_lash(&mut upper, pen, curves, by);
    let mut crease = layer("lid_crease", z::CREASE, 1.10);
    if curves.crease > 0.0 {
        let points = crease_points(curves, by);
        let line = pen.tones.line(Role::Skin);
        crease.add(pen.fine(&points, 4.4, line, CONTOUR).opacity(0.8));
    }
    vec![white, shadow, lower, upper, crease]
}

/// The outline of the white between the lids.
fn opening(curves: &Curves) -> Vec<Knot> {
    let mut knots = smooth(&curves.lid_points());
    let last = knots.len() - 1;
    knots[0].corner = true;
    knots[last].corner = true;
    knots.extend(smooth(&curves.low_points()));
    knots
}

fn eye_white(layer: &mut Layer, pen: &Pen, curves: &Curves, by: Affine) {
    let t = &pen.tones;
    let white = t.toned(WHITE, true).mix(WHITE, 0.6);
    let white = white.mix(t.base(Role::Skin), if t.dark_skin() { 0.06 } else { 0.04 });
    let path = closed(&mapped(&opening(curves), by));
    let clip = layer.clip(path.clone());
    layer.add(Shape::new(path, white));
    // Under the upper lid the white is in the shade, deep in the corners.
    let shade = white.multiply(pen.manner().shade.white);
    layer.add(Shape::new(shadow_path(curves, by, LID_SHADOW), shade).within(clip));
    if pen.has_three_tones() {
        let corner = by.apply(pt(curves.lid[0].0, curves.lid[0].1 + 8.0));
        let warm = t.base(Role::Blush);
        let stops = [(0.0, warm.with_alpha(0.35)), (1.0, warm.with_alpha(0.0))];
        let paint = Paint::radial(corner, 22.0, 22.0, &stops);
        layer.add(Shape::new(Path::circle(corner, 22.0), paint).within(clip));
    }
}

/// The same shadow over the iris, lighter: the iris has its own cap.
fn lid_shadow(layer: &mut Layer, pen: &Pen, curves: &Curves, by: Affine) {
    let shade = WHITE.multiply(pen.manner().shade.iris).multiply(pen.manner().shade.white);
    let path = shadow_path(curves, by, LID_SHADOW * 0.62);
    layer.add(Shape::new(path, shade).opacity(0.55));
}

/// Between the upper lid and the same curve dropped by `depth`.
fn shadow_path(curves: &Curves, by: Affine, depth: f32) -> Path {
    let lid = curves.lid_points();
    // It begins above the lid, so that no light line is left between lash and shadow.
    let mut knots: Vec<Knot> = smooth(&lid.iter().map(|p| *p - pt(0.0, 8.0)).collect::<Vec<_>>());
    let last = knots.len() - 1;
    knots[0].corner = true;
    knots[last].corner = true;
    let dropped: Vec<Point> = lid.iter().map(|p| pt(p.x, p.y + depth)).collect();
    let mut back = smooth(&dropped);
    back.reverse();
    let last = back.len() - 1;
    back[0].corner = true;
    back[last].corner = true;
    knots.extend(back);
    closed(&mapped(&knots, by))
}

fn lower_lash(layer: &mut Layer, pen: &Pen, curves: &Curves, by: Affine) {
    let lash = lash_colour(pen);
    let soft = lash.mix(pen.tones.line(Role::Skin), 0.35);
    let outer = curves.lid[6];
    let edge: Vec<Point> = [(outer.0 - 2.0, outer.1 + 12.0)]
        .iter()
        .chain(&curves.low[..3])
        .map(|&(x, y)| by.apply(pt(x, y + 2.0)))
        .collect();
    const FADING: [(f32, f32); 4] = [(0.0, 0.5), (0.25, 1.0), (0.7, 0.6), (1.0, 0.0)];
    let width = 4.6 * weight(pen);
    layer.add(Shape::new(taper(&edge, width, &FADING), soft));
    for flick in curves.flicks {
        let ends = flick.map(|(x, y)| by.apply(pt(x, y)));
        layer.add(Shape::new(taper(&ends, 4.2 * weight(pen), OUT), lash));
    }
    // The inner corner: a short hook that closes the eye.
    let (x, y) = curves.lid[0];
    let hook = [(x, y), (x + 4.0, y + 9.0), (x + 13.0, y + 16.0)].map(|(x, y)| by.apply(pt(x, y)));
    layer.add(Shape::new(taper(&hook, 4.0 * weight(pen), OUT), lash).opacity(0.75));
}

fn upper_lash(layer: &mut Layer, pen: &Pen, curves: &Curves, by: Affine) {
    let lash = lash_colour(pen);
    let path = closed(&mapped(&lash_knots(curves), by));
    let clip = layer.clip(path.clone());
    layer.add(Shape::new(path, lash));
    if pen.has_three_tones() {
        // A warm glow in the middle of the mass: light through lashes.
        let (x, y) = curves.lid[3];
        let centre = by.apply(pt(x + 6.0, y - 3.0));
        let warm = lash.mix(pen.tones.line(Role::Skin), 0.55);
        let stops = [(0.0, warm.with_alpha(0.6)), (1.0, warm.with_alpha(0.0))];
        let paint = Paint::radial(centre, 34.0, 12.0, &stops);
        layer.add(Shape::new(Path::ellipse(centre, 34.0, 12.0), paint).within(clip));
    }
}

/// One mass: outer edge from the inner corner, the wing, and back along the lid.
fn lash_knots(curves: &Curves) -> Vec<Knot> {
    let lid = curves.lid_points();
    let normals = normals(&lid);
    let corner = |p: Point| Knot { at: p, corner: true };
    let knot = |p: Point| Knot { at: p, corner: false };
    let mut knots = vec![corner(lid[0] + pt(-5.0, 8.0))];
    // The normal of a line that runs outwards points down; the lash grows upwards.
    for i in 0..6 {
        knots.push(knot(lid[i] - normals[i] * curves.lash[i]));
    }
    knots.extend_from_slice(curves.wing);
    // Its lower edge overlaps the opening a little, so that the white never touches the skin.
    knots.extend((1..6).rev().map(|i| knot(lid[i] + normals[i] * 5.0)));
    knots
}

fn crease_points(curves: &Curves, by: Affine) -> Vec<Point> {
    let lid = curves.lid_points();
    let normals = normals(&lid);
    (2..6)
        .map(|i| {
            let lift = curves.lash[i] + curves.crease;
            by.apply(lid[i] - normals[i] * lift + pt(3.0, 0.0))
        })
        .collect()
}
