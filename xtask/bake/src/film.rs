//! What it does: an idle loop without a seam, a wave, and how its bones answer when it leans.

use crate::cast::Cast;
use rig::machine::State;
use rig::{Actor, Affine, BREATH_S, Pose, Priority, Provider};

/// Seconds of the idle loop: that of its clip, and two breaths.
pub const LOOP_S: f32 = 2.0 * BREATH_S;
/// Frames a second of the idle loop: nothing in it is quick.
pub const IDLE_FPS: usize = 10;
/// Frames a second of the wave.
pub const WAVE_FPS: usize = 20;
/// Seconds from the wave's beginning until only its hair still swings: half an idle loop, so that
/// idling goes on from there.
pub const WAVE_S: f32 = BREATH_S;
/// Loops before the first kept one: by then hair swings the same in each.
const WARM_UP: usize = 4;
/// Steps of the evaluator to a kept frame of the idle loop, and of the wave.
const STEPS: [usize; 2] = [12, 6];

/// A leaning that the page adds to whatever is played.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lean {
    /// What a head does beside the warp when it looks up.
    Up,
    /// Head and trunk to the left of the picture.
    Left,
    /// Head and trunk to the right.
    Right,
    /// Hair that stays behind when the head goes to the left.
    Swing,
}

impl Lean {
    /// In the order of the file.
    pub const ALL: [Self; 4] = [Self::Up, Self::Left, Self::Right, Self::Swing];

    /// The parameters that hold it; none for what only motion does.
    pub fn values(self) -> &'static [(&'static str, f32)] {
        match self {
            Self::Up => &[("AngleY", 30.0)],
            Self::Left => &[("AngleZ", -7.0), ("BodyAngleX", -6.0), ("BodyAngleZ", -3.0)],
            Self::Right => &[("AngleZ", 7.0), ("BodyAngleX", 6.0), ("BodyAngleZ", 3.0)],
            Self::Swing => &[],
        }
    }
}

/// A pose that was kept, and how opaque each slot is when nothing blinks.
#[derive(Clone, Debug)]
pub struct Shot {
    /// Matrices are found.
    pub pose: Pose,
    /// By slot of the rig, 0 to 1.
    pub alphas: Vec<f32>,
}

/// Everything that is played.
#[derive(Debug)]
pub struct Reel {
    /// One loop and its first frame once more.
    pub idle: Vec<Shot>,
    /// From the loop's beginning to its middle.
    pub wave: Vec<Shot>,
    /// By [`Lean::ALL`] and bone: what comes after the bone's own matrix.
    pub leans: Vec<Vec<Affine>>,
}

impl Reel {
    /// Plays everything once.
    pub fn shoot(cast: &Cast) -> Self {
        let mut crew = Crew::new(cast);
        for _ in 0..WARM_UP * frames(LOOP_S, IDLE_FPS) {
            crew.advance(cast, 1.0 / IDLE_FPS as f32, STEPS[0]);
        }
        let mut idle = vec![crew.shot(cast)];
        for _ in 0..frames(LOOP_S, IDLE_FPS) {
            crew.advance(cast, 1.0 / IDLE_FPS as f32, STEPS[0]);
            idle.push(crew.shot(cast));
        }
        crew.wave(cast);
        let mut wave = vec![crew.shot(cast)];
        for _ in 0..frames(WAVE_S, WAVE_FPS) {
            crew.advance(cast, 1.0 / WAVE_FPS as f32, STEPS[1]);
            wave.push(crew.shot(cast));
        }
        Self { idle, wave, leans: Lean::ALL.map(|lean| leaning(cast, lean)).to_vec() }
    }

    /// The loop's first frame.
    pub fn idle_start(&self) -> &Pose {
        &self.idle[0].pose
    }

    /// All frames.
    pub fn shots(&self) -> impl Iterator<Item = &Shot> {
        self.idle.iter().chain(&self.wave)
    }
}

/// Frames after the first one.
pub fn frames(seconds: f32, fps: usize) -> usize {
    (seconds * fps as f32).round() as usize
}

