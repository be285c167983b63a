//! A sailor blouse with its wide collar and ribbon, and a pleated skirt.

use super::skirt::Skirt;
use super::tailor::Tailor;
use crate::body::arm::{Length, SHORT, Sleeve};
use crate::body::leg::{BARE, Legwear};
use crate::body::limb::Cut;
use crate::body::shoe::Shoe;
use crate::body::trunk::{mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, closed};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    upper: Cut::even(&[(0.0, 60.0), (0.3, 72.0), (0.5, 72.0), (1.0, 60.0)]),
    role: Role::ClothSecond,
    length: Length::Short(0.56),
    puff: 0.35,
    ..SHORT
};
const LEGS: Legwear = Legwear { sock: Some((-0.1, Role::Trim)), ..BARE };
const SKIRT: Skirt = Skirt {
    role: Role::Cloth,
    waist: (1150.0, 134.0),
    hem: (1440.0, 236.0),
    folds: 9,
    pleated: true,
    band: Some(Role::ClothSecond),
};

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![body(it), SKIRT.layer(it), collar(it), ribbon(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Strap(Role::Leather, Role::Trim)));
    layers
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    let left = knots![512 850 c, 470 770, 420 668 c, 396 690, 366 704, 326 726, 304 768, 324 840,
        346 900, 352 1000, 374 1090, 368 1150, 360 1196 c, 440 1212, 512 1216];
    let side = points![346 896, 352 1000, 374 1090, 368 1150, 360 1196];
    it.trunk(&left, &side, Role::ClothSecond)
        .fold(&points![430 1212, 424 1170, 436 1130], 4.0, 12.0)
        .fold(&points![580 1212, 592 1160, 584 1120], 4.0, 12.0)
        .seam(&points![362 1180, 440 1196, 512 1200, 584 1196, 662 1180], 3.0)
        .contour(&points![360 1196, 440 1212, 512 1216, 584 1212, 664 1196], 7.2)
        .onto(&mut layer);
    // The dickey that closes the neck.
    let bib = knots![512 860 c, 470 776, 428 672 c, 470 712, 512 722, 554 712, 596 672 c, 554 776];
    it.piece(&bib, Role::ClothSecond)
        .shade(closed(&knots![500 690 c, 540 730, 536 800, 512 870 c, 600 800 c, 610 660 c]))
        .band(&points![444 704, 480 734, 512 742, 544 734, 580 704], 5.0, Role::Cloth)
        .contour(&points![428 672, 470 712, 512 722, 554 712, 596 672], 5.2)
        .onto(&mut layer);
    layer
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    let half = knots![430 644 c, 384 676, 330 712, 300 736 c, 322 790, 344 838 c, 420 856,
        508 878 c,
        506 850 c, 462 770, 430 690];
    for far in [true, false] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&half), Role::Cloth);
        if far {
            piece = piece.dark();
        } else {
            piece = piece.shade(closed(
                &knots![430 640 c, 424 700, 456 790, 508 884 c, 470 870, 424 780, 404 690],
            ));
        }
        piece
            .band(&p(&points![314 744, 338 796, 356 826, 424 842, 500 860]), 6.0, Role::ClothSecond)
            .band(&p(&points![328 738, 350 788, 366 813, 430 829, 496 844]), 4.0, Role::ClothSecond)
            .contour(&p(&points![430 644, 384 676, 330 712, 300 736]), 7.0)
            .contour(&p(&points![300 736, 322 790, 344 838]), 6.6)
            .contour(&p(&points![344 838, 420 856, 508 878]), 7.0)
            .contour(&p(&points![506 850, 462 770, 430 690, 430 644]), 5.6)
            .onto(&mut layer);
    }
    layer
}

fn ribbon(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("ribbon");
    layer.z += 0.6;
    let tail = knots![504 872 c, 482 930, 452 1000 c, 478 996 c, 496 1016 c, 512 950, 516 876 c];
    let loop_ = knots![506 866 c, 470 826, 414 822, 396 850, 408 896, 450 904, 506 882 c];
    for far in [true, false] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&tail), Role::Accent);
        piece = if far {
            piece.dark()
        } else {
            piece.shade(closed(&knots![512 870 c, 500 930, 480 1020 c, 520 1020 c, 520 870 c]))
        };
        piece
            .contour(&p(&points![504 872, 482 930, 452 1000]), 6.2)
            .contour(&p(&points![452 1000, 478 996]), 5.4)
            .contour(&p(&points![478 996, 496 1016]), 5.4)
            .contour(&p(&points![496 1016, 512 950, 516 876]), 6.0)
            .onto(&mut layer);
        it.piece(&k(&loop_), Role::Accent)
            .lit(10.0, 12.0)
            .fold(&p(&points![500 872, 466 858, 440 862]), 4.0, 9.0)
            .crease(&p(&points![500 876, 470 880, 446 890]), 3.6)
            .contour(
                &p(&points![506 866, 470 826, 414 822, 396 850, 408 896, 450 904, 506 882]),
                6.4,
            )
            .onto(&mut layer);
    }
    let knot =
        knots![492 854 c, 512 850, 532 854 c, 536 876, 530 896 c, 512 900, 494 896 c, 488 876];
    it.piece(&knot, Role::Accent)
        .lit(8.0, 6.0)
        .contour(
            &points![492 854, 488 876, 494 896, 512 900, 530 896, 536 876, 532 854, 512 850,
            492 854],
            6.0,
        )
        .onto(&mut layer);
    layer
}
