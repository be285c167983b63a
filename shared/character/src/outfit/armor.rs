//! Plate over a tunic, with pauldrons, gauntlets, greaves and a cape; its facets are folded.

use super::skirt::Skirt;
use super::tailor::Tailor;
use crate::body::arm::{FITTED, Sleeve};
use crate::body::joints::{FOREARM, HAND, SIDES, Side};
use crate::body::leg::{Legwear, TUCKED};
use crate::body::limb::{Cut, Limb};
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, between, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve { role: Role::ClothSecond, hand: Role::Leather, ..FITTED };
const LEGS: Legwear = TUCKED;
const TUNIC: Skirt = Skirt {
    role: Role::Cloth,
    waist: (1130.0, 150.0),
    hem: (1420.0, 222.0),
    folds: 6,
    pleated: false,
    band: Some(Role::Accent),
};

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![cape(it), plate(it), TUNIC.layer(it), belt(it), gorget(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&LEGS));
    layers.extend(it.shoes(Shoe::Boot(Role::Metal, Role::Accent)));
    for layer in &mut layers {
        let Some(side) = SIDES.into_iter().find(|side| layer.name.ends_with(side.letter())) else {
            continue;
        };
        match &layer.name[..layer.name.len() - 2] {
            "arm" => pauldron(it, layer, side),
            "forearm" => gauntlet(it, layer, side),
            _ => {}
        }
    }
    layers
}

fn cape(it: &Tailor<'_>) -> Layer {
    let mut layer = it.back("cape");
    layer.chain = points![512 760, 512 1200, 512 1700].to_vec();
    let outline = knots![420 660 c, 330 720, 262 900, 216 1200, 190 1500, 176 1730 c, 260 1700,
        330 1752,
        420 1716, 512 1760, 604 1716, 694 1752, 770 1700, 850 1726 c, 834 1500, 808 1200, 762 900,
        694 720, 604 660 c];
    let left = points![330 720, 262 900, 216 1200, 190 1500, 176 1730];
    let hem = points![176 1730, 260 1700, 330 1752, 420 1716, 512 1760, 604 1716, 694 1752,
        770 1700, 850 1726];
    it.piece(&outline, Role::Accent)
        .shade(closed(&knots![300 760 c, 372 1100, 380 1800 c, 680 1800 c, 660 1100, 724 760 c]))
        .deep(closed(&knots![420 1000 c, 440 1300, 430 1800 c, 600 1800 c, 590 1300, 610 1000 c]))
        .fold(&points![250 1710, 268 1400, 300 1100], 5.4, 22.0)
        .fold(&points![770 1710, 744 1400, 720 1100], 5.4, 22.0)
        .fold(&points![334 1750, 350 1600, 360 1450], 5.0, 18.0)
        .rim(&mirrored(&left), 8.0)
        .contour(&left, 8.8)
        .contour(&mirrored(&left), 9.0)
        .contour(&hem, 8.0)
        .onto(&mut layer);
    layer
}

fn plate(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("plate");
    let left = knots![512 744 c, 456 724, 416 690 c, 372 706, 330 728, 312 768, 328 840, 346 896,
        344 980, 366 1080, 362 1140 c, 440 1170, 512 1196 c];
    let side = points![346 896, 344 980, 366 1080, 362 1140];
    let piece = it.piece(&both_halves(&left), Role::Metal);
    piece
        // Facets: the breast is folded along the middle and under each pectoral.
        .shade(closed(&knots![512 744 c, 512 1196 c, 700 1140 c, 720 700 c, 620 690 c, 560 730]))
        .inlay(closed(&knots![512 800 c, 640 820 c, 628 940 c, 512 1000 c]), Role::Metal)
        .shade(closed(&knots![512 1000 c, 400 946 c, 352 990 c, 366 1090 c, 512 1196 c]))
        .deep(closed(&knots![512 1000 c, 628 940 c, 676 980 c, 660 1090 c, 512 1196 c]))
        .light(closed(&knots![400 760 c, 470 772 c, 440 880 c, 380 900 c]))
        .band(&points![340 1126, 440 1154, 512 1180, 584 1154, 684 1126], 13.0, Role::Accent)
        .seam(&points![512 744, 512 1000, 512 1196], 5.0)
        .seam(&points![344 970, 400 946, 512 1000, 628 946, 680 970], 5.0)
        .seam(&points![346 1110, 440 1140, 512 1165, 584 1140, 678 1110], 3.4)
        .rim(&mirrored(&side), 7.0)
        .contour(&side, 8.4)
        .contour(&mirrored(&side), 8.8)
        .contour(&points![362 1140, 440 1170, 512 1196], 7.4)
        .contour(&points![662 1140, 584 1170, 512 1196], 7.4)
        .onto(&mut layer);
    let gem = knots![512 850 c, 540 890 c, 512 946 c, 484 890 c];
    it.piece(&gem, Role::Accent)
        .shade(closed(&knots![512 850 c, 540 890 c, 512 946 c]))
        .light(closed(&knots![512 850 c, 484 890 c, 512 896 c]))
        .contour(&points![512 850, 540 890], 5.4)
        .contour(&points![540 890, 512 946], 5.4)
        .contour(&points![512 946, 484 890], 5.4)
        .contour(&points![484 890, 512 850], 5.4)
        .onto(&mut layer);
    layer
}

