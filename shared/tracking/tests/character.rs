//! What a rig makes of it: sides, a tracked blink over its own, and idling where no face is.

use face::Pose;
use rig::machine::standard;
use rig::{Actor, Provider, Rig, figure, parameter};
use tracking::{IDS, Shapes, Sight, Tracker};

const FRAME_S: f64 = 1.0 / 60.0;

fn sight(shapes: &[(&str, f32)], pose: Pose) -> Sight {
    Sight { shapes: Shapes::named(shapes.iter().copied()), pose }
}

#[test]
fn every_id_is_a_parameter_of_our_rigs_and_every_value_in_its_bounds() {
    let strong: Vec<(&str, f32)> =
        tracking::Shape::ALL.iter().map(|(_, name)| (*name, 1.0)).collect();
    let mut tracker = Tracker::default();
    let values = tracker.see(Some(&sight(&strong, Pose::default())), 0.0).expect("a face");
    for (id, value) in values.pairs() {
        let known = parameter::STANDARD.iter().find(|it| it.0 == id);
        let (_, least, most, _) = known.unwrap_or_else(|| panic!("{id} is no parameter"));
        assert!((*least..=*most).contains(&value), "{id} is {value}");
    }
}

/// In the camera's picture the subject's left is on the right, and in a mirror on the left.
#[test]
fn a_mirror_shows_the_left_eye_on_the_left_and_a_camera_on_the_right() {
    let winks = [("eyeBlinkLeft", 1.0), ("browOuterUpLeft", 0.8)];
    // Turned and tilted to its own left, looking up.
    let pose = Pose { yaw: 15.0, pitch: -10.0, roll: -5.0 };
    for (is_mirrored, shut, open, brow, across) in [
        (true, "EyeLOpen", "EyeROpen", "BrowLY", -1.0),
        (false, "EyeROpen", "EyeLOpen", "BrowRY", 1.0),
    ] {
        let mut tracker = Tracker::new(is_mirrored);
        let seen = sight(&winks, pose);
        let values = tracker.see(Some(&seen), 0.0).expect("a face");
        let get = |id: &str| values.get(id).expect("one of ours");
        assert_eq!((get(shut), get(open)), (0.0, 1.0));
        assert!(get(brow) > 0.7);
        assert_eq!(get("AngleX"), across * 15.0, "to the right of the picture");
        assert_eq!(get("AngleY"), 10.0, "up");
        // Clockwise on the screen where the camera sees it clockwise.
        assert_eq!(get("AngleZ"), across * 5.0);
        assert!((get("BodyAngleX") - 0.3 * get("AngleX")).abs() < 1e-4);
    }
}

/// The rig's side of the sides: positive is right, up, and with the clock.
#[test]
fn the_rig_turns_the_way_the_parameters_say() {
    let rig = Rig::new(&figure::skeleton()).expect("ours");
    let head = rig.bone("head").expect("a head");
    let at = |id: &str, value: f32| {
        let mut actor = Actor::new(&rig, &standard(), 1);
        actor.is_automatic = false;
        for _ in 0..60 {
            let place = rig.parameter(id).expect("one of ours");
            actor.providers.say(Provider::Tracking, place, value);
            actor.advance(&rig, FRAME_S as f32);
        }
        actor.pose().world()[head]
    };
    let turn = |it: rig::Affine| it.rotation();
    assert!(turn(at("AngleZ", 20.0)) > turn(at("AngleZ", -20.0)), "with the clock");
    assert!(at("AngleY", 20.0).origin()[1] < at("AngleY", -20.0).origin()[1], "up");
}

#[test]
fn a_lost_face_eases_back_to_idling_in_half_a_second() {
    let rig = Rig::new(&figure::skeleton()).expect("ours");
    let places = IDS.map(|id| rig.parameter(id).expect("one of ours"));
    let mut actor = Actor::new(&rig, &standard(), 5);
    let mut tracker = Tracker::default();
    let pose = Pose { yaw: -24.0, ..Pose::default() };
    let yaw = rig.parameter("AngleX").expect("one of ours");
    let eye = rig.parameter("EyeLOpen").expect("one of ours");
    let (mut n_blinks, mut last) = (0, 0.0_f32);
    for frame in 0..900 {
        let seen = sight(&[], pose);
        let face = (frame < 600).then_some(&seen);
        let values = tracker.see(face, f64::from(frame) * FRAME_S);
        for (place, (_, value)) in places.iter().zip(values.iter().flat_map(|it| it.pairs())) {
            actor.providers.say(Provider::Tracking, *place, value);
        }
        actor.advance(&rig, FRAME_S as f32);
        let (turned, open) = (actor.providers.values()[yaw], actor.providers.values()[eye]);
        match frame {
            // For ten seconds the face is watched, which does not blink: so neither does the figure.
            30..600 => {
                assert_eq!(actor.providers.owner(eye), Provider::Tracking);
                assert!((turned - 24.0).abs() < 0.01 && open == 1.0, "{turned}, {open}");
            }
            600..630 => assert!(turned <= last + 0.01 && last - turned < 2.5, "{last} to {turned}"),
            632..900 => {
                assert_eq!(actor.providers.owner(eye), Provider::Idle);
                n_blinks += u32::from(open < 0.1);
            }
            _ => {}
        }
        last = turned;
    }
    assert!(last.abs() < 8.0, "it idles: {last}");
    assert!(n_blinks > 0, "and blinks by itself");
}
