//! An open shirt with a leaf print over a top, shorts and sandals.

use super::tailor::Tailor;
use crate::body::arm::{Length, SHORT, Sleeve};
use crate::body::joints::SIDES;
use crate::body::leg::{Legwear, SHORTS};
use crate::body::limb::Cut;
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{CONTOUR, Knot, Point, closed, pt, taper};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    upper: Cut::even(&[(0.0, 60.0), (0.3, 72.0), (0.66, 80.0), (1.0, 80.0)]),
    length: Length::Short(0.66),
    ..SHORT
};

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![top(it), shirt(it), collar(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&Legwear { ..SHORTS }));
    layers.extend(it.shoes(Shoe::Sandal(Role::Leather)));
    for layer in &mut layers {
        for side in SIDES {
            if layer.name == format!("arm_{}", side.letter()) {
                let at = |x: f32, y: f32| side.place(pt(x, y));
                leaf(it, layer, at(276.0, 880.0), -40.0, 0.8);
                leaf(it, layer, at(318.0, 812.0), 30.0, 0.7);
            }
        }
    }
    layers
}

fn top(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("top");
    layer.z -= 1.0;
    let left = knots![512 790 c, 462 764, 436 690 c, 414 696, 392 712 c, 386 800, 366 880,
        366 1000, 378 1100,
        370 1180, 366 1216 c, 440 1228, 512 1232];
    it.piece(&both_halves(&left), Role::ClothSecond)
        .shade(closed(&knots![540 740 c, 556 900, 548 1060, 560 1240 c, 680 1240 c, 660 720 c]))
        .fold(&points![452 1228, 470 1170, 466 1120], 4.2, 13.0)
        .crease(&points![556 1100, 524 1116, 500 1112], 3.8)
        .band(&points![430 700, 458 776, 512 804, 566 776, 594 700], 8.0, Role::Trim)
        .contour(&points![436 690, 462 764, 512 790, 562 764, 588 690], 5.8)
        .contour(&points![366 1216, 440 1228, 512 1232, 584 1228, 658 1216], 7.0)
        .onto(&mut layer);
    layer
}

fn shirt(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("shirt");
    let front = knots![404 670 c, 366 700, 326 722, 302 766, 322 840, 342 900, 332 1000,
        338 1110, 322 1200,
        314 1262 c, 380 1284, 440 1286 c, 456 1160, 452 1000, 440 860, 424 760];
    let side = points![342 896, 332 1000, 338 1110, 322 1200, 314 1262];
    let edge = points![404 670, 424 760, 440 860, 452 1000, 456 1160, 440 1286];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&front), Role::Cloth);
        if far {
            piece = piece
                .shade(closed(
                    &knots![680 700 c, 656 880, 640 1000, 660 1300 c, 740 1300 c, 740 700 c],
                ))
                .rim(&p(&side), 7.0);
        } else {
            piece = piece
                .shade(closed(&knots![420 760 c, 432 1000, 420 1300 c, 470 1300 c, 470 760 c]))
                .light(closed(
                    &knots![372 930 c, 352 1010, 358 1100, 340 1200 c, 372 1100, 370 1010],
                ));
        }
        piece
            .fold(&p(&points![352 926, 388 962, 402 1020]), 4.6, 15.0)
            .fold(&p(&points![344 1278, 356 1200, 350 1140]), 4.4, 14.0)
            .crease(&p(&points![404 1284, 410 1220, 402 1170]), 4.0)
            .seam(&p(&points![420 800, 434 1000, 438 1160, 424 1284]), 3.0)
            .contour(&p(&side), 8.2)
            .contour(&p(&edge), 7.0)
            .contour(&p(&points![314 1262, 380 1284, 440 1286]), 7.4)
            .onto(&mut layer);
    }
    for (x, y, turn, size) in [
        (370.0, 800.0, 20.0, 1.0),
        (392.0, 930.0, -50.0, 0.9),
        (362.0, 1040.0, 24.0, 1.0),
        (410.0, 1110.0, 140.0, 0.8),
        (360.0, 1200.0, -30.0, 0.9),
        (640.0, 830.0, -160.0, 0.9),
        (616.0, 960.0, -30.0, 1.0),
        (664.0, 1060.0, 160.0, 1.0),
        (610.0, 1150.0, 40.0, 0.9),
        (664.0, 1220.0, -140.0, 0.8),
    ] {
        leaf(it, &mut layer, pt(x, y), turn, size);
    }
    layer
}

/// A palm leaf: a spine and fingers to both sides.
fn leaf(it: &Tailor<'_>, layer: &mut Layer, at: Point, turn: f32, size: f32) {
    let place = |x: f32, y: f32| {
        let (sin, cos) = turn.to_radians().sin_cos();
        at + pt(x * cos - y * sin, x * sin + y * cos) * size
    };
    let mut add = |line: &[Point], width: f32, role: Role| {
        layer.add(it.pen.base(taper(line, width * size, CONTOUR), role));
    };
    for i in 0..4 {
        let x = -16.0 + i as f32 * 11.0;
        let reach = 24.0 - 3.0 * (i as f32 - 1.0).abs();
        for way in [-1.0, 1.0] {
            let line =
                [place(x, 0.0), place(x + 9.0, way * reach * 0.6), place(x + 20.0, way * reach)];
            add(&line, 8.5, if way < 0.0 { Role::Accent } else { Role::Trim });
        }
    }
    add(&[place(-28.0, 2.0), place(0.0, -2.0), place(36.0, 0.0)], 7.0, Role::Accent);
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    let half = knots![426 640 c, 400 660, 376 694, 366 770 c, 400 784, 438 800 c, 446 760,
        440 720, 436 690,
        432 664];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&half), Role::Cloth);
        piece = if far { piece.dark() } else { piece.lit(10.0, 8.0) };
        piece
            .contour(&p(&points![426 640, 400 660, 376 694, 366 770]), 7.0)
            .contour(&p(&points![366 770, 400 784, 438 800]), 6.0)
            .contour(&p(&points![438 800, 446 760, 440 720, 436 690, 432 664, 426 640]), 6.0)
            .onto(&mut layer);
    }
    layer
}
