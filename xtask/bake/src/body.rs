//! What is ever seen of the figure's meshes, and how they bend besides their bones.

use crate::VIEW;
use crate::cast::Cast;
use crate::film::Reel;
use crate::polynomial::{Fit, N_TERMS, UNIT, turns};
use rig::Pose;

/// Units beyond the view that count as seen, for the head leans and turns.
const MARGIN: f32 = 60.0;
/// Steps from closed to open eyes at which slots' opacity is kept.
pub const BLINK_STEPS: usize = 16;

/// What one slot shows.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The slot of the rig.
    pub slot: usize,
    /// The name of its picture.
    pub picture: String,
    /// Which vertices of its attachment are kept.
    pub vertices: Vec<usize>,
    /// Places in `vertices`.
    pub triangles: Vec<[u16; 3]>,
    /// For each vertex, x and y: the weights of the polynomial's terms.
    pub turn: Vec<[[f32; N_TERMS]; 2]>,
    /// How far each vertex goes when the eyes close.
    pub close: Vec<[f32; 2]>,
    /// How far the whole slot goes by a gaze of one to the right and one up.
    pub gaze: [f32; 2],
    /// How far the whole slot goes by raised brows.
    pub brow: [f32; 2],
    /// Opacity from closed to open eyes, if it changes.
    pub blink: Option<[u8; BLINK_STEPS + 1]>,
}

/// All slots that are ever seen, back to front.
#[derive(Debug)]
pub struct Body {
    /// Those that cut others before all that are cut.
    pub parts: Vec<Kept>,
    /// The bones of the rig that carry anything, in order.
    pub bones: Vec<usize>,
}

impl Body {
    /// Finds what is seen in any frame.
    pub fn new(cast: &mut Cast, reel: &Reel) -> Self {
        let order: Vec<usize> =
            reel.idle_start().draw_order().iter().map(|it| usize::from(*it)).collect();
        let blinks = blinks(cast, order.len());
        let bends = Bends::new(cast);
        let mut parts = Vec::new();
        for slot in order {
            let shown = reel.shots().any(|shot| shot.alphas[slot] > 0.0);
            if let Some(kept) = shown.then(|| kept(cast, reel, slot, &bends)).flatten() {
                parts.push(Kept { blink: blinks[slot], ..kept });
            }
        }
        let rig = &cast.rig;
        let mut bones: Vec<usize> = Vec::new();
        for part in &parts {
            let Some(skinned) = reel.idle_start().attachment(rig, part.slot) else { continue };
            for vertex in &part.vertices {
                let pairs = skinned.bones[*vertex].iter().zip(skinned.weights[*vertex]);
                bones.extend(pairs.filter(|it| it.1 > 0.0).map(|it| usize::from(*it.0)));
            }
        }
        bones.sort_unstable();
        bones.dedup();
        Self { parts, bones }
    }
}

/// The evaluator's answers by slot, before bones carry the vertices.
struct Bends {
    /// At each turn of the grid.
    turns: Vec<Vec<Vec<[f32; 2]>>>,
    rest: Vec<Vec<[f32; 2]>>,
    closed: Vec<Vec<[f32; 2]>>,
    /// With bones: at rest, gaze aside and up, brows raised.
    placed: [Vec<Vec<[f32; 2]>>; 4],
    fit: Fit,
}

impl Bends {
    fn new(cast: &mut Cast) -> Self {
        let n_slots = cast.rig.slots().len();
        let shaped = |cast: &mut Cast, values: &[(&str, f32)]| -> Vec<Vec<[f32; 2]>> {
            let pose = cast.held(values).clone();
            (0..n_slots).map(|slot| collected(|out| pose.shaped(&cast.rig, slot, out))).collect()
        };
        let placed = |cast: &mut Cast, values: &[(&str, f32)]| -> Vec<Vec<[f32; 2]>> {
            let pose = cast.held(values).clone();
            (0..n_slots).map(|slot| collected(|out| pose.vertices(&cast.rig, slot, out))).collect()
        };
        let turns = turns()
            .map(|[yaw, pitch]| shaped(cast, &[("AngleX", yaw * UNIT), ("AngleY", pitch * UNIT)]))
            .collect();
        Self {
            turns,
            rest: shaped(cast, &[]),
            closed: shaped(cast, &[("EyeLOpen", 0.0), ("EyeROpen", 0.0)]),
            placed: [
                placed(cast, &[]),
                placed(cast, &[("EyeBallX", 1.0)]),
                placed(cast, &[("EyeBallY", 1.0)]),
                placed(cast, &[("BrowLY", 1.0), ("BrowRY", 1.0)]),
            ],
            fit: Fit::new(),
        }
    }

