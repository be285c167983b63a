//! Dances one to five: step and clap, disco, robot, twist, shuffle. A beat takes half a second.

use super::phrase::Phrase;
use super::stance::{Part, Stance, stand};
use crate::animation::{Animation, Curve};

pub(super) fn clips() -> Vec<Animation> {
    vec![step_and_clap(), disco(), robot(), twist(), shuffle()]
}

/// Side, together, clap; every other time the clap is overhead.
fn step_and_clap() -> Animation {
    let side = stand()
        .root(30.0, 0.0)
        .hip(44.0, 30.0, 4.0)
        .lean(3.0, -5.0)
        .head(-2.0, 5.0)
        .look(10.0, -3.0)
        .left(52.0, 14.0, 20.0)
        .right(64.0, 22.0, 20.0)
        .foot_r(104.0, 0.0, -8.0)
        .foot_l(-20.0, -6.0, 8.0)
        .face(0.8, 0.2, 0.2, 0.3);
    let low = stand()
        .root(30.0, 0.0)
        .hip(52.0, -6.0, -2.0)
        .lean(-2.0, 2.0)
        .head(1.0, -4.0)
        .look(4.0, 6.0)
        .shrug(14.0, 14.0)
        .both(42.0, -118.0, 10.0)
        .near(0.24, 0.24)
        .foot_r(104.0, 0.0, 0.0)
        .foot_l(96.0, -40.0, 26.0)
        .face(0.9, 0.3, 0.5, 0.5);
    let high = low.both(146.0, 62.0, 8.0).near(0.06, 0.06).shrug(40.0, 40.0).look(6.0, 16.0);
    Phrase::new("dance_1", 4.0, true)
        .at(0.0, side)
        .at(0.5, low)
        .at(1.0, side.mirrored())
        .at(1.5, low.mirrored())
        .at(2.0, side)
        .at(2.5, high)
        .at(3.0, side.mirrored())
        .at(3.5, high.mirrored())
        .bounce(Part::HipY, 26.0, 8.0, 0.5)
        .tell(0.5, "clap")
        .tell(1.5, "clap")
        .tell(2.5, "clap")
        .tell(3.5, "clap")
        .clip()
}

/// One finger to the ceiling, down across the hips, three times; then the other one.
fn disco() -> Animation {
    let up = stand()
        .hip(62.0, 26.0, 7.0)
        .lean(-7.0, -9.0)
        .head(-2.0, 4.0)
        .look(20.0, 16.0)
        .shrug(-8.0, 26.0)
        .left(40.0, -96.0, -20.0)
        .right(110.0, 4.0, 0.0)
        .foot_l(-70.0, 0.0, 10.0)
        .foot_r(70.0, 0.0, -16.0)
        .face(0.8, 0.4, 0.0, 0.6);
    let down = stand()
        .hip(-46.0, 54.0, -6.0)
        .lean(5.0, 3.0)
        .head(2.0, -5.0)
        .look(-16.0, -14.0)
        .shrug(0.0, -8.0)
        .left(36.0, -92.0, -20.0)
        .right(-20.0, -16.0, -6.0)
        .foot_l(-70.0, 0.0, 16.0)
        .foot_r(70.0, -26.0, 14.0)
        .face(0.7, 0.0, 0.4, 0.2);
    let mut phrase = Phrase::new("dance_2", 6.0, true);
    for n in 0..3 {
        let time = n as f32;
        phrase = phrase.hold(time + 0.06, time + 0.36, up).hold(time + 0.56, time + 0.86, down);
    }
    phrase.mirrored_after(3.0).bounce(Part::HipY, -12.0, 12.0, 0.0).loose(0.6).clip()
}

/// Right angles, stops, and a head that turns by itself.
fn robot() -> Animation {
    let base = stand().foot_l(-26.0, 0.0, 0.0).foot_r(26.0, 0.0, 0.0);
    let angles = base.left(90.0, 90.0, 0.0).right(90.0, -90.0, 0.0);
    let swapped = base.left(90.0, -90.0, 0.0).right(90.0, 90.0, 0.0);
    let poses: [Stance; 8] = [
        angles,
        angles.look(26.0, 0.0),
        swapped.look(26.0, 0.0).hip(0.0, 0.0, 0.0),
        swapped.look(-26.0, 0.0).lean(-9.0, 0.0),
        base.left(0.0, -90.0, 0.0).right(90.0, 0.0, 0.0).look(-26.0, 0.0).lean(-9.0, 0.0),
        base.left(90.0, 0.0, 0.0).right(0.0, -90.0, 0.0).lean(9.0, 0.0).look(0.0, 0.0),
        base.both(0.0, -90.0, 76.0).near(0.3, 0.3).hip(0.0, 70.0, 0.0).look(0.0, -20.0),
        base.both(90.0, 90.0, -70.0).hip(0.0, 0.0, 0.0).head(0.0, 12.0),
    ];
    let mut phrase = Phrase::new("dance_3", 4.0, true).loose(0.0).curve(Curve::Linear);
    for (n, pose) in poses.into_iter().enumerate() {
        let time = 0.5 * n as f32;
        // A machine runs into its stop and springs back a little.
        let over = pose.hip(pose.get(Part::HipX), pose.get(Part::HipY) + 10.0, 1.5);
        phrase = phrase.at(time, over).at(time + 0.0625, pose).at(time + 0.3125, pose);
    }
    phrase.clip()
}

