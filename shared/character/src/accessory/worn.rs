//! What is worn around head and neck: headphones, cat ears, earrings, choker, mask, clips, scarf.

use crate::body::piece::Piece;
use crate::body::ribbon::Ribbon;
use crate::body::trunk::{both_halves, mirrored, mirrored_knots};
use crate::body::{knots, points};
use crate::drawing::{Layer, Shape};
use crate::geometry::{EVEN, Knot, Path, Point, between, closed, pt, sample, taper};
use crate::pen::Pen;
use crate::style::Role;

pub(super) fn headphones(pen: &Pen, layer: &mut Layer) {
    let arc = points![296 400, 286 270, 340 130, 430 62, 512 46, 594 62, 684 130, 738 270, 728 400];
    let weight = 0.5 + 0.5 * pen.manner().line_weight;
    layer.add(Shape::new(taper(&arc, 40.0 + 9.0 * weight, EVEN), pen.tones.line(Role::Trim)));
    layer.add(pen.base(taper(&arc, 40.0, EVEN), Role::Trim));
    let under: Vec<Point> =
        arc.iter().map(|p| pt(512.0 + (p.x - 512.0) * 0.95, p.y + 12.0)).collect();
    layer.add(Shape::new(taper(&under, 14.0, EVEN), pen.tones.shade(Role::Trim)));
    let shine = points![332 190, 380 110, 450 68];
    layer
        .add(Shape::new(taper(&shine, 9.0, crate::geometry::CONTOUR), pen.tones.light(Role::Trim)));
    for far in [false, true] {
        cup(pen, layer, far);
    }
}

fn cup(pen: &Pen, layer: &mut Layer, far: bool) {
    let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
    let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
    let pad = knots![322 366 c, 346 380, 356 440, 346 500, 322 514 c, 308 440];
    Piece::of(pen, &k(&pad), Role::Trim)
        .dark()
        .contour(&p(&points![322 366, 346 380, 356 440, 346 500, 322 514]), 7.0)
        .onto(layer);
    let shell = knots![330 348 c, 276 352, 250 400, 248 444, 254 490, 280 528, 330 532 c, 340 440];
    Piece::of(pen, &k(&shell), Role::Accent)
        .lit(16.0, 14.0)
        .light(closed(&k(&knots![276 380 c, 264 410, 264 450 c, 276 420, 292 384 c])))
        .contour(&p(&points![330 348, 276 352, 250 400, 248 444, 254 490, 280 528, 330 532]), 8.6)
        .contour(&p(&points![330 348, 340 440, 330 532]), 6.4)
        .onto(layer);
    let centre = if far { pt(732.0, 442.0) } else { pt(292.0, 442.0) };
    let facet = |a: (f32, f32), b: (f32, f32)| {
        Path::polygon(&[centre, centre + pt(a.0, a.1), centre + pt(b.0, b.1)])
    };
    let tones = &pen.tones;
    for (path, colour) in [
        (facet((-26.0, -12.0), (0.0, -34.0)), tones.base(Role::ClothSecond)),
        (facet((0.0, -34.0), (24.0, -6.0)), tones.shade(Role::ClothSecond)),
        (facet((24.0, -6.0), (4.0, 32.0)), tones.shade(Role::Trim)),
        (facet((4.0, 32.0), (-26.0, -12.0)), tones.base(Role::Trim)),
    ] {
        layer.add(Shape::new(path, colour));
    }
}

pub(super) fn cat_ears(pen: &Pen, layer: &mut Layer) {
    let ear = knots![300 232 c, 296 140, 316 30 c, 390 70, 462 142 c, 420 220 c, 350 260];
    let inner = knots![330 200 c, 326 140, 334 80 c, 380 110, 424 160 c, 390 210 c];
    for far in [false, true] {
        let k = |list: &[Knot]| if far { mirrored_knots(list) } else { list.to_vec() };
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        let mut piece = Piece::of(pen, &k(&ear), Role::Hair);
        if far {
            piece = piece.lit(20.0, 6.0);
        }
        piece
            .inlay(closed(&k(&inner)), Role::Accent)
            .inlay_dark(
                closed(&k(&knots![330 200 c, 326 140, 334 80 c, 352 140, 372 216 c])),
                Role::Accent,
            )
            .crease(&p(&points![372 216, 380 176, 374 140]), 4.4)
            .crease(&p(&points![392 214, 404 184, 402 160]), 4.0)
            .contour(&p(&points![300 232, 296 140, 316 30]), 9.0)
            .contour(&p(&points![316 30, 390 70, 462 142]), 9.0)
            .onto(layer);
    }
}

