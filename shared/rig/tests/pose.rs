//! The evaluator: clips to matrices and vertices, mixed, with limbs and springs.

use rig::{
    Animation, Bone, Channel, ClipId, Curve, Inputs, Key, Layer, Mode, Pose, Priority, Rig,
    Skeleton, Springs, figure,
};

fn keys<const N: usize>(curve: Curve, list: &[(f32, [f32; N])]) -> Vec<Key<[f32; N]>> {
    list.iter().map(|&(time, value)| Key { time, value, curve }).collect()
}

/// Root, arm, hand: each ten units below the other.
fn arm(animations: Vec<Animation>) -> Rig {
    let bones = vec![
        Bone::new("root", None, [100.0, 100.0], [0.0, 10.0]),
        Bone::new("arm", Some("root"), [0.0, 10.0], [0.0, 10.0]),
        Bone::new("hand", Some("arm"), [0.0, 10.0], [0.0, 10.0]),
    ];
    Rig::new(&Skeleton { bones, animations, ..Skeleton::default() }).expect("a whole rig")
}

fn turn(name: &str, bone: &str, degrees: f32) -> Animation {
    let mut clip = Animation::new(name, 1.0, true);
    let keys = keys(Curve::Linear, &[(0.0, [degrees])]);
    clip.channels.push(Channel::Rotation { bone: bone.to_owned(), keys });
    clip
}

fn near(got: [f32; 2], expected: [f32; 2]) {
    let off = (got[0] - expected[0]).hypot(got[1] - expected[1]);
    assert!(off < 1e-3, "{got:?} for {expected:?}");
}

#[test]
fn turns_and_scales_are_carried_from_bone_to_bone() {
    let mut clip = turn("raise", "arm", 90.0);
    let scale = keys(Curve::Linear, &[(0.0, [1.0, 2.0])]);
    clip.channels.push(Channel::Scale { bone: "arm".to_owned(), keys: scale });
    let at = keys(Curve::Linear, &[(0.0, [0.0, 0.0]), (1.0, [8.0, 0.0])]);
    clip.channels.push(Channel::Position { bone: "root".to_owned(), keys: at });
    let rig = arm(vec![clip]);
    let mut pose = Pose::new(&rig);
    near(pose.world()[2].origin(), [100.0, 120.0]);
    pose.evaluate(&rig, &mut [Layer::new(ClipId::default(), 0.5)], Inputs::default());
    // Clockwise by a quarter: what pointed down points left, twice as long.
    near(pose.world()[1].origin(), [104.0, 110.0]);
    near(pose.world()[2].origin(), [84.0, 110.0]);
    near(pose.world()[2].apply([0.0, 10.0]), [64.0, 110.0]);
}

#[test]
fn breathing_reaches_the_chest_as_the_specification_says() {
    let mut skeleton = figure::skeleton();
    let mut clip = Animation::new("breathe", 3.0, true);
    clip.mode = Mode::Compatible;
    let list = [(0.0, [1.0, 1.0]), (1.5, [1.02, 1.03]), (3.0, [1.0, 1.0])];
    let keys = keys(Curve::CatmullRom, &list);
    clip.channels.push(Channel::Scale { bone: "chest".to_owned(), keys });
    skeleton.animations = vec![clip];
    let rig = Rig::new(&skeleton).unwrap();
    let (mut pose, chest) = (Pose::new(&rig), rig.bone("chest").unwrap());
    for (time, x, y) in [
        (0.375, 1.004_531_2, 1.006_797),
        (0.75, 1.011_25, 1.016_875),
        (1.5, 1.02, 1.03),
        (3.0 + 0.75, 1.011_25, 1.016_875),
    ] {
        pose.evaluate(&rig, &mut [Layer::new(ClipId::default(), time)], Inputs::default());
        let chest = pose.world()[chest];
        assert!((chest.a - x).abs() < 1e-6 && (chest.d - y).abs() < 1e-6, "{time}: {chest:?}");
    }
}

#[test]
fn clips_of_one_priority_share_and_higher_ones_go_first() {
    let rig = arm(vec![turn("a", "arm", 30.0), turn("b", "arm", -60.0), turn("c", "hand", 40.0)]);
    let [a, b, c] = ["a", "b", "c"].map(|name| rig.clip(name).unwrap());
    let mut pose = Pose::new(&rig);
    let mut check = |layers: &[(ClipId, f32, Priority)], expected: [f32; 2]| {
        let mut layers: Vec<Layer> = layers
            .iter()
            .map(|&(clip, weight, priority)| Layer { weight, priority, ..Layer::new(clip, 0.0) })
            .collect();
        pose.evaluate(&rig, &mut layers, Inputs::default());
        let [arm, hand] = [1, 2].map(|bone| pose.world()[bone].rotation());
        assert!((arm - expected[0]).abs() < 1e-3, "{layers:?}: arm {arm}");
        assert!((hand - arm - expected[1]).abs() < 1e-3, "{layers:?}: hand {hand}");
    };
    use Priority::{Action, Idle};
    check(&[(a, 1.0, Idle)], [30.0, 0.0]);
    check(&[(a, 0.5, Idle)], [15.0, 0.0]);
    check(&[(a, 0.5, Idle), (b, 0.5, Idle)], [-15.0, 0.0]);
    check(&[(a, 1.0, Idle), (b, 1.0, Idle)], [-15.0, 0.0]);
    check(&[(a, 1.0, Idle), (b, 1.0, Action)], [-60.0, 0.0]);
    check(&[(b, 0.25, Action), (a, 1.0, Idle)], [-15.0 + 22.5, 0.0]);
    // A clip has no say over bones that it does not move.
    check(&[(a, 1.0, Idle), (c, 1.0, Action)], [30.0, 40.0]);
}