/// Two actors who do the same, one with open and one with closed eyes: what shows in either of
/// them shows whenever nothing blinks.
struct Crew {
    actors: [Actor; 2],
    seconds: f64,
}

impl Crew {
    fn new(cast: &Cast) -> Self {
        let states = [
            State::new("idle", Priority::Idle).by(&[("idle_1", 1.0)]),
            State::new("wave", Priority::Emote),
        ];
        let actor = || {
            let mut actor = Actor::new(&cast.rig, &states, 0);
            actor.is_automatic = false;
            actor
        };
        Self { actors: [actor(), actor()], seconds: 0.0 }
    }

    fn advance(&mut self, cast: &Cast, seconds: f32, n_steps: usize) {
        let place = |name: &str| cast.rig.parameter(name).unwrap_or_default();
        let step = seconds / n_steps as f32;
        for _ in 0..n_steps {
            self.seconds += f64::from(step);
            let phase = self.seconds / f64::from(BREATH_S) * std::f64::consts::TAU;
            let breath = (0.5 - 0.5 * phase.cos()) as f32;
            for (closed, actor) in self.actors.iter_mut().enumerate() {
                actor.providers.say(Provider::Idle, place("Breath"), breath);
                for eye in ["EyeLOpen", "EyeROpen"] {
                    let open = 1.0 - closed as f32;
                    actor.providers.say(Provider::Expression, place(eye), open);
                }
                actor.advance(&cast.rig, step);
            }
        }
    }

    fn wave(&mut self, cast: &Cast) {
        for actor in &mut self.actors {
            actor.player.play(&cast.rig, "wave");
        }
    }

    fn shot(&mut self, cast: &Cast) -> Shot {
        let shown = |pose: &Pose| -> Vec<f32> {
            let alpha = |it: &rig::SlotState| it.attachment.map_or(0.0, |_| it.colour[3]);
            pose.slots().iter().map(alpha).collect()
        };
        let [open, closed] = [0, 1].map(|at| shown(self.actors[at].pose()));
        let mut pose = self.actors[0].pose().clone();
        pose.palette(&cast.rig);
        Shot { pose, alphas: open.iter().zip(closed).map(|(a, b)| a.max(b)).collect() }
    }
}

/// What a leaning does to each bone, wherever it is.
fn leaning(cast: &Cast, lean: Lean) -> Vec<Affine> {
    let still = Pose::new(&cast.rig);
    let (bent, shift) = match lean {
        Lean::Swing => swung(cast),
        _ => {
            let mut pose = still.clone();
            let parameters = cast.values(lean.values());
            let inputs = rig::Inputs { parameters: &parameters, ..rig::Inputs::default() };
            pose.evaluate(&cast.rig, &mut [], inputs);
            (pose, 0.0)
        }
    };
    let back = |world: &Affine| Affine { tx: world.tx - shift, ..*world };
    let pairs = bent.world().iter().zip(still.world());
    pairs.map(|(bent, still)| back(bent).then_inner(&still.inverse())).collect()
}

/// Hair a moment after the whole figure was pushed to the left, and how far it was pushed.
fn swung(cast: &Cast) -> (Pose, f32) {
    let mut pose = Pose::new(&cast.rig);
    let mut springs = rig::Springs::new(&cast.rig);
    const STEP_S: f32 = 1.0 / 120.0;
    const PUSH_S: f32 = 0.12;
    let mut seconds = 0.0;
    while seconds < PUSH_S + 0.06 {
        let push = -6.0 * (seconds / PUSH_S).min(1.0);
        let parameters = cast.values(&[("BaseX", push)]);
        let springs = Some((&mut springs, STEP_S));
        let inputs = rig::Inputs { parameters: &parameters, springs, ..rig::Inputs::default() };
        pose.evaluate(&cast.rig, &mut [], inputs);
        seconds += STEP_S;
    }
    let still = cast.rig.rest_world()[0].tx;
    let shift = pose.world()[0].tx - still;
    (pose, shift)
}
