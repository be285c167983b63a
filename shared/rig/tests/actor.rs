//! A character that lives: who has the say, what is worn, and that nothing falls apart.

use rig::{
    Actor, Attachment, Category, Entry, Provider, Providers, Region, Rig, Skeleton, Slot, figure,
    machine,
};

fn rig() -> Rig {
    Rig::new(&figure::skeleton()).expect("the standard figure is whole")
}

#[test]
fn the_stack_of_providers_keeps_its_order_and_hands_over_in_time() {
    let rig = rig();
    let angle = rig.parameter("AngleX").unwrap();
    let mut stack = Providers::new(&rig);
    const STEP: f32 = 0.05;
    // From which second to which second who says what.
    let says = [
        (Provider::Idle, 0.0, 9.0, 2.0),
        (Provider::Tracking, 1.0, 4.0, 20.0),
        (Provider::Expression, 2.0, 3.0, -10.0),
    ];
    let mut at = |k: i32| {
        let time = k as f32 * STEP;
        for (provider, from, to, value) in says {
            if (from..to).contains(&(time + 1e-4)) {
                stack.say(provider, angle, value);
            }
        }
        (stack.resolve(STEP)[angle], stack.owner(angle))
    };
    let frames: Vec<(f32, Provider)> = (0..160).map(&mut at).collect();
    let check = |time: f32, value: f32, owner: Provider| {
        let (got, who) = frames[(time / STEP).round() as usize];
        assert!((got - value).abs() < 0.01 && who == owner, "at {time}: {got} by {who:?}");
    };
    check(0.9, 2.0, Provider::Idle);
    check(1.05, 11.0, Provider::Tracking);
    check(1.5, 20.0, Provider::Tracking);
    check(2.5, -10.0, Provider::Expression);
    check(3.5, 20.0, Provider::Tracking);
    // Lost: it takes half a second to ease back to idling.
    check(4.15, 12.8, Provider::Tracking);
    check(4.6, 2.0, Provider::Idle);
    let jump = frames.windows(2).map(|it| (it[1].0 - it[0].0).abs()).fold(0.0, f32::max);
    assert!(jump < 9.5, "nothing jumps: {jump}");
}

#[test]
fn values_stay_within_their_bounds() {
    let rig = rig();
    let mut stack = Providers::new(&rig);
    let open = rig.parameter("EyeLOpen").unwrap();
    for value in [f32::NAN, f32::INFINITY, 50.0] {
        stack.say(Provider::Tracking, open, value);
    }
    stack.say(Provider::Tracking, 10_000, 1.0);
    assert_eq!(stack.resolve(1.0)[open], 1.5);
}

#[test]
fn a_tracked_blink_goes_before_an_automatic_one() {
    let rig = rig();
    let mut actor = Actor::new(&rig, &machine::standard(), 3);
    let open = rig.parameter("EyeLOpen").unwrap();
    let mut least = 1.0_f32;
    for frame in 0..1200 {
        let tracked = frame >= 600;
        if tracked {
            actor.providers.say(Provider::Tracking, open, 0.8);
        }
        let value = actor.advance(&rig, 1.0 / 60.0).parameters()[open];
        if tracked && frame > 620 {
            assert!((value - 0.8).abs() < 1e-4, "{value}");
        } else {
            least = least.min(value);
        }
    }
    assert!(least < 0.1, "by itself it blinks: {least}");
}

#[test]
fn a_dance_turns_the_head_over_the_camera_but_idling_does_not() {
    let rig = rig();
    let angle = rig.parameter("AngleX").unwrap();
    let mut actor = Actor::new(&rig, &machine::standard(), 3);
    let mut run = |name: &str| {
        actor.player.play(&rig, name);
        let mut most = 0.0_f32;
        for frame in 0..240 {
            actor.providers.say(Provider::Tracking, angle, -3.0);
            let value = actor.advance(&rig, 1.0 / 60.0).parameters()[angle];
            if frame > 60 {
                most = most.max((value + 3.0).abs());
            }
        }
        most
    };
    assert!(run("idle") < 0.01);
    assert!(run("dance_2") > 10.0);
}

#[test]
fn every_number_stays_finite_through_a_long_life() {
    let rig = rig();
    let names: Vec<String> = machine::standard().into_iter().map(|it| it.name).collect();
    let mut actor = Actor::new(&rig, &machine::standard(), 9);
    for frame in 0..3000 {
        if frame % 45 == 0 {
            actor.player.play(&rig, &names[frame / 45 % names.len()]);
        }
        let seconds = [1.0 / 60.0, 0.0, 2.0, 1.0 / 144.0][frame % 4];
        actor.reach = vec![(2, [frame as f32, 700.0]), (3, [f32::NAN, 0.0])];
        let pose = actor.advance(&rig, seconds);
        for it in pose.world() {
            let numbers = [it.a, it.b, it.c, it.d, it.tx, it.ty];
            assert!(numbers.iter().all(|it| it.is_finite()), "at frame {frame}");
        }
    }
}