fn belt(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("belt");
    layer.z += 2.0;
    let band =
        both_halves(&knots![358 1146 c, 356 1186 c, 440 1210, 512 1216, 512 1180 c, 440 1172]);
    it.piece(&band, Role::Leather)
        .lit(10.0, 8.0)
        .contour(&points![358 1146, 440 1172, 512 1180, 584 1172, 666 1146], 6.0)
        .contour(&points![356 1186, 440 1210, 512 1216, 584 1210, 668 1186], 6.0)
        .onto(&mut layer);
    let buckle = knots![478 1170 c, 546 1170 c, 546 1226 c, 478 1226 c];
    it.piece(&buckle, Role::Metal)
        .lit(10.0, 8.0)
        .contour(&points![478 1170, 546 1170], 5.4)
        .contour(&points![546 1170, 546 1226], 5.4)
        .contour(&points![546 1226, 478 1226], 5.4)
        .contour(&points![478 1226, 478 1170], 5.4)
        .onto(&mut layer);
    it.button(&mut layer, pt(512.0, 1198.0), 10.0, Role::Accent);
    layer
}

fn gorget(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("gorget");
    let ring =
        both_halves(&knots![512 704 c, 462 690, 424 640 c, 398 660, 372 712 c, 440 772, 512 790]);
    let low = points![372 712, 440 772, 512 790, 584 772, 652 712];
    it.piece(&ring, Role::Metal)
        .shade(closed(&knots![520 690 c, 560 740, 540 800 c, 680 760 c, 680 640 c, 600 640 c]))
        .light(closed(&knots![400 664 c, 420 690, 444 716, 430 730 c, 400 708]))
        .band(&points![380 704, 442 756, 512 772, 582 756, 644 704], 8.0, Role::Accent)
        .contour(&points![424 640, 462 690, 512 704, 562 690, 600 640], 6.0)
        .contour(&low, 7.4)
        .contour(&points![424 640, 398 660, 372 712], 7.0)
        .contour(&points![600 640, 626 660, 652 712], 7.0)
        .onto(&mut layer);
    layer
}

/// Three plates over the shoulder.
fn pauldron(it: &Tailor<'_>, layer: &mut Layer, side: Side) {
    let far = side == Side::Right;
    let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let low = knots![236 850 c, 228 900, 236 952 c, 290 968, 352 944 c, 360 900, 356 850 c];
    it.piece(&k(&low), Role::Metal)
        .lit(24.0, 6.0)
        .contour(&p(&points![236 850, 228 900, 236 952, 290 968, 352 944, 360 900]), 7.0)
        .onto(layer);
    let top = knots![384 700 c, 320 700, 258 738, 226 800, 220 872 c, 282 902, 366 872 c, 384 800,
        392 740];
    let ridge = points![384 704, 318 760, 286 896];
    it.piece(&k(&top), Role::Metal)
        .shade(closed(&k(&knots![384 704 c, 322 768 c, 288 902 c, 366 880 c, 400 760 c])))
        .light(closed(&k(&knots![330 712 c, 270 750, 240 806 c, 280 780, 318 744])))
        .band(&p(&points![222 856, 284 884, 366 856]), 9.0, Role::Accent)
        .seam(&p(&ridge), 4.6)
        .contour(&p(&points![384 700, 320 700, 258 738, 226 800, 220 872]), 8.2)
        .contour(&p(&points![220 872, 282 902, 366 872]), 7.0)
        .contour(&p(&points![366 872, 384 800, 392 740, 384 700]), 6.4)
        .onto(layer);
}

fn gauntlet(it: &Tailor<'_>, layer: &mut Layer, side: Side) {
    let cut = Cut::even(&[(0.0, 62.0), (0.12, 64.0), (0.5, 52.0), (1.0, 46.0)]);
    let limb = Limb::new(side, &[FOREARM, HAND], cut);
    let ribbon = limb.ribbon();
    let edge = |u: f32| ribbon.edge(u, 0.16, 1.0);
    let top: Vec<Point> = ribbon.across(0.16, 1.0, -1.0, -22.0);
    let low: Vec<Point> = ribbon.across(1.0, 1.0, -1.0, 9.0);
    crate::body::piece::Piece::new(it.pen, between(&edge(1.0), &edge(-1.0)), Role::Metal)
        .lit(20.0, 4.0)
        .inlay(between(&top, &ribbon.across(0.27, 1.0, -1.0, -22.0)), Role::Accent)
        .inlay_dark(
            ribbon.patch(&[(0.1, -0.45), (0.3, -0.45)], &[(0.1, -1.2), (0.3, -1.2)]),
            Role::Accent,
        )
        .seam(&ribbon.across(0.27, 1.0, -1.0, -22.0), 4.4)
        .seam(&ribbon.line(&[(0.30, 0.1), (0.6, 0.06), (1.0, 0.0)]), 4.4)
        .rim(&edge(-1.0), 6.0)
        .contour(&edge(1.0), 7.8)
        .contour(&edge(-1.0), 7.8)
        .contour(&top, 7.0)
        .contour(&low, 6.4)
        .onto(layer);
}
