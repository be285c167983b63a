//! A club jacket over a shirt, jeans and high trainers.

use super::tailor::Tailor;
use crate::body::arm::{Cuff, LOOSE, Sleeve};
use crate::body::leg::{Hem, Legwear, TROUSERS};
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Path, Point, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve { role: Role::ClothSecond, cuff: Cuff::Rib(Role::Cloth), ..LOOSE };
const LEGS: Legwear = Legwear { hem: Hem::Turned(Role::ClothSecond), ..TROUSERS };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![shirt(it), body(it), collar(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::HighTop(Role::Accent, Role::ClothSecond)));
    layers
}

fn shirt(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("shirt");
    layer.z -= 1.0;
    let left = knots![512 730 c, 466 714, 430 668 c, 400 690, 372 760, 380 900, 384 1100,
        380 1240 c,
        440 1252, 512 1254];
    it.piece(&both_halves(&left), Role::ClothSecond)
        .shade(closed(&knots![540 700 c, 548 860, 540 1000, 556 1260 c, 640 1260 c, 620 700 c]))
        .shade(closed(&knots![430 680 c, 450 760, 448 900, 456 1260 c, 400 1260 c, 380 700 c]))
        .fold(&points![470 1250, 486 1190, 480 1140], 4.2, 12.0)
        .crease(&points![540 1100, 510 1120, 486 1116], 3.8)
        .seam(&points![424 686, 462 728, 512 744, 562 728, 600 686], 3.2)
        .contour(&points![430 668, 466 714, 512 730, 558 714, 594 668], 5.6)
        .onto(&mut layer);
    layer
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    // Two open fronts; the far one lies in shade.
    let front = knots![400 676 c, 366 702, 326 724, 304 768, 324 840, 342 900, 336 1000, 344 1100,
        336 1180, 340 1216 c, 400 1228, 466 1230 c, 474 1100, 470 940, 452 780];
    let side = points![342 896, 336 1000, 344 1100, 336 1180, 340 1216];
    let edge = points![400 676, 452 780, 470 940, 474 1100, 466 1230];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&front), Role::Cloth);
        if far {
            piece = piece
                .shade(closed(
                    &knots![690 700 c, 650 880, 640 1000, 648 1240 c, 740 1240 c, 740 700 c],
                ))
                .shade(closed(
                    &knots![624 680 c, 590 780, 560 880, 556 980, 552 900, 570 770, 610 676],
                ))
                .rim(&p(&side), 7.0);
        } else {
            piece = piece
                .shade(closed(
                    &knots![436 740 c, 446 900, 446 1060, 440 1240 c, 480 1240 c, 480 740 c],
                ))
                .light(closed(
                    &knots![370 930 c, 352 1010, 358 1100, 348 1180 c, 372 1100, 370 1010],
                ));
        }
        piece
            .fold(&p(&points![352 926, 384 962, 398 1016]), 4.6, 14.0)
            .fold(&p(&points![346 1150, 384 1176, 410 1210]), 4.4, 13.0)
            .crease(&p(&points![356 1090, 390 1118, 416 1124]), 3.8)
            .seam(&p(&points![452 800, 458 940, 462 1100, 454 1228]), 3.0)
            .fold(&p(&points![384 1080, 404 1130, 398 1176]), 5.0, 10.0)
            .contour(&p(&side), 8.2)
            .contour(&p(&edge), 7.0)
            .onto(&mut layer);
        rib(it, &mut layer, far);
        for y in [862.0, 960.0, 1058.0, 1156.0] {
            let x = if far { 564.0 } else { 460.0 };
            it.button(&mut layer, pt(x, y), 8.5, Role::Trim);
        }
    }
    patch(it, &mut layer);
    layer
}

/// The striped rib of one half of the hem.
fn rib(it: &Tailor<'_>, layer: &mut Layer, far: bool) {
    let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let band = knots![340 1216 c, 334 1250, 344 1286 c, 404 1296, 464 1298 c, 466 1230 c, 400 1228];
    let line = |y: f32| [pt(336.0, y), pt(400.0, y + 11.0), pt(468.0, y + 13.0)];
    let mut piece = it.piece(&k(&band), Role::Trim);
    for y in [1238.0, 1262.0] {
        piece = piece.band(&p(&line(y)), 9.0, Role::Accent);
    }
    if far {
        piece = piece.shade(closed(&knots![640 1210 c, 636 1300 c, 720 1300 c, 720 1210 c]));
    }
    piece
        .contour(&p(&points![340 1216, 334 1250, 344 1286]), 8.0)
        .contour(&p(&points![344 1286, 404 1296, 464 1298, 466 1230]), 7.0)
        .onto(layer);
}

/// A folded letter on the heart side.
fn patch(it: &Tailor<'_>, layer: &mut Layer) {
    let p = |x: f32, y: f32| pt(602.0 + x, 908.0 + y);
    let tones = &it.pen.tones;
    let line = tones.line(Role::Cloth);
    let facets = [
        (
            vec![
                p(-28.0, -36.0),
                p(8.0, -36.0),
                p(34.0, -8.0),
                p(34.0, 10.0),
                p(8.0, 38.0),
                p(-28.0, 38.0),
            ],
            line,
        ),
        (
            vec![p(-23.0, -31.0), p(-5.0, -31.0), p(-5.0, 33.0), p(-23.0, 33.0)],
            tones.base(Role::ClothSecond),
        ),
        (
            vec![p(-5.0, -31.0), p(6.0, -31.0), p(29.0, -6.0), p(10.0, -2.0), p(-5.0, -14.0)],
            tones.base(Role::ClothSecond),
        ),
        (vec![p(29.0, -6.0), p(29.0, 8.0), p(10.0, 4.0), p(10.0, -2.0)], tones.shade(Role::Accent)),
        (
            vec![p(29.0, 8.0), p(6.0, 33.0), p(-5.0, 33.0), p(-5.0, 16.0), p(10.0, 4.0)],
            tones.base(Role::Accent),
        ),
    ];
    for (corners, colour) in facets {
        layer.add(crate::drawing::Shape::new(Path::polygon(&corners), colour));
    }
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    let half = knots![418 642 c, 396 664, 388 690, 420 750, 468 806 c, 474 784 c, 446 736, 424 690,
        430 656 c];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&half), Role::Trim);
        if far {
            piece = piece.dark();
        }
        piece
            .band(&p(&points![404 660, 398 690, 428 746, 470 798]), 7.0, Role::Accent)
            .contour(&p(&points![418 642, 396 664, 388 690, 420 750, 468 806, 474 784]), 7.0)
            .contour(&p(&points![474 784, 446 736, 424 690, 430 656]), 5.4)
            .onto(&mut layer);
    }
    layer
}
