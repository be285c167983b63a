//! A phrase: stances in time, played by a body whose parts do not all move at once.
//!
//! Hips lead; trunk, neck and head follow; hands come last; eyes are there before the head. Two
//! equal stances one after the other are a hold: the spline through them runs a little over,
//! settles, and draws back before it leaves, which is overshoot and anticipation.

use super::stance::{N_PARTS, Part, Stance};
use crate::animation::{Animation, Channel, Curve, EventKey, Key, Mode};
use crate::curve::{Piece, SAME_TIME, pieces};

/// Keys in a second of a finished clip.
const KEYS_PER_SECOND: f32 = 16.0;

/// Stances in time, and waves on top of them.
#[derive(Clone, Debug)]
pub(super) struct Phrase {
    name: &'static str,
    duration: f32,
    looping: bool,
    curve: Curve,
    stances: Vec<(f32, Stance)>,
    waves: Vec<Wave>,
    events: Vec<EventKey>,
    /// What lags are multiplied with: 0 is a machine.
    loose: f32,
    only: Option<&'static [Part]>,
}

/// A sine added to a part.
#[derive(Clone, Copy, Debug)]
struct Wave {
    part: Part,
    amount: f32,
    /// How many times in the clip; whole in a loop.
    times: f32,
    /// Share of one wave by which it comes later.
    late: f32,
    /// Half of the wave only: down and back, as a bounce does.
    bounce: bool,
}

impl Phrase {
    pub(super) fn new(name: &'static str, duration: f32, looping: bool) -> Self {
        Self {
            name,
            duration,
            looping,
            curve: Curve::CatmullRom,
            stances: Vec::new(),
            waves: Vec::new(),
            events: Vec::new(),
            loose: 1.0,
            only: None,
        }
    }

    /// A stance at a time.
    pub(super) fn at(mut self, time: f32, stance: Stance) -> Self {
        self.stances.push((time, stance));
        self
    }

    /// A stance from a time to another.
    pub(super) fn hold(self, from: f32, to: f32, stance: Stance) -> Self {
        self.at(from, stance).at(to, stance)
    }

    /// All stances so far once more in a mirror, `later` seconds later.
    pub(super) fn mirrored_after(mut self, later: f32) -> Self {
        let again: Vec<_> =
            self.stances.iter().map(|(time, it)| (time + later, it.mirrored())).collect();
        self.stances.extend(again);
        self
    }

    /// Adds a sine to a part.
    pub(super) fn wave(mut self, part: Part, amount: f32, times: f32, late: f32) -> Self {
        self.waves.push(Wave { part, amount, times, late, bounce: false });
        self
    }

    /// Adds half sines to a part: from nothing to the amount and back.
    pub(super) fn bounce(mut self, part: Part, amount: f32, times: f32, late: f32) -> Self {
        self.waves.push(Wave { part, amount, times, late, bounce: true });
        self
    }

    /// How loosely the body's parts follow one another.
    pub(super) fn loose(mut self, loose: f32) -> Self {
        self.loose = loose;
        self
    }

    /// Other ways between stances than the smooth one.
    pub(super) fn curve(mut self, curve: Curve) -> Self {
        self.curve = curve;
        self
    }

    /// Only these parts are moved; the others are left to other clips.
    pub(super) fn only(mut self, parts: &'static [Part]) -> Self {
        self.only = Some(parts);
        self
    }

    /// Something to tell at a time.
    pub(super) fn tell(mut self, time: f32, name: &str) -> Self {
        self.events.push(EventKey { time, name: name.to_owned() });
        self
    }

