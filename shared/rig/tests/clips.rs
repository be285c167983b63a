//! All clips are there, have no seam, are unlike each other, and stay human.

use rig::{Inputs, Layer, Pose, Rig, figure};

const NAMES: [&str; 27] = [
    "idle_1",
    "idle_2",
    "idle_3",
    "walk",
    "run",
    "climb",
    "swim",
    "jump",
    "fall",
    "land",
    "sit",
    "wave",
    "point",
    "laugh",
    "cheer",
    "dance_1",
    "dance_2",
    "dance_3",
    "dance_4",
    "dance_5",
    "dance_6",
    "dance_7",
    "dance_8",
    "dance_9",
    "toolnone",
    "toolslash",
    "toollunge",
];

fn names() -> impl Iterator<Item = &'static str> {
    NAMES.into_iter()
}

/// Rotations in degrees relative to the parent, and joints, of every bone of a clip at a time.
fn sample(rig: &Rig, pose: &mut Pose, name: &str, time: f32) -> (Vec<f32>, Vec<[f32; 2]>) {
    let clip = rig.clip(name).expect(name);
    pose.evaluate(rig, &mut [Layer::new(clip, time)], Inputs::default());
    let turn = |bone: usize| {
        let own = pose.world()[bone].rotation();
        let parent = rig.parent(bone).map_or(0.0, |it| pose.world()[it].rotation());
        let turn = own - parent;
        turn - 360.0 * (turn / 360.0).round()
    };
    let turns = (0..rig.n_bones()).map(turn).collect();
    (turns, pose.world().iter().map(|it| it.origin()).collect())
}

#[test]
fn every_clip_is_there_and_has_a_sensible_length() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    assert_eq!(rig.clip_names().len(), names().count());
    for name in names() {
        let clip = rig.clip(name).unwrap_or_else(|| panic!("{name} is missing"));
        let duration = rig.duration(clip);
        if name.starts_with("dance") {
            assert!((2.0..=8.0).contains(&duration) && rig.is_looping(clip), "{name}");
        }
        assert!((0.3..=8.0).contains(&duration), "{name}: {duration} s");
        let ends = ["jump", "land", "wave", "point", "cheer", "toolslash", "toollunge"];
        assert_eq!(rig.is_looping(clip), !ends.contains(&name), "{name}");
    }
}

#[test]
fn loops_have_no_seam() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let mut pose = Pose::new(&rig);
    const H: f32 = 1.0 / 512.0;
    for name in names() {
        let clip = rig.clip(name).unwrap();
        if !rig.is_looping(clip) {
            continue;
        }
        let end = rig.duration(clip);
        let mut joints = |time: f32| sample(&rig, &mut pose, name, time).1;
        let (last, first, again) = (joints(end - 1e-5), joints(0.0), joints(end));
        for bone in 0..rig.n_bones() {
            let gap = (last[bone][0] - first[bone][0]).hypot(last[bone][1] - first[bone][1]);
            assert!(gap < 0.3, "{name}: {} jumps by {gap}", rig.bone_names()[bone]);
            assert_eq!(first[bone], again[bone]);
        }
        // The change of velocity over the seam is like that at other moments.
        let mut bend = |time: f32| {
            let (a, b, c) = (joints(time + end - H), joints(time + end), joints(time + end + H));
            let off = |k: usize, n: usize| (a[n][k] - 2.0 * b[n][k] + c[n][k]).abs() / H;
            (0..rig.n_bones()).map(|n| off(0, n) + off(1, n)).fold(0.0, f32::max)
        };
        let elsewhere = (1..40).map(|k| bend(end * k as f32 / 40.0)).fold(0.0, f32::max);
        let seam = bend(0.0);
        assert!(seam <= 1.5 * elsewhere + 2.0, "{name}: {seam} at the seam, {elsewhere} elsewhere");
    }
}

