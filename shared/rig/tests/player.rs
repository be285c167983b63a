//! States in time: chosen by weight, cross-faded, interrupted, and never with a jerk.

use rig::{Inputs, Player, Pose, Priority, Rig, Seed, Told, figure, machine};

fn rig() -> Rig {
    Rig::new(&figure::skeleton()).expect("the standard figure is whole")
}

fn weight_of(player: &mut Player, rig: &Rig, name: &str) -> f32 {
    let clip = rig.clip(name).expect(name);
    player.layers().iter().filter(|it| it.clip == clip).map(|it| it.weight).sum()
}

#[test]
fn every_state_of_the_list_can_be_played() {
    let rig = rig();
    for name in [
        "idle",
        "walk",
        "run",
        "climb",
        "swim",
        "jump",
        "fall",
        "sit",
        "land",
        "wave",
        "point",
        "dance",
        "dance_1",
        "dance_9",
        "laugh",
        "cheer",
        "toolnone",
        "toolslash",
        "toollunge",
    ] {
        let mut player = Player::new(&rig, &machine::standard(), 1);
        assert!(player.play(&rig, name), "{name}");
    }
    let mut player = Player::new(&rig, &machine::standard(), 1);
    assert!(!player.play(&rig, "moonwalk"));
    assert_eq!(player.state(), "idle");
}

#[test]
fn idle_variants_come_in_their_proportion() {
    let rig = rig();
    let idle = ["idle_1", "idle_2", "idle_3"].map(|name| rig.clip(name).unwrap());
    let round = rig.duration(idle[0]);
    let mut player = Player::new(&rig, &machine::standard(), 42);
    let mut counts = [0.0_f32; 3];
    const PICKS: f32 = 10_000.0;
    for _ in 0..PICKS as usize {
        // All three take the same time, so that each round is one choice.
        player.advance(&rig, round);
        let newest = player.layers().iter().max_by(|a, b| a.weight.total_cmp(&b.weight)).unwrap();
        let place = idle.iter().position(|it| *it == newest.clip).unwrap();
        counts[place] += 1.0;
    }
    let expected = [0.5, 0.3, 0.2].map(|it| it * PICKS);
    let chi: f32 = counts.iter().zip(expected).map(|(n, e)| (n - e) * (n - e) / e).sum();
    assert!(chi < 13.8, "chi-square {chi}: {counts:?}");
}

#[test]
fn a_cross_fade_takes_a_fifth_of_a_second() {
    let rig = rig();
    let mut player = Player::new(&rig, &machine::standard(), 1);
    player.play(&rig, "walk");
    player.advance(&rig, 0.5);
    player.play(&rig, "run");
    for step in 1..=12 {
        player.advance(&rig, 0.02);
        let run = weight_of(&mut player, &rig, "run");
        let walk = weight_of(&mut player, &rig, "walk");
        let expected = (step as f32 * 0.02 / 0.2).min(1.0);
        assert!((run - expected).abs() < 1e-4 && (run + walk - 1.0).abs() < 1e-4, "{run} {walk}");
    }
    player.play(&rig, "idle");
    player.advance(&rig, 0.1);
    assert!((weight_of(&mut player, &rig, "run") - 0.5).abs() < 1e-4);
    player.advance(&rig, 0.11);
    assert_eq!(weight_of(&mut player, &rig, "run"), 0.0);
}

#[test]
fn a_jump_lands_and_then_it_walks_on() {
    let rig = rig();
    let mut player = Player::new(&rig, &machine::standard(), 1);
    player.play(&rig, "walk");
    player.advance(&rig, 0.4);
    player.play(&rig, "jump");
    assert_eq!(player.state(), "jump");
    let mut told = Vec::new();
    for _ in 0..140 {
        player.advance(&rig, 1.0 / 60.0);
        told.extend(player.told().to_vec());
    }
    let completed: Vec<&Told> = told.iter().filter(|it| matches!(it, Told::Completed(_))).collect();
    let names = ["jump", "land"].map(|it| Told::Completed(it.to_owned()));
    assert_eq!(completed, names.iter().collect::<Vec<_>>());
    // The walk ended when the jump began? No: it goes on beneath, and is seen again.
    assert_eq!(player.state(), "walk");
    let events = told.iter().filter(|it| matches!(it, Told::Event { name, .. } if name == "jump"));
    assert_eq!(events.count(), 1, "each event is told once");
    let steps = told.iter().filter(|it| matches!(it, Told::Event { name, .. } if name == "step"));
    assert!((3..=5).contains(&steps.count()), "the feet go on");
}