    /// The clip.
    pub(super) fn clip(self) -> Animation {
        let mut clip = Animation::new(self.name, self.duration, self.looping);
        let n_keys = (self.duration * KEYS_PER_SECOND).round().max(2.0) as usize;
        let times: Vec<f32> = (0..=n_keys)
            .map(|k| (self.duration * k as f32 / n_keys as f32).min(self.duration))
            .collect();
        let mut rows: Vec<Vec<f32>> = PARTS.iter().map(|part| self.row(*part, &times)).collect();
        if self.looping {
            // The same to the last bit, or the loop would count as one with a jump.
            rows.iter_mut().for_each(|row| row[n_keys] = row[0]);
        }
        let row = |part: Part| &rows[part as usize];
        let moves = |part: Part| {
            self.only.is_none_or(|only| only.contains(&part))
                && row(part).iter().any(|it| it.abs() > 1e-3)
        };
        let in_only = |part: Part| self.only.is_none_or(|only| only.contains(&part));
        for (bone, part, factor) in TURNS {
            // A clip of the whole body owns the whole body, also where it rests.
            if self.only.is_none() || in_only(part) {
                let value = |k: usize| [row(part)[k] * factor];
                let keys = keys(&times, value);
                clip.channels.push(Channel::Rotation { bone: bone.to_owned(), keys });
            }
        }
        for (bone, x, y, factor) in MOVES {
            let needed = x.is_some_and(moves) || moves(y);
            if needed || (self.only.is_none() && OWNED.contains(&bone)) {
                let value = |k: usize| [x.map_or(0.0, |x| row(x)[k]), row(y)[k] * factor];
                let keys = keys(&times, value);
                clip.channels.push(Channel::Position { bone: bone.to_owned(), keys });
            }
        }
        for (bone, part, amount) in SCALES {
            if moves(part) {
                let value = |k: usize| {
                    let by = row(part)[k] * amount;
                    // What grows taller grows thinner; an arm only gets shorter.
                    [if part == Part::Stretch { 1.0 - 0.6 * by } else { 1.0 }, 1.0 + by]
                };
                let keys = keys(&times, value);
                clip.channels.push(Channel::Scale { bone: bone.to_owned(), keys });
            }
        }
        for (parameter, part, rest, factor) in FACE {
            if moves(part) {
                let value = |k: usize| [rest + row(part)[k] * factor];
                let keys = keys(&times, value);
                clip.channels.push(Channel::Parameter { parameter: parameter.to_owned(), keys });
            }
        }
        clip.events = self.events;
        clip
    }

    /// A part's value at each time, as its own lag has it.
    fn row(&self, part: Part, times: &[f32]) -> Vec<f32> {
        let lag = lag(part) * self.loose;
        let keys: Vec<Key<[f32; 1]>> = self
            .stances
            .iter()
            .map(|(time, it)| Key { time: *time, value: [it.get(part)], curve: self.curve })
            .collect();
        let pieces = pieces(&keys, 0, self.duration, self.looping, Mode::Seamless);
        let value = |time: &f32| {
            let late = time - lag;
            let wrapped = if self.looping {
                late.rem_euclid(self.duration)
            } else {
                late.clamp(0.0, self.duration)
            };
            let waves = self.waves.iter().filter(|it| it.part == part);
            let waves: f32 = waves.map(|it| it.value(late / self.duration)).sum();
            along(&pieces, f64::from(wrapped)) + waves
        };
        times.iter().map(value).collect()
    }
}

impl Wave {
    fn value(&self, share: f32) -> f32 {
        let turns = share * self.times - self.late;
        if self.bounce {
            self.amount * (core::f32::consts::PI * turns).sin().abs()
        } else {
            self.amount * (core::f32::consts::TAU * turns).sin()
        }
    }
}

fn along(pieces: &[Piece], time: f64) -> f32 {
    let piece = pieces.iter().rev().find(|it| it.start <= time + SAME_TIME);
    piece.map_or(0.0, |it| it.rebased(time).cubic[0] as f32)
}

fn keys<const N: usize>(times: &[f32], value: impl Fn(usize) -> [f32; N]) -> Vec<Key<[f32; N]>> {
    let key = |(k, time): (usize, &f32)| Key {
        time: *time,
        value: value(k).map(|it| (it * 1e4).round() / 1e4),
        curve: Curve::CatmullRom,
    };
    times.iter().enumerate().map(key).collect()
}

