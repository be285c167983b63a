//! How much each bone carries of a place on a layer.
//!
//! Along a limb the share of the next bone rises smoothly around the joint, as a function of the
//! place alone: so layers that overlap at a joint bend together.

use rig::Influence;

use super::bones::{SKIRT_BONES, SKIRT_STRANDS, chain_parent, chain_stem};
use crate::AXIS;
use crate::body::joints::{self, SIDES, Side};
use crate::drawing::Layer;
use crate::geometry::{Bounds, Point};

/// The most bones that carry one vertex.
const INFLUENCES_MAX: usize = 4;
/// Shares below this are left out.
const SHARE_MIN: f32 = 0.004;

/// Who carries a place; shares sum to one.
pub(super) fn at(layer: &Layer, bounds: Bounds, p: Point) -> Vec<Influence> {
    let mut shares = Shares::default();
    if layer.name.starts_with("skirt") {
        skirt(&mut shares, bounds, p);
    } else if layer.chain.len() > 1 {
        strand(&mut shares, layer, p);
    } else {
        body(&mut shares, layer, p);
    }
    shares.normalised()
}

#[derive(Default)]
struct Shares(Vec<(String, f32)>);

impl Shares {
    fn add(&mut self, bone: impl Into<String>, share: f32) {
        if share <= SHARE_MIN {
            return;
        }
        let bone = bone.into();
        match self.0.iter_mut().find(|it| it.0 == bone) {
            Some(known) => known.1 += share,
            None => self.0.push((bone, share)),
        }
    }

    fn normalised(mut self) -> Vec<Influence> {
        self.0.sort_by(|a, b| b.1.total_cmp(&a.1));
        self.0.truncate(INFLUENCES_MAX);
        let sum: f32 = self.0.iter().map(|it| it.1).sum();
        self.0.into_iter().map(|(bone, share)| Influence { bone, weight: share / sum }).collect()
    }
}

/// 0 below `from`, 1 above `to`, smooth in between; `from` may be the larger one.
fn ramp(value: f32, from: f32, to: f32) -> f32 {
    let share = ((value - from) / (to - from)).clamp(0.0, 1.0);
    share * share * (3.0 - 2.0 * share)
}

fn body(shares: &mut Shares, layer: &Layer, p: Point) {
    let stem = layer.bone.trim_end_matches("_l").trim_end_matches("_r");
    let side = if layer.bone.ends_with("_r") { Side::Right } else { Side::Left };
    match stem {
        "arm" | "forearm" | "hand" => arm(shares, side, p),
        "thigh" | "shin" | "foot" => leg(shares, side, p),
        "hip" | "spine" | "chest" => trunk(shares, p),
        "neck" => neck(shares, p),
        "eye" if layer.name.starts_with("irides") || layer.name.starts_with("pupil") => {
            shares.add(format!("iris_{}", side.letter()), 1.0);
        }
        // Highlights are reflections of the light: they hardly follow the gaze.
        "eye" if layer.name.starts_with("highlight") => {
            shares.add(format!("iris_{}", side.letter()), 0.55);
            shares.add(layer.bone.clone(), 0.45);
        }
        _ => shares.add(layer.bone.clone(), 1.0),
    }
}

/// How far beyond a joint a place lies, along the bisector of the bones that meet there.
fn beyond(before: Point, joint: Point, after: Point, p: Point) -> f32 {
    let along = ((joint - before).unit() + (after - joint).unit()).unit();
    let from = p - joint;
    from.x * along.x + from.y * along.y
}

fn limb(
    shares: &mut Shares,
    side: Side,
    places: &[Point],
    names: &[&str],
    blends: &[[f32; 2]],
    p: Point,
) {
    let places: Vec<Point> = places.iter().map(|&it| side.place(it)).collect();
    let mut left = 1.0;
    for (index, name) in names.iter().enumerate() {
        let passed = match blends.get(index) {
            Some(&[from, to]) => {
                let reach = beyond(places[index], places[index + 1], places[index + 2], p);
                ramp(reach, from, to)
            }
            None => 0.0,
        };
        let bone =
            if *name == "hip" { (*name).to_owned() } else { format!("{name}_{}", side.letter()) };
        shares.add(bone, left * (1.0 - passed));
        left *= passed;
    }
}

fn arm(shares: &mut Shares, side: Side, p: Point) {
    let places = [joints::SHOULDER, joints::ARM, joints::FOREARM, joints::HAND, joints::FINGERS];
    let blends = [[-52.0, 44.0], [-30.0, 30.0], [-14.0, 10.0]];
    limb(shares, side, &places, &["shoulder", "arm", "forearm", "hand"], &blends, p);
}

