//! Wave, point, laugh, cheer.

use super::idle::ease;
use super::phrase::Phrase;
use super::stance::{Part, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![wave(), point(), laugh(), cheer()]
}

/// The hand on the right of the picture: up, four swings from the elbow, down.
fn wave() -> Animation {
    let ready = ease().hip(12.0, 8.0, 1.5).right(22.0, -44.0, -20.0).look(4.0, -4.0);
    let out = ease()
        .hip(-22.0, 2.0, -2.5)
        .lean(-1.5, -3.0)
        .head(-1.5, -6.0)
        .look(6.0, 5.0)
        .shrug(0.0, 20.0)
        .left(12.0, -16.0, 6.0)
        .right(104.0, 44.0, -16.0)
        .face(0.9, 0.5, 0.6, 0.6);
    let inward = out.right(100.0, 96.0, 22.0).head(-1.0, -4.0).hip(-18.0, 4.0, -2.0);
    let mut phrase = Phrase::new("wave", 2.0, false).at(0.0, ease()).at(0.16, ready);
    for n in 0..4 {
        let time = 0.44 + 0.28 * n as f32;
        phrase = phrase.at(time, out).at(time + 0.14, inward);
    }
    phrase
        .at(1.56, out.right(60.0, 20.0, -10.0))
        .at(1.86, ease().hip(3.0, 3.0, 0.5))
        .at(2.0, ease())
        .tell(0.44, "wave")
        .clip()
}

/// Draws back, throws the arm out, holds it, and looks from there to you.
fn point() -> Animation {
    let back = ease()
        .hip(26.0, 16.0, 3.0)
        .lean(2.0, 5.0)
        .head(0.0, 2.0)
        .look(-8.0, -4.0)
        .right(30.0, -110.0, -10.0)
        .left(14.0, -18.0, 0.0);
    let out = ease()
        .hip(-30.0, 12.0, -3.5)
        .lean(-4.0, -6.0)
        .head(2.0, 6.0)
        .look(25.0, 5.0)
        .shrug(-6.0, 14.0)
        .right(96.0, 2.0, 0.0)
        .left(34.0, -96.0, -20.0)
        .foot_r(22.0, 0.0, -14.0)
        .face(0.4, 0.3, 0.0, 0.7);
    let you = out.look(-4.0, 0.0).head(-1.0, -3.0).face(0.9, 0.2, 0.4, 0.4);
    Phrase::new("point", 2.2, false)
        .at(0.0, ease())
        .at(0.24, back)
        .hold(0.46, 0.9, out)
        .hold(1.15, 1.55, you)
        .at(1.95, ease().hip(6.0, 4.0, 1.0))
        .at(2.2, ease())
        .tell(0.44, "point")
        .clip()
}

/// Doubles up, throws the head back, and shakes all the while.
fn laugh() -> Animation {
    let over = stand()
        .hip(8.0, 54.0, 1.0)
        .lean(6.0, 9.0)
        .head(4.0, 9.0)
        .look(8.0, -22.0)
        .shrug(16.0, 16.0)
        .left(34.0, -112.0, -20.0)
        .right(30.0, -118.0, -20.0)
        .near(0.16, 0.16)
        .foot_l(-10.0, 0.0, 6.0)
        .foot_r(12.0, 0.0, -6.0)
        .face(1.0, 0.8, 1.0, 0.3);
    let back = over
        .hip(-8.0, 16.0, -1.0)
        .lean(-5.0, -8.0)
        .head(-4.0, -9.0)
        .look(-8.0, 24.0)
        .left(36.0, -104.0, -20.0)
        .right(20.0, -30.0, 20.0)
        .near(0.16, 0.0)
        .face(1.0, 1.0, 1.0, 0.8);
    Phrase::new("laugh", 2.4, true)
        .hold(0.1, 0.85, over)
        .hold(1.3, 2.0, back)
        .bounce(Part::HipY, 14.0, 12.0, 0.0)
        .bounce(Part::ShoulderL, 14.0, 12.0, 0.2)
        .bounce(Part::ShoulderR, 14.0, 12.0, 0.2)
        .wave(Part::Chest, 1.2, 12.0, 0.1)
        .wave(Part::LookY, 2.5, 12.0, 0.3)
        .clip()
}

/// Sinks, leaps with both fists up, once more, and comes down beaming.
fn cheer() -> Animation {
    let sink = stand()
        .hip(0.0, 110.0, 0.0)
        .both(30.0, -118.0, -10.0)
        .near(0.2, 0.2)
        .look(0.0, -14.0)
        .face(0.8, 0.2, 0.8, 0.0)
        .foot_l(-14.0, 0.0, 8.0)
        .foot_r(14.0, 0.0, -8.0);
    let leap = stand()
        .root(0.0, -150.0)
        .both(160.0, 6.0, 0.0)
        .shrug(46.0, 46.0)
        .look(0.0, 16.0)
        .face(1.0, 1.0, 0.7, 1.0)
        .foot_l(-20.0, -70.0, 30.0)
        .foot_r(30.0, -10.0, -34.0)
        .with(Part::Stretch, 0.05);
    let high = stand()
        .hip(0.0, 10.0, 0.0)
        .both(142.0, 30.0, 10.0)
        .shrug(30.0, 30.0)
        .look(0.0, 8.0)
        .face(1.0, 0.7, 0.9, 0.7)
        .foot_l(-18.0, 0.0, 6.0)
        .foot_r(18.0, 0.0, -6.0);
    Phrase::new("cheer", 1.8, false)
        .at(0.0, ease())
        .at(0.2, sink)
        .at(0.42, leap)
        .at(0.66, high.hip(0.0, 70.0, 0.0).both(120.0, 60.0, 10.0))
        .at(0.88, leap.mirrored())
        .at(1.12, high.hip(0.0, 60.0, 0.0))
        .at(1.4, high)
        .at(1.8, ease())
        .loose(0.4)
        .tell(0.36, "jump")
        .tell(0.64, "land")
        .tell(0.82, "jump")
        .tell(1.1, "land")
        .clip()
}
