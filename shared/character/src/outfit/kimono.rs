//! A kimono: crossed collars, wide sleeves, an obi with its cord.

use super::tailor::Tailor;
use crate::body::arm::{Cuff, FITTED, Sleeve};
use crate::body::leg::{BARE, Legwear};
use crate::body::limb::Cut;
use crate::body::shoe::Shoe;
use crate::body::trim::bloom;
use crate::body::trunk::{both_halves, mirrored};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Path, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve {
    upper: Cut {
        outer: &[(0.0, 58.0), (0.4, 72.0), (1.0, 84.0)],
        inner: &[(0.0, 58.0), (0.4, 66.0), (1.0, 76.0)],
    },
    lower: Cut {
        outer: &[(0.0, 84.0), (0.5, 92.0), (1.0, 104.0)],
        inner: &[(0.0, 76.0), (0.5, 84.0), (1.0, 96.0)],
    },
    cuff: Cuff::Bell(Role::Accent),
    ..FITTED
};
const LEGS: Legwear = Legwear { sock: Some((0.6, Role::ClothSecond)), ..BARE };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![skirt(it), body(it), collar(it), obi(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Sandal(Role::Leather)));
    for layer in &mut layers {
        if layer.name.starts_with("forearm") {
            pattern(it, layer);
        }
    }
    layers
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    let left = knots![512 860 c, 460 760, 418 664 c, 390 688, 362 704, 326 726, 304 768, 324 840,
        344 900, 350 1000, 360 1100, 352 1180 c, 440 1196, 512 1200];
    let side = points![344 896, 350 1000, 360 1100, 352 1180];
    it.trunk(&left, &side, Role::Cloth).onto(&mut layer);
    layer
}

fn collar(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("collar");
    layer.z = crate::drawing::z::TOPWEAR + 1.0;
    // Skin-side collar, then the right front under the left.
    let inner = knots![430 652 c, 462 730, 512 800 c, 562 730, 594 652 c, 606 660 c, 580 740,
        520 836 c, 504 836 c, 444 740, 418 660 c];
    let edge = points![430 652, 462 730, 512 800];
    it.piece(&inner, Role::ClothSecond)
        .lit(5.0, 4.0)
        .contour(&edge, 4.6)
        .contour(&mirrored(&edge), 4.6)
        .onto(&mut layer);
    let under =
        knots![608 652 c, 580 740, 520 830, 430 960 c, 480 980 c, 560 870, 620 760, 646 676 c];
    it.piece(&under, Role::Trim)
        .shade(closed(
            &knots![608 652 c, 590 760, 530 850, 440 980 c, 540 980 c, 650 760 c, 650 650 c],
        ))
        .contour(&points![608 652, 580 740, 520 830, 430 960], 6.0)
        .contour(&points![646 676, 620 760, 560 870, 480 980], 6.4)
        .onto(&mut layer);
    let over =
        knots![416 652 c, 444 740, 504 834, 600 1010 c, 552 1036 c, 470 890, 408 770, 378 676 c];
    it.piece(&over, Role::Trim)
        .lit(9.0, 4.0)
        .crease(&points![404 690, 440 780, 500 880], 3.4)
        .contour(&points![416 652, 444 740, 504 834, 600 1010], 6.4)
        .contour(&points![378 676, 408 770, 470 890, 552 1036], 6.8)
        .onto(&mut layer);
    layer
}