fn leg(shares: &mut Shares, side: Side, p: Point) {
    let hip = Point { x: joints::THIGH.x, y: joints::SPINE.y };
    let places = [hip, joints::THIGH, joints::SHIN, joints::FOOT, joints::TOES];
    let blends = [[-84.0, 16.0], [-34.0, 34.0], [-20.0, 14.0]];
    limb(shares, side, &places, &["hip", "thigh", "shin", "foot"], &blends, p);
}

/// Hip, spine and chest by height; collar bones near the shoulders, thighs under a long hem.
fn trunk(shares: &mut Shares, p: Point) {
    let chest = ramp(p.y, 1060.0, 920.0);
    let spine = ramp(p.y, 1250.0, 1120.0) * (1.0 - chest);
    let hip = 1.0 - chest - spine;
    let out = (p.x - AXIS).abs();
    let lifted = 0.62 * ramp(out, 96.0, 190.0) * ramp(p.y, 890.0, 790.0);
    let strode = 0.5 * ramp(p.y, 1230.0, 1420.0);
    let right = ramp(p.x, AXIS - 110.0, AXIS + 110.0);
    shares.add("chest", chest * (1.0 - lifted));
    shares.add("spine", spine);
    shares.add("hip", hip * (1.0 - strode));
    for side in SIDES {
        let of_side = if side == Side::Right { right } else { 1.0 - right };
        let collar = if (p.x > AXIS) == (side == Side::Right) { 1.0 } else { 0.0 };
        shares.add(format!("shoulder_{}", side.letter()), chest * lifted * collar);
        shares.add(format!("thigh_{}", side.letter()), hip * strode * of_side);
    }
}

fn neck(shares: &mut Shares, p: Point) {
    let chest = ramp(p.y, 664.0, 738.0);
    let head = ramp(p.y, 668.0, 596.0) * (1.0 - chest);
    shares.add("chest", chest);
    shares.add("head", head);
    shares.add("neck", 1.0 - chest - head);
}

/// Where along a chain a place lies: 0 at its root, one more for each bone.
fn along(chain: &[Point], p: Point) -> f32 {
    let mut best = (f32::INFINITY, 0.0);
    for (index, pair) in chain.windows(2).enumerate() {
        let (from, to) = (pair[0], pair[1]);
        let (way, rel) = (to - from, p - from);
        let length = (way.x * way.x + way.y * way.y).max(1e-6);
        let share = ((rel.x * way.x + rel.y * way.y) / length).clamp(0.0, 1.0);
        let distance = p.distance(from.towards(to, share));
        if distance < best.0 {
            best = (distance, index as f32 + share);
        }
    }
    best.1
}

fn strand(shares: &mut Shares, layer: &Layer, p: Point) {
    let stem = chain_stem(layer);
    let t = along(&layer.chain, p);
    let n_bones = layer.chain.len() - 1;
    let root = ramp(t, 0.0, 0.35);
    shares.add(chain_parent(layer), 1.0 - root);
    let mut left = root;
    for index in 1..=n_bones {
        let middle = index as f32;
        let passed = if index < n_bones { ramp(t, middle - 0.5, middle + 0.5) } else { 0.0 };
        shares.add(format!("{stem}_{index}"), left * (1.0 - passed));
        left *= passed;
    }
}

fn skirt(shares: &mut Shares, bounds: Bounds, p: Point) {
    let down = ((p.y - bounds.min.y) / bounds.height()).clamp(0.0, 1.0);
    let across = (p.x - AXIS) / (bounds.width() * 0.5);
    let free = ramp(down, 0.04, 0.5);
    shares.add("hip", 1.0 - free);
    // What is not cloth in the wind goes with the legs under it.
    let legs = 0.38 * free;
    let right = ramp(across, -0.5, 0.5);
    shares.add("thigh_l", legs * (1.0 - right));
    shares.add("thigh_r", legs * right);
    let tip = ramp(down, 0.5, 0.85);
    let span = SKIRT_STRANDS[2].1;
    for (strand, place) in SKIRT_STRANDS {
        let near = (1.0 - (across.clamp(-span, span) - place).abs() / span).max(0.0);
        let share = (free - legs) * near;
        shares.add(format!("{strand}_1"), share * (1.0 - tip));
        shares.add(format!("{strand}_{SKIRT_BONES}"), share * tip);
    }
}
