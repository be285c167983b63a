//! Going: walk, run, climb, swim, all seen from the front.

use super::phrase::Phrase;
use super::stance::{Part, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![walk(), run(), climb(), swim()]
}

/// Weight over one foot while the other one passes; arms against legs.
fn walk() -> Animation {
    // The foot on the right of the picture swings, weight on the left.
    let contact = stand()
        .hip(-4.0, 14.0, 0.0)
        .lean(0.0, 1.0)
        .left(13.0, -20.0, 10.0)
        .right(5.0, -16.0, -4.0)
        .near(0.04, 0.2)
        .foot_l(34.0, 14.0, 4.0)
        .foot_r(-14.0, -42.0, 14.0);
    let pass = stand()
        .hip(-30.0, -6.0, -4.0)
        .lean(2.5, 2.5)
        .head(0.5, -2.0)
        .look(3.0, 0.0)
        .left(15.0, -13.0, 4.0)
        .right(9.0, -34.0, 4.0)
        .near(0.0, 0.1)
        .foot_l(36.0, 0.0, 0.0)
        .foot_r(-24.0, -128.0, 22.0);
    let reach = stand()
        .hip(-20.0, 2.0, -2.0)
        .lean(1.0, 3.0)
        .head(0.0, -2.0)
        .left(8.0, -30.0, 0.0)
        .right(16.0, -12.0, 10.0)
        .near(0.2, 0.0)
        .foot_l(30.0, -6.0, -6.0)
        .foot_r(-30.0, -46.0, 4.0);
    Phrase::new("walk", 1.04, true)
        .at(0.0, contact)
        .at(0.2, pass)
        .at(0.38, reach)
        .mirrored_after(0.52)
        .loose(0.5)
        .tell(0.0, "step")
        .tell(0.52, "step")
        .clip()
}

/// Both feet in the air between steps, elbows at right angles, fists up to the chin.
fn run() -> Animation {
    let push = stand()
        .root(0.0, 6.0)
        .hip(-10.0, 46.0, -3.0)
        .lean(2.0, 5.0)
        .head(-1.0, -3.0)
        .look(4.0, -6.0)
        .left(30.0, -72.0, -10.0)
        .right(12.0, -124.0, -20.0)
        .near(0.1, 0.42)
        .foot_l(44.0, 10.0, 10.0)
        .foot_r(-20.0, -250.0, 30.0);
    let fly = stand()
        .root(0.0, -64.0)
        .hip(0.0, 6.0, 2.0)
        .lean(-1.0, 2.0)
        .look(0.0, 2.0)
        .left(24.0, -104.0, -16.0)
        .right(30.0, -84.0, -10.0)
        .near(0.3, 0.2)
        .foot_l(26.0, -120.0, 34.0)
        .foot_r(-36.0, -150.0, 6.0);
    Phrase::new("run", 0.64, true)
        .at(0.0, push)
        .at(0.17, fly)
        .mirrored_after(0.32)
        .loose(0.3)
        .tell(0.0, "step")
        .tell(0.32, "step")
        .clip()
}

/// A hand and the other side's foot go up together; the body swings under the hand that holds.
fn climb() -> Animation {
    let reach = stand()
        .root(-12.0, -70.0)
        .hip(-26.0, 22.0, 7.0)
        .lean(-4.0, -7.0)
        .head(2.0, 5.0)
        .look(10.0, 24.0)
        .shrug(-14.0, 44.0)
        .left(112.0, 62.0, 20.0)
        .right(148.0, 22.0, 6.0)
        .foot_l(-20.0, -180.0, 26.0)
        .foot_r(10.0, 34.0, -8.0);
    let grip = stand()
        .root(-4.0, -84.0)
        .hip(-10.0, 10.0, 4.0)
        .lean(-2.0, -3.0)
        .head(1.0, 2.0)
        .look(7.0, 20.0)
        .shrug(-4.0, 36.0)
        .left(104.0, 72.0, 24.0)
        .right(142.0, 32.0, -12.0)
        .foot_l(-30.0, -160.0, 10.0)
        .foot_r(10.0, 26.0, -4.0);
    let pull = stand()
        .root(8.0, -128.0)
        .hip(22.0, -12.0, -3.0)
        .lean(3.0, 4.0)
        .head(0.0, -2.0)
        .look(-6.0, 18.0)
        .shrug(12.0, 6.0)
        .left(122.0, 50.0, 10.0)
        .right(118.0, 74.0, 20.0)
        .foot_l(-24.0, -60.0, 0.0)
        .foot_r(24.0, -40.0, -16.0);
    Phrase::new("climb", 1.6, true)
        .at(0.0, reach)
        .at(0.26, grip)
        .at(0.56, pull)
        .mirrored_after(0.8)
        .loose(0.5)
        .tell(0.2, "grip")
        .tell(1.0, "grip")
        .clip()
}

/// Breast stroke, upright: arms part from overhead to the sides while the legs gather, then
/// everything shoots straight.
fn swim() -> Animation {
    let glide = stand()
        .root(0.0, -150.0)
        .hip(0.0, -6.0, 0.0)
        .shrug(40.0, 40.0)
        .both(152.0, 24.0, 0.0)
        .look(0.0, 4.0)
        .foot_l(54.0, 6.0, -34.0)
        .foot_r(-54.0, 6.0, 34.0);
    let part = stand()
        .root(0.0, -136.0)
        .both(118.0, 10.0, -18.0)
        .shrug(20.0, 20.0)
        .look(0.0, 12.0)
        .foot_l(50.0, 4.0, -20.0)
        .foot_r(-50.0, 4.0, 20.0);
    let pull = stand()
        .root(0.0, -176.0)
        .hip(0.0, 10.0, 0.0)
        .both(62.0, -30.0, -30.0)
        .near(0.1, 0.1)
        .look(0.0, 22.0)
        .face(0.0, 0.6, 0.0, 0.5)
        .foot_l(14.0, -90.0, 10.0)
        .foot_r(-14.0, -90.0, -10.0);
    let gather = stand()
        .root(0.0, -150.0)
        .hip(0.0, 30.0, 0.0)
        .both(34.0, -142.0, 20.0)
        .near(0.15, 0.15)
        .look(0.0, 8.0)
        .face(0.0, 0.3, 0.0, 0.3)
        .foot_l(-76.0, -236.0, 42.0)
        .foot_r(76.0, -236.0, -42.0);
    let kick = stand()
        .root(0.0, -120.0)
        .hip(0.0, 0.0, 0.0)
        .both(150.0, 46.0, 4.0)
        .shrug(20.0, 20.0)
        .look(0.0, -10.0)
        .foot_l(-120.0, -30.0, 20.0)
        .foot_r(120.0, -30.0, -20.0);
    Phrase::new("swim", 2.0, true)
        .at(0.0, glide)
        .at(0.36, glide.root(0.0, -158.0))
        .at(0.7, part)
        .at(1.04, pull)
        .at(1.34, gather)
        .at(1.64, kick)
        .wave(Part::HipTurn, 2.0, 1.0, 0.0)
        .wave(Part::Head, 1.5, 1.0, 0.3)
        .loose(0.6)
        .tell(1.64, "stroke")
        .clip()
}