pub(super) fn earrings(pen: &Pen, layer: &mut Layer) {
    for x in [342.0, 682.0] {
        let p = |dx: f32, dy: f32| pt(x + dx, 506.0 + dy);
        let tones = &pen.tones;
        let line = 3.0 * (0.4 + 0.6 * pen.manner().line_weight);
        layer.add(Shape::new(Path::circle(p(0.0, -8.0), 6.0 + line), tones.line(Role::Metal)));
        layer.add(pen.base(Path::circle(p(0.0, -8.0), 6.0), Role::Metal));
        let k = 1.0 + line * 0.045;
        let outer =
            [p(0.0, 2.0 - line), p(17.0 * k, 32.0), p(0.0, 64.0 + line), p(-17.0 * k, 32.0)];
        layer.add(Shape::new(Path::polygon(&outer), tones.line(Role::Accent)));
        for (corners, colour) in [
            ([p(0.0, 4.0), p(-14.0, 32.0), p(0.0, 36.0)], tones.light(Role::Accent)),
            ([p(0.0, 4.0), p(14.0, 32.0), p(0.0, 36.0)], tones.base(Role::Accent)),
            ([p(0.0, 61.0), p(-14.0, 32.0), p(0.0, 36.0)], tones.base(Role::Accent)),
            ([p(0.0, 61.0), p(14.0, 32.0), p(0.0, 36.0)], tones.shade(Role::Accent)),
        ] {
            layer.add(Shape::new(Path::polygon(&corners), colour).role(Role::Accent));
        }
    }
}

pub(super) fn choker(pen: &Pen, layer: &mut Layer) {
    let band = both_halves(&knots![448 628 c, 444 650 c, 474 668, 512 674, 512 650 c, 476 645]);
    Piece::of(pen, &band, Role::Trim)
        .shade(closed(&knots![530 620 c, 546 650, 530 690 c, 600 690 c, 600 610 c]))
        .contour(&points![448 628, 476 645, 512 650, 548 645, 576 628], 4.4)
        .contour(&points![444 650, 474 668, 512 674, 550 668, 580 650], 5.0)
        .onto(layer);
    let p = |x: f32, y: f32| pt(512.0 + x, 672.0 + y);
    let tones = &pen.tones;
    let outer = [p(0.0, -6.0), p(17.0, 14.0), p(0.0, 42.0), p(-17.0, 14.0)];
    layer.add(Shape::new(Path::polygon(&outer), tones.line(Role::Accent)));
    for (corners, colour) in [
        ([p(0.0, 0.0), p(-12.0, 14.0), p(0.0, 17.0)], tones.light(Role::Accent)),
        ([p(0.0, 0.0), p(12.0, 14.0), p(0.0, 17.0)], tones.base(Role::Accent)),
        ([p(0.0, 36.0), p(-12.0, 14.0), p(0.0, 17.0)], tones.base(Role::Accent)),
        ([p(0.0, 36.0), p(12.0, 14.0), p(0.0, 17.0)], tones.shade(Role::Accent)),
    ] {
        layer.add(Shape::new(Path::polygon(&corners), colour).role(Role::Accent));
    }
}

