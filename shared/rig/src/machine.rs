//! States: what a character can be told to do, and which clips stand for it.

use crate::mix::Priority;
use crate::rig::{ClipId, Rig};

/// Seconds of a cross-fade unless a state says otherwise.
pub const FADE_S: f32 = 0.2;

/// Something to do.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// Its name.
    pub name: String,
    /// Clips that stand for it, and how often each is chosen in proportion.
    pub variants: Vec<(String, f32)>,
    /// Its lane: each priority plays one state at a time.
    pub priority: Priority,
    /// How fast its clips go.
    pub speed: f32,
    /// Seconds of the cross-fade into it.
    pub fade_s: f32,
    /// What follows when its clip has ended; without it the lane falls silent.
    pub after: Option<String>,
    /// Whether it takes over how far the state before it has come, as running does from walking.
    pub in_step: bool,
}

impl State {
    /// A state of one clip that has its name.
    pub fn new(name: &str, priority: Priority) -> Self {
        Self {
            name: name.to_owned(),
            variants: vec![(name.to_owned(), 1.0)],
            priority,
            speed: 1.0,
            fade_s: FADE_S,
            after: None,
            in_step: false,
        }
    }

    /// The same state by several clips.
    #[must_use]
    pub fn by(mut self, variants: &[(&str, f32)]) -> Self {
        self.variants = variants.iter().map(|(clip, it)| ((*clip).to_owned(), *it)).collect();
        self
    }

    /// The same state, followed by another one.
    #[must_use]
    pub fn followed_by(mut self, after: &str) -> Self {
        self.after = Some(after.to_owned());
        self
    }
}

/// All states of the standard figure.
pub fn standard() -> Vec<State> {
    use Priority::{Action, Emote, Idle, Movement, Tool};
    let idle = [("idle_1", 0.5), ("idle_2", 0.3), ("idle_3", 0.2)];
    let mut states = vec![State::new("idle", Idle).by(&idle)];
    for name in ["walk", "run"] {
        states.push(State { in_step: true, ..State::new(name, Movement) });
    }
    states.extend(["climb", "swim"].map(|name| State::new(name, Movement)));
    states.push(State { fade_s: 0.1, ..State::new("jump", Action) }.followed_by("land"));
    states.push(State::new("fall", Action));
    states.push(State { fade_s: 0.06, ..State::new("land", Action) });
    states.push(State { fade_s: 0.35, ..State::new("sit", Action) });
    states.extend(["wave", "point", "laugh", "cheer"].map(|name| State::new(name, Emote)));
    let dances: Vec<String> = (1..=9).map(|n| format!("dance_{n}")).collect();
    let any: Vec<(&str, f32)> = dances.iter().map(|it| (it.as_str(), 1.0)).collect();
    states.push(State::new("dance", Emote).by(&any));
    states.extend(dances.iter().map(|name| State::new(name, Emote)));
    states.push(State::new("toolnone", Tool));
    for name in ["toolslash", "toollunge"] {
        states.push(State { fade_s: 0.12, ..State::new(name, Tool) }.followed_by("toolnone"));
    }
    states
}

/// A state with its clips found.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    pub(crate) name: String,
    pub(crate) clips: Vec<ClipId>,
    pub(crate) weights: Vec<f32>,
    pub(crate) priority: Priority,
    pub(crate) speed: f32,
    pub(crate) fade_s: f32,
    pub(crate) after: Option<usize>,
    pub(crate) in_step: bool,
}

/// Finds the clips; states without any that the rig knows are left out.
pub(crate) fn ready(states: &[State], rig: &Rig) -> Vec<Ready> {
    let found = |state: &&State| state.variants.iter().any(|(clip, _)| rig.clip(clip).is_some());
    let kept: Vec<&State> = states.iter().filter(found).collect();
    let place = |name: &String| kept.iter().position(|it| it.name == *name);
    let ready = |state: &&State| {
        let clips = state.variants.iter().filter_map(|(clip, it)| Some((rig.clip(clip)?, *it)));
        let (clips, weights) = clips.unzip();
        Ready {
            name: state.name.clone(),
            clips,
            weights,
            priority: state.priority,
            speed: state.speed,
            fade_s: state.fade_s,
            after: state.after.as_ref().and_then(place),
            in_step: state.in_step,
        }
    };
    kept.iter().map(ready).collect()
}
