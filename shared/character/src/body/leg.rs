//! Legs: bare, in socks, shorts or trousers.

use super::joints::{FOOT, SHIN, Side, THIGH};
use super::limb::{Cut, Limb};
use super::piece::Piece;
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Knot, Point, smooth};
use crate::pen::Pen;
use crate::style::Role;

/// The bare thigh.
pub const BARE_THIGH: Cut = Cut {
    outer: &[(0.0, 92.0), (0.25, 88.0), (0.65, 64.0), (1.0, 50.0)],
    inner: &[(0.0, 66.0), (0.22, 64.0), (0.65, 50.0), (1.0, 45.0)],
};
/// The bare shin.
pub const BARE_SHIN: Cut = Cut {
    outer: &[(0.0, 50.0), (0.28, 55.0), (0.65, 42.0), (1.0, 31.0)],
    inner: &[(0.0, 45.0), (0.3, 50.0), (0.65, 38.0), (1.0, 29.0)],
};

/// How far the cloth of a leg goes down.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reach {
    /// No cloth.
    None,
    /// Down to this share of the thigh.
    Thigh(f32),
    /// To the ankle.
    Full,
}

/// How a trouser leg ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hem {
    /// Plain.
    Plain,
    /// Gathered in a rib of this role.
    Rib(Role),
    /// Turned up.
    Turned(Role),
}

/// What a leg wears, but for the shoe.
#[derive(Clone, Copy, Debug)]
pub struct Legwear {
    /// Half widths of cloth over the thigh.
    pub thigh: Cut,
    /// Half widths of cloth over the shin.
    pub shin: Cut,
    /// What it is made of.
    pub role: Role,
    /// How far it goes down.
    pub reach: Reach,
    /// How it ends.
    pub hem: Hem,
    /// A sock from this share of the shin (negative: of the thigh, from the knee up) down.
    pub sock: Option<(f32, Role)>,
    /// A stripe down the outside.
    pub stripe: Option<Role>,
}

/// Bare legs.
pub const BARE: Legwear = Legwear {
    thigh: BARE_THIGH,
    shin: BARE_SHIN,
    role: Role::ClothLower,
    reach: Reach::None,
    hem: Hem::Plain,
    sock: None,
    stripe: None,
};

/// Straight trousers.
pub const TROUSERS: Legwear = Legwear {
    thigh: Cut {
        outer: &[(0.0, 98.0), (0.25, 95.0), (0.65, 78.0), (1.0, 66.0)],
        inner: &[(0.0, 68.0), (0.22, 68.0), (0.65, 60.0), (1.0, 56.0)],
    },
    shin: Cut {
        outer: &[(0.0, 66.0), (0.4, 62.0), (1.0, 58.0)],
        inner: &[(0.0, 56.0), (0.4, 54.0), (1.0, 50.0)],
    },
    reach: Reach::Full,
    ..BARE
};

/// Trousers tucked into boots.
pub const TUCKED: Legwear = Legwear {
    shin: Cut {
        outer: &[(0.0, 66.0), (0.4, 56.0), (0.7, 44.0), (1.0, 34.0)],
        inner: &[(0.0, 56.0), (0.4, 50.0), (0.7, 40.0), (1.0, 32.0)],
    },
    ..TROUSERS
};

/// Soft trousers gathered at the ankle.
pub const JOGGERS: Legwear = Legwear {
    thigh: Cut {
        outer: &[(0.0, 100.0), (0.3, 100.0), (0.7, 86.0), (1.0, 76.0)],
        inner: &[(0.0, 68.0), (0.25, 70.0), (0.7, 64.0), (1.0, 62.0)],
    },
    shin: Cut {
        outer: &[(0.0, 76.0), (0.4, 72.0), (0.8, 64.0), (1.0, 44.0)],
        inner: &[(0.0, 62.0), (0.4, 60.0), (0.8, 54.0), (1.0, 38.0)],
    },
    hem: Hem::Rib(Role::ClothLower),
    ..TROUSERS
};

