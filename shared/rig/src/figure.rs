//! The standard figure: the bones that all our clips move, seen from the front, at rest.
//!
//! `_l` is the left of the picture. Every bone rests along the canvas (rotation zero), so a
//! character of other proportions only moves joints. Feet hang on targets on the ground: hips can
//! sway and sink while the feet stay where they stand. Limbs do not pass their scale on, so an
//! arm can be foreshortened without its hand.

use crate::constraint::{ITERATIONS, Ik, Solver, Spring, Warp};
use crate::parameter::{Binding, Effect, Motion, standard};
use crate::skeleton::{Bone, Inherit, Skeleton};
use std::collections::BTreeMap;

/// Where a joint is and where its bone ends, in canvas units.
pub type Place = [[f32; 2]; 2];

/// How far the hips stand above the ankles in [`PLACES`]; clips are made for this.
pub const LEG: f32 = 680.0;

/// Bone, parent, joint and end of the standard proportions, parents first. The head is about
/// 530 units high, the ground lies at y 2060.
pub const PLACES: [(&str, &str, Place); 32] = [
    ("root", "", [[512.0, 2060.0], [512.0, 1960.0]]),
    ("foot_target_l", "root", [[420.0, 2010.0], [420.0, 2010.0]]),
    ("foot_target_r", "root", [[604.0, 2010.0], [604.0, 2010.0]]),
    ("hip", "root", [[512.0, 1300.0], [512.0, 1230.0]]),
    ("hand_target_l", "root", [[238.0, 1290.0], [238.0, 1290.0]]),
    ("hand_target_r", "root", [[786.0, 1290.0], [786.0, 1290.0]]),
    ("thigh_l", "hip", [[430.0, 1330.0], [424.0, 1690.0]]),
    ("shin_l", "thigh_l", [[424.0, 1690.0], [420.0, 2010.0]]),
    ("foot_l", "shin_l", [[420.0, 2010.0], [400.0, 2060.0]]),
    ("thigh_r", "hip", [[594.0, 1330.0], [600.0, 1690.0]]),
    ("shin_r", "thigh_r", [[600.0, 1690.0], [604.0, 2010.0]]),
    ("foot_r", "shin_r", [[604.0, 2010.0], [624.0, 2060.0]]),
    ("spine", "hip", [[512.0, 1230.0], [512.0, 1020.0]]),
    ("chest", "spine", [[512.0, 1020.0], [512.0, 760.0]]),
    ("shoulder_l", "chest", [[470.0, 770.0], [310.0, 800.0]]),
    ("arm_l", "shoulder_l", [[310.0, 800.0], [268.0, 1056.0]]),
    ("forearm_l", "arm_l", [[268.0, 1056.0], [238.0, 1290.0]]),
    ("hand_l", "forearm_l", [[238.0, 1290.0], [230.0, 1390.0]]),
    ("shoulder_r", "chest", [[554.0, 770.0], [714.0, 800.0]]),
    ("arm_r", "shoulder_r", [[714.0, 800.0], [756.0, 1056.0]]),
    ("forearm_r", "arm_r", [[756.0, 1056.0], [786.0, 1290.0]]),
    ("hand_r", "forearm_r", [[786.0, 1290.0], [794.0, 1390.0]]),
    ("prop", "hand_r", [[790.0, 1350.0], [950.0, 1210.0]]),
    ("neck", "chest", [[512.0, 700.0], [512.0, 620.0]]),
    ("head", "neck", [[512.0, 610.0], [512.0, 110.0]]),
    ("jaw", "head", [[512.0, 540.0], [512.0, 607.0]]),
    ("eye_l", "head", [[422.0, 420.0], [422.0, 420.0]]),
    ("eye_r", "head", [[602.0, 420.0], [602.0, 420.0]]),
    ("brow_l", "head", [[422.0, 335.0], [422.0, 335.0]]),
    ("brow_r", "head", [[602.0, 335.0], [602.0, 335.0]]),
    ("ahoge_1", "head", [[512.0, 110.0], [530.0, 60.0]]),
    ("ahoge_2", "ahoge_1", [[530.0, 60.0], [570.0, 40.0]]),
];

/// Bones that do not pass on what their parents' scale does to shapes.
fn inherit(name: &str) -> Inherit {
    match name.trim_end_matches("_l").trim_end_matches("_r") {
        // A foot stays flat on the ground, however the shin stands.
        "foot" => Inherit::Translation,
        "thigh" | "shin" | "shoulder" | "arm" | "forearm" | "hand" | "neck" | "head" => {
            Inherit::NoScale
        }
        _ => Inherit::Normal,
    }
}

/// The standard bones, with other places for some of them.
pub fn bones(places: &BTreeMap<String, Place>) -> Vec<Bone> {
    let place = |name: &str, standard: Place| places.get(name).copied().unwrap_or(standard);
    let joint = |name: &str| {
        let known = PLACES.iter().find(|it| it.0 == name);
        known.map_or([0.0, 0.0], |(name, _, standard)| place(name, *standard)[0])
    };
    let bone = |(name, parent, standard): &(&str, &str, Place)| {
        let [at, end] = place(name, *standard);
        let from = joint(parent);
        let parent = (!parent.is_empty()).then_some(*parent);
        let local = [at[0] - from[0], at[1] - from[1]];
        Bone::new(name, parent, local, [end[0] - at[0], end[1] - at[1]]).inheriting(inherit(name))
    };
    PLACES.iter().map(bone).collect()
}

