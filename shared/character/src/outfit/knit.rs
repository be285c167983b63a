//! A thick roll-neck with cables, trousers and boots.

use super::tailor::Tailor;
use crate::body::arm::{Cuff, LOOSE, Sleeve};
use crate::body::leg::TUCKED;
use crate::body::shoe::Shoe;
use crate::body::trunk::{both_halves, mirrored};
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Point, closed, pt};
use crate::style::Role;

const SLEEVE: Sleeve = Sleeve { cuff: Cuff::Rib(Role::Cloth), ..LOOSE };

pub(super) fn layers(it: &Tailor<'_>) -> Vec<Layer> {
    let mut layers = vec![body(it), roll(it)];
    layers.extend(it.arms(&SLEEVE));
    layers.extend(it.legs(&TUCKED));
    layers.extend(it.shoes(Shoe::Boot(Role::Leather, Role::Trim)));
    layers
}

fn body(it: &Tailor<'_>) -> Layer {
    let mut layer = it.top("body");
    it.hem_rib(&mut layer, Role::Cloth, 1230.0, 170.0);
    let left = knots![512 760 c, 460 730, 410 668 c, 368 698, 326 722, 300 766, 322 840, 340 900,
        332 1000, 336 1110, 326 1190, 336 1240 c, 420 1252, 512 1256];
    let side = points![340 896, 332 1000, 336 1110, 326 1190, 336 1240];
    let mut piece = it.trunk(&left, &side, Role::Cloth);
    for x in [-96.0, 0.0, 96.0] {
        piece = cable(piece, 512.0 + x, if x == 0.0 { 812.0 } else { 772.0 }, 1250.0);
    }
    piece
        .fold(&points![344 1170, 376 1200, 390 1240], 4.6, 15.0)
        .fold(&points![680 1170, 650 1204, 640 1240], 4.6, 14.0)
        .onto(&mut layer);
    layer
}

/// A twisted cable between two ridges.
fn cable<'b>(
    mut piece: crate::body::piece::Piece<'b>,
    x: f32,
    y0: f32,
    y1: f32,
) -> crate::body::piece::Piece<'b> {
    const TURN: f32 = 56.0;
    let mut y = y0;
    while y < y1 {
        let line: [Point; 3] =
            [pt(x - 15.0, y), pt(x + 2.0, y + TURN * 0.42), pt(x + 14.0, y + TURN * 0.98)];
        let back: [Point; 2] = [pt(x + 15.0, y + 4.0), pt(x + 6.0, y + TURN * 0.30)];
        piece = piece.dent(&line, 9.0).crease(&line, 4.0).crease(&back, 3.4);
        y += TURN;
    }
    let rail = |dx: f32| [pt(x + dx, y0 - 6.0), pt(x + dx * 1.02, 0.5 * (y0 + y1)), pt(x + dx, y1)];
    piece.seam(&rail(-25.0), 3.4).seam(&rail(25.0), 3.4)
}

fn roll(it: &Tailor<'_>) -> Layer {
    let mut layer = it.collar("roll");
    let outline =
        both_halves(&knots![512 690 c, 470 678, 432 634 c, 402 650, 390 700, 416 754, 460 782,
        512 788]);
    let upper = points![432 634, 470 678, 512 690, 554 678, 592 634];
    let lower = points![390 700, 416 754, 460 782, 512 788, 564 782, 608 754, 634 700];
    let side = points![432 634, 402 650, 390 700];
    let mut piece = it
        .piece(&outline, Role::Cloth)
        .shade(closed(&knots![432 634 c, 470 686, 512 700, 554 686, 592 634 c, 600 660 c,
            560 708, 512 722, 464 708, 424 660 c]))
        .shade(closed(&knots![540 690 c, 570 740, 530 800 c, 660 780 c, 650 640 c, 592 640 c]));
    for i in -7..=7 {
        let u = i as f32 / 7.6;
        let (top, low) = (
            pt(512.0 + u * 84.0, 700.0 - 52.0 * u * u),
            pt(512.0 + u * 116.0, 776.0 - 70.0 * u * u),
        );
        piece = piece.seam(&[top, top.towards(low, 0.5) + pt(u * 5.0, 0.0), low], 2.6);
    }
    piece
        .contour(&upper, 6.0)
        .contour(&lower, 7.6)
        .contour(&side, 7.2)
        .contour(&mirrored(&side), 7.6)
        .onto(&mut layer);
    layer
}
