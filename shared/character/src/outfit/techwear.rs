//! A technical jacket with a high collar, a slanting zip and straps; cargo trousers and boots.

use super::tailor::Tailor;
use crate::body::arm::{Cuff, LOOSE, Sleeve};
use crate::body::joints::SIDES;
use crate::body::leg::{Legwear, TUCKED};
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    cuff: Cuff::Turned(Role::Trim),
    stripes: &[(0.46, 0.50, Role::Accent)],
    hand: Role::Leather,
    ..LOOSE
};
const LEGS: Legwear = Legwear { stripe: Some(Role::Trim), ..TUCKED };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![body(it), harness(it), collar(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Boot(Role::Leather, Role::Trim)));
    for layer in &mut layers {
        for side in SIDES {
            if layer.name == format!("thigh_{}", side.letter()) {
                let far = side == SIDES[1];
                pocket(it, layer, far);
            }
        }
    }
    layers
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    let left = knots![512 760 c, 460 730, 418 668 c, 370 698, 326 722, 300 766, 322 840, 340 900,
        334 1000, 348 1110, 332 1220, 326 1280 c, 420 1304, 512 1308];
    let side = points![340 896, 334 1000, 348 1110, 332 1220, 326 1280];
    let yoke = knots![300 690 c, 420 660 c, 512 760 c, 604 660 c, 724 690 c, 700 850 c, 600 880,
        512 920 c,
        424 880, 324 850 c];
    let yoke_dark = knots![604 660 c, 724 690 c, 700 850 c, 600 880, 540 908 c, 590 780];
    let line = points![328 850, 424 880, 512 920, 600 880, 696 850];
    it.trunk(&left, &side, Role::Cloth)
        .inlay(closed(&yoke), Role::Trim)
        .inlay_dark(closed(&yoke_dark), Role::Trim)
        .band(&points![328 862, 424 893, 512 934, 600 893, 696 862], 6.0, Role::Accent)
        .seam(&line, 5.0)
        .dent(&points![566 740, 540 960, 500 1304], 14.0)
        .band(&points![566 740, 540 960, 500 1304], 7.0, Role::Metal)
        .seam(&points![572 740, 546 960, 506 1304], 4.0)
        .seam(&points![560 740, 534 960, 494 1304], 3.0)
        .fold(&points![338 1200, 384 1220, 420 1210], 4.4, 13.0)
        .fold(&points![684 1210, 640 1230, 600 1222], 4.4, 13.0)
        .contour(&points![326 1280, 420 1304, 512 1308, 604 1304, 698 1280], 7.6)
        .onto(&mut layer);
    let pull = knots![534 960 c, 548 962 c, 544 1004 c, 530 1002 c];
    it.piece(&pull, Role::Accent)
        .lit(4.0, 4.0)
        .contour(&points![534 960, 530 1002, 544 1004, 548 962], 4.0)
        .onto(&mut layer);
    layer
}

fn strap(it: &Tailor<'_>, layer: &mut Layer, line: &[Point], width: f32) {
    let upper = crate::geometry::taper(line, width, crate::geometry::EVEN);
    let n = crate::geometry::sample(line, 12);
    let normals = crate::geometry::normals(&n);
    let edge = |k: f32| {
        n.iter().zip(&normals).map(|(&p, &m)| p + m * (k * width * 0.5)).collect::<Vec<_>>()
    };
    crate::body::piece::Piece::new(it.pen, upper, Role::Leather)
        .lit(5.0, 6.0)
        .contour(&edge(1.0), 5.2)
        .contour(&edge(-1.0), 5.2)
        .onto(layer);
}