pub(super) fn mask(pen: &Pen, layer: &mut Layer) {
    for far in [false, true] {
        let p = |list: &[Point]| if far { mirrored(list) } else { list.to_vec() };
        for line in [points![384 500, 356 470, 344 440], points![396 566, 360 530, 346 490]] {
            layer.add(pen.ink(&p(&line), 9.0, pen.tones.line(Role::ClothSecond), EVEN));
            layer.add(pen.base(taper(&p(&line), 5.0, EVEN), Role::ClothSecond));
        }
    }
    let outline =
        both_halves(&knots![512 476 c, 476 484, 430 490, 380 494 c, 388 546, 424 590, 470 614,
        512 620]);
    let low =
        points![380 494, 388 546, 424 590, 470 614, 512 620, 554 614, 600 590, 636 546, 644 494];
    Piece::of(pen, &outline, Role::ClothSecond)
        .shade(closed(&knots![560 470 c, 576 530, 548 590, 500 630 c, 660 630 c, 660 470 c]))
        .fold(&points![392 520, 450 532, 512 534, 574 532, 632 520], 3.6, 9.0)
        .fold(&points![404 552, 456 564, 512 567, 568 564, 620 552], 3.6, 9.0)
        .crease(&points![432 584, 472 592, 512 594, 552 592, 592 584], 3.2)
        .light(closed(&knots![404 504 c, 440 502, 476 496, 470 512, 430 516]))
        .contour(&points![380 494, 430 490, 476 484, 512 476, 548 484, 594 490, 644 494], 6.4)
        .contour(&low, 7.4)
        .onto(layer);
    let p = |x: f32, y: f32| pt(590.0 + x, 574.0 + y);
    for (corners, role) in [
        ([p(-12.0, 0.0), p(10.0, -14.0), p(8.0, 8.0)], Role::Accent),
        ([p(-12.0, 0.0), p(8.0, 8.0), p(-4.0, 14.0)], Role::Trim),
    ] {
        layer.add(pen.base(Path::polygon(&corners), role));
    }
}

pub(super) fn star_clip(pen: &Pen, layer: &mut Layer) {
    let centre = pt(392.0, 262.0);
    let ray = |i: usize, reach: f32| {
        let angle = (i as f32 * 36.0 - 104.0).to_radians();
        centre + pt(angle.cos(), angle.sin()) * reach
    };
    let line = 3.4 * (0.4 + 0.6 * pen.manner().line_weight);
    let outer: Vec<Point> =
        (0..10).map(|i| ray(i, if i % 2 == 0 { 50.0 + line * 1.6 } else { 23.0 + line })).collect();
    let tones = &pen.tones;
    layer.add(Shape::new(Path::polygon(&outer), tones.line(Role::Accent)));
    for i in 0..10 {
        let reach = |i: usize| if i.is_multiple_of(2) { 50.0 } else { 23.0 };
        let path = Path::polygon(&[centre, ray(i, reach(i)), ray(i + 1, reach(i + 1))]);
        let colour = match (i % 2, i) {
            (0, 0 | 8 | 6) => tones.light(Role::Accent),
            (0, _) => tones.base(Role::Accent),
            (_, 1 | 3 | 5) => tones.shade(Role::Accent),
            _ => tones.base(Role::Accent),
        };
        layer.add(Shape::new(path, colour).role(Role::Accent));
    }
}

/// The part of the scarf behind the neck.
pub(super) fn scarf_back(pen: &Pen, layer: &mut Layer) {
    let outline = knots![398 640 c, 430 596, 512 582, 594 596, 626 640 c, 612 720 c, 412 720 c];
    Piece::of(pen, &outline, Role::Accent)
        .dark()
        .deep(closed(&knots![430 640 c, 512 610, 594 640 c, 600 720 c, 424 720 c]))
        .contour(&points![398 640, 430 596, 512 582, 594 596, 626 640], 6.4)
        .onto(layer);
}

