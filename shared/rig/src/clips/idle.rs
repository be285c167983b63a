//! Standing: quiet, looking around, shifting weight.

use super::phrase::Phrase;
use super::stance::{Part, Stance, stand};
use crate::animation::Animation;

pub(super) fn clips() -> Vec<Animation> {
    vec![quiet(), around(), shift()]
}

/// Arms a little away from the body, elbows not stretched.
pub(super) fn ease() -> Stance {
    stand().both(7.0, -9.0, 4.0)
}

/// Breath in the chest and the shoulders, `times` in the clip.
pub(super) fn breathing(phrase: Phrase, times: f32) -> Phrase {
    phrase
        .wave(Part::HipY, 2.5, times, 0.0)
        .wave(Part::ShoulderL, 3.5, times, 0.1)
        .wave(Part::ShoulderR, 3.5, times, 0.1)
        .wave(Part::ArmL, 0.9, times, 0.16)
        .wave(Part::ArmR, 0.9, times, 0.16)
        .wave(Part::LookY, 1.4, times, 0.2)
}

/// Weight on one leg and slowly on the other; hardly more than breath.
fn quiet() -> Animation {
    let left = ease().hip(-13.0, 2.0, -1.2).lean(1.3, 0.8).head(0.5, -1.4).look(-2.0, 0.0);
    let right = left.mirrored().head(-0.4, 1.0).look(3.0, 1.0);
    let phrase = Phrase::new("idle_1", 6.8, true).hold(0.5, 2.4, left).hold(3.9, 5.8, right);
    breathing(phrase, 2.0).clip()
}

/// Somebody is heard: the eyes go first, the head follows, a look to each side, and back.
fn around() -> Animation {
    let middle = ease().hip(8.0, 2.0, 0.8).lean(-0.8, -0.6);
    let aside = ease()
        .hip(16.0, 5.0, 1.6)
        .lean(-2.5, 2.0)
        .head(2.0, 3.5)
        .look(23.0, 3.0)
        .left(10.0, -14.0, 8.0)
        .face(0.0, 0.0, 0.0, 0.4);
    let up = ease()
        .hip(-15.0, 3.0, -1.6)
        .lean(2.0, -1.5)
        .head(-2.0, -5.0)
        .look(-19.0, 15.0)
        .right(11.0, -16.0, 9.0)
        .face(0.35, 0.0, 0.0, 0.6);
    let phrase = Phrase::new("idle_2", 6.8, true)
        .hold(0.0, 0.9, middle)
        .hold(1.5, 2.7, aside)
        .hold(3.6, 4.9, up)
        .at(5.8, middle);
    breathing(phrase, 2.0).clip()
}

/// A stretch: hands behind the head, chest out, a sigh, and a small shake of the leg.
fn shift() -> Animation {
    let rest = ease().hip(-12.0, 2.0, -1.5).lean(1.0, 1.0);
    let reach = ease()
        .hip(0.0, -4.0, 0.0)
        .both(148.0, 104.0, 10.0)
        .shrug(26.0, 26.0)
        .lean(-2.0, -3.0)
        .head(-1.0, -5.0)
        .look(-4.0, 17.0)
        .face(0.2, 0.3, 0.8, 0.5);
    let bend = reach.lean(6.0, 5.0).head(3.0, 5.0).hip(-18.0, 0.0, -2.5).face(0.3, 0.15, 1.0, 0.3);
    let sigh = ease()
        .hip(14.0, 9.0, 2.0)
        .lean(-1.5, -2.0)
        .shrug(-8.0, -8.0)
        .head(0.0, 3.0)
        .look(5.0, -9.0)
        .face(0.5, 0.0, 0.2, 0.0);
    let kick = sigh.foot_r(26.0, -34.0, -12.0).hip(-10.0, 4.0, -2.0);
    let phrase = Phrase::new("idle_3", 6.8, true)
        .hold(0.0, 0.6, rest)
        .hold(1.5, 2.0, reach)
        .hold(2.6, 3.1, bend)
        .hold(4.0, 4.6, sigh)
        .at(5.1, kick)
        .at(5.5, sigh.hip(-6.0, 4.0, -1.0));
    breathing(phrase, 2.0).clip()
}
