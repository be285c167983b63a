//! What the hand on the right of the picture does with a thing: holds it, slashes, lunges.

use super::phrase::Phrase;
use super::stance::{Part, Stance, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![none(), slash(), lunge()]
}

/// The arm that holds; the rest of the body goes on with what it does.
const ARM: [Part; 5] = [Part::ShoulderR, Part::ArmR, Part::ForearmR, Part::HandR, Part::Tool];

/// A thing held before the body, elbow bent, its tip up and aside.
fn held() -> Stance {
    stand().right(18.0, -66.0, 24.0).with(Part::Tool, 18.0)
}

/// Holding it, and breathing.
fn none() -> Animation {
    let hold = held();
    Phrase::new("toolnone", 3.4, true)
        .at(0.0, hold)
        .wave(Part::ArmR, 1.4, 1.0, 0.1)
        .wave(Part::ForearmR, 2.2, 1.0, 0.2)
        .wave(Part::ShoulderR, 2.5, 1.0, 0.0)
        .only(&ARM)
        .clip()
}

/// Over the head and down across the body; the trunk unwinds before the arm.
fn slash() -> Animation {
    let hold = held();
    let wound = stand()
        .hip(26.0, 20.0, 4.0)
        .lean(3.0, 9.0)
        .head(-2.0, -6.0)
        .look(-8.0, 4.0)
        .shrug(-6.0, 34.0)
        .left(40.0, -30.0, 10.0)
        .right(146.0, 60.0, -10.0)
        .with(Part::Tool, -102.0)
        .foot_r(30.0, 0.0, -12.0)
        .face(-0.4, 0.2, 0.0, -0.6);
    let cut = stand()
        .hip(-44.0, 60.0, -5.0)
        .lean(-6.0, -14.0)
        .head(3.0, 8.0)
        .look(-18.0, -12.0)
        .shrug(12.0, -10.0)
        .left(58.0, 20.0, -20.0)
        .right(6.0, -84.0, -20.0)
        .with(Part::Tool, -80.0)
        .near(0.0, 0.1)
        .foot_l(-44.0, 0.0, 12.0)
        .foot_r(30.0, 0.0, -12.0)
        .face(-0.2, 0.8, 0.0, -0.8);
    Phrase::new("toolslash", 0.9, false)
        .at(0.0, hold)
        .hold(0.2, 0.27, wound)
        .at(0.36, cut)
        .at(0.56, cut.hip(-40.0, 52.0, -4.0).right(8.0, -78.0, -18.0))
        .at(0.9, hold)
        .loose(0.35)
        .tell(0.3, "swing")
        .clip()
}

/// Draws the elbow back, then thrusts aside over a long step.
fn lunge() -> Animation {
    let hold = held();
    let drawn = stand()
        .hip(-46.0, 44.0, -3.0)
        .lean(-2.0, -7.0)
        .head(2.0, 6.0)
        .look(18.0, 0.0)
        .left(54.0, 30.0, 0.0)
        .right(62.0, -128.0, 20.0)
        .with(Part::Tool, 5.0)
        .foot_r(10.0, -20.0, -10.0)
        .face(-0.4, 0.0, 0.0, -0.7);
    let thrust = stand()
        .root(40.0, 0.0)
        .hip(92.0, 104.0, 4.0)
        .lean(9.0, 8.0)
        .head(-2.0, -4.0)
        .look(26.0, -2.0)
        .shrug(4.0, 8.0)
        .left(92.0, 14.0, -20.0)
        .right(84.0, 4.0, 0.0)
        .with(Part::Tool, -129.0)
        .foot_l(-110.0, 0.0, 10.0)
        .foot_r(150.0, 0.0, -10.0)
        .face(-0.2, 0.8, 0.0, -0.8);
    Phrase::new("toollunge", 1.1, false)
        .at(0.0, hold)
        .hold(0.24, 0.32, drawn)
        .hold(0.42, 0.6, thrust)
        .at(0.86, hold.hip(10.0, 30.0, 0.0).foot_r(30.0, -10.0, 0.0))
        .at(1.1, hold)
        .loose(0.3)
        .tell(0.38, "swing")
        .clip()
}