/// Wide shorts.
pub const SHORTS: Legwear = Legwear {
    thigh: Cut {
        outer: &[(0.0, 100.0), (0.3, 102.0), (0.7, 98.0), (1.0, 96.0)],
        inner: &[(0.0, 68.0), (0.25, 72.0), (0.7, 72.0), (1.0, 72.0)],
    },
    reach: Reach::Thigh(0.66),
    ..BARE
};

/// The layers of one leg without its shoe: thigh and shin.
pub fn leg(pen: &Pen, side: Side, label: &str, wear: &Legwear) -> Vec<Layer> {
    let named = |part: &str| format!("{part}_{}", side.letter());
    let full = wear.reach == Reach::Full;
    let (thigh_cut, shin_cut) =
        if full { (wear.thigh, wear.shin) } else { (BARE_THIGH, BARE_SHIN) };
    let leg = Leg {
        pen,
        side,
        wear,
        thigh: Limb::new(side, &[THIGH, SHIN], thigh_cut),
        shin: Limb::new(side, &[SHIN, FOOT], shin_cut),
    };
    let category = if full { Category::Bottomwear } else { Category::Body };
    let lift = if full { z::BOTTOMWEAR - 2.0 } else { z::BODY + 2.0 };
    let layer = |part: &str, z: f32, joint: Point| {
        Layer::new(category, label, &named(part), z)
            .bone(&named(part), side.place(joint))
            .depth(0.9)
    };
    let mut shin = layer("shin", lift, SHIN);
    let mut thigh = layer("thigh", lift + 1.0, THIGH);
    if full {
        leg.trouser_shin(&mut shin);
        leg.trouser_thigh(&mut thigh);
    } else {
        leg.bare_shin(&mut shin);
        leg.bare_thigh(&mut thigh);
        if let Reach::Thigh(end) = wear.reach {
            leg.shorts(&mut thigh, end);
        }
    }
    vec![shin, thigh]
}

struct Leg<'a> {
    pen: &'a Pen,
    side: Side,
    wear: &'a Legwear,
    thigh: Limb,
    shin: Limb,
}

/// The shin's edge as a run of points that starts with the half circle of the knee.
fn knee_run(limb: &Limb, end: f32) -> Vec<Point> {
    let mut run = limb.inner(end, 0.0);
    run.extend(limb.round_start());
    run.extend(limb.outer(0.0, end));
    run
}

