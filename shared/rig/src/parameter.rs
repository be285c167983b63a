//! Parameters: the few numbers that a face, a clip or a slider drives, and what they do.
//!
//! The names are those of the standard parameter list of the field (a Live2D file writes them
//! with `Param` in front), so that mappings made for other tools fit.

use serde::{Deserialize, Serialize};

/// A number within bounds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its id, unlike any other's.
    pub id: String,
    /// The lowest value.
    pub least: f32,
    /// The highest value.
    pub most: f32,
    /// The value at rest.
    pub rest: f32,
}

/// What a parameter does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Binding {
    /// The parameter's id.
    pub parameter: String,
    /// What it moves.
    pub effect: Effect,
    /// Pairs of the parameter's value and the amount of the effect, by rising value; straight in
    /// between, and level outside.
    pub keys: Vec<[f32; 2]>,
}

/// What a parameter moves, by the amount that its keys give.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// Added to one number of a bone.
    Bone {
        /// The bone.
        bone: String,
        /// Which number.
        motion: Motion,
    },
    /// Multiplies a slot's alpha: open and closed eyes are cross-faded so.
    Alpha {
        /// The slot.
        slot: String,
    },
    /// Added to the weight of a mesh's named shape.
    Deform {
        /// The slot.
        slot: String,
        /// The shape.
        deform: String,
    },
}

/// One number of a bone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Motion {
    /// Canvas units along the parent's x.
    X,
    /// Canvas units along the parent's y.
    Y,
    /// Degrees.
    Rotation,
    /// Added to the factor along x.
    ScaleX,
    /// Added to the factor along y.
    ScaleY,
}

/// Lowest, highest, at rest: of all parameters that our characters answer to.
pub const STANDARD: [(&str, f32, f32, f32); 47] = [
    ("AngleX", -30.0, 30.0, 0.0),
    ("AngleY", -30.0, 30.0, 0.0),
    ("AngleZ", -30.0, 30.0, 0.0),
    ("BodyAngleX", -10.0, 10.0, 0.0),
    ("BodyAngleY", -10.0, 10.0, 0.0),
    ("BodyAngleZ", -10.0, 10.0, 0.0),
    ("EyeLOpen", -0.5, 1.5, 1.0),
    ("EyeROpen", -0.5, 1.5, 1.0),
    ("EyeLSmile", 0.0, 1.0, 0.0),
    ("EyeRSmile", 0.0, 1.0, 0.0),
    ("EyeBallX", -1.0, 1.0, 0.0),
    ("EyeBallY", -1.0, 1.0, 0.0),
    ("EyeBallForm", -1.0, 1.0, 0.0),
    ("BrowLY", -1.0, 1.0, 0.0),
    ("BrowRY", -1.0, 1.0, 0.0),
    ("BrowLX", -1.0, 1.0, 0.0),
    ("BrowRX", -1.0, 1.0, 0.0),
    ("BrowLAngle", -1.0, 1.0, 0.0),
    ("BrowRAngle", -1.0, 1.0, 0.0),
    ("BrowLForm", -1.0, 1.0, 0.0),
    ("BrowRForm", -1.0, 1.0, 0.0),
    ("MouthForm", -1.0, 1.0, 0.0),
    ("MouthOpenY", 0.0, 1.0, 0.0),
    ("A", 0.0, 1.0, 0.0),
    ("I", 0.0, 1.0, 0.0),
    ("U", 0.0, 1.0, 0.0),
    ("E", 0.0, 1.0, 0.0),
    ("O", 0.0, 1.0, 0.0),
    ("Cheek", 0.0, 1.0, 0.0),
    ("Tear", 0.0, 1.0, 0.0),
    ("Breath", 0.0, 1.0, 0.0),
    ("HairFront", -1.0, 1.0, 0.0),
    ("HairSide", -1.0, 1.0, 0.0),
    ("HairBack", -1.0, 1.0, 0.0),
    ("HairFluffy", -1.0, 1.0, 0.0),
    ("ArmLA", -1.0, 1.0, 0.0),
    ("ArmLB", -1.0, 1.0, 0.0),
    ("ArmRA", -1.0, 1.0, 0.0),
    ("ArmRB", -1.0, 1.0, 0.0),
    ("HandL", -1.0, 1.0, 0.0),
    ("HandR", -1.0, 1.0, 0.0),
    ("ShoulderY", -1.0, 1.0, 0.0),
    ("BustX", -1.0, 1.0, 0.0),
    ("BustY", -1.0, 1.0, 0.0),
    ("BaseX", -10.0, 10.0, 0.0),
    ("BaseY", -10.0, 10.0, 0.0),
    ("Gravity", 0.0, 1.0, 1.0),
];

/// All of [`STANDARD`], as a skeleton holds them.
pub fn standard() -> Vec<Parameter> {
    STANDARD
        .iter()
        .map(|&(id, least, most, rest)| Parameter { id: id.to_owned(), least, most, rest })
        .collect()
}

/// The amount that piecewise straight keys give for a value; level outside of them.
pub(crate) fn along(keys: &[[f32; 2]], value: f32) -> f32 {
    let Some(first) = keys.first() else { return 0.0 };
    if value <= first[0] {
        return first[1];
    }
    for pair in keys.windows(2) {
        let [from, to] = [pair[0], pair[1]];
        if value <= to[0] {
            let share = (value - from[0]) / (to[0] - from[0]).max(f32::MIN_POSITIVE);
            return from[1] + (to[1] - from[1]) * share;
        }
    }
    keys[keys.len() - 1][1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_straight_inside_and_level_outside() {
        let keys = [[-1.0, 10.0], [0.0, 0.0], [2.0, -4.0]];
        for (value, expected) in [(-3.0, 10.0), (-0.5, 5.0), (0.0, 0.0), (1.0, -2.0), (9.0, -4.0)] {
            assert_eq!(along(&keys, value), expected);
        }
        assert_eq!(along(&[], 1.0), 0.0);
    }

    #[test]
    fn rest_lies_within_the_bounds() {
        for (id, least, most, rest) in STANDARD {
            assert!(least < most && (least..=most).contains(&rest), "{id}");
        }
    }
}
