//! A hooded top with raglan sleeves, joggers and trainers.

use super::tailor::Tailor;
use crate::body::arm::{Cuff, LOOSE, Sleeve};
use crate::body::leg::{JOGGERS, Legwear};
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    role: Role::ClothSecond,
    cuff: Cuff::Rib(Role::Cloth),
    stripes: &[(0.54, 0.59, Role::Trim), (0.62, 0.67, Role::Accent)],
    ..LOOSE
};
const LEGS: Legwear = Legwear { stripe: Some(Role::ClothSecond), ..JOGGERS };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![hood_back(it), body(it), hood_front(it), cords(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Trainer(Role::Cloth, Role::ClothSecond)));
    layers
}

fn hood_back(it: &Tailor<'_>) -> Layer {
    let mut layer = it.back("hood_back");
    let outline = knots![408 586 c, 350 608, 312 660, 330 736, 512 806, 694 736, 712 660, 674 608,
        616 586 c, 512 640];
    let inside = knots![408 600 c, 372 640, 372 700, 512 800, 652 700, 652 640, 616 600 c, 512 700];
    it.piece(&outline, Role::Cloth)
        .dark()
        .deep(closed(&inside))
        .contour(&points![408 586, 350 608, 312 660, 330 736], 7.0)
        .contour(&points![616 586, 674 608, 712 660, 694 736], 7.6)
        .onto(&mut layer);
    layer
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    it.hem_rib(&mut layer, Role::Trim, 1216.0, 166.0);
    let outline = both_halves(
        &knots![512 806 c, 452 752, 396 668 c, 366 700, 326 722, 300 764, 320 840, 340 900,
        334 1000, 340 1100, 330 1180, 338 1226 c, 420 1236, 512 1240],
    );
    let side = points![340 896, 334 1000, 340 1100, 330 1180, 338 1226];
    let raglan = knots![440 640 c, 428 700, 404 770, 350 912 c, 280 900 c, 270 700 c, 380 660 c];
    let far = mirrored_knots(&raglan);
    let fall = knots![652 912 c, 642 1000, 650 1100, 640 1240 c, 720 1240 c, 710 880 c];
    it.piece(&outline, Role::Cloth)
        .inlay(closed(&raglan), Role::ClothSecond)
        .inlay(closed(&far), Role::ClothSecond)
        .inlay_dark(
            closed(&knots![622 700 c, 640 760, 680 830, 664 912 c, 760 900 c, 740 690 c]),
            Role::ClothSecond,
        )
        // Under the roll of the hood, and the far side of the trunk.
        .shade(closed(&knots![360 690 c, 388 770, 440 822, 520 866, 612 826, 664 760, 690 690 c,
            700 740, 676 810, 610 862, 516 906, 420 846, 356 770]))
        .shade(closed(&fall))
        .shade(closed(&knots![512 860 c, 528 940, 534 1080, 530 1240 c, 512 1240 c]))
        .seam(&points![432 690, 404 770, 350 912], 5.4)
        .seam(&points![592 690, 620 770, 674 912], 5.4)
        // The cloth hangs from the armpits and gathers over the rib.
        .fold(&points![352 930, 386 968, 408 1030], 4.8, 17.0)
        .fold(&points![672 930, 640 972, 624 1030], 4.8, 14.0)
        .fold(&points![344 1150, 376 1184, 396 1222], 4.8, 16.0)
        .crease(&points![354 1084, 384 1122, 396 1160], 4.0)
        .fold(&points![444 1240, 436 1206, 446 1176], 4.2, 12.0)
        .fold(&points![566 1240, 574 1200, 562 1170], 4.2, 13.0)
        .fold(&points![682 1150, 652 1190, 640 1224], 4.8, 14.0)
        .light(closed(&knots![372 940 c, 356 1010, 360 1100, 352 1180 c, 372 1110, 374 1010]))
        .rim(&mirrored(&side), 7.0)
        .seam(&points![512 836, 514 960, 511 1100, 513 1240], 5.4)
        .contour(&side, 8.0)
        .contour(&mirrored(&side), 8.6)
        .onto(&mut layer);
    pocket(it, &mut layer);
    it.fold_emblem(&mut layer, pt(574.0, 930.0), 1.0);
    layer
}

