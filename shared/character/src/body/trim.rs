//! Trims that outfits and accessories share.

use super::piece::Piece;
use crate::drawing::{Layer, Shape};
use crate::geometry::{Knot, Path, Point, pt};
use crate::pen::Pen;
use crate::style::Role;

/// A bow folded from one strip: two loops, two tails, a knot.
pub fn bow(pen: &Pen, layer: &mut Layer, at: Point, size: f32, role: Role) {
    let place = |x: f32, y: f32, far: bool| at + pt(if far { -x } else { x }, y) * size;
    for far in [true, false] {
        let p = |x: f32, y: f32| place(x, y, far);
        let run = |list: &[(f32, f32)]| list.iter().map(|&(x, y)| p(x, y)).collect::<Vec<_>>();
        let corner = |list: &[(f32, f32)]| -> Vec<Knot> {
            list.iter().map(|&(x, y)| Knot { at: p(x, y), corner: true }).collect()
        };
        let tail = [
            (-4.0, 6.0),
            (-40.0, 62.0),
            (-58.0, 112.0),
            (-34.0, 104.0),
            (-18.0, 118.0),
            (8.0, 12.0),
        ];
        Piece::of(pen, &corner(&tail), role)
            .lit(6.0 * size, 8.0 * size)
            .contour(&run(&tail[..3]), 5.6)
            .contour(&run(&tail[2..4]), 5.0)
            .contour(&run(&tail[3..5]), 5.0)
            .contour(&run(&tail[4..]), 5.6)
            .onto(layer);
        let wing = [
            (-6.0, -8.0),
            (-52.0, -46.0),
            (-92.0, -40.0),
            (-96.0, 6.0),
            (-60.0, 34.0),
            (-6.0, 10.0),
        ];
        let mut knots: Vec<Knot> =
            wing.iter().map(|&(x, y)| Knot { at: p(x, y), corner: false }).collect();
        knots[0].corner = true;
        knots[5].corner = true;
        Piece::of(pen, &knots, role)
            .lit(8.0 * size, 10.0 * size)
            .fold(&run(&[(-10.0, 0.0), (-42.0, -14.0), (-64.0, -10.0)]), 4.0, 8.0 * size)
            .contour(&run(&wing), 6.0)
            .onto(layer);
    }
    let knot =
        [(-14.0, -14.0), (14.0, -14.0), (17.0, 2.0), (13.0, 18.0), (-13.0, 18.0), (-17.0, 2.0)];
    let points: Vec<Point> = knot.iter().map(|&(x, y)| place(x, y, false)).collect();
    let knots: Vec<Knot> = points.iter().map(|&at| Knot { at, corner: false }).collect();
    let ring = [&points[..], &points[..1]].concat();
    Piece::of(pen, &knots, role).lit(6.0 * size, 5.0 * size).contour(&ring, 5.4).onto(layer);
}

/// A flower of folded petals, two facets each.
pub fn bloom(pen: &Pen, layer: &mut Layer, at: Point, size: f32, petals: usize, role: Role) {
    let tones = &pen.tones;
    let turn = 360.0 / petals as f32;
    let rim = 0.05 * (0.4 + 0.6 * pen.manner().line_weight);
    for i in 0..petals {
        let angle = (i as f32 * turn - 80.0).to_radians();
        let half = (turn * 0.40).to_radians();
        let ray = |way: f32, reach: f32| {
            let (sin, cos) = (angle + way).sin_cos();
            at + pt(cos, sin) * (reach * size)
        };
        let ink = [
            at,
            ray(-half - rim, 0.68 + rim),
            ray(0.0, 1.0 + rim * 1.4),
            ray(half + rim, 0.68 + rim),
        ];
        layer.add(Shape::new(Path::polygon(&ink), tones.line(role)));
        let near = Path::polygon(&[at, ray(-half, 0.66), ray(0.0, 1.0)]);
        let far = Path::polygon(&[at, ray(0.0, 1.0), ray(half, 0.66)]);
        layer.add(Shape::new(near, tones.light(role)).role(role));
        layer.add(Shape::new(far, tones.shade(role)).role(role));
    }
    let line = 2.4 * (0.4 + 0.6 * pen.manner().line_weight);
    layer.add(Shape::new(Path::circle(at, 0.15 * size + line), tones.line(role)));
    layer.add(pen.base(Path::circle(at, 0.15 * size), Role::Metal));
}