/// Seconds by which a part comes after the hips.
fn lag(part: Part) -> f32 {
    use Part::*;
    match part {
        LookX | LookY => 0.02,
        Spine | RootTurn => 0.03,
        Chest | ShoulderL | ShoulderR | ArmL | ArmR | NearL | NearR => 0.06,
        Neck => 0.08,
        Head | ForearmL | ForearmR => 0.1,
        HandL | HandR | Tool => 0.14,
        _ => 0.0,
    }
}

use Part as P;

const PARTS: [Part; N_PARTS] = [
    P::RootX,
    P::RootY,
    P::RootTurn,
    P::Stretch,
    P::HipX,
    P::HipY,
    P::HipTurn,
    P::Spine,
    P::Chest,
    P::Neck,
    P::Head,
    P::ShoulderL,
    P::ShoulderR,
    P::ArmL,
    P::ForearmL,
    P::HandL,
    P::ArmR,
    P::ForearmR,
    P::HandR,
    P::NearL,
    P::NearR,
    P::FootLX,
    P::FootLY,
    P::FootLTurn,
    P::FootRX,
    P::FootRY,
    P::FootRTurn,
    P::Seat,
    P::Tool,
    P::LookX,
    P::LookY,
    P::Smile,
    P::Open,
    P::Squint,
    P::Brow,
];

/// Bones that turn, by which part, and to which side that counts.
const TURNS: [(&str, Part, f32); 15] = [
    ("root", P::RootTurn, 1.0),
    ("hip", P::HipTurn, 1.0),
    ("spine", P::Spine, 1.0),
    ("chest", P::Chest, 1.0),
    ("neck", P::Neck, 1.0),
    ("head", P::Head, 1.0),
    ("arm_l", P::ArmL, 1.0),
    ("forearm_l", P::ForearmL, 1.0),
    ("hand_l", P::HandL, 1.0),
    ("arm_r", P::ArmR, -1.0),
    ("forearm_r", P::ForearmR, -1.0),
    ("hand_r", P::HandR, -1.0),
    ("prop", P::Tool, -1.0),
    ("foot_l", P::FootLTurn, 1.0),
    ("foot_r", P::FootRTurn, 1.0),
];

/// Bones that move, by which parts, and what y is multiplied with.
const MOVES: [(&str, Option<Part>, Part, f32); 6] = [
    ("root", Some(P::RootX), P::RootY, 1.0),
    ("hip", Some(P::HipX), P::HipY, 1.0),
    ("shoulder_l", None, P::ShoulderL, -1.0),
    ("shoulder_r", None, P::ShoulderR, -1.0),
    ("foot_target_l", Some(P::FootLX), P::FootLY, 1.0),
    ("foot_target_r", Some(P::FootRX), P::FootRY, 1.0),
];

/// Bones whose place belongs to every clip of the whole body.
const OWNED: [&str; 4] = ["root", "hip", "foot_target_l", "foot_target_r"];

/// Bones that are scaled along y, by which part, and how much.
const SCALES: [(&str, Part, f32); 7] = [
    ("root", P::Stretch, 1.0),
    ("arm_l", P::NearL, -1.0),
    ("forearm_l", P::NearL, -1.0),
    ("arm_r", P::NearR, -1.0),
    ("forearm_r", P::NearR, -1.0),
    ("thigh_l", P::Seat, -1.0),
    ("thigh_r", P::Seat, -1.0),
];

/// Parameters, by which part, from which rest, and how much.
const FACE: [(&str, Part, f32, f32); 8] = [
    ("AngleX", P::LookX, 0.0, 1.0),
    ("AngleY", P::LookY, 0.0, 1.0),
    ("MouthForm", P::Smile, 0.0, 1.0),
    ("MouthOpenY", P::Open, 0.0, 1.0),
    ("EyeLSmile", P::Squint, 0.0, 1.0),
    ("EyeRSmile", P::Squint, 0.0, 1.0),
    ("BrowLY", P::Brow, 0.0, 1.0),
    ("BrowRY", P::Brow, 0.0, 1.0),
];
