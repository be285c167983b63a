//! A character that lives: player, providers, blinks, springs and pose in one, and the one order
//! in which they work together.

use crate::automatic::Automatic;
use crate::dress::Dress;
use crate::machine::State;
use crate::player::Player;
use crate::pose::{Inputs, Pose};
use crate::providers::{Provider, Providers};
use crate::rig::Rig;
use crate::strand::Springs;

/// A character that lives.
#[derive(Clone, Debug)]
pub struct Actor {
    /// What it does.
    pub player: Player,
    /// Who says what its parameters are; say what comes from outside before each advance.
    pub providers: Providers,
    /// What it wears.
    pub dress: Dress,
    /// Places that IK constraints reach for: constraint and place in canvas units.
    pub reach: Vec<(usize, [f32; 2])>,
    /// Whether it blinks, breathes and looks about by itself.
    pub is_automatic: bool,
    automatic: Automatic,
    springs: Springs,
    pose: Pose,
    places: Places,
    yaw: f32,
}

/// Where the parameters are that a body moves by itself.
#[derive(Clone, Copy, Debug)]
struct Places {
    eyes: [Option<usize>; 2],
    gaze: [Option<usize>; 2],
    breath: Option<usize>,
    brows: [Option<usize>; 2],
    yaw: Option<usize>,
}

impl Actor {
    /// A character that idles. The same seed and the same calls give the same life.
    pub fn new(rig: &Rig, states: &[State], seed: u64) -> Self {
        let place = |id: &str| rig.parameter(id);
        Self {
            player: Player::new(rig, states, seed),
            providers: Providers::new(rig),
            dress: Dress::new(rig),
            reach: Vec::new(),
            is_automatic: true,
            automatic: Automatic::new(seed ^ 0x5EED),
            springs: Springs::new(rig),
            pose: Pose::new(rig),
            places: Places {
                eyes: [place("EyeLOpen"), place("EyeROpen")],
                gaze: [place("EyeBallX"), place("EyeBallY")],
                breath: place("Breath"),
                brows: [place("BrowLY"), place("BrowRY")],
                yaw: place("AngleX"),
            },
            yaw: 0.0,
        }
    }

    /// The same life in another rig of the standard figure: what it does, and what is said of its
    /// parameters, goes on. Hair and cloth swing on where both have the same, and hang still where
    /// not; what it wears is what the other rig shows at rest.
    #[must_use]
    pub fn recast(&self, from: &Rig, to: &Rig, states: &[State]) -> Self {
        let mut next = Self::new(to, states, 0);
        next.is_automatic = self.is_automatic;
        next.automatic = self.automatic.clone();
        if from.clip_names() == to.clip_names() {
            next.player = self.player.clone();
        }
        if from.parameters() == to.parameters() {
            next.providers = self.providers.clone();
            next.yaw = self.yaw;
        }
        if from.bone_names() == to.bone_names() && from.strands.len() == to.strands.len() {
            next.springs = self.springs.clone();
        }
        next
    }

    /// Goes on by some seconds and finds the pose.
    pub fn advance(&mut self, rig: &Rig, seconds: f32) -> &Pose {
        self.player.advance(rig, seconds);
        self.pose.mix(rig, self.player.layers());
        if self.is_automatic {
            self.live(seconds);
        }
        for place in 0..rig.parameters().len() {
            let said = self.pose.clip_parameter(rig, place);
            for (provider, [value, weight]) in
                [(Provider::Idle, said.idle), (Provider::OneShot, said.asked)]
            {
                if weight > 1e-4 {
                    self.providers.say_weighted(provider, place, value / weight, weight);
                }
            }
        }
        let parameters = self.providers.resolve(seconds);
        let springs = Some((&mut self.springs, seconds));
        let inputs = Inputs { parameters, reach: &self.reach, springs };
        self.pose.pose(rig, inputs);
        self.pose.dress(&self.dress);
        &self.pose
    }

    /// Blink, breath and gaze.
    fn live(&mut self, seconds: f32) {
        let values = self.providers.values();
        let yaw = self.places.yaw.map_or(0.0, |it| values[it]);
        let signs = self.automatic.advance(seconds, yaw - self.yaw);
        self.yaw = yaw;
        let mut say = |place: Option<usize>, value: f32| {
            if let Some(place) = place {
                self.providers.say(Provider::Idle, place, value);
            }
        };
        for eye in self.places.eyes {
            say(eye, signs.open);
        }
        for (gaze, value) in self.places.gaze.into_iter().zip(signs.gaze) {
            say(gaze, value);
        }
        for brow in self.places.brows {
            say(brow, -0.12 * signs.brow);
        }
        say(self.places.breath, signs.breath);
    }

    /// The pose of the last advance.
    pub fn pose(&self) -> &Pose {
        &self.pose
    }

    /// The pose of the last advance, to find its palette.
    pub fn pose_mut(&mut self) -> &mut Pose {
        &mut self.pose
    }

    /// Lets hair and cloth hang still, as after a jump to another place.
    pub fn settle(&mut self) {
        self.springs.settle();
    }
}