    fn turn(&self, slot: usize, vertex: usize) -> [[f32; N_TERMS]; 2] {
        let rest = self.rest[slot][vertex];
        [0, 1].map(|axis| {
            let offsets: Vec<f32> =
                self.turns.iter().map(|it| it[slot][vertex][axis] - rest[axis]).collect();
            self.fit.weights(&offsets)
        })
    }

    /// How far a vertex goes between two of the held poses.
    fn shift(&self, slot: usize, vertex: usize, by: usize) -> [f32; 2] {
        let [from, to] = [0, by].map(|at| self.placed[at][slot][vertex]);
        [to[0] - from[0], to[1] - from[1]]
    }
}

fn collected(fill: impl FnOnce(&mut Vec<[f32; 2]>)) -> Vec<[f32; 2]> {
    let mut out = Vec::new();
    fill(&mut out);
    out
}

/// What is seen of a slot in any frame; nothing if it is never seen.
fn kept(cast: &Cast, reel: &Reel, slot: usize, bends: &Bends) -> Option<Kept> {
    let skinned = reel.idle_start().attachment(&cast.rig, slot)?;
    let mut seen = vec![false; skinned.triangles.len()];
    for shot in reel.shots() {
        mark(&shot.pose, cast, slot, &skinned.triangles, &mut seen);
    }
    let mut places = vec![None; skinned.rest.len()];
    let mut vertices = Vec::new();
    let mut triangles = Vec::new();
    for (triangle, _) in skinned.triangles.iter().zip(seen).filter(|it| it.1) {
        triangles.push(triangle.map(|corner| {
            *places[usize::from(corner)].get_or_insert_with(|| {
                vertices.push(usize::from(corner));
                vertices.len() as u16 - 1
            })
        }));
    }
    let first = *vertices.first()?;
    let [aside, up, brow] = [1, 2, 3].map(|by| bends.shift(slot, first, by));
    let closed = |vertex: &usize| {
        let [from, to] = [&bends.rest, &bends.closed].map(|it| it[slot][*vertex]);
        [to[0] - from[0], to[1] - from[1]]
    };
    Some(Kept {
        slot,
        picture: skinned.picture.clone(),
        turn: vertices.iter().map(|vertex| bends.turn(slot, *vertex)).collect(),
        close: vertices.iter().map(closed).collect(),
        vertices,
        triangles,
        gaze: [aside[0], up[1]],
        brow,
        blink: None,
    })
}

/// Marks the triangles that touch the view.
fn mark(pose: &Pose, cast: &Cast, slot: usize, triangles: &[[u16; 3]], seen: &mut [bool]) {
    let [left, top, width, height] = VIEW;
    let vertices = collected(|out| pose.vertices(&cast.rig, slot, out));
    for (triangle, seen) in triangles.iter().zip(seen) {
        let axis = |axis: usize, low: f32, size: f32| {
            let of = triangle.map(|corner| vertices[usize::from(corner)][axis]);
            let least = of.into_iter().fold(f32::INFINITY, f32::min);
            let most = of.into_iter().fold(f32::NEG_INFINITY, f32::max);
            most > low - MARGIN && least < low + size + MARGIN
        };
        *seen |= axis(0, left, width) && axis(1, top, height);
    }
}

/// By slot: how opaque it is from closed to open eyes, if that changes.
fn blinks(cast: &mut Cast, n_slots: usize) -> Vec<Option<[u8; BLINK_STEPS + 1]>> {
    let mut rows = vec![[0.0_f32; BLINK_STEPS + 1]; n_slots];
    for step in 0..=BLINK_STEPS {
        let open = step as f32 / BLINK_STEPS as f32;
        let pose = cast.held(&[("EyeLOpen", open), ("EyeROpen", open)]);
        for (row, state) in rows.iter_mut().zip(pose.slots()) {
            row[step] = state.colour[3];
        }
    }
    let blink = |row: [f32; BLINK_STEPS + 1]| {
        let most = row.into_iter().fold(0.0, f32::max);
        let changes = row.iter().any(|it| (it - most).abs() > 1e-3);
        changes.then(|| row.map(|it| (it / most * 255.0).round() as u8))
    };
    rows.into_iter().map(blink).collect()
}
