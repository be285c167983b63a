//! Dances six to nine: arm wave, waltz, air guitar, floss.

use super::phrase::Phrase;
use super::stance::{Part, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![arm_wave(), waltz(), air_guitar(), floss()]
}

/// A wave goes in at one hand, through the shoulders, and out at the other.
fn arm_wave() -> Animation {
    let open = stand()
        .hip(-20.0, 40.0, 0.0)
        .both(80.0, 4.0, 0.0)
        .shrug(8.0, 8.0)
        .foot_l(-70.0, 0.0, 10.0)
        .foot_r(70.0, 0.0, -10.0)
        .face(0.6, 0.0, 0.3, 0.2);
    let left = open.hip(-44.0, 46.0, -4.0).look(-22.0, 0.0).head(1.0, -5.0);
    let right = open.hip(44.0, 46.0, 4.0).look(22.0, 0.0).head(-1.0, 5.0);
    // Each part comes later than the one before; that is the whole trick.
    let body = [
        (Part::HandL, 40.0, 0.0),
        (Part::ForearmL, 44.0, 0.1),
        (Part::ArmL, 26.0, 0.22),
        (Part::ShoulderL, 26.0, 0.32),
        (Part::Chest, 7.0, 0.4),
        (Part::Spine, 6.0, 0.46),
        (Part::ShoulderR, 26.0, 0.5),
        (Part::ArmR, 26.0, 0.58),
        (Part::ForearmR, 44.0, 0.7),
        (Part::HandR, 40.0, 0.8),
        (Part::HipY, 24.0, 0.5),
    ];
    let phrase = Phrase::new("dance_6", 4.0, true).at(0.3, left).at(1.3, right);
    let phrase = phrase.at(2.3, left).at(3.3, right).loose(0.3);
    body.iter().fold(phrase, |it, (part, by, late)| it.wave(*part, *by, 2.0, *late)).clip()
}

/// In three: sink and open, rise with the arms overhead, draw the leg in; then the other way.
fn waltz() -> Animation {
    let sink = stand()
        .root(60.0, 0.0)
        .hip(50.0, 76.0, 3.0)
        .lean(-5.0, -8.0)
        .head(-4.0, -8.0)
        .look(-20.0, -8.0)
        .left(96.0, 10.0, 18.0)
        .right(44.0, -40.0, -24.0)
        .foot_l(-150.0, 0.0, 26.0)
        .foot_r(40.0, 0.0, -10.0)
        .face(0.5, 0.0, 0.6, 0.2);
    let rise = stand()
        .root(90.0, -40.0)
        .hip(22.0, -14.0, 2.0)
        .lean(6.0, 8.0)
        .head(2.0, 6.0)
        .look(12.0, 16.0)
        .shrug(20.0, 34.0)
        .left(78.0, 22.0, 26.0)
        .right(152.0, 34.0, 16.0)
        .foot_l(-130.0, -120.0, 40.0)
        .foot_r(-10.0, 30.0, 26.0)
        .face(0.6, 0.1, 0.8, 0.4);
    let gather = stand()
        .root(50.0, -30.0)
        .hip(0.0, -8.0, 0.0)
        .lean(1.0, 1.0)
        .head(1.0, 3.0)
        .look(4.0, 20.0)
        .shrug(30.0, 30.0)
        .both(142.0, 52.0, 20.0)
        .foot_l(40.0, 24.0, -24.0)
        .foot_r(-34.0, 24.0, 24.0)
        .face(0.6, 0.0, 0.7, 0.5);
    Phrase::new("dance_7", 6.0, true)
        .at(0.0, sink)
        .at(1.05, rise)
        .at(2.05, gather)
        .mirrored_after(3.0)
        .loose(1.6)
        .clip()
}

/// Legs wide, one hand on the neck of nothing, the other one on its strings; hair flies.
fn air_guitar() -> Animation {
    let play = stand()
        .hip(-20.0, 110.0, -4.0)
        .lean(-5.0, -6.0)
        .head(-2.0, -4.0)
        .left(70.0, 32.0, 46.0)
        .right(42.0, -106.0, -30.0)
        .near(0.0, 0.16)
        .shrug(16.0, 4.0)
        .foot_l(-120.0, 0.0, 14.0)
        .foot_r(120.0, 0.0, -14.0)
        .face(0.3, 0.6, 0.9, -0.3);
    let down = play.look(-6.0, -28.0).head(-4.0, -10.0).hip(-26.0, 140.0, -5.0).lean(-8.0, -10.0);
    let up = play.look(4.0, 12.0).head(2.0, 2.0).hip(-12.0, 84.0, -3.0).lean(-3.0, -3.0);
    let swing = play
        .root(0.0, -110.0)
        .hip(10.0, 10.0, 4.0)
        .lean(4.0, 6.0)
        .right(164.0, 6.0, 0.0)
        .left(58.0, 44.0, 40.0)
        .look(6.0, 20.0)
        .foot_l(-60.0, -130.0, 40.0)
        .foot_r(90.0, -60.0, -40.0)
        .face(0.9, 1.0, 0.4, 0.8);
    Phrase::new("dance_8", 4.0, true)
        .at(0.0, down)
        .at(0.28, up)
        .at(0.5, down)
        .at(0.78, up)
        .at(1.0, down)
        .at(1.28, up)
        .at(1.5, down)
        .at(1.78, up.lean(9.0, 9.0).hip(40.0, 60.0, 6.0))
        .hold(2.0, 2.3, up.lean(11.0, 12.0).hip(56.0, 80.0, 8.0).look(10.0, 26.0))
        .at(2.62, down.hip(0.0, 190.0, 0.0).right(60.0, -60.0, -20.0))
        .at(2.9, swing)
        .at(3.2, down.right(10.0, -60.0, -20.0).hip(-10.0, 160.0, -2.0))
        .at(3.5, up)
        .at(3.75, up.hip(-6.0, 70.0, -2.0))
        .wave(Part::ForearmR, 17.0, 16.0, 0.0)
        .wave(Part::HandR, 16.0, 16.0, 0.2)
        .wave(Part::HandL, 10.0, 8.0, 0.2)
        .loose(0.4)
        .tell(2.8, "jump")
        .tell(3.1, "land")
        .clip()
}

/// Straight arms swing to one side, hips to the other, quicker than seems possible.
fn floss() -> Animation {
    let swing = stand()
        .hip(-64.0, 34.0, -9.0)
        .lean(6.0, 7.0)
        .head(-1.0, -3.0)
        .look(6.0, 0.0)
        .left(-33.0, 4.0, 14.0)
        .right(46.0, 4.0, 14.0)
        .near(0.1, 0.0)
        .foot_l(-26.0, 0.0, 6.0)
        .foot_r(26.0, -8.0, -6.0)
        .face(0.7, 0.0, 0.0, 0.3);
    let wide = swing.left(-20.0, -24.0, 10.0).right(62.0, 4.0, 14.0).near(0.16, 0.0);
    Phrase::new("dance_9", 2.0, true)
        .at(0.0, swing)
        .at(0.25, swing.mirrored())
        .at(0.5, wide)
        .at(0.75, swing.mirrored())
        .mirrored_after(1.0)
        .bounce(Part::HipY, 12.0, 8.0, 0.5)
        .loose(0.5)
        .clip()
}
