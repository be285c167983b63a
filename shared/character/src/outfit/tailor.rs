//! What all outfits are sewn with: layers in their places, trims, emblems.

use super::Outfit;
use crate::body::arm::{Sleeve, arm};
use crate::body::joints::{CHEST, HIP, NECK, SIDES};
use crate::body::leg::{Legwear, leg};
use crate::body::piece::Piece;
use crate::body::points;
use crate::body::shoe::{Shoe, shoe};
use crate::body::trim::bow;
use crate::body::trunk::{both_halves, mirrored};
use crate::drawing::{Category, Layer, Shape, z};
use crate::geometry::{EVEN, Knot, Path, Point, c, closed, pt, s, taper};
use crate::pen::Pen;
use crate::style::Role;

/// Draws one outfit with one pen.
pub(super) struct Tailor<'a> {
    pub(super) pen: &'a Pen,
    pub(super) outfit: Outfit,
}

impl<'a> Tailor<'a> {
    fn layer(&self, category: Category, name: &str, z: f32) -> Layer {
        Layer::new(category, self.outfit.label(), name, z).depth(0.92)
    }

    /// Behind neck and hair: hoods, capes.
    pub(super) fn back(&self, name: &str) -> Layer {
        self.layer(Category::BackWear, name, z::BACK_WEAR).bone("chest", CHEST).depth(0.82)
    }

    /// On the trunk.
    pub(super) fn top(&self, name: &str) -> Layer {
        self.layer(Category::Topwear, name, z::TOPWEAR).bone("chest", CHEST)
    }

    /// Over trunk and arms: collars, rolls of a hood.
    pub(super) fn collar(&self, name: &str) -> Layer {
        self.layer(Category::Topwear, name, z::SCARF).bone("chest", NECK).depth(0.98)
    }

    /// Around the hips.
    pub(super) fn bottom(&self, name: &str) -> Layer {
        self.layer(Category::Bottomwear, name, z::BOTTOMWEAR + 2.0).bone("hip", HIP)
    }

    pub(super) fn arms(&self, sleeve: &Sleeve) -> Vec<Layer> {
        SIDES.iter().flat_map(|&side| arm(self.pen, side, self.outfit.label(), sleeve)).collect()
    }

    /// Both legs, and the seat that joins them.
    pub(super) fn legs(&self, wear: &Legwear) -> Vec<Layer> {
        let mut layers: Vec<Layer> =
            SIDES.iter().flat_map(|&side| leg(self.pen, side, self.outfit.label(), wear)).collect();
        layers.push(self.seat(wear.role));
        layers
    }

    fn seat(&self, role: Role) -> Layer {
        let mut layer = self.bottom("seat");
        layer.z = z::BODY + 1.5;
        let side = points![372 1130, 362 1190, 346 1262];
        let outline = both_halves(&[
            c(372.0, 1130.0),
            s(362.0, 1190.0),
            s(346.0, 1270.0),
            s(384.0, 1320.0),
            s(460.0, 1352.0),
            s(512.0, 1362.0),
        ]);
        self.piece(&outline, role)
            .shade(closed(&[
                c(520.0, 1180.0),
                s(540.0, 1280.0),
                s(520.0, 1370.0),
                c(690.0, 1370.0),
                c(690.0, 1180.0),
            ]))
            .contour(&side, 8.0)
            .contour(&mirrored(&side), 8.0)
            .onto(&mut layer);
        layer
    }

    pub(super) fn shoes(&self, kind: Shoe) -> Vec<Layer> {
        SIDES.iter().map(|&side| shoe(self.pen, side, self.outfit.label(), kind)).collect()
    }

