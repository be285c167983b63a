//! Jump, fall, land, sit.

use super::idle::{breathing, ease};
use super::phrase::Phrase;
use super::stance::{Part, Stance, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![jump(), fall(), land(), sit()]
}

/// Down on bent knees, arms out.
fn crouch() -> Stance {
    stand()
        .hip(0.0, 150.0, 0.0)
        .both(34.0, -30.0, -20.0)
        .look(0.0, -14.0)
        .shrug(-8.0, -8.0)
        .foot_l(-16.0, 0.0, 10.0)
        .foot_r(16.0, 0.0, -10.0)
        .with(Part::Stretch, -0.05)
}

/// Gathers, springs, hangs for a moment, comes down with the legs ahead.
fn jump() -> Animation {
    let launch = stand()
        .root(0.0, -90.0)
        .hip(0.0, 14.0, 0.0)
        .both(142.0, 22.0, 10.0)
        .shrug(34.0, 34.0)
        .look(0.0, 16.0)
        .foot_l(30.0, 0.0, -38.0)
        .foot_r(-30.0, 0.0, 38.0)
        .face(0.6, 0.5, 0.0, 0.8)
        .with(Part::Stretch, 0.07);
    let apex = stand()
        .root(0.0, -330.0)
        .both(138.0, 24.0, -20.0)
        .shrug(24.0, 24.0)
        .look(0.0, 6.0)
        .foot_l(-36.0, -170.0, 26.0)
        .foot_r(30.0, -110.0, -20.0)
        .face(0.9, 0.8, 0.4, 0.8);
    let down = stand()
        .root(0.0, -150.0)
        .both(122.0, 40.0, 26.0)
        .look(0.0, -14.0)
        .foot_l(-24.0, -20.0, -14.0)
        .foot_r(24.0, -20.0, 14.0)
        .face(0.5, 0.3, 0.0, 0.5)
        .with(Part::Stretch, 0.04);
    let touch = stand()
        .hip(0.0, 20.0, 0.0)
        .both(84.0, 20.0, 26.0)
        .look(0.0, -10.0)
        .foot_l(-24.0, 0.0, 0.0)
        .foot_r(24.0, 0.0, 0.0);
    Phrase::new("jump", 1.0, false)
        .at(0.0, ease())
        .hold(0.2, 0.27, crouch())
        .at(0.38, launch)
        .at(0.62, apex)
        .at(0.84, down)
        .at(1.0, touch)
        .loose(0.3)
        .tell(0.32, "jump")
        .tell(0.98, "touch")
        .clip()
}

/// In the air: arms flail upwards, legs tread.
fn fall() -> Animation {
    let one = stand()
        .root(-6.0, -230.0)
        .hip(6.0, 0.0, 3.0)
        .lean(-3.0, -3.0)
        .head(2.0, 4.0)
        .look(6.0, -16.0)
        .left(146.0, 26.0, 20.0)
        .right(112.0, 52.0, -10.0)
        .shrug(30.0, 20.0)
        .foot_l(-40.0, -130.0, 22.0)
        .foot_r(36.0, -20.0, -26.0)
        .face(-0.3, 0.7, 0.0, 0.9);
    Phrase::new("fall", 0.8, true)
        .at(0.0, one)
        .mirrored_after(0.4)
        .wave(Part::HandL, 14.0, 4.0, 0.0)
        .wave(Part::HandR, 14.0, 4.0, 0.4)
        .wave(Part::RootY, 6.0, 2.0, 0.0)
        .clip()
}

/// Takes the weight, sinks, comes up a little too far, stands.
fn land() -> Animation {
    let touch = stand()
        .hip(0.0, 20.0, 0.0)
        .both(84.0, 20.0, 26.0)
        .look(0.0, -10.0)
        .foot_l(-24.0, 0.0, 0.0)
        .foot_r(24.0, 0.0, 0.0);
    let sunk = crouch()
        .hip(0.0, 190.0, 0.0)
        .both(52.0, -26.0, -34.0)
        .look(0.0, -20.0)
        .foot_l(-24.0, 0.0, 14.0)
        .foot_r(24.0, 0.0, -14.0)
        .with(Part::Stretch, -0.08);
    let up =
        ease().hip(0.0, -8.0, 0.0).both(20.0, -6.0, 8.0).look(0.0, 6.0).face(0.5, 0.0, 0.0, 0.3);
    Phrase::new("land", 0.7, false)
        .at(0.0, touch)
        .at(0.12, sunk)
        .at(0.42, up.with(Part::Stretch, 0.02))
        .at(0.7, ease())
        .loose(0.4)
        .tell(0.06, "land")
        .clip()
}

/// On an edge, hands on the knees, feet swinging.
fn sit() -> Animation {
    let seat = stand()
        .hip(0.0, 262.0, 0.0)
        .with(Part::Seat, 0.66)
        .lean(1.5, 0.5)
        .left(13.0, -48.0, 18.0)
        .right(13.0, -48.0, 18.0)
        .near(0.12, 0.12)
        .foot_l(-30.0, 8.0, 4.0)
        .foot_r(30.0, 8.0, -4.0);
    let left = seat.foot_l(-46.0, -14.0, 14.0).lean(2.5, 1.5).head(0.5, -4.0).look(-9.0, -3.0);
    let right = seat.foot_r(46.0, -14.0, -14.0).lean(-1.0, -1.5).head(0.0, 4.0).look(10.0, 4.0);
    let left = left.face(0.4, 0.0, 0.0, 0.0);
    let phrase = Phrase::new("sit", 6.8, true)
        .at(0.0, seat)
        .at(0.8, left)
        .at(1.5, seat.foot_r(38.0, -6.0, -10.0))
        .at(2.2, left)
        .hold(3.1, 3.5, seat)
        .at(4.2, right)
        .at(4.9, seat.look(8.0, 6.0).foot_l(-38.0, -6.0, 10.0))
        .at(5.6, right);
    breathing(phrase, 2.0).clip()
}
