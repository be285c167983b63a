//! Which moves a face gets.

use super::WarpStrength;
use super::local::{Local, Region};
use crate::expression::{Ratios, interocular_distance};
use crate::indices::{
    LEFT_BROW, LEFT_EYE_INNER, LEFT_EYE_OUTER, LIPS_OUTER, MOUTH_LEFT, MOUTH_RIGHT, RIGHT_BROW,
    RIGHT_EYE_INNER, RIGHT_EYE_OUTER,
};

/// The most that eyes may grow.
const EYES_MAX: f32 = 1.35;
/// Reach of an eye's move over the eye's width: along the eye, and at right angles to it, where
/// the brow must stay out of it.
const EYE_REACH: [f32; 2] = [1.2, 0.68];
/// Share of the reach that scales evenly; the whole grown eye lies inside.
const EYE_PLATEAU: f32 = 0.6;

/// Two points of each side's jaw: the middle of the move, and the direction of the jaw's line.
const RIGHT_JAW: [usize; 2] = [172, 150];
const LEFT_JAW: [usize; 2] = [397, 379];
/// A full taper, over the distance of the jaw from the middle of the face.
const JAW_SHIFT: f32 = 0.12;
/// Reach along the jaw's line and at right angles to it, over the same distance.
const JAW_REACH: [f32; 2] = [0.85, 0.52];
const JAW_PLATEAU: f32 = 0.15;

/// Share of the mouth's region that scales evenly.
const MOUTH_PLATEAU: f32 = 0.75;
/// Share of the brow's region that shifts evenly.
const BROW_PLATEAU: f32 = 0.5;
/// Each round of correcting the brows leaves about a tenth of the error.
const BROW_ROUNDS: usize = 3;

/// Middle of each upper lid.
const RIGHT_UPPER_LID: usize = 159;
const LEFT_UPPER_LID: usize = 386;

/// Height over width of a neutral eye, and how far one may be stretched towards it.
const EYE_NEUTRAL: f32 = 0.27;
const EYE_STRETCH: [f32; 2] = [0.85, 1.5];
/// Width of a neutral mouth over the distance of the eyes.
const MOUTH_WIDTH_NEUTRAL: f32 = 0.58;
/// The most a corner of the mouth may move, and its reach, over the distance of the eyes.
const CORNER_SHIFT_MAX: f32 = 0.1;
const CORNER_REACH: f32 = 0.24;

/// Larger eyes and finer jaw, then mouth and brows corrected until the ratios are as before.
pub(super) fn preserving(points: &[[f32; 2]], strength: WarpStrength) -> Vec<Local> {
    let mut chain = Chain::new(points);
    chain.enlarge_eyes(strength);
    chain.taper_jaw(strength);
    chain.keep_mouth();
    chain.keep_brows();
    chain.moves
}

/// Larger eyes and finer jaw on a face that does less.
pub(super) fn relaxing(points: &[[f32; 2]], strength: WarpStrength) -> Vec<Local> {
    let mut chain = Chain::new(points);
    chain.relax_eyes();
    chain.relax_mouth();
    chain.enlarge_eyes(strength);
    chain.taper_jaw(strength);
    chain.moves
}

/// The moves so far, and where they have brought the points.
struct Chain {
    original: Vec<[f32; 2]>,
    points: Vec<[f32; 2]>,
    moves: Vec<Local>,
}

impl Chain {
    fn new(points: &[[f32; 2]]) -> Self {
        Self { original: points.to_vec(), points: points.to_vec(), moves: Vec::new() }
    }

    fn push(&mut self, local: Option<Local>) {
        if let Some(local) = local {
            for point in &mut self.points {
                *point = local.forward(*point);
            }
            self.moves.push(local);
        }
    }

    fn enlarge_eyes(&mut self, strength: WarpStrength) {
        let factor = strength.eyes.clamp(1.0, EYES_MAX);
        for corners in EYES {
            let region = self.eye(corners);
            self.push(Local::scale(region, [factor; 2]));
        }
    }

    fn relax_eyes(&mut self) {
        let ratios = Ratios::of(&self.points);
        for (corners, ratio) in EYES.into_iter().zip([ratios.eye_right, ratios.eye_left]) {
            let [least, most] = EYE_STRETCH;
            let stretch = (EYE_NEUTRAL / ratio.max(1e-3)).clamp(least, most);
            let region = self.eye(corners);
            self.push(Local::scale(region, [1.0, stretch]));
        }
    }

    fn eye(&self, corners: [usize; 2]) -> Region {
        let [a, b] = corners.map(|index| self.points[index]);
        let width = length(minus(b, a));
        Region {
            centre: middle(&[a, b]),
            axis: unit(minus(b, a)),
            reach: EYE_REACH.map(|reach| reach * width),
            plateau: EYE_PLATEAU,
        }
    }

    fn taper_jaw(&mut self, strength: WarpStrength) {
        let amount = strength.jaw.clamp(0.0, 1.0) * JAW_SHIFT;
        let across = self.across();
        let mouth = middle(&[self.points[MOUTH_RIGHT], self.points[MOUTH_LEFT]]);
        for line in [RIGHT_JAW, LEFT_JAW] {
            let [upper, lower] = line.map(|index| self.points[index]);
            let centre = middle(&[upper, lower]);
            // Signed distance from the middle of the face: the way inwards is against it.
            let outwards = dot(minus(centre, mouth), across);
            let region = Region {
                centre,
                axis: unit(minus(lower, upper)),
                reach: JAW_REACH.map(|reach| reach * outwards.abs()),
                plateau: JAW_PLATEAU,
            };
            self.push(Local::shift(region, across.map(|v| -v * outwards * amount)));
        }
    }

