//! A dark suit with a tie and a folded handkerchief.

use super::jacket::{Cut, fronts, shirt};
use super::tailor::Tailor;
use crate::body::arm::{FITTED, Sleeve};
use crate::body::leg::TROUSERS;
use crate::body::shoe::Shoe;
use crate::drawing::{Layer, Shape};
use crate::geometry::{Path, pt};
use crate::style::Role;

const SLEEVE: Sleeve = FITTED;

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let cut = Cut { lapel: Role::ClothLower, piping: None, closing: 1060.0, flaps: false };
    let mut body = fronts(it, &cut);
    handkerchief(it, &mut body);
    let mut layers = vec![shirt(it, Role::Accent), body];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&TROUSERS));
    layers.extend(it.shoes(Shoe::Loafer(Role::Leather)));
    layers
}

fn handkerchief(it: &Tailor<'_>, layer: &mut Layer) {
    let p = |x: f32, y: f32| pt(604.0 + x, 930.0 + y);
    let tones = &it.pen.tones;
    let facets = [
        ([p(-4.0, 4.0), p(10.0, -34.0), p(26.0, 4.0)], tones.base(Role::ClothSecond)),
        ([p(16.0, 4.0), p(34.0, -26.0), p(44.0, 2.0)], tones.shade(Role::ClothSecond)),
    ];
    for (corners, colour) in facets {
        layer.add(Shape::new(Path::polygon(&corners), colour));
    }
    let welt = [p(-10.0, 0.0), p(48.0, -4.0), p(50.0, 12.0), p(-8.0, 16.0)];
    layer.add(Shape::new(Path::polygon(&welt), tones.line(Role::Cloth)));
    let welt = [p(-6.0, 3.0), p(45.0, 0.0), p(46.0, 9.0), p(-5.0, 12.0)];
    layer.add(Shape::new(Path::polygon(&welt), tones.shade(Role::Cloth)));
}