fn pocket(it: &Tailor<'_>, layer: &mut Layer) {
    let outline = both_halves(&knots![436 1084 c, 392 1150, 384 1216 c, 450 1226, 512 1228]);
    let left = points![436 1084, 404 1128, 384 1216];
    it.piece(&outline, Role::Cloth)
        .shade(closed(&knots![604 1084 c, 620 1140, 600 1228 c, 660 1228 c, 660 1084 c]))
        .shade(closed(&knots![512 1084 c, 528 1140, 524 1232 c, 512 1232 c]))
        .fold(&points![420 1216, 452 1180, 470 1140], 4.0, 12.0)
        .crease(&points![590 1214, 566 1180, 560 1150], 3.8)
        .seam(&points![512 1084, 513 1150, 512 1228], 5.0)
        .contour(&points![436 1084, 474 1090, 512 1091, 550 1090, 588 1084], 5.4)
        .contour(&left, 6.4)
        .contour(&mirrored(&left), 6.4)
        .onto(layer);
}

fn hood_front(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("hood_front");
    // The tee in the neck of the hood.
    let neck = knots![426 664 c, 462 702, 512 718, 562 702, 598 664 c, 604 800 c, 420 800 c];
    it.piece(&neck, Role::ClothSecond)
        .shade(closed(
            &knots![470 660 c, 600 660 c, 600 800 c, 534 800 c, 546 744, 520 728, 474 716],
        ))
        .seam(&points![446 704, 476 722, 512 731, 548 722, 578 704], 3.0)
        .contour(&points![426 664, 462 702, 512 718, 562 702, 598 664], 5.4)
        .onto(&mut layer);
    let roll = knots![416 590 c, 362 608, 318 658, 334 722, 412 776, 508 822 c, 500 774, 450 722,
        424 662];
    for mirror in [false, true] {
        let k = |list: &[Knot]| if mirror { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if mirror { mirrored(list) } else { list.to_vec() };
        let mut piece = it
            .piece(&k(&roll), Role::Cloth)
            .shade(closed(&k(
                &knots![416 590 c, 412 662, 442 722, 508 822 c, 516 762 c, 472 690 c,
                430 588 c],
            )))
            .shade(closed(&k(&knots![318 658 c, 334 722, 412 776, 508 822 c, 424 762, 352 708])));
        if mirror {
            piece = piece
                .shade(closed(
                    &knots![724 656 c, 676 732, 606 786, 510 828 c, 562 756, 622 696, 652 630,
                    656 570 c, 736 570 c],
                ))
                .rim(&points![662 608, 706 658, 690 722, 612 776], 6.0);
        } else {
            piece = piece
                .light(closed(&knots![404 602 c, 356 622, 328 662, 342 708 c, 344 664, 372 632]));
        }
        piece
            .fold(&p(&points![346 672, 380 728, 440 764]), 4.4, 9.0)
            .crease(&p(&points![402 630, 402 672, 418 704]), 4.0)
            .crease(&p(&points![372 650, 378 690, 400 724]), 3.6)
            .contour(&p(&points![416 590, 362 608, 318 658, 334 722, 412 776, 508 822]), 7.6)
            .contour(&p(&points![508 822, 500 774, 450 722, 424 662, 416 590]), 6.2)
            .onto(&mut layer);
    }
    layer
}

fn cords(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("cords");
    layer.z += 0.5;
    for (x0, x1, length) in [(484.0, 470.0, 122.0), (540.0, 556.0, 106.0)] {
        let y0 = 786.0;
        let line = [pt(x0, y0), pt(x0 + (x1 - x0) * 0.7, y0 + length * 0.5), pt(x1, y0 + length)];
        it.cord(&mut layer, &line, 6.6, Role::ClothSecond);
        it.eyelet(&mut layer, pt(x0, y0), 9.0);
        it.paper_tip(&mut layer, pt(x1, y0 + length - 4.0), 13.0);
    }
    layer
}