/// The loop around the neck and its knot.
pub(super) fn scarf_loop(pen: &Pen, layer: &mut Layer) {
    let outline = knots![410 606 c, 380 636, 378 684, 412 730, 476 764, 546 762, 606 732,
        644 686, 646 638,
        614 606 c, 590 652, 550 680, 512 686, 472 678, 436 652];
    let low = points![410 606, 380 636, 378 684, 412 730, 476 764, 546 762, 606 732, 644 686,
        646 638, 614 606];
    Piece::of(pen, &outline, Role::Accent)
        .shade(closed(&knots![614 600 c, 596 660, 552 694, 505 708, 450 690, 420 640 c, 440 666,
            512 696, 566 672, 600 620 c]))
        .shade(closed(&knots![660 630 c, 622 716, 546 776, 490 780 c, 548 738, 596 700, 614 640 c]))
        .light(closed(&knots![392 646 c, 392 690, 430 730 c, 414 690, 408 646 c]))
        .fold(&points![470 748, 424 708, 396 660], 4.6, 9.0)
        .fold(&points![500 742, 556 726, 616 680], 4.6, 8.0)
        .crease(&points![490 722, 540 712, 588 688], 4.0)
        .crease(&points![440 700, 420 676, 410 640], 3.8)
        .rim(&points![606 732, 644 686, 646 638], 6.0)
        .contour(&low, 7.4)
        .contour(&points![410 606, 436 652, 472 678, 512 686, 550 680, 590 652, 614 606], 6.0)
        .onto(layer);
    let knot = knots![444 722, 470 704, 506 712, 520 742, 502 772, 466 774, 444 754];
    let mut ring = crate::geometry::places(&knot);
    ring.push(ring[0]);
    Piece::of(pen, &knot, Role::Accent)
        .lit(10.0, 8.0)
        .fold(&points![458 716, 468 740, 462 768], 4.0, 7.0)
        .crease(&points![486 710, 498 738, 490 764], 3.6)
        .contour(&ring, 6.4)
        .onto(layer);
}

/// Where the two tails of the scarf hang.
pub(super) const TAIL: [Point; 4] =
    [pt(478.0, 748.0), pt(462.0, 850.0), pt(456.0, 950.0), pt(462.0, 1060.0)];
const TAIL_NEAR: [Point; 4] =
    [pt(490.0, 754.0), pt(524.0, 850.0), pt(540.0, 930.0), pt(536.0, 1010.0)];

pub(super) fn scarf_tails(pen: &Pen, layer: &mut Layer) {
    for (spine, dark) in [(TAIL_NEAR, true), (TAIL, false)] {
        tail(pen, layer, &spine, dark);
    }
}

fn tail(pen: &Pen, layer: &mut Layer, spine: &[Point], dark: bool) {
    let ribbon = Ribbon::new(
        spine,
        &[(0.0, 16.0), (0.3, 34.0), (0.75, 42.0), (1.0, 46.0)],
        &[(0.0, 16.0), (0.3, 34.0), (0.75, 42.0), (1.0, 46.0)],
    );
    let (left, right) = (ribbon.edge(1.0, 0.0, 1.0), ribbon.edge(-1.0, 0.0, 1.0));
    let mut piece = Piece::new(pen, between(&left, &right), Role::Accent);
    piece = if dark { piece.dark() } else { piece.lit(14.0, 2.0) };
    piece = piece
        .inlay(ribbon.stripe(0.80, 0.85, 8.0), Role::Trim)
        .inlay(ribbon.stripe(0.90, 0.93, 8.0), Role::Trim)
        .fold(&ribbon.line(&[(0.06, 0.1), (0.34, 0.2), (0.68, 0.3)]), 4.4, 10.0)
        .crease(&ribbon.line(&[(0.12, -0.4), (0.36, -0.5), (0.6, -0.4)]), 3.8)
        .contour(&left, 7.0)
        .contour(&right, 7.4)
        .contour(&ribbon.across(1.0, 1.0, -1.0, 0.0), 5.6);
    piece.onto(layer);
    // A fringe of twisted threads.
    for i in 0..7 {
        let u = 0.9 - i as f32 * 0.3;
        let line =
            sample(&[ribbon.at(0.99, u), ribbon.at(1.06, u * 1.03), ribbon.at(1.12, u * 1.08)], 4);
        let weight = 4.4 * (0.5 + 0.5 * pen.manner().line_weight);
        layer.add(Shape::new(taper(&line, 8.0 + weight, EVEN), pen.tones.line(Role::Accent)));
        layer.add(pen.base(taper(&line, 8.0, EVEN), Role::Accent));
    }
}
