//! The player: states in time, cross-faded, with chance that repeats itself.
//!
//! Each priority is a lane. Within a lane what is newer covers what is older as it fades in, so
//! the lane's weights always sum to how far the lane itself is faded in; an interruption goes on
//! from whatever is seen at that moment.

use crate::choice::Seed;
use crate::machine::{Ready, State, ready};
use crate::mix::{Layer, Priority};
use crate::rig::{ClipId, Rig};

/// The most clips of one lane that fade into each other.
const TRACKS_MAX: usize = 4;
const LANES: [Priority; 5] =
    [Priority::Idle, Priority::Movement, Priority::Action, Priority::Emote, Priority::Tool];

/// A clip in a lane.
#[derive(Clone, Copy, Debug)]
struct Track {
    state: usize,
    layer: Layer,
    /// How far it covers what is older, 0 to 1.
    cover: f32,
    ended: bool,
}

/// One priority's clips, the oldest first.
#[derive(Clone, Debug, Default)]
struct Lane {
    tracks: Vec<Track>,
    /// How far the lane is faded in.
    presence: f32,
    wanted: bool,
    fade_s: f32,
}

/// What happened during the last [`Player::advance`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Told {
    /// A clip passed one of its events.
    Event {
        /// The state that plays the clip.
        state: String,
        /// The event's name.
        name: String,
    },
    /// A state's clip has ended.
    Completed(String),
}

/// What a character does.
#[derive(Clone, Debug)]
pub struct Player {
    states: Vec<Ready>,
    lanes: [Lane; LANES.len()],
    seed: Seed,
    layers: Vec<Layer>,
    told: Vec<Told>,
    /// What all clips' speeds are multiplied with.
    pub speed: f32,
}

impl Player {
    /// A player that idles. The same seed and the same calls give the same motion.
    pub fn new(rig: &Rig, states: &[State], seed: u64) -> Self {
        let mut player = Self {
            states: ready(states, rig),
            lanes: Default::default(),
            seed: Seed::new(seed),
            layers: Vec::with_capacity(LANES.len() * TRACKS_MAX),
            told: Vec::new(),
            speed: 1.0,
        };
        player.play(rig, "idle");
        player.lanes[0].presence = 1.0;
        player.gather();
        player
    }

    /// Goes over to a state. Moving and acting end emotes; idling ends moving, acting and emotes.
    /// Says whether the state is known.
    pub fn play(&mut self, rig: &Rig, name: &str) -> bool {
        let Some(state) = self.states.iter().position(|it| it.name == name) else { return false };
        let ends: &[Priority] = match self.states[state].priority {
            Priority::Idle => &[Priority::Movement, Priority::Action, Priority::Emote],
            Priority::Movement => &[Priority::Action, Priority::Emote],
            Priority::Action => &[Priority::Emote],
            Priority::Emote => &[Priority::Action],
            Priority::Tool => &[],
        };
        ends.iter().for_each(|it| self.stop(*it));
        let lane = self.states[state].priority as usize;
        let doing = self.lanes[lane].tracks.last().is_some_and(|it| it.state == state && !it.ended);
        if doing && self.states[state].clips.len() == 1 {
            // What already goes on just goes on, but a movement that ends begins again.
            self.lanes[lane].wanted = true;
            let looping = rig.is_looping(self.states[state].clips[0]);
            if looping {
                return true;
            }
        } else if doing && self.states[state].priority == Priority::Idle {
            return true;
        }
        self.start(rig, state);
        true
    }

    /// Fades a lane out.
    pub fn stop(&mut self, lane: Priority) {
        // Somebody always stands somehow.
        if lane != Priority::Idle {
            self.lanes[lane as usize].wanted = false;
        }
    }

    /// Goes on by some seconds: clips, fades, ends, choices.
    pub fn advance(&mut self, rig: &Rig, seconds: f32) {
        self.told.clear();
        let seconds = if seconds.is_finite() { seconds.max(0.0) } else { 0.0 };
        for lane in 0..self.lanes.len() {
            self.run(rig, lane, seconds);
            self.fade(lane, seconds);
        }
        self.gather();
    }

