//! Arms, bare or in sleeves, with all shapes of the hands.

use super::hand::{SHAPES, hand};
use super::joints::{ARM, FOREARM, HAND, Side};
use super::limb::{Cut, Limb};
use super::piece::Piece;
use crate::drawing::{Category, Layer, z};
use crate::geometry::{Knot, Path, Point, Profile, between, pt, smooth};
use crate::pen::Pen;
use crate::style::Role;

/// Where the seam of a sleeve starts on the shoulder, and the way down to the armpit (left side).
const CAP: [Point; 3] = [pt(374.0, 706.0), pt(327.0, 729.0), pt(288.0, 763.0)];
const SEAM: [Point; 3] = [pt(362.0, 858.0), pt(347.0, 806.0), pt(354.0, 752.0)];
/// Where on the inner edge of the upper arm the armpit is.
const ARMPIT: f32 = 0.34;

/// The bare arm.
pub const BARE_UPPER: Cut = Cut {
    outer: &[(0.0, 54.0), (0.2, 57.0), (0.55, 46.0), (1.0, 40.0)],
    inner: &[(0.0, 40.0), (0.3, 44.0), (0.65, 42.0), (1.0, 38.0)],
};
/// The bare forearm.
pub const BARE_LOWER: Cut = Cut {
    outer: &[(0.0, 40.0), (0.25, 43.0), (0.7, 32.0), (1.0, 25.0)],
    inner: &[(0.0, 38.0), (0.25, 39.0), (0.7, 30.0), (1.0, 24.0)],
};

/// How far a sleeve goes down the arm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Length {
    /// No sleeve.
    None,
    /// Down to this share of the upper arm.
    Short(f32),
    /// To the wrist.
    Full,
}

/// How a sleeve ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cuff {
    /// With a hem.
    Hem,
    /// In a ribbed band of this role.
    Rib(Role),
    /// Turned up, showing this role.
    Turned(Role),
    /// Open and wide, showing a lining of this role.
    Bell(Role),
}

/// A sleeve.
#[derive(Clone, Copy, Debug)]
pub struct Sleeve {
    /// Half widths of its upper part.
    pub upper: Cut,
    /// Half widths of its lower part.
    pub lower: Cut,
    /// What it is made of.
    pub role: Role,
    /// How far it goes down.
    pub length: Length,
    /// How it ends.
    pub cuff: Cuff,
    /// Stripes round the upper arm: from, to, role.
    pub stripes: &'static [(f32, f32, Role)],
    /// How far its cap stands above the shoulder: 0 for set in, 1 for puffed.
    pub puff: f32,
    /// What the hand is made of: skin or a glove.
    pub hand: Role,
}

/// No sleeve.
pub const BARE: Sleeve = Sleeve {
    upper: BARE_UPPER,
    lower: BARE_LOWER,
    role: Role::Skin,
    length: Length::None,
    cuff: Cuff::Hem,
    stripes: &[],
    puff: 0.0,
    hand: Role::Skin,
};

/// Close to the arm: jackets, shirts.
pub const FITTED: Sleeve = Sleeve {
    upper: Cut::even(FITTED_UPPER),
    lower: Cut::even(FITTED_LOWER),
    role: Role::Cloth,
    length: Length::Full,
    ..BARE
};
const FITTED_UPPER: Profile = &[(0.0, 56.0), (0.25, 60.0), (0.7, 55.0), (1.0, 52.0)];
const FITTED_LOWER: Profile = &[(0.0, 52.0), (0.4, 50.0), (1.0, 43.0)];

/// Wide and soft, gathered at the wrist.
pub const LOOSE: Sleeve = Sleeve {
    upper: Cut::even(LOOSE_UPPER),
    lower: Cut { outer: LOOSE_OUTER, inner: LOOSE_INNER },
    cuff: Cuff::Rib(Role::Trim),
    ..FITTED
};
const LOOSE_UPPER: Profile = &[(0.0, 58.0), (0.3, 67.0), (0.75, 64.0), (1.0, 60.0)];
const LOOSE_OUTER: Profile = &[(0.0, 60.0), (0.4, 63.0), (0.8, 63.0), (1.0, 46.0)];
const LOOSE_INNER: Profile = &[(0.0, 60.0), (0.4, 58.0), (0.8, 52.0), (1.0, 42.0)];

/// Short and straight.
pub const SHORT: Sleeve = Sleeve {
    upper: Cut::even(&[(0.0, 58.0), (0.3, 66.0), (0.62, 70.0), (1.0, 70.0)]),
    role: Role::Cloth,
    length: Length::Short(0.60),
    ..BARE
};