#[test]
fn moving_ends_an_emote_and_tools_stay_in_the_hand() {
    let rig = rig();
    let mut player = Player::new(&rig, &machine::standard(), 1);
    player.play(&rig, "toolnone");
    player.play(&rig, "dance_3");
    player.advance(&rig, 0.5);
    assert_eq!(player.state(), "dance_3");
    assert_eq!(weight_of(&mut player, &rig, "dance_3"), 1.0);
    player.play(&rig, "walk");
    player.advance(&rig, 0.5);
    assert_eq!(player.state(), "walk");
    assert_eq!(weight_of(&mut player, &rig, "dance_3"), 0.0);
    assert_eq!(weight_of(&mut player, &rig, "toolnone"), 1.0);
    player.play(&rig, "toolslash");
    player.advance(&rig, 0.5);
    assert_eq!(weight_of(&mut player, &rig, "toolslash"), 1.0);
    player.advance(&rig, 1.0);
    assert_eq!(weight_of(&mut player, &rig, "toolnone"), 1.0, "after the slash it is held again");
    player.stop(Priority::Tool);
    player.advance(&rig, 0.5);
    assert_eq!(weight_of(&mut player, &rig, "toolnone"), 0.0);
}

#[test]
fn the_pose_never_jerks_whatever_is_asked_for() {
    let rig = rig();
    let names: Vec<String> = machine::standard().into_iter().map(|it| it.name).collect();
    for seed in 0..6 {
        let mut chance = Seed::new(seed);
        let mut player = Player::new(&rig, &machine::standard(), seed);
        let mut pose = Pose::new(&rig);
        let mut before: Option<Vec<[f32; 2]>> = None;
        const STEP: f32 = 1.0 / 240.0;
        let mut until = 0.0;
        for _ in 0..4_000 {
            until -= STEP;
            if until <= 0.0 {
                until = chance.between(0.03, 0.9);
                let name = &names[(chance.unit() * names.len() as f32) as usize];
                player.play(&rig, name);
            }
            player.advance(&rig, STEP);
            for lane in [Priority::Idle, Priority::Emote, Priority::Tool] {
                let layers = player.layers().iter().filter(|it| it.priority == lane);
                let sum: f32 = layers.map(|it| it.weight).sum();
                assert!(sum <= 1.0 + 1e-4, "{lane:?} has {sum}");
            }
            pose.evaluate(&rig, player.layers(), Inputs::default());
            let now: Vec<[f32; 2]> = pose.world().iter().map(|it| it.origin()).collect();
            if let Some(before) = before {
                for (bone, (a, b)) in now.iter().zip(&before).enumerate() {
                    let speed = (a[0] - b[0]).hypot(a[1] - b[1]) / STEP;
                    // The end of an arm that swings round within a short fade makes some 25,000
                    // units a second; an arm that is somewhere else at once, 200,000.
                    let name = &rig.bone_names()[bone];
                    assert!(speed < 40_000.0, "{name} at {speed} in {}", player.state());
                }
            }
            before = Some(now);
        }
    }
}

#[test]
fn the_same_seed_and_the_same_calls_give_the_same_motion() {
    let rig = rig();
    let run = |seed: u64| {
        let mut player = Player::new(&rig, &machine::standard(), seed);
        let mut seen = Vec::new();
        for step in 0..600 {
            if step == 200 {
                player.play(&rig, "dance");
            }
            player.advance(&rig, 0.05);
            seen.extend(player.layers().iter().map(|it| (it.clip, it.time.to_bits())));
        }
        seen
    };
    assert_eq!(run(5), run(5));
    assert_ne!(run(5), run(6));
}

#[test]
fn a_moment_is_shown_at_once_and_goes_on_from_there() {
    let rig = rig();
    let mut player = Player::new(&rig, &machine::standard(), 5);
    player.play(&rig, "walk");
    player.advance(&rig, 0.1);
    assert!(player.show(&rig, "dance_2", 1.5));
    let dance = rig.clip("dance_2").unwrap();
    assert_eq!(player.now(), Some((dance, 1.5)));
    assert_eq!(rig.clip_name(dance), "dance_2");
    assert_eq!(weight_of(&mut player, &rig, "dance_2"), 1.0);
    assert_eq!(weight_of(&mut player, &rig, "walk"), 0.0);
    player.advance(&rig, 0.25);
    assert_eq!(player.now(), Some((dance, 1.75)));
    assert!(player.show(&rig, "wave", 1e9));
    let wave = rig.clip("wave").unwrap();
    assert_eq!(player.now(), Some((wave, rig.duration(wave))), "not past its end");
    assert!(player.show(&rig, "idle", 0.5) && player.state() == "idle");
    assert!(!player.show(&rig, "moonwalk", 0.0));
}