    /// What is to be mixed now; for [`crate::Pose::mix`].
    pub fn layers(&mut self) -> &mut [Layer] {
        &mut self.layers
    }

    /// What happened during the last [`Player::advance`].
    pub fn told(&self) -> &[Told] {
        &self.told
    }

    /// The state that has the say over the body: that of the highest lane but the tools'.
    pub fn state(&self) -> &str {
        let body = self.lanes[..Priority::Tool as usize].iter().rev();
        let track = body.filter(|it| it.wanted).find_map(|it| it.tracks.last());
        track.map_or("", |it| &self.states[it.state].name)
    }

    /// The clip that has the say over the body, and where it is in seconds.
    pub fn now(&self) -> Option<(ClipId, f32)> {
        let body = self.lanes[..Priority::Tool as usize].iter().rev();
        let track = body.filter(|it| it.wanted).find_map(|it| it.tracks.last());
        track.map(|it| (it.layer.clip, it.layer.time))
    }

    /// Shows one moment of a state's clip at once, without a fade, and nothing else over it. Says
    /// whether the state is known.
    pub fn show(&mut self, rig: &Rig, name: &str, seconds: f32) -> bool {
        if !self.play(rig, name) {
            return false;
        }
        let shown = self.states.iter().find(|it| it.name == name).map(|it| it.priority as usize);
        for (place, lane) in self.lanes.iter_mut().enumerate() {
            if Some(place) == shown {
                lane.tracks.drain(..lane.tracks.len().saturating_sub(1));
                (lane.presence, lane.wanted) = (1.0, true);
                if let Some(track) = lane.tracks.last_mut() {
                    let most = rig.duration(track.layer.clip);
                    track.layer.time = seconds.clamp(0.0, most);
                    (track.cover, track.ended) = (1.0, false);
                }
            } else if place != Priority::Idle as usize {
                *lane = Lane::default();
            }
        }
        self.gather();
        true
    }

    /// Puts a new clip on top of a state's lane.
    fn start(&mut self, rig: &Rig, state: usize) {
        let ready = &self.states[state];
        let pick = self.seed.pick(&ready.weights).unwrap_or(0);
        let (clip, priority) = (ready.clips[pick], ready.priority);
        let lane = &mut self.lanes[priority as usize];
        let mut layer = Layer { priority, weight: 0.0, ..Layer::new(clip, 0.0) };
        if let Some(last) = lane.tracks.last()
            && ready.in_step
            && self.states[last.state].in_step
        {
            let share = last.layer.time / rig.duration(last.layer.clip);
            layer.time = share.fract() * rig.duration(clip);
        }
        if lane.presence <= 0.0 {
            lane.tracks.clear();
        }
        if lane.tracks.len() >= TRACKS_MAX {
            lane.drop_least();
        }
        // Upon nothing a clip covers everything at once; the lane itself fades in.
        let cover = if lane.tracks.is_empty() { 1.0 } else { 0.0 };
        lane.tracks.push(Track { state, layer, cover, ended: false });
        lane.fade_s = ready.fade_s;
        lane.wanted = true;
    }

