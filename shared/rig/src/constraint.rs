//! What moves bones and vertices besides keys: solvers, springs, turns.

use serde::{Deserialize, Serialize};

/// How many rounds a solver takes unless told otherwise.
pub const ITERATIONS: u16 = 10;

/// A chain of bones that reaches for a target.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Ik {
    /// Unlike any other constraint's.
    pub name: String,
    /// From the root of the chain to its last bone, each the next one's parent. The chain ends
    /// at the last bone's tip.
    pub chain: Vec<String>,
    /// The bone whose joint is reached for. It must stand before the chain in the list of bones.
    pub target: String,
    /// Which solver.
    pub solver: Solver,
    /// 0 leaves the chain as it was keyed, 1 takes the solution.
    #[serde(default = "one")]
    pub weight: f32,
    /// How far each bone of the chain may turn from rest, lowest and highest degrees, one for
    /// each bone, or none at all.
    #[serde(default)]
    pub limits: Vec<[f32; 2]>,
    /// Rounds of [`Solver::Ccd`] and [`Solver::Fabrik`].
    #[serde(default = "iterations")]
    pub iterations: u16,
}

/// How a chain is solved.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Solver {
    /// Two bones, exactly.
    Limb {
        /// The side to which the middle joint goes: +1 turns the second bone from x towards y.
        bend: f32,
        /// How much of a shortened reach is taken by foreshortening (a knee that comes towards
        /// the viewer) instead of by bending in the plane, 0 to 1.
        #[serde(default)]
        foreshorten: f32,
    },
    /// Cyclic coordinate descent: from the tip, each bone turns to the target.
    Ccd,
    /// Forward and backward reaching.
    Fabrik,
}

/// Two damped springs that a chain of bones hangs on.
///
/// The stiff one leads the root, the soft one the tip; in between they are blended.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spring {
    /// Unlike any other spring's.
    pub name: String,
    /// From the root to the tip, each the next one's parent.
    pub chain: Vec<String>,
    /// Stiffness of the root's spring, 1/s².
    #[serde(default = "root_stiffness")]
    pub root_stiffness: f32,
    /// Damping of the root's spring, 1/s.
    #[serde(default = "root_damping")]
    pub root_damping: f32,
    /// Stiffness of the tip's spring, 1/s².
    #[serde(default = "tip_stiffness")]
    pub tip_stiffness: f32,
    /// Damping of the tip's spring, 1/s.
    #[serde(default = "tip_damping")]
    pub tip_damping: f32,
    /// How far it swings; 1 is as far as the springs say.
    #[serde(default = "one")]
    pub amplitude: f32,
    /// How much it hangs down instead of turning with its bone, 0 to 1.
    #[serde(default)]
    pub gravity: f32,
    /// The most degrees that the chain turns in all.
    #[serde(default = "swing_max")]
    pub swing_max: f32,
}

impl Spring {
    /// Hair: measured values for a strand.
    pub fn hair(name: &str, chain: &[&str]) -> Self {
        Self {
            name: name.to_owned(),
            chain: chain.iter().map(|it| (*it).to_owned()).collect(),
            root_stiffness: root_stiffness(),
            root_damping: root_damping(),
            tip_stiffness: tip_stiffness(),
            tip_damping: tip_damping(),
            amplitude: 1.0,
            gravity: 0.35,
            swing_max: swing_max(),
        }
    }

    /// Cloth: heavier and more damped than hair.
    pub fn cloth(name: &str, chain: &[&str]) -> Self {
        Self {
            tip_stiffness: 30.0,
            tip_damping: 4.0,
            gravity: 0.6,
            swing_max: 45.0,
            ..Self::hair(name, chain)
        }
    }
}

/// A turn of an ellipsoid, seen from the front: what makes a head look aside without any drawing
/// being turned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Warp {
    /// Unlike any other warp's.
    pub name: String,
    /// The parameter for looking to the right of the picture, in degrees.
    pub yaw: String,
    /// The parameter for looking up, in degrees.
    pub pitch: String,
    /// The middle of the ellipsoid, in canvas units at rest.
    pub centre: [f32; 2],
    /// Half its width, height and depth.
    pub radii: [f32; 3],
    /// How much what is near grows: the depth of the ellipsoid over the viewer's distance.
    #[serde(default = "perspective")]
    pub perspective: f32,
    /// Between these two heights (y) the turn fades out downwards: the neck.
    pub fade: [f32; 2],
    /// How much of the turn is left below the fade, 0 to 1.
    #[serde(default)]
    pub rest: f32,
    /// What the angles are multiplied with.
    #[serde(default = "one")]
    pub gain: f32,
}

fn one() -> f32 {
    1.0
}
fn iterations() -> u16 {
    ITERATIONS
}
fn root_stiffness() -> f32 {
    70.0
}
fn root_damping() -> f32 {
    9.0
}
fn tip_stiffness() -> f32 {
    16.0
}
fn tip_damping() -> f32 {
    1.3
}
fn swing_max() -> f32 {
    60.0
}
fn perspective() -> f32 {
    0.12
}