/// On the balls of the feet, hips against shoulders, down to the floor and up again.
fn twist() -> Animation {
    let tall = stand()
        .hip(0.0, 30.0, 0.0)
        .both(26.0, -92.0, -10.0)
        .near(0.12, 0.12)
        .look(0.0, 4.0)
        .foot_l(-20.0, 0.0, 0.0)
        .foot_r(20.0, 0.0, 0.0)
        .face(0.8, 0.2, 0.3, 0.3);
    let deep = tall
        .hip(0.0, 250.0, 0.0)
        .lean(0.0, 0.0)
        .look(0.0, -14.0)
        .foot_l(-44.0, 0.0, 0.0)
        .foot_r(44.0, 0.0, 0.0)
        .face(0.9, 0.5, 0.8, 0.5);
    let kick = tall.hip(-40.0, 20.0, 0.0).foot_r(70.0, -150.0, -24.0).lean(-6.0, -4.0);
    Phrase::new("dance_4", 4.0, true)
        .at(0.0, tall)
        .at(0.5, tall.hip(0.0, 90.0, 0.0))
        .hold(1.4, 1.7, deep)
        .at(2.4, tall)
        .at(2.75, kick)
        .at(3.0, tall)
        .at(3.25, kick.mirrored())
        .at(3.5, tall)
        .wave(Part::HipTurn, 11.0, 8.0, 0.0)
        .wave(Part::HipX, 30.0, 8.0, 0.5)
        .wave(Part::Spine, -9.0, 8.0, 0.0)
        .wave(Part::Chest, -9.0, 8.0, 0.0)
        .wave(Part::Head, 5.0, 8.0, 0.0)
        .wave(Part::ArmL, 30.0, 8.0, 0.0)
        .wave(Part::ArmR, -30.0, 8.0, 0.0)
        .wave(Part::ForearmL, 16.0, 8.0, 0.1)
        .wave(Part::ForearmR, -16.0, 8.0, 0.1)
        .wave(Part::FootLTurn, 24.0, 8.0, 0.0)
        .wave(Part::FootRTurn, 24.0, 8.0, 0.0)
        .loose(0.4)
        .clip()
}

/// A knee up on every beat, the other foot slides out; fists drum overhead.
fn shuffle() -> Animation {
    let knee = stand()
        .root(0.0, -26.0)
        .hip(-34.0, 0.0, -6.0)
        .lean(3.0, 4.0)
        .head(-1.0, -4.0)
        .look(8.0, -6.0)
        .left(112.0, 88.0, 10.0)
        .right(70.0, -10.0, -30.0)
        .shrug(24.0, 0.0)
        .foot_l(10.0, 26.0, -22.0)
        .foot_r(-30.0, -290.0, 24.0)
        .face(0.9, 0.5, 0.3, 0.6);
    let slide = stand()
        .hip(6.0, 84.0, 2.0)
        .lean(0.0, 3.0)
        .look(2.0, -10.0)
        .left(84.0, 58.0, -10.0)
        .right(92.0, 62.0, -10.0)
        .foot_l(-116.0, 0.0, 18.0)
        .foot_r(66.0, 0.0, -12.0)
        .face(0.9, 0.2, 0.5, 0.3);
    Phrase::new("dance_5", 2.0, true)
        .at(0.0, knee)
        .at(0.25, slide)
        .at(0.5, knee.mirrored())
        .at(0.75, slide.mirrored())
        .at(1.0, knee.left(150.0, 30.0, 0.0).right(150.0, 30.0, 0.0))
        .at(1.25, slide.both(128.0, 60.0, 0.0))
        .at(1.5, knee.mirrored().left(150.0, 30.0, 0.0).right(150.0, 30.0, 0.0))
        .at(1.75, slide.mirrored().both(110.0, 70.0, 0.0))
        .loose(0.35)
        .clip()
}
