//! Springs: hair, scarf and skirt follow late and swing out.
//!
//! Two springs hang on where the strand's tip would be if it were stiff. They step 120 times a
//! second, whatever the frame rate, by the exact solution of a damped spring, so that no
//! stiffness and no pause makes them explode; what is shown lies between the last two steps.

use crate::affine::Affine;
use crate::angle::between;
use crate::compose::{Joint, Locals, frame};
use crate::ik::turned;
use crate::rig::{Index, Rig};
use crate::skeleton::Skeleton;

/// Seconds of one step.
pub const STEP: f32 = 1.0 / 120.0;
/// A longer pause between two frames counts as this one, in seconds.
pub const PAUSE_MAX: f32 = 0.25;
/// How fast the soft spring takes over towards the tip.
const BLEND_POWER: f32 = 1.2;

/// A spring, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Strand {
    pub(crate) chain: Vec<u16>,
    /// For each bone how much of the root's and of the tip's angle it turns by itself.
    shares: Vec<[f32; 2]>,
    /// What one step makes of offset and velocity: root's spring, tip's spring.
    steps: [[f32; 4]; 2],
    amplitude: f32,
    gravity: f32,
    swing_max: f32,
    /// Direction of the parent's x axis at rest.
    rest: [f32; 2],
}

pub(crate) fn strands(skeleton: &Skeleton, index: &Index, rest: &[Affine]) -> Vec<Strand> {
    let strand = |spring: &crate::constraint::Spring| {
        let chain: Vec<u16> =
            spring.chain.iter().map(|it| index.bone(it).unwrap_or(0) as u16).collect();
        let root = &skeleton.bones[usize::from(chain[0])];
        let parent = root.parent.as_ref().and_then(|it| index.bone(it)).unwrap_or(0);
        Strand {
            shares: shares(skeleton, &chain),
            steps: [
                step(spring.root_stiffness, spring.root_damping),
                step(spring.tip_stiffness, spring.tip_damping),
            ],
            amplitude: spring.amplitude,
            gravity: spring.gravity,
            swing_max: spring.swing_max,
            rest: rest[parent].direction(),
            chain,
        }
    };
    skeleton.springs.iter().map(strand).collect()
}

/// A strand bows: at the share u of its length it is off by u² of what its tip is off by. Each
/// bone turns by what its slope has more than the slope of the one before.
fn shares(skeleton: &Skeleton, chain: &[u16]) -> Vec<[f32; 2]> {
    let end = |place: usize| match chain.get(place + 1) {
        Some(next) => skeleton.bones[usize::from(*next)].at,
        None => skeleton.bones[usize::from(chain[place])].tip,
    };
    let lengths: Vec<f32> = (0..chain.len()).map(end).map(|[x, y]| x.hypot(y).max(1e-3)).collect();
    let whole: f32 = lengths.iter().sum();
    let mut before = [0.0, 0.0];
    let mut from = 0.0;
    let mut result = Vec::new();
    for length in &lengths {
        let to = from + length / whole;
        let (middle, slope) = (0.5 * (from + to), (to * to - from * from) / (to - from));
        let soft = middle.powf(BLEND_POWER);
        let now = [slope * (1.0 - soft), slope * soft];
        result.push([now[0] - before[0], now[1] - before[1]]);
        (before, from) = (now, to);
    }
    result
}

/// The exact way of a damped spring through one step: new offset from offset and velocity, then
/// new velocity from both.
fn step(stiffness: f32, damping: f32) -> [f32; 4] {
    let (k, c, t) = (f64::from(stiffness), f64::from(damping), f64::from(STEP));
    let decay = (-0.5 * c * t).exp();
    let inner = k - 0.25 * c * c;
    // Sine over frequency and cosine; hyperbolic ones where the spring creeps back.
    let frequency = inner.abs().sqrt();
    let (sine, cosine) = if frequency < 1e-6 {
        (t, 1.0)
    } else if inner > 0.0 {
        ((frequency * t).sin() / frequency, (frequency * t).cos())
    } else {
        ((frequency * t).sinh() / frequency, (frequency * t).cosh())
    };
    let half = 0.5 * c;
    [
        decay * (cosine + half * sine),
        decay * sine,
        -decay * k * sine,
        decay * (cosine - half * sine),
    ]
    .map(|it| it as f32)
}

/// One strand in motion.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Swing {
    /// Where the stiff tip was at the last frame, and at the last step.
    stiff: [f32; 2],
    stepped: [f32; 2],
    /// Offset and velocity of both springs after the last step, and the offsets before it.
    offsets: [[f32; 2]; 2],
    velocities: [[f32; 2]; 2],
    before: [[f32; 2]; 2],
    started: bool,
}

/// All strands of one character in motion.
#[derive(Clone, Debug)]
pub struct Springs {
    swings: Vec<Swing>,
    /// Seconds since the last step.
    rest: f32,
}

impl Springs {
    /// Strands that hang still.
    pub fn new(rig: &Rig) -> Self {
        Self { swings: vec![Swing::default(); rig.strands.len()], rest: 0.0 }
    }

