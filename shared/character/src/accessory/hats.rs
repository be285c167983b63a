//! Cap, beanie, straw hat.

use crate::body::piece::Piece;
use crate::body::trunk::mirrored;
use crate::body::{knots, points};
use crate::drawing::Layer;
use crate::geometry::{Path, closed, pt};
use crate::pen::Pen;
use crate::style::Role;

pub(super) fn cap(pen: &Pen, layer: &mut Layer) {
    let dome = knots![284 322 c, 276 226, 316 124, 400 66, 512 50, 624 66, 708 124, 748 226,
        740 322 c,
        640 282, 512 268, 384 282];
    let left = points![284 322, 276 226, 316 124, 400 66, 512 50];
    Piece::of(pen, &dome, Role::Accent)
        .lit(34.0, 14.0)
        .shade(closed(
            &knots![284 300 c, 400 256, 512 246, 624 256, 740 300 c, 740 340 c, 284 340 c],
        ))
        .light(closed(&knots![330 200 c, 366 130, 430 92, 400 140, 366 210 c]))
        .seam(&points![512 50, 512 160, 512 268], 4.0)
        .seam(&points![470 52, 400 120, 366 282], 4.0)
        .seam(&points![554 52, 624 120, 658 282], 4.0)
        .rim(&mirrored(&left), 8.0)
        .contour(&left, 10.0)
        .contour(&mirrored(&left), 10.6)
        .onto(layer);
    Piece::new(pen, Path::ellipse(pt(512.0, 50.0), 20.0, 11.0), Role::Trim)
        .lit(4.0, 4.0)
        .contour(&points![492 50, 512 39, 532 50, 512 61, 492 50], 5.0)
        .onto(layer);
    emblem(pen, layer);
    let peak = knots![296 316 c, 384 276, 512 260, 640 276, 728 316 c, 734 340, 708 352 c, 640 334,
        512 324, 384 334, 316 352 c, 290 340];
    Piece::of(pen, &peak, Role::Trim)
        .lit(8.0, 12.0)
        .seam(&points![312 330, 400 302, 512 292, 624 302, 712 330], 2.6)
        .contour(&points![296 316, 384 276, 512 260, 640 276, 728 316], 7.0)
        .contour(&points![708 352, 640 334, 512 324, 384 334, 316 352], 8.6)
        .contour(&points![296 316, 290 340, 316 352], 8.0)
        .contour(&points![728 316, 734 340, 708 352], 8.0)
        .onto(layer);
}

/// A folded sheet on the front of the cap.
fn emblem(pen: &Pen, layer: &mut Layer) {
    let facet = |a: (f32, f32), b: (f32, f32), d: (f32, f32)| {
        Path::polygon(&[pt(a.0, a.1), pt(b.0, b.1), pt(d.0, d.1)])
    };
    let tones = &pen.tones;
    for (path, colour) in [
        (facet((458.0, 196.0), (530.0, 150.0), (520.0, 214.0)), tones.base(Role::ClothSecond)),
        (facet((520.0, 214.0), (530.0, 150.0), (570.0, 200.0)), tones.shade(Role::ClothSecond)),
        (facet((458.0, 196.0), (520.0, 214.0), (490.0, 238.0)), tones.base(Role::Trim)),
    ] {
        layer.add(crate::drawing::Shape::new(path, colour));
    }
}

