//! What a face does, in the vocabulary of the field.

/// A movement of the face, named as ARKit names it; left and right are the subject's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "a shape is its name")]
pub enum Shape {
    JawOpen,
    MouthClose,
    MouthFunnel,
    MouthPucker,
    MouthSmileRight,
    MouthSmileLeft,
    MouthFrownRight,
    MouthFrownLeft,
    MouthStretchRight,
    MouthStretchLeft,
    MouthUpperUpRight,
    MouthUpperUpLeft,
    MouthLowerDownRight,
    MouthLowerDownLeft,
    EyeBlinkRight,
    EyeBlinkLeft,
    EyeWideRight,
    EyeWideLeft,
    EyeSquintRight,
    EyeSquintLeft,
    EyeLookInRight,
    EyeLookInLeft,
    EyeLookOutRight,
    EyeLookOutLeft,
    EyeLookUpRight,
    EyeLookUpLeft,
    EyeLookDownRight,
    EyeLookDownLeft,
    BrowInnerUp,
    BrowOuterUpRight,
    BrowOuterUpLeft,
    BrowDownRight,
    BrowDownLeft,
}

impl Shape {
    /// All of them that move a character, with their names in files and streams.
    pub const ALL: [(Self, &'static str); 33] = [
        (Self::JawOpen, "jawOpen"),
        (Self::MouthClose, "mouthClose"),
        (Self::MouthFunnel, "mouthFunnel"),
        (Self::MouthPucker, "mouthPucker"),
        (Self::MouthSmileRight, "mouthSmileRight"),
        (Self::MouthSmileLeft, "mouthSmileLeft"),
        (Self::MouthFrownRight, "mouthFrownRight"),
        (Self::MouthFrownLeft, "mouthFrownLeft"),
        (Self::MouthStretchRight, "mouthStretchRight"),
        (Self::MouthStretchLeft, "mouthStretchLeft"),
        (Self::MouthUpperUpRight, "mouthUpperUpRight"),
        (Self::MouthUpperUpLeft, "mouthUpperUpLeft"),
        (Self::MouthLowerDownRight, "mouthLowerDownRight"),
        (Self::MouthLowerDownLeft, "mouthLowerDownLeft"),
        (Self::EyeBlinkRight, "eyeBlinkRight"),
        (Self::EyeBlinkLeft, "eyeBlinkLeft"),
        (Self::EyeWideRight, "eyeWideRight"),
        (Self::EyeWideLeft, "eyeWideLeft"),
        (Self::EyeSquintRight, "eyeSquintRight"),
        (Self::EyeSquintLeft, "eyeSquintLeft"),
        (Self::EyeLookInRight, "eyeLookInRight"),
        (Self::EyeLookInLeft, "eyeLookInLeft"),
        (Self::EyeLookOutRight, "eyeLookOutRight"),
        (Self::EyeLookOutLeft, "eyeLookOutLeft"),
        (Self::EyeLookUpRight, "eyeLookUpRight"),
        (Self::EyeLookUpLeft, "eyeLookUpLeft"),
        (Self::EyeLookDownRight, "eyeLookDownRight"),
        (Self::EyeLookDownLeft, "eyeLookDownLeft"),
        (Self::BrowInnerUp, "browInnerUp"),
        (Self::BrowOuterUpRight, "browOuterUpRight"),
        (Self::BrowOuterUpLeft, "browOuterUpLeft"),
        (Self::BrowDownRight, "browDownRight"),
        (Self::BrowDownLeft, "browDownLeft"),
    ];
}

/// How strongly a face does each [`Shape`], 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shapes([f32; Shape::ALL.len()]);

impl Default for Shapes {
    /// A face at rest.
    fn default() -> Self {
        Self([0.0; Shape::ALL.len()])
    }
}

impl Shapes {
    /// From names and scores, as trackers with the 52 ARKit blendshapes give them. Names that move
    /// nothing here are passed over, and so are scores that are no numbers.
    pub fn named<'a>(scores: impl IntoIterator<Item = (&'a str, f32)>) -> Self {
        let mut shapes = Self::default();
        for (name, score) in scores {
            let known = Shape::ALL.iter().find(|(_, it)| *it == name);
            if let Some(&(shape, _)) = known
                && score.is_finite()
            {
                shapes.set(shape, score);
            }
        }
        shapes
    }

    /// How strong one is.
    pub fn get(&self, shape: Shape) -> f32 {
        self.0[shape as usize]
    }

    /// Sets how strong one is; bounded to 0 to 1.
    pub fn set(&mut self, shape: Shape, score: f32) {
        self.0[shape as usize] = score.clamp(0.0, 1.0);
    }

    /// The mean of a right and a left one.
    pub(crate) fn both(&self, right: Shape, left: Shape) -> f32 {
        f32::midpoint(self.get(right), self.get(left))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_shape_has_a_place_and_a_name_of_its_own() {
        for (place, (shape, name)) in Shape::ALL.iter().enumerate() {
            assert_eq!(*shape as usize, place, "{name}");
            assert_eq!(Shape::ALL.iter().filter(|(_, it)| it == name).count(), 1, "{name}");
        }
    }

    #[test]
    fn a_set_of_blendshapes_comes_in_by_name() {
        let shapes = Shapes::named([
            ("_neutral", 1.0),
            ("jawOpen", 0.4),
            ("cheekPuff", 1.0),
            ("eyeBlinkLeft", 7.0),
            ("mouthPucker", f32::NAN),
        ]);
        assert_eq!(shapes.get(Shape::JawOpen), 0.4);
        assert_eq!(shapes.get(Shape::EyeBlinkLeft), 1.0);
        assert_eq!(shapes.get(Shape::EyeBlinkRight), 0.0);
        assert_eq!(shapes.get(Shape::MouthPucker), 0.0);
    }
}
