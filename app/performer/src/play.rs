//! What is performed: a character, what it does, and how it is seen. No card, no clock.

use std::collections::BTreeMap;

use render::{Crowd, Instance, Scene, View};
use rig::{Actor, Dress, Pose, Priority, Provider, Rig, State, machine};

pub use crate::cast::Cast;

/// The seed of blinks, glances and chance among clips: every character lives a life of its own
/// kind, but the same one each time.
const SEED: u64 = 7;
/// Seconds in which everything that was said has taken effect, fades and springs included.
const SETTLED_S: f32 = 3.0;

/// What the character does.
#[derive(Clone, Debug, PartialEq)]
pub struct Performance {
    /// A state or a clip by name.
    pub clip: String,
    /// 1 is as it was drawn.
    pub speed: f32,
    /// Whether time goes on.
    pub is_playing: bool,
    /// Shows this second of the clip, paused.
    pub at: Option<f32>,
}

impl Default for Performance {
    fn default() -> Self {
        Self { clip: "idle".to_owned(), speed: 1.0, is_playing: true, at: None }
    }
}

/// How it is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Framing {
    /// The canvas, in pixels.
    pub size: [u32; 2],
    /// What of the character's canvas is to be seen, whole and in the middle: left, top, right,
    /// bottom.
    pub region: [f32; 4],
    /// Whether the ground is seen.
    pub has_ground: bool,
}

/// Values of parameters, by id.
pub type Values = Vec<(String, f32)>;

/// What is performed.
#[derive(Debug)]
pub struct Play {
    part: Option<Part>,
    scene: Scene,
    framing: Framing,
    performance: Performance,
    tracked: Option<Values>,
    expression: Option<Values>,
    worn: BTreeMap<String, String>,
    is_still: bool,
    unsettled_s: f32,
}

/// A character on the stage.
#[derive(Debug)]
struct Part {
    cast: Cast,
    actor: Actor,
}

impl Default for Play {
    fn default() -> Self {
        let framing =
            Framing { size: [1, 1], region: [0.0, 0.0, 1024.0, 1024.0], has_ground: true };
        Self {
            part: None,
            scene: Scene::new(seen(framing)),
            framing,
            performance: Performance::default(),
            tracked: None,
            expression: None,
            worn: BTreeMap::new(),
            is_still: false,
            unsettled_s: 0.0,
        }
    }
}

impl Play {
    /// A new character takes the part, and goes on where the one before is.
    ///
    /// # Errors
    /// It cannot be drawn, with the sentence that says why; the one before stays.
    pub fn cast(&mut self, cast: Cast) -> Result<(), String> {
        let mut crowds = Vec::new();
        if let Some(ground) = &cast.ground {
            let mut crowd = Crowd::new(ground.archetype.clone());
            let mut pose = Pose::new(&ground.rig);
            pose.dress(&Dress::new(&ground.rig));
            crowd.take(0, &ground.rig, &mut pose, false).map_err(|it| it.to_string())?;
            crowds.push(crowd);
        }
        crowds.push(Crowd::new(cast.archetype.clone()));
        let states = states(&cast.rig);
        let actor = match &self.part {
            Some(part) => part.actor.recast(&part.cast.rig, &cast.rig, &states),
            None => Actor::new(&cast.rig, &states, SEED),
        };
        self.scene.n_behind = crowds.len() - 1;
        self.scene.crowds = crowds;
        self.scene.halos.clone_from(&cast.halos);
        let is_first = self.part.is_none();
        self.part = Some(Part { cast, actor });
        self.dress();
        if is_first {
            self.direct();
        }
        self.wake();
        Ok(())
    }

    /// The character's rig.
    pub fn rig(&self) -> Option<&Rig> {
        self.part.as_ref().map(|it| &it.cast.rig)
    }

    /// What it does from now on.
    pub fn perform(&mut self, performance: Performance) {
        let before = std::mem::replace(&mut self.performance, performance);
        let now = &self.performance;
        // Another speed alone does not begin a wave anew that has ended.
        let is_faster = before.speed != now.speed;
        if !is_faster || before != (Performance { speed: before.speed, ..now.clone() }) {
            self.direct();
        }
        self.wake();
    }

    /// What a camera sees of a face; none is a face that was lost.
    pub fn track(&mut self, values: Option<Values>) {
        self.tracked = values;
        self.wake();
    }

    /// A chosen expression; none lets it go.
    pub fn express(&mut self, values: Option<Values>) {
        self.expression = values;
        self.wake();
    }

    /// Which labels are worn, by category.
    pub fn wear(&mut self, labels: Vec<(String, String)>) {
        self.worn.extend(labels);
        self.dress();
        self.wake();
    }

    /// How it is seen from now on.
    pub fn frame(&mut self, framing: Framing) {
        self.framing = framing;
        self.scene.view = seen(framing);
        self.wake();
    }