    pub(super) fn piece(&self, outline: &[Knot], role: Role) -> Piece<'a> {
        Piece::of(self.pen, outline, role)
    }

    /// A trunk of cloth from its left half (top down) with form shadow, folds from the armpits
    /// and at the waist, rim and contours; `side` is the visible part of its left edge.
    pub(super) fn trunk(&self, left: &[Knot], side: &[Point], role: Role) -> Piece<'a> {
        let fall = [
            c(660.0, 860.0),
            s(640.0, 980.0),
            s(646.0, 1100.0),
            s(626.0, 1330.0),
            c(740.0, 1330.0),
            c(740.0, 860.0),
        ];
        let glow = [
            c(376.0, 930.0),
            s(360.0, 1010.0),
            s(364.0, 1100.0),
            c(352.0, 1190.0),
            s(378.0, 1104.0),
            s(378.0, 1010.0),
        ];
        self.piece(&both_halves(left), role)
            .shade(closed(&fall))
            .shade(closed(&[
                c(440.0, 690.0),
                s(520.0, 756.0),
                s(600.0, 724.0),
                c(640.0, 660.0),
                c(676.0, 690.0),
                s(628.0, 776.0),
                s(548.0, 812.0),
                s(478.0, 776.0),
            ]))
            .fold(&points![354 926, 388 962, 404 1016], 4.6, 15.0)
            .fold(&points![670 926, 640 968, 626 1022], 4.6, 13.0)
            .fold(&points![352 1130, 392 1140, 430 1124], 4.4, 13.0)
            .crease(&points![350 1090, 384 1094, 410 1082], 3.8)
            .fold(&points![674 1120, 640 1142, 596 1140], 4.4, 12.0)
            .light(closed(&glow))
            .rim(&mirrored(side), 7.0)
            .contour(side, 8.0)
            .contour(&mirrored(side), 8.6)
    }

    /// A ribbed band around the hem of a top, from `y` down, `half` units to each side.
    pub(super) fn hem_rib(&self, layer: &mut Layer, role: Role, y: f32, half: f32) {
        let x = |u: f32| 512.0 + u * half;
        let low = y + 62.0;
        let outline = [
            c(x(-1.0), y),
            s(x(-1.03), y + 34.0),
            c(x(-0.97), low),
            s(x(-0.5), low + 11.0),
            s(x(0.0), low + 14.0),
            s(x(0.5), low + 11.0),
            c(x(0.97), low),
            s(x(1.03), y + 34.0),
            c(x(1.0), y),
            s(x(0.0), y + 14.0),
        ];
        let mut piece = self.piece(&outline, role).shade(closed(&[
            c(x(0.62), y),
            s(x(0.68), y + 34.0),
            c(x(0.6), low + 20.0),
            c(x(1.1), low + 20.0),
            c(x(1.1), y),
        ]));
        for i in -9..=9 {
            let u = i as f32 * 0.102;
            let sag = 14.0 * (1.0 - u * u);
            piece = piece.seam(&[pt(x(u), y + 16.0 + sag), pt(x(u * 0.97), low - 10.0 + sag)], 2.4);
        }
        piece
            .contour(&[pt(x(-1.0), y), pt(x(-1.03), y + 34.0), pt(x(-0.97), low)], 8.0)
            .contour(&[pt(x(1.0), y), pt(x(1.03), y + 34.0), pt(x(0.97), low)], 8.4)
            .contour(
                &[
                    pt(x(-0.97), low),
                    pt(x(-0.5), low + 11.0),
                    pt(x(0.0), low + 14.0),
                    pt(x(0.5), low + 11.0),
                    pt(x(0.97), low),
                ],
                7.0,
            )
            .onto(layer);
    }

    /// A cord: its line, then its colour.
    pub(super) fn cord(&self, layer: &mut Layer, line: &[Point], width: f32, role: Role) {
        let rim = width + 4.6 * (0.4 + 0.6 * self.pen.manner().line_weight);
        layer.add(Shape::new(taper(line, rim, EVEN), self.pen.tones.line(role)));
        layer.add(self.pen.base(taper(line, width, EVEN), role));
    }

    /// A metal ring.
    pub(super) fn eyelet(&self, layer: &mut Layer, at: Point, radius: f32) {
        layer.add(Shape::new(Path::circle(at, radius), self.pen.tones.line(Role::Trim)));
        layer.add(self.pen.base(Path::circle(at, radius * 0.55), Role::Trim));
    }

    /// A button with a shine.
    pub(super) fn button(&self, layer: &mut Layer, at: Point, radius: f32, role: Role) {
        let line = 2.2 * (0.4 + 0.6 * self.pen.manner().line_weight);
        let tones = &self.pen.tones;
        layer.add(Shape::new(Path::circle(at, radius + line), tones.line(role)));
        layer.add(self.pen.base(Path::circle(at, radius), role));
        let low = Path::circle(at + pt(radius * 0.18, radius * 0.2), radius * 0.7);
        layer.add(Shape::new(low, tones.shade(role)).role(role));
        let shine = Path::circle(at - pt(radius * 0.3, radius * 0.3), radius * 0.32);
        layer.add(Shape::new(shine, tones.light(role)));
    }

    /// The folded-paper tip of a cord.
    pub(super) fn paper_tip(&self, layer: &mut Layer, at: Point, half: f32) {
        let p = |x: f32, y: f32| at + pt(x * half, y * half);
        let tones = &self.pen.tones;
        let outer = Path::polygon(&[p(0.0, -0.1), p(1.0, 1.7), p(0.0, 3.1), p(-1.0, 1.7)]);
        layer.add(Shape::new(outer, tones.line(Role::Trim)));
        let near = Path::polygon(&[p(0.0, 0.5), p(0.0, 2.6), p(-0.62, 1.62)]);
        let far = Path::polygon(&[p(0.0, 0.5), p(0.0, 2.6), p(0.62, 1.62)]);
        layer.add(self.pen.base(near, Role::Accent));
        layer.add(Shape::new(far, tones.shade(Role::Accent)).role(Role::Accent));
    }

    /// A bow folded from one strip: two loops, two tails, a knot.
    pub(super) fn fold_bow(&self, layer: &mut Layer, at: Point, size: f32, role: Role) {
        bow(self.pen, layer, at, size, role);
    }

    /// The brand's fold as an emblem: three facets of one sheet.
    pub(super) fn fold_emblem(&self, layer: &mut Layer, at: Point, size: f32) {
        let p = |x: f32, y: f32| at + pt(x, y) * size;
        let tones = &self.pen.tones;
        let facets = [
            ([p(0.0, 0.0), p(40.0, -20.0), p(34.0, 20.0)], tones.base(Role::ClothSecond)),
            ([p(34.0, 20.0), p(40.0, -20.0), p(64.0, 12.0)], tones.shade(Role::ClothSecond)),
            ([p(0.0, 0.0), p(34.0, 20.0), p(16.0, 36.0)], tones.base(Role::Accent)),
        ];
        for (corners, colour) in facets {
            layer.add(Shape::new(Path::polygon(&corners), colour));
        }
    }
}
