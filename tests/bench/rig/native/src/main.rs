//! The rig beside Spine's C runtime on the same skeleton, turn by turn in one run:
//! `SPINE_JSON OUT`. The peer is only timed if it makes the same pose.

#[path = "../../../../../shared/rig/benches/workload/comparable.rs"]
mod comparable;
#[path = "../../../../../shared/rig/benches/workload/mod.rs"]
#[expect(dead_code, reason = "what is beside the race is the bench's own")]
mod workload;

use comparable::comparable;
use rusty_spine::{Atlas, Physics, Skeleton, SkeletonJson, c};
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Instant;
use workload::{CLIPS, CLOTH_S, Cloth, Crowd, FRAME_S, N_FIGURES, N_VERTICES, PART};

const ROUNDS: usize = 301;
/// Rounds that warm up; they do not count.
const ROUNDS_FIRST: usize = 20;
/// The most by which two runtimes may be apart, as a part of the figure's height.
const APART_MAX: f32 = 0.005;
const HEIGHT: f32 = 2060.0;
const ATLAS: &str = "cloth.png\nsize: 1, 1\ncloth\nbounds: 0, 0, 1, 1\n";

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [spine_json, out] = &paths[..] else { panic!("SPINE_JSON OUT") };
    let spine_json = std::fs::read(spine_json).expect("the exported skeleton");
    let mut crowd = Crowd::of(&comparable());
    let mut cloth = Cloth::new(&mut crowd);
    let mut peer = Peer::new(&spine_json);
    let apart = [peer.apart(&mut crowd), peer.apart_of_cloth(&mut cloth)];
    let mut report = json!({ "rounds": ROUNDS, "apart": apart, "rows": [], "wrong": [] });
    if apart.iter().any(|it| *it > APART_MAX) {
        report["wrong"] = json!([format!("the C runtime makes another pose (apart {apart:?})")]);
    } else {
        report["rows"] = json!(rows(&mut crowd, &mut cloth, &mut peer));
    }
    std::fs::write(out, report.to_string()).expect("the report can be written");
}

fn rows(crowd: &mut Crowd, cloth: &mut Cloth, peer: &mut Peer) -> Vec<Value> {
    let mut seconds: [Vec<f64>; 4] = Default::default();
    for round in 0..ROUNDS + ROUNDS_FIRST {
        timed(&mut || crowd.frame(), &mut seconds[0], round);
        timed(&mut || cloth.frame(), &mut seconds[1], round);
        timed(&mut || peer.frame(), &mut seconds[2], round);
        timed(&mut || peer.skin(), &mut seconds[3], round);
    }
    let n_bones = crowd.n_bones();
    let row = |name: &str, unit: &str, n: usize, [ours, theirs]: [&Vec<f64>; 2]| {
        let of = |seconds: &Vec<f64>| {
            let mut sorted = seconds.clone();
            sorted.sort_by(f64::total_cmp);
            let [min, median] = [sorted[0], sorted[ROUNDS / 2]].map(|it| it / n as f64 * 1e9);
            json!({ "min": min, "median": median })
        };
        json!({
            "name": name, "unit": unit, "n": n, "ours": of(ours), "peer": of(theirs),
            "peerName": "spine-c (rusty_spine 0.8.0)",
        })
    };
    let [pose, skin, peer_pose, peer_skin] = &seconds;
    vec![
        row("pose, native, comparable figure", "ns a bone", n_bones, [pose, peer_pose]),
        row("skinning, native", "ns a vertex", N_VERTICES, [skin, peer_skin]),
    ]
}

/// One frame, timed if the rounds that warm up are over.
fn timed(work: &mut dyn FnMut() -> f32, seconds: &mut Vec<f64>, round: usize) {
    let start = Instant::now();
    let sum = work();
    if round >= ROUNDS_FIRST && sum.is_finite() {
        seconds.push(start.elapsed().as_secs_f64());
    }
}

/// One skeleton of theirs, posed for each figure in turn, as our one pose is.
struct Peer {
    /// They belong to the skeletons' data.
    clips: [*mut c::spAnimation; 2],
    posed: Skeleton,
    /// Carries the mesh, and is not posed meanwhile.
    held: Skeleton,
    moved: Vec<f32>,
    times: Vec<f32>,
    part: usize,
}

impl Peer {
    fn new(json: &[u8]) -> Self {
        let atlas = Arc::new(Atlas::new(ATLAS.as_bytes(), "").expect("an atlas of one"));
        let data = SkeletonJson::new(atlas).read_skeleton_data(json);
        let data = Arc::new(data.expect("our export is read"));
        let [posed, mut held] = [(); 2].map(|()| Skeleton::new(data.clone()));
        let clip = |name| data.find_animation(name).expect("an exported clip").c_ptr();
        let clips = CLIPS.map(clip);
        pose(&mut held, clips, CLOTH_S);
        let times = (0..N_FIGURES).map(|k| (k as f32 * 0.618_034) % 4.0).collect();
        Self { clips, posed, held, moved: vec![0.0; 2 * N_VERTICES], times, part: 0 }
    }

    fn frame(&mut self) -> f32 {
        let mut sum = 0.0;
        self.part = (self.part + PART) % N_FIGURES;
        for figure in self.part..self.part + PART {
            self.times[figure] += FRAME_S;
            pose(&mut self.posed, self.clips, self.times[figure]);
            sum += self.posed.bone_root().world_x();
        }
        sum / PART as f32
    }

    fn skin(&mut self) -> f32 {
        let slot = self.held.slot_at_index(0).expect("the cloth's slot");
        let mesh = slot.attachment().and_then(|it| it.as_mesh()).expect("the cloth");
        let n = self.moved.len() as i32;
        // Safe: the mesh is this slot's own, and there is room for all of its vertices.
        unsafe { mesh.compute_world_vertices(&slot, 0, n, &mut self.moved, 0, 2) };
        self.moved[N_VERTICES]
    }

    /// How far both poses are apart at most, as a part of the figure's height.
    fn apart(&mut self, crowd: &mut Crowd) -> f32 {
        let mut most = 0.0_f32;
        for step in 0..50 {
            let time = step as f32 * 0.037;
            let ours = crowd.world(time);
            pose(&mut self.posed, self.clips, time);
            for (theirs, ours) in self.posed.bones().zip(&ours) {
                let off = (theirs.world_x() - ours.tx).hypot(theirs.world_y() - ours.ty);
                most = most.max(off / HEIGHT);
            }
        }
        most
    }

    fn apart_of_cloth(&mut self, cloth: &mut Cloth) -> f32 {
        cloth.frame();
        self.skin();
        let places = cloth.moved.iter().flatten().zip(&self.moved);
        places.map(|(ours, theirs)| (ours - theirs).abs() / HEIGHT).fold(0.0, f32::max)
    }
}

/// Both clips half; they key the same, so the first one leaves nothing of the pose before.
fn pose(skeleton: &mut Skeleton, clips: [*mut c::spAnimation; 2], time: f32) {
    for (clip, blend) in clips.into_iter().zip([c::SP_MIX_BLEND_SETUP, c::SP_MIX_BLEND_ADD]) {
        // Safe: skeleton and clip live through the call, and nobody asks for events.
        unsafe {
            c::spAnimation_apply(
                clip,
                skeleton.c_ptr(),
                time,
                time,
                1,
                std::ptr::null_mut(),
                std::ptr::null_mut(),
                0.5,
                blend,
                c::SP_MIX_DIRECTION_IN,
            );
        }
    }
    skeleton.update_world_transform(Physics::None);
}