fn harness(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("harness");
    layer.z += 1.0;
    strap(it, &mut layer, &points![378 700, 400 820, 440 960, 520 1080, 640 1150], 26.0);
    strap(it, &mut layer, &points![346 1112, 430 1130, 512 1134, 594 1130, 678 1112], 30.0);
    for (x, y) in [(596.0, 1128.0), (424.0, 1128.0)] {
        buckle(it, &mut layer, pt(x, y), 22.0);
    }
    buckle(it, &mut layer, pt(420.0, 898.0), 19.0);
    let pouch =
        knots![608 1140 c, 676 1130 c, 684 1208, 676 1224 c, 640 1232, 612 1228 c, 606 1206];
    it.piece(&pouch, Role::Trim)
        .lit(10.0, 8.0)
        .seam(&points![608 1166, 644 1172, 680 1160], 4.0)
        .contour(
            &points![608 1140, 606 1206, 612 1228, 640 1232, 676 1224, 684 1208, 676 1130],
            6.4,
        )
        .onto(&mut layer);
    it.button(&mut layer, pt(645.0, 1178.0), 6.0, Role::Accent);
    layer
}

fn buckle(it: &Tailor<'_>, layer: &mut Layer, at: Point, half: f32) {
    let corner = |x: f32, y: f32| Knot { at: at + pt(x * half, y * half * 0.85), corner: true };
    let outline = [
        corner(-1.0, -0.7),
        corner(-0.7, -1.0),
        corner(0.7, -1.0),
        corner(1.0, -0.7),
        corner(1.0, 0.7),
        corner(0.7, 1.0),
        corner(-0.7, 1.0),
        corner(-1.0, 0.7),
    ];
    let ring: Vec<Point> = outline.iter().chain(&outline[..1]).map(|knot| knot.at).collect();
    let mut piece = it.piece(&outline, Role::Metal).lit(half * 0.4, half * 0.4);
    for pair in ring.windows(2) {
        piece = piece.contour(pair, 4.4);
    }
    piece.crease(&[at - pt(half * 0.6, 0.0), at + pt(half * 0.6, 0.0)], 5.0).onto(layer);
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    let band =
        both_halves(&knots![512 676 c, 470 654, 428 612 c, 398 634, 380 690 c, 430 756, 512 800]);
    let inner = points![428 612, 470 654, 512 676, 554 654, 596 612];
    let outer = points![380 690, 430 756, 512 800, 594 756, 644 690];
    it.piece(&band, Role::Cloth)
        .shade(closed(&knots![530 660 c, 570 720, 540 810 c, 680 760 c, 680 600 c, 596 600 c]))
        .shade(closed(&knots![428 612 c, 470 662, 512 686, 554 662, 596 612 c, 604 640 c,
            560 690, 512 708, 464 690, 420 640 c]))
        .band(&points![388 680, 436 740, 512 780, 588 740, 636 680], 6.0, Role::Accent)
        .seam(&points![402 648, 446 700, 512 734, 578 700, 622 648], 3.4)
        .fold(&points![410 650, 424 690, 420 720], 4.0, 9.0)
        .crease(&points![600 660, 590 700, 600 726], 3.8)
        .contour(&inner, 6.0)
        .contour(&outer, 7.4)
        .contour(&points![428 612, 398 634, 380 690], 7.4)
        .contour(&mirrored(&points![428 612, 398 634, 380 690]), 7.8)
        .onto(&mut layer);
    layer
}

/// A bellows pocket on the thigh.
fn pocket(it: &Tailor<'_>, layer: &mut Layer, far: bool) {
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let k = |list: &[Knot]| -> Vec<Knot> {
        if far { crate::body::trunk::mirrored_knots(list) } else { list.to_vec() }
    };
    let bag = knots![362 1440 c, 430 1450 c, 430 1556 c, 396 1566, 360 1552 c];
    it.piece(&k(&bag), Role::ClothLower)
        .lit(12.0, 8.0)
        .fold(&p(&points![372 1550, 390 1520, 392 1490]), 3.8, 9.0)
        .contour(&p(&points![362 1440, 360 1552, 396 1566, 430 1556, 430 1450]), 6.2)
        .onto(layer);
    let flap = knots![356 1432 c, 436 1444 c, 434 1482 c, 396 1492, 356 1474 c];
    it.piece(&k(&flap), Role::ClothLower)
        .lit(10.0, 6.0)
        .contour(&p(&points![356 1432, 436 1444]), 5.4)
        .contour(&p(&points![356 1432, 356 1474, 396 1492, 434 1482, 436 1444]), 6.2)
        .onto(layer);
    let at = p(&points![398 1470]);
    it.button(layer, at[0], 6.0, Role::Accent);
}