/// The layers of one arm: upper arm, forearm, and the hand in every shape.
pub fn arm(pen: &Pen, side: Side, label: &str, sleeve: &Sleeve) -> Vec<Layer> {
    let named = |part: &str| format!("{part}_{}", side.letter());
    let arm = Arm {
        pen,
        side,
        sleeve,
        upper: Limb::new(side, &[ARM, FOREARM], BARE_UPPER),
        lower: Limb::new(side, &[FOREARM, HAND], BARE_LOWER),
    };
    let layer = |part: &str, z: f32, joint: Point| {
        Layer::new(Category::ArmNear, label, &named(part), z)
            .bone(&named(part), side.place(joint))
            .depth(0.95)
    };
    let mut upper = layer("arm", z::ARM_NEAR, ARM);
    let mut lower = layer("forearm", z::ARM_NEAR + 2.0, FOREARM);
    if sleeve.length == Length::Full {
        arm.sleeve_upper(&mut upper);
        arm.sleeve_lower(&mut lower);
    } else {
        arm.bare_upper(&mut upper);
        arm.bare_lower(&mut lower);
        if let Length::Short(end) = sleeve.length {
            arm.sleeve_short(&mut upper, end);
        }
    }
    let mut layers = vec![upper, lower];
    if let Cuff::Bell(role) = sleeve.cuff {
        let mut lining = layer("forearm", z::ARM_NEAR + 0.5, FOREARM);
        lining.name = named("sleeve_lining");
        arm.lining(&mut lining, role);
        layers.push(lining);
    }
    for shape in SHAPES {
        let category = match side {
            Side::Left => Category::HandL,
            Side::Right => Category::HandR,
        };
        let name = format!("hand_{}_{shape}", side.letter());
        let mut layer = Layer::new(category, shape, &name, z::ARM_NEAR + 1.0)
            .bone(&named("hand"), side.place(HAND))
            .depth(0.95);
        hand(pen, &mut layer, side, shape, sleeve.hand);
        layers.push(if shape == "relaxed" { layer } else { layer.hidden() });
    }
    layers
}

struct Arm<'a> {
    pen: &'a Pen,
    side: Side,
    sleeve: &'a Sleeve,
    upper: Limb,
    lower: Limb,
}