    /// Whether motion is unwanted.
    pub fn still(&mut self, is_still: bool) {
        if self.is_still != is_still {
            self.is_still = is_still;
            self.direct();
            self.wake();
        }
    }

    /// The clip that has the say over the body, and its second.
    pub fn now(&self) -> Option<(&str, f32)> {
        let part = self.part.as_ref()?;
        let (clip, seconds) = part.actor.player.now()?;
        Some((part.cast.rig.clip_name(clip), seconds))
    }

    /// Whether it goes on by itself.
    pub fn is_moving(&self) -> bool {
        !self.is_still && self.performance.is_playing && self.performance.at.is_none()
    }

    /// Whether there is anything to advance for: it moves, or has not come to rest yet.
    pub fn is_awake(&self) -> bool {
        self.part.is_some() && (self.is_moving() || self.unsettled_s > 0.0)
    }

    /// What is to be drawn.
    pub fn scene(&self) -> &Scene {
        &self.scene
    }

    /// Goes on by some seconds.
    ///
    /// # Errors
    /// The pose cannot be drawn.
    pub fn advance(&mut self, seconds: f32) -> Result<(), String> {
        let (is_moving, is_still) = (self.is_moving(), self.is_still);
        let Some(part) = &mut self.part else { return Ok(()) };
        // A still is at rest at once; fades would be motion.
        let seconds = if is_still { SETTLED_S } else { seconds };
        self.unsettled_s = (self.unsettled_s - seconds).max(0.0);
        let Part { cast: Cast { rig, .. }, actor, .. } = part;
        actor.is_automatic = is_moving;
        actor.player.speed = if is_moving { self.performance.speed } else { 0.0 };
        // Those who fall silent have to have faded before what is said now is all there is.
        for _ in 0..if is_still { 2 } else { 1 } {
            let said =
                [(Provider::Tracking, &self.tracked), (Provider::Expression, &self.expression)];
            for (provider, values) in said {
                for (id, value) in values.iter().flatten() {
                    if let Some(place) = rig.parameter(id) {
                        actor.providers.say(provider, place, *value);
                    }
                }
            }
            actor.advance(rig, seconds);
            if is_still {
                actor.settle();
            }
        }
        self.stage().map_err(|it| it.to_string())
    }

    /// Takes the pose into the scene.
    fn stage(&mut self) -> Result<(), render::Refusal> {
        let Some(Part { cast, actor, .. }) = &mut self.part else { return Ok(()) };
        if let [ground, _] = &mut self.scene.crowds[..] {
            let shown = [Instance::new(0)];
            ground.set_instances(if self.framing.has_ground { &shown } else { &[] })?;
        }
        if let Some(crowd) = self.scene.crowds.last_mut() {
            let order = crowd.take(0, &cast.rig, actor.pose_mut(), true)?;
            crowd.set_instances(&[Instance { order, ..Instance::new(0).shaped(0) }])?;
        }
        Ok(())
    }

    /// Tells the player what is performed.
    fn direct(&mut self) {
        let Some(Part { cast, actor, .. }) = &mut self.part else { return };
        let Performance { clip, at, .. } = &self.performance;
        let (rig, player) = (&cast.rig, &mut actor.player);
        let moment = if self.is_still { Some(at.unwrap_or(0.0)) } else { *at };
        let known = match moment {
            Some(moment) => player.show(rig, clip, moment),
            None => player.state() == clip || player.play(rig, clip),
        };
        if !known {
            player.play(rig, "idle");
        }
    }

    fn dress(&mut self) {
        let Some(Part { cast, actor, .. }) = &mut self.part else { return };
        for (category, label) in &self.worn {
            actor.dress.wear(&cast.rig, category, label, &[]);
        }
    }

    /// What is drawn may have to be drawn anew.
    pub fn wake(&mut self) {
        self.unsettled_s = SETTLED_S;
    }
}

/// The standard states, and one for each clip that has none of its own.
fn states(rig: &Rig) -> Vec<State> {
    let mut states = machine::standard();
    for name in rig.clip_names() {
        if !states.iter().any(|it| it.name == *name) {
            let is_idle = name.starts_with("idle");
            let priority = if is_idle { Priority::Idle } else { Priority::Emote };
            states.push(State::new(name, priority));
        }
    }
    states
}

/// The region whole and in the middle of the canvas.
fn seen(framing: Framing) -> View {
    let Framing { size, region: [left, top, right, bottom], .. } = framing;
    let [width, height] = size.map(|it| it.max(1) as f32);
    let scale = (width / (right - left).max(1.0)).min(height / (bottom - top).max(1.0));
    let origin =
        [0.5 * (left + right) - 0.5 * width / scale, 0.5 * (top + bottom) - 0.5 * height / scale];
    View { origin, scale, size: size.map(|it| it.max(1)) }
}
