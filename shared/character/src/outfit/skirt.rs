//! Skirts: pleated or flared, hanging from the waist.

use super::tailor::Tailor;
use crate::drawing::Layer;
use crate::geometry::{Knot, Point, between, c, closed, pt, s};
use crate::style::Role;

/// How a skirt is cut.
pub(super) struct Skirt {
    /// What it is made of.
    pub(super) role: Role,
    /// Height of the waist and half the width there.
    pub(super) waist: (f32, f32),
    /// Height of the hem and half the width there.
    pub(super) hem: (f32, f32),
    /// Number of pleats, or of folds in a flared one.
    pub(super) folds: usize,
    /// Whether the folds are pressed.
    pub(super) pleated: bool,
    /// A band near the hem.
    pub(super) band: Option<Role>,
}

impl Skirt {
    /// The place at share `u` (-1 to 1) across and `v` (0 waist, 1 hem) down.
    fn at(&self, u: f32, v: f32) -> Point {
        let ease = v.powf(0.86);
        let half = self.waist.1 + (self.hem.1 - self.waist.1) * ease;
        let sag = 26.0 * (1.0 - u * u) * (0.3 + 0.7 * v);
        // What is near the edge is seen turned away: folds lie closer there.
        let x = (u * 1.32).sin() / 1.32_f32.sin();
        pt(512.0 + x * half, self.waist.0 + (self.hem.0 - self.waist.0) * v + sag)
    }

    fn down(&self, u: f32, v0: f32, v1: f32) -> Vec<Point> {
        (0..=4).map(|i| self.at(u, v0 + (v1 - v0) * i as f32 / 4.0)).collect()
    }

    fn hem_line(&self) -> Vec<Knot> {
        let n = self.folds as i32;
        let mut knots = Vec::new();
        for i in 0..n {
            let u0 = -1.0 + 2.0 * i as f32 / n as f32;
            let step = 2.0 / n as f32;
            if self.pleated {
                let low = self.at(u0 + step * 0.86, 1.0) + pt(0.0, 7.0);
                knots.push(Knot { at: self.at(u0, 1.0) - pt(0.0, 3.0), corner: true });
                knots.push(Knot { at: low, corner: true });
            } else {
                let (a, b) = (self.at(u0 + step * 0.3, 1.0), self.at(u0 + step * 0.8, 1.0));
                knots.push(s(a.x, a.y + 9.0));
                knots.push(s(b.x, b.y - 9.0));
            }
        }
        let last = self.at(1.0, 1.0);
        knots.push(c(last.x, last.y - 3.0));
        if let Some(first) = knots.first_mut() {
            first.corner = true;
        }
        knots
    }

    /// The skirt as one layer, swinging from the hips.
    pub(super) fn layer(&self, it: &Tailor<'_>) -> Layer {
        let mut layer = it.bottom("skirt");
        layer.chain = vec![self.at(0.0, 0.1), self.at(0.0, 0.5), self.at(0.0, 1.0)];
        let (left, right) = (self.down(-1.0, 0.0, 1.0), self.down(1.0, 1.0, 0.0));
        let hem = self.hem_line();
        let mut outline: Vec<Knot> = left.iter().map(|&at| Knot { at, corner: false }).collect();
        outline.extend(&hem);
        outline.extend(right.iter().map(|&at| Knot { at, corner: false }));
        let last = outline.len() - 1;
        outline[0].corner = true;
        outline[last].corner = true;
        let mut piece = it.piece(&outline, self.role);
        if let Some(role) = self.band {
            let line = |v: f32| {
                (0..=12).map(|i| self.at(-1.04 + i as f32 * 0.1735, v)).collect::<Vec<_>>()
            };
            piece = piece.inlay(between(&line(0.86), &line(0.91)), role);
        }
        let step = 2.0 / self.folds as f32;
        for i in 0..self.folds {
            let u = -1.0 + step * i as f32;
            piece = if self.pleated {
                self.pleat(piece, u, step)
            } else {
                self.cone(piece, u, step, i)
            };
        }
        let far = [self.at(0.55, 0.0), self.at(0.6, 0.5), self.at(0.58, 1.2)];
        let out = [self.at(1.2, 0.0), self.at(1.2, 0.5), self.at(1.2, 1.2)];
        let hem_points: Vec<Point> = hem.iter().map(|knot| knot.at).collect();
        piece = piece
            .shade(between(&far, &out))
            .rim(&right, 7.0)
            .contour(&left, 8.0)
            .contour(&right, 8.6);
        if self.pleated {
            for pair in hem_points.windows(2) {
                piece = piece.contour(pair, 6.0);
            }
        } else {
            piece = piece.contour(&hem_points, 7.6);
        }
        piece.onto(&mut layer);
        layer
    }

    fn pleat<'b>(
        &self,
        piece: crate::body::piece::Piece<'b>,
        u: f32,
        step: f32,
    ) -> crate::body::piece::Piece<'b> {
        let strip =
            between(&self.down(u + step * 0.58, 0.12, 1.1), &self.down(u + step, 0.02, 1.1));
        piece.shade(strip).seam(&self.down(u + step, 0.02, 1.0), 4.4)
    }

    fn cone<'b>(
        &self,
        piece: crate::body::piece::Piece<'b>,
        u: f32,
        step: f32,
        i: usize,
    ) -> crate::body::piece::Piece<'b> {
        let top = if i.is_multiple_of(2) { 0.12 } else { 0.4 };
        let line = [
            self.at(u + step * 0.86, 1.0),
            self.at(u + step * 0.80, 0.7),
            self.at(u + step * 0.84, top),
        ];
        let wedge = closed(&[
            c(line[2].x, line[2].y),
            s(line[1].x, line[1].y),
            c(line[0].x, line[0].y + 20.0),
            c(self.at(u + step * 1.2, 1.0).x, line[0].y + 20.0),
            s(self.at(u + step * 1.02, 0.7).x, line[1].y),
        ]);
        piece.shade(wedge).crease(&line, 4.6)
    }
}
