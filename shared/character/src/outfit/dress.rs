//! A dress with puffed sleeves, a sash with a bow, and a flared skirt.

use super::skirt::Skirt;
use super::tailor::Tailor;
use crate::body::arm::{Length, SHORT, Sleeve};
use crate::body::leg::{BARE, Legwear};
use crate::body::limb::Cut;
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    upper: Cut::even(&[(0.0, 66.0), (0.22, 84.0), (0.42, 70.0), (1.0, 50.0)]),
    length: Length::Short(0.46),
    puff: 0.8,
    ..SHORT
};
const LEGS: Legwear = Legwear { sock: Some((0.74, Role::ClothSecond)), ..BARE };
const SKIRT: Skirt = Skirt {
    role: Role::Cloth,
    waist: (1092.0, 124.0),
    hem: (1560.0, 292.0),
    folds: 7,
    pleated: false,
    band: Some(Role::ClothSecond),
};

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![bodice(it), SKIRT.layer(it), sash(it), collar(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Strap(Role::Leather, Role::ClothSecond)));
    layers
}

fn bodice(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("bodice");
    let left = knots![512 742 c, 460 722, 424 672 c, 396 690, 366 704, 330 726, 312 768, 328 840,
        350 900, 362 990, 386 1070, 388 1110 c, 450 1124, 512 1128];
    let side = points![350 896, 362 990, 386 1070, 388 1110];
    let mut piece = it
        .trunk(&left, &side, Role::Cloth)
        .fold(&points![424 1118, 420 1050, 434 980], 4.4, 14.0)
        .fold(&points![600 1118, 606 1050, 590 980], 4.4, 14.0)
        .seam(&points![512 742, 513 900, 512 1124], 4.4);
    for y in [810.0, 880.0, 950.0, 1020.0] {
        piece = piece.crease(&[pt(470.0, y + 4.0), pt(500.0, y)], 3.0);
    }
    piece.onto(&mut layer);
    for y in [812.0, 882.0, 952.0, 1022.0] {
        it.button(&mut layer, pt(512.0, y), 8.0, Role::Accent);
    }
    layer
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    let half = knots![434 648 c, 402 676, 380 716, 392 756, 440 788, 490 786, 508 756, 508 732 c,
        470 716, 440 686];
    for far in [true, false] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = it.piece(&k(&half), Role::ClothSecond);
        piece = if far {
            piece.shade(closed(
                &knots![600 640 c, 596 700, 560 740, 516 730 c, 510 800 c, 660 800 c, 660 640 c],
            ))
        } else {
            piece.shade(closed(&knots![434 648 c, 446 700, 508 738 c, 508 754 c, 450 736, 424 690]))
        };
        piece
            .seam(&p(&points![394 718, 404 750, 444 774, 488 772]), 2.6)
            .contour(
                &p(&points![434 648, 402 676, 380 716, 392 756, 440 788, 490 786, 508 756,
                508 732]),
                6.6,
            )
            .contour(&p(&points![508 732, 470 716, 440 686, 434 648]), 5.2)
            .onto(&mut layer);
    }
    it.fold_bow(&mut layer, pt(512.0, 754.0), 0.62, Role::Accent);
    layer
}

fn sash(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("sash");
    layer.z += 2.0;
    let band =
        both_halves(&knots![384 1082 c, 380 1116, 378 1148 c, 440 1166, 512 1170, 512 1104 c,
        440 1098]);
    it.piece(&band, Role::Accent)
        .shade(closed(&knots![600 1080 c, 606 1130, 596 1180 c, 660 1180 c, 660 1070 c]))
        .fold(&points![390 1124, 430 1134, 480 1136], 3.8, 8.0)
        .crease(&points![560 1150, 600 1144, 634 1130], 3.6)
        .contour(&points![384 1082, 440 1098, 512 1104, 584 1098, 640 1082], 6.2)
        .contour(&points![378 1148, 440 1166, 512 1170, 584 1166, 646 1148], 6.2)
        .contour(&points![384 1082, 380 1116, 378 1148], 7.0)
        .contour(&points![640 1082, 644 1116, 646 1148], 7.0)
        .onto(&mut layer);
    it.fold_bow(&mut layer, pt(590.0, 1134.0), 0.95, Role::Accent);
    layer
}