impl Leg<'_> {
    /// The closed thigh: it begins in a plain round at the hip and ends in a plain round at the
    /// knee, over the contour of the shin.
    fn thigh_knots(&self, limb: &Limb) -> Vec<Knot> {
        let mut knots = smooth(&limb.round_start());
        knots.extend(smooth(&limb.outer(0.0, 1.0)));
        let centre = limb.at(1.0, 0.0);
        let end = limb.round_end();
        knots.extend(smooth(&end.iter().map(|&p| centre.towards(p, 0.95)).collect::<Vec<_>>()));
        knots.extend(smooth(&limb.inner(1.0, 0.0)));
        knots
    }

    fn far_edge(&self, limb: &Limb, t0: f32, t1: f32) -> Vec<Point> {
        limb.ribbon().edge(-1.0, t0, t1)
    }

    fn bare_thigh(&self, layer: &mut Layer) {
        let limb = &self.thigh;
        let knee = limb.ribbon().line(&[(0.93, 0.45), (0.98, 0.2), (0.985, -0.15)]);
        let cast = match self.wear.reach {
            Reach::Thigh(end) => limb.ribbon().stripe(end - 0.12, end + 0.045, 16.0),
            _ => limb.ribbon().stripe(-0.3, 0.3, 22.0),
        };
        let mut piece = Piece::of(self.pen, &self.thigh_knots(limb), Role::Skin)
            .lit(22.0, 2.0)
            .shade(cast)
            .rim(&self.far_edge(limb, 0.2, 0.96), 6.0)
            .crease(&knee, 3.4);
        if let Some((start, role)) = self.wear.sock.filter(|sock| sock.0 < 0.0) {
            piece = piece.inlay(limb.ribbon().stripe(1.0 + start, 1.4, 8.0), role);
            let dark = [(1.0 + start, -0.42), (1.3, -0.42)];
            let path = limb.ribbon().patch(&dark, &[(1.0 + start, -1.2), (1.3, -1.2)]);
            piece = piece
                .inlay_dark(path, role)
                .seam(&limb.ribbon().across(1.0 + start, 1.0, -1.0, 8.0), 4.0);
        }
        piece
            .contour(&limb.outer(0.06, 1.02), 7.0)
            .contour(&limb.inner(0.1, 1.02), 7.0)
            .onto(layer);
    }

    fn bare_shin(&self, layer: &mut Layer) {
        let limb = &self.shin;
        let run = knee_run(limb, 1.03);
        let knots = self.cut(&run);
        let calf = limb.ribbon().line(&[(0.2, -0.62), (0.42, -0.5), (0.6, -0.55)]);
        let mut piece = Piece::of(self.pen, &knots, Role::Skin)
            .lit(18.0, 2.0)
            .rim(&self.far_edge(limb, 0.04, 0.98), 6.0)
            .crease(&calf, 3.0);
        if let Some((start, role)) = self.wear.sock {
            piece = self.sock(piece, start.max(-0.3), role);
        }
        piece.contour(&run, 7.0).onto(layer);
    }

    fn sock<'b>(&self, piece: Piece<'b>, start: f32, role: Role) -> Piece<'b> {
        let ribbon = self.shin.ribbon();
        let dark = ribbon.patch(&[(start, -0.4), (1.2, -0.36)], &[(start, -1.2), (1.2, -1.2)]);
        let cuff = ribbon.across(start + 0.05, 1.0, -1.0, 10.0);
        piece
            .inlay(ribbon.stripe(start, 1.3, 10.0), role)
            .inlay_dark(dark, role)
            .seam(&ribbon.across(start, 1.0, -1.0, 10.0), 4.6)
            .seam(&cuff, 2.6)
            .crease(&ribbon.line(&[(0.86, 0.9), (0.9, 0.3), (0.89, -0.1)]), 3.0)
            .crease(&ribbon.line(&[(0.93, -0.9), (0.95, -0.2), (0.93, 0.2)]), 3.0)
    }

    fn cut(&self, run: &[Point]) -> Vec<Knot> {
        let last = run.len() - 1;
        let knot = |(i, &at): (usize, &Point)| Knot { at, corner: i == 0 || i == last };
        run.iter().enumerate().map(knot).collect()
    }

    fn trouser_thigh(&self, layer: &mut Layer) {
        let limb = &self.thigh;
        let mut piece = Piece::of(self.pen, &self.thigh_knots(limb), self.wear.role).lit(26.0, 2.0);
        piece = self.stripe(piece, limb, 0.0, 1.2);
        piece
            .fold(&limb.line(&[(0.16, -1.0), (0.2, -0.3), (0.14, 0.4)]), 5.0, 16.0)
            .fold(&limb.line(&[(0.24, -1.0), (0.31, -0.4), (0.30, 0.2)]), 4.4, 13.0)
            .dent(&limb.line(&[(0.99, 1.0), (0.92, 0.3), (0.90, -0.4)]), 16.0)
            .crease(&limb.line(&[(0.99, 1.0), (0.93, 0.4), (0.91, -0.2)]), 4.2)
            .crease(&limb.line(&[(0.94, -1.0), (0.97, -0.4), (0.96, 0.1)]), 3.8)
            .crease(&limb.line(&[(0.5, 0.2), (0.66, 0.12), (0.8, 0.2)]), 3.0)
            .rim(&self.far_edge(limb, 0.2, 0.98), 7.0)
            .contour(&limb.outer(0.04, 1.02), 8.4)
            .contour(&limb.inner(0.12, 1.02), 8.0)
            .onto(layer);
    }

    fn stripe<'b>(&self, piece: Piece<'b>, limb: &Limb, t0: f32, t1: f32) -> Piece<'b> {
        let Some(role) = self.wear.stripe else { return piece };
        piece.band(&limb.line(&[(t0, 0.74), (0.5, 0.74), (t1, 0.74)]), 13.0, role)
    }

    fn trouser_shin(&self, layer: &mut Layer) {
        let limb = &self.shin;
        let rib = matches!(self.wear.hem, Hem::Rib(_));
        let end = if rib { 0.93 } else { 1.03 };
        self.trouser_end(layer, limb);
        let run = knee_run(limb, end);
        let mut knots = self.cut(&run);
        let lip = limb.ribbon().across(end, 1.0, -1.0, 8.0);
        let mut bow = smooth(&lip[1..lip.len() - 1]);
        if self.side == Side::Right {
            bow.reverse();
        }
        knots.extend(bow);
        let mut piece = Piece::of(self.pen, &knots, self.wear.role).lit(23.0, 2.0);
        piece = self.stripe(piece, limb, -0.2, 1.2);
        piece
            .fold(&limb.line(&[(0.1, -1.0), (0.06, -0.3), (0.03, 0.3)]), 4.0, 12.0)
            .fold(
                &limb.line(&[(end - 0.18, -1.0), (end - 0.12, -0.3), (end - 0.16, 0.3)]),
                4.2,
                13.0,
            )
            .crease(&limb.line(&[(end - 0.08, 1.0), (end - 0.04, 0.4), (end - 0.07, -0.1)]), 4.0)
            .crease(&limb.line(&[(end - 0.26, 1.0), (end - 0.22, 0.5), (end - 0.24, 0.2)]), 3.6)
            .rim(&self.far_edge(limb, 0.04, end), 7.0)
            .contour(&run, 8.0)
            .contour(&lip, 6.4)
            .onto(layer);
    }

    /// Rib or turn-up at the ankle.
    fn trouser_end(&self, layer: &mut Layer, limb: &Limb) {
        let Hem::Rib(role) = self.wear.hem else { return };
        let ribbon = limb.ribbon();
        let narrow = |t: f32, u: f32| ribbon.at(t, u * 0.94);
        let there = [narrow(0.9, 1.0), narrow(0.97, 1.06), narrow(1.05, 1.0)];
        let back = [narrow(0.9, -1.0), narrow(0.97, -1.06), narrow(1.05, -1.0)];
        let mut piece =
            Piece::new(self.pen, crate::geometry::between(&there, &back), role).lit(14.0, 2.0);
        for i in -2..=2 {
            let u = i as f32 * 0.34;
            piece = piece.seam(&[narrow(0.93, u), narrow(1.04, u)], 2.4);
        }
        piece.contour(&there, 7.0).contour(&back, 7.0).onto(layer);
    }

    fn shorts(&self, layer: &mut Layer, end: f32) {
        let limb = Limb::new(self.side, &[THIGH, SHIN], self.wear.thigh);
        let mut knots = smooth(&limb.round_start());
        knots.extend(smooth(&limb.outer(0.0, end)));
        let last = knots.len() - 1;
        knots[last].corner = true;
        let lip = limb.ribbon().across(end, 1.0, -1.0, 14.0);
        let mut bow = smooth(&lip[1..]);
        if self.side == Side::Right {
            bow = smooth(&lip[..lip.len() - 1]);
            bow.reverse();
        }
        let last = bow.len() - 1;
        bow[last].corner = true;
        knots.extend(bow);
        knots.extend(smooth(&limb.inner(end, 0.0)[1..]));
        let mut piece = Piece::of(self.pen, &knots, self.wear.role).lit(26.0, 4.0);
        piece = self.stripe(piece, &limb, 0.0, 1.0);
        piece
            .fold(&limb.line(&[(0.18, -1.0), (0.22, -0.3), (0.15, 0.4)]), 4.6, 14.0)
            .fold(&limb.line(&[(end, -0.25), (end - 0.16, -0.2), (0.3, -0.05)]), 4.2, 14.0)
            .crease(&limb.line(&[(end, 0.4), (end - 0.1, 0.42), (end - 0.2, 0.36)]), 3.8)
            .seam(&limb.ribbon().across(end - 0.045, 1.0, -1.0, 14.0), 3.0)
            .rim(&self.far_edge(&limb, 0.1, end), 7.0)
            .contour(&limb.outer(0.04, end), 8.0)
            .contour(&limb.inner(0.14, end), 7.6)
            .contour(&lip, 6.4)
            .onto(layer);
    }
}