    /// Larger eyes lengthen the distance between their corners, which everything is measured
    /// by: the mouth grows by the same few percent.
    fn keep_mouth(&mut self) {
        let wanted = Ratios::of(&self.original).mouth_width;
        let now = Ratios::of(&self.points).mouth_width;
        if now <= 1e-6 {
            return;
        }
        let factor = (wanted / now).clamp(0.9, 1.2);
        let corners = [self.points[MOUTH_RIGHT], self.points[MOUTH_LEFT]];
        let centre = middle(&corners);
        let axis = unit(minus(corners[1], corners[0]));
        let [mut half_width, mut half_height] = [0.0_f32; 2];
        for offset in LIPS_OUTER.map(|index| minus(self.points[index], centre)) {
            half_width = half_width.max(dot(offset, axis).abs());
            half_height = half_height.max(dot(offset, turned(axis)).abs());
        }
        // √2: the corner of the lips' box shall lie inside the plateau of the ellipse.
        let grown = std::f32::consts::SQRT_2 * factor.max(1.0) / MOUTH_PLATEAU;
        let reach = [half_width * grown * 0.85, half_height.max(half_width * 0.3) * grown];
        let region = Region { centre, axis, reach, plateau: MOUTH_PLATEAU };
        self.push(Local::scale(region, [factor; 2]));
    }

    fn keep_brows(&mut self) {
        let wanted = Ratios::of(&self.original);
        for _ in 0..BROW_ROUNDS {
            let now = Ratios::of(&self.points);
            let iod = interocular_distance(&self.points);
            let (right, left) = (RIGHT_UPPER_LID, LEFT_UPPER_LID);
            self.raise_brow(&RIGHT_BROW, right, (wanted.brow_right - now.brow_right) * iod);
            self.raise_brow(&LEFT_BROW, left, (wanted.brow_left - now.brow_left) * iod);
        }
    }

    fn raise_brow(&mut self, brow: &[usize; 10], lid: usize, amount: f32) {
        let up = turned(self.across()).map(|v| -v);
        let centre = middle(&brow.map(|index| self.points[index]));
        // The move ends above the eye, whose shape is part of the expression.
        let room = dot(minus(centre, self.points[lid]), up).max(0.0);
        let (outer, inner) = (self.points[brow[0]], self.points[brow[4]]);
        let long = length(minus(inner, outer));
        let region = Region {
            centre,
            axis: unit(minus(inner, outer)),
            reach: [long * 0.95, room.min(long * 0.45)],
            plateau: BROW_PLATEAU,
        };
        self.push(Local::shift(region, up.map(|v| v * amount)));
    }

    fn relax_mouth(&mut self) {
        let ratios = Ratios::of(&self.points);
        let iod = interocular_distance(&self.points);
        let across = self.across();
        let down = turned(across);
        let bounded = |share: f32| share.clamp(-CORNER_SHIFT_MAX, CORNER_SHIFT_MAX) * iod;
        let lower = bounded(ratios.mouth_lift);
        let narrower = bounded((ratios.mouth_width - MOUTH_WIDTH_NEUTRAL) / 2.0);
        for (corner, inwards) in [(MOUTH_RIGHT, 1.0), (MOUTH_LEFT, -1.0)] {
            let region = Region {
                centre: self.points[corner],
                axis: across,
                reach: [CORNER_REACH * iod; 2],
                plateau: 0.2,
            };
            let shift = [0, 1].map(|i| down[i] * lower + across[i] * inwards * narrower);
            self.push(Local::shift(region, shift));
        }
    }

    /// Unit vector from the right to the left eye: to the right in the picture.
    fn across(&self) -> [f32; 2] {
        unit(minus(self.points[LEFT_EYE_OUTER], self.points[RIGHT_EYE_OUTER]))
    }
}

/// The corners of both eyes, from left to right in the picture.
const EYES: [[usize; 2]; 2] =
    [[RIGHT_EYE_OUTER, RIGHT_EYE_INNER], [LEFT_EYE_INNER, LEFT_EYE_OUTER]];

fn minus(a: [f32; 2], b: [f32; 2]) -> [f32; 2] {
    [a[0] - b[0], a[1] - b[1]]
}

fn dot(a: [f32; 2], b: [f32; 2]) -> f32 {
    a[0] * b[0] + a[1] * b[1]
}

fn length(a: [f32; 2]) -> f32 {
    a[0].hypot(a[1])
}

/// A quarter turn: from "to the right" to "down".
fn turned([x, y]: [f32; 2]) -> [f32; 2] {
    [-y, x]
}

fn unit(a: [f32; 2]) -> [f32; 2] {
    let length = length(a);
    if length < 1e-9 { [1.0, 0.0] } else { a.map(|v| v / length) }
}

fn middle<const N: usize>(points: &[[f32; 2]; N]) -> [f32; 2] {
    [0, 1].map(|axis| points.iter().map(|p| p[axis]).sum::<f32>() / N as f32)
}