/// A figure with a torso that has two looks in two skins, and a hat.
fn dressed() -> Skeleton {
    let mut skeleton = figure::skeleton();
    let region = |picture: &str| {
        let (at, size) = ([0.0, -100.0], [300.0, 400.0]);
        Attachment::Region(Region { picture: picture.to_owned(), at, rotation: 0.0, size })
    };
    skeleton.slots =
        vec![Slot::new("torso", "chest", Some("shirt")), Slot::new("hat", "head", None)];
    let torso = [("shirt", region("shirt")), ("suit", region("suit"))];
    let torso = torso.map(|(name, it)| (name.to_owned(), it));
    let hat = [("cap".to_owned(), region("cap")), ("none".to_owned(), Attachment::Empty)];
    let default = [("torso".to_owned(), torso.into()), ("hat".to_owned(), hat.into())];
    let festive = [("torso".to_owned(), [("suit".to_owned(), region("tailcoat"))].into())];
    skeleton.skins =
        [("default".to_owned(), default.into()), ("festive".to_owned(), festive.into())].into();
    let entry = |shows: &[(&str, &str)]| Entry {
        shows: shows
            .iter()
            .map(|(slot, it)| ((*slot).to_owned(), Some((*it).to_owned())))
            .collect(),
        fallback: None,
    };
    let labels = [
        ("casual".to_owned(), entry(&[("torso", "shirt"), ("hat", "cap")])),
        (
            "formal".to_owned(),
            Entry { fallback: Some("casual".to_owned()), ..entry(&[("torso", "suit")]) },
        ),
    ];
    let outfit = Category { labels: labels.into(), fallback: Some("casual".to_owned()) };
    skeleton.library.categories.insert("outfit".to_owned(), outfit);
    skeleton
}

#[test]
fn clothes_change_while_it_dances() {
    let rig = Rig::new(&dressed()).unwrap();
    let mut actor = Actor::new(&rig, &machine::standard(), 1);
    actor.player.play(&rig, "dance_1");
    let pictures = |actor: &mut Actor| {
        let pose = actor.advance(&rig, 0.1);
        [0, 1].map(|slot| pose.attachment(&rig, slot).map(|it| it.picture.clone()))
    };
    let some = |it: &str| Some(it.to_owned());
    assert_eq!(pictures(&mut actor), [some("shirt"), None]);
    assert!(actor.dress.wear(&rig, "outfit", "formal", &[]));
    assert_eq!(pictures(&mut actor), [some("suit"), some("cap")]);
    assert!(actor.dress.skin(&rig, "festive") && !actor.dress.skin(&rig, "nobody's"));
    assert_eq!(pictures(&mut actor), [some("tailcoat"), some("cap")]);
    assert!(actor.dress.wear(&rig, "outfit", "unheard", &[]), "the fallback stands in");
    assert_eq!(pictures(&mut actor), [some("shirt"), some("cap")]);
    assert!(!actor.dress.wear(&rig, "unheard", "casual", &[]));
    assert!(!actor.dress.show(&rig, "hat", Some("crown")) && actor.dress.show(&rig, "hat", None));
    assert_eq!(pictures(&mut actor), [some("shirt"), None]);
}

#[test]
fn a_region_is_where_its_bone_is() {
    let rig = Rig::new(&dressed()).unwrap();
    let mut actor = Actor::new(&rig, &machine::standard(), 1);
    actor.is_automatic = false;
    actor.player.play(&rig, "dance_4");
    actor.advance(&rig, 0.7);
    let chest = actor.pose().world()[rig.bone("chest").unwrap()];
    actor.pose_mut().palette(&rig);
    let mut corners = Vec::new();
    actor.pose().vertices(&rig, 0, &mut corners);
    let expected = chest.apply([-150.0, -300.0]);
    let off = (corners[0][0] - expected[0]).hypot(corners[0][1] - expected[1]);
    assert!(corners.len() == 4 && off < 0.01, "{corners:?} {expected:?}");
}

#[test]
fn a_life_goes_on_in_another_rig() {
    let rig = Rig::new(&figure::skeleton()).expect("the standard figure is whole");
    let states = machine::standard();
    let mut before = Actor::new(&rig, &states, 3);
    before.player.play(&rig, "dance_4");
    for _ in 0..90 {
        before.advance(&rig, 1.0 / 60.0);
    }
    let mut skeleton = figure::skeleton();
    skeleton.slots.push(Slot::new("hat", "head", None));
    let other = Rig::new(&skeleton).expect("a figure with a place for a hat is whole");
    let mut after = before.recast(&rig, &other, &states);
    assert_eq!(after.player.now(), before.player.now());
    for _ in 0..30 {
        let expected = before.advance(&rig, 1.0 / 60.0).world().to_vec();
        assert_eq!(after.advance(&other, 1.0 / 60.0).world(), expected);
    }
}