impl Arm<'_> {
    fn placed(&self, points: &[Point]) -> Vec<Point> {
        points.iter().map(|&p| self.side.place(p)).collect()
    }

    /// The outline of an upper arm in knots, with the run of points that has a contour.
    fn upper_outline(&self, limb: &Limb, puff: f32) -> (Vec<Knot>, Vec<Point>) {
        let lift = |p: Point| pt(p.x - 14.0 * puff, p.y - 30.0 * puff);
        let mut edge = self.placed(&[CAP[0], lift(CAP[1]), lift(CAP[2])]);
        edge.extend(limb.to_joint(0.16, ARMPIT));
        let mut knots = smooth(&edge);
        let last = knots.len() - 1;
        knots[0].corner = true;
        knots[last].corner = true;
        knots.extend(smooth(&self.placed(&SEAM)));
        (knots, edge)
    }

    fn bare_upper(&self, layer: &mut Layer) {
        let (knots, edge) = self.upper_outline(&self.upper, 0.0);
        // A sleeve throws a shadow on the arm under it.
        let shadow = match self.sleeve.length {
            Length::Short(end) => self.upper.ribbon().stripe(end - 0.1, end + 0.07, 14.0),
            _ => Path::default(),
        };
        let muscle = self.upper.ribbon().line(&[(0.42, -0.1), (0.62, -0.35), (0.84, -0.3)]);
        Piece::of(self.pen, &knots, Role::Skin)
            .lit(15.0, 3.0)
            .shade(shadow)
            .rim(&self.far_edge(&self.upper, 0.1, 0.96), 5.0)
            .crease(&muscle, 3.0)
            .contour(&edge[1..], 6.4)
            .onto(layer);
    }

    fn bare_lower(&self, layer: &mut Layer) {
        let limb = &self.lower;
        let bend = limb.line(&[(0.0, -0.35), (0.05, 0.0), (0.03, 0.3)]);
        Piece::of(self.pen, &limb.from_joint(1.04), Role::Skin)
            .lit(13.0, 3.0)
            .rim(&self.far_edge(limb, 0.04, 0.98), 5.0)
            .crease(&bend, 3.0)
            .contour(&limb.outer(-0.05, 1.04), 6.2)
            .contour(&limb.inner(-0.05, 1.04), 6.2)
            .onto(layer);
    }

    /// The edge on the right of the picture, where the rim light falls.
    fn far_edge(&self, limb: &Limb, t0: f32, t1: f32) -> Vec<Point> {
        limb.ribbon().edge(-1.0, t0, t1)
    }

    fn sleeve_upper(&self, layer: &mut Layer) {
        let limb = Limb::new(self.side, &[ARM, FOREARM], self.sleeve.upper);
        let (knots, edge) = self.upper_outline(&limb, self.sleeve.puff);
        let piece = Piece::of(self.pen, &knots, self.sleeve.role).lit(20.0, 4.0);
        let mut piece = self.sleeve_folds(piece, &limb);
        for &(t0, t1, role) in self.sleeve.stripes {
            let bow = limb.ribbon().half_width(t0, 1.0) * 0.2;
            piece = piece.inlay(limb.ribbon().stripe(t0, t1, bow), role);
            let dark = limb.ribbon().patch(&[(t0, -0.5), (t1, -0.5)], &[(t0, -1.1), (t1, -1.1)]);
            piece = piece.inlay_dark(dark, role);
        }
        piece
            .rim(&self.far_edge(&limb, 0.1, 0.98), 6.0)
            .contour(&edge, 8.0)
            .seam(&self.seam_line(), 5.0)
            .onto(layer);
    }

    fn seam_line(&self) -> Vec<Point> {
        let armpit = pt(372.0, 906.0);
        self.placed(&[armpit, SEAM[0], SEAM[1], SEAM[2], CAP[0]])
    }

    /// Folds pull from the armpit out over the arm, and gather above the elbow.
    fn sleeve_folds<'b>(&self, piece: Piece<'b>, limb: &Limb) -> Piece<'b> {
        piece
            .fold(&limb.line(&[(0.36, -1.0), (0.30, -0.45), (0.17, 0.1)]), 4.6, 13.0)
            .fold(&limb.line(&[(0.46, -1.0), (0.45, -0.5), (0.39, 0.0)]), 4.0, 10.0)
            .dent(&limb.line(&[(0.98, -1.0), (0.88, -0.4), (0.82, 0.3)]), 15.0)
            .crease(&limb.line(&[(0.98, -1.0), (0.89, -0.45), (0.85, 0.1)]), 4.0)
            .crease(&limb.line(&[(0.72, 1.0), (0.78, 0.6), (0.80, 0.3)]), 3.6)
    }

    fn sleeve_lower(&self, layer: &mut Layer) {
        let limb = Limb::new(self.side, &[FOREARM, HAND], self.sleeve.lower);
        let (end, bow) = match self.sleeve.cuff {
            Cuff::Hem => (0.99, 9.0),
            Cuff::Rib(_) => (0.88, 9.0),
            Cuff::Turned(_) => (0.84, 9.0),
            Cuff::Bell(_) => (1.04, -16.0),
        };
        self.cuff(layer, &limb);
        let lip = limb.ribbon().across(end, 1.0, -1.0, bow);
        let mut knots = limb.from_joint(end);
        // The hem goes round the arm: its cut is bowed.
        let corner = knots.iter().position(|knot| knot.corner).unwrap_or(0);
        let mut bow = smooth(&lip[1..lip.len() - 1]);
        if self.side == Side::Right {
            bow.reverse();
        }
        knots.splice(corner + 1..corner + 1, bow);
        Piece::of(self.pen, &knots, self.sleeve.role)
            .lit(19.0, 4.0)
            .fold(&limb.line(&[(0.00, -1.0), (0.06, -0.4), (0.10, 0.25)]), 4.2, 14.0)
            .crease(&limb.line(&[(0.14, -1.0), (0.17, -0.55), (0.20, -0.1)]), 3.6)
            .dent(&limb.line(&[(end, 0.5), (end - 0.14, 0.62), (end - 0.28, 0.5)]), 12.0)
            .crease(&limb.line(&[(end, -0.3), (end - 0.1, -0.36), (end - 0.2, -0.2)]), 3.8)
            .crease(&limb.line(&[(end, 0.45), (end - 0.08, 0.55), (end - 0.18, 0.5)]), 3.4)
            .rim(&self.far_edge(&limb, 0.04, end), 6.0)
            .contour(&limb.outer(-0.05, end), 8.0)
            .contour(&limb.inner(-0.05, end), 8.0)
            .contour(&lip, 6.0)
            .onto(layer);
    }

    fn cuff(&self, layer: &mut Layer, limb: &Limb) {
        let role = match self.sleeve.cuff {
            Cuff::Hem | Cuff::Bell(_) => return,
            Cuff::Rib(role) | Cuff::Turned(role) => role,
        };
        let ribbon = limb.ribbon();
        let wide = if matches!(self.sleeve.cuff, Cuff::Turned(_)) { 1.06 } else { 0.92 };
        let narrow = |t: f32, u: f32| ribbon.at(t, u * wide);
        let path = between(
            &[narrow(0.84, 1.0), narrow(0.93, 1.02), narrow(1.0, 0.98)],
            &[narrow(0.84, -1.0), narrow(0.93, -1.02), narrow(1.0, -0.98)],
        );
        let mut piece = Piece::new(self.pen, path, role).lit(14.0, 2.0);
        if matches!(self.sleeve.cuff, Cuff::Rib(_)) {
            for i in -3..=3 {
                let u = i as f32 * 0.25;
                piece = piece.seam(&[narrow(0.86, u), narrow(0.99, u)], 2.4);
            }
        }
        let end: Vec<Point> = (0..=4).map(|i| narrow(1.0, 0.98 - 0.49 * i as f32)).collect();
        piece
            .contour(&[narrow(0.88, 1.0), narrow(0.94, 1.02), narrow(1.0, 0.98)], 7.0)
            .contour(&[narrow(0.88, -1.0), narrow(0.94, -1.02), narrow(1.0, -0.98)], 7.0)
            .contour(&end, 5.4)
            .onto(layer);
    }

    /// The inside of a wide sleeve, seen behind the hand.
    fn lining(&self, layer: &mut Layer, role: Role) {
        let limb = Limb::new(self.side, &[FOREARM, HAND], self.sleeve.lower);
        let ribbon = limb.ribbon();
        let there = ribbon.across(1.04, 1.0, -1.0, -18.0);
        let back = ribbon.across(1.04, 1.0, -1.0, 30.0);
        Piece::new(self.pen, between(&there, &back), role).dark().contour(&back, 6.0).onto(layer);
    }

    fn sleeve_short(&self, layer: &mut Layer, end: f32) {
        let limb = Limb::new(self.side, &[ARM, FOREARM], self.sleeve.upper);
        let (knots, edge) = self.short_outline(&limb, end);
        let lip = limb.ribbon().across(end, 1.0, -1.0, 12.0);
        let hem = limb.ribbon().across(end - 0.055, 1.0, -1.0, 12.0);
        Piece::of(self.pen, &knots, self.sleeve.role)
            .lit(20.0, 5.0)
            .fold(&limb.line(&[(0.36, -1.0), (0.30, -0.45), (0.17, 0.1)]), 4.4, 12.0)
            .dent(&limb.line(&[(end, -0.1), (0.46, -0.15), (0.34, -0.05)]), 12.0)
            .crease(&limb.line(&[(end, 0.4), (0.47, 0.38), (0.38, 0.45)]), 3.6)
            .seam(&hem, 3.0)
            .rim(&self.far_edge(&limb, 0.1, end), 6.0)
            .contour(&edge, 7.6)
            .contour(&limb.inner(ARMPIT, end), 7.6)
            .contour(&lip, 6.4)
            .seam(&self.seam_line(), 5.0)
            .onto(layer);
    }

    fn short_outline(&self, limb: &Limb, end: f32) -> (Vec<Knot>, Vec<Point>) {
        let puff = self.sleeve.puff;
        let lift = |p: Point| pt(p.x - 14.0 * puff, p.y - 30.0 * puff);
        let mut edge = self.placed(&[CAP[0], lift(CAP[1]), lift(CAP[2])]);
        edge.extend(limb.outer(0.16, end));
        let mut knots = smooth(&edge);
        let last = knots.len() - 1;
        knots[0].corner = true;
        knots[last].corner = true;
        let mut lip = limb.ribbon().across(end, 1.0, -1.0, 12.0);
        if self.side == Side::Right {
            lip.reverse();
        }
        let mut lip = smooth(&lip[1..]);
        let last = lip.len() - 1;
        lip[last].corner = true;
        knots.extend(lip);
        let mut inner = smooth(&limb.inner(end, ARMPIT)[1..]);
        let last = inner.len() - 1;
        inner[last].corner = true;
        knots.extend(inner);
        knots.extend(smooth(&self.placed(&SEAM)));
        (knots, edge)
    }
}
