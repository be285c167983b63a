//! A T-shirt with a printed fold, shorts, socks and trainers.

use super::tailor::Tailor;
use crate::body::arm::{SHORT, Sleeve};
use crate::body::leg::{Legwear, SHORTS};
use crate::body::shoe::Shoe;
use crate::body::trunk::both_halves;
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Path, pt};
use crate::style::Role;

const SLEEVE: Sleeve = SHORT;
const LEGS: Legwear =
    Legwear { sock: Some((0.52, Role::ClothSecond)), stripe: Some(Role::Trim), ..SHORTS };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![body(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Trainer(Role::Accent, Role::ClothSecond)));
    layers
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    let left = knots![512 726 c, 466 712, 428 668 c, 402 686, 366 704, 326 726, 304 768, 324 840,
        344 900, 342 1000, 350 1110, 340 1200, 334 1246 c, 420 1262, 512 1266];
    let side = points![344 896, 342 1000, 350 1110, 340 1200, 334 1246];
    let hem = points![334 1246, 420 1262, 512 1266, 604 1262, 690 1246];
    it.trunk(&left, &side, Role::Cloth)
        .fold(&points![440 1264, 430 1216, 440 1180], 4.2, 14.0)
        .fold(&points![590 1262, 600 1206, 590 1170], 4.2, 14.0)
        .crease(&points![372 1254, 384 1216, 380 1190], 3.8)
        .seam(&points![336 1230, 420 1246, 512 1250, 604 1246, 688 1230], 3.0)
        .contour(&hem, 7.4)
        .onto(&mut layer);
    print(it, &mut layer);
    collar(it, &mut layer);
    layer
}

fn collar(it: &Tailor<'_>, layer: &mut Layer) {
    let band = both_halves(&knots![512 726 c, 468 712, 434 664 c, 416 674 c, 456 732, 512 748 c]);
    let inner = points![434 664, 468 712, 512 726, 556 712, 590 664];
    let outer = points![416 674, 456 732, 512 748, 568 732, 608 674];
    it.piece(&band, Role::Trim).lit(6.0, 6.0).contour(&inner, 5.0).contour(&outer, 5.4).onto(layer);
}

/// A paper crane in facets.
fn print(it: &Tailor<'_>, layer: &mut Layer) {
    let at = |x: f32, y: f32| pt(508.0 + x * 1.18, 930.0 + y * 1.18);
    let tones = &it.pen.tones;
    let (second, accent) = (Role::ClothSecond, Role::Accent);
    let facets: [(&[(f32, f32)], _); 7] = [
        (&[(-4.0, 22.0), (-92.0, -46.0), (-34.0, -20.0)], tones.base(second)),
        (&[(-4.0, 22.0), (-34.0, -20.0), (18.0, -78.0)], tones.shade(second)),
        (&[(-4.0, 22.0), (18.0, -78.0), (34.0, 6.0)], tones.base(second)),
        (&[(-4.0, 22.0), (34.0, 6.0), (30.0, 44.0)], tones.shade(accent)),
        (&[(34.0, 6.0), (96.0, -34.0), (30.0, 44.0)], tones.base(accent)),
        (&[(-4.0, 22.0), (30.0, 44.0), (-30.0, 40.0)], tones.base(accent)),
        (&[(96.0, -34.0), (112.0, -22.0), (84.0, -24.0)], tones.shade(accent)),
    ];
    for (corners, colour) in facets {
        let corners: Vec<_> = corners.iter().map(|&(x, y)| at(x, y)).collect();
        layer.add(crate::drawing::Shape::new(Path::polygon(&corners), colour));
    }
}