#[test]
fn clips_that_end_begin_and_end_where_others_go_on() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let mut pose = Pose::new(&rig);
    let mut ends = |name: &str, end: bool| {
        let time = if end { rig.duration(rig.clip(name).unwrap()) } else { 0.0 };
        sample(&rig, &mut pose, name, time).1
    };
    let rest = ends("idle_1", false);
    let [jumped, landing] = [ends("jump", true), ends("land", false)];
    for name in ["wave", "point", "cheer", "land", "toolslash", "toollunge"] {
        let last = ends(name, true);
        for (bone, (a, b)) in last.iter().zip(&rest).enumerate() {
            let off = (a[0] - b[0]).hypot(a[1] - b[1]);
            let bone = &rig.bone_names()[bone];
            let holds = name.starts_with("tool") && (bone.ends_with("_r") || bone == "prop");
            assert!(off < 90.0 || holds, "{name}: {bone} ends {off} away from idle");
        }
    }
    for (a, b) in jumped.iter().zip(&landing) {
        assert!((a[0] - b[0]).hypot(a[1] - b[1]) < 60.0, "a jump ends where a landing begins");
    }
}

#[test]
fn clips_are_unlike_each_other() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let mut pose = Pose::new(&rig);
    let tracks: Vec<(&str, Vec<Vec<[f32; 2]>>)> = names()
        .map(|name| {
            let duration = rig.duration(rig.clip(name).unwrap());
            let frame = |k: i32| duration * k as f32 / 24.0;
            let joints = (0..24).map(|k| sample(&rig, &mut pose, name, frame(k)).1);
            (name, joints.collect())
        })
        .collect();
    for (at, (one, a)) in tracks.iter().enumerate() {
        for (other, b) in &tracks[at + 1..] {
            // However one is shifted against the other, hands, head, hips or feet are elsewhere.
            let apart = |shift: usize| {
                let frames = (0..24).map(|k| (&a[k], &b[(k + shift) % 24]));
                let sums = frames.map(|(a, b)| {
                    let off = a.iter().zip(b).map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
                    off.sum::<f32>() / a.len() as f32
                });
                sums.sum::<f32>() / 24.0
            };
            let least = (0..24).map(apart).fold(f32::MAX, f32::min);
            let both_dance = one.starts_with("dance") && other.starts_with("dance");
            let enough = if both_dance { 40.0 } else { 3.0 };
            assert!(least > enough, "{one} and {other} are only {least} apart");
        }
    }
}

#[test]
fn nobody_is_bent_beyond_what_people_can() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let mut pose = Pose::new(&rig);
    // Bone, and how far it turns at most to either side, arms outwards from hanging.
    let limits = [
        ("spine", -25.0, 25.0),
        ("chest", -25.0, 25.0),
        ("neck", -20.0, 20.0),
        ("head", -25.0, 25.0),
        ("hip", -25.0, 25.0),
        ("arm_l", -60.0, 178.0),
        ("forearm_l", -155.0, 150.0),
        ("hand_l", -80.0, 92.0),
        ("arm_r", -178.0, 60.0),
        ("forearm_r", -150.0, 155.0),
        ("hand_r", -92.0, 80.0),
        ("thigh_l", -60.0, 95.0),
        ("shin_l", -150.0, 20.0),
        ("thigh_r", -95.0, 60.0),
        ("shin_r", -20.0, 150.0),
    ];
    for name in names() {
        let duration = rig.duration(rig.clip(name).unwrap());
        for step in 0..=96 {
            let time = duration * step as f32 / 96.0;
            let (turns, joints) = sample(&rig, &mut pose, name, time);
            for (bone, least, most) in limits {
                let turn = turns[rig.bone(bone).unwrap()];
                assert!((least..=most).contains(&turn), "{name} at {time}: {bone} {turn}");
            }
            // Nobody sinks into the ground.
            for foot in ["foot_l", "foot_r"] {
                let y = joints[rig.bone(foot).unwrap()][1];
                assert!(y < 2010.0 + 70.0, "{name} at {time}: {foot} at {y}");
            }
        }
    }
}