#[test]
fn feet_stay_on_their_targets_while_the_hips_move() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let mut pose = Pose::new(&rig);
    let bone = |name: &str| rig.bone(name).unwrap();
    let mut worst = 0.0_f32;
    for name in rig.clip_names() {
        let clip = rig.clip(name).unwrap();
        for step in 0..48 {
            let time = rig.duration(clip) * step as f32 / 48.0;
            pose.evaluate(&rig, &mut [Layer::new(clip, time)], Inputs::default());
            for side in ["l", "r"] {
                let foot = pose.world()[bone(&format!("foot_{side}"))].origin();
                let target = pose.world()[bone(&format!("foot_target_{side}"))].origin();
                let hip = pose.world()[bone(&format!("thigh_{side}"))].origin();
                let off = (foot[0] - target[0]).hypot(foot[1] - target[1]);
                let far = (hip[0] - target[0]).hypot(hip[1] - target[1]) - figure::LEG * 1.08;
                // A leg is drawn out by a twelfth at most, and misses by what it lacks then.
                let beyond = off - far.max(0.0);
                assert!(beyond < 1.0, "{name} at {time}: foot_{side} is off by {off}");
                worst = worst.max(off);
            }
        }
    }
    assert!(worst < 5.0, "no clip asks for more than a leg has: {worst}");
}

#[test]
fn a_hand_reaches_where_it_is_asked_to() {
    let mut skeleton = figure::skeleton();
    skeleton.ik.iter_mut().for_each(|ik| ik.weight = 1.0);
    let rig = Rig::new(&skeleton).unwrap();
    let (mut pose, reach) = (Pose::new(&rig), rig.ik("reach_l").unwrap());
    let forearm = rig.bone("forearm_l").unwrap();
    for target in [[200.0, 700.0], [350.0, 1100.0], [310.0, 1200.0]] {
        let reach = [(reach, target)];
        let inputs = Inputs { reach: &reach, ..Inputs::default() };
        pose.evaluate(&rig, &mut [], inputs);
        near(pose.world()[forearm].apply(rig.tip(forearm)), target);
    }
}

#[test]
fn the_same_call_gives_the_same_pose() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let clip = rig.clip("dance_4").unwrap();
    let (mut fresh, mut used) = (Pose::new(&rig), Pose::new(&rig));
    let mut layer = [Layer::new(clip, 0.0)];
    for step in 0..100 {
        // Backwards and forwards: the cursor may only save time.
        layer[0].time = (step * 37 % 100) as f32 * 0.04;
        used.evaluate(&rig, &mut layer, Inputs::default());
        fresh.evaluate(&rig, &mut [Layer::new(clip, layer[0].time)], Inputs::default());
        assert_eq!(fresh.world(), used.world());
    }
}

#[test]
fn springs_swing_the_same_at_any_frame_rate() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let clip = rig.clip("dance_1").unwrap();
    let tip = rig.bone("ahoge_2").unwrap();
    let track = |rate: usize| -> Vec<[f32; 2]> {
        let (mut pose, mut springs) = (Pose::new(&rig), Springs::new(&rig));
        let mut seen = Vec::new();
        for frame in 0..=rate * 4 {
            let mut layers = [Layer::new(clip, frame as f32 / rate as f32)];
            let springs = Some((&mut springs, 1.0 / rate as f32));
            pose.evaluate(&rig, &mut layers, Inputs { springs, ..Inputs::default() });
            if (frame * 6) % rate == 0 {
                let head = pose.world()[rig.bone("head").unwrap()].inverse();
                seen.push(head.apply(pose.world()[tip].apply(rig.tip(tip))));
            }
        }
        seen
    };
    let reference = track(144);
    let span = |k: usize| {
        let values = || reference.iter().map(|it| it[k]);
        values().fold(f32::MIN, f32::max) - values().fold(f32::MAX, f32::min)
    };
    let swing = span(0).hypot(span(1));
    assert!(swing > 8.0, "the hair moves: {swing}");
    for rate in [30, 60] {
        for (at, (one, other)) in track(rate).iter().zip(&reference).enumerate() {
            let off = (one[0] - other[0]).hypot(one[1] - other[1]);
            assert!(off < 0.01 * swing, "{rate} Hz at {at}: {off} of {swing}");
        }
    }
}

#[test]
fn springs_survive_a_long_pause() {
    let rig = Rig::new(&figure::skeleton()).unwrap();
    let clip = rig.clip("dance_5").unwrap();
    let (mut pose, mut springs) = (Pose::new(&rig), Springs::new(&rig));
    let (tip, head) = (rig.bone("ahoge_2").unwrap(), rig.bone("head").unwrap());
    let mut time = 0.0;
    for seconds in [0.016, 0.016, 2.0, 0.016, 300.0, 0.0, f32::NAN, 0.016, 2.0, 0.016] {
        time += if seconds.is_nan() { 0.0 } else { seconds };
        let springs = Some((&mut springs, seconds));
        let mut layers = [Layer::new(clip, time)];
        pose.evaluate(&rig, &mut layers, Inputs { springs, ..Inputs::default() });
        let [x, y] = pose.world()[tip].origin();
        let [head_x, head_y] = pose.world()[head].origin();
        assert!((x - head_x).hypot(y - head_y) < 700.0, "after {seconds} s: {x} {y}");
    }
}