    /// Lets all strands hang still, as after a jump to another place.
    pub fn settle(&mut self) {
        self.swings.fill(Swing::default());
        self.rest = 0.0;
    }

    /// Called once a frame, before the strands are driven.
    pub(crate) fn begin(&mut self, seconds: f32) -> Frame {
        let seconds = if seconds.is_finite() { seconds.clamp(0.0, PAUSE_MAX) } else { 0.0 };
        let from = self.rest;
        let n_steps = ((from + seconds) / STEP).floor();
        self.rest = (from + seconds - n_steps * STEP).clamp(0.0, STEP);
        Frame { seconds, from, n_steps: n_steps as usize, share: self.rest / STEP }
    }
}

/// How a frame's time is divided into steps.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    seconds: f32,
    /// Seconds between the last step and the beginning of the frame.
    from: f32,
    n_steps: usize,
    /// How far the frame's end lies between the last two steps.
    share: f32,
}

/// Moves one strand on by a frame and turns its bones. The bones before the chain are composed.
pub(crate) fn drive(
    strand: &Strand,
    place: usize,
    springs: &mut Springs,
    frame_time: Frame,
    joints: &[Joint],
    locals: &mut Locals,
    world: (&[Affine], &[[f32; 2]]),
) {
    let root = usize::from(strand.chain[0]);
    let Some(parent) = joints[root].parent() else { return };
    let (world, turns) = world;
    let frame = frame(&world[parent], turns[parent], joints[root].inherit, locals.at(root));
    let stiff = stiff_vector(strand, &frame, joints, locals);
    // Gravity turns the hanging strand back by a part of what its bone has turned.
    let lean = between(strand.rest, frame.direction());
    let hanging = turned(stiff, crate::angle::cos_sin(-strand.gravity * lean));
    let target = [frame.tx + hanging[0], frame.ty + hanging[1]];
    let Some(swing) = springs.swings.get_mut(place) else { return };
    advance(swing, &strand.steps, target, frame_time);
    let mut angles = [0.0_f32; 2];
    for (angle, (now, then)) in angles.iter_mut().zip(swing.offsets.iter().zip(swing.before)) {
        let off = [0, 1].map(|k| then[k] + (now[k] - then[k]) * frame_time.share);
        let raw = between(stiff, [hanging[0] + off[0], hanging[1] + off[1]]) * strand.amplitude;
        // Ever harder towards the bound, so that there is no jerk at it.
        *angle = strand.swing_max * (raw / strand.swing_max).tanh();
    }
    let side = if frame.determinant() < 0.0 { -1.0 } else { 1.0 };
    for (bone, shares) in strand.chain.iter().zip(&strand.shares) {
        let by = side * (shares[0] * angles[0] + shares[1] * angles[1]);
        let bone = usize::from(*bone);
        let turn = turned(locals.cos_sin(bone), crate::angle::cos_sin(by));
        locals.set_turn(bone, turn);
    }
}

/// From the root to the tip as keyed, in canvas directions.
fn stiff_vector(strand: &Strand, frame: &Affine, joints: &[Joint], locals: &Locals) -> [f32; 2] {
    let mut sum = [0.0, 0.0];
    let mut turn = [1.0, 0.0];
    for (place, bone) in strand.chain.iter().enumerate() {
        let bone = usize::from(*bone);
        turn = turned(turn, locals.cos_sin(bone));
        let end = match strand.chain.get(place + 1) {
            Some(next) => locals.at(usize::from(*next)),
            None => joints[bone].tip,
        };
        let scale = locals.scale(bone);
        let part = turned([end[0] * scale[0], end[1] * scale[1]], turn);
        sum = [sum[0] + part[0], sum[1] + part[1]];
    }
    let [x, y] = frame.turn(sum);
    if x.abs() + y.abs() < 1e-3 { [0.0, 1.0] } else { [x, y] }
}

fn advance(swing: &mut Swing, steps: &[[f32; 4]; 2], target: [f32; 2], frame: Frame) {
    if !target.iter().all(|it| it.is_finite()) {
        return;
    }
    if !swing.started {
        *swing = Swing { stiff: target, stepped: target, started: true, ..Swing::default() };
        return;
    }
    let begin = swing.stiff;
    let at = |seconds: f32| {
        let share = if frame.seconds > 0.0 { seconds / frame.seconds } else { 1.0 };
        [0, 1].map(|k| begin[k] + (target[k] - begin[k]) * share)
    };
    for n in 1..=frame.n_steps {
        let now = at(n as f32 * STEP - frame.from);
        swing.before = swing.offsets;
        for (spring, step) in steps.iter().enumerate() {
            for (k, now) in now.iter().enumerate() {
                // The spring stays where it is while its target moves on.
                let offset = swing.offsets[spring][k] - (now - swing.stepped[k]);
                let velocity = swing.velocities[spring][k];
                swing.offsets[spring][k] = step[0] * offset + step[1] * velocity;
                swing.velocities[spring][k] = step[2] * offset + step[3] * velocity;
            }
        }
        swing.stepped = now;
    }
    swing.stiff = target;
}
