//! What blazer and suit share: shirt, tie, fronts with lapels.

use super::tailor::Tailor;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, closed};
use crate::style::Role;

/// A white shirt with a collar, and a tie.
pub(super) fn shirt(it: &Tailor<'_>, tie: Role) -> Layer {
    let mut layer = it.top("shirt");
    layer.z -= 1.0;
    let left = knots![512 690 c, 460 676, 432 652 c, 400 690, 380 760, 396 900, 400 1100,
        396 1240 c,
        450 1250, 512 1252];
    it.piece(&both_halves(&left), Role::ClothSecond)
        .shade(closed(&knots![520 690 c, 536 800, 530 1000, 540 1260 c, 640 1260 c, 620 680 c]))
        .onto(&mut layer);
    necktie(it, &mut layer, tie);
    collar(it, &mut layer);
    layer
}

fn necktie(it: &Tailor<'_>, layer: &mut Layer, role: Role) {
    let blade = knots![496 752 c, 488 850, 474 960, 512 1010 c, 548 958, 536 850, 530 752 c];
    let mut piece = it
        .piece(&blade, role)
        .shade(closed(&knots![524 748 c, 526 860, 524 1016 c, 560 1000 c, 560 748 c]))
        .shade(closed(&knots![480 748 c, 500 776, 526 780, 540 748 c]));
    for y in [830.0, 880.0, 930.0] {
        let stripe = [(470.0, y + 26.0), (512.0, y), (560.0, y - 30.0)];
        let stripe = stripe.map(|(x, y)| crate::geometry::pt(x, y));
        piece = piece.band(&stripe, 8.0, Role::Trim);
    }
    piece
        .contour(&points![496 752, 488 850, 474 960, 512 1010], 6.2)
        .contour(&points![512 1010, 548 958, 536 850, 530 752], 6.6)
        .onto(layer);
    let knot =
        knots![486 706 c, 512 698, 540 706 c, 532 740, 528 762 c, 512 766, 498 762 c, 492 738];
    it.piece(&knot, role)
        .shade(closed(&knots![516 700 c, 524 730, 518 770 c, 550 770 c, 550 700 c]))
        .contour(&points![486 706, 492 738, 498 762, 512 766, 528 762, 532 740, 540 706], 6.0)
        .onto(layer);
}

fn collar(it: &Tailor<'_>, layer: &mut Layer) {
    let leaf = knots![434 630 c, 416 664, 426 716, 456 764 c, 488 726, 514 700 c, 470 682, 444 650];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&leaf), Role::ClothSecond);
        if far {
            piece = piece.shade(closed(
                &knots![592 640 c, 580 690, 548 730, 560 770 c, 620 760 c, 612 630 c],
            ));
        }
        piece
            .contour(&p(&points![434 630, 416 664, 426 716, 456 764]), 5.6)
            .contour(&p(&points![456 764, 488 726, 514 700]), 6.0)
            .contour(&p(&points![514 700, 470 682, 444 650, 434 630]), 4.6)
            .onto(layer);
    }
}

/// How a jacket is cut.
pub(super) struct Cut {
    /// Colour of the lapels.
    pub(super) lapel: Role,
    /// Piping along lapels and hem.
    pub(super) piping: Option<Role>,
    /// Where the fronts meet, in y.
    pub(super) closing: f32,
    /// Whether the pockets have flaps.
    pub(super) flaps: bool,
}