    fn run(&mut self, rig: &Rig, lane: usize, seconds: f32) {
        let mut follow = None;
        for place in 0..self.lanes[lane].tracks.len() {
            let track = &mut self.lanes[lane].tracks[place];
            let state = &self.states[track.state];
            let from = track.layer.time;
            track.layer.time += seconds * state.speed * self.speed;
            let duration = rig.duration(track.layer.clip);
            let newest = place + 1 == self.lanes[lane].tracks.len();
            let track = &mut self.lanes[lane].tracks[place];
            let turns = (track.layer.time / duration).floor();
            let looping = rig.is_looping(track.layer.clip);
            if newest {
                tell(rig, track, [from, track.layer.time], state, &mut self.told);
            }
            if looping {
                track.layer.time -= turns * duration;
                // At the end of a round another variant may have its turn.
                if turns > 0.0 && newest && state.clips.len() > 1 {
                    follow = Some(track.state);
                }
            } else if turns > 0.0 && !track.ended {
                track.ended = true;
                self.told.push(Told::Completed(state.name.clone()));
                if newest {
                    follow = state.after;
                    self.lanes[lane].wanted &= follow.is_some();
                }
            }
        }
        let Some(state) = follow else { return };
        let last = self.lanes[lane].tracks.last();
        let same = last.is_some_and(|it| it.state == state);
        if same {
            self.vary(rig, lane, state);
        } else if self.lanes[lane].wanted {
            self.start(rig, state);
        }
    }

    /// Chooses the next variant of a state; the same one again just goes on.
    fn vary(&mut self, rig: &Rig, lane: usize, state: usize) {
        let before = self.seed;
        let pick = self.seed.pick(&self.states[state].weights).unwrap_or(0);
        let clip = self.states[state].clips[pick];
        if self.lanes[lane].tracks.last().is_some_and(|it| it.layer.clip != clip) {
            // The choice is made once more, and comes out the same.
            self.seed = before;
            let wanted = self.lanes[lane].wanted;
            self.start(rig, state);
            self.lanes[lane].wanted = wanted;
        }
    }

    fn fade(&mut self, lane: usize, seconds: f32) {
        let lane = &mut self.lanes[lane];
        let step = |fade_s: f32| if fade_s > 0.0 { seconds / fade_s } else { 1.0 };
        let by = step(lane.fade_s);
        lane.presence += if lane.wanted { by } else { -by };
        lane.presence = lane.presence.clamp(0.0, 1.0);
        for track in &mut lane.tracks {
            let by = step(self.states[track.state].fade_s);
            track.cover = (track.cover + by).min(1.0);
        }
        // What is wholly covered is gone.
        if let Some(top) = lane.tracks.iter().rposition(|it| it.cover >= 1.0) {
            lane.tracks.drain(..top);
        }
        if lane.presence <= 0.0 && !lane.wanted {
            lane.tracks.clear();
        }
    }

    fn gather(&mut self) {
        self.layers.clear();
        for lane in &self.lanes {
            let mut left = lane.presence;
            for track in lane.tracks.iter().rev() {
                // The oldest one has nothing beneath it to show.
                let weight = left * track.cover;
                left -= weight;
                if weight > 0.0 {
                    self.layers.push(Layer { weight, ..track.layer });
                }
            }
        }
    }
}

impl Lane {
    /// Leaves out the track that is seen least.
    fn drop_least(&mut self) {
        let mut left = 1.0;
        let mut least = (f32::MAX, 0);
        for (place, track) in self.tracks.iter().enumerate().rev() {
            let seen = left * track.cover;
            left -= seen;
            if seen < least.0 {
                least = (seen, place);
            }
        }
        self.tracks.remove(least.1);
        if let Some(oldest) = self.tracks.first_mut() {
            oldest.cover = 1.0;
        }
    }
}

/// Notes the events between two times of a clip; a loop's second time may lie beyond its end.
fn tell(rig: &Rig, track: &Track, [from, to]: [f32; 2], state: &Ready, told: &mut Vec<Told>) {
    let duration = rig.duration(track.layer.clip);
    let n_rounds = if rig.is_looping(track.layer.clip) { 1 } else { 0 };
    for round in 0..=n_rounds {
        let offset = round as f32 * duration;
        for (time, name) in rig.events(track.layer.clip) {
            let at = time + offset;
            // An event at the very beginning is told when the clip starts.
            if (at > from && at <= to) || (at == 0.0 && from == 0.0 && to > 0.0) {
                told.push(Told::Event { state: state.name.clone(), name: name.clone() });
            }
        }
    }
}