pub(super) fn beanie(pen: &Pen, layer: &mut Layer) {
    let ball = pt(518.0, 48.0);
    let mut fluff = Vec::new();
    for i in 0..22 {
        let (sin, cos) = (i as f32 * std::f32::consts::TAU / 22.0).sin_cos();
        let reach = if i % 2 == 0 { 44.0 } else { 37.0 };
        fluff.push(crate::geometry::s(ball.x + cos * reach, ball.y + sin * reach * 0.92));
    }
    let mut ring = crate::geometry::places(&fluff);
    ring.push(ring[0]);
    let mut pom = Piece::of(pen, &fluff, Role::ClothSecond).lit(16.0, 14.0);
    for (x, y) in [(-20.0, -8.0), (6.0, -20.0), (14.0, 10.0), (-8.0, 16.0)] {
        let from = ball + pt(x, y);
        pom = pom.crease(&[from, from + pt(6.0, 9.0), from + pt(4.0, 20.0)], 3.4);
    }
    pom.contour(&ring, 6.4).onto(layer);
    let dome =
        knots![290 300 c, 280 210, 324 116, 410 66, 520 54, 628 70, 706 124, 744 214, 734 300 c];
    let left = points![290 300, 280 210, 324 116, 410 66, 520 54];
    let right = points![520 54, 628 70, 706 124, 744 214, 734 300];
    let mut piece = Piece::of(pen, &dome, Role::Accent).lit(34.0, 12.0);
    for i in -5..=5 {
        let u = i as f32 / 5.6;
        let line = [
            pt(516.0 + u * 40.0, 66.0 + u.abs() * 10.0),
            pt(512.0 + u * 176.0, 140.0 + u.abs() * 20.0),
            pt(512.0 + u * 226.0, 300.0),
        ];
        piece = piece.seam(&line, 3.4);
    }
    piece.rim(&right, 8.0).contour(&left, 10.0).contour(&right, 10.6).onto(layer);
    let band = knots![280 232 c, 268 280, 278 330 c, 390 296, 512 286, 634 296, 746 330 c,
        756 280, 744 232 c,
        634 202, 512 192, 390 202];
    let mut piece = Piece::of(pen, &band, Role::Accent)
        .shade(closed(&knots![640 190 c, 660 250, 650 340 c, 770 350 c, 770 210 c]))
        .light(closed(&knots![300 240 c, 292 280, 304 300 c, 330 270, 340 232 c]));
    for i in -10..=10 {
        let u = i as f32 / 10.5;
        let x = 512.0 + u.signum() * (1.0 - (1.0 - u.abs()).powf(1.3)) * 240.0;
        let y = 196.0 + u * u * 38.0;
        piece = piece.seam(&[pt(x, y + 5.0), pt(x, y + 46.0), pt(x, y + 86.0)], 3.0);
    }
    piece
        .contour(&points![280 232, 390 202, 512 192, 634 202, 744 232], 7.0)
        .contour(&points![278 330, 390 296, 512 286, 634 296, 746 330], 8.4)
        .contour(&points![280 232, 268 280, 278 330], 9.0)
        .contour(&points![744 232, 756 280, 746 330], 9.4)
        .onto(layer);
}

/// The brim behind the head.
pub(super) fn straw_back(pen: &Pen, layer: &mut Layer) {
    let brim = Path::ellipse(pt(512.0, 250.0), 372.0, 108.0);
    let far = points![140 250, 190 190, 330 150, 512 142, 694 150, 834 190, 884 250];
    Piece::new(pen, brim, Role::Accent).dark().contour(&far, 8.0).onto(layer);
}

pub(super) fn straw(pen: &Pen, layer: &mut Layer) {
    let dome = knots![316 262 c, 318 170, 356 96, 430 60, 512 52, 594 60, 668 96, 706 170,
        708 262 c, 610 292,
        512 300, 414 292];
    let left = points![316 262, 318 170, 356 96, 430 60, 512 52];
    let mut piece = Piece::of(pen, &dome, Role::Accent).lit(30.0, 10.0);
    for i in 0..5 {
        let y = 96.0 + i as f32 * 36.0;
        let half = [120.0, 152.0, 172.0, 184.0, 190.0][i];
        piece = piece.seam(&[pt(512.0 - half, y), pt(512.0, y + 22.0), pt(512.0 + half, y)], 2.6);
    }
    piece
        .inlay(
            closed(&knots![306 206 c, 412 236, 512 244, 612 236, 718 206 c, 718 270 c,
            612 300, 512 306, 412 300, 306 270 c]),
            Role::Trim,
        )
        .inlay_dark(closed(&knots![620 236 c, 718 206 c, 718 280 c, 624 300 c]), Role::Trim)
        .seam(&points![314 208, 412 236, 512 244, 612 236, 710 208], 4.4)
        .rim(&mirrored(&left), 8.0)
        .contour(&left, 9.0)
        .contour(&mirrored(&left), 9.6)
        .onto(layer);
    // The near brim sweeps from ear to ear across the forehead.
    let brim = knots![140 250 c, 190 300, 330 346, 512 358, 694 346, 834 300, 884 250 c, 800 262,
        708 258 c,
        612 292, 512 300, 412 292, 316 258 c, 224 262];
    let low = points![140 250, 190 300, 330 346, 512 358, 694 346, 834 300, 884 250];
    let mut piece = Piece::of(pen, &brim, Role::Accent)
        .shade(closed(&knots![300 262 c, 412 300, 512 310, 612 300, 724 262 c, 760 276, 620 324,
            512 330, 404 324, 270 276]))
        .shade(closed(&knots![700 300 c, 800 276, 900 240 c, 880 330 c, 700 360 c]));
    for k in [0.25, 0.5, 0.75] {
        let y = |a: f32, b: f32| a + (b - a) * k;
        piece = piece.seam(
            &[
                pt(y(300.0, 190.0), y(270.0, 300.0)),
                pt(y(400.0, 340.0), y(296.0, 346.0)),
                pt(512.0, y(304.0, 356.0)),
                pt(y(624.0, 684.0), y(296.0, 346.0)),
                pt(y(724.0, 834.0), y(270.0, 300.0)),
            ],
            2.6,
        );
    }
    piece
        .contour(&low, 9.0)
        .contour(&points![316 258, 412 292, 512 300, 612 292, 708 258], 6.0)
        .onto(layer);
}
