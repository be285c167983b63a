//! `cargo bench -p rig`: nanoseconds a bone with two clips mixed and both legs solved, beside a
//! plain way of doing the same, turn by turn in one run; and nanoseconds a vertex. `--out FILE`
//! writes them as JSON too.

mod workload;

use std::time::Instant;
use workload::{Cloth, Crowd, N_FIGURES, N_VERTICES, PART, plain::Plain};

const ROUNDS: usize = 201;

#[expect(clippy::disallowed_methods, reason = "a bench looks at the clock and writes a file")]
fn main() {
    let (mut crowd, mut plain) = (Crowd::new(), Plain::new());
    let off = agree(&mut crowd, &mut plain);
    let mut cloth = Cloth::new(&mut crowd);
    let n_bones = crowd.n_bones() as f64;
    let (mut ours, mut theirs, mut skin) = (Vec::new(), Vec::new(), Vec::new());
    let mut sum = 0.0;
    for _ in 0..ROUNDS {
        let start = Instant::now();
        sum += crowd.frame();
        ours.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        sum += plain.frame();
        theirs.push(start.elapsed().as_secs_f64());
        let start = Instant::now();
        sum += cloth.frame();
        skin.push(start.elapsed().as_secs_f64());
    }
    let sorted = |seconds: &mut Vec<f64>, n: f64| {
        seconds.sort_by(f64::total_cmp);
        [seconds[0], seconds[ROUNDS / 2]].map(|it| it / n * 1e9)
    };
    let one = sorted(&mut ours, n_bones);
    let other = sorted(&mut theirs, n_bones);
    let vertex = sorted(&mut skin, N_VERTICES as f64);
    println!("{N_FIGURES} figures of 32 bones, {ROUNDS} rounds (sum {sum:.1}, apart {off:.2})");
    let rows = [("a bone, ours", one), ("a bone, plain", other), ("a vertex of 4 bones", vertex)];
    for (name, [least, median]) in rows {
        println!("{name:<28} least {least:7.2} ns   median {median:7.2} ns");
    }
    let poses = one[0] * n_bones * (N_FIGURES / PART) as f64;
    println!("{N_FIGURES} poses {:.2} ms, ratio {:.2}", poses / 1e6, other[0] / one[0]);
    if let Some(path) = std::env::args().skip_while(|it| it != "--out").nth(1) {
        let of = |[min, median]: [f64; 2]| serde_json::json!({ "min": min, "median": median });
        let report = serde_json::json!({
            "rounds": ROUNDS, "n_bones": n_bones, "n_vertices": N_VERTICES,
            "pose": of(one), "plain": of(other), "skin": of(vertex),
        });
        std::fs::write(path, report.to_string()).expect("the report can be written");
    }
}

/// The most canvas units by which both ways are apart, but for knees: only ours foreshortens. The
/// head follows parameters too, by a unit or so; the plain way knows none.
fn agree(crowd: &mut Crowd, plain: &mut Plain) -> f32 {
    let is_leg =
        |name: &str| ["shin", "thigh", "foot_l", "foot_r"].iter().any(|it| name.contains(it));
    let mut most = 0.0_f32;
    for step in 0..50 {
        let time = step as f32 * 0.037;
        let ours = crowd.world(time);
        plain.pose(time);
        for (bone, (a, b)) in ours.iter().zip(&plain.world).enumerate() {
            if !is_leg(&crowd.rig.bone_names()[bone]) {
                most = most.max((a.tx - b.tx).hypot(a.ty - b.ty));
            }
        }
    }
    assert!(most < 2.0, "both ways give one pose: {most}");
    most
}
