//! Expressions on the keys 1 to 9, over what the camera sees.

/// An expression: a name, parameters of the rig, and the label of the mouth.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Expression {
    pub(crate) name: &'static str,
    pub(crate) values: &'static [(&'static str, f32)],
    pub(crate) mouth: &'static str,
}

/// No expression of its own: the face does as the camera says.
pub(crate) const NONE: Expression = Expression { name: "Off", values: &[], mouth: "neutral" };

/// In the order of their keys.
pub(crate) const ALL: [Expression; 9] = [
    Expression { name: "Smile", values: &[("MouthForm", 1.0)], mouth: "neutral" },
    Expression { name: "Laugh", values: &worn(1.0, 1.0, 1.0, 0.3, 0.0), mouth: "laugh" },
    Expression {
        name: "Wink",
        values: &[("MouthForm", 1.0), ("EyeLSmile", 1.0)],
        mouth: "neutral",
    },
    Expression { name: "Oh", values: &worn(0.0, 0.0, 1.3, 0.8, 0.0), mouth: "o" },
    Expression { name: "Angry", values: &spoken(0.9, -0.6, 0.9), mouth: "neutral" },
    Expression { name: "Sad", values: &spoken(0.7, 0.1, -1.0), mouth: "neutral" },
    Expression { name: "Sleepy", values: &spoken(0.4, -0.1, -0.2), mouth: "neutral" },
    Expression { name: "Bliss", values: &worn(1.0, 1.0, 1.0, 0.2, -0.2), mouth: "smile" },
    Expression { name: "Shout", values: &worn(0.0, 0.0, 1.2, -0.3, 0.9), mouth: "a" },
];

/// Eyes and brows; the mouth speaks on.
const fn spoken(open: f32, height: f32, turn: f32) -> [(&'static str, f32); 6] {
    [
        ("EyeLOpen", open),
        ("EyeROpen", open),
        ("BrowLY", height),
        ("BrowRY", height),
        ("BrowLAngle", turn),
        ("BrowRAngle", turn),
    ]
}

/// A whole face, whose mouth is one of the drawn ones: so nothing else may open it.
const fn worn(
    left: f32,
    right: f32,
    open: f32,
    height: f32,
    turn: f32,
) -> [(&'static str, f32); 15] {
    [
        ("EyeLSmile", left),
        ("EyeRSmile", right),
        ("EyeLOpen", open),
        ("EyeROpen", open),
        ("BrowLY", height),
        ("BrowRY", height),
        ("BrowLAngle", turn),
        ("BrowRAngle", turn),
        ("MouthForm", 0.0),
        ("MouthOpenY", 0.0),
        ("A", 0.0),
        ("I", 0.0),
        ("U", 0.0),
        ("E", 0.0),
        ("O", 0.0),
    ]
}

/// The expression of a number, 0 for none.
pub(crate) const fn of(number: usize) -> Expression {
    if number == 0 || number > ALL.len() { NONE } else { ALL[number - 1] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_expression_is_another_face_of_parameters_that_the_rig_knows() {
        let known = rig::parameter::standard();
        for (number, expression) in ALL.iter().enumerate() {
            for (id, value) in expression.values {
                let known = known.iter().find(|it| it.id == *id).expect("a standard parameter");
                assert!((known.least..=known.most).contains(value), "{id}");
            }
            let same =
                |it: &&Expression| it.values == expression.values && it.mouth == expression.mouth;
            assert_eq!(ALL.iter().filter(same).count(), 1, "{}", expression.name);
            assert_eq!(of(number + 1), *expression);
        }
        assert_eq!((of(0), of(10)), (NONE, NONE));
    }
}