fn obi(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("obi");
    layer.z += 2.0;
    let band =
        both_halves(&knots![354 1006 c, 356 1080, 350 1170 c, 430 1188, 512 1192, 512 1020 c,
        430 1016]);
    let mut piece = it
        .piece(&band, Role::Accent)
        .shade(closed(&knots![610 1000 c, 622 1090, 606 1200 c, 690 1200 c, 690 1000 c]));
    for (i, x) in [400.0, 456.0, 512.0, 568.0, 624.0].into_iter().enumerate() {
        let y = 1096.0 + if i % 2 == 0 { -30.0 } else { 34.0 };
        let facet = |a: (f32, f32), b: (f32, f32), d: (f32, f32)| {
            Path::polygon(&[pt(x + a.0, y + a.1), pt(x + b.0, y + b.1), pt(x + d.0, y + d.1)])
        };
        piece = piece
            .inlay(facet((0.0, -24.0), (20.0, 0.0), (0.0, 8.0)), Role::ClothSecond)
            .inlay(facet((0.0, -24.0), (-20.0, 0.0), (0.0, 8.0)), Role::Trim)
            .inlay_dark(facet((-20.0, 0.0), (20.0, 0.0), (0.0, 22.0)), Role::Accent);
    }
    piece
        .fold(&points![360 1140, 400 1156, 450 1158], 3.8, 8.0)
        .contour(&points![354 1006, 430 1016, 512 1020, 594 1016, 670 1006], 7.0)
        .contour(&points![350 1170, 430 1188, 512 1192, 594 1188, 674 1170], 7.0)
        .contour(&points![354 1006, 356 1080, 350 1170], 8.0)
        .contour(&points![670 1006, 668 1080, 674 1170], 8.4)
        .onto(&mut layer);
    it.cord(
        &mut layer,
        &points![352 1088, 430 1100, 512 1104, 594 1100, 672 1088],
        15.0,
        Role::Trim,
    );
    it.fold_bow(&mut layer, pt(512.0, 1106.0), 0.5, Role::Trim);
    layer
}

fn skirt(it: &Tailor<'_>) -> Layer {
    let mut layer = it.bottom("skirt");
    layer.chain = points![512 1200, 512 1560, 512 1900].to_vec();
    let outline = knots![352 1150 c, 340 1240, 332 1400, 336 1600, 348 1800, 344 1900 c, 430 1918,
        520 1916, 600 1914, 676 1896 c, 678 1800, 690 1600, 692 1400, 684 1240, 672 1150 c];
    let left = points![352 1150, 340 1240, 332 1400, 336 1600, 348 1800, 344 1900];
    let right = points![672 1150, 684 1240, 692 1400, 690 1600, 678 1800, 676 1896];
    let overlap = points![600 1180, 576 1400, 560 1640, 566 1914];
    it.piece(&outline, Role::Cloth)
        .shade(closed(&knots![620 1150 c, 640 1400, 628 1700, 640 1930 c, 720 1930 c, 720 1150 c]))
        .inlay(
            closed(&knots![330 1846 c, 440 1866, 566 1862, 690 1842 c, 690 1940 c, 330 1940 c]),
            Role::Trim,
        )
        .inlay_dark(closed(&knots![640 1850 c, 690 1842 c, 690 1940 c, 640 1940 c]), Role::Trim)
        .fold(&overlap, 6.0, 26.0)
        .fold(&points![400 1200, 392 1420, 404 1640], 5.0, 18.0)
        .fold(&points![470 1900, 456 1760, 464 1600], 4.6, 16.0)
        .crease(&points![376 1880, 384 1780, 378 1680], 4.0)
        .fold(&points![640 1230, 612 1320, 600 1440], 4.6, 14.0)
        .rim(&right, 7.0)
        .contour(&left, 8.4)
        .contour(&right, 8.8)
        .contour(&points![344 1900, 430 1918, 520 1916, 600 1914, 676 1896], 7.6)
        .onto(&mut layer);
    for (x, y, k) in [
        (430.0, 1700.0, 1.2),
        (500.0, 1790.0, 0.9),
        (384.0, 1790.0, 0.7),
        (620.0, 1770.0, 1.0),
        (420.0, 1560.0, 0.6),
    ] {
        bloom(it.pen, &mut layer, pt(x, y), 32.0 * k, 5, Role::ClothSecond);
    }
    layer
}

fn pattern(it: &Tailor<'_>, layer: &mut Layer) {
    let out = if layer.name.ends_with('l') { -1.0 } else { 1.0 };
    for (x, y, k) in [(276.0, 1212.0, 0.9), (236.0, 1150.0, 0.6)] {
        bloom(it.pen, layer, pt(512.0 + out * x, y), 30.0 * k, 5, Role::ClothSecond);
    }
}