/// Legs stand on their targets; arms reach for theirs only when asked.
pub fn limbs() -> Vec<Ik> {
    let limb = |name: &str, chain: [&str; 2], target: &str, bend: f32, weight: f32| Ik {
        name: name.to_owned(),
        chain: chain.map(str::to_owned).to_vec(),
        target: target.to_owned(),
        // Seen from the front a knee comes towards the viewer more than it goes aside.
        solver: Solver::Limb { bend, foreshorten: if weight > 0.0 { 0.62 } else { 0.2 } },
        weight,
        limits: Vec::new(),
        iterations: ITERATIONS,
    };
    vec![
        limb("leg_l", ["thigh_l", "shin_l"], "foot_target_l", -1.0, 1.0),
        limb("leg_r", ["thigh_r", "shin_r"], "foot_target_r", 1.0, 1.0),
        limb("reach_l", ["arm_l", "forearm_l"], "hand_target_l", 1.0, 0.0),
        limb("reach_r", ["arm_r", "forearm_r"], "hand_target_r", -1.0, 0.0),
    ]
}

/// A spring for every chain of bones whose names begin like hair or cloth.
pub fn springs(bones: &[Bone]) -> Vec<Spring> {
    let kind = |name: &str| {
        let kinds = ["hair_", "ahoge_", "scarf_", "skirt_"];
        kinds.into_iter().find(|it| name.starts_with(it))
    };
    let mut chains: Vec<Vec<&str>> = Vec::new();
    for bone in bones {
        let Some(kind) = kind(&bone.name) else { continue };
        let parent = bone.parent.as_deref().unwrap_or("");
        let grown = chains.iter_mut().find(|it| it.last() == Some(&parent));
        match grown {
            Some(chain) if parent.starts_with(kind) => chain.push(&bone.name),
            _ => chains.push(vec![&bone.name]),
        }
    }
    let spring = |chain: &Vec<&str>| {
        let cloth = chain[0].starts_with("scarf_") || chain[0].starts_with("skirt_");
        let make = if cloth { Spring::cloth } else { Spring::hair };
        make(chain[0], chain)
    };
    chains.iter().map(spring).collect()
}

/// The turn of the head: an ellipsoid around the skull of the standard face.
pub fn head_turn() -> Warp {
    Warp {
        name: "head".to_owned(),
        yaw: "AngleX".to_owned(),
        pitch: "AngleY".to_owned(),
        centre: [512.0, 390.0],
        radii: [190.0, 260.0, 150.0],
        perspective: 0.1,
        fade: [570.0, 800.0],
        rest: 0.0,
        gain: 1.0,
    }
}

/// What the parameters do to the standard bones.
pub fn bindings() -> Vec<Binding> {
    let turn = |parameter: &str, bone: &str, most: f32, degrees: f32| {
        motion(parameter, bone, Motion::Rotation, most, degrees)
    };
    let mut all = vec![
        turn("AngleZ", "head", 30.0, 24.0),
        turn("AngleZ", "neck", 30.0, 6.0),
        turn("BodyAngleZ", "spine", 10.0, 6.0),
        turn("BodyAngleZ", "chest", 10.0, 4.0),
        motion("BodyAngleX", "hip", Motion::X, 10.0, 22.0),
        motion("BodyAngleY", "chest", Motion::Y, 10.0, -14.0),
        motion("AngleY", "head", Motion::Y, 30.0, -10.0),
        motion("BaseX", "root", Motion::X, 10.0, 100.0),
        motion("BaseY", "root", Motion::Y, 10.0, -100.0),
        turn("ArmLA", "arm_l", 1.0, 90.0),
        turn("ArmLB", "forearm_l", 1.0, 90.0),
        turn("ArmRA", "arm_r", 1.0, -90.0),
        turn("ArmRB", "forearm_r", 1.0, -90.0),
        turn("HandL", "hand_l", 1.0, 45.0),
        turn("HandR", "hand_r", 1.0, -45.0),
        motion("ShoulderY", "shoulder_l", Motion::Y, 1.0, -26.0),
        motion("ShoulderY", "shoulder_r", Motion::Y, 1.0, -26.0),
    ];
    // Breath goes from 0 to 1 and rests at 0.
    let breath = |bone: &str, motion: Motion, amount: f32| Binding {
        parameter: "Breath".to_owned(),
        effect: Effect::Bone { bone: bone.to_owned(), motion },
        keys: vec![[0.0, 0.0], [1.0, amount]],
    };
    all.push(breath("chest", Motion::ScaleX, 0.012));
    all.push(breath("chest", Motion::ScaleY, 0.010));
    all.push(breath("shoulder_l", Motion::Y, -3.0));
    all.push(breath("shoulder_r", Motion::Y, -3.0));
    all.push(breath("head", Motion::Y, -1.6));
    all
}

fn motion(parameter: &str, bone: &str, motion: Motion, most: f32, amount: f32) -> Binding {
    Binding {
        parameter: parameter.to_owned(),
        effect: Effect::Bone { bone: bone.to_owned(), motion },
        keys: vec![[-most, -amount], [most, amount]],
    }
}

/// The standard figure without drawings: bones, limbs, springs, parameters and all clips.
pub fn skeleton() -> Skeleton {
    let bones = bones(&BTreeMap::new());
    let mut skeleton = Skeleton {
        ik: limbs(),
        springs: springs(&bones),
        warps: vec![head_turn()],
        parameters: standard(),
        bindings: bindings(),
        bones,
        ..Skeleton::default()
    };
    skeleton.animations = crate::clips::for_skeleton(&skeleton);
    skeleton
}
