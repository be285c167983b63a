//! Neck and trunk: the skin under the clothes, and the outline that clothes follow.

use super::joints::{CHEST, NECK};
use super::piece::Piece;
use super::{knots, points};
use crate::AXIS;
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Affine, Knot, Point, closed};
use crate::pen::Pen;
use crate::style::Role;

/// The mirror image of knots or points about the face axis.
pub const MIRROR: Affine = Affine::mirror(AXIS);

/// A closed symmetric outline from its left half, given from the top down.
pub fn both_halves(left: &[Knot]) -> Vec<Knot> {
    let mut knots = left.to_vec();
    knots.extend(left.iter().rev().filter(|it| it.at.x != AXIS).map(|it| it.mapped(MIRROR)));
    knots
}

/// Points mirrored about the face axis.
pub fn mirrored(points: &[Point]) -> Vec<Point> {
    points.iter().map(|&p| MIRROR.apply(p)).collect()
}

/// A mirrored path.
pub fn mirrored_knots(knots: &[Knot]) -> Vec<Knot> {
    knots.iter().map(|it| it.mapped(MIRROR)).collect()
}

/// The skin of neck and trunk; `bare` outfits show collar bones and more.
pub fn layers(pen: &Pen) -> Vec<Layer> {
    vec![trunk(pen), neck(pen)]
}

/// The neck with the shadow of the chin.
fn neck(pen: &Pen) -> Layer {
    let mut layer =
        Layer::new(Category::Neck, "neck", "neck", z::NECK).bone("neck", NECK).depth(0.8);
    let outline = both_halves(&knots![450 520 c, 452 580, 450 624, 438 660, 406 688, 372 708,
        360 730 c, 400 790, 470 820, 512 826]);
    // The jaw, dropped and moved away from the light, and at half that depth once more.
    let chin = knots![430 500 c, 600 500 c, 600 618, 584 652, 550 678, 518 684, 486 668, 458 640,
        430 612];
    let core = knots![430 500 c, 600 500 c, 600 602, 562 630, 516 644, 474 630, 430 596];
    let far = knots![566 560 c, 556 622, 566 660, 604 694, 650 716, 620 720, 560 700, 548 650];
    let side = points![452 556, 452 590, 449 628, 437 662, 406 688];
    Piece::of(pen, &outline, Role::Skin)
        .shade(closed(&chin))
        .deep(closed(&core))
        .shade(closed(&far))
        .crease(&points![474 640, 486 676, 502 704], 3.4)
        .crease(&points![552 646, 542 680, 526 704], 3.4)
        .crease(&points![500 722, 462 716, 410 704], 4.4)
        .crease(&points![526 722, 564 716, 616 704], 4.4)
        .contour(&side, 6.0)
        .contour(&mirrored(&side), 6.4)
        .onto(&mut layer);
    layer
}

fn trunk(pen: &Pen) -> Layer {
    let mut layer = Layer::new(Category::Body, "trunk", "trunk", z::NECK - 2.0)
        .bone("chest", CHEST)
        .depth(0.88);
    let side = points![352 880, 358 960, 376 1060, 378 1110, 362 1180, 350 1250];
    let outline =
        both_halves(&knots![440 660 c, 406 687, 372 706, 330 730, 308 770, 322 830, 352 880,
        358 960, 376 1060, 378 1110, 362 1180, 350 1250, 360 1310 c, 440 1340, 512 1352]);
    Piece::of(pen, &outline, Role::Skin)
        .lit(26.0, 4.0)
        .contour(&points![440 660, 406 687, 372 706, 330 730], 6.4)
        .contour(&mirrored(&points![440 660, 406 687, 372 706, 330 730]), 6.4)
        .contour(&side, 6.4)
        .contour(&mirrored(&side), 6.4)
        .onto(&mut layer);
    layer
}