/// Both fronts with lapels and buttons.
pub(super) fn fronts(it: &Tailor<'_>, cut: &Cut) -> Layer {
    let mut layer = it.top("body");
    let close = cut.closing;
    let front = [
        &knots![414 664 c, 366 698, 326 722, 304 766, 324 840, 346 900, 348 1000, 362 1104,
            346 1200,
            336 1296 c, 400 1318, 480 1316][..],
        &[crate::geometry::s(522.0, 1276.0), crate::geometry::c(530.0, close)],
        &knots![486 880, 446 780],
    ]
    .concat();
    let side = points![346 896, 348 1000, 362 1104, 346 1200, 336 1296];
    for far in [true, false] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&front), Role::Cloth);
        if far {
            piece = piece
                .shade(closed(
                    &knots![664 860 c, 640 980, 634 1100, 650 1330 c, 740 1330 c, 740 860 c],
                ))
                .shade(closed(&knots![500 800 c, 560 1000, 540 1330 c, 480 1330 c, 470 800 c]))
                .rim(&p(&side), 7.0);
        } else {
            piece = piece
                .shade(closed(&knots![470 1000 c, 490 1120, 476 1330 c, 540 1330 c, 540 980 c]))
                .light(closed(
                    &knots![380 930 c, 364 1010, 378 1104, 362 1190 c, 392 1104, 382 1010],
                ));
        }
        piece
            .fold(&p(&points![354 926, 388 960, 402 1010]), 4.6, 14.0)
            .fold(&p(&points![364 1104, 400 1112, 440 1090]), 4.6, 13.0)
            .crease(&p(&points![366 1130, 396 1144, 420 1140]), 3.8)
            .seam(&p(&points![426 930, 424 1040, 430 1130]), 3.4)
            .contour(&p(&side), 8.4)
            .contour(
                &p(&[
                    crate::geometry::pt(336.0, 1296.0),
                    crate::geometry::pt(400.0, 1318.0),
                    crate::geometry::pt(480.0, 1316.0),
                    crate::geometry::pt(522.0, 1276.0),
                    crate::geometry::pt(530.0, close),
                ]),
                7.4,
            )
            .onto(&mut layer);
        if cut.flaps {
            flap(it, &mut layer, far);
        }
    }
    for y in [close + 6.0, close + 84.0] {
        it.button(&mut layer, crate::geometry::pt(514.0, y + 14.0), 10.0, Role::Metal);
    }
    for far in [true, false] {
        lapel(it, &mut layer, cut, far);
    }
    layer
}

fn flap(it: &Tailor<'_>, layer: &mut Layer, far: bool) {
    let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let flap = knots![374 1180 c, 450 1192 c, 448 1226 c, 408 1226, 370 1214 c];
    let mut piece = it.piece(&k(&flap), Role::Cloth);
    if far {
        piece = piece.dark();
    }
    piece
        .contour(&p(&points![374 1180, 450 1192]), 5.0)
        .contour(&p(&points![374 1180, 370 1214, 408 1226, 448 1226, 450 1192]), 5.6)
        .onto(layer);
}

fn lapel(it: &Tailor<'_>, layer: &mut Layer, cut: &Cut, far: bool) {
    let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let tip = crate::geometry::pt(522.0, cut.closing - 4.0);
    let tip_knot = crate::geometry::c(tip.x, tip.y);
    let outline = [
        &knots![420 640 c, 382 676, 362 738, 352 776 c, 394 794 c, 376 826 c, 420 920][..],
        &[tip_knot],
        &knots![478 880, 442 770],
    ]
    .concat();
    let rolled = [&points![376 826, 420 920][..], &[tip]].concat();
    let inner = [&points![420 640, 442 770, 478 880][..], &[tip]].concat();
    let gorge = points![420 640, 382 676, 362 738, 352 776];
    let mut piece = it.piece(&k(&outline), cut.lapel);
    piece = if far {
        piece.dark()
    } else {
        piece.shade(closed(
            &knots![420 640 c, 436 770, 470 880, 522 1010 c, 500 1010 c, 440 900, 410 760],
        ))
    };
    if let Some(role) = cut.piping {
        let inset =
            [&points![390 834, 430 918][..], &[crate::geometry::pt(520.0, cut.closing - 24.0)]]
                .concat();
        piece = piece.band(&p(&inset), 4.6, role).band(
            &p(&points![376 724, 368 766, 396 780]),
            4.6,
            role,
        );
    }
    piece
        .contour(&p(&gorge), 7.0)
        .contour(&p(&points![352 776, 394 794]), 5.6)
        .contour(&p(&points![394 794, 376 826]), 5.6)
        .contour(&p(&rolled), 7.0)
        .contour(&p(&inner), 6.4)
        .seam(&p(&points![394 794, 424 780, 446 776]), 4.0)
        .onto(layer);
}
